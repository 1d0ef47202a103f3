"""One spelling for each statement: which names and identifiers an active context leaves to a document.

JSON-LD lets one statement be written in several ways: a term, the IRI behind it, a compact IRI such as
`xsd:date`, or another term with the same IRI. Canonical statements can't tell these apart, so a signed
document could be rewritten from one to the other without a trace, and who reads it by its terms would miss
what the signature still covers. Allowed is what compaction aims at: the term where there is one, and else
the IRI in full.

Terms that share an IRI are told apart by the convention for vocabularies: classes begin with a capital,
properties do not. So `criteria` is a member and `Criteria` a type in Open Badges, although both have one IRI.

- https://www.w3.org/TR/vc-data-model-2.0/#json-ld (documents are in compacted form)
- https://www.w3.org/TR/json-ld11/#compact-iris
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any


class Spelling:
    """What the terms of one active context, as pyld holds it, allow."""

    __slots__ = ("_names", "_prefixes", "_vocabulary")

    def __init__(self, active: Mapping[str, Any]) -> None:
        self._vocabulary: str = active.get("@vocab") or ""
        self._names: defaultdict[str, list[str]] = defaultdict(list)  # IRI -> the terms that stand for it
        prefixes = set()
        for name, definition in active["mappings"].items():
            if definition is not None:
                self._names[definition["@id"]].append(name)
                if definition.get("_prefix"):
                    prefixes.add(name)
        self._prefixes = frozenset(prefixes)

    def allows_member(self, name: str, iri: str) -> bool:
        """Say whether a term is the spelling of its IRI as the name of a member."""
        names = self._names.get(iri, ())
        return len(names) == 1 or not _is_class(name) or all(map(_is_class, names))

    def allows_type(self, text: str, iri: str) -> bool:
        """Say whether text, which expands to `iri`, is its spelling as a type."""
        names = self._names.get(iri, ())
        if text not in names:
            return not names and text == self._without_term(iri)
        return len(names) == 1 or _is_class(text) or not any(map(_is_class, names))

    def allows_value(self, text: str, iri: str) -> bool:
        """Say whether text is the spelling of `iri` where a context coerces values to its vocabulary."""
        names = self._names.get(iri, ())
        return [text] == (names or [self._without_term(iri)])

    def is_compact(self, text: str) -> bool:
        """Say whether an identifier is a compact IRI, which expands to something else."""
        prefix, _, suffix = text.partition(":")
        return prefix in self._prefixes and not suffix.startswith("//")

    def _without_term(self, iri: str) -> str:
        """Return the spelling of an IRI without a term of its own: after the vocabulary if that begins it."""
        return iri.removeprefix(self._vocabulary) or iri


def _is_class(name: str) -> bool:
    return name[:1].isupper()
