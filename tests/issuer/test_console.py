"""Stories at the console, with forms as a browser without JavaScript sends them."""

import io
import json
from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from issuer import bulk, services
from issuer.installation import Installation
from issuer.models import Award, AwardState, Batch, OutboxMessage, Role
from schemas.credential import CredentialKind
from schemas.documents import JsonObject, parse_object
from schemas.evidence import digest_multibase
from schemas.validation import validate
from tests.issuer import samples
from tests.issuer.conftest import NOW, Browser, SignIn, Tenant
from tests.issuer.test_bulk import HEADINGS, row
from web.database import Database
from web.spreadsheets import write_csv


def flat(entry: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return an entry as the fields of its form: `evidence-0-name`."""
    fields: dict[str, Any] = {}
    for name, value in entry.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for number, each in enumerate(value):
                fields |= flat(each, f"{prefix}{name}-{number}-")
        else:
            fields[prefix + name] = value
    return fields


def only_award(database: Database) -> Award:
    with database.reading() as session:
        return session.scalars(select(Award)).one()


def signed(database: Database, installation: Installation, tenant: Tenant) -> JsonObject:
    award = only_award(database)
    with database.reading() as session:
        return parse_object(services.issued_award(session, installation, tenant.id, award.id).credential)


@pytest.mark.parametrize(
    ("kind", "entry"),
    [(CredentialKind.DIPLOMA, samples.diploma()), (CredentialKind.DEELCERTIFICAAT, samples.part())],
)
def test_a_registrar_fills_in_reads_and_issues_a_certificate(
    registrar: Browser,
    database: Database,
    installation: Installation,
    school: Tenant,
    kind: CredentialKind,
    entry: JsonObject,
) -> None:
    form = f"./new/{kind.value.lower()}/form?standard={entry['standard']}"
    assert registrar.get(form).status_code == 200
    kept = registrar.post(form, {**flat(entry), "email": "samira@voorbeeld.example"})
    assert kept.status_code == 303, kept.text
    award = only_award(database)
    page = registrar.get(f"./awards/{award.id}")
    read, _, pressed = page.text.partition("Ondertekenen en uitgeven")
    assert "14 maart 1985" in read, "what will be signed stands above the button"
    assert pressed
    preview = registrar.get(f"./awards/{award.id}/certificate")
    assert "Dit is een voorbeeld" in preview.text
    assert "Samira Voorbeeld" in preview.text
    assert registrar.post(f"./awards/{award.id}/submit").status_code == 303
    assert validate(signed(database, installation, school), kind) == ()
    letter = registrar.get(f"./awards/{award.id}/letter").text
    with database.reading() as session:
        issued = services.issued_award(session, installation, school.id, award.id)
        (mail,) = session.scalars(select(OutboxMessage))
    for secret in (issued.offer_code, "http://localhost:8000/issuer/o"):
        assert secret in letter
        assert secret in mail.body
    assert issued.offer_link in mail.body
    assert "Samira" not in mail.body + mail.subject


def test_a_form_with_errors_says_so_at_the_top_and_at_the_field_and_keeps_what_was_typed(
    registrar: Browser, database: Database
) -> None:
    entry = samples.diploma(born="31-02-1985", hours="", route="", given_names="Samíra <b>")
    answer = registrar.post("./new/diploma/form?standard=crebo:25498", flat(entry))
    assert answer.status_code == 422
    assert '<a href="#born">Geboortedatum: Dit is geen datum.' in answer.text
    assert '<a href="#route-0">Leerweg: Kies een van de mogelijkheden.' in answer.text
    assert '<a href="#route-0">Leerweg: ' in answer.text
    assert 'id="born-error"' in answer.text
    assert 'value="31-02-1985"' in answer.text
    assert "Samíra &lt;b&gt;" in answer.text
    with database.reading() as session:
        assert session.scalars(select(Award)).all() == []


def test_a_draft_is_kept_for_later_and_finished(registrar: Browser, database: Database) -> None:
    path = "./new/diploma/form?standard=crebo:25498"
    registrar.post(path, {"given_names": "Samira", "born": "ooit", "save": "later"})
    award = only_award(database)
    assert (award.state, award.claims, award.subject_name) == (AwardState.DRAFT, None, "Samira")
    page = registrar.get(f"./awards/{award.id}").text
    assert "nog niet compleet" in page
    assert registrar.post(f"./awards/{award.id}/submit").status_code == 409
    assert 'value="ooit"' in registrar.get(f"./awards/{award.id}/edit").text
    finished = registrar.post(f"./awards/{award.id}/edit", flat(samples.diploma()))
    assert finished.status_code == 303, finished.text
    assert only_award(database).claims is not None


def test_rows_of_evidence_come_and_go_without_javascript_and_findings_keep_pointing_at_theirs(
    registrar: Browser,
) -> None:
    path = "./new/ervaringscertificaat/form?standard=crebo:25491"
    fields = flat(samples.experience())
    more = registrar.post(path, {**fields, "change": "add-evidence"}).text
    assert 'name="evidence-2-name"' in more
    assert 'name="evidence-2-number" type="hidden" value="3"' in more or 'value="3"' in more
    fewer = registrar.post(path, {**fields, "change": "remove-evidence-0"}).text
    assert 'value="Werkplekbezoek"' in fewer
    assert 'value="Referentie van de teamleider"' not in fewer
    assert "De referentie beschrijft drie situaties" in fewer
    assert fewer.count('value="2" checked') == 2, "both findings still rest on piece 2"
    assert 'value="1" checked' not in fewer


def test_a_file_is_read_for_its_digest_and_thrown_away(
    registrar: Browser, database: Database, settings: Any
) -> None:
    content = b"een vertrouwelijk document van Samira"
    path = "./new/ervaringscertificaat/form?standard=crebo:25491"
    fields = flat(samples.experience())
    shown = registrar.post(
        path, {**fields, "evidence-0-file": (io.BytesIO(content), "ref.pdf"), "change": "add-evidence"}
    ).text
    digest = digest_multibase(content)
    assert f'value="{digest}"' in shown
    assert "Gelezen: ref.pdf" in shown
    kept = registrar.post(path, {**fields, "evidence-0-digest": digest, "evidence-0-file_name": "ref.pdf"})
    assert kept.status_code == 303, kept.text
    claims = parse_object(only_award(database).claims or b"")
    assert digest in json.dumps(claims)
    stored = b"".join(path.read_bytes() for path in settings.home.rglob("*") if path.is_file())
    assert content not in stored


def test_an_ervaringscertificaat_is_approved_by_another_person_whom_it_then_names(
    registrar: Browser,
    approver: Browser,
    database: Database,
    installation: Installation,
    school: Tenant,
) -> None:
    path = "./new/ervaringscertificaat/form?standard=crebo:25491"
    kept = registrar.post(path, flat(samples.experience()))
    assert kept.status_code == 303, kept.text
    award = only_award(database)
    assert "Volgt bij de goedkeuring" in registrar.get(f"./awards/{award.id}/certificate").text
    assert registrar.post(f"./awards/{award.id}/submit").status_code == 303
    assert only_award(database).state is AwardState.SUBMITTED
    assert registrar.post(f"./awards/{award.id}/approve").status_code == 403
    back = approver.post(f"./awards/{award.id}/send-back", {"reason": "De conclusie is te kort."})
    assert back.status_code == 303
    assert "De conclusie is te kort." in registrar.get(f"./awards/{award.id}").text
    registrar.post(f"./awards/{award.id}/submit")
    assert approver.post(f"./awards/{award.id}/approve").status_code == 303
    document = signed(database, installation, school)
    assert validate(document, CredentialKind.ERVARINGSCERTIFICAAT) == ()
    subject = document["credentialSubject"]
    assert isinstance(subject, dict)
    assert subject["goedkeurder"] == [
        {"type": "EVCFunctionaris", "functionarisId": school.approver.official_id, "rol": "goedkeurder"}
    ]


def test_an_approver_who_assessed_it_can_not_approve_it(
    app: Flask, sign_in: SignIn, database: Database, installation: Installation, school: Tenant
) -> None:
    entry = samples.experience(assessors=[{"code": school.approver.official_id.lower()}])
    award = samples.drafted(database, installation, school, CredentialKind.ERVARINGSCERTIFICAAT, entry=entry)
    sign_in(school, Role.REGISTRAR).post(f"./awards/{award.id}/submit")
    approver = sign_in(school, Role.APPROVER)
    assert "Goedkeuren en uitgeven" not in approver.get(f"./awards/{award.id}").text
    refused = approver.post(f"./awards/{award.id}/approve")
    assert refused.status_code == 403
    assert "four_eyes.took_part" in refused.text


def test_somebody_with_both_roles_can_not_approve_their_own_work(
    app: Flask, sign_in: SignIn, database: Database, school: Tenant
) -> None:
    sign_in(school, Role.ADMIN).post(f"./staff/{school.registrar.id}", {"roles": ["registrar", "approver"]})
    both = sign_in(school, Role.REGISTRAR)
    both.post("./new/ervaringscertificaat/form?standard=crebo:25491", flat(samples.experience()))
    award = only_award(database)
    both.post(f"./awards/{award.id}/submit")
    assert "U hebt dit zelf gemaakt of ingediend." in both.get(f"./awards/{award.id}").text
    refused = both.post(f"./awards/{award.id}/approve")
    assert refused.status_code == 403
    assert "four_eyes.own_work" in refused.text
    assert only_award(database).state is AwardState.SUBMITTED


def test_an_approver_reads_the_whole_certificate_above_the_button(
    app: Flask, sign_in: SignIn, database: Database, installation: Installation, school: Tenant
) -> None:
    award = samples.drafted(database, installation, school, CredentialKind.ERVARINGSCERTIFICAAT)
    sign_in(school, Role.REGISTRAR).post(f"./awards/{award.id}/submit")
    page = sign_in(school, Role.APPROVER).get(f"./awards/{award.id}").text
    read = page.partition("Goedkeuren en uitgeven")[0]
    assert "Oordeel per onderdeel" in read
    assert "Volgt bij de goedkeuring" in read


def test_whoever_may_not_keeps_the_menu_and_a_way_on(sign_in: SignIn, app: Flask, school: Tenant) -> None:
    refused = sign_in(school, Role.REGISTRAR).get("./staff")
    assert refused.status_code == 403
    assert "Naar het overzicht" in refused.text
    assert f'href="/issuer/console/{school.slug}/awards"' in refused.text


def test_an_error_shows_no_menu_to_who_is_signed_in_elsewhere(
    sign_in: SignIn, app: Flask, school: Tenant, other_school: Tenant
) -> None:
    browser = sign_in(school, Role.REGISTRAR)
    refused = browser.get(f"/console/{other_school.slug}/awards")
    assert refused.status_code == 404
    assert "Naar het overzicht" not in refused.text
    assert "navigation" not in refused.text


def test_revoking_asks_why_and_says_that_it_is_final(
    registrar: Browser, database: Database, installation: Installation, school: Tenant
) -> None:
    issued = samples.issued(database, installation, school)
    page = registrar.get(f"./awards/{issued.award_id}/revoke")
    assert "Dit kunt u niet terugdraaien." in page.text
    assert registrar.post(f"./awards/{issued.award_id}/revoke", {"reason": " "}).status_code == 422
    assert only_award(database).state is AwardState.ISSUED
    done = registrar.post(f"./awards/{issued.award_id}/revoke", {"reason": "Op de verkeerde naam"})
    assert done.status_code == 303
    shown = registrar.get(f"./awards/{issued.award_id}").text
    assert "Op de verkeerde naam" in shown
    assert "Voorgoed intrekken" not in shown
    assert registrar.post(f"./awards/{issued.award_id}/revoke", {"reason": "x"}).status_code == 409


def test_a_correction_starts_as_the_wrong_certificate_and_names_it(
    registrar: Browser, database: Database, installation: Installation, school: Tenant
) -> None:
    issued = samples.issued(database, installation, school)
    started = registrar.post(f"./awards/{issued.award_id}/correct")
    assert started.status_code == 303
    edit = started.location.removeprefix("/issuer")
    assert 'value="Samira"' in registrar.get(edit).text
    assert registrar.post(edit, flat(samples.diploma(given_names="Samira Fatma"))).status_code == 303
    draft_id = edit.split("/")[-2]
    assert registrar.post(f"./awards/{draft_id}/submit").status_code == 303
    with database.reading() as session:
        corrected = parse_object(services.issued_award(session, installation, school.id, draft_id).credential)
    assert corrected["replacesAward"] == parse_object(issued.credential)["awardId"]
    old_page = registrar.get(f"./awards/{issued.award_id}").text
    assert draft_id in old_page


def test_a_draft_is_discarded_with_all_that_was_typed(
    registrar: Browser, database: Database, installation: Installation, school: Tenant
) -> None:
    award = samples.drafted(database, installation, school)
    assert registrar.post(f"./awards/{award.id}/discard").status_code == 303
    assert registrar.get(f"./awards/{award.id}").status_code == 404


def test_a_spreadsheet_goes_from_dry_run_to_certificates(
    registrar: Browser, database: Database, installation: Installation, school: Tenant
) -> None:
    content = write_csv(HEADINGS, [row(1), row(2, datum="31-02-2026"), row(3)])
    uploaded = registrar.post("./batches/new", {"kind": "Diploma", "file": (io.BytesIO(content), "juli.csv")})
    assert uploaded.status_code == 303, uploaded.text
    page = uploaded.location.removeprefix("/issuer")
    shown = registrar.get(page).text
    assert "1 regel is fout" in shown
    assert "datum: Dit is geen datum." in shown
    assert "2 certificaten ondertekenen en uitgeven" in shown
    errors = registrar.get(f"{page}/errors.csv")
    assert errors.headers["Content-Disposition"] == 'attachment; filename="fouten.csv"'
    assert "31-02-2026" in errors.text
    assert registrar.post(f"{page}/confirm").status_code == 303
    while bulk.run_next(database, installation, at=NOW):
        pass
    assert "Klaar" in registrar.get(page).text
    assert registrar.post(f"{page}/discard").status_code == 409
    again = registrar.post("./batches/new", {"kind": "Diploma", "file": (io.BytesIO(content), "juli.csv")})
    second = again.location.removeprefix("/issuer")
    assert "Precies dit bestand is al verwerkt." in registrar.get(second).text
    assert registrar.post(f"{second}/confirm").status_code == 409
    assert registrar.post(f"{second}/discard").status_code == 303
    with database.reading() as session:
        assert len(session.scalars(select(Batch)).all()) == 2


@pytest.mark.parametrize(
    "kind", ["diploma", "deelcertificaat", "ervaringscertificaat", "inschrijvingsverklaring"]
)
def test_an_example_file_can_be_downloaded(registrar: Browser, kind: str) -> None:
    answer = registrar.get(f"./batches/template/{kind}")
    assert answer.mimetype == "text/csv"
    assert "voornamen;geslachtsnaam;geboortedatum" in answer.text
    assert registrar.get("./batches/template/paspoort").status_code == 404


def test_the_first_page_counts_what_waits(
    registrar: Browser, database: Database, installation: Installation, school: Tenant
) -> None:
    samples.submitted(database, installation, school, CredentialKind.ERVARINGSCERTIFICAAT)
    samples.drafted(database, installation, school)
    page = registrar.get("./").text
    assert (
        '<span class="tile__number numbers">1</span> <span class="tile__words">wacht op goedkeuring' in page
    )
    assert "Ervaringscertificaat Verzorgende IG" in page


def test_a_signed_copy_downloads_as_the_bytes_that_were_signed(
    registrar: Browser, database: Database, installation: Installation, school: Tenant
) -> None:
    issued = samples.issued(database, installation, school)
    page = registrar.get(f"./awards/{issued.award_id}").text
    path = page.split(f"/awards/{issued.award_id}/copies/")[1].split('"')[0]
    answer = registrar.get(f"./awards/{issued.award_id}/copies/{path}")
    assert answer.data == issued.credential
    assert answer.headers["Content-Disposition"].startswith("attachment")
