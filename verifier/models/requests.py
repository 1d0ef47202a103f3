"""What organisations ask of workers, and the answers, for as long as they were promised to be kept."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.presentation_request import PurposeKind
from verifier.models.base import HASH_LENGTH, ROW_ID_LENGTH, Base
from web.database import UtcDateTime, closed_set, new_row_id

TOKEN_LENGTH = 43


class Assessment(StrEnum):
    """What the organisation noted about an answer, for itself alone."""

    NONE = "none"
    ACCEPTED = "accepted"
    NEEDS_INFO = "needs_info"


class Request(Base):
    """A request, as whoever has its link sees it. It is never changed, only closed."""

    __tablename__ = "request"
    __table_args__ = (Index("uq_request_token", "token", unique=True),)

    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True, default=new_row_id)
    token: Mapped[str] = mapped_column(String(TOKEN_LENGTH))
    """Stands in its link. Readable here, since the organisation prints the link again, and since whoever
    has it may answer and see what is asked, nothing else."""
    title: Mapped[str] = mapped_column(String(200))
    """How the organisation calls it on its own pages; a worker does not see this."""
    purpose_kind: Mapped[PurposeKind] = mapped_column(closed_set(PurposeKind, "purpose_kind"))
    document: Mapped[bytes] = mapped_column(LargeBinary)
    """The request as its bytes go out (`schemas.presentation_request`); she agrees to their digest."""
    many: Mapped[bool]
    keep_days: Mapped[int]
    created_by: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    open_until: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answers_received: Mapped[int] = mapped_column(default=0)
    """Ever, so that a single request stays answered when its answer is gone."""


class AnswerChallenge(Base):
    """A challenge that a wallet was given for a request; the answer that brings it uses it up."""

    __tablename__ = "answer_challenge"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "request_id"], ["request.organisation_id", "request.id"]),
    )

    organisation_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    challenge_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    request_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Answer(Base):
    """What a worker sent, sealed under a key outside the database, until the day that she was told."""

    __tablename__ = "answer"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "request_id"], ["request.organisation_id", "request.id"]),
        UniqueConstraint("organisation_id", "request_id", "holder_digest", name="uq_answer_holder"),
    )

    organisation_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    request_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True, default=new_row_id)
    holder_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Keyed by the request: finds a second answer by the same holder, and links nobody's answers."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    outcome: Mapped[str] = mapped_column(String(20))
    """What the engine found on arrival; every later look judges anew."""
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    keep_until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    assessment: Mapped[Assessment] = mapped_column(
        closed_set(Assessment, "assessment"), default=Assessment.NONE
    )
    sealed_note: Mapped[bytes | None] = mapped_column(LargeBinary)
