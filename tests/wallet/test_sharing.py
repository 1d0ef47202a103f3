"""Sharing, from the first question to stopping: one question per page, and everything stays in her hands."""

from datetime import UTC, datetime

import pytest

from keys.controller import ProofPurpose
from keys.proofs import verify_proofs
from schemas.documents import parse_object
from schemas.presentation import Presentation
from tests.wallet.browser import BASE, Browser, path_of
from tests.wallet.ecosystem import (
    Clock,
    DidKeyResolver,
    MemoryChecker,
    MemoryIssuer,
    diploma,
    ervaringscertificaat,
    offer_link,
)

DIPLOMA, EVC = "D" * 43, "E" * 43


@pytest.fixture
def held(samira: Browser, issuer: MemoryIssuer) -> list[str]:
    """The ids of Samira's two documents: a diploma and an ervaringscertificaat."""
    issuer.has_ready(DIPLOMA, diploma())
    issuer.has_ready(EVC, ervaringscertificaat())
    return [samira.receives(offer_link(DIPLOMA)), samira.receives(offer_link(EVC))]


def start(browser: Browser, *document_ids: str) -> str:
    """Begin sharing; return the address of the draft."""
    return path_of(browser.send("/share", {"document": list(document_ids)})).removesuffix("/what")


LATER = {"why": {}, "how-often": {"how_often": "always"}, "pin": {"wanted": "no"}}


def answers_rest(browser: Browser, draft: str, **given: dict[str, object]) -> None:
    """Answer the questions that a test is not about."""
    for step, fields in {**LATER, **given}.items():
        browser.send(f"{draft}/{step.replace('_', '-')}", fields)


def test_who_has_nothing_to_share_is_led_to_collecting(samira: Browser) -> None:
    page = samira.open("/shares").text
    assert "Haal eerst een bewijs op" in page
    assert "Maak een nieuwe link" not in page


def presentation_at(browser: Browser, link: str) -> Presentation:
    path = "/s/" + link.rsplit("/", 1)[-1]
    response = browser.client.post(path, base_url=BASE, headers={"Accept": "application/vp"})
    assert response.status_code == 200, response.text
    assert response.mimetype == "application/vp"
    return Presentation.from_document(parse_object(response.data))


# The four questions


def test_only_the_document_that_she_came_from_is_ticked(samira: Browser, held: list[str]) -> None:
    page = samira.open(f"{start(samira, held[1])}/what").text
    assert f'value="{held[1]}" checked' in page
    assert f'value="{held[0]}" checked' not in page


def test_a_document_of_somebody_else_is_not_ticked_and_cannot_be(
    samira: Browser, johan: Browser, issuer: MemoryIssuer, held: list[str]
) -> None:
    issuer.has_ready("J" * 43, diploma())
    of_johan = johan.receives(offer_link("J" * 43))
    draft = start(samira, of_johan)
    assert of_johan not in samira.open(f"{draft}/what").text
    page = samira.send(f"{draft}/what", {"documents": [of_johan]})
    assert page.status_code == 422
    assert path_of(samira.open(f"{draft}/who")) == f"{draft}/what"


def test_going_back_keeps_every_answer(samira: Browser, held: list[str]) -> None:
    draft = start(samira, held[0])
    samira.send(f"{draft}/what", {"documents": held})
    samira.send(f"{draft}/who", {"receiver": "Zorggroep De Linde"})
    samira.send(f"{draft}/why", {"reason": "Ik solliciteer bij u."})
    samira.send(f"{draft}/how-long", {"duration": "1-week"})
    samira.send(f"{draft}/how-often", {"how_often": "some", "number": "3"})
    samira.send(f"{draft}/pin", {"wanted": "yes", "pin": "2580"})
    assert samira.open(f"{draft}/what").text.count(" checked") == 2
    assert 'value="Zorggroep De Linde"' in samira.open(f"{draft}/who").text
    assert ">Ik solliciteer bij u.<" in samira.open(f"{draft}/why").text.replace("\r\n", "")
    assert 'value="1-week" checked' in samira.open(f"{draft}/how-long").text
    assert 'value="3"' in samira.open(f"{draft}/how-often").text
    assert 'value="2580"' in samira.open(f"{draft}/pin").text


def test_a_month_is_offered_first(samira: Browser, held: list[str]) -> None:
    draft = start(samira, held[0])
    samira.send(f"{draft}/what", {"documents": held})
    samira.send(f"{draft}/who", {"receiver": "Zorggroep De Linde"})
    samira.send(f"{draft}/why")
    assert 'value="1-month" checked' in samira.open(f"{draft}/how-long").text


@pytest.mark.parametrize(
    ("step", "fields", "words"),
    [
        ("what", {}, "Kies een of meer bewijzen."),
        ("what", {"documents": ["../../etc/passwd"]}, "Kies een of meer bewijzen."),
        ("who", {}, "Vul dit in."),
        ("who", {"receiver": "   "}, "Schrijf voor wie de link is."),
        ("who", {"receiver": "x" * 101}, "hoogstens 100 tekens"),
        ("who", {"receiver": "x" * 5000}, "hoogstens"),
        ("who", {"receiver": "Zorg\u202egroep"}, "onzichtbare tekens"),
        ("how-long", {}, "Kies hoe lang de ander mag kijken."),
        ("how-long", {"duration": "10-years"}, "Kies een van de mogelijkheden."),
        ("how-long", {"duration": "2-years"}, "Kies een van de mogelijkheden."),
        ("why", {"reason": "x" * 301}, "hoogstens 300 tekens"),
        ("why", {"reason": "Zorg\u202egroep"}, "onzichtbare tekens"),
        ("how-often", {}, "Kies hoe vaak de ander mag kijken."),
        ("how-often", {"how_often": "some", "number": ""}, "Kies een getal van 1 tot en met 100."),
        ("how-often", {"how_often": "some", "number": "0"}, "Kies een getal van 1 tot en met 100."),
        ("how-often", {"how_often": "some", "number": "101"}, "Kies een getal van 1 tot en met 100."),
        ("how-often", {"how_often": "some", "number": "9" * 400}, "Kies een getal"),
        ("how-often", {"how_often": "some", "number": "²"}, "Kies een getal"),
        ("pin", {}, "Kies of je een pincode wilt."),
        ("pin", {"wanted": "yes"}, "Kies 4 tot 8 cijfers"),
        ("pin", {"wanted": "yes", "pin": "123"}, "Kies 4 tot 8 cijfers"),
        ("pin", {"wanted": "yes", "pin": "123456789"}, "Kies 4 tot 8 cijfers"),
        ("pin", {"wanted": "yes", "pin": "geheim"}, "Kies 4 tot 8 cijfers"),
        ("pin", {"wanted": "yes", "pin": "٢٥٨٠"}, "Kies 4 tot 8 cijfers"),
    ],
)
def test_a_bad_answer_is_explained_at_the_question(
    samira: Browser, held: list[str], step: str, fields: dict[str, object], words: str
) -> None:
    draft = start(samira)
    if step != "what":
        samira.send(f"{draft}/what", {"documents": held})
    for earlier, answer in (
        ("who", {"receiver": "Zorggroep"}),
        ("why", {}),
        ("how-long", {"duration": "1-day"}),
        ("how-often", {"how_often": "always"}),
    ):
        if step in ("what", earlier):
            break
        samira.send(f"{draft}/{earlier}", answer)
    page = samira.send(f"{draft}/{step}", fields)
    assert page.status_code == 422
    assert words in page.text
    assert samira.open("/shares").text.count('class="card"') == 0


def test_a_later_question_leads_back_to_the_one_without_an_answer(samira: Browser, held: list[str]) -> None:
    draft = start(samira)
    for step in ("who", "how-long", "check"):
        assert path_of(samira.open(f"{draft}/{step}")) == f"{draft}/what"
        assert samira.open("/shares").text.count('class="card"') == 0
    assert path_of(samira.send(f"{draft}/check")) == f"{draft}/what"


def test_the_last_page_shows_what_the_receiver_will_see(samira: Browser, held: list[str]) -> None:
    draft = start(samira, held[1])
    samira.send(f"{draft}/what", {"documents": [held[1]]})
    samira.send(f"{draft}/who", {"receiver": "Zorggroep De Linde"})
    samira.send(f"{draft}/why")
    samira.send(f"{draft}/how-long", {"duration": "1-month"})
    answers_rest(samira, draft)
    page = samira.open(f"{draft}/check").text
    for words in (
        "Zorggroep De Linde",
        "24 december 2026",
        "Samira Voorbeeld",
        "14 maart 1985",
        "Nog niet erkend",
    ):
        assert words in page
    assert "Mbo-diploma" not in page


def test_a_second_click_makes_no_second_link(samira: Browser, held: list[str]) -> None:
    draft = start(samira, held[0])
    samira.send(f"{draft}/what", {"documents": held})
    samira.send(f"{draft}/who", {"receiver": "Zorggroep De Linde"})
    samira.send(f"{draft}/why")
    samira.send(f"{draft}/how-long", {"duration": "1-month"})
    answers_rest(samira, draft)
    first = path_of(samira.send(f"{draft}/check"))
    second = path_of(samira.send(f"{draft}/check"))
    assert first == second
    assert samira.open("/shares").text.count('class="card"') == 1


def test_without_documents_the_page_says_how_to_get_one(samira: Browser) -> None:
    assert "Je hebt nog geen bewijzen om te delen." in samira.open(f"{start(samira)}/what").text


def test_a_draft_of_last_week_is_gone(samira: Browser, held: list[str], clock: Clock) -> None:
    old = start(samira, held[0])
    clock.passes(days=8)
    samira.signs_in("samira@voorbeeld.nl")
    start(samira, held[0])
    assert samira.open(f"{old}/what").status_code == 404


def test_more_than_ten_documents_are_too_many_for_one_link(samira: Browser, issuer: MemoryIssuer) -> None:
    documents = []
    for number in range(11):
        token = f"{number:02}" + "M" * 41
        issuer.has_ready(token, {**diploma(), "id": f"urn:uuid:11111111-1111-4111-8111-{number:012}"})
        documents.append(samira.receives(offer_link(token)))
    draft = start(samira)
    page = samira.send(f"{draft}/what", {"documents": documents})
    assert page.status_code == 422
    assert "hoogstens 10" in page.text
    assert path_of(samira.send(f"{draft}/what", {"documents": documents[:10]})) == f"{draft}/who"


# The link


def test_the_presentation_is_signed_by_her_for_this_link_until_its_end(
    samira: Browser, held: list[str], browser: Browser
) -> None:
    share = samira.shares(held[0])
    presentation = presentation_at(browser, samira.link_of(share))
    (proof,) = presentation.proofs
    assert presentation.id == f"urn:uuid:{share}"
    assert proof["challenge"] == share
    assert proof["domain"] == "http://localhost:8000"
    assert proof["expires"] == "2026-12-24T23:00:00Z"
    (verified,) = verify_proofs(
        presentation.document,
        purpose=ProofPurpose.AUTHENTICATION,
        resolver=DidKeyResolver(),
        cryptosuites=frozenset({"eddsa-rdfc-2022"}),
        at=datetime(2026, 11, 25, tzinfo=UTC),
        domain="http://localhost:8000",
        challenge=share,
    )
    assert verified.controller == presentation.holder


def test_a_link_shows_exactly_what_was_chosen_as_it_was_signed(
    samira: Browser, held: list[str], browser: Browser, issuer: MemoryIssuer
) -> None:
    presentation = presentation_at(browser, samira.link_of(samira.shares(held[1])))
    assert presentation.credentials == (issuer.offers[EVC].copy,)


def test_two_equal_shares_are_two_links(samira: Browser, held: list[str]) -> None:
    links = {samira.link_of(samira.shares(held[0])) for _ in range(2)}
    assert len(links) == 2


def test_the_page_of_a_link_has_qr_copy_whatsapp_email_and_print(samira: Browser, held: list[str]) -> None:
    share = samira.shares(held[0])
    page = samira.open(f"/shares/{share}").text
    for part in (
        'class="qr__code"',
        "data-copy",
        "https://wa.me/?text=",
        "mailto:?subject=",
        f"/shares/{share}/print",
    ):
        assert part in page
    assert "Samira" not in page.split("wa.me")[1].split('"')[0]


def test_a_revoked_document_can_be_shared_and_says_so(
    samira: Browser, held: list[str], checker: MemoryChecker
) -> None:
    checker.says("failed", "status", "status.revoked")
    samira.send(f"/documents/{held[0]}/check")
    draft = start(samira, held[0])
    assert "Ingetrokken" in samira.open(f"{draft}/what").text
    assert samira.link_of(samira.shares(held[0]))


# Who can see this?


def test_the_overview_tells_for_whom_what_until_when_and_how_often(
    samira: Browser, held: list[str], browser: Browser
) -> None:
    link = samira.link_of(samira.shares(*held))
    assert "Nog niet bekeken" in samira.open("/shares").text
    for _ in range(3):
        presentation_at(browser, link)
    page = samira.open("/shares").text
    for words in (
        "Zorggroep De Linde",
        "Mbo-diploma Helpende Zorg en Welzijn",
        "Ervaringscertificaat Verzorgende IG",
        "24 december 2026",
        "3 keer bekeken",
        "24 november 2026 om 13:00",
    ):
        assert words in page


def test_stopping_asks_first_then_works_at_once_and_erases_what_was_shared(
    samira: Browser, held: list[str], browser: Browser
) -> None:
    share = samira.shares(held[0])
    link = samira.link_of(share)
    assert "Wil je stoppen met delen?" in samira.open(f"/shares/{share}/stop").text
    assert browser.open(link).status_code == 200
    samira.send(f"/shares/{share}/stop")
    assert browser.open(link).status_code == 410
    page = samira.open("/shares").text
    assert "Niet meer open" in page
    assert "Gestopt" in page
    assert "Deze link is gestopt" in samira.open(f"/shares/{share}").text
    samira.send(f"/shares/{share}/stop")  # a second click changes nothing
    assert path_of(samira.open(f"/shares/{share}/prolong")) == f"/shares/{share}"
    assert samira.send(f"/shares/{share}/prolong", {"duration": "1-year"}).status_code == 422


def test_prolonging_keeps_the_link_and_its_content_and_gives_a_new_end(
    samira: Browser, held: list[str], browser: Browser, clock: Clock
) -> None:
    share = samira.shares(held[0], duration="1-day")
    link = samira.link_of(share)
    before = presentation_at(browser, link)
    clock.passes(days=3)
    assert browser.open(link).status_code == 410
    samira.signs_in("samira@voorbeeld.nl")
    assert "Verlopen" in samira.open("/shares").text
    assert path_of(samira.send(f"/shares/{share}/prolong", {"duration": "1-week"})) == f"/shares/{share}"
    assert samira.link_of(share) == link
    after = presentation_at(browser, link)
    assert after.credentials == before.credentials
    assert after.proofs[0]["expires"] == "2026-12-04T23:00:00Z"
    assert samira.send(f"/shares/{share}/prolong", {"duration": "always"}).status_code == 422


def test_deleting_a_document_names_and_stops_the_links_that_show_it(
    samira: Browser, held: list[str], browser: Browser
) -> None:
    both = samira.link_of(samira.shares(*held, receiver="Zorggroep De Linde"))
    other = samira.link_of(samira.shares(held[1], receiver="Iemand anders"))
    page = samira.open(f"/documents/{held[0]}/delete").text
    assert "Zorggroep De Linde" in page
    assert "Iemand anders" not in page
    samira.send(f"/documents/{held[0]}/delete")
    assert samira.open(f"/documents/{held[0]}").status_code == 404
    assert browser.open(both).status_code == 410
    assert browser.open(other).status_code == 200
    assert samira.send(f"/documents/{held[0]}/delete").status_code == 404


def test_the_link_ends_not_the_document(samira: Browser, held: list[str]) -> None:
    share = samira.shares(held[0])
    samira.send(f"/shares/{share}/stop")
    assert samira.open(f"/documents/{held[0]}").status_code == 200
