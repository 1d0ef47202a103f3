"""What others get to see of a document that she keeps.

A base proof of ecdsa-sd-2023 is her secret: with it anybody could show other parts of the document than she
did. It stays in the wallet; others get a proof derived from it, over all of it or what she chose (ADR 27).
"""

from keys.errors import ProofError
from keys.proofs import derive_proof
from schemas.credential import CredentialKind
from schemas.disclosure import HIDEABLE_POINTERS, left_out, pointers_but
from schemas.documents import JsonObject
from wallet.errors import ShareError

NOTHING: frozenset[str] = frozenset()
# The document carries nothing to derive from: it is shown as it is.
_NOTHING_TO_DERIVE = frozenset({"proof.missing", "proof.no_selective_disclosure", "proof.not_a_base_proof"})


def as_shown(document: JsonObject, hidden: frozenset[str] = NOTHING) -> JsonObject:
    """Return the document as others may have it, without the parts at these pointers. Verifies nothing.

    Raises `ShareError("share.cannot_hide")` when the document can't be shown without those parts, and as
    `keys.proofs.derive_proof` for a base proof that can't be derived from; never gives that away.
    """
    shown = _derived(document, hidden)
    if not hidden <= left_out(shown):
        raise ShareError("share.cannot_hide")
    return shown


def hideable(document: JsonObject) -> frozenset[str]:
    """Return the pointers of what she may leave out of a document: what its proof really lets go."""
    types = document.get("type")
    if not isinstance(types, list) or not any(kind in types for kind in CredentialKind):
        return NOTHING
    there = HIDEABLE_POINTERS - left_out(document)
    return left_out(_derived(document, HIDEABLE_POINTERS)) & there


def _derived(document: JsonObject, hidden: frozenset[str]) -> JsonObject:
    try:
        return derive_proof(document, selective_pointers=pointers_but(document, hidden))
    except ProofError as error:
        if error.code in _NOTHING_TO_DERIVE:
            return document
        raise
