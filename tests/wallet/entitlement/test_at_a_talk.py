"""At a counsellor's: her ladder by the certificates of one link, for her to show; nothing is sent."""

import pytest
from flask import Flask
from sqlalchemy import text

from tests.wallet.browser import Browser
from tests.wallet.ecosystem import MemoryChecker, MemoryIssuer, diploma
from tests.wallet.entitlement.test_pages import (
    LADDER,
    answer,
    finds_of_the_issuer,
    looks,
    receives,
    recent_statement,
)
from tests.wallet.portfolio.writing import writes
from web.database import Database


@pytest.fixture(autouse=True)
def the_register_speaks(checker: MemoryChecker) -> None:
    finds_of_the_issuer(checker, "passed", "issuer.register")


def talk(person: Browser, share: str) -> str:
    response = person.open(f"/learning/law/share/{share}")
    assert response.status_code == 200
    return response.text


def outcomes(page: str) -> str:
    """The rungs of the page as text, in their order."""
    return page[page.index('<ol class="ladder"') : page.index("Bekeken op")]


def test_only_the_certificates_of_the_link_count(samira: Browser, issuer: MemoryIssuer) -> None:
    shown = receives(samira, issuer, diploma())
    kept = receives(samira, issuer, recent_statement(), code="E")
    share = samira.agrees({"documents": [shown]}, counsellor=True)
    both = samira.agrees({"documents": [shown, kept]}, counsellor=True)

    assert "rung--open" in samira.open(LADDER).text
    page = talk(samira, share)
    assert "rung--open" not in outcomes(page)
    assert "Inschrijvingsverklaring" not in page
    assert "Er is geen nieuw overzicht van het register bij." in page
    assert "rung--open" in outcomes(talk(samira, both))


def test_her_own_answers_have_no_part_in_it(samira: Browser, issuer: MemoryIssuer) -> None:
    share = samira.agrees({"documents": [receives(samira, issuer, diploma())]}, counsellor=True)
    before = outcomes(talk(samira, share))
    for code in ("none", "no", "yes"):
        answer(samira, LADDER, code)

    assert looks(samira.open(LADDER).text)["bachelor"] == "likely"
    assert outcomes(talk(samira, share)) == before


def test_her_page_of_a_counsellors_link_leads_to_it_and_that_of_an_employers_does_not(
    samira: Browser, issuer: MemoryIssuer
) -> None:
    document = receives(samira, issuer, diploma())
    counsellor = samira.agrees({"documents": [document]}, counsellor=True)
    employer = samira.shares(document)

    assert f"/learning/law/share/{counsellor}" in samira.open(f"/shares/{counsellor}").text
    assert "/learning/law/share/" not in samira.open(f"/shares/{employer}").text


def test_whoever_has_the_link_gets_nothing_of_it(app: Flask, samira: Browser, issuer: MemoryIssuer) -> None:
    share = samira.agrees({"documents": [receives(samira, issuer, diploma())]}, counsellor=True)
    talk(samira, share)
    stranger = Browser(app)
    link = samira.link_of(share)

    assert "Wat mag ik nog leren?" not in stranger.open(link).text
    assert stranger.open(f"/learning/law/share/{share}").status_code == 303


def test_looking_writes_nothing(samira: Browser, issuer: MemoryIssuer, database: Database) -> None:
    share = samira.agrees({"documents": [receives(samira, issuer, diploma())]}, counsellor=True)
    with database.reading() as session:
        before = session.execute(text("select count(*) from share_event")).scalar_one()
    talk(samira, share)
    with database.reading() as session:
        assert session.execute(text("select count(*) from share_event")).scalar_one() == before


def test_a_link_without_certificates_says_so(samira: Browser, issuer: MemoryIssuer) -> None:
    share = samira.agrees({"items": [writes(samira)]}, counsellor=True)
    assert "In deze link staat geen bewijs waar dit uit blijkt." in talk(samira, share)
