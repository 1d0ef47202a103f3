"""JSON-LD expansion by pyld that never drops anything: the only module that knows pyld.

A JSON-LD processor silently drops what its contexts do not define. What is dropped is not signed, so it
could be added to or taken from a signed document unnoticed. pyld 3.3 has no safe mode; this subclass sees
every object at the moment when pyld expands it, with exactly the active context that pyld uses, and
refuses, with the JSON pointer, what would get lost.

It also refuses other spellings of the same statements: keywords and IRIs in place of the terms that the
contexts define (`@id` for `id`, `@nest`, a full IRI as a member name). A signature would not notice such a
change, but whoever reads the document by its terms would no longer find the status or the end date.

- https://www.w3.org/TR/json-ld11-api/#expansion-algorithm
- https://www.w3.org/TR/vc-data-integrity/#securing-data-losslessly
- https://www.w3.org/TR/vc-data-model-2.0/#json-ld (documents are in compacted form)
"""

import copy
import re
import threading
from collections.abc import Iterable, Mapping
from typing import Any

from pyld.context_resolver import ContextResolver
from pyld.jsonld import JsonLdError, JsonLdProcessor

from keys.canonicalization.context_rules import PRODUCT_CONTEXT_RULES, ContextRules
from keys.canonicalization.nquads import is_absolute_iri
from schemas.documents import JsonObject, JsonValue
from schemas.errors import ContextError, DomainError, MalformedDocumentError, UnsignedDataError
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

# In which JSON type a literal of an XML Schema datatype is written; any other datatype is written as text.
# Open Badges 3.0 writes the namespace with https.
_XML_SCHEMA = re.compile(r"https?://www\.w3\.org/2001/XMLSchema#")
_INTEGERS = ("integer", "nonNegativeInteger", "positiveInteger", "int", "long", "short", "unsignedInt")
_JSON_TYPES: Mapping[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "double": (int, float),
    "float": (int, float),
    **dict.fromkeys(_INTEGERS, (int,)),
}

# Resolved contexts, per thread since pyld's caches are not safe to share.
_per_thread = threading.local()


def expand(document: JsonObject, rules: ContextRules) -> list[JsonValue]:
    """Return the expanded document.

    The document must have passed `check_shape` and `ContextRules.check`. No base IRI is ever assumed.

    Raises `UnsignedDataError`: `unsigned.undefined_term`, `unsigned.undefined_type`, `unsigned.keyword`,
    `unsigned.relative_iri`, `unsigned.empty_array`, `unsigned.duplicate_item`, `unsigned.nested_array`,
    `unsigned.container`, `unsigned.not_a_term`, `unsigned.json_type`; `ContextError("context.invalid")`;
    `MalformedDocumentError("document.json_ld")`.
    """
    return _expand(_LosslessProcessor(), document, rules)


def find_unnamed_nodes(document: JsonObject, rules: ContextRules) -> tuple[str, ...]:
    """Return the JSON pointers of the objects that are nodes without an id; asks and raises as `expand`."""
    processor = _LosslessProcessor()
    _expand(processor, document, rules)
    return tuple(processor.unnamed_nodes)


def _expand(processor: "_LosslessProcessor", document: JsonObject, rules: ContextRules) -> list[JsonValue]:
    options = {
        "base": None,  # pyld's own default is http://example.org/base/, and would be signed
        "isFrame": False,
        "keepFreeFloatingNodes": False,
        "processingMode": "json-ld-1.1",
        "extractAllScripts": False,
        "documentLoader": _loader(rules),
        "contextResolver": ContextResolver(_context_cache(rules), _loader(rules)),
    }
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


class _LosslessProcessor(JsonLdProcessor):  # type: ignore[misc]  # pyld is not typed
    """pyld's expansion, looking at each object before pyld does."""

    def __init__(self) -> None:
        super().__init__()
        self._pointers: dict[int, str] = {}  # id of a container in the document -> its JSON pointer
        self._element: dict[str, Any] = {}  # the object that is being expanded
        self.unnamed_nodes: list[str] = []

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

    def _clone_active_context(self, active_ctx: Any) -> "_ActiveContext":
        return _ActiveContext(super()._clone_active_context(active_ctx))

    def _expand_value(self, active_ctx: Any, active_property: str, value: Any, options: Any) -> Any:
        expanded = super()._expand_value(active_ctx, active_property, value, options)
        if isinstance(expanded, dict):
            pointer = self._pointers[id(self._element)] + pointer_to(active_property)
            siblings = self._element.get(active_property)
            if isinstance(siblings, list) and value in siblings:
                pointer += pointer_to(siblings.index(value))
            if "@id" in expanded:
                _require_iri(expanded["@id"], "unsigned.relative_iri", pointer)
            elif "@type" in expanded:
                _require_json_type(value, expanded["@type"], pointer)
        return expanded

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
        elif meaning == "@type":
            self._check_types(type_scoped_ctx, value, pointer)
        elif isinstance(meaning, str) and meaning.startswith("@"):
            raise UnsignedDataError("unsigned.keyword", detail=f"{member} is {meaning}", pointer=pointer)
        else:
            _require_iri(meaning, "unsigned.undefined_term", pointer)
            self._check_property_value(active_ctx, member, value, pointer)

    def _check_types(self, type_scoped_ctx: Any, value: Any, pointer: str) -> None:
        if not isinstance(value, list):
            _require_iri(
                self._expand_iri(type_scoped_ctx, value, vocab=True), "unsigned.undefined_type", pointer
            )
            return
        _check_set(value, pointer)
        for index, item in enumerate(value):
            meaning = self._expand_iri(type_scoped_ctx, item, vocab=True)
            _require_iri(meaning, "unsigned.undefined_type", f"{pointer}/{index}")

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
            _check_set(value, pointer, merged="@graph" not in containers)
        if isinstance(value, dict) and "@language" in containers:
            for language, texts in value.items():
                _check_set(JsonLdProcessor.arrayify(texts), pointer + pointer_to(language))
        self._note_pointers(value, pointer)

    def _check_value_object(
        self, active_ctx: Any, active_property: str | None, element: dict[str, Any], pointer: str
    ) -> None:
        for member in element.keys() - _VALUE_OBJECT_MEMBERS:
            raise UnsignedDataError("unsigned.keyword", detail=member, pointer=pointer + pointer_to(member))
        # In compacted form a value object says what its term leaves open, and is plain text otherwise.
        typed_by_term = JsonLdProcessor.get_context_value(active_ctx, active_property, "@type") is not None
        datatype = self._expand_iri(active_ctx, element.get("@type"), vocab=True)
        if len(element) == 1 or (datatype and (typed_by_term or _json_types(datatype) != (str,))):
            raise UnsignedDataError("unsigned.not_a_term", detail="a needless value object", pointer=pointer)
        if datatype and datatype != "@json":
            _require_json_type(element["@value"], datatype, pointer)

    def _note_pointers(self, value: Any, pointer: str) -> None:
        if isinstance(value, dict):
            self._pointers[id(value)] = pointer
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self._note_pointers(item, f"{pointer}/{index}")


class _ActiveContext(dict[str, Any]):
    """An active context from which a vocabulary that it does not have can be deleted.

    pyld 3.3 raises KeyError where a document says `"@vocab": null` and no vocabulary was set before.
    """

    def __delitem__(self, name: str) -> None:
        self.pop(name, None)


def _check_set(items: list[Any], pointer: str, *, merged: bool = True) -> None:
    """Refuse what a set does not keep: that it is there but empty, equal items, and arrays in arrays.

    Objects without an id stay apart in RDF; two with the same id are one.
    """
    if not items:
        raise UnsignedDataError("unsigned.empty_array", pointer=pointer)
    seen: set[tuple[type, Any]] = set()
    for index, item in enumerate(items):
        if isinstance(item, list):
            raise UnsignedDataError("unsigned.nested_array", pointer=f"{pointer}/{index}")
        name = item.get("id") if isinstance(item, dict) else item
        if not merged or name is None or isinstance(name, dict | list):
            continue
        if (type(item), name) in seen:
            raise UnsignedDataError("unsigned.duplicate_item", pointer=f"{pointer}/{index}")
        seen.add((type(item), name))


def _json_types(datatype: str) -> tuple[type, ...]:
    prefix = _XML_SCHEMA.match(datatype)
    return _JSON_TYPES.get(datatype[prefix.end() :], (str,)) if prefix else (str,)


def _require_json_type(value: Any, datatype: str, pointer: str) -> None:
    """Refuse the other JSON spelling of a typed literal: `"5"` for 5, `"true"` for true, 1.5 for "1.5"."""
    if type(value) not in _json_types(datatype):
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


def _loader(rules: ContextRules) -> Any:
    """Return a document loader over the pinned and supplied contexts; it has no way to a network."""

    def load(url: str, options: Any) -> dict[str, Any]:  # noqa: ARG001  (pyld's signature)
        return {
            "contextUrl": None,
            "documentUrl": url,
            "document": copy.deepcopy(rules.load(url)),  # pyld writes into it
            "tag": "static",  # pyld: keep it in the shared cache
        }

    return load


def warm_up(urls: Iterable[str] = ()) -> None:
    """Process pinned contexts in this thread now, so that the first document does not pay for it."""
    for url in urls or sorted(PRODUCT_CONTEXT_RULES.allowed):
        expand({"@context": url}, PRODUCT_CONTEXT_RULES)
