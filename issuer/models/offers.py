"""The offer of an award to its holder, and the single-use challenges by which a wallet proves its key."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from issuer.models.base import DID_LENGTH, HASH_LENGTH, ROW_ID_LENGTH, Base, closed_set
from schemas.dates import legal_date
from web.database import UtcDateTime, new_row_id


class OfferState(StrEnum):
    """What became of an offer. Expiry is not a state: it follows from the clock."""

    OPEN = "open"
    CLAIMED = "claimed"
    WITHDRAWN = "withdrawn"


class Offer(Base):
    """A link and a code with which the holder can collect the award.

    Link and code are found by their hashes, which are unique over all institutions: whoever follows a
    link names no tenant, the secret alone is the key. It is the one lookup of that sort.
    """

    __tablename__ = "offer"
    __table_args__ = (
        ForeignKeyConstraint(["institution_id", "award_id"], ["award.institution_id", "award.id"]),
        ForeignKeyConstraint(
            ["institution_id", "credential_id"], ["credential.institution_id", "credential.id"]
        ),
        Index("ix_offer_award", "institution_id", "award_id"),
    )

    institution_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True, default=new_row_id)
    award_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    token_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    code_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """Token and code under the installation's key, so that the letter can be printed again."""
    state: Mapped[OfferState] = mapped_column(closed_set(OfferState, "offer_state"))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_by: Mapped[str | None] = mapped_column(String(DID_LENGTH))
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    credential_id: Mapped[str | None] = mapped_column(String(ROW_ID_LENGTH))
    """The copy that was made for who claimed it."""

    @property
    def last_day(self) -> date:
        """The last day on which it can be collected; it expires when that day ends in the Netherlands."""
        return legal_date(self.expires_at - timedelta(seconds=1))


class OfferChallenge(Base):
    """A nonce handed out with a preview; a claim uses it up, whether the claim succeeds or not."""

    __tablename__ = "offer_challenge"
    __table_args__ = (
        ForeignKeyConstraint(["institution_id", "offer_id"], ["offer.institution_id", "offer.id"]),
        Index("ix_offer_challenge_expires", "expires_at"),
    )

    institution_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    offer_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    nonce_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
