"""Awards from draft to approval: who wrote it, who sent it on, who agreed to it.

Every function takes the session of the caller's transaction and the acting person; whether that person
may do it now is asked of `award_rules`, and every change is one row in the audit trail.
"""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from issuer.award_rules import NEEDS_SECOND_PERSON, Action, Actor, AwardFacts, refusal
from issuer.award_trail import note
from issuer.certificates.checking import errors_among, findings, officials_of
from issuer.certificates.copies import with_approver, without_approver
from issuer.certificates.summary import summary_of
from issuer.errors import ConflictError, ForbiddenError, NotFoundError, RefusedInputError
from issuer.installation import Installation
from issuer.institutions import kinds_of, profile_of
from issuer.models import Award, AwardState, Institution
from schemas.credential import CredentialKind
from schemas.dates import legal_date
from schemas.documents import JsonObject, parse_object, serialize
from schemas.errors import ValidationError
from schemas.violations import Violation
from web.row_ids import new_row_id

MAX_REASON_CHARACTERS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftContent:
    """What a draft holds: what was typed, and the document that came of it when it was complete."""

    entry: JsonObject | None = None
    claims: JsonObject | None = None
    email: str = ""


def new_award_urn() -> str:
    """Return a new public identifier of an award, needed before its document is built."""
    return f"urn:uuid:{uuid.uuid4()}"


def draft_award(
    session: Session,
    institution: Institution,
    *,
    kind: CredentialKind,
    content: DraftContent,
    by: str,
    at: datetime,
    urn: str | None = None,
    replaces: Award | None = None,
) -> Award:
    """Make a draft; it may be incomplete. `by` is the row id of the member of staff.

    `replaces` is the earlier award that this one corrects; that one keeps its own state.
    Raises `RefusedInputError("award.kind")` for a kind that the institution does not issue.
    """
    award = new_draft(institution, kind=kind, content=content, by=by, at=at, urn=urn)
    award.replaces_id = replaces.id if replaces else None
    session.add(award)
    session.flush()
    note(session, award, "award.drafted", at=at, by=by, detail=replaces.urn if replaces else "")
    return award


def new_draft(
    institution: Institution,
    *,
    kind: CredentialKind,
    content: DraftContent,
    by: str,
    at: datetime,
    urn: str | None = None,
) -> Award:
    """Return a draft that nobody has kept yet. Raises as `draft_award`, which keeps and notes it."""
    if kind not in kinds_of(institution):
        raise RefusedInputError("award.kind", kind=kind.value)
    award = Award(
        institution_id=institution.id,
        id=new_row_id(),
        urn=urn or new_award_urn(),
        kind=kind,
        state=AwardState.DRAFT,
        subject_salt=secrets.token_bytes(16),
        created_by=by,
        created_at=at,
    )
    _put(award, content)
    return award


def update_draft(
    session: Session, award: Award, *, content: DraftContent, actor: Actor, at: datetime
) -> None:
    """Replace what a draft holds."""
    require(award, Action.EDIT, actor)
    _put(award, content)
    note(session, award, "award.edited", at=at, by=actor.staff_id)


def discard(session: Session, award: Award, *, actor: Actor, at: datetime) -> None:
    """Delete a draft with all that was typed; the trail keeps that it was there."""
    require(award, Action.DISCARD, actor)
    note(session, award, "award.discarded", at=at, by=actor.staff_id)
    session.delete(award)


def submit(
    session: Session,
    installation: Installation,
    institution: Institution,
    award: Award,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Send a complete draft on: to a second person where its kind asks for one, else it is approved.

    Raises `ConflictError`, `ForbiddenError`, and `ValidationError` when the document breaks a rule.
    """
    require(award, Action.SUBMIT, actor)
    _require_valid(installation, institution, award, at)
    award.submitted_by, award.submitted_at, award.return_reason = actor.staff_id, at, ""
    award.state = AwardState.SUBMITTED if award.kind in NEEDS_SECOND_PERSON else AwardState.APPROVED
    note(session, award, "award.submitted", at=at, by=actor.staff_id)


def send_back(session: Session, award: Award, *, actor: Actor, reason: str, at: datetime) -> None:
    """Return a submitted award to its author, with what is to be changed."""
    require(award, Action.SEND_BACK, actor)
    award.state, award.return_reason = AwardState.DRAFT, required_reason(reason)
    note(session, award, "award.sent_back", at=at, by=actor.staff_id)


def approve(
    session: Session,
    installation: Installation,
    institution: Institution,
    award: Award,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Agree to a submitted award, as a second person who had no part in it; norm 3.10 has them named.

    Raises `ForbiddenError` (`four_eyes.*`, `role.*`), `ConflictError`, `ValidationError`.
    """
    require(award, Action.APPROVE, actor)
    if award.kind is CredentialKind.ERVARINGSCERTIFICAAT:
        award.claims = serialize(with_approver(claims_of(award), actor.official_id))
    _require_valid(installation, institution, award, at)
    award.state, award.approved_by, award.approved_at = AwardState.APPROVED, actor.staff_id, at
    note(session, award, "award.approved", at=at, by=actor.staff_id)


def find_award(session: Session, institution_id: str, award_id: str | None, *, lock: bool = False) -> Award:
    """Return an award of this institution, locked against other writers when it is to be changed.

    Raises `NotFoundError`, also for an award of another institution, and for the award of a credential
    that has none.
    """
    statement = select(Award).where(Award.institution_id == institution_id, Award.id == award_id)
    award = session.scalars(statement.with_for_update() if lock else statement).one_or_none()
    if award is None:
        raise NotFoundError("award.unknown")
    return award


def replaced_by(session: Session, award: Award) -> Award | None:
    """Return the earlier award that this one replaces, if it is a correction."""
    if award.replaces_id is None:
        return None
    return find_award(session, award.institution_id, award.replaces_id)


def claims_of(award: Award) -> JsonObject:
    """Return the award's document. Raises `ConflictError("award.incomplete")` while there is none."""
    if award.claims is None:
        raise ConflictError("award.incomplete")
    return parse_object(award.claims)


def facts_of(award: Award) -> AwardFacts:
    """Return what the rules look at."""
    claims = parse_object(award.claims) if award.claims else None
    return AwardFacts(
        kind=award.kind,
        state=award.state,
        suspended=award.suspended,
        complete=claims is not None,
        authors=frozenset(filter(None, (award.created_by, award.submitted_by))),
        officials=officials_of(claims) if claims else frozenset(),
    )


def require(award: Award, action: Action, actor: Actor) -> None:
    """Raise `ForbiddenError` or `ConflictError` unless this person may do this to the award now."""
    code = refusal(action, facts_of(award), actor)
    if code is None:
        return
    if code.startswith(("role.", "four_eyes.")):
        raise ForbiddenError(code)
    raise ConflictError(code)


def required_reason(reason: str) -> str:
    """Return a reason that says something. Raises `RefusedInputError("reason.*")`."""
    reason = reason.strip()
    if not reason:
        raise RefusedInputError("reason.missing")
    if len(reason) > MAX_REASON_CHARACTERS:
        raise RefusedInputError("reason.too_long", characters=str(MAX_REASON_CHARACTERS))
    return reason


def _put(award: Award, content: DraftContent) -> None:
    award.entry = None if content.entry is None else serialize(content.entry)
    award.email = content.email
    award.claims = None
    if content.claims is not None:
        claims = without_approver(content.claims)
        award.claims = serialize(claims)
        summary = summary_of(claims)
        award.title, award.subject_name = summary.title, summary.subject_name
        award.legal_date = summary.legal_date
    elif content.entry is not None:
        names = (content.entry.get("given_names"), content.entry.get("family_name"))
        award.subject_name = " ".join(name.strip() for name in names if isinstance(name, str))[:300].strip()
    award.search_text = f"{award.subject_name} {award.title}".casefold()[:700]


def doubts_and_errors(
    installation: Installation, institution: Institution, award: Award, *, at: datetime
) -> tuple[Violation, ...]:
    """Return what is wrong or doubtful about the award's document now."""
    return findings(
        claims_of(award),
        kind=award.kind,
        issuer=profile_of(institution),
        frameworks=installation.frameworks,
        today=legal_date(at),
    )


def _require_valid(installation: Installation, institution: Institution, award: Award, at: datetime) -> None:
    if found := errors_among(doubts_and_errors(installation, institution, award, at=at)):
        raise ValidationError(found)
