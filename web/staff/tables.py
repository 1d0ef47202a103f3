"""The columns that tables of a staff console have in common. The tables themselves are the actors'.

An actor names its tenant as it likes (`institution_id`); each table says so once, by a synonym:

    tenant_id: Mapped[str] = synonym("institution_id")
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from web.database import UtcDateTime, new_row_id

ROW_ID_LENGTH = 36  # a UUID as text
SLUG_LENGTH = 40
DID_LENGTH = 500  # did:web with a path, or a did:key of any type that we know
HASH_LENGTH = 64  # SHA-256 in hexadecimal
MAX_NAME_CHARACTERS = 200
MAX_PLACE_CHARACTERS = 100
OFFICIAL_ID_LENGTH = 40
KEY_NAME_LENGTH = 100


class TenantMixin:
    """Who has staff: an institution, an organisation. The tenant of an actor's other tables."""

    id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True, default=new_row_id)
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), unique=True)
    """Its name in addresses."""
    did: Mapped[str] = mapped_column(String(DID_LENGTH), unique=True)
    name: Mapped[str] = mapped_column(String(MAX_NAME_CHARACTERS))
    place: Mapped[str] = mapped_column(String(MAX_PLACE_CHARACTERS), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StaffMixin:
    """Someone who signs in for one tenant. `roles` is a relation to the actor's table of given roles."""

    id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True, default=new_row_id)
    login: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(MAX_NAME_CHARACTERS))
    official_id: Mapped[str] = mapped_column(String(OFFICIAL_ID_LENGTH))
    """The code by which documents name this person."""
    password_hash: Mapped[str] = mapped_column(String(300))
    active: Mapped[bool] = mapped_column(default=True)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    if TYPE_CHECKING:
        tenant_id: Mapped[str]
        roles: Mapped[list[Any]]

        def __init__(self, **columns: object) -> None:
            """As SQLAlchemy makes it."""


class ApiKeyMixin:
    """A key with which another system of the tenant speaks to us. Only its digest is kept."""

    id: Mapped[str] = mapped_column(String(ROW_ID_LENGTH), primary_key=True, default=new_row_id)
    """Stands in the key itself, so that one row is found and compared; unique without its tenant too."""
    name: Mapped[str] = mapped_column(String(KEY_NAME_LENGTH))
    """Which system it is for, in the words of who made it."""
    secret_hash: Mapped[str] = mapped_column(String(HASH_LENGTH))
    """SHA-256 of the secret, which is 256 random bits: no dictionary helps, so no slow hash is needed."""
    created_by: Mapped[str] = mapped_column(String(ROW_ID_LENGTH))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    if TYPE_CHECKING:
        tenant_id: Mapped[str]

        def __init__(self, **columns: object) -> None:
            """As SQLAlchemy makes it."""
