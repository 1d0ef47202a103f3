"""What an answer holds besides certificates that fit, and what of them is left out."""

import pytest
from flask import Flask

from keys.proofs import ProofPurpose, verify_proofs
from schemas.credential import Credential
from schemas.disclosure import PersonalPart
from schemas.documents import JsonObject, serialize
from schemas.own_words import Experience, PassedOn, own_words_of
from schemas.presentation_request import PurposeKind
from tests.wallet.browser import Browser, path_of
from tests.wallet.conftest import NOW
from tests.wallet.ecosystem import DidKeyResolver, MemoryIssuer, diploma, offer_link
from tests.wallet.portfolio.writing import begins as begins_item
from tests.wallet.portfolio.writing import writes
from tests.wallet.requests.organisation import MemoryAsker, begins
from tests.wallet.sharing_people import has_a_reference, keeps_a_photo, subject_of
from tests.wallet.test_share_contract import selective
from web.database import Database

NAME, BIRTH = PersonalPart.NAME, PersonalPart.BIRTH_DATE


@pytest.fixture
def held(samira: Browser, issuer: MemoryIssuer) -> str:
    issuer.has_ready("D" * 43, diploma())
    return samira.receives(offer_link("D" * 43))


def page(browser: Browser, path: str) -> str:
    return " ".join(browser.open(path).text.split())


def sent(asker: MemoryAsker) -> list[JsonObject]:
    (answer,) = asker.received
    presentation = answer["presentation"]
    assert isinstance(presentation, dict)
    credentials = presentation["verifiableCredential"]
    assert isinstance(credentials, list)
    return [each for each in credentials if isinstance(each, dict)]


def chooses(browser: Browser, **fields: list[str]) -> str:
    """Begin, choose, and return where that leads."""
    reply = begins(browser)
    return path_of(browser.send(f"/requests/{reply}/what", dict(fields)))


def keeps_selective(browser: Browser, asker: MemoryAsker, held: str) -> str:
    """Put a diploma in the wallet of which parts can be left out; return its id."""
    assert path_of(browser.send(chooses(browser, documents=[held]))).startswith("/requests/")
    presentation = asker.received.pop()["presentation"]
    assert isinstance(presentation, dict)
    base = selective(str(presentation["holder"]))
    return path_of(browser.send("/documents/add", {"text": serialize(base).decode()})).rsplit("/", 1)[-1]


# Her own words


def test_where_own_words_are_not_welcome_none_is_offered_or_taken(
    samira: Browser, asker: MemoryAsker, held: str
) -> None:
    item = writes(samira, title="Hulp in de thuiszorg")
    reply = begins(samira)
    assert "Hulp in de thuiszorg" not in page(samira, f"/requests/{reply}/what")
    refused = samira.send(f"/requests/{reply}/what", {"documents": [held], "items": [item]})
    assert refused.status_code == 422
    assert asker.received == []


def test_what_was_chosen_goes_no_further_than_the_request_that_is_answered(
    samira: Browser, asker: MemoryAsker, held: str
) -> None:
    """Chosen while it was welcome; the organisation then asks something else."""
    asker.welcomes_own_words = True
    item = writes(samira, title="Hulp in de thuiszorg")
    check = chooses(samira, documents=[held], items=[item])
    asker.welcomes_own_words = False
    assert samira.send(check).status_code == 422  # not what she saw
    assert asker.received == []
    assert path_of(samira.send(chooses(samira, documents=[held]))).startswith("/requests/")
    assert len(sent(asker)) == 1


def test_items_and_references_go_along_as_her_own_words_that_nobody_witnessed(
    app: Flask, samira: Browser, database: Database, asker: MemoryAsker, held: str
) -> None:
    asker.welcomes_own_words = True
    item, reference = writes(samira, title="Hulp in de thuiszorg"), has_a_reference(app, database, samira)
    other = writes(samira, title="Blijft thuis")
    reply = begins(samira)
    offered = samira.open(f"/requests/{reply}/what").text
    assert other in offered
    assert " checked" not in offered
    check = path_of(
        samira.send(
            f"/requests/{reply}/what", {"documents": [held], "items": [item], "references": [reference]}
        )
    )
    preview = page(samira, check)
    assert "Hulp in de thuiszorg" in preview
    assert "Blijft thuis" not in preview
    assert "De ander leest erbij: dit zegt de eigenaar zelf." in preview
    assert "debrug.example" not in preview
    samira.send(check)
    certificate, *own = sent(asker)
    assert Credential.from_document(certificate).kind == "Diploma"
    experience, passed_on = [own_words_of(Credential.from_document(each)) for each in own]
    assert isinstance(experience, Experience)
    assert experience.title == "Hulp in de thuiszorg"
    assert isinstance(passed_on, PassedOn)
    assert (passed_on.writer, passed_on.mail_domain) == ("J. Peeters", "")
    assert not passed_on.mail_confirmed
    for each in own:
        (verified,) = verify_proofs(
            each,
            purpose=ProofPurpose.ASSERTION_METHOD,
            resolver=DidKeyResolver(),
            cryptosuites=frozenset({"eddsa-rdfc-2022"}),
            at=NOW,
            domain=None,
            challenge=None,
        )
        assert verified.controller == each["issuer"] == subject_of(each)["id"]
    told = page(samira, f"/requests/{reply}")
    assert "En wat je zelf zegt:" in told
    assert "Hulp in de thuiszorg" in told


def test_own_words_without_a_certificate_are_no_answer(
    samira: Browser, asker: MemoryAsker, held: str
) -> None:
    asker.welcomes_own_words = True
    item = writes(samira)
    reply = begins(samira)
    refused = samira.send(f"/requests/{reply}/what", {"items": [item]})
    assert refused.status_code == 422
    assert "Kruis ook een bewijs aan." in refused.text
    assert 'value="' + item + '" checked' in refused.text  # what she ticked stays
    assert path_of(samira.open(f"/requests/{reply}/check")) == f"/requests/{reply}/what"


def test_files_what_is_unfinished_and_what_is_somebody_elses_cant_be_sent(
    samira: Browser, johan: Browser, asker: MemoryAsker, held: str
) -> None:
    asker.welcomes_own_words = True
    theirs, unfinished, photo = writes(johan), begins_item(samira), keeps_a_photo(samira)
    reply = begins(samira)
    for item in (theirs, unfinished, photo, "../x"):
        fields = {"documents": [held], "items": [item], "files": [photo]}
        assert samira.send(f"/requests/{reply}/what", fields).status_code == 422
    check = path_of(samira.send(f"/requests/{reply}/what", {"documents": [held], "files": [photo]}))
    samira.send(check)
    assert len(sent(asker)) == 1


def test_an_item_that_she_threw_away_in_the_meantime_does_not_go_along(
    samira: Browser, asker: MemoryAsker, held: str
) -> None:
    asker.welcomes_own_words = True
    item = writes(samira, title="Toch maar niet")
    check = chooses(samira, documents=[held], items=[item])
    samira.send(f"/portfolio/items/{item}/delete")
    assert "Toch maar niet" not in page(samira, check)
    samira.send(check)
    assert len(sent(asker)) == 1


# What is left out


@pytest.fixture
def base(samira: Browser, asker: MemoryAsker, held: str) -> str:
    """A diploma of which parts can be left out; the request is new again."""
    return keeps_selective(samira, asker, held)


OTHER = "http://localhost:8000/verifier/ask/" + "M" * 43


def test_what_she_leaves_out_is_not_sent_and_not_in_the_preview(
    samira: Browser, asker: MemoryAsker, base: str
) -> None:
    reply = begins(samira, OTHER)
    hide = path_of(samira.send(f"/requests/{reply}/what", {"documents": [base]}))
    assert hide == f"/requests/{reply}/hide"
    assert path_of(samira.open(f"/requests/{reply}/check")) == hide  # a question that waits
    asked = samira.open(hide).text
    assert " checked" not in asked
    assert "Je geboortedatum" in asked
    assert samira.send(hide, {"hidden": ["x|name"]}).status_code == 422
    check = path_of(samira.send(hide, {"hidden": [f"{base}|birthDate"]}))
    preview = page(samira, check)
    assert "Je laat weg: je geboortedatum." in preview
    assert "14 maart 1985" not in preview
    samira.send(check)
    (shown,) = sent(asker)
    assert "geboortedatum" not in subject_of(shown)
    assert "voornamen" in subject_of(shown)
    assert "Je liet weg: je geboortedatum." in page(samira, f"/requests/{reply}")


def test_what_the_organisation_must_see_is_not_among_the_choices(
    samira: Browser, asker: MemoryAsker, base: str
) -> None:
    asker.needs = (NAME,)
    reply = begins(samira, OTHER)
    assert "Dit moeten ze zien" in page(samira, f"/requests/open?request={OTHER}")
    hide = path_of(samira.send(f"/requests/{reply}/what", {"documents": [base]}))
    asked = page(samira, hide)
    assert "Dit moet Zorggroep De Linde zien: je naam." in asked
    assert f"{base}|name" not in asked
    assert samira.send(hide, {"hidden": [f"{base}|name"]}).status_code == 422
    samira.send(path_of(samira.send(hide, {"hidden": [f"{base}|birthDate"]})))
    (shown,) = sent(asker)
    assert {"voornamen", "geslachtsnaam"} <= set(subject_of(shown))


def test_nothing_is_asked_when_nothing_may_be_left_out(
    samira: Browser, asker: MemoryAsker, base: str
) -> None:
    asker.needs = (NAME, BIRTH)
    reply = begins(samira, OTHER)
    check = path_of(samira.send(f"/requests/{reply}/what", {"documents": [base]}))
    assert check == f"/requests/{reply}/check"
    assert "je naam, je geboortedatum" in page(samira, check)
    assert path_of(samira.open(f"/requests/{reply}/hide")) == f"/requests/{reply}/what"


def test_choosing_another_certificate_forgets_what_was_left_out(
    samira: Browser, asker: MemoryAsker, base: str, held: str
) -> None:
    reply = begins(samira, OTHER)
    samira.send(f"/requests/{reply}/what", {"documents": [base]})
    samira.send(f"/requests/{reply}/hide", {"hidden": [f"{base}|birthDate"]})
    check = path_of(samira.send(f"/requests/{reply}/what", {"documents": [held]}))
    assert check == f"/requests/{reply}/check"
    assert "Je laat weg" not in page(samira, check)


# Exemptions


def test_before_and_after_she_reads_what_happens_with_a_question_about_an_exemption(
    samira: Browser, asker: MemoryAsker, held: str
) -> None:
    asker.purpose_kind, asker.welcomes_own_words = PurposeKind.EXEMPTION, True
    reply = begins(samira)
    before = " ".join(samira.open("/requests/open", query_string={"request": OTHER}).text.split())
    assert "Iemand van de school geeft advies. Iemand anders beslist." in before
    assert "Wat je stuurt, is na 28 dagen weg." in before
    assert "Je mag er ook bij doen wat je zelf schreef." in before
    samira.send(path_of(samira.send(f"/requests/{reply}/what", {"documents": [held]})))
    after = page(samira, f"/requests/{reply}")
    assert "Je krijgt een brief met het besluit." in after
    assert "Wat je stuurt, is op 22 december 2026 weg." in after
    assert "Je vroeg om vrijstelling. De school beslist, en je krijgt een brief." in page(samira, "/shares")


def test_a_question_about_work_says_nothing_of_a_board(
    samira: Browser, asker: MemoryAsker, held: str
) -> None:
    samira.send(chooses(samira, documents=[held]))
    assert "vrijstelling" not in page(samira, "/shares")
    assert "Zo gaat het verder" not in samira.open("/requests/open?request=" + OTHER).text
