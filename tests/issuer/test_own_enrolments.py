"""A school's statements of its own enrolments: by form, JSON and spreadsheet, to a wallet."""

import io
import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from issuer import bulk, services
from issuer.installation import Installation
from issuer.models import Award, BatchRow
from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from schemas.validation import validate
from tests.issuer import samples
from tests.issuer.conftest import NOW, Browser, Tenant
from tests.issuer.test_console import flat, only_award, signed
from tests.issuer.wallets import Wallet, challenge, claim, preview
from tests.schemas import samples as documents
from web.database import Database
from web.spreadsheets import write_csv

KIND = CredentialKind.INSCHRIJVINGSVERKLARING
FORM = "./new/inschrijvingsverklaring/form"
HEADINGS = [
    *("voornamen", "geslachtsnaam", "geboortedatum", "peildatum"),
    *("inschrijving 1 opleiding", "inschrijving 1 niveau", "inschrijving 1 van", "inschrijving 1 tot en met"),
    *("inschrijving 1 fase", "inschrijving 1 bekostigd", "inschrijving 1 diploma"),
    *("inschrijving 2 opleiding", "inschrijving 2 niveau", "inschrijving 2 van"),
    *("inschrijving 2 fase", "inschrijving 2 bekostigd", "inschrijving 2 diploma"),
]
FIRST = ["Helpende", "mbo-2", "01-08-2015", "06-07-2017", "initieel", "ja", "ja"]
SECOND = ["Verzorgende IG", "mbo-3", "01-08-2025", "initieel", "ja", "nee"]


def test_a_registrar_fills_in_reads_and_issues_a_statement(
    registrar: Browser, database: Database, installation: Installation, school: Tenant
) -> None:
    assert registrar.get("./new/inschrijvingsverklaring").location.endswith(FORM[1:])
    assert "Inschrijving 1" in registrar.get(FORM).text
    kept = registrar.post(FORM, flat(samples.statement()))
    assert kept.status_code == 303, kept.text
    award = only_award(database)
    assert (award.kind, award.subject_name, str(award.legal_date)) == (KIND, "Samira Voorbeeld", "2026-06-01")
    preview = registrar.get(f"./awards/{award.id}/certificate").text
    for read in (
        "Helpende Zorg en Welzijn",
        "vanaf 1 oktober 2025",
        "Mbo niveau 3",
        "eigen administratie",
        "1 juni 2026",
    ):
        assert read in preview
    assert "Opleiding of standaard" not in preview
    assert registrar.post(f"./awards/{award.id}/submit").status_code == 303
    document = signed(database, installation, school)
    assert validate(document, KIND) == ()
    assert "Verklaring van inschrijvingen" in registrar.get(f"./awards/{award.id}/letter").text
    assert "awardedDate" not in document


def test_a_statement_lists_the_days_of_october_and_never_claims_to_be_complete(
    database: Database, installation: Installation, school: Tenant
) -> None:
    award = samples.drafted(database, installation, school, KIND)
    subject = json.loads(award.claims or b"")["credentialSubject"]
    ended, running = subject["inschrijving"]
    assert ended["eenOktober"] == ["2015-10-01", "2016-10-01"]
    assert running["eenOktober"] == ["2025-10-01"], "the first day counts"
    assert "totEnMet" not in running
    assert ended["instelling"] == school.institution.name
    assert subject["bron"] == "eigen administratie"
    assert subject.keys().isdisjoint({"dekking", "nationaliteitseis"})


@pytest.mark.parametrize(
    ("change", "path", "sentence"),
    [
        ({"since": "07-07-2017"}, "enrolments-0-until", "van vóór het begin"),
        ({"since": "01-01-1980"}, "enrolments-0-since", "van vóór de geboorte"),
        ({"since": "02-06-2026", "until": ""}, "enrolments-0-since", "te laat"),
        ({"until": "02-06-2026"}, "enrolments-0-until", "te laat"),
        ({"name": ""}, "enrolments-0-name", "Vul dit in."),
        ({"programme": "phd"}, "enrolments-0-programme", "Kies een van deze"),
        ({"phase": ""}, "enrolments-0-phase-0", "Kies een van de mogelijkheden."),
        ({"completed": "misschien"}, "enrolments-0-completed-0", "Schrijf ja of nee."),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,
)
def test_what_is_wrong_is_said_at_its_field_and_stays(
    registrar: Browser, database: Database, change: JsonObject, path: str, sentence: str
) -> None:
    entry = samples.statement(given_names="Samíra <b>", enrolments=[samples.enrolment(**change)])
    answer = registrar.post(FORM, flat(entry))
    assert answer.status_code == 422
    assert f'<a href="#{path}">' in answer.text
    assert sentence in answer.text
    assert "Samíra &lt;b&gt;" in answer.text
    assert 'value="Helpende Zorg en Welzijn"' in answer.text or "name" in change
    with database.reading() as session:
        assert session.scalars(select(Award)).all() == []


def test_a_lifetime_of_octobers_and_the_same_enrolment_twice_are_refused(registrar: Browser) -> None:
    old = samples.statement(born="01-01-1930", enrolments=[samples.enrolment(since="01-08-1950", until="")])
    assert "hoogstens 60 jaar" in registrar.post(FORM, flat(old)).text
    twice = samples.statement(enrolments=[samples.enrolment(), samples.enrolment()])
    assert '<a href="#enrolments-1-name">' in registrar.post(FORM, flat(twice)).text


def test_a_statement_without_enrolments_is_none(registrar: Browser) -> None:
    answer = registrar.post(FORM, flat(samples.statement(enrolments=[])))
    assert answer.status_code == 422
    assert '<a href="#enrolments-section">' in answer.text


def test_enrolments_come_and_go_without_javascript(registrar: Browser) -> None:
    fields = flat(samples.statement())
    more = registrar.post(FORM, {**fields, "change": "add-enrolments"})
    assert more.status_code == 200
    assert "Inschrijving 3" in more.text
    fewer = registrar.post(FORM, {**fields, "change": "remove-enrolments-0"}).text
    assert "Helpende Zorg" not in fewer
    assert "Verzorgende IG" in fewer


def test_a_draft_is_kept_for_later_and_finished(registrar: Browser, database: Database) -> None:
    registrar.post(FORM, {"given_names": "Samira", "enrolments-0-since": "ooit", "save": "later"})
    award = only_award(database)
    assert award.claims is None
    assert 'value="ooit"' in registrar.get(f"./awards/{award.id}/edit").text
    finished = registrar.post(f"./awards/{award.id}/edit", flat(samples.statement()))
    assert finished.status_code == 303, finished.text
    assert only_award(database).claims is not None


def test_a_statement_is_corrected_and_revoked_as_any_award(
    registrar: Browser, database: Database, installation: Installation, school: Tenant
) -> None:
    wrong = samples.issued(database, installation, school, KIND)
    answer = registrar.post(f"./awards/{wrong.award_id}/correct")
    assert answer.status_code == 303
    edit = answer.location.removeprefix("/issuer")
    correction = edit.split("/")[-2]
    assert 'value="Verzorgende IG"' in registrar.get(edit).text
    registrar.post(edit, flat(samples.statement(given_names="Samira J.")))
    assert registrar.post(f"./awards/{correction}/submit").status_code == 303
    with database.reading() as session:
        copy = services.issued_award(session, installation, school.id, correction)
    document = json.loads(copy.credential)
    assert document["replacesAward"] == json.loads(wrong.credential)["awardId"]
    revoked = registrar.post(f"./awards/{wrong.award_id}/revoke", {"reason": "Verkeerde datum"})
    assert revoked.status_code == 303


def as_json(**subject: object) -> str:
    """Return a register's statement without what we fill in; None takes a member of the subject away."""
    document: dict[str, Any] = documents.inschrijvingsverklaring(subject_id=None)
    for member in ("id", "issuer", "validFrom", "credentialStatus"):
        del document[member]
    own = document["credentialSubject"] | subject
    return json.dumps(
        document | {"credentialSubject": {name: each for name, each in own.items() if each is not None}}
    )


def test_a_document_of_other_software_becomes_a_statement(registrar: Browser, database: Database) -> None:
    own = as_json(bron="eigen administratie", dekking=None)
    answer = registrar.post("./new/json", {"document": own})
    assert answer.status_code == 303, answer.text
    assert only_award(database).kind is KIND


def test_a_document_that_speaks_of_tomorrow_is_refused(registrar: Browser) -> None:
    late = as_json(bron="eigen administratie", dekking=None, peildatum="2099-01-01")
    answer = registrar.post("./new/json", {"document": late})
    assert answer.status_code == 422
    assert "/credentialSubject/peildatum" in answer.text


def upload(registrar: Browser, rows: list[list[str]]) -> str:
    content = write_csv(HEADINGS, rows)
    answer = registrar.post(
        "./batches/new",
        {"kind": KIND.value, "file": (io.BytesIO(content), "inschrijvingen.csv")},
    )
    assert answer.status_code == 303, answer.text
    return answer.location.rsplit("/", 1)[-1]


def test_a_spreadsheet_has_one_row_for_a_person_with_all_enrolments(
    registrar: Browser, database: Database, installation: Installation
) -> None:
    person = ["Samira", "Voorbeeld", "14-03-1985", "01-06-2026"]
    batch_id = upload(
        registrar,
        [
            [*person, *FIRST, *SECOND],
            [*person, *FIRST, *SECOND],
            ["Johan", "Proefman", "01-01-1990", "01-06-2026", *FIRST, *[""] * 6],
            ["Piet", "Proefman", "01-01-1990", "01-06-2026", *FIRST, *SECOND[:2], "gisteren", *SECOND[3:]],
            ["Lisa", "Proefman", "01-01-1990", "01-06-2026", *[""] * 13],
        ],
    )
    with database.reading() as session:
        rows = session.scalars(select(BatchRow).order_by(BatchRow.row_no)).all()
    problems = [[(each["heading"], each["code"]) for each in row.problems] for row in rows]
    assert problems == [
        [],
        [("", "sheet.duplicate_row")],
        [],
        [("inschrijving 2 van", "entry.not_a_date")],
        [("inschrijving 1 opleiding", "entry.no_enrolments")],
    ]
    assert registrar.post(f"./batches/{batch_id}/confirm").status_code == 303
    while bulk.run_next(database, installation, at=NOW):
        pass
    with database.reading() as session:
        made = session.scalars(select(Award).order_by(Award.subject_name)).all()
    assert [award.subject_name for award in made] == ["Johan Proefman", "Samira Voorbeeld"]
    assert {award.kind for award in made} == {KIND}


def test_an_enrolment_keeps_its_number_when_the_one_before_it_is_empty(
    registrar: Browser, database: Database
) -> None:
    upload(registrar, [["Samira", "Voorbeeld", "14-03-1985", "01-06-2026", *[""] * 7, "", *SECOND[1:]]])
    with database.reading() as session:
        (row,) = session.scalars(select(BatchRow)).all()
    assert [each["heading"] for each in row.problems] == ["inschrijving 2 opleiding"]


def test_the_example_file_holds_an_enrolment(registrar: Browser) -> None:
    content = registrar.get("./batches/template/inschrijvingsverklaring").text
    assert "inschrijving 1 niveau" in content
    assert "mbo-2" in content


def test_a_wallet_claims_its_own_copy(
    app: Flask, database: Database, installation: Installation, school: Tenant
) -> None:
    link = samples.issued(database, installation, school, KIND).offer_link
    offered = preview(app, link).get_json()["offer"]
    assert (offered["kind"], offered["awardedDate"]) == (KIND.value, "2026-06-01")
    wallet = Wallet()
    document = claim(app, link, wallet.present(challenge(app, link))).get_json()["credential"]
    assert validate(document, KIND) == ()
    assert document["credentialSubject"]["id"] == wallet.did
