"""What a school keeps of exemptions: its programmes, and a case per person who asked."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from verifier.exempting.case_rules import CaseState
from verifier.models.base import ROW_ID_LENGTH, Base
from web.database import UtcDateTime, closed_set, new_row_id

TITLE_LENGTH = 200


class StoredProgramme(Base):
    """A programme of a school as it was imported. It is never changed: a new one replaces it."""

    __tablename__ = "programme"

    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True, default=new_row_id)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    document: Mapped[bytes] = mapped_column(LargeBinary)
    """The bytes that `verifier.exemptions.read_programme` reads."""
    board: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    """How the examination board that decides is called."""
    appeal_body: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    created_by: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """From then on no case begins with it; what was begun goes on, and it stays readable."""


class ExemptionCase(Base):
    """One answer about one programme: what was proposed, decided and sent out, sealed."""

    __tablename__ = "exemption_case"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "programme_id"], ["programme.organisation_id", "programme.id"]
        ),
        ForeignKeyConstraint(["organisation_id", "request_id"], ["request.organisation_id", "request.id"]),
        UniqueConstraint("organisation_id", "answer_id", "programme_id", name="uq_exemption_case_answer"),
    )

    organisation_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True, default=new_row_id)
    programme_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    request_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    answer_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    """No foreign key: the answer goes on the day that was promised, the decision stays."""
    state: Mapped[CaseState] = mapped_column(closed_set(CaseState, "case_state"))
    version: Mapped[int] = mapped_column(default=1)
    """Counts its changes; a form that was opened at an earlier one changes nothing."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """`verifier.exempting.contents.CaseContent`."""
    opened_by: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    keep_until: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    """The end of what was decided, set when it is; before that a case goes with the answer it is about."""
    proposed_by: Mapped[str | None] = mapped_column(String(ROW_ID_LENGTH))
    decided_by: Mapped[str | None] = mapped_column(String(ROW_ID_LENGTH))
    checked_again_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sources_fallen: Mapped[int] = mapped_column(default=0)
    """Of what the decision rests on, how much did not hold at the last check."""
