"""The machine door: who may have a credential signed, which one, and what is on record of it."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from issuer import audit, instances, issuing, signing_keys
from issuer.api_description import DESCRIPTION
from issuer.api_keys import api_keys, create_api_key
from issuer.installation import Installation
from issuer.models import ApiKey, ApiScope, AuditEntry, Credential, DirectIssuance, Role, StatusPurpose
from issuer.settings import IssuerSettings
from issuer.words import API_SCOPES
from keys.key_types import KeyType
from schemas.documents import parse_object
from tests.issuer import samples
from tests.issuer.conftest import BASE_URL, NOW, Clock, SignIn, Tenant
from tests.openapi import Described, api_routes
from web.database import Database

V2 = "https://www.w3.org/ns/credentials/v2"
OURS = "https://w3id.org/vakbewijs/v1"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
NAME = "urn:uuid:4f5c8a6e-3e0b-4c5f-9a0e-7f1f4a7c9d10"
ISSUE = "/issuers/{instance}/credentials/issue"
STATUS = "/credentials/status"
PUBLISH = "/issuers/{slug}/status/{list_id}/publish"

Post = Callable[..., TestResponse]


@pytest.fixture
def described(app: Flask) -> Described:
    return Described(app, DESCRIPTION)


@pytest.fixture
def post(app: Flask, described: Described) -> Post:
    """Give a function that sends JSON, and holds every answer against the OpenAPI document."""

    def send(template: str, body: Any, key: str | None = None, /, **parts: str) -> TestResponse:
        headers = {"Authorization": f"Bearer {key}"} if key is not None else {}
        headers |= {name: parts.pop(name) for name in [*parts] if name == "Idempotency-Key"}
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = app.test_client().post(
            template.format(**parts),
            data=content,
            content_type="application/json",
            headers=headers,
            base_url=BASE_URL,
        )
        described.check(template, answer, content)
        return answer

    return send


def make_key(database: Database, tenant: Tenant, *scopes: ApiScope) -> str:
    with database.transaction() as session:
        made = create_api_key(
            session, tenant.institution, name="Administratie", scopes=scopes or list(ApiScope), at=NOW
        )
    return made.text


def make_instance(
    database: Database,
    installation: Installation,
    tenant: Tenant,
    name: str,
    *,
    cryptosuite: str = "eddsa-rdfc-2022",
    key_type: KeyType | None = None,
    purposes: tuple[StatusPurpose, ...] = tuple(StatusPurpose),
) -> None:
    with database.transaction() as session:
        instances.create_instance(
            session,
            installation,
            tenant.institution,
            name=name,
            cryptosuite=cryptosuite,
            key_type=key_type,
            status_purposes=purposes,
            at=NOW,
        )


@pytest.fixture
def key(database: Database, installation: Installation, school: Tenant) -> str:
    make_instance(database, installation, school, "roc-badges")
    return make_key(database, school)


def badge(tenant: Tenant, **members: Any) -> dict[str, Any]:
    return {
        "@context": [V2],
        "id": NAME,
        "type": ["VerifiableCredential"],
        "issuer": tenant.institution.did,
        "credentialSubject": {"id": "did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b"},
        **members,
    }


def change(purpose: str = "revocation", **members: Any) -> dict[str, Any]:
    entry = {"type": "BitstringStatusListEntry", "statusPurpose": purpose}
    return {"credentialId": NAME, "credentialStatus": entry, **members}


def test_the_description_names_every_address_for_programs_and_no_other(
    app: Flask, described: Described
) -> None:
    assert described.routes() == api_routes(app)


def test_what_is_signed_is_on_record_as_its_bytes(
    post: Post, key: str, database: Database, school: Tenant
) -> None:
    answer = post(ISSUE, {"credential": badge(school)}, key, instance="roc-badges")

    assert answer.status_code == 201, answer.text
    with database.reading() as session:
        stored = session.scalars(select(Credential)).one()
        known = session.scalars(select(DirectIssuance)).one()
        row = session.scalars(select(AuditEntry).where(AuditEntry.action == "direct.signed")).one()
        assert audit.first_broken_link(session, school.id) is None
    assert stored.award_id is None
    assert answer.data == b'{"verifiableCredential":' + (stored.signed or b"") + b"}"
    assert (known.credential_id, row.object_id, row.actor) == (stored.id, stored.id, known.api_key_id)
    entries = parse_object(answer.data)["verifiableCredential"]["credentialStatus"]  # type: ignore[call-overload, index]
    assert [entry["statusPurpose"] for entry in entries] == ["revocation", "suspension"]  # type: ignore[index, union-attr, call-overload]


@pytest.mark.parametrize("authorization", ["", "Basic eDp5", "Bearer", "Bearer x", "Bearer vakbewijs_x.y"])
def test_without_a_key_of_ours_the_door_stays_shut(
    app: Flask, key: str, school: Tenant, described: Described, authorization: str
) -> None:
    paths = {ISSUE: "/issuers/roc-badges/credentials/issue", STATUS: STATUS}
    paths[PUBLISH] = "/issuers/roc/status/revocation-1/publish"
    for template, path in paths.items():
        headers = {"Authorization": authorization} if authorization else {}
        answer = app.test_client().post(
            path, json={"credential": badge(school)}, headers=headers, base_url=BASE_URL
        )
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        described.check(template, answer)


def test_a_wrong_secret_of_a_real_key_is_a_wrong_key(post: Post, key: str, school: Tenant) -> None:
    forged = key[:-1] + ("A" if key[-1] != "A" else "B")

    answer = post(ISSUE, {"credential": badge(school)}, forged, instance="roc-badges")

    assert (answer.status_code, answer.json["code"]) == (401, "api_key.unknown")  # type: ignore[index]


def test_a_key_that_was_ended_no_longer_opens(
    post: Post, key: str, database: Database, school: Tenant
) -> None:
    with database.transaction() as session:
        [row] = api_keys.all_of(session, school.id)
        api_keys.end(session, school.id, row.id, at=NOW)

    answer = post(ISSUE, {"credential": badge(school)}, key, instance="roc-badges")

    assert (answer.status_code, answer.json["code"]) == (401, "api_key.ended")  # type: ignore[index]


def test_a_key_is_good_for_its_scopes_only(post: Post, key: str, database: Database, school: Tenant) -> None:
    issues, revokes = make_key(database, school, ApiScope.ISSUE), make_key(database, school, ApiScope.STATUS)
    assert post(ISSUE, {"credential": badge(school)}, issues, instance="roc-badges").status_code == 201

    assert post(ISSUE, {"credential": badge(school)}, revokes, instance="roc-badges").status_code == 403
    assert post(STATUS, change(), issues).status_code == 403
    assert post(PUBLISH, {}, issues, slug="roc", list_id="revocation-1").status_code == 403
    assert post(STATUS, change(), revokes).status_code == 200


def test_the_things_of_another_institution_do_not_exist(
    post: Post, key: str, database: Database, school: Tenant, other_school: Tenant
) -> None:
    assert post(ISSUE, {"credential": badge(school)}, key, instance="roc-badges").status_code == 201
    foreign = make_key(database, other_school)

    assert post(ISSUE, {"credential": badge(school)}, foreign, instance="roc-badges").status_code == 404
    assert post(STATUS, change(), foreign).status_code == 404
    assert post(PUBLISH, {}, foreign, slug="roc", list_id="revocation-1").status_code == 404
    assert post(PUBLISH, {}, key, slug="roc", list_id="revocation-1").status_code == 204
    assert post(ISSUE, {"credential": badge(school)}, key, instance="nobody").status_code == 404


KINDS: list[dict[str, Any]] = [
    *(
        {"@context": [V2, BADGES, OURS], "type": ["VerifiableCredential", kind]}
        for kind in (
            *("Diploma", "Deelcertificaat", "Ervaringscertificaat"),
            *("VrijstellingsBesluit", "Inschrijvingsverklaring"),
        )
    ),
    {"type": ["VerifiableCredential", f"{OURS}#Ervaringscertificaat"]},
    {"@context": [V2, BADGES, OURS], "@type": "Diploma"},
    {
        "@context": [V2, BADGES, OURS],
        "credentialSubject": {"id": NAME, "type": "Ervaringscertificaat"},
    },
    {"type": ["VerifiableCredential", "BitstringStatusListCredential"]},
    {"@context": [V2, BADGES, OURS], "type": ["VerifiableCredential", "TrustListCredential"]},
]


@pytest.mark.parametrize("members", KINDS, ids=lambda members: str(members.get("type", "hidden")))
def test_the_door_is_no_way_round_the_second_person(
    post: Post, key: str, database: Database, school: Tenant, members: dict[str, Any]
) -> None:
    answer = post(ISSUE, {"credential": badge(school, **members)}, key, instance="roc-badges")

    assert (answer.status_code, answer.json["code"]) == (403, "direct.kind")  # type: ignore[index]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Credential)) == 0


def test_an_inline_context_is_not_for_an_installation(post: Post, key: str, school: Tenant) -> None:
    members = {"@context": [V2, {"Extra": "https://example.org/#Extra"}]}

    answer = post(ISSUE, {"credential": badge(school, **members)}, key, instance="roc-badges")

    assert (answer.status_code, answer.json["code"]) == (400, "context.inline")  # type: ignore[index]


def test_what_is_refused_takes_no_place_and_leaves_no_row(
    post: Post, key: str, database: Database, school: Tenant
) -> None:
    for members in ({"issuer": "did:example:other"}, {"undefined": 1}, {"proof": {}}, {"type": "x"}):
        answer = post(ISSUE, {"credential": badge(school, **members)}, key, instance="roc-badges")
        assert answer.status_code == 400, answer.text
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Credential)) == 0
        assert session.scalar(select(func.count()).select_from(DirectIssuance)) == 0


def test_a_repeated_request_is_answered_with_the_same_credential(
    post: Post, key: str, database: Database, school: Tenant, clock: Clock
) -> None:
    body = {"credential": badge(school)}
    again = {"Idempotency-Key": "order-1"}
    first = post(ISSUE, body, key, instance="roc-badges", **again)
    clock.advance(timedelta(minutes=5))

    assert post(ISSUE, body, key, instance="roc-badges", **again).data == first.data
    other = post(ISSUE, {"credential": badge(school, name="x")}, key, instance="roc-badges", **again)
    assert (other.status_code, other.json["code"]) == (409, "request.idempotency_key")  # type: ignore[index]
    assert post(ISSUE, body, key, instance="roc-badges", **{"Idempotency-Key": "x" * 300}).status_code == 400
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Credential)) == 1


def test_a_revocation_is_final_and_a_suspension_is_not(post: Post, key: str, school: Tenant) -> None:
    post(ISSUE, {"credential": badge(school)}, key, instance="roc-badges")

    assert post(STATUS, change("suspension"), key).status_code == 200
    assert post(STATUS, change("suspension", status=False), key).status_code == 200
    assert post(STATUS, change(), key).status_code == 200
    lifted = post(STATUS, change(status=False), key)
    assert (lifted.status_code, lifted.json["code"]) == (400, "status.final")  # type: ignore[index]


def test_a_credential_without_id_is_found_by_the_name_that_came_with_it(
    post: Post, key: str, school: Tenant
) -> None:
    nameless = badge(school)
    del nameless["id"]
    body = {"credential": nameless, "options": {"credentialId": NAME}}

    assert "id" not in post(ISSUE, body, key, instance="roc-badges").json["verifiableCredential"]  # type: ignore[index]
    assert post(STATUS, change(), key).status_code == 200


def test_an_award_can_not_be_revoked_through_the_door(
    post: Post, key: str, database: Database, installation: Installation, school: Tenant
) -> None:
    issued = samples.issued(database, installation, school)
    name = parse_object(issued.credential)["id"]

    assert post(STATUS, {**change(), "credentialId": name}, key).status_code == 404


def test_an_instance_signs_by_its_own_suite_and_key(
    post: Post,
    key: str,
    app: Flask,
    database: Database,
    installation: Installation,
    school: Tenant,
) -> None:
    make_instance(
        database,
        installation,
        school,
        "roc-p384",
        cryptosuite="ecdsa-jcs-2019",
        key_type=KeyType.P384,
        purposes=(),
    )

    signed = post(ISSUE, {"credential": badge(school)}, key, instance="roc-p384").json["verifiableCredential"]  # type: ignore[index]

    method = signed["proof"]["verificationMethod"]
    assert signed["proof"]["cryptosuite"] == "ecdsa-jcs-2019"
    assert "credentialStatus" not in signed
    published = app.test_client().get("/issuers/roc/did.json", base_url=BASE_URL).json
    assert published is not None
    assert method in published["assertionMethod"]
    with database.reading() as session:
        for_awards = signing_keys.signer_for(session, installation, school.institution, at=NOW)
    assert for_awards.verification_method != method, "awards are still signed by the institution's own key"


def test_an_instance_rotates_its_key_apart_from_the_institution(
    database: Database, installation: Installation, school: Tenant
) -> None:
    make_instance(database, installation, school, "roc-own", key_type=KeyType.ED25519)
    later = NOW + timedelta(minutes=1)
    with database.transaction() as session:
        signing_keys.add_key(
            session, installation, school.institution, at=NOW, lead=timedelta(0), instance_name="roc-own"
        )
        before = signing_keys.signer_for(session, installation, school.institution, at=later)
        assert signing_keys.retire_superseded(session, installation, school.institution, at=later) == 1
        after = signing_keys.signer_for(session, installation, school.institution, at=later)
    assert before.verification_method == after.verification_method


def test_a_key_shows_when_it_was_last_used(
    post: Post, key: str, database: Database, school: Tenant, clock: Clock
) -> None:
    clock.advance(timedelta(days=1))
    post(STATUS, change(), key)

    with database.reading() as session:
        [row] = api_keys.all_of(session, school.id)
    assert row.last_used_at == clock.at


def test_the_database_holds_no_key(key: str, database: Database) -> None:
    with database.reading() as session:
        row = session.scalars(select(ApiKey)).one()
    assert key.rpartition(".")[2] not in json.dumps([row.secret_hash, row.id, row.name])


def test_an_admin_makes_a_key_in_the_console_and_sees_it_once(
    sign_in: SignIn, post: Post, database: Database, installation: Installation, school: Tenant
) -> None:
    make_instance(database, installation, school, "roc-badges")
    admin = sign_in(school, Role.ADMIN)

    page = admin.post("./api-keys/new", {"name": "Administratie", "scopes": ["issue"]})

    assert page.headers["Cache-Control"] == "no-store"
    text = page.text.partition('id="api-key" class="code">')[2].partition("<")[0]
    assert post(ISSUE, {"credential": badge(school)}, text, instance="roc-badges").status_code == 201
    listed = admin.get("./api-keys").text
    assert "Administratie" in listed
    assert text not in listed
    with database.reading() as session:
        [row] = api_keys.all_of(session, school.id)
    assert admin.post(f"./api-keys/{row.id}/end").status_code == 303
    assert post(ISSUE, {"credential": badge(school)}, text, instance="roc-badges").status_code == 401


def test_no_administrator_makes_a_key_for_decisions_alone(
    sign_in: SignIn, database: Database, school: Tenant
) -> None:
    refused = sign_in(school, Role.ADMIN).post("./api-keys/new", {"name": "Commissie", "scopes": ["decide"]})
    assert refused.status_code == 422
    with database.reading() as session:
        assert api_keys.all_of(session, school.id) == []


@pytest.mark.parametrize("scope", ApiScope)
def test_the_list_says_what_each_key_is_good_for(
    sign_in: SignIn, database: Database, school: Tenant, scope: ApiScope
) -> None:
    make_key(database, school, scope)

    listed = sign_in(school, Role.ADMIN).get("./api-keys").text

    cell = listed.partition('data-label="Mag"')[2].partition("</td>")[0]
    assert f">{API_SCOPES[scope]}<" in cell


def test_the_door_stands_open_on_this_machine_only(tmp_path: Any) -> None:
    with pytest.raises(ValueError, match="open_machine_door"):
        IssuerSettings(home=tmp_path, public_base_url="https://issuer.example", open_machine_door=True)
    with pytest.raises(ValueError, match="open_machine_door"):
        IssuerSettings(
            home=tmp_path,
            public_base_url="https://issuer.example",
            allow_insecure_loopback=True,
            open_machine_door=True,
        )


def test_what_has_no_award_is_not_taken_for_an_interrupted_one(
    post: Post, key: str, database: Database, installation: Installation, school: Tenant
) -> None:
    post(ISSUE, {"credential": badge(school)}, key, instance="roc-badges")

    assert issuing.resume_interrupted(database, installation, at=NOW) == 0


def test_the_page_of_the_description_is_there_in_both_languages(app: Flask) -> None:
    for language, expected in (("nl", "Een bewijs laten ondertekenen"), ("en", "Have a credential signed")):
        page = app.test_client().get(f"/api?lang={language}", base_url=BASE_URL)
        assert page.status_code == 200
        assert expected in page.text
        assert "Set-Cookie" not in page.headers
