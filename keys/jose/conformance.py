"""Issuing and verifying with a key that is given, as test suites for JOSE ask for it.

There is no DID, no register and no clock here: a file says which key it is. So this does NOT ask whose key
signed (`kid`), nor for dates: the suites' own fixtures hold `iat` as text and an `exp` of years ago, on
documents that must be found good. What it does check is all that the specification says of the securing
itself. The product verifies with `keys.jose.jwt`.

https://www.w3.org/TR/vc-jose-cose/#securing-with-jose
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from keys.canonicalization import ContextRules
from keys.errors import InvalidKeyError
from keys.jose.claims import check_same_party
from keys.jose.enveloped import Envelope
from keys.jose.header import JoseHeader, JwtType
from keys.jose.jws import read_compact, sign_with_jwk, verify_with_jwk
from keys.jose.jwt import document_in, header_for, prepare_payload
from schemas import members
from schemas.credential import Credential
from schemas.documents import JsonObject
from schemas.errors import MalformedDocumentError
from schemas.presentation import Presentation

EXAMPLES_V2 = "https://www.w3.org/ns/credentials/examples/v2"
_RULES = ContextRules(
    inline=True,
    supplied=MappingProxyType(
        {EXAMPLES_V2: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}}
    ),
)
_ALGORITHMS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("EC", "P-256"): "ES256",
        ("EC", "P-384"): "ES384",
        ("EC", "P-521"): "ES512",
        ("OKP", "Ed25519"): "EdDSA",
    }
)
# How the credentials in a presentation may be secured; with whose keys is not known here.
_CREDENTIAL_FORMATS = frozenset({"application/vc+jwt", "application/vc+sd-jwt", "application/vc+cose"})


@dataclass(frozen=True, slots=True)
class GivenKey:
    """A verification method of type `JsonWebKey`, with its private half where it is there."""

    id: str
    algorithm: str
    public: JsonObject
    secret: JsonObject | None = field(repr=False)

    @classmethod
    def from_document(cls, document: JsonObject) -> "GivenKey":
        """Read a verification method.

        Raises `MalformedDocumentError` for another shape, `InvalidKeyError("key.unsupported_type")`.
        """
        public = members.child(document, "publicKeyJwk")
        algorithm = _ALGORITHMS.get((members.text(public, "kty"), members.text(public, "crv")))
        if document.get("type") != "JsonWebKey" or algorithm is None:
            raise InvalidKeyError("key.unsupported_type", detail=repr(document.get("type"))[:100])
        secret = members.child(document, "secretKeyJwk") if "secretKeyJwk" in document else None
        return cls(members.text(document, "id"), algorithm, public, secret)


def issue(document: JsonObject, *, jwt_type: JwtType, key: GivenKey, at: datetime) -> str:
    """Return the JWT over an unsecured document.

    Raises `MalformedDocumentError` for a document that is no credential or presentation, holds members that
    no context defines by name, or unsecured credentials; `InvalidKeyError` without a private half.
    """
    if key.secret is None:
        raise InvalidKeyError("key.no_secret", detail=key.id)
    _check_document(document, jwt_type)
    payload = prepare_payload(document, jwt_type=jwt_type, contexts=_RULES)
    payload["iat"] = int(at.astimezone(UTC).timestamp())
    return sign_with_jwk(header_for(jwt_type, key.id), payload, key.secret, key.algorithm)


def verify(token: str, *, jwt_type: JwtType, key: GivenKey) -> None:
    """Return if a JWT of this type holds under the key.

    Credentials in a presentation must be in envelopes; their own signatures are by keys that are not here,
    and are not verified.

    Raises `MalformedDocumentError` and `ProofError` with the reason.
    """
    read = read_compact(token)
    header = JoseHeader.from_members(read.header, expected=jwt_type)
    document = document_in(read.payload)
    for issuer in (header.issuer, members.optional_text(read.payload, "iss")):
        check_same_party(issuer, document, jwt_type)
    _check_document(document, jwt_type)
    verify_with_jwk(read, key.public, key.algorithm)


def _check_document(document: JsonObject, jwt_type: JwtType) -> None:
    if jwt_type is JwtType.CREDENTIAL:
        Credential.from_document(document)
        return
    for entry in Presentation.from_document(document).credentials:
        envelope = Envelope.from_document(entry, expected=JwtType.CREDENTIAL)
        if envelope.media_type.partition(";")[0] not in _CREDENTIAL_FORMATS or not envelope.content:
            raise MalformedDocumentError("envelope.malformed", detail=envelope.media_type[:100])
