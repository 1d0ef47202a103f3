"""From draft to signed copy: exactly one copy and one pair of places, whatever is interrupted (OP-04)."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from issuer import copy_signing, issuing, kept_copies, services
from issuer.errors import ConflictError, ForbiddenError
from issuer.installation import Installation
from issuer.models import (
    AuditEntry,
    AwardState,
    CopyState,
    Credential,
    Offer,
    OutboxMessage,
    StatusEntry,
)
from keys.controller import ControllerDocument
from keys.proofs import ProofPurpose, verify_proofs
from schemas.credential import Credential as CredentialView
from schemas.credential import CredentialKind
from schemas.documents import JsonObject, parse_object
from schemas.validation import validate
from tests.issuer import samples
from tests.issuer.conftest import NOW, Tenant
from verifier.policy import PRODUCT_POLICY
from web.database import Database

KINDS = list(samples.ENTRIES)


class OwnResolver:
    """Resolves the DID of one institution of the installation under test."""

    def __init__(self, installation: Installation, tenant: Tenant) -> None:
        self._installation, self._tenant = installation, tenant

    def resolve(self, did: str) -> ControllerDocument:
        document = signing_document(self._installation, self._tenant)
        return ControllerDocument.from_document(document, expected_id=did)


def signing_document(installation: Installation, tenant: Tenant) -> JsonObject:
    from issuer import signing_keys

    return signing_keys.did_document(installation, tenant.institution)


def counts(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {
            model.__tablename__: session.scalar(select(func.count()).select_from(model)) or 0
            for model in (Credential, StatusEntry, Offer)
        }


@pytest.mark.parametrize("kind", KINDS)
def test_an_issued_copy_is_valid_signed_and_names_the_person(
    database: Database, installation: Installation, school: Tenant, kind: CredentialKind
) -> None:
    issued = samples.issued(database, installation, school, kind)
    document = parse_object(issued.credential)
    assert validate(document, kind) == ()
    proofs = verify_proofs(
        document,
        purpose=ProofPurpose.ASSERTION_METHOD,
        resolver=OwnResolver(installation, school),
        cryptosuites=PRODUCT_POLICY.cryptosuites,
        at=NOW,
        domain=None,
        challenge=None,
    )
    assert [proof.controller for proof in proofs] == [school.institution.did]
    view = CredentialView.from_document(document)
    assert view.issuer_id == school.institution.did
    assert view.subject_ids == ()
    assert view.subjects[0]["voornamen"] == "Samira"
    assert {entry.purpose for entry in view.status_entries} == {"revocation", "suspension"}


def test_issuing_again_gives_the_same_copy_and_the_same_offer(
    database: Database, installation: Installation, school: Tenant
) -> None:
    first = samples.issued(database, installation, school)
    again = services.issue_award(
        database,
        installation,
        institution_id=school.id,
        award_id=first.award_id,
        actor=school.registering,
        at=NOW + timedelta(days=1),
    )
    assert again == first
    assert counts(database) == {"credential": 1, "status_entry": 2, "offer": 1}


def test_a_kill_after_the_intention_is_finished_once(
    database: Database, installation: Installation, school: Tenant
) -> None:
    award = samples.submitted(database, installation, school)
    with database.transaction() as session:
        locked = services.find_award(session, school.id, award.id, lock=True)
        intended = issuing.intend(session, locked, holder=None, at=NOW)
    assert services.resume_interrupted(database, installation, at=NOW) == 1
    assert services.resume_interrupted(database, installation, at=NOW) == 0
    with database.reading() as session:
        copy = kept_copies.unbound_copy(session, school.id, award.id)
        assert copy is not None
        assert (copy.id, copy.state) == (intended.id, CopyState.SIGNED)
        assert services.find_award(session, school.id, award.id).state is AwardState.ISSUED
    assert counts(database) == {"credential": 1, "status_entry": 2, "offer": 1}


def test_a_signature_that_was_lost_is_made_again_for_the_same_places(
    database: Database, installation: Installation, school: Tenant
) -> None:
    award = samples.submitted(database, installation, school)
    with database.transaction() as session:
        locked = services.find_award(session, school.id, award.id, lock=True)
        intended = issuing.intend(session, locked, holder=None, at=NOW)
        lost = copy_signing.sign(session, installation, school.institution, intended, at=NOW)
    services.resume_interrupted(database, installation, at=NOW + timedelta(hours=1))
    with database.reading() as session:
        copy = kept_copies.unbound_copy(session, school.id, award.id)
    assert copy is not None
    assert copy.signed is not None
    was, now = json.loads(lost.content), json.loads(copy.signed)
    assert (was["id"], was["credentialStatus"], was["validFrom"]) == (
        now["id"],
        now["credentialStatus"],
        now["validFrom"],
    )


def test_recording_twice_changes_nothing(
    database: Database, installation: Installation, school: Tenant
) -> None:
    award = samples.submitted(database, installation, school)
    with database.transaction() as session:
        locked = services.find_award(session, school.id, award.id, lock=True)
        intended = issuing.intend(session, locked, holder=None, at=NOW)
    with database.transaction() as session:
        signed = copy_signing.sign(session, installation, school.institution, intended, at=NOW)
        issuing.record(session, installation, school.institution, signed, at=NOW, by="a")
    with database.transaction() as session:
        issuing.record(session, installation, school.institution, signed, at=NOW, by="b")
    assert counts(database) == {"credential": 1, "status_entry": 2, "offer": 1}


@pytest.mark.parametrize("table", ["credential", "status_entry", "audit_entry", "offer", "outbox"])
def test_a_failing_insert_leaves_nothing_half_and_issuing_goes_on_afterwards(
    database: Database, installation: Installation, school: Tenant, table: str
) -> None:
    award = samples.submitted(database, installation, school, email="samira@voorbeeld.example")
    with database.engine.begin() as connection:
        connection.execute(
            text(f"CREATE TRIGGER fail BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        )
    before = counts(database)
    with pytest.raises((IntegrityError, OperationalError)):
        services.issue_award(
            database,
            installation,
            institution_id=school.id,
            award_id=award.id,
            actor=school.registering,
            at=NOW,
        )
    after = counts(database)
    assert after["offer"] == before["offer"] == 0
    assert after["credential"] * 2 == after["status_entry"]
    with database.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER fail"))
    issued = services.issue_award(
        database, installation, institution_id=school.id, award_id=award.id, actor=school.registering, at=NOW
    )
    assert issued.credential
    assert counts(database) == {"credential": 1, "status_entry": 2, "offer": 1}
    with database.reading() as session:
        mails = session.scalars(select(OutboxMessage)).all()
        signed = session.scalars(select(AuditEntry).where(AuditEntry.action == "credential.signed")).all()
    assert len(mails) == len(signed) == 1


def test_nothing_is_issued_without_an_active_key(
    database: Database, installation: Installation, school: Tenant
) -> None:
    award = samples.submitted(database, installation, school)
    (record,) = installation.key_store.records(school.slug)
    with database.transaction() as session:
        services.compromise_key(session, installation, school.institution, record.key_id, at=NOW)
    with pytest.raises(ConflictError) as refused:
        services.issue_award(
            database,
            installation,
            institution_id=school.id,
            award_id=award.id,
            actor=school.registering,
            at=NOW,
        )
    assert refused.value.code == "key.none"


def test_an_admin_issues_nothing(database: Database, installation: Installation, school: Tenant) -> None:
    award = samples.submitted(database, installation, school)
    with pytest.raises(ForbiddenError):
        services.issue_award(
            database,
            installation,
            institution_id=school.id,
            award_id=award.id,
            actor=services.actor_of(school.admin),
            at=NOW,
        )


def test_a_document_never_holds_from_before_its_award(
    database: Database, installation: Installation, school: Tenant
) -> None:
    document = json.loads(samples.issued(database, installation, school).credential)
    assert document["awardedDate"] == "2026-07-06T00:00:00+02:00"
    assert document["validFrom"] == "2026-11-24T09:30:00Z"
