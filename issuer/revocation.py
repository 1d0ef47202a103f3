"""Ending and pausing awards: revocation is final, a suspension can be lifted, a copy can end on its own.

The bits, the state of the award, the audit row and the mail go together in the caller's transaction.
The published list follows at its next request.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from issuer import letters, offers, status_lists
from issuer.award_rules import Action, Actor
from issuer.award_trail import note
from issuer.awards import require, required_reason
from issuer.errors import ConflictError, NotFoundError
from issuer.kept_copies import copies_of
from issuer.models import Award, AwardState, CopyState, Credential, Institution, StatusPurpose


def revoke(
    session: Session,
    institution: Institution,
    award: Award,
    *,
    actor: Actor,
    reason: str,
    at: datetime,
) -> None:
    """Revoke an award and with it every copy, for good (VCR_04), and withdraw its offer."""
    require(award, Action.REVOKE, actor)
    award.revocation_reason = required_reason(reason)
    award.state, award.revoked_at = AwardState.REVOKED, at
    copies = [copy.id for copy in copies_of(session, award.institution_id, award.id)]
    status_lists.set_bits(session, award.institution_id, copies, StatusPurpose.REVOCATION, at=at)
    offers.withdraw_all(session, award)
    note(session, award, "award.revoked", at=at, by=actor.staff_id)
    if award.email:
        letters.put_revocation_mail(session, institution, award, at=at)


def suspend(session: Session, award: Award, *, actor: Actor, reason: str, at: datetime) -> None:
    """Pause an award while something is looked into; verifiers show it as a warning."""
    require(award, Action.SUSPEND, actor)
    award.suspended, award.suspension_reason = True, required_reason(reason)
    copies = [copy.id for copy in copies_of(session, award.institution_id, award.id)]
    status_lists.set_bits(session, award.institution_id, copies, StatusPurpose.SUSPENSION, at=at)
    note(session, award, "award.suspended", at=at, by=actor.staff_id)


def lift_suspension(session: Session, award: Award, *, actor: Actor, reason: str, at: datetime) -> None:
    """End the pause."""
    require(award, Action.LIFT, actor)
    award.suspended, award.suspension_reason = False, required_reason(reason)
    copies = [copy.id for copy in copies_of(session, award.institution_id, award.id)]
    status_lists.lift_suspension(session, award.institution_id, copies)
    note(session, award, "award.unsuspended", at=at, by=actor.staff_id)


def end_copy(
    session: Session, award: Award, credential_id: str, *, actor: Actor, reason: str, at: datetime
) -> None:
    """Revoke one copy that a holder lost, while the award and its other copies hold.

    Raises `NotFoundError`, and `ConflictError("credential.unbound")` for the copy on paper: that one
    ends only with the award.
    """
    require(award, Action.END_COPY, actor)
    credential = find_copy(session, award, credential_id)
    required_reason(reason)
    credential.state, credential.ended_at = CopyState.ENDED, at
    status_lists.set_bits(session, award.institution_id, [credential.id], StatusPurpose.REVOCATION, at=at)
    note(session, award, "credential.ended", at=at, by=actor.staff_id, detail=credential.urn)


def find_copy(session: Session, award: Award, credential_id: str) -> Credential:
    """Return a copy that can end on its own. Raises as `end_copy` does."""
    credential = session.get(Credential, (award.institution_id, credential_id))
    if credential is None or credential.award_id != award.id:
        raise NotFoundError("credential.unknown")
    if credential.holder is None:
        raise ConflictError("credential.unbound")
    if credential.state is CopyState.ENDED:
        raise ConflictError("credential.ended")
    return credential
