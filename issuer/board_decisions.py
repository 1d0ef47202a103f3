"""Decisions of the institution's own examination board, sent by the system that it works in (docs/adr/0043).

A decision is an award: drafted by who prepared it, approved by who decided, by the rules that hold for
everybody (`award_rules`), then signed, recorded and offered as any other. This door adds no power: both
people must be staff of this institution, in their roles, and a key alone decides nothing.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from issuer import awards, issuing, kept_copies, paper
from issuer.api_keys import Caller
from issuer.awards import DraftContent, new_award_urn
from issuer.certificates.adoption import adopt
from issuer.email_addresses import is_email_address
from issuer.errors import ConflictError, NotFoundError, RefusedInputError, UnauthorizedError
from issuer.installation import Installation
from issuer.institutions import find_institution, profile_of
from issuer.models import ApiScope, Award, AwardState, BoardDecision, Institution, Staff
from issuer.staff import actor_of
from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from web.database import Database

KIND = CredentialKind.VRIJSTELLINGSBESLUIT


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRequest:
    """What a board's system sends. Both people are named by the code that stands on decisions."""

    credential: JsonObject
    prepared_by: str
    decided_by: str
    email: str = ""
    idempotency_key: str
    body: bytes = field(repr=False)
    """The request as it came in: what a repetition must equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDecision:
    """What became of it: the award, and how the person it is about gets it."""

    award_urn: str
    credential: bytes = field(repr=False)
    offer_link: str = field(repr=False)
    offer_code: str = field(repr=False)
    paper_address: str = field(repr=False)


def issue_decision(
    database: Database,
    installation: Installation,
    caller: Caller,
    slug: str,
    request: DecisionRequest,
    *,
    at: datetime,
) -> IssuedDecision:
    """Draft, approve, sign and offer a decision. The same request with the same key is done once.

    Raises `UnauthorizedError` for whoever has no key, `ForbiddenError` (`api_key.scope`, `role.*`,
    `four_eyes.*`), `NotFoundError` for another's institution, `RefusedInputError` (`award.kind`,
    `award.email`, `decision.unknown_person`), `ConflictError("request.idempotency_key")`, and
    `MalformedDocumentError` and `ValidationError` for the document.
    """
    caller.require(ApiScope.DECIDE)
    if caller.api_key_id is None:  # where the machine door stands open, this one does not
        raise UnauthorizedError("api_key.missing")
    with database.transaction() as session:
        institution = _institution_of(session, caller, slug)
        known = _earlier(session, institution, request)
        award = known or _approved(session, installation, institution, caller, request, at)
        award_id, decider = award.id, actor_of(_staff(session, institution, request.decided_by))
    if award.state is not AwardState.ISSUED:
        issuing.issue_award(
            database, installation, institution_id=institution.id, award_id=award_id, actor=decider, at=at
        )
    with database.reading() as session:
        return _issued(session, installation, institution, award_id)


def _approved(
    session: Session,
    installation: Installation,
    institution: Institution,
    caller: Caller,
    request: DecisionRequest,
    at: datetime,
) -> Award:
    preparer = actor_of(_staff(session, institution, request.prepared_by))
    decider = actor_of(_staff(session, institution, request.decided_by))
    urn = new_award_urn()
    adopted = adopt(request.credential, issuer=profile_of(institution), award_urn=urn, kinds=(KIND,))
    if request.email and not is_email_address(request.email):
        raise RefusedInputError("award.email")
    award = awards.draft_award(
        session,
        institution,
        kind=KIND,
        content=DraftContent(claims=adopted.document, email=request.email),
        by=preparer.staff_id,
        at=at,
        urn=urn,
    )
    awards.submit(session, installation, institution, award, actor=preparer, at=at)
    awards.approve(session, installation, institution, award, actor=decider, at=at)
    session.add(
        BoardDecision(
            institution_id=institution.id,
            award_id=award.id,
            api_key_id=caller.api_key_id or "",
            idempotency_hash=_digest(request.idempotency_key.encode()),
            request_hash=_digest(request.body),
        )
    )
    session.flush()
    return award


def _earlier(session: Session, institution: Institution, request: DecisionRequest) -> Award | None:
    known = session.scalars(
        select(BoardDecision).where(
            BoardDecision.institution_id == institution.id,
            BoardDecision.idempotency_hash == _digest(request.idempotency_key.encode()),
        )
    ).one_or_none()
    if known is None:
        return None
    if known.request_hash != _digest(request.body):
        raise ConflictError("request.idempotency_key")
    return awards.find_award(session, institution.id, known.award_id, lock=True)


def _issued(
    session: Session, installation: Installation, institution: Institution, award_id: str
) -> IssuedDecision:
    award = awards.find_award(session, institution.id, award_id)
    issued = issuing.issued_award(session, installation, institution.id, award_id)
    copy = kept_copies.unbound_copy(session, institution.id, award_id)
    if copy is None:  # `issued_award` found it
        raise ConflictError("award.not_issued")
    return IssuedDecision(
        award_urn=award.urn,
        credential=issued.credential,
        offer_link=issued.offer_link,
        offer_code=issued.offer_code,
        paper_address=paper.address_of(installation, copy),
    )


def _institution_of(session: Session, caller: Caller, slug: str) -> Institution:
    institution = find_institution(session, slug)
    if caller.institution_id not in (None, institution.id):
        raise NotFoundError("institution.unknown")
    return institution


def _staff(session: Session, institution: Institution, official_id: str) -> Staff:
    found = session.scalars(
        select(Staff).where(
            Staff.institution_id == institution.id, Staff.official_id == official_id, Staff.active
        )
    ).one_or_none()
    if found is None:
        raise RefusedInputError("decision.unknown_person", code=official_id)
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
