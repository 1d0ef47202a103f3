"""Who issues: institutions, their signing keys' timetable, their staff and the staff's browser sessions."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, synonym

from issuer.choices import Role
from issuer.models.base import ROW_ID_LENGTH, SLUG_LENGTH, Base, closed_set
from web.database import UtcDateTime
from web.sessions import BrowserSessionMixin
from web.staff.tables import StaffMixin, TenantMixin


class Institution(TenantMixin, Base):
    """A school, EVC provider or branch organisation: the tenant of every other table."""

    __tablename__ = "institution"

    identifiers: Mapped[dict[str, str]] = mapped_column(JSON)
    """Registration numbers by scheme, such as {"BRIN": "99XX"}."""
    kinds: Mapped[list[str]] = mapped_column(JSON)
    """The credential kinds that it issues."""
    offer_days: Mapped[int]
    """How long a new offer stays open."""


class InstitutionKey(Base):
    """When a key of the institution was published and from when it signs.

    The key itself, and whether it is active, verify-only or compromised, is in the key store.
    """

    __tablename__ = "institution_key"
    __table_args__ = (
        ForeignKeyConstraint(
            ["institution_id", "instance_name"],
            ["issuing_instance.institution_id", "issuing_instance.name"],
            name="fk_institution_key_instance",
        ),
    )

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    key_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signs_from: Mapped[datetime] = mapped_column(UtcDateTime)
    instance_name: Mapped[str | None] = mapped_column(String(SLUG_LENGTH))
    """The issuing instance that it signs for; None for awards and status lists."""


class Staff(StaffMixin, Base):
    """Someone who signs in at the console of one institution."""

    __tablename__ = "staff"
    __table_args__ = (
        UniqueConstraint("institution_id", "login"),
        UniqueConstraint("institution_id", "official_id"),
    )

    institution_id: Mapped[str] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    tenant_id: Mapped[str] = synonym("institution_id")
    roles: Mapped[list["StaffRole"]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    def has_role(self, role: Role) -> bool:
        """Say whether this person was given the role."""
        return any(given.role is role for given in self.roles)


class StaffRole(Base):
    """A role that a member of staff was given."""

    __tablename__ = "staff_role"
    __table_args__ = (
        ForeignKeyConstraint(["institution_id", "staff_id"], ["staff.institution_id", "staff.id"]),
    )

    institution_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    staff_id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True)
    role: Mapped[Role] = mapped_column(closed_set(Role, "role"), primary_key=True)


class StaffSession(BrowserSessionMixin, Base):
    """A signed-in browser: found by the hash of its cookie, ended on the server."""

    __tablename__ = "staff_session"
