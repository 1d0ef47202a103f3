"""The machine door (docs/adr/0029): who may knock, under which name it signs, and what went out by it."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, synonym

from issuer.models.base import CODE_LENGTH, HASH_LENGTH, ROW_ID_LENGTH, SLUG_LENGTH, Base
from web.database import UtcDateTime
from web.staff.tables import ApiKeyMixin


class ApiKey(ApiKeyMixin, Base):
    """A key with which another system of the institution speaks to us. Only its digest is kept."""

    __tablename__ = "api_key"
    __table_args__ = (UniqueConstraint("id"),)

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    tenant_id: Mapped[str] = synonym("institution_id")
    scopes: Mapped[list[str]] = mapped_column(JSON)


class IssuingInstance(Base):
    """One way to have a credential signed by an institution: by which suite and key, with which status."""

    __tablename__ = "issuing_instance"
    __table_args__ = (UniqueConstraint("name"),)

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    """Its place in addresses, `/issuers/<name>/...`, so unique in the whole installation."""
    cryptosuite: Mapped[str] = mapped_column(String(CODE_LENGTH))
    own_key: Mapped[bool]
    """Whether it signs with keys of its own, or with those that the institution's awards are signed with."""
    status_purposes: Mapped[list[str]] = mapped_column(JSON)
    """In which status lists what it issues gets a place; none of them is allowed."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def key_use(self) -> str | None:
        """For which use its keys stand on the institution's timetable; None is that of awards."""
        return self.name if self.own_key else None


class DirectIssuance(Base):
    """What is known of a credential that was signed as another system sent it: it has no award here."""

    __tablename__ = "direct_issuance"
    __table_args__ = (
        ForeignKeyConstraint(
            ["institution_id", "credential_id"],
            ["credential.institution_id", "credential.id"],
            name="fk_direct_issuance_credential",
        ),
        ForeignKeyConstraint(
            ["institution_id", "instance_name"],
            ["issuing_instance.institution_id", "issuing_instance.name"],
            name="fk_direct_issuance_instance",
        ),
        ForeignKeyConstraint(
            ["institution_id", "api_key_id"],
            ["api_key.institution_id", "api_key.id"],
            name="fk_direct_issuance_api_key",
        ),
        UniqueConstraint(
            "institution_id", "instance_name", "idempotency_hash", name="uq_direct_issuance_idempotency"
        ),
        Index("ix_direct_issuance_name_hash", "institution_id", "name_hash"),
    )

    institution_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    credential_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    instance_name: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    api_key_id: Mapped[str | None] = mapped_column(String(ROW_ID_LENGTH))
    """None where the door stood open: the demo and the conformance server."""
    name_hash: Mapped[str | None] = mapped_column(String(HASH_LENGTH))
    """SHA-256 of the identifier by which its status is set; None when it has none.

    A digest, because the sender chooses the identifier and it may be as long as an address."""
    idempotency_hash: Mapped[str | None] = mapped_column(String(HASH_LENGTH))
    request_hash: Mapped[str] = mapped_column(String(HASH_LENGTH))
