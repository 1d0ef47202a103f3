"""Which parts of our certificates their holder may keep to herself, and which she must always show.

Only what tells who she is may be left out, and only of a copy that is bound to her key: whose it is can
then still be proven. Everything else must be shown, since a part left out changes what the rest says: a
mark, a part that was not recognised, an end date, the place where a revocation is published.

None of this says whether anything was left out: an issuer signs for selective disclosure or does not, and
the proof tells (`keys.cryptosuites.ecdsa_sd`).
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from schemas.awards import SUBJECT, Person
from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from schemas.violations import pointer_to

NAME_POINTERS = frozenset({f"{SUBJECT}/voornamen", f"{SUBJECT}/geslachtsnaam"})
BIRTH_DATE_POINTERS = frozenset({f"{SUBJECT}/geboortedatum"})
HIDEABLE_POINTERS = NAME_POINTERS | BIRTH_DATE_POINTERS


class PersonalPart(StrEnum):
    """What tells who she is, as people choose it: her name as a whole, her birth date."""

    NAME = "name"
    BIRTH_DATE = "birthDate"


POINTERS_OF: Mapping[PersonalPart, frozenset[str]] = {
    PersonalPart.NAME: NAME_POINTERS,
    PersonalPart.BIRTH_DATE: BIRTH_DATE_POINTERS,
}

# Always shown, whatever is selected: a selection keeps the contexts, and ids and types on its way.
_ALWAYS_SHOWN = frozenset({"@context", "id", "type", "proof"})


def mandatory_pointers_for(document: JsonObject) -> tuple[str, ...]:
    """Return JSON pointers to what every part of a certificate of ours must show, for its issuer to sign.

    Empty for other credentials: what limits those is for their issuer to know. Does NOT check that the
    document is a good one.
    """
    if not _is_ours(document):
        return ()
    subject = document.get("credentialSubject")
    hideable = HIDEABLE_POINTERS if _is_bound(document) else frozenset()
    pointers = [pointer_to(member) for member in document if member not in _ALWAYS_SHOWN]
    if not isinstance(subject, dict):
        return tuple(pointers)
    within = (f"{SUBJECT}{pointer_to(member)}" for member in subject if member not in _ALWAYS_SHOWN)
    return (
        *(pointer for pointer in pointers if pointer != SUBJECT),
        *(pointer for pointer in within if pointer not in hideable),
    )


def pointers_but(document: JsonObject, hidden: frozenset[str]) -> tuple[str, ...]:
    """Return JSON pointers that together select all of a certificate but these parts of its subject."""
    if not hidden:
        return ("",)
    subject = document.get("credentialSubject")
    within = subject if isinstance(subject, dict) else {}
    return (
        *(pointer_to(member) for member in document if member not in _ALWAYS_SHOWN | {"credentialSubject"}),
        *(
            pointer
            for member in within
            if member not in _ALWAYS_SHOWN and (pointer := f"{SUBJECT}{pointer_to(member)}") not in hidden
        ),
    )


def left_out(document: JsonObject) -> frozenset[str]:
    """Return the JSON pointers of what its holder may leave out, and that is not in this document."""
    subject = document.get("credentialSubject")
    if not isinstance(subject, dict) or not _is_bound(document):
        return frozenset()
    shown = {f"{SUBJECT}{pointer_to(member)}" for member in subject}
    return HIDEABLE_POINTERS - shown


def pointers_of(parts: Iterable[PersonalPart]) -> frozenset[str]:
    """Return the JSON pointers of these parts."""
    return frozenset().union(*(POINTERS_OF[part] for part in parts))


def parts_shown(person: Person) -> frozenset[PersonalPart]:
    """Return which parts a certificate shows of whom it names; a name is shown when all of it is."""
    shown = set()
    if person.given_names and person.family_name:
        shown.add(PersonalPart.NAME)
    if person.birth_date is not None:
        shown.add(PersonalPart.BIRTH_DATE)
    return frozenset(shown)


def _is_ours(document: JsonObject) -> bool:
    types = document.get("type")
    return isinstance(types, list) and any(kind in types for kind in CredentialKind)


def _is_bound(document: JsonObject) -> bool:
    subject = document.get("credentialSubject")
    return isinstance(subject, dict) and isinstance(subject.get("id"), str)
