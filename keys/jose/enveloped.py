"""A secured document inside a data: URL, which is how a JWT stands among JSON-LD documents.

    {"@context": "https://www.w3.org/ns/credentials/v2",
     "id": "data:application/vc+jwt,eyJ...",
     "type": "EnvelopedVerifiableCredential"}

The envelope itself says nothing and is signed by nobody; what is in it is the document. Envelopes do not
nest: what comes out of one is read as a credential or presentation, never as another envelope.

- https://www.w3.org/TR/vc-data-model-2.0/#enveloped-verifiable-credentials
- https://www.w3.org/TR/vc-data-model-2.0/#enveloped-verifiable-presentations
"""

from dataclasses import dataclass
from typing import Final

from keys.jose.header import JwtType
from schemas.contexts import CREDENTIALS_V2
from schemas.documents import JsonObject
from schemas.errors import DomainError, MalformedDocumentError
from schemas.members import malformed

ENVELOPED_CREDENTIAL: Final = "EnvelopedVerifiableCredential"
ENVELOPED_PRESENTATION: Final = "EnvelopedVerifiablePresentation"
_TYPE_OF = {JwtType.CREDENTIAL: ENVELOPED_CREDENTIAL, JwtType.PRESENTATION: ENVELOPED_PRESENTATION}
ENVELOPE_TYPES = frozenset(_TYPE_OF.values())

_MEMBERS = frozenset({"@context", "id", "type"})
_SCHEME = "data:"


class UnsupportedEnvelopeError(DomainError):
    """An envelope in a format that is not read here: says nothing about what is in it (`envelope.*`)."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope: the media type that it names, and the text in it."""

    media_type: str
    content: str

    @classmethod
    def from_document(cls, document: JsonObject, *, expected: JwtType) -> "Envelope":
        """Read an envelope of a credential or presentation; its content is not looked at.

        Raises `MalformedDocumentError`: `envelope.malformed`, `envelope.wrong_type`, `document.base_context`.
        """
        types = document.get("type")
        if types not in (_TYPE_OF[expected], [_TYPE_OF[expected]]):
            raise MalformedDocumentError("envelope.wrong_type", pointer="/type", expected=_TYPE_OF[expected])
        # Members beside the envelope would be signed by nobody and look as if they were.
        if unknown := document.keys() - _MEMBERS:
            raise MalformedDocumentError("envelope.malformed", detail=f"member {min(unknown)[:100]!r}")
        declared = document.get("@context")
        # The specification's own examples write the one context of an envelope without an array.
        if (declared[:1] if isinstance(declared, list) else [declared]) != [CREDENTIALS_V2]:
            raise malformed("document.base_context", "/@context", declared)
        address = document.get("id")
        if not isinstance(address, str) or not address.startswith(_SCHEME) or "," not in address:
            raise MalformedDocumentError("envelope.malformed", pointer="/id", detail="not a data: URL")
        media_type, _, content = address.removeprefix(_SCHEME).partition(",")
        return cls(media_type, content)

    def jwt(self, expected: JwtType) -> str:
        """Return the JWT in the envelope.

        Raises `MalformedDocumentError("envelope.wrong_type")` for a JWT of the other type, and
        `UnsupportedEnvelopeError("envelope.unsupported")` for another format.
        """
        if self.media_type == expected.media_type:
            return self.content
        if self.media_type in {other.media_type for other in JwtType}:
            raise MalformedDocumentError(
                "envelope.wrong_type", pointer="/id", detail=self.media_type, expected=expected.media_type
            )
        raise UnsupportedEnvelopeError("envelope.unsupported", pointer="/id", detail=self.media_type[:100])


def is_enveloped(document: JsonObject) -> bool:
    """Say whether a document claims to be an envelope, well-formed or not."""
    types = document.get("type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name in ENVELOPE_TYPES for name in names)


def envelope_of(token: str, jwt_type: JwtType) -> JsonObject:
    """Return the envelope of a compact JWT."""
    return {
        "@context": CREDENTIALS_V2,
        "id": f"{_SCHEME}{jwt_type.media_type},{token}",
        "type": _TYPE_OF[jwt_type],
    }
