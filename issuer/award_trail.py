"""Audit rows about an award, with its person as a pseudonym; and about what has no award."""

from datetime import datetime

from sqlalchemy.orm import Session

from issuer import audit
from issuer.models import Award, Credential


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


def event_of(award: Award, action: str, *, by: str, detail: str = "") -> audit.Event:
    """Return what `note` would add a row for, to be added together with others by `audit.append_all`."""
    return audit.Event(
        action=action,
        actor=by,
        object_id=award.id,
        subject=audit.pseudonym(award.subject_salt, award.subject_name) if award.subject_name else "",
        detail=detail,
    )


def note_direct(
    session: Session, credential: Credential, action: str, *, at: datetime, by: str, detail: str
) -> None:
    """Add a row about a credential that another system had signed. Whom it is about is not known here."""
    audit.append(
        session, credential.institution_id, action, at=at, actor=by, object_id=credential.id, detail=detail
    )
