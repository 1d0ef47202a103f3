"""The two tables of the public check. They have no tenants and keep no one's documents."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from verifier.models.base import Base
from web.database import UtcDateTime


class CheckedDocument(Base):
    """A document that someone had checked, for a quarter of an hour and sealed.

    Both the key of the row and the key of the seal are derived from a random handle that only the
    visitor has: the table alone opens nothing and says nothing about who checked whom.
    """

    __tablename__ = "checked_document"

    lookup: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SeenTrustList(Base):
    """The newest version of a trust list that this verifier has seen; an older one never counts again."""

    __tablename__ = "seen_trust_list"

    list_url: Mapped[str] = mapped_column(String(2048), primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
