"""A trust list as the credential in which its keeper publishes it, still unsigned."""

from collections.abc import Iterable

from keys.trust_list.model import Recognition, Registration, SigningKey, TrustEntry, TrustList
from schemas.contexts import CREDENTIALS_V2, VAKBEWIJS_V1
from schemas.dates import format_instant
from schemas.documents import JsonObject, JsonValue


def build_trust_list_document(trust_list: TrustList) -> JsonObject:
    """Return the unsigned credential for a list; reading it back gives an equal value."""
    return {
        "@context": [CREDENTIALS_V2, VAKBEWIJS_V1],
        "type": ["VerifiableCredential", "TrustListCredential"],
        "issuer": trust_list.keeper,
        "validFrom": format_instant(trust_list.valid_from),
        "validUntil": format_instant(trust_list.valid_until),
        "credentialSubject": {
            "id": trust_list.url,
            "type": "TrustList",
            "listVersion": trust_list.version,
            "trustEntry": [_entry_document(entry) for entry in trust_list.entries],
        },
    }


def _entry_document(entry: TrustEntry) -> JsonObject:
    document: JsonObject = {
        "type": "TrustEntry",
        "entity": entry.entity,
        "officialName": entry.official_name,
    }
    _put(document, "registration", [_registration_document(item) for item in entry.registrations])
    _put(document, "formerEntity", entry.former_entities)
    _put(document, "successorEntity", entry.successor_entities)
    _put(document, "statusListPublisher", entry.status_list_publishers)
    _put(document, "signingKey", [_key_document(item) for item in entry.signing_keys])
    _put(document, "recognition", [_recognition_document(item) for item in entry.recognitions])
    return document


def _registration_document(registration: Registration) -> JsonObject:
    return {
        "type": "Registration",
        "registrationScheme": registration.scheme,
        "registrationNumber": registration.number,
    }


def _key_document(key: SigningKey) -> JsonObject:
    document: JsonObject = {
        "type": "SigningKey",
        "keyId": key.key_id,
        "keyMultibase": key.public_key.to_multikey(),
        "usedFrom": format_instant(key.used_from),
    }
    if key.used_until is not None:
        document["usedUntil"] = format_instant(key.used_until)
    return document


def _recognition_document(recognition: Recognition) -> JsonObject:
    document: JsonObject = {"type": "Recognition"}
    _put(document, "credentialKind", sorted(recognition.kinds))
    _put(document, "standard", sorted(recognition.standards or ()))
    document["recognisedFrom"] = recognition.recognised_from.isoformat()
    if recognition.recognised_until is not None:
        document["recognisedUntil"] = recognition.recognised_until.isoformat()
    if recognition.end_reason is not None:
        document["endReason"] = recognition.end_reason.value
    if recognition.annulled_from is not None:
        document["annulledFrom"] = recognition.annulled_from.isoformat()
    document["recognisedBy"] = recognition.recognised_by
    return document


def _put(document: JsonObject, name: str, items: Iterable[JsonValue]) -> None:
    """Add an array, unless it is empty: an empty one says nothing and can't be signed as JSON-LD."""
    found = list(items)
    if found:
        document[name] = found
