"""Decisions that the institution's examination board sent (docs/adr/0043); each is an award."""

from sqlalchemy import ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from issuer.models.base import HASH_LENGTH, ROW_ID_LENGTH, Base


class BoardDecision(Base):
    """By which key a decision came in, and how a repetition of the request is known."""

    __tablename__ = "board_decision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["institution_id", "award_id"],
            ["award.institution_id", "award.id"],
            name="fk_board_decision_award",
        ),
        ForeignKeyConstraint(
            ["institution_id", "api_key_id"],
            ["api_key.institution_id", "api_key.id"],
            name="fk_board_decision_api_key",
        ),
        UniqueConstraint("institution_id", "idempotency_hash", name="uq_board_decision_idempotency"),
    )

    institution_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    award_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    api_key_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    idempotency_hash: Mapped[str] = mapped_column(String(HASH_LENGTH))
    request_hash: Mapped[str] = mapped_column(String(HASH_LENGTH))
