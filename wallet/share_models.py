"""The tables of sharing, as `wallet.models` describes all: drafts, links, what is in them, and what happened.

Import them from `wallet.models`, which has every table.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wallet.model_base import DIGEST as _DIGEST
from wallet.model_base import ID as _ID
from wallet.model_base import Base
from web.database import UtcDateTime


class ShareDraft(Base):
    """A share in the making: her answers so far."""

    __tablename__ = "share_draft"

    wallet_id: Mapped[str] = mapped_column(_ID, ForeignKey("wallet.wallet_id"), primary_key=True)
    draft_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    sealed_answers: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Share(Base):
    """A link that shows a selection until it ends.

    The presentation is sealed under a key that only the link's token gives, and is erased when the
    share is stopped. The token is kept sealed for the holder, so that she can show her link again.
    """

    __tablename__ = "share"
    __table_args__ = (Index("uq_share_lookup", "lookup", unique=True),)

    wallet_id: Mapped[str] = mapped_column(_ID, ForeignKey("wallet.wallet_id"), primary_key=True)
    share_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    lookup: Mapped[bytes] = mapped_column(_DIGEST)
    sealed_presentation: Mapped[bytes | None]
    sealed_token: Mapped[bytes]
    sealed_description: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    stopped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    looks: Mapped[int] = mapped_column(default=0)
    last_look_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # How many looks there may be in all; None for as many as they like.
    looks_allowed: Mapped[int | None]
    # With a PIN, what seals the presentation also comes from it (`wallet.sharing.pins`); the PIN is not here.
    pin_salt: Mapped[bytes | None]
    pin_cost: Mapped[str | None] = mapped_column(String(60))
    pin_attempts: Mapped[int] = mapped_column(default=0)
    pin_tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    takes_suggestions: Mapped[bool] = mapped_column(default=False)


class ShareItem(Base):
    """Which document is in which share; it goes when the document goes."""

    __tablename__ = "share_item"
    __table_args__ = (
        ForeignKeyConstraint(["wallet_id", "share_id"], ["share.wallet_id", "share.share_id"]),
        ForeignKeyConstraint(["wallet_id", "document_id"], ["document.wallet_id", "document.document_id"]),
        Index("ix_share_item_document", "wallet_id", "document_id"),
    )

    wallet_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    share_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    document_id: Mapped[str] = mapped_column(_ID, primary_key=True)


class SharePart(Base):
    """An item, file or reference of hers in a share. As with files, what it names comes and goes by itself.

    `sealed_access` is for files: what opens the bytes, under the key that opens the share.
    """

    __tablename__ = "share_part"
    __table_args__ = (
        ForeignKeyConstraint(["wallet_id", "share_id"], ["share.wallet_id", "share.share_id"]),
        Index("ix_share_part_part", "wallet_id", "kind", "part_id"),
    )

    wallet_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    share_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    part_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    sealed_access: Mapped[bytes | None]


class ShareEvent(Base):
    """That something happened to a share, and when: never what was seen, nor by whom."""

    __tablename__ = "share_event"
    __table_args__ = (ForeignKeyConstraint(["wallet_id", "share_id"], ["share.wallet_id", "share.share_id"]),)

    wallet_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    share_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    event_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Suggestion(Base):
    """What a counsellor left by the link of a share, sealed to the wallet's encryption key."""

    __tablename__ = "suggestion"
    __table_args__ = (ForeignKeyConstraint(["wallet_id", "share_id"], ["share.wallet_id", "share.share_id"]),)

    wallet_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    share_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    suggestion_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    sealed_words: Mapped[bytes]
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    kept_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Ticket(Base):
    """One look in progress: a verifier may fetch the presentation once, within minutes (`expires_at`).

    The row holds the share's presentation key sealed under a key that only the ticket gives. Fetching marks
    it, so that no second fetch can win; until `files_until` it still opens the files of that look.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        ForeignKeyConstraint(["wallet_id", "share_id"], ["share.wallet_id", "share.share_id"]),
        Index("uq_ticket_lookup", "lookup", unique=True),
    )

    wallet_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    ticket_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    share_id: Mapped[str] = mapped_column(_ID)
    lookup: Mapped[bytes] = mapped_column(_DIGEST)
    sealed_key: Mapped[bytes]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    fetched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    files_until: Mapped[datetime] = mapped_column(UtcDateTime)
