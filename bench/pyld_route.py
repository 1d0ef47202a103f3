"""The yardstick: everything as we do it, but with pyld canonicalising, as most of the field does.

pyld gets the contexts from memory and is called once for the document and once for the proof options, which
is the least that a Data Integrity proof takes.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from pyld import jsonld

from keys.canonicalization import ContextRules
from keys.cryptosuites import base
from schemas.contexts import load_context
from schemas.documents import JsonObject

Result = TypeVar("Result")

_suites: Any = base  # the module whose canonicaliser is exchanged


def canonicalize_by_pyld(
    document: JsonObject, *, contexts: ContextRules | None = None, hash_name: str = "sha256"
) -> bytes:
    """Return N-Quads by pyld. Takes what `canonicalize_rdf` of ours takes, and guards nothing."""
    del contexts, hash_name
    return str(jsonld.normalize(document, _OPTIONS)).encode()


def by_pyld(call: Callable[[], Result]) -> Callable[[], Result]:
    """Return the call with pyld canonicalising while it runs."""

    def called() -> Result:
        with pyld_canonicalising():
            return call()

    return called


@contextmanager
def pyld_canonicalising() -> Iterator[None]:
    """Let the RDF suites of this process use pyld for a while."""
    ours = _suites.canonicalize_rdf
    _suites.canonicalize_rdf = canonicalize_by_pyld
    try:
        yield
    finally:
        _suites.canonicalize_rdf = ours


@cache
def _context(url: str) -> object:
    return load_context(url)


def _load(url: str, _options: object) -> Mapping[str, object]:
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": _context(url),
    }


_OPTIONS = {
    "algorithm": "URDNA2015",
    "format": "application/n-quads",
    "base": None,
    "documentLoader": _load,
}
