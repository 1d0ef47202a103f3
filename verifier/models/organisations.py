"""Organisations that ask for certificates: employers, schools. Their staff, browser sessions and API keys."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, synonym

from verifier.models.base import CODE_LENGTH, ROW_ID_LENGTH, Base
from verifier.organisations.roles import Role
from web.database import UtcDateTime, closed_set, new_row_id
from web.sessions import BrowserSessionMixin
from web.staff.tables import ApiKeyMixin, StaffMixin, TenantMixin


class Organisation(TenantMixin, Base):
    """An employer, school or other party with accounts here: the tenant of what it asks and gets.

    Its `did` is a did:web below this verifier's own address: whoever answers there is who asks.
    """

    __tablename__ = "organisation"

    issuer_url: Mapped[str | None] = mapped_column(String(500))
    """Where the institution's own issuer takes decisions in (docs/adr/0043); None without one."""
    sealed_issuer_key: Mapped[bytes | None] = mapped_column(LargeBinary)


class Staff(StaffMixin, Base):
    """Someone who signs in for one organisation."""

    __tablename__ = "staff"
    __table_args__ = (
        UniqueConstraint("organisation_id", "login"),
        UniqueConstraint("organisation_id", "official_id"),
    )

    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    tenant_id: Mapped[str] = synonym("organisation_id")
    roles: Mapped[list["StaffRole"]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class StaffRole(Base):
    """A role that a member of staff was given."""

    __tablename__ = "staff_role"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "staff_id"], ["staff.organisation_id", "staff.id"]),
    )

    organisation_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    staff_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    role: Mapped[Role] = mapped_column(closed_set(Role, "role"), primary_key=True)


class StaffSession(BrowserSessionMixin, Base):
    """A signed-in browser: found by the hash of its cookie, ended on the server."""

    __tablename__ = "staff_session"


class ApiKey(ApiKeyMixin, Base):
    """A key with which another system of the organisation speaks to us. Only its digest is kept."""

    __tablename__ = "api_key"
    __table_args__ = (UniqueConstraint("id"),)

    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    tenant_id: Mapped[str] = synonym("organisation_id")


class TrailEntry(Base):
    """Something that was done: by whom, to what, when. Codes and identifiers, never a name."""

    __tablename__ = "trail_entry"
    __table_args__ = (Index("ix_trail_entry_object", "organisation_id", "object_id"),)

    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True, default=new_row_id)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    """The row id of a member of staff or an API key, or a word of `verifier.organisations.trail`."""
    action: Mapped[str] = mapped_column(String(CODE_LENGTH))
    object_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    detail: Mapped[str] = mapped_column(String(200), default="")
