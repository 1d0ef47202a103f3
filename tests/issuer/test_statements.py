"""Documents that are no Open Badges: a statement of enrolments from a register, a decision of a board."""

import json
from typing import Any

import pytest

from issuer import board_decisions, services
from issuer.api_keys import Caller
from issuer.board_decisions import DecisionRequest
from issuer.installation import Installation
from issuer.models import ApiScope, AwardState
from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from schemas.validation import validate
from tests.issuer.conftest import NOW, Browser, Tenant
from tests.issuer.test_board_decisions import decision, make_key
from tests.issuer.test_console import only_award, signed
from tests.schemas import samples
from web.database import Database


@pytest.fixture(autouse=True)
def _every_kind(database: Database, school: Tenant) -> None:
    with database.transaction() as session:
        session.add(school.institution)
        school.institution.kinds = [kind.value for kind in CredentialKind]


def statement() -> JsonObject:
    """What the software of a register hands over."""
    sample = samples.inschrijvingsverklaring(subject_id=None)
    return {name: sample[name] for name in ("type", "name", "credentialSubject")}


def pages_of(browser: Browser, award_id: str) -> str:
    """All that the console shows of an award, together."""
    pages = [browser.get(f"./awards/{award_id}{page}") for page in ("", "/certificate", "/letter")]
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert only_row(browser) != ""
    return "".join(page.text for page in pages)


def only_row(browser: Browser) -> str:
    page = browser.get("./awards")
    assert page.status_code == 200
    return page.text


def test_a_statement_of_enrolments_is_issued_as_a_register_hands_it_over(
    registrar: Browser, database: Database, installation: Installation, school: Tenant
) -> None:
    kept = registrar.post("./new/json", {"document": json.dumps(statement())})
    assert kept.status_code == 303, kept.text
    award = only_award(database)
    assert registrar.post(f"./awards/{award.id}/submit").status_code == 303
    document = signed(database, installation, school)
    assert validate(document, CredentialKind.INSCHRIJVINGSVERKLARING) == ()
    assert document["issuer"] == {"id": school.institution.did, "name": school.institution.name}
    shown = pages_of(registrar, award.id)
    assert "Helpende Zorg en Welzijn, ROC Voorbeeldstad: van 1 augustus 2015 tot en met 6 juli 2017" in shown
    assert "Dit zijn alle inschrijvingen in het ho van 1 september 1991" in shown


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"peildatum": "2031-01-01"}, "in de toekomst"),
        ({"bron": "hooren zeggen"}, "/credentialSubject/bron"),
        ({"inschrijving": [{}]}, "/credentialSubject/inschrijving/0"),
        ({"schoenmaat": "39"}, "/credentialSubject/schoenmaat"),
    ],
    ids=["later", "source", "enrolment", "unknown"],
)
def test_what_is_wrong_in_a_statement_is_named_with_its_place(
    registrar: Browser, changed: dict[str, Any], expected: str
) -> None:
    document: dict[str, Any] = {**statement()}
    document["credentialSubject"] = {**document["credentialSubject"], **changed}
    answer = registrar.post("./new/json", {"document": json.dumps(document)})
    assert answer.status_code == 422
    assert expected in answer.text


def test_an_institution_that_is_no_register_states_nothing(
    registrar: Browser, database: Database, school: Tenant
) -> None:
    with database.transaction() as session:
        session.add(school.institution)
        school.institution.kinds = [CredentialKind.DIPLOMA.value]
    assert registrar.post("./new/json", {"document": json.dumps(statement())}).status_code == 422


def test_a_decision_of_the_board_reads_as_one_in_the_console(
    registrar: Browser, database: Database, installation: Installation, school: Tenant
) -> None:
    key_id = make_key(database, school, ApiScope.DECIDE).split("_", 1)[1].split(".")[0]
    board_decisions.issue_decision(
        database,
        installation,
        Caller(school.id, key_id, frozenset({ApiScope.DECIDE})),
        school.slug,
        DecisionRequest(
            credential=decision(),
            prepared_by=school.registrar.official_id,
            decided_by=school.approver.official_id,
            idempotency_key="1",
            body=b"{}",
        ),
        at=NOW,
    )
    award = only_award(database)
    assert award.state is AwardState.ISSUED
    shown = pages_of(registrar, award.id)
    assert "Geen vrijstelling" in shown
    assert "Niet erkend in het ervaringscertificaat." in shown
    assert "Verzorgende IG (crebo 25491)" in shown
    with database.reading() as session:
        link = services.issued_award(session, installation, school.id, award.id).offer_link
    offer = registrar.get("/o/" + link.rsplit("/", 1)[-1])
    assert offer.status_code == 200
    assert "Besluit over vrijstellingen" in offer.text or "Vrijstellingsbesluit" in offer.text
