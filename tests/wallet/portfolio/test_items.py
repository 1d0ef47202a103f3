"""Items of her own: one question per page, kept half-way, never twice, changed and deleted."""

import pytest

from tests.wallet.browser import Browser, hidden_fields, path_of
from tests.wallet.ecosystem import MemoryIssuer, diploma, offer_link
from tests.wallet.portfolio.writing import begins, writes
from wallet.portfolio.questions import MAX_LINE_CHARACTERS, MAX_TEXT_CHARACTERS

ATTACK = "<script>alert(1)</script>\" onload='x' {{ 7*7 }} %s %(x)s"


def test_work_is_asked_in_five_questions_and_shown_as_she_wrote_it(samira: Browser) -> None:
    item = samira.open(f"/portfolio/items/{writes(samira)}").text
    for words in ("Hulp in de thuiszorg", "Zorggroep De Linde", "maart 2019", "2024", "Ik hielp mensen"):
        assert words in item
    assert "Eigen woorden" in item
    assert "nog niet af" not in item


def test_a_story_is_asked_by_its_five_letters(samira: Browser) -> None:
    item = samira.open(f"/portfolio/items/{writes(samira, 'story')}").text
    for words in ("wilde niet eten", "Zorgen dat zij", "vroeg haar dochter", "Zij at weer"):
        assert words in item


def test_one_question_stands_on_a_page_with_an_example(samira: Browser) -> None:
    page = samira.open(f"/portfolio/items/{begins(samira, 'story')}/answer/situation").text
    assert page.count("<h1") == 1
    assert page.count("<textarea") == 1
    assert "Bijvoorbeeld: Een mevrouw" in page
    assert "Stap 4 van 8" in page


def test_a_second_click_begins_nothing_twice(samira: Browser) -> None:
    fields = {**hidden_fields(samira.open("/portfolio/items/add").text), "kind": "work"}
    first, second = (path_of(samira.send("/portfolio/items/add", fields)) for _ in range(2))
    assert first == second
    assert samira.open("/portfolio").text.count('class="card card--link"') == 1


def test_she_goes_on_where_she_stopped(samira: Browser) -> None:
    item_id = begins(samira)
    samira.send(f"/portfolio/items/{item_id}/answer/title", {"answer": "Schoonmaak"})
    assert "Nog niet af" in samira.open("/portfolio").text
    assert "Ga verder" in samira.open(f"/portfolio/items/{item_id}").text
    following = path_of(samira.open(f"/portfolio/items/{item_id}/go-on"))
    assert following == f"/portfolio/items/{item_id}/answer/place"


def test_what_is_not_finished_is_not_shown_as_something_she_can(samira: Browser) -> None:
    item_id = begins(samira)
    samira.send(f"/portfolio/items/{item_id}/answer/title", {"answer": "Half verhaal"})
    for page in ("timeline", "profile", "qualifications"):
        assert "Half verhaal" not in samira.open(f"/portfolio/{page}").text


def test_i_still_do_this_leaves_the_end_open(samira: Browser) -> None:
    item_id = writes(samira)
    samira.send(f"/portfolio/items/{item_id}/answer/until", {"is_ongoing": "y", "month": "", "year": ""})
    assert "tot nu" in samira.open("/portfolio").text


def test_a_change_comes_back_to_the_item_and_is_shown(samira: Browser) -> None:
    item_id = writes(samira)
    back = samira.send(f"/portfolio/items/{item_id}/answer/title", {"answer": "Thuishulp"})
    assert path_of(back) == f"/portfolio/items/{item_id}"
    assert "Thuishulp" in samira.open(path_of(back)).text


def test_deleting_asks_first_and_then_leaves_nothing(samira: Browser) -> None:
    item_id = writes(samira)
    assert "Ja, gooi weg" in samira.open(f"/portfolio/items/{item_id}/delete").text
    assert "Hulp in de thuiszorg" in samira.open("/portfolio").text
    samira.send(f"/portfolio/items/{item_id}/delete")
    assert samira.open(f"/portfolio/items/{item_id}").status_code == 404
    assert "Hulp in de thuiszorg" not in samira.open("/portfolio").text


@pytest.mark.parametrize(
    ("question", "fields", "sentence"),
    [
        ("title", {"answer": " "}, "Schrijf hier iets op."),
        ("title", {"answer": "x" * (MAX_LINE_CHARACTERS + 1)}, "hoogstens 120 tekens"),
        ("title", {"answer": "Offi\u202ecieel"}, "onzichtbare tekens"),
        ("did", {"answer": "x" * (MAX_TEXT_CHARACTERS + 1)}, "hoogstens 3000 tekens"),
        ("did", {"answer": "x" * 200_000}, "hoogstens"),
        ("since", {"month": "3", "year": "19"}, "4 cijfers"),
        ("since", {"month": "3", "year": "٢٠١٩"}, "4 cijfers"),
        ("since", {"month": "13", "year": "2019"}, "Kies een van de mogelijkheden"),
        ("since", {"month": "12", "year": "2026"}, "moet nog komen"),
        ("since", {"month": "1", "year": "2025"}, "later dan je stopte"),
        ("until", {"month": "1", "year": "2018"}, "eerder dan je begon"),
    ],
)
def test_an_answer_that_cannot_be_kept_says_why_and_stays_on_the_page(
    samira: Browser, question: str, fields: dict[str, str], sentence: str
) -> None:
    item_id = writes(samira)
    refused = samira.send(f"/portfolio/items/{item_id}/answer/{question}", fields)
    assert refused.status_code == 422
    assert sentence in refused.text


def test_hostile_text_is_text(samira: Browser) -> None:
    item_id = writes(samira, title=ATTACK[:100], did=ATTACK)
    pages = (f"/portfolio/items/{item_id}", "/portfolio", "/portfolio/timeline", "/portfolio/profile")
    for path in pages:
        page = samira.open(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert(1)" in page.text


@pytest.mark.parametrize("made_up", ["x", "../x", "934914E7-0947-4A29-A211-E1DFC00D52C4", ""])
def test_an_id_that_no_page_gave_begins_nothing(samira: Browser, made_up: str) -> None:
    answer = samira.send("/portfolio/items/add", {"item_id": made_up, "kind": "work"})
    assert answer.status_code == 404
    assert "card--link" not in samira.open("/portfolio").text


def test_a_question_that_a_kind_does_not_have_is_not_found(samira: Browser) -> None:
    item_id = begins(samira)
    for name in ("situation", "competences", "kind", "document_ids"):
        assert samira.open(f"/portfolio/items/{item_id}/answer/{name}").status_code == 404


def test_a_qualification_is_found_by_name_and_by_code_and_its_parts_linked(samira: Browser) -> None:
    item_id = writes(samira)
    for text in ("verzorgende", "25491"):
        found = samira.open(f"/portfolio/items/{item_id}/qualifications", query_string={"q": text}).text
        assert f"/portfolio/items/{item_id}/qualifications/crebo/25491" in found
    samira.send(
        f"/portfolio/items/{item_id}/qualifications/crebo/25491", {"chosen": ["B1-K1-W1", "B1-K1-W2"]}
    )
    assert "Helpt bij de persoonlijke verzorging" in samira.open(f"/portfolio/items/{item_id}").text
    samira.send(f"/portfolio/items/{item_id}/qualifications/crebo/25491", {"chosen": ["B1-K1-W2"]})
    assert "Helpt bij de persoonlijke verzorging" not in samira.open(f"/portfolio/items/{item_id}").text


def test_a_part_that_a_qualification_does_not_have_cannot_be_linked(samira: Browser) -> None:
    item_id = writes(samira)
    path = f"/portfolio/items/{item_id}/qualifications/crebo"
    assert samira.send(f"{path}/25491", {"chosen": ["B9-K9"]}).status_code == 422
    assert samira.open(f"{path}/00000").status_code == 404


def test_certificates_are_linked_and_forgotten_when_they_go(samira: Browser, issuer: MemoryIssuer) -> None:
    item_id = writes(samira)
    issuer.has_ready("D" * 43, diploma())
    document = samira.receives(offer_link("D" * 43))
    samira.send(f"/portfolio/items/{item_id}/documents", {"chosen": [document]})
    assert f"/documents/{document}" in samira.open(f"/portfolio/items/{item_id}").text
    samira.send(f"/documents/{document}/delete")
    assert f"/documents/{document}" not in samira.open(f"/portfolio/items/{item_id}").text


def test_the_empty_page_says_what_to_do_first(samira: Browser) -> None:
    page = samira.open("/portfolio").text
    assert "Begin met je werk van nu." in page
    for path in ("timeline", "profile", "qualifications"):
        assert "Schrijf iets op" in samira.open(f"/portfolio/{path}").text
