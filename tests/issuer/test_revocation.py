"""Revocation is final and reaches every copy; a suspension can be lifted; a correction is a new award.

Attack ids: SL-04 (SECURITY.md).
"""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from issuer import corrections, services
from issuer.errors import ConflictError, ForbiddenError, RefusedInputError
from issuer.installation import Installation
from issuer.models import AwardState, OutboxMessage, StatusEntry, StatusPurpose
from issuer.services import IssuedAward
from schemas.documents import parse_object
from schemas.status_list import read_bit
from tests.issuer import samples
from tests.issuer.conftest import NOW, Browser, Tenant
from tests.issuer.wallets import Wallet, challenge, claim
from web.database import Database


@pytest.fixture
def issued(database: Database, installation: Installation, school: Tenant) -> IssuedAward:
    return samples.issued(database, installation, school, email="samira@voorbeeld.example")


def bit(app: Flask, school: Tenant, document: dict[str, object], purpose: str) -> bool:
    """Read a copy's bit from the published list."""
    entries = document["credentialStatus"]
    assert isinstance(entries, list)
    (entry,) = [each for each in entries if each["statusPurpose"] == purpose]
    published = Browser(app, school.slug).get(
        entry["statusListCredential"].removeprefix("http://localhost:8000/issuer")
    )
    return read_bit(parse_object(published.data), int(entry["statusListIndex"]), purpose)


def revoke(database: Database, school: Tenant, award_id: str, reason: str = "Verkeerde persoon") -> None:
    with database.transaction() as session:
        award = services.find_award(session, school.id, award_id, lock=True)
        services.revoke(session, school.institution, award, actor=school.registering, reason=reason, at=NOW)


def test_sl_04_revoking_an_award_revokes_every_copy(
    app: Flask, database: Database, school: Tenant, issued: IssuedAward
) -> None:
    bound = claim(app, issued.offer_link, Wallet().present(challenge(app, issued.offer_link)))
    documents = [json.loads(issued.credential), bound.get_json()["credential"]]
    assert not any(bit(app, school, document, "revocation") for document in documents)
    revoke(database, school, issued.award_id)
    assert all(bit(app, school, document, "revocation") for document in documents)
    with database.reading() as session:
        mails = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert len(mails) == 2
    assert "ingetrokken" in mails[1].body
    assert "Samira" not in mails[1].body


def test_sl_04_a_revocation_is_never_undone(database: Database, school: Tenant, issued: IssuedAward) -> None:
    revoke(database, school, issued.award_id)
    with database.transaction() as session:
        award = services.find_award(session, school.id, issued.award_id, lock=True)
        with pytest.raises(ConflictError):
            services.lift_suspension(session, award, actor=school.registering, reason="toch goed", at=NOW)
    with pytest.raises(ConflictError) as refused:
        revoke(database, school, issued.award_id)
    assert refused.value.code == "award.revoked"
    with database.reading() as session:
        (entry,) = session.scalars(select(StatusEntry).where(StatusEntry.purpose == StatusPurpose.REVOCATION))
    assert entry.set_at == NOW


def test_a_suspension_shows_and_can_be_lifted(
    app: Flask, database: Database, school: Tenant, issued: IssuedAward
) -> None:
    document = json.loads(issued.credential)
    with database.transaction() as session:
        award = services.find_award(session, school.id, issued.award_id, lock=True)
        services.suspend(session, award, actor=school.registering, reason="Onderzoek", at=NOW)
    assert bit(app, school, document, "suspension")
    assert not bit(app, school, document, "revocation")
    with database.transaction() as session:
        award = services.find_award(session, school.id, issued.award_id, lock=True)
        services.lift_suspension(session, award, actor=school.registering, reason="Niets gevonden", at=NOW)
    assert not bit(app, school, document, "suspension")


def test_a_copy_that_is_collected_while_the_award_is_suspended_is_suspended_too(
    app: Flask, database: Database, school: Tenant, issued: IssuedAward
) -> None:
    with database.transaction() as session:
        award = services.find_award(session, school.id, issued.award_id, lock=True)
        services.suspend(session, award, actor=school.registering, reason="Onderzoek", at=NOW)
    answer = claim(app, issued.offer_link, Wallet().present(challenge(app, issued.offer_link)))
    assert bit(app, school, answer.get_json()["credential"], "suspension")


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_revocation_without_a_reason_is_refused(
    database: Database, school: Tenant, issued: IssuedAward, reason: str
) -> None:
    with pytest.raises(RefusedInputError):
        revoke(database, school, issued.award_id, reason)
    with database.reading() as session:
        assert services.find_award(session, school.id, issued.award_id).state is AwardState.ISSUED


def test_an_approver_revokes_nothing(database: Database, school: Tenant, issued: IssuedAward) -> None:
    with database.transaction() as session:
        award = services.find_award(session, school.id, issued.award_id, lock=True)
        with pytest.raises(ForbiddenError):
            services.revoke(session, school.institution, award, actor=school.approving, reason="x", at=NOW)


def test_a_correction_names_the_award_that_it_replaces_and_leaves_it_as_it_is(
    database: Database, installation: Installation, school: Tenant, issued: IssuedAward
) -> None:
    with database.transaction() as session:
        award = services.find_award(session, school.id, issued.award_id, lock=True)
        draft = corrections.correct(session, school.institution, award, actor=school.registering, at=NOW)
        services.submit(session, installation, school.institution, draft, actor=school.registering, at=NOW)
    corrected = services.issue_award(
        database, installation, institution_id=school.id, award_id=draft.id, actor=school.registering, at=NOW
    )
    old, new = json.loads(issued.credential), json.loads(corrected.credential)
    assert new["replacesAward"] == old["awardId"]
    assert new["awardId"] != old["awardId"]
    with database.reading() as session:
        assert services.find_award(session, school.id, issued.award_id).state is AwardState.ISSUED
