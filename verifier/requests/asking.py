"""The organisation's side of a request: make it, find it, close it. A request is never changed."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from schemas.dates import legal_date, start_of_day
from schemas.disclosure import PersonalPart
from schemas.presentation_request import (
    MAX_KEEP_DAYS,
    MAX_PURPOSE_CHARACTERS,
    MAX_WANTED,
    PresentationRequest,
    PurposeKind,
    Wanted,
)
from verifier.models import Answer, Organisation, Request
from verifier.organisations import trail
from verifier.organisations.errors import NotFoundError, RefusedInputError
from web.paging import Page, page_of

TOKEN_BYTES = 32
MAX_TITLE_CHARACTERS = 200
MAX_OPEN_DAYS = 366
# What an organisation has asked in all; more than this is a program gone wrong.
MAX_REQUESTS = 10_000


class RequestState(StrEnum):
    """Whether a request takes answers."""

    OPEN = "open"
    ANSWERED = "answered"
    EXPIRED = "expired"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asks, as it was typed or sent."""

    title: str
    purpose_kind: PurposeKind
    purpose: str
    wanted: tuple[Wanted, ...]
    keep_days: int
    last_day: date
    """The last calendar day, in the Netherlands, on which it can be answered."""
    many: bool
    needs: tuple[PersonalPart, ...] = ()
    welcomes_own_words: bool = False

    @property
    def is_for_exemption(self) -> bool:
        """Whether a school decides on it: it must know who, and own words are always welcome."""
        return self.purpose_kind is PurposeKind.EXEMPTION


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request on its organisation's pages: the row, what it says, and how many answers are kept."""

    row: Request
    asked: PresentationRequest
    state: RequestState
    kept: int


def state_of(row: Request, *, at: datetime) -> RequestState:
    """Return whether a request takes answers at a moment."""
    if row.closed_at is not None:
        return RequestState.CLOSED
    if row.answers_received and not row.many:
        return RequestState.ANSWERED
    return RequestState.OPEN if at < row.open_until else RequestState.EXPIRED


def problem_of(question: Question, *, at: datetime) -> str | None:
    """Return the code of what is wrong with a question, or None."""
    today = legal_date(at)
    if not question.title.strip() or len(question.title) > MAX_TITLE_CHARACTERS:
        return "request.title"
    if not question.purpose.strip() or len(question.purpose) > MAX_PURPOSE_CHARACTERS:
        return "request.purpose"
    if not 1 <= len(question.wanted) <= MAX_WANTED:
        return "request.wanted"
    if not 1 <= question.keep_days <= MAX_KEEP_DAYS:
        return "request.keep_days"
    if not today <= question.last_day <= today + timedelta(days=MAX_OPEN_DAYS):
        return "request.last_day"
    return None


def ask(
    session: Session, organisation: Organisation, question: Question, *, at: datetime, actor: str
) -> Request:
    """Make a request with a link of its own. The caller has seen that the actor may ask for this.

    Raises `RefusedInputError`: `request.title`, `request.purpose`, `request.wanted`, `request.keep_days`,
    `request.last_day`, `request.too_many`.
    """
    if problem := problem_of(question, at=at):
        raise RefusedInputError(problem)
    asked_before = select(func.count()).select_from(Request).where(Request.organisation_id == organisation.id)
    if (session.scalar(asked_before) or 0) >= MAX_REQUESTS:
        raise RefusedInputError("request.too_many")
    asked = PresentationRequest(
        requester=organisation.did,
        requester_name=organisation.name,
        purpose_kind=question.purpose_kind,
        purpose=question.purpose.strip(),
        wanted=question.wanted,
        keep_days=question.keep_days,
        open_until=start_of_day(question.last_day + timedelta(days=1)),
        many=question.many,
        needs=tuple(PersonalPart) if question.is_for_exemption else question.needs,
        welcomes_own_words=question.is_for_exemption or question.welcomes_own_words,
    )
    row = Request(
        organisation_id=organisation.id,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        title=question.title.strip(),
        purpose_kind=question.purpose_kind,
        document=asked.serialized(),
        many=question.many,
        keep_days=question.keep_days,
        created_by=actor,
        created_at=at,
        open_until=asked.open_until,
    )
    session.add(row)
    session.flush()
    trail.note(session, organisation.id, "request.made", at=at, actor=actor, object_id=row.id)
    return row


def find_request(
    session: Session, organisation_id: str, request_id: str, *, purposes: Collection[PurposeKind]
) -> Request:
    """Return a request of this organisation, if its purpose is one of those that the reader may see.

    Raises `NotFoundError("request.unknown")`.
    """
    row = session.get(Request, (organisation_id, request_id))
    if row is None or row.purpose_kind not in purposes:
        raise NotFoundError("request.unknown")
    return row


def view_of(session: Session, row: Request, *, at: datetime) -> RequestView:
    """Return a request as its organisation's pages show it."""
    kept = session.scalar(
        select(func.count())
        .select_from(Answer)
        .where(
            Answer.organisation_id == row.organisation_id, Answer.request_id == row.id, Answer.keep_until > at
        )
    )
    return _view(row, kept, at)


def requests_of(
    session: Session, organisation_id: str, *, purposes: Collection[PurposeKind], at: datetime
) -> Sequence[RequestView]:
    """Return the organisation's requests for these purposes, the newest first, in one statement."""
    found = _requests(organisation_id, purposes, at)
    return [_view(row, kept, at) for row, kept in session.execute(found)]


def requests_page(
    session: Session, organisation_id: str, number: int, *, purposes: Collection[PurposeKind], at: datetime
) -> Page[RequestView]:
    """Return a page of the same."""
    found = _requests(organisation_id, purposes, at)
    return page_of(session, found, number, read=lambda row: _view(row[0], row[1], at))


def _requests(
    organisation_id: str, purposes: Collection[PurposeKind], at: datetime
) -> Select[Request, int | None]:
    kept = (
        select(Answer.request_id, func.count().label("kept"))
        .where(Answer.organisation_id == organisation_id, Answer.keep_until > at)
        .group_by(Answer.request_id)
        .subquery()
    )
    return (
        select(Request, kept.c.kept)
        .outerjoin(kept, kept.c.request_id == Request.id)
        .where(Request.organisation_id == organisation_id, Request.purpose_kind.in_(purposes))
        .order_by(Request.created_at.desc(), Request.id.desc())
    )


def _view(row: Request, kept: int | None, at: datetime) -> RequestView:
    return RequestView(row, PresentationRequest.from_bytes(row.document), state_of(row, at=at), kept or 0)


def close(session: Session, row: Request, *, at: datetime, actor: str) -> None:
    """Take no more answers, for good; those that were sent stay as long as was promised."""
    if row.closed_at is None:
        row.closed_at = at
        trail.note(session, row.organisation_id, "request.closed", at=at, actor=actor, object_id=row.id)
