"""Closed sets that the command line, the database and the rules share. Nothing heavy is imported for them."""

from collections.abc import Mapping
from enum import StrEnum

from keys.key_types import KeyType


class Role(StrEnum):
    """What a member of staff may do within the institution."""

    REGISTRAR = "registrar"
    APPROVER = "approver"
    ADMIN = "admin"


class ApiScope(StrEnum):
    """What an API key is good for."""

    ISSUE = "issue"
    STATUS = "status"
    DECIDE = "decide"
    """Sending decisions of the institution's own examination board."""


class StatusPurpose(StrEnum):
    """What a set bit says. Revocation is final; only a suspension is ever lifted."""

    REVOCATION = "revocation"
    SUSPENSION = "suspension"


# By which suites an instance can sign, and the keys that each takes.
SUITE_KEY_TYPES: Mapping[str, frozenset[KeyType]] = {
    "eddsa-rdfc-2022": frozenset({KeyType.ED25519}),
    "eddsa-jcs-2022": frozenset({KeyType.ED25519}),
    "ecdsa-rdfc-2019": frozenset({KeyType.P256, KeyType.P384}),
    "ecdsa-jcs-2019": frozenset({KeyType.P256, KeyType.P384}),
    "ecdsa-sd-2023": frozenset({KeyType.P256}),
}
