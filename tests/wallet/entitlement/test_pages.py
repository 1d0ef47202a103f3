"""What may I still learn: a ladder over her own documents, five questions at most, nothing kept or sent."""

import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import text

from schemas.documents import JsonObject
from tests.schemas import samples
from tests.wallet.browser import Browser, path_of
from tests.wallet.ecosystem import MemoryChecker, MemoryIssuer, diploma, offer_link
from wallet.contents import Finding
from web.database import Database

LADDER, PLAN = "/learning/law", "/learning/proposal"


def looks(page: str) -> dict[str, str]:
    """Return how each target looks, by its code."""
    found = re.findall(r'class="rung rung--(\w+)[^"]*" href="[^"]*/why/([\w-]+)"', page)
    return {target: look for look, target in found}


@pytest.fixture(autouse=True)
def all_is_recognised(checker: MemoryChecker) -> None:
    finds_of_the_issuer(checker, "passed", "issuer.recognised")


def finds_of_the_issuer(checker: MemoryChecker, outcome: str, code: str) -> None:
    others = ("structure", "proof", "key", "validity", "status", "schema", "binding")
    checker.findings = (
        Finding(name="issuer", outcome=outcome, code=code, parameters={}),
        *(Finding(name=name, outcome="passed", code=f"{name}.passed", parameters={}) for name in others),
    )


def receives(samira: Browser, issuer: MemoryIssuer, document: JsonObject, code: str = "D") -> str:
    issuer.has_ready(code * 43, document)
    return samira.receives(offer_link(code * 43))


def answer(person: Browser, page: str, code: str) -> str:
    """Answer the question that is asked now; return where that leads."""
    return path_of(person.fill(f"{page}/question", {"answer": code}))


def test_a_ladder_shows_every_level_from_the_top_down(samira: Browser) -> None:
    page = samira.open(LADDER).text

    levels = ["master", "bachelor", "ad", "mbo-4", "mbo-3", "mbo-2", "entree"]
    assert list(looks(page))[:7] == levels
    assert looks(page)["mbo-3"] == "likely"
    assert looks(page)["bachelor"] == "unknown"
    assert "Je hebt nog geen bewijzen" in page


def test_what_she_has_is_marked_and_opens_nothing_by_itself(samira: Browser, issuer: MemoryIssuer) -> None:
    receives(samira, issuer, diploma())

    page = samira.open(LADDER).text

    held = re.findall(r'/why/([\w-]+)">(?:(?!</a>).)*rung__held', page, re.DOTALL)
    assert held == ["mbo-2"]


def test_answers_lead_from_question_to_question_and_then_to_the_ladder(samira: Browser) -> None:
    asked = 0
    where = f"{LADDER}/question"
    while where.endswith("/question"):
        where = answer(samira, LADDER, "no" if "answer" and asked else "none")
        asked += 1
        assert asked <= 5
    assert where == LADDER
    assert looks(samira.open(LADDER).text)["bachelor"] in ("likely", "closed")


def test_every_question_may_be_passed_over_and_is_not_asked_again(samira: Browser) -> None:
    where, asked = f"{LADDER}/question", 0
    while where.endswith("/question"):
        where = answer(samira, LADDER, "unknown")
        asked += 1
        assert asked <= 5

    page = samira.open(LADDER).text
    assert "/question" not in page
    assert looks(page)["bachelor"] == "unknown"


def test_her_own_word_makes_it_likely_and_the_reasons_say_so(samira: Browser) -> None:
    answer(samira, LADDER, "none")  # no degrees
    answer(samira, LADDER, "no")  # none in care or education
    answer(samira, LADDER, "yes")  # Dutch

    assert looks(samira.open(LADDER).text)["bachelor"] == "likely"
    why = samira.open(f"{LADDER}/why/bachelor").text
    assert "Dit komt ook van jou zelf" in why
    assert "WHW 7.45a lid 1" in why
    assert "dag niet zeker" in why


def recent_statement() -> JsonObject:
    document = samples.inschrijvingsverklaring(subject_id=None)
    subject = document["credentialSubject"]
    assert isinstance(subject, dict)
    subject["peildatum"] = "2026-11-20"
    for coverage in subject["dekking"]:  # type: ignore[union-attr]
        coverage["totEnMet"] = "2026-11-20"  # type: ignore[index,call-overload]
    return document


@pytest.mark.parametrize("code", ["issuer.recognised", "issuer.not_the_register"])
def test_a_statement_of_a_school_gives_no_right_and_says_what_it_is(
    samira: Browser, issuer: MemoryIssuer, checker: MemoryChecker, code: str
) -> None:
    """Also when it was last checked before anybody asked who may speak as the register."""
    finds_of_the_issuer(checker, "warning" if code == "issuer.not_the_register" else "passed", code)
    receives(samira, issuer, recent_statement())

    assert looks(samira.open(LADDER).text)["bachelor"] == "unknown"
    assert "rung__held" in samira.open(LADDER).text, "the diploma in it is proven"
    assert "Dit is van een school, niet van het register." in samira.open(f"{LADDER}/why/bachelor").text


def test_a_statement_of_a_recognised_register_gives_a_right(
    samira: Browser, issuer: MemoryIssuer, checker: MemoryChecker
) -> None:
    finds_of_the_issuer(checker, "passed", "issuer.register")
    receives(samira, issuer, recent_statement())

    assert looks(samira.open(LADDER).text)["bachelor"] == "open"
    why = samira.open(f"{LADDER}/why/bachelor").text
    assert "Inschrijvingsverklaring" in why
    assert "Dit komt ook van jou zelf" not in why
    page = samira.open(LADDER).text
    assert "Je hebt een overzicht van je opleidingen. Het is van 20 november 2026." in page
    assert "Wij zien niet wat je niet hebt" not in page


def test_an_overview_of_more_than_a_month_ago_is_said_to_be_too_old(
    samira: Browser, issuer: MemoryIssuer, checker: MemoryChecker
) -> None:
    finds_of_the_issuer(checker, "passed", "issuer.register")
    receives(samira, issuer, samples.inschrijvingsverklaring(subject_id=None))

    page = samira.open(LADDER).text
    assert looks(page)["bachelor"] == "unknown"
    assert "Je overzicht van het register is van 1 juni 2026. Dat is te oud." in page


def test_every_rule_that_only_adds_something_is_named_with_its_source(
    samira: Browser, issuer: MemoryIssuer
) -> None:
    receives(samira, issuer, diploma())

    why = samira.open(f"{LADDER}/why/entree").text
    assert "Je hebt al een hoger mbo-diploma." in why
    assert "R5-diplomawaarde, Uitvoeringsbesluit WEB (diplomawaarde)" in why
    assert "De dag is niet zeker." in why


@pytest.mark.parametrize("outcome", ["failed", "indeterminate"])
def test_a_document_that_does_not_hold_has_no_part_in_it(
    samira: Browser, issuer: MemoryIssuer, checker: MemoryChecker, outcome: str
) -> None:
    document = receives(samira, issuer, diploma())
    checker.says(outcome, "status", "status.revoked" if outcome == "failed" else "status.unreachable")
    samira.send(f"/documents/{document}/check")

    assert "rung__held" not in samira.open(LADDER).text


def test_a_document_that_was_made_for_somebody_else_has_no_part_in_it(
    samira: Browser, issuer: MemoryIssuer, checker: MemoryChecker
) -> None:
    document = receives(samira, issuer, diploma())
    checker.says("warning", "binding", "binding.other_presenter")
    samira.send(f"/documents/{document}/check")

    assert "rung__held" not in samira.open(LADDER).text


def test_an_unknown_issuer_counts_as_her_own_word(
    samira: Browser, issuer: MemoryIssuer, checker: MemoryChecker
) -> None:
    checker.says("warning", "issuer", "issuer.unknown")
    receives(samira, issuer, samples.inschrijvingsverklaring(subject_id=None))

    assert looks(samira.open(LADDER).text)["bachelor"] == "unknown"


def test_the_plan_is_a_page_of_its_own_and_says_that_it_is_no_law(samira: Browser) -> None:
    law, plan = samira.open(LADDER).text, samira.open(PLAN).text

    assert "Dit is een plan uit 2017, geen wet" in plan
    assert "Dit is een plan uit 2017, geen wet" not in law
    assert "We denken dat dit kan" in law
    assert "We denken dat dit kan" not in plan


def test_supposing_a_diploma_shows_what_would_change(samira: Browser) -> None:
    nothing = samira.open(f"{LADDER}/if", query_string={"level": "mbo-3"}).text
    closes = samira.open(f"{LADDER}/if", query_string={"level": "master"}).text

    assert "Er verandert niets" in nothing
    assert "Er verandert 1 ding." in closes
    assert looks(closes)["master"] == "closed"
    assert "rung__held" not in closes


def test_nothing_of_it_is_stored_and_no_answer_stands_in_an_address(
    samira: Browser, database: Database
) -> None:
    with database.reading() as session:
        tables = session.execute(text("SELECT count(*) FROM sqlite_master")).scalar()
    answer(samira, LADDER, "none")
    response = samira.fill(f"{LADDER}/question", {"answer": "no"})

    assert "=" not in path_of(response)
    cookie = next(value for value in response.headers.getlist("Set-Cookie") if "answers" in value)
    assert "HttpOnly" in cookie
    assert "none" not in cookie
    assert "degrees" not in cookie
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM sqlite_master")).scalar() == tables


def test_answers_can_be_thrown_away(samira: Browser) -> None:
    answer(samira, LADDER, "none")
    assert "Gooi mijn antwoorden weg" in samira.open(LADDER).text

    samira.send(f"{LADDER}/forget")

    assert "Gooi mijn antwoorden weg" not in samira.open(LADDER).text


def test_answers_of_one_person_mean_nothing_to_another_in_the_same_browser(
    app: Flask, samira: Browser, johan: Browser
) -> None:
    answer(samira, LADDER, "none")
    cookie = samira.client.get_cookie("wallet_answers", path="/wallet")
    assert cookie is not None

    johan.client.set_cookie("wallet_answers", cookie.value, path="/wallet")

    assert "Gooi mijn antwoorden weg" not in johan.open(LADDER).text


@pytest.mark.parametrize("value", ["x", "é", "A" * 3500, "AAAA", "%00", "="])
def test_a_cookie_that_is_not_ours_is_no_answer(samira: Browser, value: str) -> None:
    samira.client.set_cookie("wallet_answers", value, path="/wallet")

    assert samira.open(LADDER).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/learning/nl",
        "/learning/law/why/doctor",
        "/learning/x/why/mbo-2",
        "/learning/x/if",
        "/learning/x/question",
    ],
)
def test_what_there_is_not_is_not_found(samira: Browser, path: str) -> None:
    assert samira.open(path).status_code == 404


@pytest.mark.parametrize("fields", [{}, {"answer": "maybe"}, {"answer": "x" * 10_000}])
def test_no_answer_is_asked_for_again(samira: Browser, fields: dict[str, str]) -> None:
    response = samira.fill(f"{LADDER}/question", fields)

    assert response.status_code == 422
    assert "Kies een antwoord." in unescape(response.text) or "Not a valid choice" not in response.text


def test_a_level_that_there_is_not_changes_nothing(samira: Browser) -> None:
    for level in ("", "doctor", "mbo-9", "x" * 2000, "\x00"):
        assert samira.open(f"{LADDER}/if", query_string={"level": level}).status_code == 200


def test_a_question_that_comes_back_twice_is_answered_once(samira: Browser) -> None:
    page = samira.open(f"{LADDER}/question").text
    hidden = re.search(r'name="about" value="([^"]+)"', page)
    assert hidden
    for code in ("none", "both"):
        samira.send(f"{LADDER}/question", {"about": hidden[1], "answer": code})

    assert looks(samira.open(LADDER).text)["master"] == "closed"


def test_a_question_that_nobody_asks_leads_to_the_ladder(samira: Browser) -> None:
    assert path_of(samira.send(f"{LADDER}/question", {"about": "shoe-size", "answer": "yes"})) == LADDER
