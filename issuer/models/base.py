"""What every table of the issuer shares: its metadata, and how closed sets are stored.

Every table's key begins with its tenant, the institution: nothing is looked up across institutions by
accident, and a distributed PostgreSQL can split each table by it.
"""

from enum import StrEnum

from sqlalchemy import Enum, MetaData
from sqlalchemy.orm import DeclarativeBase

from web.database import NAMING_CONVENTION

ROW_ID_LENGTH = 36  # a UUID as text
SLUG_LENGTH = 40
DID_LENGTH = 500  # did:web with a path, or a did:key of any type that we know
CODE_LENGTH = 40
URN_LENGTH = 45  # urn:uuid: and a UUID
HASH_LENGTH = 64  # SHA-256 in hexadecimal


class Base(DeclarativeBase):
    """The issuer's tables."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


def closed_set(values: type[StrEnum], name: str) -> Enum:
    """Return the column type for a closed set: its values as text, guarded by a check constraint."""
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=CODE_LENGTH,
        values_callable=lambda members: [member.value for member in members],
    )
