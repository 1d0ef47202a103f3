"""Canonical bytes of a document, for hashing: RDFC-1.0 over lossless JSON-LD, and JCS.

The rest of the software knows these functions and `ContextRules`; how they work is decided here. There are
two ways from a document to its statements: `fused` walks over compiled contexts and is quick; where it steps
aside, `expansion` (pyld, guarded) and `dataset` decide, and they alone refuse. `rdfc10` makes the canonical
form of either. docs/adr/0026-compiled-contexts.md says why.
"""

from collections.abc import Sequence

from keys.canonicalization import fused, rdfc10
from keys.canonicalization.context_rules import PRODUCT_CONTEXT_RULES, ContextRules
from keys.canonicalization.dataset import dataset_of
from keys.canonicalization.expansion import expand, find_unnamed_nodes, warm_up
from keys.canonicalization.jcs import canonicalize_json
from keys.canonicalization.nquads import Quad, Statement
from keys.canonicalization.shape import check_shape
from schemas.documents import JsonObject
from schemas.errors import UnsignedDataError

__all__ = [
    "PRODUCT_CONTEXT_RULES",
    "ContextRules",
    "canonicalize_json",
    "canonicalize_rdf",
    "statements_of",
    "unnamed_nodes",
    "warm_up",
]


def canonicalize_rdf(
    document: JsonObject, *, contexts: ContextRules = PRODUCT_CONTEXT_RULES, hash_name: str = "sha256"
) -> bytes:
    """Return the canonical N-Quads of a JSON-LD document, in bounded time, or refuse it.

    Every member of the document is in the result: what JSON-LD would drop is an error. The order of arrays
    is not kept, except where a context says `@list`. `hash_name` is the hash inside RDFC-1.0.

    Raises `ContextError`, `UnsignedDataError`, `TooComplexError` or another `MalformedDocumentError`, each
    with the JSON pointer of the offending member where there is one.
    """
    return rdfc10.canonicalize(_statements(document, contexts), hash_name=hash_name)


def statements_of(document: JsonObject, *, contexts: ContextRules = PRODUCT_CONTEXT_RULES) -> list[Quad]:
    """Return what a JSON-LD document states, not canonicalised: blank nodes have any names, `_:b0` and on.

    The names stand for the same nodes in all statements of one call, and only there. Raises as
    `canonicalize_rdf` does.
    """
    return [Quad._make(statement) for statement in _statements(document, contexts)]


def unnamed_nodes(document: JsonObject, *, contexts: ContextRules = PRODUCT_CONTEXT_RULES) -> tuple[str, ...]:
    """Return the JSON pointers of the objects that become blank nodes, in no particular order.

    Objects that are values in JSON-LD (a text with its language, a `@json` literal) are none. Raises as
    `canonicalize_rdf` does.
    """
    _check(document, contexts)
    return find_unnamed_nodes(document, contexts)


def _statements(document: JsonObject, contexts: ContextRules) -> Sequence[Statement]:
    return fused.walk(document, contexts) or statements_the_general_way(document, contexts)


def statements_the_general_way(document: JsonObject, contexts: ContextRules) -> Sequence[Statement]:
    """Return what a document states, by the way that decides; raises as `canonicalize_rdf` does."""
    _check(document, contexts)
    statements = dataset_of(expand(document, contexts))
    if not statements:
        raise UnsignedDataError("unsigned.nothing", detail="the document makes no statement")
    return statements


def _check(document: JsonObject, contexts: ContextRules) -> None:
    check_shape(document, null_in_contexts=contexts.inline)
    contexts.check(document)
