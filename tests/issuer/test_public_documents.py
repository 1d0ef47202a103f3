"""What the world fetches: DID document, status lists, context, schemas, each as its readers expect it."""

from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from issuer import services, signing_keys
from issuer.errors import ConflictError
from issuer.installation import Installation
from keys.controller import ControllerDocument
from keys.did_web import did_web_url
from keys.key_store import KeyState
from schemas.contexts import VAKBEWIJS_V1, load_context
from schemas.documents import parse_object
from schemas.validation import SCHEMA_IDS
from tests.issuer import samples
from tests.issuer.conftest import BASE_URL, NOW, Browser, Tenant
from web.database import Database


def get(app: Flask, path: str, accept: str = "*/*") -> TestResponse:
    return app.test_client().get(path, base_url=BASE_URL, headers={"Accept": accept})


@pytest.mark.parametrize(
    "path",
    ["/issuers/roc/did.json", "/issuers/roc/status/revocation-1", "/contexts/v1", "/schemas/diploma-v1.json"],
)
def test_sl_03_public_documents_are_cacheable_by_anyone_and_set_no_cookies(
    app: Flask, school: Tenant, path: str
) -> None:
    answer = get(app, path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    again = app.test_client().get(path, base_url=BASE_URL, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/json"),
        ("application/ld+json, application/json", "application/ld+json"),
        ("application/json", "application/json"),
        ("application/vc", "application/vc"),
        ("text/html", "application/json"),
    ],
)
def test_a_status_list_comes_as_vc_only_to_who_asks_for_it(
    app: Flask, school: Tenant, accept: str, expected: str
) -> None:
    answer = get(app, "/issuers/roc/status/revocation-1", accept)
    assert answer.mimetype == expected
    document = parse_object(answer.data)
    assert document["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert document["issuer"] == school.institution.did


def test_the_did_document_is_where_the_did_says(app: Flask, school: Tenant) -> None:
    url = did_web_url(school.institution.did, allow_insecure_loopback=True)
    assert url == f"{BASE_URL}/issuers/roc/did.json"
    document = parse_object(get(app, "/issuers/roc/did.json").data)
    ControllerDocument.from_document(document, expected_id=school.institution.did)


def test_the_context_and_the_schemas_are_the_ones_that_documents_name(app: Flask) -> None:
    assert parse_object(get(app, "/contexts/v1").data) == load_context(VAKBEWIJS_V1)
    for schema_id in SCHEMA_IDS.values():
        name = schema_id.rpartition("/")[2]
        assert parse_object(get(app, f"/schemas/{name}").data)["$id"] == schema_id


@pytest.mark.parametrize(
    "path",
    [
        "/issuers/nobody/did.json",
        "/issuers/nobody/status/revocation-1",
        "/schemas/../x",
        "/schemas/x",
        "/contexts/v2",
    ],
)
def test_what_does_not_exist_is_a_404(app: Flask, path: str) -> None:
    assert get(app, path).status_code == 404


def test_a_new_key_is_published_at_once_and_signs_later(
    app: Flask, database: Database, installation: Installation, school: Tenant
) -> None:
    (old,) = installation.key_store.records(school.slug)
    with database.transaction() as session:
        new = services.add_key(session, installation, school.institution, at=NOW)

    def signs(at: timedelta) -> str:
        with database.reading() as session:
            signer = signing_keys.signer_for(session, installation, school.institution, at=NOW + at)
        return signer.public_key.to_multikey()

    published = parse_object(get(app, "/issuers/roc/did.json").data)["assertionMethod"]
    assert isinstance(published, list)
    assert {str(name).rpartition("#")[2] for name in published} == {old.key_id, new.key_id}
    assert signs(timedelta(minutes=59)) == old.key_id
    assert signs(timedelta(hours=1)) == new.key_id


def test_a_retired_key_stays_published_and_its_private_half_is_gone(
    app: Flask, database: Database, installation: Installation, school: Tenant
) -> None:
    (old,) = installation.key_store.records(school.slug)
    later = NOW + timedelta(hours=1)
    with database.transaction() as session:
        services.add_key(session, installation, school.institution, at=NOW)
        assert services.retire_superseded(session, installation, school.institution, at=NOW) == 0
        assert services.retire_superseded(session, installation, school.institution, at=later) == 1
        assert services.retire_superseded(session, installation, school.institution, at=later) == 0
    states = {record.key_id: record.state for record in installation.key_store.records(school.slug)}
    assert states[old.key_id] is KeyState.VERIFY_ONLY
    methods = parse_object(get(app, "/issuers/roc/did.json").data)["verificationMethod"]
    assert isinstance(methods, list)
    (retired,) = [each for each in methods if isinstance(each, dict) and str(each["id"]).endswith(old.key_id)]
    assert not {"expires", "revoked"} & set(retired)


def test_pf_10_a_compromised_key_is_published_as_revoked_and_signs_nothing(
    app: Flask, database: Database, installation: Installation, school: Tenant
) -> None:
    (old,) = installation.key_store.records(school.slug)
    with database.transaction() as session:
        services.compromise_key(session, installation, school.institution, old.key_id, at=NOW)
        with pytest.raises(ConflictError):
            signing_keys.signer_for(session, installation, school.institution, at=NOW)
    document = parse_object(get(app, "/issuers/roc/did.json").data)
    read = ControllerDocument.from_document(document, expected_id=school.institution.did)
    (method,) = read.verification_methods.values()
    assert method.revoked == NOW


def test_one_institution_never_signs_with_the_key_of_another(
    database: Database, installation: Installation, school: Tenant, other_school: Tenant
) -> None:
    with database.reading() as session:
        one = signing_keys.signer_for(session, installation, school.institution, at=NOW)
        other = signing_keys.signer_for(session, installation, other_school.institution, at=NOW)
    assert one.public_key != other.public_key
    assert one.verification_method.startswith(school.institution.did + "#")
    assert other.verification_method.startswith(other_school.institution.did + "#")


def test_the_address_on_paper_gives_programs_the_signed_bytes_and_people_a_way_to_a_verifier(
    app: Flask,
    registrar: Browser,
    database: Database,
    installation: Installation,
    school: Tenant,
) -> None:
    issued = samples.issued(database, installation, school)
    printed = registrar.get(f"./awards/{issued.award_id}/certificate").text
    assert "Alleen geldig als de controle op localhost:8000 klopt." in printed
    path = printed.split("http://localhost:8000/issuer/check/")[1].split("<")[0]
    for accept in (
        "application/vp, application/vc, application/ld+json, application/json",
        "application/json",
    ):
        answer = get(app, f"/check/{path}", accept)
        assert answer.data == issued.credential
    page = get(app, f"/check/{path}", "text/html,application/xhtml+xml,*/*;q=0.8")
    assert page.mimetype == "text/html"
    assert "Samira" not in page.text
    assert issued.offer_link not in printed
    with database.transaction() as session:
        award = services.find_award(session, school.id, issued.award_id, lock=True)
        services.revoke(session, school.institution, award, actor=school.registering, reason="x", at=NOW)
    assert get(app, f"/check/{path}", "application/json").status_code == 200, "its status says it is revoked"
    assert get(app, "/check/" + "x" * 43, "application/json").status_code == 404
