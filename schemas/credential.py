"""A frozen, typed view on a credential of the VC Data Model 2.0 or 1.1.

The view reads and never rewrites: `document` is the object that was signed, and verification, storing and
sharing use that. Nothing here says that a claim is true; that is for the verifier to judge. What the data
model forbids beyond what can't be read is refused by `schemas.data_model`.

- https://www.w3.org/TR/vc-data-model-2.0/
- https://www.w3.org/TR/vc-data-model-1.1/
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from schemas import members
from schemas.contexts import CREDENTIALS_V1, CREDENTIALS_V2
from schemas.dates import legal_date
from schemas.documents import MAX_INTEGER, JsonObject, JsonValue
from schemas.errors import MalformedDocumentError
from schemas.evidence import EvidencePiece

VERIFIABLE_CREDENTIAL = "VerifiableCredential"
BITSTRING_ENTRY = "BitstringStatusListEntry"

# One of these comes first in every document; the second is that of VC Data Model 1.1.
BASE_CONTEXTS = (CREDENTIALS_V2, CREDENTIALS_V1)

# A base 10 integer as a string (Bitstring Status List, section 2.1): no sign, no leading zero, no fraction.
_INDEX = re.compile(r"0|[1-9][0-9]{0,15}")


class CredentialKind(StrEnum):
    """The kinds that this product issues; the value is the type in the document."""

    DIPLOMA = "Diploma"
    DEELCERTIFICAAT = "Deelcertificaat"
    ERVARINGSCERTIFICAAT = "Ervaringscertificaat"
    VRIJSTELLINGSBESLUIT = "VrijstellingsBesluit"
    INSCHRIJVINGSVERKLARING = "Inschrijvingsverklaring"

    @property
    def is_open_badge(self) -> bool:
        """Whether it says what somebody achieved; a decision and a list of enrolments do not."""
        return self not in (CredentialKind.VRIJSTELLINGSBESLUIT, CredentialKind.INSCHRIJVINGSVERKLARING)


# What schools, providers and branches issue; the exemption decision is an examination board's.
ISSUED_KINDS = (
    CredentialKind.DIPLOMA,
    CredentialKind.DEELCERTIFICAAT,
    CredentialKind.ERVARINGSCERTIFICAAT,
    CredentialKind.INSCHRIJVINGSVERKLARING,
)


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """Where the status of a credential is published.

    `index` and `list_url` are None for a type of entry that we can't read: its status can't be checked.
    """

    id: str | None
    type: str
    purpose: str
    index: int | None
    list_url: str | None


@dataclass(frozen=True, slots=True)
class Credential:
    """What any credential says, of our kinds or of somebody else's (then `kind` is None)."""

    document: JsonObject
    contexts: tuple[JsonValue, ...]
    id: str | None
    types: tuple[str, ...]
    kind: CredentialKind | None
    name: str | None
    issuer_id: str
    issuer_name: str | None
    valid_from: datetime | None
    valid_until: datetime | None
    awarded_on: date | None
    award_id: str | None
    replaces_award: str | None
    subjects: tuple[Mapping[str, JsonValue], ...]
    status_entries: tuple[StatusEntry, ...]
    evidence: tuple[EvidencePiece, ...]
    proofs: tuple[JsonObject, ...]

    @property
    def subject_ids(self) -> tuple[str, ...]:
        """The identifiers of the subjects that have one; empty for a copy bound to nobody."""
        return tuple(value for subject in self.subjects if isinstance(value := subject.get("id"), str))

    @classmethod
    def from_document(cls, document: JsonObject) -> "Credential":
        """Read a credential.

        Checks the types of the members that it reads and nothing more: no schema, no proof, no dates
        against each other. Raises `MalformedDocumentError` with the pointer of the offending member.
        """
        contexts = read_contexts(document)
        types = read_types(document, VERIFIABLE_CREDENTIAL)
        issuer_id = members.identifier(document, "issuer")
        if not issuer_id:
            raise members.malformed("document.no_issuer", "/issuer", document.get("issuer"))
        subjects = members.placed_children(document, "credentialSubject")
        if not subjects or not all(subject for _, subject in subjects):
            raise members.malformed("document.no_subject", "/credentialSubject")
        for place, subject in subjects:
            members.optional_text(subject, "id", place)
        issuer = document["issuer"]
        valid_from, valid_until = read_period(document)
        awarded = members.optional_instant(document, "awardedDate")
        return cls(
            document=document,
            contexts=contexts,
            id=members.optional_text(document, "id"),
            types=types,
            kind=_kind(types),
            name=members.language_text(document, "name"),
            issuer_id=issuer_id,
            issuer_name=members.language_text(issuer, "name") if isinstance(issuer, dict) else None,
            valid_from=valid_from,
            valid_until=valid_until,
            awarded_on=legal_date(awarded) if awarded else None,
            award_id=members.optional_text(document, "awardId"),
            replaces_award=members.optional_text(document, "replacesAward"),
            subjects=tuple(subject for _, subject in subjects),
            status_entries=tuple(
                _status_entry(entry, place)
                for place, entry in members.placed_children(document, "credentialStatus")
            ),
            evidence=tuple(
                EvidencePiece.from_document(entry, place)
                for place, entry in members.placed_children(document, "evidence")
            ),
            proofs=members.children(document, "proof"),
        )


def read_contexts(document: JsonObject) -> tuple[JsonValue, ...]:
    """Return the contexts, of which the first is that of the VC Data Model 2.0 or 1.1.

    Raises `MalformedDocumentError`: `document.base_context`, `document.not_an_array`.
    """
    declared = document.get("@context")
    if isinstance(declared, str):
        raise members.malformed("document.not_an_array", "/@context", declared)
    if not isinstance(declared, list) or not declared or declared[0] not in BASE_CONTEXTS:
        raise members.malformed("document.base_context", "/@context", declared)
    return tuple(declared)


def read_types(document: JsonObject, required: str) -> tuple[str, ...]:
    """Return the types, among which must be the required one (`document.wrong_type`)."""
    types = members.texts(document, "type")
    if required not in types:
        raise MalformedDocumentError(
            "document.wrong_type", pointer="/type", detail=repr(types), expected=required
        )
    return types


def read_period(document: JsonObject) -> tuple[datetime | None, datetime | None]:
    """Return from when until when a credential says that it holds (`document.instant`); None leaves it open.

    VC Data Model 1.1 calls these dates `issuanceDate` and `expirationDate`, and reserves the names of 2.0:
    where both stand, the narrower period counts.
    """
    since = [members.optional_instant(document, name) for name in ("validFrom", "issuanceDate")]
    until = [members.optional_instant(document, name) for name in ("validUntil", "expirationDate")]
    return (
        max((moment for moment in since if moment is not None), default=None),
        min((moment for moment in until if moment is not None), default=None),
    )


def read_status_index(entry: JsonObject, at: str) -> int:
    """Return the place of a Bitstring entry in its list (`document.not_text`, `document.status_index`)."""
    index = members.text(entry, "statusListIndex", at)
    if _INDEX.fullmatch(index) is None or int(index) > MAX_INTEGER:
        raise members.malformed("document.status_index", f"{at}/statusListIndex", index)
    return int(index)


def _kind(types: tuple[str, ...]) -> CredentialKind | None:
    kinds = [kind for kind in CredentialKind if kind in types]
    if len(kinds) > 1:
        raise MalformedDocumentError("document.several_kinds", pointer="/type", detail=", ".join(kinds))
    return kinds[0] if kinds else None


def _status_entry(entry: JsonObject, at: str) -> StatusEntry:
    kinds = members.texts(entry, "type", at)
    identifier = members.optional_text(entry, "id", at)
    # Entries that take more than one bit are another thing than the revoked or suspended bit that we read.
    if kinds != (BITSTRING_ENTRY,) or entry.get("statusSize", 1) != 1:
        purpose = entry.get("statusPurpose")
        return StatusEntry(
            identifier, " ".join(kinds), purpose if isinstance(purpose, str) else "", None, None
        )
    return StatusEntry(
        id=identifier,
        type=BITSTRING_ENTRY,
        purpose=members.text(entry, "statusPurpose", at),
        index=read_status_index(entry, at),
        list_url=members.text(entry, "statusListCredential", at),
    )
