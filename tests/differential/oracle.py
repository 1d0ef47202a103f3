"""Two engines of others, as the measure of ours: pyld makes statements, pyoxigraph canonicalises them.

Neither is guarded: what they would drop, they drop. So they only judge documents that ours accepts.

Known differences, each taken out here and nowhere else:

- pyoxigraph 0.5 writes control characters, DEL and U+FFFE as they are; RDF-CANON escapes them.
- pyoxigraph 0.5 orders some blank nodes of equal description in different named graphs otherwise than the
  specification, pyld and rdf-canonize do. There pyld's order counts, and pyoxigraph must find its form and
  ours to be the same dataset.
- pyld 3.3 takes two values of one node that differ by base direction alone for one value; the seeds in use do
  not make such documents.
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
from tests.keys.nquads_reader import read_nquads

_resolved: dict[str, Any] = {}  # pinned contexts, and those of the few documents that bring their own
_CONTROLS = re.compile("[\x00-\x07\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def agrees(form: bytes, document: JsonObject, rules: ContextRules) -> bool:
    """Say whether our canonical form of a document is theirs."""
    options = {
        "base": None,
        "contextResolver": ContextResolver(_resolved if not rules.supplied else {}, _loader(rules)),
        "documentLoader": _loader(rules),
        "format": "application/n-quads",
        "rdfDirection": "i18n-datatype",
    }
    text = jsonld.to_rdf(copy.deepcopy(document), options)
    theirs = canonical_quads(text)
    if theirs == form:
        return True
    has_named_graphs = any(quad.graph for quad in read_nquads(form.decode()))
    return has_named_graphs and canonical_quads(form.decode()) == theirs and form == _by_pyld(text)


def _by_pyld(text: str) -> bytes:
    options = {
        "inputFormat": "application/n-quads",
        "format": "application/n-quads",
        "algorithm": "URDNA2015",
    }
    form: str = jsonld.normalize(text, options)
    return _CONTROLS.sub(_escape, form).encode()


def canonical_quads(text: str) -> bytes:
    """Return the canonical form of an N-Quads document by pyoxigraph."""
    quads = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    dataset = pyoxigraph.Dataset(quads)
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
