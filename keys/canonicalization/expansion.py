"""The general way: JSON-LD expansion by pyld that never drops anything.

A JSON-LD processor silently drops what its contexts do not define. What is dropped is not signed, so it
could be added to or taken from a signed document unnoticed. pyld 3.3 has no safe mode; this subclass sees
every object at the moment when pyld expands it, with exactly the active context that pyld uses, and
refuses, with the JSON pointer, what would get lost.

It also refuses other spellings of the same statements: keywords and IRIs in place of the terms that the
contexts define (`@id` for `id`, `@nest`, a full IRI as a member name; `spelling` knows which). A signature
would not notice such a change, but whoever reads the document by its terms would no longer find the status
or the end date.

- https://www.w3.org/TR/json-ld11-api/#expansion-algorithm
- https://www.w3.org/TR/vc-data-integrity/#securing-data-losslessly
- https://www.w3.org/TR/vc-data-model-2.0/#json-ld (documents are in compacted form)
"""

import threading
from collections.abc import Iterable
from typing import Any

from pyld.jsonld import JsonLdError, JsonLdProcessor

from keys.canonicalization.context_rules import PRODUCT_CONTEXT_RULES, ContextRules
from keys.canonicalization.literals import json_types
from keys.canonicalization.nquads import XSD, is_absolute_iri
from keys.canonicalization.processor import Processor, processing_options
from keys.canonicalization.sets import check_language_map, check_set
from keys.canonicalization.shape import MAX_CONTEXT_CHANGES
from keys.canonicalization.spelling import Spelling
from schemas.documents import JsonObject, JsonValue
from schemas.errors import (
    ContextError,
    DomainError,
    MalformedDocumentError,
    TooComplexError,
    UnsignedDataError,
)
from schemas.violations import pointer_to

# What pyld calls a context that is wrong in itself or against another one.
_CONTEXT_ERRORS = (
    "context",
    "protected term",
    "term definition",
    "keyword redefinition",
    "mapping",
    "prefix",
)

_VALUE_OBJECT_MEMBERS = frozenset({"@value", "@type", "@language", "@direction"})
_LOSSY_CONTAINERS = frozenset({"@index", "@id", "@type"})

# Resolved contexts, per thread since pyld's caches are not safe to share.
_per_thread = threading.local()


def expand(document: JsonObject, rules: ContextRules) -> list[JsonValue]:
    """Return the expanded document.

    The document must have passed `check_shape` and `ContextRules.check`. No base IRI is ever assumed.

    Raises `UnsignedDataError`: `unsigned.undefined_term`, `unsigned.undefined_type`, `unsigned.keyword`,
    `unsigned.relative_iri`, `unsigned.empty_array`, `unsigned.duplicate_item`, `unsigned.nested_array`,
    `unsigned.container`, `unsigned.not_a_term`, `unsigned.json_type`; `ContextError("context.invalid")`;
    `MalformedDocumentError("document.json_ld")`; `TooComplexError("complexity.contexts")`.
    """
    return _expand(_LosslessProcessor(rules), document, rules)


def find_unnamed_nodes(document: JsonObject, rules: ContextRules) -> tuple[str, ...]:
    """Return the JSON pointers of the objects that are nodes without an id; asks and raises as `expand`."""
    processor = _LosslessProcessor(rules)
    _expand(processor, document, rules)
    return tuple(processor.unnamed_nodes)


def _expand(processor: "_LosslessProcessor", document: JsonObject, rules: ContextRules) -> list[JsonValue]:
    options = processing_options(rules, _context_cache(rules))
    try:
        expanded: list[JsonValue] = processor.expand(document, options)
    except DomainError:
        raise
    except JsonLdError as error:
        code = str(error.code or error.type)
        if any(word in code for word in _CONTEXT_ERRORS):
            raise ContextError("context.invalid", detail=code) from error
        raise MalformedDocumentError("document.json_ld", detail=code) from error
    except Exception as error:  # pyld meets input that it does not expect with any built-in exception
        raise MalformedDocumentError("document.json_ld", detail=repr(error)[:200]) from error
    return expanded


class _LosslessProcessor(Processor):
    """pyld's expansion, looking at each object before pyld does."""

    def __init__(self, rules: ContextRules) -> None:
        super().__init__()
        self._plain_value_objects = rules.inline
        self._pointers: dict[int, str] = {}  # id of a container in the document -> its JSON pointer
        self._element: dict[str, Any] = {}  # the object that is being expanded
        self._spellings: dict[int, tuple[Any, Spelling]] = {}  # by id of an active context, which it keeps
        self.unnamed_nodes: list[str] = []
        self._context_changes_left = MAX_CONTEXT_CHANGES
        self._changes_context = False

    def _process_context(self, *arguments: Any, **named: Any) -> Any:
        if self._changes_context:  # one inside another, which depends on what pyld remembers
            return super()._process_context(*arguments, **named)
        self._context_changes_left -= 1
        if self._context_changes_left < 0:
            raise TooComplexError("complexity.contexts", detail=f"more than {MAX_CONTEXT_CHANGES} changes")
        self._changes_context = True
        try:
            return super()._process_context(*arguments, **named)
        finally:
            self._changes_context = False

    def _expand_object(
        self,
        active_ctx: Any,
        active_property: str | None,
        expanded_active_property: str | None,
        element: dict[str, Any],
        expanded_parent: Any,
        options: Any,
        inside_list: bool = False,
        type_key: str | None = None,
        type_scoped_ctx: Any = None,
    ) -> None:
        pointer = self._pointers.setdefault(id(element), "")
        if "@value" in element:
            self._check_value_object(active_ctx, active_property, element, pointer)
        else:
            for member, value in element.items():
                if member != "@context":
                    at = pointer + pointer_to(member)
                    self._check_member(active_ctx, type_scoped_ctx, member, value, at)
        outer, self._element = self._element, element
        super()._expand_object(
            active_ctx,
            active_property,
            expanded_active_property,
            element,
            expanded_parent,
            options,
            inside_list,
            type_key,
            type_scoped_ctx,
        )
        self._element = outer
        if "@value" not in element and "@id" not in expanded_parent:
            self.unnamed_nodes.append(pointer)

    def _expand_value(self, active_ctx: Any, active_property: str, value: Any, options: Any) -> Any:
        expanded = super()._expand_value(active_ctx, active_property, value, options)
        if isinstance(expanded, dict):
            pointer = self._pointers[id(self._element)] + pointer_to(active_property)
            siblings = self._element.get(active_property)
            if isinstance(siblings, list) and value in siblings:
                pointer += pointer_to(siblings.index(value))
            if "@id" in expanded:
                _require_iri(expanded["@id"], "unsigned.relative_iri", pointer)
                self._check_reference(active_ctx, active_property, value, expanded["@id"], pointer)
            elif "@type" in expanded:
                _require_json_type(value, expanded["@type"], pointer)
        return expanded

    def _spelling(self, active_ctx: Any) -> Spelling:
        known = self._spellings.get(id(active_ctx))
        if known is None:
            known = self._spellings[id(active_ctx)] = (active_ctx, Spelling(active_ctx))
        return known[1]

    def _check_reference(self, active_ctx: Any, member: str, text: str, iri: str, pointer: str) -> None:
        spelling = self._spelling(active_ctx)
        if JsonLdProcessor.get_context_value(active_ctx, member, "@type") == "@vocab":
            allowed = spelling.allows_value(text, iri)
        else:
            allowed = not spelling.is_compact(text)
        if not allowed:
            raise UnsignedDataError("unsigned.not_a_term", detail=text[:200], pointer=pointer)

    def _check_member(
        self, active_ctx: Any, type_scoped_ctx: Any, member: str, value: Any, pointer: str
    ) -> None:
        meaning = self._expand_iri(active_ctx, member, vocab=True)
        if member.startswith("@"):
            raise UnsignedDataError("unsigned.keyword", detail=member, pointer=pointer)
        if ":" in member:
            raise UnsignedDataError("unsigned.not_a_term", detail=member, pointer=pointer)
        if meaning == "@id":
            _require_iri(self._expand_iri(active_ctx, value), "unsigned.relative_iri", pointer)
            if self._spelling(active_ctx).is_compact(value):
                raise UnsignedDataError("unsigned.not_a_term", detail=value[:200], pointer=pointer)
        elif meaning == "@type":
            self._check_types(type_scoped_ctx, value, pointer)
        elif isinstance(meaning, str) and meaning.startswith("@"):
            raise UnsignedDataError("unsigned.keyword", detail=f"{member} is {meaning}", pointer=pointer)
        else:
            _require_iri(meaning, "unsigned.undefined_term", pointer)
            if not self._spelling(active_ctx).allows_member(member, meaning):
                raise UnsignedDataError("unsigned.not_a_term", detail=member, pointer=pointer)
            self._check_property_value(active_ctx, member, value, pointer)

    def _check_types(self, type_scoped_ctx: Any, value: Any, pointer: str) -> None:
        if not isinstance(value, list):
            self._check_type(type_scoped_ctx, value, pointer)
            return
        check_set(value, pointer)
        meanings = set()
        for index, item in enumerate(value):
            meaning = self._check_type(type_scoped_ctx, item, f"{pointer}/{index}")
            if meaning in meanings:
                raise UnsignedDataError("unsigned.duplicate_item", pointer=f"{pointer}/{index}")
            meanings.add(meaning)

    def _check_type(self, active_ctx: Any, value: Any, pointer: str) -> Any:
        meaning = self._expand_iri(active_ctx, value, vocab=True)
        _require_iri(meaning, "unsigned.undefined_type", pointer)
        if not self._spelling(active_ctx).allows_type(value, meaning):
            raise UnsignedDataError("unsigned.not_a_term", detail=value[:200], pointer=pointer)
        return meaning

    def _check_property_value(self, active_ctx: Any, member: str, value: Any, pointer: str) -> None:
        definition = active_ctx["mappings"].get(member) or {}
        if definition.get("@type") == "@json":
            return
        if definition.get("reverse"):
            raise UnsignedDataError("unsigned.container", detail="@reverse", pointer=pointer)
        containers = frozenset(JsonLdProcessor.arrayify(definition.get("@container") or []))
        if isinstance(value, dict) and containers & _LOSSY_CONTAINERS:
            raise UnsignedDataError("unsigned.container", detail=str(sorted(containers)), pointer=pointer)
        if isinstance(value, list) and "@list" not in containers:
            # Items with a graph of their own are never merged, whatever their ids.
            is_reference = definition.get("@type") in ("@id", "@vocab")
            check_set(value, pointer, merged="@graph" not in containers, text_is_reference=is_reference)
        if isinstance(value, dict) and "@language" in containers:
            check_language_map(value, pointer)
        self._note_pointers(value, pointer)

    def _check_value_object(
        self, active_ctx: Any, active_property: str | None, element: dict[str, Any], pointer: str
    ) -> None:
        for member in element.keys() - _VALUE_OBJECT_MEMBERS:
            raise UnsignedDataError("unsigned.keyword", detail=member, pointer=pointer + pointer_to(member))
        # In compacted form a value object says what its term leaves open, and is plain text otherwise. The
        # data model also lets a name be an object with nothing but its text: for those who speak all of it.
        typed_by_term = JsonLdProcessor.get_context_value(active_ctx, active_property, "@type") is not None
        datatype = self._expand_iri(active_ctx, element.get("@type"), vocab=True)
        needless = datatype and (
            typed_by_term or datatype == XSD + "string" or json_types(datatype) != (str,)
        )
        plain = len(element) == 1 and (typed_by_term or not self._plain_value_objects)
        if plain or needless:
            raise UnsignedDataError("unsigned.not_a_term", detail="a needless value object", pointer=pointer)
        if isinstance(datatype, str) and not self._spelling(active_ctx).allows_type(
            element["@type"], datatype
        ):
            raise UnsignedDataError(
                "unsigned.not_a_term", detail=element["@type"][:200], pointer=f"{pointer}/@type"
            )
        if "@language" in element and not element["@language"]:
            raise MalformedDocumentError("document.language", detail="empty", pointer=f"{pointer}/@language")
        if datatype and datatype != "@json":
            _require_json_type(element["@value"], datatype, pointer)

    def _note_pointers(self, value: Any, pointer: str) -> None:
        if isinstance(value, dict):
            self._pointers[id(value)] = pointer
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self._note_pointers(item, f"{pointer}/{index}")


def _require_json_type(value: Any, datatype: str, pointer: str) -> None:
    """Refuse the other JSON spelling of a typed literal: `"5"` for 5, `"true"` for true, 1.5 for "1.5"."""
    if type(value) not in json_types(datatype):
        raise UnsignedDataError("unsigned.json_type", detail=f"{value!r}"[:100], pointer=pointer)


def _require_iri(meaning: Any, code: str, pointer: str) -> None:
    if not isinstance(meaning, str) or not is_absolute_iri(meaning):
        raise UnsignedDataError(code, detail=repr(meaning)[:200], pointer=pointer)


def _context_cache(rules: ContextRules) -> dict[str, Any]:
    """Return this thread's cache of pinned contexts, or a new one where a document brings its own.

    Only pinned contexts and the scoped ones inside them get into the lasting cache (some 250), so nobody
    can make it grow.
    """
    if rules.inline or rules.supplied:
        return {}
    cache: dict[str, Any] | None = getattr(_per_thread, "contexts", None)
    if cache is None:
        cache = _per_thread.contexts = {}
    return cache


def warm_up(urls: Iterable[str] = ()) -> None:
    """Process pinned contexts in this thread now, so that the first document does not pay for it."""
    for url in urls or sorted(PRODUCT_CONTEXT_RULES.allowed):
        expand({"@context": url}, PRODUCT_CONTEXT_RULES)
