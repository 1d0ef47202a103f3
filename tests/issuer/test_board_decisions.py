"""The examination board's door: two people of the institution decide, and a key alone decides nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from issuer.api_description import DESCRIPTION
from issuer.api_keys import create_api_key
from issuer.models import ApiScope, AuditEntry, Award, AwardState, BoardDecision, Credential
from issuer.staff import accounts
from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from tests.issuer.conftest import BASE_URL, NOW, Tenant
from tests.openapi import Described
from tests.schemas import samples
from web.database import Database

PATH = "/issuers/{slug}/decisions"
Decide = Callable[..., TestResponse]


@pytest.fixture(autouse=True)
def _boards(database: Database, school: Tenant, other_school: Tenant) -> None:
    """Both institutions have a board whose decisions they sign."""
    with database.transaction() as session:
        for tenant in (school, other_school):
            session.add(tenant.institution)
            tenant.institution.kinds = [kind.value for kind in CredentialKind]


def make_key(database: Database, tenant: Tenant, *scopes: ApiScope) -> str:
    with database.transaction() as session:
        return create_api_key(session, tenant.institution, name="Examencommissie", scopes=scopes, at=NOW).text


@pytest.fixture
def key(database: Database, school: Tenant) -> str:
    return make_key(database, school, ApiScope.DECIDE)


def decision() -> JsonObject:
    """What the board's system knows: no identifiers, no status, no issuer."""
    sample = samples.vrijstellingsbesluit(subject_id=None)
    return {
        **{name: sample[name] for name in ("type", "name", "credentialSubject")},
        "relatedResource": [
            {
                "id": samples.ERVARINGSCERTIFICAAT_ID,
                "digestMultibase": "uEiDI1zfNoAaXyZpG8LbJ6xT2Ee1GvYmQ7W4Hn0YkX9cA1g",
            }
        ],
    }


@pytest.fixture
def decide(app: Flask, school: Tenant, key: str) -> Decide:
    """Give a function that sends a decision, and holds every answer against the OpenAPI document."""
    described = Described(app, DESCRIPTION)

    def send(
        *, slug: str = school.slug, bearer: str | None = key, again: str = "1", **changed: Any
    ) -> TestResponse:
        body: dict[str, Any] = {
            "credential": decision(),
            "preparedBy": school.registrar.official_id,
            "decidedBy": school.approver.official_id,
            **changed,
        }
        content = json.dumps(body).encode()
        headers = {"Idempotency-Key": again} if again else {}
        if bearer is not None:
            headers["Authorization"] = f"Bearer {bearer}"
        answer = app.test_client().post(
            PATH.format(slug=slug),
            data=content,
            content_type="application/json",
            headers=headers,
            base_url=BASE_URL,
        )
        described.check(PATH, answer, content)
        return answer

    return send


def code_of(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, (answer.json or {})["code"]


def test_a_decision_is_an_award_by_two_people_signed_recorded_and_offered(
    decide: Decide, database: Database, school: Tenant
) -> None:
    answer = decide()
    assert answer.status_code == 201, answer.text
    found = answer.json or {}
    signed = found["credential"]
    assert signed["type"] == ["VerifiableCredential", "VrijstellingsBesluit"]
    assert signed["issuer"]["id"] == school.institution.did
    assert signed["awardId"] == found["awardId"]
    assert signed["relatedResource"] == decision()["relatedResource"]
    assert "identifier" not in signed["credentialSubject"]
    assert found["offer"]["link"].startswith("http")
    with database.reading() as session:
        award = session.scalars(select(Award)).one()
        assert (award.state, award.created_by, award.approved_by) == (
            AwardState.ISSUED,
            school.registrar.id,
            school.approver.id,
        )
        actions = set(session.scalars(select(AuditEntry.action).where(AuditEntry.object_id == award.id)))
    assert {"award.drafted", "award.submitted", "award.approved", "award.issued", "offer.made"} <= actions


def test_the_same_request_is_done_once_and_another_under_its_key_is_refused(
    decide: Decide, database: Database
) -> None:
    first, second = decide(), decide()
    assert first.json == second.json
    assert code_of(decide(email="samira@voorbeeld.example")) == (409, "request.idempotency_key")
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Credential)) == 1
        assert session.scalar(select(func.count()).select_from(BoardDecision)) == 1


def test_nobody_decides_alone_or_in_another_role(decide: Decide, school: Tenant, database: Database) -> None:
    registrar, approver = school.registrar.official_id, school.approver.official_id
    assert code_of(decide(decidedBy=registrar))[0] == 403
    assert code_of(decide(preparedBy=approver))[0] == 403
    assert code_of(decide(decidedBy="EC-99")) == (422, "decision.unknown_person")
    with database.transaction() as session:
        gone = accounts.find(session, school.id, school.approver.id)
        accounts.deactivate(session, gone, at=NOW, actor=school.admin.id)
    assert code_of(decide()) == (422, "decision.unknown_person")


def test_only_a_key_of_this_institution_for_this_purpose_opens_the_door(
    decide: Decide, database: Database, school: Tenant, other_school: Tenant
) -> None:
    assert code_of(decide(bearer=None)) == (401, "api_key.missing")
    assert code_of(decide(bearer=make_key(database, school, ApiScope.ISSUE))) == (403, "api_key.scope")
    theirs = make_key(database, other_school, ApiScope.DECIDE)
    assert code_of(decide(bearer=theirs))[0] == 404
    assert code_of(decide(slug=other_school.slug))[0] == 404


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"again": ""}, 400, "request.idempotency_missing"),
        ({"credential": []}, 400, "request.member"),
        ({"preparedBy": None}, 400, "request.member"),
        ({"decidedBy": 7}, 400, "request.member"),
        ({"email": "geen adres"}, 422, "award.email"),
        ({"credential": {**samples.diploma()}}, 400, "award.unknown_kind"),
        ({"credential": {**decision(), "issuer": "did:web:ander.example"}}, 400, "award.other_issuer"),
        ({"credential": {**decision(), "proof": {}}}, 400, "award.signed_already"),
        ({"credential": {**decision(), "@context": "x"}}, 400, "document.not_an_array"),
        ({"credential": {**decision(), "credentialSubject": []}}, 400, "document.no_subject"),
        (
            {"credential": {**decision(), "credentialSubject": {"type": "VrijstellingSubject"}}},
            422,
            "schema.invalid",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    decide: Decide, database: Database, changed: dict[str, Any], status: int, code: str
) -> None:
    assert code_of(decide(**changed)) == (status, code)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Award)) == 0


def test_a_decision_that_was_signed_halfway_goes_on_where_it_was(
    decide: Decide, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("issuer.issuing.finish", lambda *_args, **_kwargs: None)
        assert decide().status_code == 409
    assert decide().status_code == 201
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Credential)) == 1
