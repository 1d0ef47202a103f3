"""What happened: the audit trail, and the mail that goes out with it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from issuer.models.base import CODE_LENGTH, HASH_LENGTH, ROW_ID_LENGTH, Base
from web.database import UtcDateTime
from web.outbox import OutboxMixin


class AuditHead(Base):
    """The last link of an institution's chain: appending locks it, a cut-off tail shows against it."""

    __tablename__ = "audit_head"

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    sequence: Mapped[int]
    hash: Mapped[str] = mapped_column(String(HASH_LENGTH))


class AuditEntry(Base):
    """One event. Each row's hash covers the row and the hash of the row before it.

    Holds no personal data: a person stands in it as a pseudonym, salted per award.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_object", "institution_id", "object_id"),)

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    """The row id of the member of staff, or `holder`, `worker`, `operator`."""
    action: Mapped[str] = mapped_column(String(CODE_LENGTH))
    object_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    subject: Mapped[str] = mapped_column(String(HASH_LENGTH), default="")
    detail: Mapped[str] = mapped_column(Text, default="")
    """A reason or a code, never a name."""
    previous_hash: Mapped[str] = mapped_column(String(HASH_LENGTH))
    hash: Mapped[str] = mapped_column(String(HASH_LENGTH))


class OutboxMessage(OutboxMixin, Base):
    """A mail that waits to be sent; written in the transaction of what it tells about."""

    __tablename__ = "outbox"
