"""What all the wallet's tables share: their metadata, and the types of their keys."""

from sqlalchemy import LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase

from web.database import NAMING_CONVENTION

ID = String(36)
DIGEST = LargeBinary(32)


class Base(DeclarativeBase):
    """The wallet's own metadata; no table is shared with another actor."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
