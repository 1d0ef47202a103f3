"""What an organisation does with the answers that it got: read, note for itself, delete before their day."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from schemas.documents import parse_object
from verifier.models import Answer, AnswerChallenge, Assessment
from verifier.organisations import trail
from verifier.organisations.errors import NotFoundError, RefusedInputError
from verifier.requests.sealing import AnswerSeal
from verifier.result import Outcome
from verifier.services import HandedIn
from web.paging import Page, page_of

MAX_NOTE_CHARACTERS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer that is still kept.

    `handed_in` is the presentation as it was sent, with the domain and challenge that it must hold for:
    `desk.check(answer.handed_in, at=now)` judges it anew, outside any transaction. `outcome` is what was
    found when it came in.
    """

    organisation_id: str
    request_id: str
    answer_id: str
    handed_in: HandedIn = field(repr=False)
    outcome: Outcome
    received_at: datetime
    keep_until: datetime
    assessment: Assessment
    note: str = field(repr=False)


def answers_of(
    session: Session, seal: AnswerSeal, organisation_id: str, request_id: str, *, at: datetime
) -> list[KeptAnswer]:
    """Return the answers to a request that are still kept, the newest first.

    Does NOT ask whether the reader may see them: `asking.find_request` does.
    """
    return [_opened(seal, row) for row in session.scalars(_kept_answers(organisation_id, request_id, at))]


def answers_page(
    session: Session, seal: AnswerSeal, organisation_id: str, request_id: str, number: int, *, at: datetime
) -> Page[KeptAnswer]:
    """Return a page of the same; opens no others."""
    found = _kept_answers(organisation_id, request_id, at)
    return page_of(session, found, number, read=lambda row: _opened(seal, row[0]))


def _kept_answers(organisation_id: str, request_id: str, at: datetime) -> Select[Answer]:
    return (
        select(Answer)
        .where(
            Answer.organisation_id == organisation_id,
            Answer.request_id == request_id,
            Answer.keep_until > at,
        )
        .order_by(Answer.received_at.desc(), Answer.id.desc())
    )


def find_answer(
    session: Session,
    seal: AnswerSeal,
    organisation_id: str,
    request_id: str,
    answer_id: str,
    *,
    at: datetime,
) -> KeptAnswer:
    """Return one answer. Raises `NotFoundError("answer.unknown")`, also when its day has passed."""
    return _opened(seal, _row(session, organisation_id, request_id, answer_id, at))


def assess(
    session: Session,
    seal: AnswerSeal,
    answer: KeptAnswer,
    assessment: Assessment,
    *,
    note: str,
    actor: str,
    at: datetime,
) -> None:
    """Write down what the organisation thinks of an answer. Goes nowhere: the worker is not told.

    Raises `RefusedInputError("answer.note")`, `NotFoundError("answer.unknown")`.
    """
    if len(note) > MAX_NOTE_CHARACTERS:
        raise RefusedInputError("answer.note", characters=str(MAX_NOTE_CHARACTERS))
    row = _row(session, answer.organisation_id, answer.request_id, answer.answer_id, at)
    row.assessment = assessment
    row.sealed_note = seal.seal(note.strip().encode(), *_place(row), "note") if note.strip() else None
    trail.note(
        session,
        row.organisation_id,
        "answer.assessed",
        at=at,
        actor=actor,
        object_id=row.id,
        detail=assessment.value,
    )


def delete_now(session: Session, answer: KeptAnswer, *, actor: str, at: datetime) -> None:
    """Delete an answer before its day, for good. Raises `NotFoundError("answer.unknown")`."""
    row = _row(session, answer.organisation_id, answer.request_id, answer.answer_id, at)
    session.delete(row)
    trail.note(session, row.organisation_id, "answer.deleted", at=at, actor=actor, object_id=row.id)


def remove_over(session: Session, *, at: datetime) -> int:
    """Delete answers whose day has passed and challenges that nobody used; return how many. For a job."""
    gone = session.execute(
        delete(Answer).where(Answer.keep_until <= at).returning(Answer.organisation_id, Answer.id)
    ).all()
    for organisation_id, answer_id in gone:
        trail.note(session, organisation_id, "answer.expired", at=at, actor=trail.WORKER, object_id=answer_id)
    unused = session.scalars(
        delete(AnswerChallenge)
        .where(AnswerChallenge.expires_at <= at)
        .returning(AnswerChallenge.challenge_hash)
    ).all()
    return len(gone) + len(unused)


def _row(session: Session, organisation_id: str, request_id: str, answer_id: str, at: datetime) -> Answer:
    row = session.get(Answer, (organisation_id, request_id, answer_id))
    if row is None or row.keep_until <= at:
        raise NotFoundError("answer.unknown")
    return row


def _opened(seal: AnswerSeal, row: Answer) -> KeptAnswer:
    head, _, document = seal.open(row.sealed, *_place(row), "presentation").partition(b"\n")
    bound = parse_object(head)
    note = seal.open(row.sealed_note, *_place(row), "note").decode() if row.sealed_note else ""
    return KeptAnswer(
        organisation_id=row.organisation_id,
        request_id=row.request_id,
        answer_id=row.id,
        handed_in=HandedIn(
            document=document,
            expected_domain=str(bound["domain"]),
            expected_challenge=str(bound["challenge"]),
        ),
        outcome=Outcome(row.outcome),
        received_at=row.received_at,
        keep_until=row.keep_until,
        assessment=row.assessment,
        note=note,
    )


def _place(row: Answer) -> tuple[str, str, str]:
    return row.organisation_id, row.request_id, row.id
