"""Pinned contexts, compiled once to flat tables: what each term of an active context makes of its value.

Scope: active contexts that come from pinned addresses and the scoped contexts inside them. pyld processes
the contexts (and checks protected terms); a table answers from then on. Where a context or term is beyond
the subset that `fused` walks, `OutsideSubset` is raised; it is no verdict on the document.

Invariants: a table holds only names that its context defines. A document chooses combinations of addresses
and types, so those tables are kept in caches that forget the least recently used. Tables are never changed
but for filling them in, so threads share them.

- https://www.w3.org/TR/json-ld11-api/#context-processing-algorithm
- https://www.w3.org/TR/json-ld11-api/#create-term-definition
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, Final

from keys.canonicalization.context_rules import PRODUCT_CONTEXT_RULES
from keys.canonicalization.literals import json_types
from keys.canonicalization.nquads import iri_term, is_absolute_iri, literal_end
from keys.canonicalization.processor import Processor, processing_options
from keys.canonicalization.spelling import Spelling

# The documents of this product and their proofs need some forty tables, of some 40 kB each.
MAX_TABLES = 512

# New tables that one walk may ask for: some 20 ms. A document with everything we know needs some forty.
MAX_NEW_TABLES = 128

# Members of a definition, in pyld's form, that change what a value means and that the tables know.
_KNOWN = frozenset({"@id", "@type", "@container", "@context"})
_WITHOUT_MEANING = frozenset({"protected", "_prefix", "_term_has_colon"})

_PROCESSOR = Processor()
_LOCK = threading.RLock()  # pyld's own caches are not safe to share
_resolved_contexts: dict[str, Any] = {}  # by address or content of a pinned context
_walking = threading.local()  # `tables_left`, while a walk is going on in this thread


class OutsideSubset(Exception):  # noqa: N818  (a way out, not an error)
    """The document must take the general way."""


class Coercion(Enum):
    """What a context makes of a text."""

    LITERAL = "literal"
    IRI = "@id"
    VOCABULARY = "@vocab"
    JSON = "@json"


class Container(Enum):
    """What a context makes of an array; without a container it is a set as well."""

    SET = "@set"
    LIST = "@list"
    GRAPH = "@graph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term as the name of a member.

    `keyword`: `@id` or `@type` where the term stands for one, and then nothing else counts. `predicate`: its
    IRI as N-Quads. `end`: what ends a literal of plain text (a quote, and the datatype unless it is
    xsd:string), None where text is no such literal. `text_end`: the same where text as the whole value makes
    that one statement, which is how most members are written; None where there is more to it. `natives`: the
    types of values besides text.
    """

    name: str
    keyword: str = ""
    predicate: str = ""
    coercion: Coercion = Coercion.LITERAL
    container: Container = Container.SET
    datatype: str | None = None
    end: str | None = None
    text_end: str | None = None
    natives: frozenset[type] = frozenset()
    is_scoped: bool = False


class Context:
    """An active context as tables; `previous` is the one that holds again in the next node object."""

    __slots__ = ("_active", "_spelling", "id_name", "previous", "scoped_types", "terms", "type_name", "types")

    def __init__(self, active: Mapping[str, Any], previous: "Context | None") -> None:
        if any(active.get(name) is not None for name in ("@vocab", "@base", "@language", "@direction")):
            raise OutsideSubset
        mappings = active["mappings"]
        self._active = active
        self._spelling = Spelling(active)
        self.previous = previous
        self.terms: Mapping[str, Term] = _Terms(mappings, self._spelling)
        self.types: Mapping[str, str] = _Types(mappings, self._spelling)
        self.scoped_types = frozenset(
            name
            for name, definition in mappings.items()
            if definition and definition.get("@context") not in (None, False)
        )
        self.id_name: Final = self._alias("@id")
        self.type_name: Final = self._alias("@type")

    def iri(self, text: str) -> str:
        """Return the term of an identifier that stands in full."""
        if self._spelling.is_compact(text) or not is_absolute_iri(text):
            raise OutsideSubset
        return iri_term(text)

    def vocabulary_iri(self, text: str) -> str:
        """Return the term of a value that is coerced to the vocabulary."""
        definition = self._active["mappings"].get(text)
        iri = definition["@id"] if definition else text
        if not self._spelling.allows_value(text, iri):
            raise OutsideSubset
        return self.iri(iri)

    def with_addresses(self, addresses: tuple[str, ...]) -> "Context":
        """Return the context after a `@context` of addresses."""
        return _with_addresses(self, addresses)

    def with_types(self, names: tuple[str, ...]) -> "Context":
        """Return the context after the type-scoped contexts of types, which are in lexical order."""
        return _with_types(self, names)

    def scoped_by(self, source: "Context", name: str) -> "Context":
        """Return this context after the property-scoped context that `source` has for a term, if any."""
        definition = source._active["mappings"].get(name)
        if not definition or definition.get("@context") is None:
            return self
        return _scoped_by(self, source, name)

    def _alias(self, keyword: str) -> str:
        """Return the one term for a keyword; an empty text, which names no member, if there is none."""
        names = [
            name for name, value in self._active["mappings"].items() if value and value["@id"] == keyword
        ]
        if len(names) > 1:
            raise OutsideSubset
        return names[0] if names else ""

    def _after(self, local: Any, **arguments: bool) -> "Context":
        _count_new_table()
        active = _process(self._active, local, arguments)
        before = active.get("previousContext")
        if before is None:
            return Context(active, None)
        for known in (self, self.previous):
            if known is not None and known._active is before:
                return Context(active, known)
        return Context(active, Context(before, None))


@contextmanager
def bounded_new_tables() -> Iterator[None]:
    """Bound what is compiled for what is read inside: whoever chooses the combinations chooses the work.

    Beyond `MAX_NEW_TABLES` every new table raises `OutsideSubset`; those that are known are still given.
    """
    _walking.tables_left = MAX_NEW_TABLES
    try:
        yield
    finally:
        del _walking.tables_left


def _count_new_table() -> None:
    left: int | None = getattr(_walking, "tables_left", None)
    if left is not None:
        if left == 0:
            raise OutsideSubset
        _walking.tables_left = left - 1


class _Terms(dict[str, Term]):
    """The terms of an active context by name, each made when it is first asked for."""

    def __init__(self, mappings: Mapping[str, Any], spelling: Spelling) -> None:
        super().__init__()
        self._mappings = mappings
        self._spelling = spelling

    def __missing__(self, name: str) -> Term:
        definition = self._mappings.get(name)
        if not definition or name.startswith("@") or ":" in name:
            raise OutsideSubset
        if not self._spelling.allows_member(name, definition["@id"]):
            raise OutsideSubset
        term = self[name] = _term(name, definition)
        return term


class _Types(dict[str, str]):
    """The terms of an active context as types, by name; an IRI in full is answered and not kept."""

    def __init__(self, mappings: Mapping[str, Any], spelling: Spelling) -> None:
        super().__init__()
        self._mappings = mappings
        self._spelling = spelling

    def __missing__(self, name: str) -> str:
        definition = self._mappings.get(name)
        iri = definition["@id"] if definition else name
        if not is_absolute_iri(iri) or not self._spelling.allows_type(name, iri):
            raise OutsideSubset
        if definition is None and (name in self._mappings or self._spelling.is_compact(name)):
            raise OutsideSubset
        term = iri_term(iri)
        if definition is not None:
            self[name] = term
        return term


def _term(name: str, definition: Mapping[str, Any]) -> Term:
    iri, coerced_to = definition["@id"], definition.get("@type")
    if iri in ("@id", "@type"):
        return Term(name=name, keyword=iri)
    for member, value in definition.items():
        if member not in _KNOWN | _WITHOUT_MEANING and value not in (None, False):
            raise OutsideSubset
    container = _container(definition)
    is_scoped = definition.get("@context") is not None
    if not is_absolute_iri(iri) or (is_scoped and container is Container.LIST):
        raise OutsideSubset
    if coerced_to in ("@id", "@vocab"):
        return Term(
            name=name,
            predicate=iri_term(iri),
            coercion=Coercion(coerced_to),
            container=container,
            is_scoped=is_scoped,
        )
    if coerced_to == "@json":
        if container is not Container.SET:
            raise OutsideSubset
        return Term(name=name, predicate=iri_term(iri), coercion=Coercion.JSON)
    if coerced_to is not None and not is_absolute_iri(coerced_to):
        raise OutsideSubset
    written_in = frozenset((str, bool, int, float) if coerced_to is None else json_types(coerced_to))
    end = literal_end(coerced_to) if str in written_in else None
    return Term(
        name=name,
        predicate=iri_term(iri),
        container=container,
        datatype=coerced_to,
        end=end,
        text_end=None if is_scoped or container is not Container.SET else end,
        natives=written_in - {str},
        is_scoped=is_scoped,
    )


def _container(definition: Mapping[str, Any]) -> Container:
    names = definition.get("@container") or []
    kinds = {names} if isinstance(names, str) else set(names)
    kinds.discard("@set")
    if not kinds:
        return Container.SET
    if kinds in ({"@list"}, {"@graph"}):
        return Container(*kinds)
    raise OutsideSubset


@lru_cache(maxsize=1)
def initial_context() -> Context:
    """Return the context before any `@context`: it defines nothing."""
    return Context(_PROCESSOR._get_initial_context(processing_options(PRODUCT_CONTEXT_RULES, {})), None)


@lru_cache(maxsize=MAX_TABLES)
def _with_addresses(context: Context, addresses: tuple[str, ...]) -> Context:
    return context._after(list(addresses))


@lru_cache(maxsize=MAX_TABLES)
def _with_types(context: Context, names: tuple[str, ...]) -> Context:
    # The scoped contexts are those of the context before any of them was applied.
    result = context
    for name in names:
        result = result._after(context._active["mappings"][name]["@context"], propagate=False)
    return result


@lru_cache(maxsize=MAX_TABLES)
def _scoped_by(context: Context, source: Context, name: str) -> Context:
    return context._after(source._active["mappings"][name]["@context"], override_protected=True)


def _process(active: Mapping[str, Any], local: Any, arguments: dict[str, bool]) -> Mapping[str, Any]:
    with _LOCK:
        options = processing_options(PRODUCT_CONTEXT_RULES, _resolved_contexts)
        try:
            processed: Mapping[str, Any] = _PROCESSOR._process_context(active, local, options, **arguments)
        except Exception as error:  # of many types; the general way meets it again, and names it
            raise OutsideSubset from error
    return processed
