"""Cases: an answer about a programme, and what people choose about it. Every step is in the trail.

A service writes what a person chose and computes nothing of it: what it may rest on comes from `looking`,
which the caller did a moment ago, outside any transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from schemas.awards import Person
from schemas.dates import legal_date
from verifier.exempting.case_rules import CaseState, Move, next_state
from verifier.exempting.contents import CaseContent, Issued, PartChoice, Verdict
from verifier.exempting.looking import Look, key_of
from verifier.exemptions.equivalences import Equivalence
from verifier.exemptions.programme import CoursePart, LoadUnit
from verifier.models import ExemptionCase, Staff, StoredProgramme
from verifier.organisations import trail
from verifier.organisations.errors import ConflictError, NotFoundError, RefusedInputError
from verifier.organisations.staff import accounts
from verifier.requests import KeptAnswer
from verifier.requests.sealing import AnswerSeal

MAX_REASON_CHARACTERS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody filled in for a part."""

    part_id: str
    verdict: Verdict
    load: Decimal | None
    reason: str


def open_case(
    session: Session,
    seal: AnswerSeal,
    programme: StoredProgramme,
    answer: KeptAnswer,
    *,
    by: Staff,
    at: datetime,
) -> ExemptionCase:
    """Begin a case; the same answer about the same programme is the same case.

    Raises `ConflictError` (`programme.retired`, `case.stale`).
    """
    known = _known(session, programme, answer)
    if known is not None:
        return known
    if programme.retired_at is not None:
        raise ConflictError("programme.retired")
    row = ExemptionCase(
        organisation_id=programme.organisation_id,
        programme_id=programme.id,
        request_id=answer.request_id,
        answer_id=answer.answer_id,
        state=CaseState.OPEN,
        sealed=b"",  # the place that it is sealed for has the row's id in it
        opened_by=by.id,
        opened_at=at,
        version=1,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:  # a colleague began it at the same moment
        raise ConflictError("case.stale") from error
    _write(seal, row, CaseContent(requested_on=legal_date(answer.received_at)))
    trail.note(session, row.organisation_id, "case.opened", at=at, actor=by.id, object_id=row.id)
    return row


def _known(session: Session, programme: StoredProgramme, answer: KeptAnswer) -> ExemptionCase | None:
    return session.scalars(
        select(ExemptionCase).where(
            ExemptionCase.organisation_id == programme.organisation_id,
            ExemptionCase.answer_id == answer.answer_id,
            ExemptionCase.programme_id == programme.id,
        )
    ).one_or_none()


def find_case(session: Session, organisation_id: str, case_id: str, *, lock: bool = False) -> ExemptionCase:
    """Return a case of this school. Raises `NotFoundError`."""
    row = session.get(
        ExemptionCase, (organisation_id, case_id), with_for_update=lock or None, populate_existing=lock
    )
    if row is None:
        raise NotFoundError("case.unknown")
    return row


def content_of(seal: AnswerSeal, row: ExemptionCase) -> CaseContent:
    """Open what a case holds."""
    return CaseContent.from_bytes(seal.open(row.sealed, *_place(row)))


def confirm(
    session: Session,
    seal: AnswerSeal,
    row: ExemptionCase,
    found: Sequence[Equivalence],
    *,
    version: int,
    by: Staff,
    at: datetime,
) -> None:
    """Let a person answer for outcomes that are equal though their codes differ, in this case alone."""
    _move(session, row, Move.CONFIRM, version=version, by=by, at=at)
    content = content_of(seal, row)
    _write(seal, row, replace(content, confirmed=(*content.confirmed, *found)))


def withdraw(
    session: Session, seal: AnswerSeal, row: ExemptionCase, *, version: int, by: Staff, at: datetime
) -> None:
    """Take back all that was confirmed in this case; the trail keeps that it was."""
    _move(session, row, Move.WITHDRAW, version=version, by=by, at=at)
    _write(seal, row, replace(content_of(seal, row), confirmed=()))


def propose(
    session: Session,
    seal: AnswerSeal,
    row: ExemptionCase,
    look: Look,
    typed: Sequence[Typed],
    person: str,
    *,
    version: int,
    by: Staff,
    at: datetime,
) -> None:
    """Put a proposal before the board. Raises as `decide`."""
    content = _chosen(content_of(seal, row), look, typed, person)
    _move(session, row, Move.PROPOSE, version=version, by=by, at=at)
    row.proposed_by = by.id
    _write(seal, row, replace(content, note=""))


def send_back(
    session: Session,
    seal: AnswerSeal,
    row: ExemptionCase,
    note: str,
    *,
    version: int,
    by: Staff,
    at: datetime,
) -> None:
    """Give a proposal back with what has to change. Raises `RefusedInputError("case.note")` without it."""
    if not 0 < len(note.strip()) <= MAX_REASON_CHARACTERS:
        raise RefusedInputError("case.note")
    _move(session, row, Move.SEND_BACK, version=version, by=by, at=at)
    _write(seal, row, replace(content_of(seal, row), note=note.strip()))


def decide(
    session: Session,
    seal: AnswerSeal,
    row: ExemptionCase,
    look: Look,
    typed: Sequence[Typed],
    person: str,
    *,
    version: int,
    by: Staff,
    at: datetime,
    keep_for: timedelta,
) -> None:
    """Decide on every part. Nothing is signed yet; from now on the case is kept for `keep_for`.

    Raises `RefusedInputError` with the part (`decision.reason`, `decision.load`, `decision.no_proof`,
    `decision.missing`) or without (`decision.person`), `ConflictError` (`case.state`, `case.stale`) and
    `ForbiddenError` (`role.*`, `four_eyes.same_person`).
    """
    content = _chosen(content_of(seal, row), look, typed, person)
    _move(session, row, Move.DECIDE, version=version, by=by, at=at)
    row.decided_by, row.keep_until = by.id, at + keep_for
    _write(seal, row, replace(content, decided_on=legal_date(at)))


def record_issued(
    session: Session, seal: AnswerSeal, row: ExemptionCase, issued: Issued, *, by: Staff, at: datetime
) -> None:
    """Write down that the issuer signed the decision. Done twice is done once."""
    if row.state is CaseState.ISSUED:
        return
    _move(session, row, Move.SEND, version=row.version, by=by, at=at)
    _write(seal, row, replace(content_of(seal, row), issued=issued))


def record_check(session: Session, row: ExemptionCase, *, fallen: int, actor: str, at: datetime) -> None:
    """Write down how many sources of a decision did not hold at a check. Changes no decision."""
    if fallen != row.sources_fallen:
        trail.note(
            session,
            row.organisation_id,
            "case.sources_checked",
            at=at,
            actor=actor,
            object_id=row.id,
            detail=str(fallen),
        )
    row.sources_fallen, row.checked_again_at = fallen, at


def _move(session: Session, row: ExemptionCase, move: Move, *, version: int, by: Staff, at: datetime) -> None:
    after = next_state(row.state, move, roles=accounts.roles_of(by), actor=by.id, proposed_by=row.proposed_by)
    if version != row.version:
        raise ConflictError("case.stale")
    row.state, row.version = after, row.version + 1
    trail.note(session, row.organisation_id, f"case.{move.value}", at=at, actor=by.id, object_id=row.id)


def _chosen(content: CaseContent, look: Look, typed: Sequence[Typed], person: str) -> CaseContent:
    by_part = {each.part_id: each for each in typed}
    return replace(
        content,
        person=_person(look, person),
        choices=tuple(_choice(part, by_part.get(part.part_id), look) for part in look.matrix.programme.parts),
    )


def _person(look: Look, key: str) -> Person:
    found = next((each for each in look.people if key_of(each) == key), None)
    if found is None:
        raise RefusedInputError("decision.person")
    return found


def _choice(part: CoursePart, typed: Typed | None, look: Look) -> PartChoice:
    if typed is None:
        raise RefusedInputError("decision.missing", part=part.part_id)
    reason, sources = typed.reason.strip(), look.sources(part.part_id)
    if len(reason) > MAX_REASON_CHARACTERS or (typed.verdict is not Verdict.GRANTED and not reason):
        raise RefusedInputError("decision.reason", part=part.part_id)
    if typed.verdict is not Verdict.REFUSED and not sources:
        raise RefusedInputError("decision.no_proof", part=part.part_id)
    return PartChoice(
        part_id=part.part_id,
        verdict=typed.verdict,
        load=_load(part, typed, look.matrix.programme.load_unit),
        reason=reason,
        rests_on=() if typed.verdict is Verdict.REFUSED else sources,
    )


def _load(part: CoursePart, typed: Typed, unit: LoadUnit) -> Decimal:
    if typed.verdict is Verdict.REFUSED:
        return Decimal(0)
    if typed.verdict is Verdict.GRANTED:
        return part.load
    load = typed.load
    smallest = Decimal(1) if unit is LoadUnit.SBU else Decimal("0.01")
    if load is None or not load.is_finite() or not 0 < load < part.load or load % smallest:
        raise RefusedInputError("decision.load", part=part.part_id)
    return load


def _write(seal: AnswerSeal, row: ExemptionCase, content: CaseContent) -> None:
    row.sealed = seal.seal(content.to_bytes(), *_place(row))


def _place(row: ExemptionCase) -> tuple[str, str, str]:
    return row.organisation_id, row.id, "case"
