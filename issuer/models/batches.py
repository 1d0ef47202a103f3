"""Many certificates from one spreadsheet: the batch and its rows."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from issuer.models.base import HASH_LENGTH, ROW_ID_LENGTH, Base, closed_set
from schemas.credential import CredentialKind
from web.database import UtcDateTime, new_row_id


class BatchState(StrEnum):
    """How far a batch has come."""

    CHECKED = "checked"
    """The dry run: every row was judged, nothing was made."""
    RUNNING = "running"
    DONE = "done"
    DISCARDED = "discarded"


class RowState(StrEnum):
    """How far a row has come. What became of its award is the award's own state, told once."""

    INVALID = "invalid"
    WAITING = "waiting"
    TAKEN = "taken"
    """Its award exists."""
    FAILED = "failed"


class Batch(Base):
    """An uploaded spreadsheet."""

    __tablename__ = "batch"
    __table_args__ = (
        ForeignKeyConstraint(["institution_id", "created_by"], ["staff.institution_id", "staff.id"]),
        Index("ix_batch_state", "state", "institution_id"),
    )

    institution_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True, default=new_row_id)
    kind: Mapped[CredentialKind] = mapped_column(closed_set(CredentialKind, "batch_kind"))
    file_name: Mapped[str] = mapped_column(String(200))
    file_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH))
    columns: Mapped[list[str]] = mapped_column(JSON)
    """The column headings as they came, for the file with errors."""
    state: Mapped[BatchState] = mapped_column(closed_set(BatchState, "batch_state"))
    created_by: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[str | None] = mapped_column(String(ROW_ID_LENGTH))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class BatchRow(Base):
    """One row of the spreadsheet: what it said, what is wrong with it, which award came of it."""

    __tablename__ = "batch_row"
    __table_args__ = (
        ForeignKeyConstraint(["institution_id", "batch_id"], ["batch.institution_id", "batch.id"]),
        ForeignKeyConstraint(["institution_id", "award_id"], ["award.institution_id", "award.id"]),
        UniqueConstraint("institution_id", "award_id"),
        Index("ix_batch_row_state", "institution_id", "batch_id", "state"),
    )

    institution_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    batch_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True)
    """The row's number in the spreadsheet, the heading being row 1."""
    cells: Mapped[dict[str, str]] = mapped_column(JSON)
    state: Mapped[RowState] = mapped_column(closed_set(RowState, "row_state"))
    problems: Mapped[list[dict[str, object]]] = mapped_column(JSON)
    """What is wrong: column, code and parameters of each sentence."""
    claims: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The award's document, made at the dry run: what was shown is what is issued."""
    award_id: Mapped[str | None] = mapped_column(String(ROW_ID_LENGTH))
