"""did:jwk: an identifier that is a JWK in base64url (https://github.com/quartzjer/did-jwk/blob/main/spec.md)."""

from keys.algorithms import PublicKey
from keys.controller import ControllerDocument, ProofPurpose
from keys.encoding import base64url_decode, base64url_encode
from keys.errors import InvalidDidError
from schemas.contexts import DID_V1
from schemas.documents import JsonObject, parse_object, serialize
from schemas.errors import DomainError

PREFIX = "did:jwk:"


def did_jwk_for(public_key: PublicKey) -> str:
    """Return the did:jwk of a public key."""
    return PREFIX + base64url_encode(serialize(public_key.to_jwk()))


def resolve_did_jwk(did: str) -> ControllerDocument:
    """Make the controller document of a did:jwk, with its one method `#0`.

    Raises `InvalidDidError`: `did.invalid`.
    """
    try:
        jwk = parse_object(base64url_decode(did.removeprefix(PREFIX)))
        PublicKey.from_jwk(jwk)
    except DomainError as error:
        raise InvalidDidError("did.invalid", detail=f"did:jwk: {error.code} {error.detail}") from error
    method = did + "#0"
    document: JsonObject = {
        "@context": [DID_V1],
        "id": did,
        "verificationMethod": [{"id": method, "type": "JsonWebKey", "controller": did, "publicKeyJwk": jwk}],
    }
    for purpose in ProofPurpose:
        document[purpose.value] = [method]
    return ControllerDocument.from_document(document, expected_id=did)
