"""What others get to see of a document that she keeps.

A base proof of ecdsa-sd-2023 is her secret: with it anybody could show other parts of the document than she
did. It stays in the wallet; others get a proof derived from it, here over the whole document (ADR 27).
"""

from keys.errors import ProofError
from keys.proofs import derive_proof
from schemas.documents import JsonObject

_EVERYTHING = ("",)
# The document carries nothing to derive from: it is shown as it is.
_NOTHING_TO_DERIVE = frozenset({"proof.missing", "proof.no_selective_disclosure", "proof.not_a_base_proof"})


def as_shown(document: JsonObject) -> JsonObject:
    """Return the document as others may have it, with all that it says. Does NOT verify anything.

    Raises as `keys.proofs.derive_proof` for a base proof that can't be derived from; never gives that away.
    """
    try:
        return derive_proof(document, selective_pointers=_EVERYTHING)
    except ProofError as error:
        if error.code in _NOTHING_TO_DERIVE:
            return document
        raise
