"""What a member of staff may do. Pure; pages and services ask here."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from schemas.presentation_request import PurposeKind


class Role(StrEnum):
    """A role within the organisation."""

    CHECKER = "checker"
    """Asks for certificates and reads the answers, such as HR."""
    ADVISER = "adviser"
    """Prepares exemptions: asks, reads, proposes."""
    BOARD = "board"
    """Decides on exemptions, as the examination board."""
    ADMIN = "admin"
    """Gives out accounts and keys. Sees no answers: those hold personal data."""


# Whose work it is; everything else is the checker's.
_READERS: Mapping[PurposeKind, frozenset[Role]] = {
    PurposeKind.EXEMPTION: frozenset({Role.ADVISER, Role.BOARD})
}
_ASKERS: Mapping[PurposeKind, frozenset[Role]] = {PurposeKind.EXEMPTION: frozenset({Role.ADVISER})}
_CHECKERS = frozenset({Role.CHECKER})


def readable_purposes(roles: Collection[Role]) -> frozenset[PurposeKind]:
    """Return the purposes of which these roles see requests and answers."""
    return frozenset(each for each in PurposeKind if not _READERS.get(each, _CHECKERS).isdisjoint(roles))


def askable_purposes(roles: Collection[Role]) -> frozenset[PurposeKind]:
    """Return the purposes for which these roles may ask."""
    return frozenset(each for each in PurposeKind if not _ASKERS.get(each, _CHECKERS).isdisjoint(roles))
