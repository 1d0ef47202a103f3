"""Controller documents: which keys a DID lists, and for which purpose.

A `ControllerDocument` is read strictly from JSON that came from anywhere and keeps only what it understood.
Whether a key may be used for a purpose is asked in one place, `method_for`.

- https://www.w3.org/TR/cid-1.0/#controlled-identifier-documents
- https://www.w3.org/TR/cid-1.0/#retrieve-verification-method
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from keys.algorithms import PublicKey
from keys.errors import InvalidDidError, InvalidKeyError, ProofError, VerificationMethodError
from schemas.contexts import DID_V1, MULTIKEY_V1
from schemas.dates import format_instant, legal_date, parse_instant
from schemas.documents import JsonObject, JsonValue
from schemas.errors import DomainError

# An institution rotates its keys once a year or so and its document keeps the old ones: 256 is centuries.
MAX_VERIFICATION_METHODS = 256


class ProofPurpose(StrEnum):
    """What a proof, and the key that made it, is for (https://www.w3.org/TR/cid-1.0/#verification-relationships)."""

    ASSERTION_METHOD = "assertionMethod"
    AUTHENTICATION = "authentication"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationMethod:
    """A key with its name. `expires` and `revoked` are instants from which proofs by it no longer hold."""

    id: str
    controller: str
    public_key: PublicKey
    expires: datetime | None = None
    revoked: datetime | None = None

    def check_in_use(
        self, at: datetime, *, created: datetime | None = None, existed_at: datetime | None = None
    ) -> None:
        """Return if a proof by this key still holds at the time of judging.

        When a proof says that it was made (`created`) is no evidence of when it was made. `existed_at` is: an
        instant at which somebody else is known to have had the proof. A key that was revoked after both keeps
        the proof, which whoever got hold of it then can't have made. Neither does anything for a key that
        expired.

        Raises `ProofError`: `proof.key_revoked` (`since`: the day in the Netherlands), `proof.key_expired`.
        """
        # Of a proof that nobody saw, nothing is known but that it is here now.
        known_at = at if existed_at is None else max(existed_at, created or existed_at)
        if self.revoked is not None and at >= self.revoked and known_at >= self.revoked:
            raise ProofError(
                "proof.key_revoked",
                detail=f"{self.id} since {self.revoked.isoformat()}",
                since=legal_date(self.revoked).isoformat(),
            )
        if self.expires is not None and at >= self.expires:
            raise ProofError("proof.key_expired", detail=f"{self.id} since {self.expires.isoformat()}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ControllerDocument:
    """A document that speaks for one DID.

    `unreadable` holds the ids of methods with key types that we do not know: they are no error until a proof
    names one.
    """

    id: str
    document: JsonObject
    verification_methods: Mapping[str, VerificationMethod]
    relationships: Mapping[str, frozenset[str]]
    unreadable: Mapping[str, DomainError]

    @classmethod
    def from_document(cls, document: JsonValue, *, expected_id: str) -> "ControllerDocument":
        """Read the document that was found for `expected_id`.

        Raises `InvalidDidError`: `did.substituted` (the document speaks for another DID),
        `did.malformed_document`.
        """
        if not isinstance(document, dict):
            raise _malformed("not a JSON object", "")
        if document.get("id") != expected_id:
            raise InvalidDidError("did.substituted", detail=f"{document.get('id')!r} for {expected_id}")
        reader = _Reader(expected_id)
        for index, entry in enumerate(_array(document, "verificationMethod")):
            reader.add_method(entry, f"/verificationMethod/{index}")
        relationships = {
            purpose.value: frozenset(
                reader.add_reference(entry, f"/{purpose}/{index}")
                for index, entry in enumerate(_array(document, purpose))
            )
            for purpose in ProofPurpose
        }
        return cls(
            id=expected_id,
            document=document,
            verification_methods=MappingProxyType(reader.methods),
            relationships=MappingProxyType(relationships),
            unreadable=MappingProxyType(reader.unreadable),
        )

    def method_for(self, method_id: str, relationship: str) -> VerificationMethod:
        """Return the method if this document lists it for the relationship and controls it itself.

        Does NOT look at `expires` and `revoked`: that needs a time.

        Raises `VerificationMethodError`: `proof.unknown_method`, `proof.unsupported_method`,
        `proof.foreign_controller`, `proof.purpose_not_allowed`.
        """
        if method_id in self.unreadable:
            reason = self.unreadable[method_id]
            raise VerificationMethodError(
                "proof.unsupported_method", detail=f"{method_id}: {reason.code} {reason.detail}"
            )
        method = self.verification_methods.get(method_id)
        if method is None:
            raise VerificationMethodError("proof.unknown_method", detail=f"{method_id} in {self.id}")
        if method.controller != self.id:
            raise VerificationMethodError(
                "proof.foreign_controller", detail=f"{method_id} is controlled by {method.controller}"
            )
        if method_id not in self.relationships.get(relationship, frozenset()):
            raise VerificationMethodError(
                "proof.purpose_not_allowed", detail=f"{method_id} is not listed under {relationship}"
            )
        return method


def build_did_document(
    did: str,
    methods: Iterable[VerificationMethod],
    *,
    purposes: Iterable[ProofPurpose] = (ProofPurpose.ASSERTION_METHOD,),
) -> JsonObject:
    """Build the DID document of `did` that lists every method, each for every purpose, as Multikeys.

    A retired key stays in the list without `expires`, or what it signed would no longer verify; a
    compromised one carries `revoked`.
    """
    listed = tuple(methods)
    references: list[JsonValue] = [method.id for method in listed]
    document: JsonObject = {
        "@context": [DID_V1, MULTIKEY_V1],
        "id": did,
        "verificationMethod": [_method_document(method) for method in listed],
    }
    for purpose in purposes:
        document[purpose.value] = list(references)
    return document


def _method_document(method: VerificationMethod) -> JsonObject:
    document: JsonObject = {
        "id": method.id,
        "type": "Multikey",
        "controller": method.controller,
        "publicKeyMultibase": method.public_key.to_multikey(),
    }
    if method.expires is not None:
        document["expires"] = format_instant(method.expires)
    if method.revoked is not None:
        document["revoked"] = format_instant(method.revoked)
    return document


class _Reader:
    """Collects the methods of one document while it is read."""

    def __init__(self, did: str) -> None:
        self._did = did
        self.methods: dict[str, VerificationMethod] = {}
        self.unreadable: dict[str, DomainError] = {}

    def add_method(self, entry: JsonValue, pointer: str) -> str:
        if not isinstance(entry, dict):
            raise _malformed("a verification method is not an object", pointer)
        method_id = self._absolute(entry.get("id"), pointer + "/id")
        controller = entry.get("controller")
        if not isinstance(controller, str):
            raise _malformed("a verification method has no controller", pointer + "/controller")
        if method_id in self.methods or method_id in self.unreadable:
            raise _malformed(f"two verification methods are called {method_id}", pointer)
        if len(self.methods) + len(self.unreadable) >= MAX_VERIFICATION_METHODS:
            raise _malformed("too many verification methods", pointer)
        try:
            self.methods[method_id] = VerificationMethod(
                id=method_id,
                controller=controller,
                public_key=_public_key(entry),
                expires=_instant(entry, "expires"),
                revoked=_instant(entry, "revoked"),
            )
        except DomainError as error:
            self.unreadable[method_id] = error
        return method_id

    def add_reference(self, entry: JsonValue, pointer: str) -> str:
        """Read an entry of a relationship: the id of a method above, or a method of its own."""
        if isinstance(entry, dict):
            return self.add_method(entry, pointer)
        return self._absolute(entry, pointer)

    def _absolute(self, value: JsonValue, pointer: str) -> str:
        # Relative DID URLs (https://www.w3.org/TR/did-1.0/#relative-did-urls) are relative to the document.
        if not isinstance(value, str) or "#" not in value:
            raise _malformed("not a DID URL with a fragment", pointer)
        return self._did + value if value.startswith("#") else value


def _public_key(entry: JsonObject) -> PublicKey:
    kind, multibase, jwk = entry.get("type"), entry.get("publicKeyMultibase"), entry.get("publicKeyJwk")
    if "publicKeyMultibase" in entry and "publicKeyJwk" in entry:
        raise InvalidKeyError("key.malformed", detail="a verification method with two keys")
    if kind in ("Multikey", "Ed25519VerificationKey2020") and isinstance(multibase, str):
        return PublicKey.from_multikey(multibase)
    if kind in ("JsonWebKey", "JsonWebKey2020") and isinstance(jwk, dict):
        return PublicKey.from_jwk(jwk)
    raise InvalidKeyError("key.unsupported_type", detail=f"verification method of type {kind!r}")


def _instant(entry: JsonObject, member: str) -> datetime | None:
    if member not in entry:
        return None
    text = entry[member]
    if not isinstance(text, str):
        raise InvalidKeyError("key.malformed", detail=f"{member} is not text")
    return parse_instant(text)


def _array(document: JsonObject, member: str) -> list[JsonValue]:
    value = document.get(member, [])
    if not isinstance(value, list):
        raise _malformed("not an array", f"/{member}")
    return value


def _malformed(detail: str, pointer: str) -> InvalidDidError:
    return InvalidDidError("did.malformed_document", detail=detail, pointer=pointer)
