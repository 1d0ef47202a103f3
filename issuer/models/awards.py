"""What is issued: the award, which is the legal act, and its signed copies."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from issuer.models.base import DID_LENGTH, HASH_LENGTH, ROW_ID_LENGTH, URN_LENGTH, Base, closed_set
from schemas.credential import CredentialKind
from web.database import UtcDateTime, new_row_id


class AwardState(StrEnum):
    """How far an award has come. Suspension is apart from this: it can be lifted, revocation cannot."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    ISSUED = "issued"
    REVOKED = "revoked"


class CopyState(StrEnum):
    """How far one signed copy has come."""

    INTENDED = "intended"
    """The identifier and the places in the status lists are taken; nothing was signed yet, or the
    signature was lost with the process that made it. Such a copy is finished, never begun again."""
    SIGNED = "signed"
    ENDED = "ended"
    """Revoked on its own, while the award and its other copies hold: a lost wallet."""


class Award(Base):
    """Who was awarded what, on which grounds, approved by whom, when: the legal act."""

    __tablename__ = "award"
    __table_args__ = (
        UniqueConstraint("institution_id", "urn"),
        ForeignKeyConstraint(
            ["institution_id", "created_by"], ["staff.institution_id", "staff.id"], name="fk_award_created_by"
        ),
        ForeignKeyConstraint(
            ["institution_id", "approved_by"],
            ["staff.institution_id", "staff.id"],
            name="fk_award_approved_by",
        ),
        ForeignKeyConstraint(
            ["institution_id", "replaces_id"], ["award.institution_id", "award.id"], name="fk_award_replaces"
        ),
        Index("ix_award_state", "institution_id", "state"),
    )

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True, default=new_row_id)
    urn: Mapped[str] = mapped_column(String(URN_LENGTH))
    """The award's identifier inside every copy (`awardId`), a urn:uuid."""
    kind: Mapped[CredentialKind] = mapped_column(closed_set(CredentialKind, "kind"))
    state: Mapped[AwardState] = mapped_column(closed_set(AwardState, "award_state"))
    suspended: Mapped[bool] = mapped_column(default=False)

    title: Mapped[str] = mapped_column(String(300), default="")
    subject_name: Mapped[str] = mapped_column(String(300), default="")
    search_text: Mapped[str] = mapped_column(String(700), default="")
    """Name and title, case-folded, for the list's search box."""
    legal_date: Mapped[date | None] = mapped_column(Date)
    email: Mapped[str] = mapped_column(String(254), default="")
    """Where the offer is sent to; empty when it goes by letter."""

    entry: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What was typed into the form (JSON), complete or not; None when the award came in as JSON."""
    claims: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The document without what belongs to one copy; None while a draft is incomplete."""
    subject_salt: Mapped[bytes] = mapped_column(LargeBinary)
    """Makes the audit trail's pseudonym of the person; destroyed with the award."""

    created_by: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_by: Mapped[str | None] = mapped_column(String(ROW_ID_LENGTH))
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by: Mapped[str | None] = mapped_column(String(ROW_ID_LENGTH))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    return_reason: Mapped[str] = mapped_column(String(1000), default="")
    """Why the approver sent it back."""
    revocation_reason: Mapped[str] = mapped_column(String(1000), default="")
    suspension_reason: Mapped[str] = mapped_column(String(1000), default="")
    replaces_id: Mapped[str | None] = mapped_column(String(ROW_ID_LENGTH))


class Credential(Base):
    """One signed copy of an award: unbound for the letter, or bound to a holder's key.

    Without an award it is what another system had signed (`DirectIssuance`); its `id` is then the sender's.
    """

    __tablename__ = "credential"
    __table_args__ = (
        UniqueConstraint("institution_id", "urn"),
        UniqueConstraint("institution_id", "award_id", "bound_to"),
        ForeignKeyConstraint(["institution_id", "award_id"], ["award.institution_id", "award.id"]),
        Index("ix_credential_state", "state", "institution_id"),
    )

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True, default=new_row_id)
    urn: Mapped[str] = mapped_column(String(URN_LENGTH))
    """The credential's `id`."""
    award_id: Mapped[str | None] = mapped_column(String(ROW_ID_LENGTH))
    bound_to: Mapped[str] = mapped_column(String(DID_LENGTH))
    """The holder's DID; empty for the copy that is bound to no key, of which an award has exactly one.

    Empty and not NULL, so that one UNIQUE constraint guards both on every database."""
    state: Mapped[CopyState] = mapped_column(closed_set(CopyState, "copy_state"))
    intended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The bytes as they were signed, never rewritten."""
    verification_method: Mapped[str] = mapped_column(String(DID_LENGTH), default="")
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paper_hash: Mapped[str | None] = mapped_column(String(HASH_LENGTH), unique=True)
    """By which the address on the printed certificate is found; None for a copy in a wallet."""
    paper_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """That address's secret under the installation's key, so that it can be printed again."""
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def holder(self) -> str | None:
        """The DID that this copy is bound to, or None."""
        return self.bound_to or None
