"""Correcting an award: a new one that names the one it replaces. The old one keeps its own state."""

from datetime import datetime

from sqlalchemy.orm import Session

from issuer.award_rules import Action, Actor
from issuer.awards import DraftContent, claims_of, draft_award, new_award_urn, require
from issuer.certificates.copies import without_approver
from issuer.models import Award, Institution
from schemas.documents import parse_object


def correct(session: Session, institution: Institution, award: Award, *, actor: Actor, at: datetime) -> Award:
    """Make a draft with the content of the award, to be changed and issued in its place.

    Does NOT revoke the award: whether the wrong one must end is a decision of its own.
    """
    require(award, Action.CORRECT, actor)
    urn = new_award_urn()
    claims = without_approver(claims_of(award)) | {"awardId": urn, "replacesAward": award.urn}
    return draft_award(
        session,
        institution,
        kind=award.kind,
        content=DraftContent(
            entry=parse_object(award.entry) if award.entry else None, claims=claims, email=award.email
        ),
        by=actor.staff_id,
        at=at,
        urn=urn,
        replaces=award,
    )
