"""From the award's document to the unsigned credential of one copy. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.dates import format_instant, legal_date, start_of_day
from schemas.documents import JsonObject, JsonValue
from schemas.members import texts

OPEN_BADGE = "OpenBadgeCredential"

# What belongs to one copy, or to nobody but the signer, and so never stands in an award's document.
COPY_MEMBERS = ("id", "validFrom", "credentialStatus", "proof")


@dataclass(frozen=True, slots=True)
class StatusPlace:
    """Where a copy stands in one status list."""

    list_url: str
    position: int
    purpose: str

    def document(self) -> JsonObject:
        """Return the entry of the credential's `credentialStatus`."""
        return {
            "id": f"{self.list_url}#{self.position}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": self.purpose,
            "statusListIndex": str(self.position),
            "statusListCredential": self.list_url,
        }


def copy_document(
    award: JsonObject,
    *,
    credential_urn: str,
    valid_from: datetime,
    places: Sequence[StatusPlace],
    holder: str | None,
) -> JsonObject:
    """Build the unsigned credential of one copy.

    A copy for a holder names that DID; the other one, for letter and PDF, identifies the person by name
    as Open Badges asks of a subject without an identifier; a decision is no badge. All hold name and birth
    date anyway.
    """
    subject = award["credentialSubject"]
    if not isinstance(subject, dict):
        raise TypeError("an award's document has one subject")
    shared = {member: value for member, value in award.items() if member not in COPY_MEMBERS}
    return {
        "@context": shared.pop("@context"),
        "id": credential_urn,
        **shared,
        "validFrom": format_instant(valid_from),
        "credentialSubject": _identified(subject, holder, is_badge=OPEN_BADGE in texts(award, "type")),
        "credentialStatus": [place.document() for place in places],
    }


def valid_from_of(award: JsonObject, *, issued_at: datetime) -> datetime:
    """Return from when a copy holds: its signing, but never before the day of the award."""
    awarded = award.get("awardedDate")
    if not isinstance(awarded, str):
        return issued_at
    return max(issued_at, start_of_day(legal_date(awarded)))


def without_approver(award: JsonObject) -> JsonObject:
    """Return the document as it was before somebody approved it."""
    return _with_subject_member(award, "goedkeurder", None)


def with_approver(award: JsonObject, official_id: str) -> JsonObject:
    """Return the document with the official who approved it."""
    official: JsonObject = {"type": "EVCFunctionaris", "functionarisId": official_id, "rol": "goedkeurder"}
    return _with_subject_member(award, "goedkeurder", [official])


def _with_subject_member(award: JsonObject, member: str, value: JsonValue) -> JsonObject:
    subject = award["credentialSubject"]
    if not isinstance(subject, dict):
        raise TypeError("an award's document has one subject")
    changed = {name: old for name, old in subject.items() if name != member}
    if value is not None:
        changed[member] = value
    return {**award, "credentialSubject": changed}


def _identified(subject: JsonObject, holder: str | None, *, is_badge: bool) -> JsonObject:
    if holder is not None:
        return {"id": holder, **subject}
    if not is_badge:
        return subject
    full_name = f"{subject.get('voornamen', '')} {subject.get('geslachtsnaam', '')}".strip()
    identity: JsonObject = {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": full_name,
        "identityType": "name",
    }
    return {**subject, "identifier": [identity]}
