"""The wallet's tables. Every key begins with the wallet, and what could tell about a person is sealed.

A column named `sealed_*` holds ciphertext under the holder's data key (see `wallet.vault`), a column
named `*_lookup` or `fingerprint` a keyed digest. What stays readable are counters and times.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wallet.model_base import DIGEST as _DIGEST
from wallet.model_base import ID as _ID
from wallet.model_base import Base as Base
from wallet.share_models import Share as Share
from wallet.share_models import ShareDraft as ShareDraft
from wallet.share_models import ShareEvent as ShareEvent
from wallet.share_models import ShareItem as ShareItem
from wallet.share_models import SharePart as SharePart
from wallet.share_models import Suggestion as Suggestion
from wallet.share_models import Ticket as Ticket
from web.database import UtcDateTime
from web.outbox import OutboxMixin
from web.sessions import BrowserSessionMixin


class Wallet(Base):
    """One holder's wallet."""

    __tablename__ = "wallet"

    wallet_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    # An HMAC under a key outside the database: finds the name at sign-in, tells it to nobody.
    name_lookup: Mapped[bytes] = mapped_column(_DIGEST, unique=True)
    sealed_name: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class WrappedKey(Base):
    """The wallet's data key, wrapped for one way in."""

    __tablename__ = "wrapped_key"

    wallet_id: Mapped[str] = mapped_column(_ID, ForeignKey("wallet.wallet_id"), primary_key=True)
    way: Mapped[str] = mapped_column(String(20), primary_key=True)
    salt: Mapped[bytes]
    # Argon2id parameters, so that they can be raised later; empty for codes that are random already.
    cost: Mapped[str] = mapped_column(String(60))
    wrapped: Mapped[bytes]
    # A recovery code that she has not said to have kept: shown again, under her own key, until she does.
    sealed_code: Mapped[bytes | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Passkey(Base):
    """A passkey of hers, and the wallet's data key wrapped under what its PRF gives; see `wallet.ways_in`."""

    __tablename__ = "passkey"
    __table_args__ = (Index("uq_passkey_lookup", "lookup", unique=True),)

    wallet_id: Mapped[str] = mapped_column(_ID, ForeignKey("wallet.wallet_id"), primary_key=True)
    passkey_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    lookup: Mapped[bytes] = mapped_column(_DIGEST)
    # Readable, since it judges her signature before anything of hers is open: a key that no other site knows.
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(BigInteger)
    salt: Mapped[bytes]
    wrapped: Mapped[bytes]
    sealed_card: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class UsedChallenge(Base):
    """A challenge that a passkey has signed, until its end, so that it is never accepted again."""

    __tablename__ = "used_challenge"

    digest: Mapped[bytes] = mapped_column(_DIGEST, primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SignInAttempts(Base):
    """Wrong attempts per account name, whether or not such an account exists."""

    __tablename__ = "sign_in_attempts"

    name_lookup: Mapped[bytes] = mapped_column(_DIGEST, primary_key=True)
    attempts: Mapped[int]
    window_started_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BrowserSession(BrowserSessionMixin, Base):
    """A signed-in browser; holds the data key wrapped under a key that only its cookie gives."""

    __tablename__ = "browser_session"

    # The browser and system that she signed in with, in her list of devices; see `wallet.browsers`.
    sealed_device: Mapped[bytes | None]


class HolderKey(Base):
    """A key by which the holder proves that a copy is hers."""

    __tablename__ = "holder_key"

    wallet_id: Mapped[str] = mapped_column(_ID, ForeignKey("wallet.wallet_id"), primary_key=True)
    key_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    sealed_private_key: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Document(Base):
    """A certificate as it was received, with what the wallet knows about it."""

    __tablename__ = "document"
    __table_args__ = (Index("uq_document_fingerprint", "wallet_id", "fingerprint", unique=True),)

    wallet_id: Mapped[str] = mapped_column(_ID, ForeignKey("wallet.wallet_id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    fingerprint: Mapped[bytes] = mapped_column(_DIGEST)
    sealed_original: Mapped[bytes]
    sealed_card: Mapped[bytes]
    sealed_verdict: Mapped[bytes]
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Item(Base):
    """Something that the holder tells herself: work, a course, a story (see `wallet.portfolio`)."""

    __tablename__ = "item"

    wallet_id: Mapped[str] = mapped_column(_ID, ForeignKey("wallet.wallet_id"), primary_key=True)
    item_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    sealed_content: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SeenTrustList(Base):
    """The newest version seen of each trust list, so that an older one is never believed again."""

    __tablename__ = "seen_trust_list"

    list_url: Mapped[str] = mapped_column(String(500), primary_key=True)
    version: Mapped[int]


class EvidenceFile(Base):
    """A file of hers. Its bytes lie sealed in the store of files, under a key that the description holds.

    So deleting the row is enough to make the bytes unreadable, wherever a copy of them still is.
    """

    __tablename__ = "evidence_file"
    __table_args__ = (
        Index("uq_evidence_file_fingerprint", "wallet_id", "fingerprint", unique=True),
        Index("uq_evidence_file_storage_key", "storage_key", unique=True),
        Index("ix_evidence_file_item", "wallet_id", "item_id"),
    )

    wallet_id: Mapped[str] = mapped_column(_ID, ForeignKey("wallet.wallet_id"), primary_key=True)
    file_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    # The item that it belongs to, if any. Items come and go by themselves, so nothing is enforced here.
    item_id: Mapped[str | None] = mapped_column(_ID)
    fingerprint: Mapped[bytes] = mapped_column(_DIGEST)
    sealed_description: Mapped[bytes]
    sealed_thumbnail: Mapped[bytes | None]
    storage_key: Mapped[str] = mapped_column(String(32))
    # Bytes in the store, which is what a wallet's room is counted in.
    size: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EncryptionKey(Base):
    """The key pair by which others leave something for a wallet that only its owner can read."""

    __tablename__ = "encryption_key"

    wallet_id: Mapped[str] = mapped_column(_ID, ForeignKey("wallet.wallet_id"), primary_key=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    sealed_private_key: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReferenceRequest(Base):
    """A question to somebody who knows her work; the link's token finds and opens it."""

    __tablename__ = "reference_request"
    __table_args__ = (
        Index("uq_reference_request_lookup", "lookup", unique=True),
        Index("ix_reference_request_item", "wallet_id", "item_id"),
    )

    wallet_id: Mapped[str] = mapped_column(_ID, ForeignKey("wallet.wallet_id"), primary_key=True)
    request_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    # As with files: the item that it is about, if any; nothing is enforced here.
    item_id: Mapped[str | None] = mapped_column(_ID)
    lookup: Mapped[bytes] = mapped_column(_DIGEST)
    sealed_question: Mapped[bytes]
    sealed_description: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Reference(Base):
    """The one answer to a question, sealed to the wallet's encryption key."""

    __tablename__ = "reference"
    __table_args__ = (
        ForeignKeyConstraint(
            ["wallet_id", "request_id"], ["reference_request.wallet_id", "reference_request.request_id"]
        ),
        Index("uq_reference_confirm_lookup", "confirm_lookup", unique=True),
    )

    wallet_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    request_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    confirm_lookup: Mapped[bytes] = mapped_column(_DIGEST)
    sealed_words: Mapped[bytes]
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RequestReply(Base):
    """Her answer to a request of an organisation: in the making, sent, or a no."""

    __tablename__ = "request_reply"
    __table_args__ = (Index("uq_request_reply_lookup", "wallet_id", "lookup", unique=True),)

    wallet_id: Mapped[str] = mapped_column(_ID, ForeignKey("wallet.wallet_id"), primary_key=True)
    reply_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    lookup: Mapped[bytes] = mapped_column(_DIGEST)
    state: Mapped[str] = mapped_column(String(20))
    sealed_content: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OutboxMessage(OutboxMixin, Base):
    """A mail that waits to be sent, readable because it must be; it goes when it is sent."""

    __tablename__ = "outbox"
