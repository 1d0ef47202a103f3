"""The protected header: what a JWT says about itself. It may agree with what we expect, and choose nothing.

- https://www.w3.org/TR/vc-jose-cose/#securing-vcs-with-jose (`typ`, `cty`)
- https://www.rfc-editor.org/rfc/rfc7515#section-4.1
"""

from dataclasses import dataclass
from enum import StrEnum

from keys.controller import ProofPurpose
from schemas.documents import JsonObject
from schemas.errors import MalformedDocumentError

# Ways to bring a key along. A key that comes with the message proves nothing about who signed it (PF-03).
_KEYS_IN_HEADER = ("jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256")


class JwtType(StrEnum):
    """What a JWT secures; the value is its `typ`."""

    CREDENTIAL = "vc+jwt"
    PRESENTATION = "vp+jwt"

    @property
    def content_type(self) -> str:
        """What `cty` must be when it is there."""
        return "vc" if self is JwtType.CREDENTIAL else "vp"

    @property
    def media_type(self) -> str:
        """The media type of the compact serialisation."""
        return f"application/{self.value}"

    @property
    def purpose(self) -> ProofPurpose:
        """What the key that signs must be listed for."""
        return ProofPurpose.ASSERTION_METHOD if self is JwtType.CREDENTIAL else ProofPurpose.AUTHENTICATION

    @property
    def party(self) -> str:
        """The member of the document that names who signs."""
        return "issuer" if self is JwtType.CREDENTIAL else "holder"


@dataclass(frozen=True, slots=True, kw_only=True)
class JoseHeader:
    """A header that is well-formed and of the expected type. `issuer` is an `iss` that is repeated here."""

    algorithm: str
    type: JwtType
    key_id: str | None
    issuer: str | None

    @classmethod
    def from_members(cls, members: JsonObject, *, expected: JwtType) -> "JoseHeader":
        """Read a header. Parameters that we do not know are ignored, unless they are marked critical.

        Raises `MalformedDocumentError`: `jose.header` (no text where text must be), `jose.wrong_type`,
        `jose.wrong_content_type`, `jose.critical`, `jose.key_in_header`.
        """
        # RFC 7515, section 4.1.11: we understand no extension. RFC 7797's `b64` must be critical to count.
        if "crit" in members or "b64" in members:
            raise MalformedDocumentError("jose.critical")
        for parameter in _KEYS_IN_HEADER:
            if parameter in members:
                raise MalformedDocumentError("jose.key_in_header", detail=parameter)
        if members.get("typ") != expected.value:
            raise MalformedDocumentError(
                "jose.wrong_type", detail=repr(members.get("typ"))[:100], expected=expected.value
            )
        if "cty" in members and members["cty"] != expected.content_type:
            raise MalformedDocumentError("jose.wrong_content_type", detail=repr(members["cty"])[:100])
        algorithm = _optional_text(members, "alg")
        if algorithm is None:
            raise MalformedDocumentError("jose.header", detail="no alg")
        return cls(
            algorithm=algorithm,
            type=expected,
            key_id=_optional_text(members, "kid"),
            issuer=_optional_text(members, "iss"),
        )


def _optional_text(members: JsonObject, name: str) -> str | None:
    value = members.get(name)
    if name in members and not isinstance(value, str):
        raise MalformedDocumentError("jose.header", detail=f"{name} is not text")
    return value if isinstance(value, str) else None
