"""What the verifier's tables share.

A table of an organisation begins its key with it; the two of the public check belong to nobody.
"""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from web.database import NAMING_CONVENTION

ROW_ID_LENGTH = 36  # a UUID as text
CODE_LENGTH = 60
HASH_LENGTH = 64  # SHA-256 in hexadecimal


class Base(DeclarativeBase):
    """The verifier's tables."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
