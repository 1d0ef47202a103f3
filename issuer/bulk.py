"""Many certificates from one spreadsheet: judged whole first, then made in small steps.

The dry run judges every row and stores what would be issued; nothing is made. Once confirmed, the worker
calls `run_next` until there is nothing left. Each call takes some rows (awards and intended copies, one
transaction) and finishes copies that are intended (sign, then one transaction). A kill between any two
steps leaves rows that the next call finds as they are.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from issuer import audit, awards, issuing
from issuer.award_rules import NEEDS_SECOND_PERSON
from issuer.award_trail import note
from issuer.certificates.checking import errors_among, findings
from issuer.certificates.documents import award_document
from issuer.email_addresses import is_email_address
from issuer.entries import read_entry
from issuer.entries.reader import Entry, Problem
from issuer.errors import ConflictError, NotFoundError, RefusedInputError
from issuer.installation import Installation
from issuer.institutions import get_institution, kinds_of, profile_of
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
from issuer.sheet_columns import check_headings, entry_of, heading_of, is_example
from issuer.spreadsheets import Row, read_sheet
from schemas.credential import CredentialKind
from schemas.dates import legal_date
from schemas.documents import parse_object, serialize
from schemas.errors import DomainError
from web.database import Database

CHUNK = 25  # a transaction of this size takes tens of milliseconds
MAX_FILE_NAME_CHARACTERS = 200


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


def check_file(
    session: Session,
    installation: Installation,
    institution: Institution,
    *,
    kind: CredentialKind,
    file_name: str,
    content: bytes,
    by: str,
    at: datetime,
) -> Batch:
    """Do the dry run: judge every row, store the outcome, make nothing.

    Raises `RefusedInputError` when the file as a whole can't be read.
    """
    if kind not in kinds_of(institution):
        raise RefusedInputError("award.kind", kind=kind.value)
    sheet = read_sheet(content)
    check_headings(kind, sheet.headings)
    batch = Batch(
        institution_id=institution.id,
        kind=kind,
        file_name=file_name[:MAX_FILE_NAME_CHARACTERS],
        file_sha256=hashlib.sha256(content).hexdigest(),
        columns=list(sheet.headings),
        state=BatchState.CHECKED,
        created_by=by,
        created_at=at,
    )
    session.add(batch)
    session.flush()
    first_of: dict[str, int] = {}
    for row in sheet.rows:
        session.add(_checked_row(installation, institution, batch, row, first_of, at))
    audit.append(session, institution.id, "batch.checked", at=at, actor=by, object_id=batch.id)
    return batch


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


def _checked_row(
    installation: Installation,
    institution: Institution,
    batch: Batch,
    row: Row,
    first_of: dict[str, int],
    at: datetime,
) -> BatchRow:
    entry = entry_of(batch.kind, row.cells)
    problems = [_problem(heading, "sheet.formula") for heading in row.formulas]
    claims: bytes | None = None
    if is_example(batch.kind, row):
        problems = [_problem("", "sheet.example_row")]
    elif not problems:
        claims, problems = _judge(installation, institution, batch.kind, entry, at)
        problems += _email_problems(entry)
        problems += _duplicate_problems(entry, row.number, first_of)
    return BatchRow(
        institution_id=batch.institution_id,
        batch_id=batch.id,
        row_no=row.number,
        cells=row.cells,
        state=RowState.INVALID if problems else RowState.WAITING,
        problems=problems,
        claims=None if problems else claims,
    )


def _judge(
    installation: Installation, institution: Institution, kind: CredentialKind, entry: Entry, at: datetime
) -> tuple[bytes | None, list[dict[str, object]]]:
    today = legal_date(at)
    reading = read_entry(kind, entry, frameworks=installation.frameworks, today=today)
    if reading.grounds is None:
        return None, [_of_entry(kind, entry, problem) for problem in reading.problems]
    issuer = profile_of(institution)
    document = award_document(reading.grounds, issuer=issuer, award_urn=awards.new_award_urn())
    found = findings(
        document,
        kind=kind,
        issuer=issuer,
        frameworks=installation.frameworks,
        today=today,
        built_here=True,
    )
    return serialize(document), [
        {"heading": "", "code": each.code, "pointer": each.pointer, "keyword": each.keyword}
        | {"parameters": dict(each.parameters)}
        for each in errors_among(found)
    ]


def _of_entry(kind: CredentialKind, entry: Entry, problem: Problem) -> dict[str, object]:
    return _problem(heading_of(kind, entry, problem.path), problem.code, problem.parameters)


def _problem(heading: str, code: str, parameters: Mapping[str, str] | None = None) -> dict[str, object]:
    return {"heading": heading, "code": code, "parameters": dict(parameters or {})}


def _email_problems(entry: Entry) -> list[dict[str, object]]:
    email = str(entry.get("email", ""))
    return [] if not email or is_email_address(email) else [_problem("e-mail", "entry.not_an_email")]


def _duplicate_problems(entry: Entry, row_no: int, first_of: dict[str, int]) -> list[dict[str, object]]:
    """Refuse a second row for the same person, qualification and day: a copied line."""
    fields = ("given_names", "family_name", "born", "standard", "parts", "awarded_on")
    identity = "|".join(str(entry.get(field, "")).casefold() for field in fields)
    first = first_of.setdefault(identity, row_no)
    return [] if first == row_no else [_problem("", "sheet.duplicate_row", {"row": str(first)})]


def _take_rows(session: Session, batch: Batch, chunk: int, at: datetime) -> int:
    rows = session.scalars(_rows(batch, RowState.WAITING).order_by(BatchRow.row_no).limit(chunk)).all()
    institution = get_institution(session, batch.institution_id)
    for row in rows:
        try:
            with session.begin_nested():
                award = _award_of(session, institution, batch, row, at)
                row.award_id, row.state = award.id, RowState.TAKEN
        except DomainError as error:
            row.state, row.problems = RowState.FAILED, [_problem("", error.code, error.parameters)]
    return len(rows)


def _award_of(session: Session, institution: Institution, batch: Batch, row: BatchRow, at: datetime) -> Award:
    if row.claims is None:
        raise ConflictError("award.incomplete")
    claims = parse_object(row.claims)
    by = batch.confirmed_by or batch.created_by
    award = awards.draft_award(
        session,
        institution,
        kind=batch.kind,
        content=awards.DraftContent(claims=claims, email=row.cells.get("e-mail", "")),
        by=batch.created_by,
        at=at,
        urn=str(claims["awardId"]),
    )
    award.submitted_by, award.submitted_at = by, at
    second_person = batch.kind in NEEDS_SECOND_PERSON
    award.state = AwardState.SUBMITTED if second_person else AwardState.APPROVED
    note(session, award, "award.submitted", at=at, by=by, detail=batch.id)
    if not second_person:
        issuing.intend(session, award, holder=None, at=at)
    return award


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
