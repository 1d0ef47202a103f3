"""The registered claims that stand beside a document in the payload of a JWT.

They are about the signature, the document is about the world: `iat` and `exp` say when it was signed and
until when the signature may be used, `validFrom` and `validUntil` for when the statement holds, and neither
follows from the other. Where a claim and a member name the same thing they must name the same one, or two
readers would read two documents.

- https://www.w3.org/TR/vc-jose-cose/#jose-header-parameters-jwt-claims
- https://www.rfc-editor.org/rfc/rfc7519#section-4.1
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime

from keys.jose.header import JwtType
from schemas import members
from schemas.dates import YEARS
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError
from schemas.violations import pointer_to

# No member of a credential or presentation has one of these names.
REGISTERED = frozenset({"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The claims that are there, each of its own type. Instants are aware, in UTC."""

    issuer: str | None
    subject: str | None
    audience: frozenset[str]
    expires: datetime | None
    not_before: datetime | None
    issued_at: datetime | None
    id: str | None
    nonce: str | None

    @classmethod
    def from_payload(cls, payload: JsonObject) -> "Claims":
        """Read the claims. Raises `MalformedDocumentError("jose.claim")`, with the pointer of the claim."""
        return cls(
            issuer=_text(payload, "iss"),
            subject=_text(payload, "sub"),
            audience=_texts(payload, "aud"),
            expires=_instant(payload, "exp"),
            not_before=_instant(payload, "nbf"),
            issued_at=_instant(payload, "iat"),
            id=_text(payload, "jti"),
            nonce=_text(payload, "nonce"),
        )


def check_same_party(issuer: str | None, document: JsonObject, jwt_type: JwtType) -> None:
    """Refuse an `iss` that is not the issuer of the credential, or the holder of the presentation.

    Raises `MalformedDocumentError("jose.claim_conflict")`, and as `schemas.members` for a malformed member.
    """
    named = members.identifier(document, jwt_type.party)
    if issuer is not None and named is not None and issuer != named:
        raise _conflict("iss", f"{issuer[:100]!r} beside {jwt_type.party} {named[:100]!r}")


def check_same_document(claims: Claims, document: JsonObject, jwt_type: JwtType) -> None:
    """Refuse a `jti` that is not the document's id, and a `sub` that is not the one subject of a credential.

    A document without id or subject id does not contradict them, and they are then of no use here.

    Raises `MalformedDocumentError("jose.claim_conflict")`.
    """
    identifier = members.optional_text(document, "id")
    if claims.id is not None and identifier is not None and claims.id != identifier:
        raise _conflict("jti", f"{claims.id[:100]!r} beside id {identifier[:100]!r}")
    if jwt_type is JwtType.CREDENTIAL and claims.subject is not None:
        subjects = members.children(document, "credentialSubject")
        ids = {subject["id"] for subject in subjects if isinstance(subject.get("id"), str)}
        if ids - {claims.subject}:
            raise _conflict("sub", f"{claims.subject[:100]!r} is not every subject")


def _conflict(claim: str, detail: str) -> MalformedDocumentError:
    return MalformedDocumentError("jose.claim_conflict", pointer=pointer_to(claim), detail=detail)


def _wrong(claim: str, found: JsonValue) -> MalformedDocumentError:
    return MalformedDocumentError(
        "jose.claim", pointer=pointer_to(claim), detail=f"found {type(found).__name__}", claim=claim
    )


def _text(payload: JsonObject, claim: str) -> str | None:
    if claim not in payload:
        return None
    value = payload[claim]
    if not isinstance(value, str) or not value:
        raise _wrong(claim, value)
    return value


def _texts(payload: JsonObject, claim: str) -> frozenset[str]:
    """Read text or a non-empty array of different texts."""
    if claim not in payload:
        return frozenset()
    value = payload[claim]
    items = value if isinstance(value, list) else [value]
    texts = frozenset(item for item in items if isinstance(item, str) and item)
    if not texts or len(texts) != len(items):
        raise _wrong(claim, value)
    return texts


def _instant(payload: JsonObject, claim: str) -> datetime | None:
    """Read a NumericDate: seconds since 1970 in UTC, perhaps with a fraction."""
    if claim not in payload:
        return None
    value = payload[claim]
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _wrong(claim, value)
    try:
        moment = datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise _wrong(claim, value) from error
    if moment.year not in YEARS:
        raise _wrong(claim, value)
    return moment
