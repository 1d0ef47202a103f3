"""DID resolution and DID URL dereferencing as other software asks for it: an identifier in, a result out.

The resolver finds documents; here is only how its answers and refusals are said. Nothing raises: a refusal
is a result with an error, as the specifications want.

- https://www.w3.org/TR/did-resolution/
- https://www.w3.org/TR/did-1.0/#did-url-syntax
- https://w3c-ccg.github.io/did-key-spec/#document-creation-algorithm (publicKeyFormat)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs

from keys.algorithms import PublicKey
from keys.controller import ControllerDocument
from keys.did_key import PREFIX as DID_KEY
from keys.errors import InvalidDidError, InvalidKeyError
from keys.key_types import KeyType
from keys.resolver import Resolver
from schemas.contexts import DID_V1, ED25519_2020_V1, MULTIKEY_V1
from schemas.documents import JsonObject, JsonValue
from schemas.errors import FetchError

RESOLUTION_CONTEXT = "https://w3id.org/did-resolution/v1"
DID_MEDIA_TYPE = "application/did+ld+json"

# The longest that we make is a did:web with a path; a did:jwk of P-384 is below 400 characters.
MAX_IDENTIFIER_CHARACTERS = 2_048

_DID = re.compile(
    r"did:[a-z0-9]+:(?:(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})*:)*(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+", re.ASCII
)
# Path, query and fragment in the characters of RFC 3986; each part begins with a sign of its own.
_DID_URL_REST = re.compile(
    r"(?P<path>(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*)"
    r"(?:\?(?P<query>(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*))?"
    r"(?:#(?P<fragment>(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*))?",
    re.ASCII,
)
_FORMAT_OPTION = "publicKeyFormat"


class ResolutionErrorName(StrEnum):
    """What can be wrong, by the names of the specifications."""

    INVALID_DID = "invalidDid"
    INVALID_DID_URL = "invalidDidUrl"
    METHOD_NOT_SUPPORTED = "methodNotSupported"
    NOT_FOUND = "notFound"
    INVALID_PUBLIC_KEY = "invalidPublicKey"
    INVALID_PUBLIC_KEY_LENGTH = "invalidPublicKeyLength"
    INVALID_PUBLIC_KEY_TYPE = "invalidPublicKeyType"
    UNSUPPORTED_PUBLIC_KEY_TYPE = "unsupportedPublicKeyType"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What came of it: a document (for a DID URL with a fragment, the method that it names) or an error."""

    document: JsonObject
    is_did_url: bool
    error: ResolutionErrorName | None = None

    def to_json(self) -> JsonObject:
        """Return the result as it is served."""
        metadata: JsonObject = (
            {"contentType": DID_MEDIA_TYPE} if self.error is None else {"error": self.error}
        )
        answer: JsonObject = {
            "@context": RESOLUTION_CONTEXT,
            "didDocument": self.document,
            "didDocumentMetadata": {},
            "didResolutionMetadata": metadata,
        }
        if self.is_did_url:
            answer["didDereferencingMetadata"] = dict(metadata)
        return answer


class _RefusedError(Exception):
    """Carries the name of an error to `resolve_identifier`, which returns it."""

    def __init__(self, name: ResolutionErrorName) -> None:
        super().__init__(name)
        self.name = name


def resolve_identifier(
    identifier: str, *, resolver: Resolver, public_key_format: str | None = None
) -> Resolution:
    """Resolve a DID, or dereference a DID URL. Never raises for a bad one.

    `public_key_format` says how the key of a did:key is to be written; a query in a DID URL may say so too.
    Documents of other methods are their publisher's and are not rewritten.
    """
    _, rest = _split(identifier)
    try:
        return Resolution(_found(identifier, resolver, public_key_format), bool(rest))
    except _RefusedError as refused:
        return Resolution({}, bool(rest), refused.name)


def _found(identifier: str, resolver: Resolver, public_key_format: str | None) -> JsonObject:
    did, rest = _split(identifier)
    if len(identifier) > MAX_IDENTIFIER_CHARACTERS or not _DID.fullmatch(did):
        raise _RefusedError(ResolutionErrorName.INVALID_DID)
    url = _DID_URL_REST.fullmatch(rest)
    # A did:key has no services and no further documents that a path could name.
    if url is None or (url["path"] and did.startswith(DID_KEY)):
        raise _RefusedError(ResolutionErrorName.INVALID_DID_URL)
    controller = _resolve(did, resolver)
    document = controller.document
    wanted = public_key_format or _option(url["query"])
    if did.startswith(DID_KEY) and wanted is not None:
        document = _in_format(controller, wanted)
    if url["path"]:
        raise _RefusedError(ResolutionErrorName.NOT_FOUND)
    return document if url["fragment"] is None else _method(document, f"{did}#{url['fragment']}")


def _split(identifier: str) -> tuple[str, str]:
    end = min((found for mark in "/?#" if (found := identifier.find(mark)) >= 0), default=len(identifier))
    return identifier[:end], identifier[end:]


def _option(query: str | None) -> str | None:
    return next(iter(parse_qs(query or "", max_num_fields=20).get(_FORMAT_OPTION, [])), None)


def _resolve(did: str, resolver: Resolver) -> ControllerDocument:
    try:
        return resolver.resolve(did)
    except FetchError as error:
        raise _RefusedError(ResolutionErrorName.NOT_FOUND) from error
    except InvalidDidError as error:
        raise _RefusedError(_error_name(error)) from error


def _error_name(error: InvalidDidError) -> ResolutionErrorName:
    if error.code == "did.method_not_supported":
        return ResolutionErrorName.METHOD_NOT_SUPPORTED
    cause = error.__cause__
    if isinstance(cause, InvalidKeyError):
        return _KEY_ERRORS.get(cause.code, ResolutionErrorName.INVALID_DID)
    return ResolutionErrorName.INVALID_DID


# A text that is no multibase at all makes no DID; one that is, but no key, makes a bad key.
_KEY_ERRORS: Mapping[str, ResolutionErrorName] = {
    "key.wrong_length": ResolutionErrorName.INVALID_PUBLIC_KEY_LENGTH,
    "key.unsupported_type": ResolutionErrorName.INVALID_PUBLIC_KEY_TYPE,
    "key.not_on_curve": ResolutionErrorName.INVALID_PUBLIC_KEY,
}

# Formats that exist and that the did:key specification keeps for experiments.
_EXPERIMENTAL_FORMATS = frozenset(
    {
        "Ed25519VerificationKey2018",
        "EcdsaSecp256r1VerificationKey2019",
        "EcdsaSecp256k1VerificationKey2019",
        "P256Key2021",
        "X25519KeyAgreementKey2019",
        "X25519KeyAgreementKey2020",
        "Bls12381G2Key2020",
    }
)
_CONTEXT_OF_FORMAT: Mapping[str, str] = {
    "Multikey": MULTIKEY_V1,
    "Ed25519VerificationKey2020": ED25519_2020_V1,
    "JsonWebKey": "https://w3id.org/security/jwk/v1",
    "JsonWebKey2020": "https://w3id.org/security/suites/jws-2020/v1",
}


def _in_format(controller: ControllerDocument, wanted: str) -> JsonObject:
    """Return the document of a did:key with its key written in another format."""
    [method] = controller.verification_methods.values()
    if wanted in _EXPERIMENTAL_FORMATS:
        raise _RefusedError(ResolutionErrorName.INVALID_PUBLIC_KEY_TYPE)
    if wanted not in _CONTEXT_OF_FORMAT:
        raise _RefusedError(ResolutionErrorName.UNSUPPORTED_PUBLIC_KEY_TYPE)
    if wanted == "Ed25519VerificationKey2020" and method.public_key.key_type is not KeyType.ED25519:
        raise _RefusedError(ResolutionErrorName.INVALID_PUBLIC_KEY_TYPE)
    written: JsonObject = {"id": method.id, "type": wanted, "controller": method.controller}
    written |= _written_key(method.public_key, wanted)
    contexts: list[JsonValue] = [DID_V1, _CONTEXT_OF_FORMAT[wanted]]
    return {**controller.document, "@context": contexts, "verificationMethod": [written]}


def _written_key(key: PublicKey, wanted: str) -> JsonObject:
    if wanted.startswith("JsonWebKey"):
        return {"publicKeyJwk": key.to_jwk()}
    return {"publicKeyMultibase": key.to_multikey()}


def _method(document: JsonObject, method_id: str) -> JsonObject:
    """Return the verification method of that name, with the contexts that explain it."""
    methods = document.get("verificationMethod")
    for method in methods if isinstance(methods, list) else []:
        if isinstance(method, dict) and method.get("id") in (method_id, method_id[method_id.index("#") :]):
            return {"@context": document.get("@context", DID_V1), **method}
    raise _RefusedError(ResolutionErrorName.NOT_FOUND)
