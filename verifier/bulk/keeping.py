"""Batches of organisations, kept for an hour: started by a page or a program, checked by the worker, shown.

Everything stands sealed under the key that seals answers, which lies outside the database. What was handed in
is erased row by row as it is judged. Nothing is fetched inside a transaction: a part is read, checked, and
written down. A part that was in hand when a worker stopped is checked again.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from verifier.bulk.batches import Item
from verifier.bulk.checking import FETCHES_AT_ONCE, check_items
from verifier.bulk.tables import Line, line_of
from verifier.models import BulkCheck, BulkCheckRow
from verifier.organisations import trail
from verifier.organisations.errors import ConflictError, NotFoundError
from verifier.requests.sealing import AnswerSeal
from verifier.sentences import Tone
from verifier.services import Desk
from verifier.words import words
from web.database import Database

LIFETIME = timedelta(hours=1)
# What is not checked by then would not be seen for long any more.
CHECKED_WITHIN = timedelta(minutes=45)
# So that one organisation can't fill the database or keep the worker from the others.
MAX_UNFINISHED = 3
PART = 4 * FETCHES_AT_ONCE


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkView:
    """A batch as it is now: its lines so far, in order, and how many there will be."""

    row: BulkCheck
    lines: tuple[Line, ...]
    total: int

    @property
    def done(self) -> bool:
        """Whether every row has its verdict."""
        return len(self.lines) == self.total


def start(
    session: Session,
    organisation_id: str,
    items: Sequence[Item],
    *,
    by: str,
    language: str,
    seal: AnswerSeal,
    at: datetime,
) -> BulkCheck:
    """Take a batch in; the worker does the rest. Raises `ConflictError("bulk.busy")`."""
    remove_over(session, at=at)
    waiting = (
        select(func.count(BulkCheckRow.bulk_check_id.distinct()))
        .where(BulkCheckRow.organisation_id == organisation_id)
        .where(BulkCheckRow.line.is_(None))
    )
    if (session.scalar(waiting) or 0) >= MAX_UNFINISHED:
        raise ConflictError("bulk.busy", limit=str(MAX_UNFINISHED))
    row = BulkCheck(
        organisation_id=organisation_id,
        created_by=by,
        created_at=at,
        expires_at=at + LIFETIME,
        language=language,
    )
    session.add(row)
    session.flush()
    for position, item in enumerate(items):
        sealed = seal.seal(_item_bytes(item), *_place(row, position, "item"))
        session.add(
            BulkCheckRow(
                organisation_id=organisation_id, bulk_check_id=row.id, position=position, item=sealed
            )
        )
    trail.note(session, organisation_id, "bulk.started", at=at, actor=by, object_id=row.id)
    return row


def view(session: Session, organisation_id: str, bulk_id: str, *, seal: AnswerSeal, at: datetime) -> BulkView:
    """Return a batch of this organisation. Raises `NotFoundError("bulk.unknown")`, also once it is over."""
    row = _find(session, organisation_id, bulk_id, at=at)
    rows = session.scalars(_rows_of(row).order_by(BulkCheckRow.position)).all()
    lines = tuple(
        _line(seal.open(each.line, *_place(row, each.position, "line")))
        for each in rows
        if each.line is not None
    )
    return BulkView(row=row, lines=lines, total=len(rows))


def checks_of(session: Session, organisation_id: str, *, at: datetime) -> list[BulkCheck]:
    """Return the batches that can still be seen, the newest first."""
    found = (
        select(BulkCheck)
        .where(BulkCheck.organisation_id == organisation_id, BulkCheck.expires_at > at)
        .order_by(BulkCheck.created_at.desc(), BulkCheck.id.desc())
    )
    return list(session.scalars(found))


def discard(session: Session, organisation_id: str, bulk_id: str, *, at: datetime, by: str) -> None:
    """Throw a batch away now. Raises `NotFoundError("bulk.unknown")`."""
    row = _find(session, organisation_id, bulk_id, at=at)
    _remove(session, row)
    trail.note(session, organisation_id, "bulk.discarded", at=at, actor=by, object_id=bulk_id)


def check_next_part(database: Database, desk: Desk, seal: AnswerSeal, *, at: datetime) -> bool:
    """Check some rows of the batch that waits longest; say whether there were any."""
    with database.reading() as session:
        waiting = session.scalars(
            select(BulkCheckRow)
            .join(
                BulkCheck,
                (BulkCheck.organisation_id == BulkCheckRow.organisation_id)
                & (BulkCheck.id == BulkCheckRow.bulk_check_id),
            )
            .where(BulkCheckRow.line.is_(None), BulkCheck.expires_at > at)
            .order_by(BulkCheck.created_at, BulkCheck.id, BulkCheckRow.position)
            .limit(PART)
        ).all()
        if not waiting:
            return False
        row = _find(session, waiting[0].organisation_id, waiting[0].bulk_check_id, at=at)
        part = [each for each in waiting if each.bulk_check_id == row.id]
        items = [
            _item(seal.open(each.item, *_place(row, each.position, "item")))
            for each in part
            if each.item is not None
        ]
    in_time = at < row.created_at + CHECKED_WITHIN
    said = words(row.language)
    lines = [line_of(found, said) for found in check_items(desk, items, at=at, may_go_on=lambda: in_time)]
    with database.transaction() as session:
        for each, line in zip(part, lines, strict=True):
            kept = session.get(BulkCheckRow, (each.organisation_id, each.bulk_check_id, each.position))
            if kept is not None:  # thrown away meanwhile
                kept.line = seal.seal(_line_bytes(line), *_place(row, each.position, "line"))
                kept.item = None
    return True


def remove_over(session: Session, *, at: datetime) -> int:
    """Remove every batch whose hour is over, and return how many there were."""
    over = session.scalars(select(BulkCheck).where(BulkCheck.expires_at <= at)).all()
    for row in over:
        _remove(session, row)
    return len(over)


def _find(session: Session, organisation_id: str, bulk_id: str, *, at: datetime) -> BulkCheck:
    row = session.get(BulkCheck, (organisation_id, bulk_id))
    if row is None or row.expires_at <= at:
        raise NotFoundError("bulk.unknown")
    return row


def _rows_of(row: BulkCheck) -> Select[BulkCheckRow]:
    return select(BulkCheckRow).where(
        BulkCheckRow.organisation_id == row.organisation_id, BulkCheckRow.bulk_check_id == row.id
    )


def _remove(session: Session, row: BulkCheck) -> None:
    session.execute(
        delete(BulkCheckRow).where(
            BulkCheckRow.organisation_id == row.organisation_id, BulkCheckRow.bulk_check_id == row.id
        )
    )
    session.delete(row)


def _place(row: BulkCheck, position: int, column: str) -> tuple[str, ...]:
    return ("bulk", row.organisation_id, row.id, str(position), column)


def _item_bytes(item: Item) -> bytes:
    """Return an item as bytes: a line of JSON, then the content untouched."""
    head = {
        "number": item.number,
        "label": item.label,
        "link": item.link,
        "problem": item.problem,
        "file": item.content is not None,
    }
    return json.dumps(head).encode() + b"\n" + (item.content or b"")


def _item(data: bytes) -> Item:
    head, _, content = data.partition(b"\n")
    read = json.loads(head)
    return Item(
        number=read["number"],
        label=read["label"],
        link=read["link"],
        problem=read["problem"],
        content=content if read["file"] else None,
    )


def _line_bytes(line: Line) -> bytes:
    return json.dumps(asdict(line)).encode()


def _line(data: bytes) -> Line:
    line = Line(**json.loads(data))
    return replace(line, tone=Tone(line.tone))
