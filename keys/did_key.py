"""did:key: an identifier that is its own public key (https://w3c-ccg.github.io/did-key-spec/).

Only the signature keys of this software are supported, and only the current, `z`-based form without a
version.
"""

from functools import lru_cache

from keys.algorithms import PublicKey
from keys.controller import ControllerDocument, ProofPurpose, VerificationMethod, build_did_document
from keys.errors import InvalidDidError, InvalidKeyError

PREFIX = "did:key:"

# Holders are met again within minutes (a share, its refresh, its print); the one met longest ago makes room.
_REMEMBERED = 1024


def did_key_for(public_key: PublicKey) -> str:
    """Return the did:key of a public key."""
    return PREFIX + public_key.to_multikey()


def verification_method_for(public_key: PublicKey) -> str:
    """Return the id of the one verification method of a did:key: `did:key:z...#z...`."""
    return f"{did_key_for(public_key)}#{public_key.to_multikey()}"


def public_key_of(did: str) -> PublicKey:
    """Return the key that a did:key is.

    Raises `InvalidDidError`: `did.invalid`.
    """
    try:
        return PublicKey.from_multikey(did.removeprefix(PREFIX))
    except InvalidKeyError as error:
        raise InvalidDidError("did.invalid", detail=f"did:key: {error.code} {error.detail}") from error


@lru_cache(maxsize=_REMEMBERED)
def resolve_did_key(did: str) -> ControllerDocument:
    """Make the controller document of a did:key; raises `InvalidDidError`.

    It follows from the text alone, so it is remembered and never too old. Callers must not change it.
    """
    key = public_key_of(did)
    method = VerificationMethod(id=verification_method_for(key), controller=did, public_key=key)
    return ControllerDocument.from_document(
        build_did_document(did, [method], purposes=ProofPurpose), expected_id=did
    )
