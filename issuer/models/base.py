"""What every table of the issuer shares: its metadata and the widths of its columns.

Every table's key begins with its tenant, the institution: nothing is looked up across institutions by
accident, and a distributed PostgreSQL can split each table by it.
"""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from web.database import NAMING_CONVENTION
from web.database import closed_set as closed_set

ROW_ID_LENGTH = 36  # a UUID as text
SLUG_LENGTH = 40
DID_LENGTH = 500  # did:web with a path, or a did:key of any type that we know
CODE_LENGTH = 40  # of closed sets as well (`web.database.closed_set`)
URN_LENGTH = 45  # urn:uuid: and a UUID
HASH_LENGTH = 64  # SHA-256 in hexadecimal


class Base(DeclarativeBase):
    """The issuer's tables."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
