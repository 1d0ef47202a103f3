"""Many certificates from one spreadsheet, made in small steps after its dry run was confirmed.

The worker calls `run_next` until there is nothing left. Each call takes some rows (awards and intended
copies, one transaction) and finishes copies that are intended (sign, then one transaction). A kill between
any two steps leaves rows that the next call finds as they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from issuer import audit, awards, issuing
from issuer.award_rules import NEEDS_SECOND_PERSON
from issuer.award_trail import event_of
from issuer.dry_run import row_problem
from issuer.errors import ConflictError, NotFoundError
from issuer.installation import Installation
from issuer.institutions import get_institution
from issuer.models import (
    Award,
    AwardState,
    Batch,
    BatchRow,
    BatchState,
    CopyState,
    Credential,
    Institution,
    RowState,
)
from schemas.documents import parse_object
from schemas.errors import DomainError
from web.database import Database

CHUNK = 100  # a transaction of this size takes tens of milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many rows have come how far."""

    invalid: int = 0
    waiting: int = 0
    in_hand: int = 0
    for_approval: int = 0
    issued: int = 0
    failed: int = 0

    @property
    def valid(self) -> int:
        """Rows without problems at the dry run."""
        return self.waiting + self.in_hand + self.for_approval + self.issued + self.failed


def confirm(session: Session, batch: Batch, *, by: str, again: bool, at: datetime) -> None:
    """Let the worker begin. Raises `ConflictError`: `batch.*` state, `batch.no_valid_rows`, and
    `batch.same_file` when this very file was confirmed before and `again` does not say that it is meant.
    """
    _require_state(batch, BatchState.CHECKED)
    if not again and earlier_use(session, batch) is not None:
        raise ConflictError("batch.same_file")
    if not session.scalar(_rows(batch, RowState.WAITING).limit(1)):
        raise ConflictError("batch.no_valid_rows")
    batch.state, batch.confirmed_by, batch.confirmed_at = BatchState.RUNNING, by, at
    audit.append(session, batch.institution_id, "batch.confirmed", at=at, actor=by, object_id=batch.id)


def discard(session: Session, batch: Batch, *, by: str, at: datetime) -> None:
    """Throw a dry run away, with everything that stood in its rows."""
    _require_state(batch, BatchState.CHECKED)
    for row in session.scalars(_rows(batch)):
        session.delete(row)
    batch.state = BatchState.DISCARDED
    audit.append(session, batch.institution_id, "batch.discarded", at=at, actor=by, object_id=batch.id)


def earlier_use(session: Session, batch: Batch) -> Batch | None:
    """Return a batch that was made of the same bytes and confirmed, if there is one."""
    return session.scalars(
        select(Batch)
        .where(
            Batch.institution_id == batch.institution_id,
            Batch.id != batch.id,
            Batch.file_sha256 == batch.file_sha256,
            Batch.state.in_([BatchState.RUNNING, BatchState.DONE]),
        )
        .order_by(Batch.id)
        .limit(1)
    ).one_or_none()


def run_next(database: Database, installation: Installation, *, at: datetime, chunk: int = CHUNK) -> bool:
    """Do the next piece of the oldest running batch; return whether there was any."""
    with database.transaction() as session:
        batch = session.scalars(
            select(Batch)
            .where(Batch.state == BatchState.RUNNING)
            .order_by(Batch.confirmed_at, Batch.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if batch is None:
            return False
        taken = _take_rows(session, batch, chunk, at)
    with database.reading() as session:
        unfinished = _intended_copies(session, batch, chunk)
    if unfinished:
        issuing.finish(
            database,
            installation,
            batch.institution_id,
            unfinished,
            at=at,
            by=batch.confirmed_by or audit.WORKER,
        )
    elif not taken:
        with database.transaction() as session:
            _close(session, batch, at)
    return True


def progress(session: Session, batch: Batch) -> Progress:
    """Count the rows of a batch."""
    rows = session.execute(
        select(BatchRow.state, Award.state, func.count())
        .outerjoin(Award, (Award.institution_id == BatchRow.institution_id) & (Award.id == BatchRow.award_id))
        .where(BatchRow.institution_id == batch.institution_id, BatchRow.batch_id == batch.id)
        .group_by(BatchRow.state, Award.state)
    )
    counts: dict[str, int] = {}
    for row_state, award_state, count in rows:
        name = _progress_name(row_state, award_state)
        counts[name] = counts.get(name, 0) + count
    return Progress(**counts)


def find_batch(session: Session, institution_id: str, batch_id: str, *, lock: bool = False) -> Batch:
    """Return a batch of this institution. Raises `NotFoundError`."""
    statement = select(Batch).where(Batch.institution_id == institution_id, Batch.id == batch_id)
    batch = session.scalars(statement.with_for_update() if lock else statement).one_or_none()
    if batch is None:
        raise NotFoundError("batch.unknown")
    return batch


def rows_with_problems(session: Session, batch: Batch, *, limit: int | None = None) -> list[BatchRow]:
    """Return the rows that were not or will not be issued, in the order of the file."""
    wrong = BatchRow.state.in_([RowState.INVALID, RowState.FAILED])
    return list(session.scalars(_rows(batch).where(wrong).order_by(BatchRow.row_no).limit(limit)))


def first_valid_rows(session: Session, batch: Batch, *, limit: int = 3) -> list[BatchRow]:
    """Return the first rows that are right, to look at before confirming."""
    return list(session.scalars(_rows(batch, RowState.WAITING).order_by(BatchRow.row_no).limit(limit)))


def _take_rows(session: Session, batch: Batch, chunk: int, at: datetime) -> int:
    """Make the awards of the next rows and intend their copies; a row of which none can be made fails."""
    rows = session.scalars(_rows(batch, RowState.WAITING).order_by(BatchRow.row_no).limit(chunk)).all()
    institution = get_institution(session, batch.institution_id)
    made: list[Award] = []
    for row in rows:
        try:
            award = _award_of(institution, batch, row, at)
        except DomainError as error:
            row.state, row.problems = RowState.FAILED, [row_problem("", error.code, error.parameters)]
        else:
            row.award_id, row.state = award.id, RowState.TAKEN
            made.append(award)
    session.add_all(made)
    audit.append_all(session, batch.institution_id, _events(batch, made), at=at)
    if batch.kind not in NEEDS_SECOND_PERSON:
        issuing.intend_unbound(session, made, at=at)
    return len(rows)


def _award_of(institution: Institution, batch: Batch, row: BatchRow, at: datetime) -> Award:
    """Return the award that a row says, sent on as far as its kind allows; nothing is written."""
    if row.claims is None:
        raise ConflictError("award.incomplete")
    claims = parse_object(row.claims)
    award = awards.new_draft(
        institution,
        kind=batch.kind,
        content=awards.DraftContent(claims=claims, email=row.cells.get("e-mail", "")),
        by=batch.created_by,
        at=at,
        urn=str(claims["awardId"]),
    )
    award.submitted_by, award.submitted_at = _confirmed_by(batch), at
    second_person = batch.kind in NEEDS_SECOND_PERSON
    award.state = AwardState.SUBMITTED if second_person else AwardState.APPROVED
    return award


def _events(batch: Batch, made: Sequence[Award]) -> Iterator[audit.Event]:
    for award in made:
        yield event_of(award, "award.drafted", by=batch.created_by)
        yield event_of(award, "award.submitted", by=_confirmed_by(batch), detail=batch.id)


def _confirmed_by(batch: Batch) -> str:
    return batch.confirmed_by or batch.created_by


def _intended_copies(session: Session, batch: Batch, chunk: int) -> list[str]:
    return list(
        session.scalars(
            select(Credential.id)
            .join(
                BatchRow,
                (BatchRow.institution_id == Credential.institution_id)
                & (BatchRow.award_id == Credential.award_id),
            )
            .where(
                BatchRow.institution_id == batch.institution_id,
                BatchRow.batch_id == batch.id,
                Credential.state == CopyState.INTENDED,
            )
            .order_by(BatchRow.row_no)
            .limit(chunk)
        )
    )


def _close(session: Session, batch: Batch, at: datetime) -> None:
    current = find_batch(session, batch.institution_id, batch.id, lock=True)
    if current.state is BatchState.RUNNING:
        current.state, current.finished_at = BatchState.DONE, at
        audit.append(
            session, batch.institution_id, "batch.done", at=at, actor=audit.WORKER, object_id=batch.id
        )


def _rows(batch: Batch, state: RowState | None = None) -> Select[BatchRow]:
    statement = select(BatchRow).where(
        BatchRow.institution_id == batch.institution_id, BatchRow.batch_id == batch.id
    )
    return statement if state is None else statement.where(BatchRow.state == state)


def _require_state(batch: Batch, state: BatchState) -> None:
    if batch.state is not state:
        raise ConflictError(f"batch.{batch.state.value}")


def _progress_name(row_state: RowState, award_state: AwardState | None) -> str:
    if row_state is not RowState.TAKEN:
        return row_state.value
    if award_state is AwardState.SUBMITTED:
        return "for_approval"
    return "issued" if award_state in (AwardState.ISSUED, AwardState.REVOKED) else "in_hand"
