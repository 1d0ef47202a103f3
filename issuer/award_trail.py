"""Audit rows about an award, with its person as a pseudonym."""

from datetime import datetime

from sqlalchemy.orm import Session

from issuer import audit
from issuer.models import Award


def note(session: Session, award: Award, action: str, *, at: datetime, by: str, detail: str = "") -> None:
    """Add a row about the award to its institution's trail, in the caller's transaction."""
    audit.append(
        session,
        award.institution_id,
        action,
        at=at,
        actor=by,
        object_id=award.id,
        subject=audit.pseudonym(award.subject_salt, award.subject_name) if award.subject_name else "",
        detail=detail,
    )
