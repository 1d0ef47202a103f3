"""Batches of certificates that an organisation has checked, for an hour."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from verifier.models.base import ROW_ID_LENGTH, Base
from web.database import UtcDateTime, new_row_id


class BulkCheck(Base):
    """A batch under way or done. It goes, with its rows, at `expires_at`."""

    __tablename__ = "bulk_check"

    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True, default=new_row_id)
    created_by: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    """The row id of a member of staff or an API key."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    language: Mapped[str] = mapped_column(String(8))
    """In which the sentences of its rows are written."""


class BulkCheckRow(Base):
    """One item: sealed until it was judged, then its line in the table, sealed too."""

    __tablename__ = "bulk_check_row"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "bulk_check_id"], ["bulk_check.organisation_id", "bulk_check.id"]
        ),
    )

    organisation_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    bulk_check_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    item: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What was handed in; gone as soon as it was judged."""
    line: Mapped[bytes | None] = mapped_column(LargeBinary)
