"""Two engines of others, as the measure of ours: pyld makes statements, pyoxigraph canonicalises them.

Neither is guarded: what they would drop, they drop. So they only judge documents that ours accepts.

Known differences, each taken out here and nowhere else:

- pyld writes control characters of a literal as they are; pyoxigraph reads them, and escapes on writing.
- pyoxigraph 0.5 does not escape all that RDF-CANON says: `_ESCAPES` holds what is left to do.
- Where a graph is too complex for our budget, there is nothing to compare.
"""

import copy
import re
from collections.abc import Callable
from typing import Any

import pyoxigraph
from pyld import jsonld
from pyld.context_resolver import ContextResolver

from keys.canonicalization import ContextRules
from schemas.documents import JsonObject

_resolved: dict[str, Any] = {}  # pinned contexts, and those of the few documents that bring their own
_CONTROLS = re.compile("[\x00-\x07\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def canonical_form(document: JsonObject, rules: ContextRules) -> bytes:
    """Return the canonical N-Quads of a document by pyld and pyoxigraph."""
    text = jsonld.to_rdf(
        copy.deepcopy(document),
        {
            "base": None,
            "contextResolver": ContextResolver(_resolved if not rules.supplied else {}, _loader(rules)),
            "format": "application/n-quads",
            "rdfDirection": "i18n-datatype",
        },
    )
    return canonical_quads(text)


def canonical_quads(text: str) -> bytes:
    """Return the canonical form of an N-Quads document by pyoxigraph."""
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    written = pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS)
    assert written is not None
    lines = (_CONTROLS.sub(_escape, line) for line in written.decode().split("\n") if line)
    return "".join(sorted(f"{line}\n" for line in lines)).encode()


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04X}"


def _loader(rules: ContextRules) -> Callable[..., Any]:
    def load(url: str, options: Any) -> dict[str, Any]:
        return {
            "contextUrl": None,
            "documentUrl": url,
            "document": copy.deepcopy(rules.load(url)),
            "tag": "static",
        }

    return load
