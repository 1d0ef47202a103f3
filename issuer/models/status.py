"""Where each copy stands in the published status lists.

The truth is one row per taken place; the published list is a cache of signed bytes over those rows.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from issuer.choices import StatusPurpose
from issuer.models.base import CODE_LENGTH, ROW_ID_LENGTH, Base, closed_set
from web.database import UtcDateTime


class StatusList(Base):
    """One published list of one institution, for one purpose."""

    __tablename__ = "status_list"
    __table_args__ = (UniqueConstraint("institution_id", "purpose", "number"),)

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(CODE_LENGTH), primary_key=True)
    """The last part of its public address, such as `revocation-1`."""
    purpose: Mapped[StatusPurpose] = mapped_column(closed_set(StatusPurpose, "list_purpose"))
    number: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    """Rises whenever a bit changes."""
    signed_version: Mapped[int | None]
    signed: Mapped[bytes | None] = mapped_column(LargeBinary)
    valid_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StatusEntry(Base):
    """A place in a list that one copy has taken, for good."""

    __tablename__ = "status_entry"
    __table_args__ = (
        UniqueConstraint("institution_id", "credential_id", "purpose"),
        ForeignKeyConstraint(["institution_id", "list_id"], ["status_list.institution_id", "status_list.id"]),
        ForeignKeyConstraint(
            ["institution_id", "credential_id"], ["credential.institution_id", "credential.id"]
        ),
    )

    institution_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    list_id: Mapped[str] = mapped_column(String(CODE_LENGTH), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    """The `statusListIndex`: drawn at random, so that it says nothing about when or for whom."""
    credential_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    purpose: Mapped[StatusPurpose] = mapped_column(closed_set(StatusPurpose, "entry_purpose"))
    set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Since when the bit is set; None while it is not."""
