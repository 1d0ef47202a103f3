"""What a member of staff may do; the words of the command line and the database."""

from enum import StrEnum


class Role(StrEnum):
    """What a member of staff may do within the institution."""

    REGISTRAR = "registrar"
    APPROVER = "approver"
    ADMIN = "admin"
