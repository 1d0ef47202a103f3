"""Which JSON-LD contexts a document may use: asked before anything is expanded, and for JCS suites as well.

A context decides what a word means, so whoever chooses the context chooses the meaning. The product allows
only contexts that are pinned in `schemas`, at the places where a context belongs. Conformance tests also
need contexts that stand inside a document or beside it.

- https://www.w3.org/TR/vc-data-integrity/#validating-contexts
- https://www.w3.org/TR/json-ld11-api/#context-processing-algorithms
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from schemas.contexts import PRODUCT_CONTEXTS, load_context
from schemas.documents import JsonObject, JsonValue
from schemas.errors import ContextError
from schemas.violations import pointer_to

# Real documents name two to four contexts.
MAX_CONTEXTS_PER_OBJECT = 16

# Objects that are documents of their own inside another one, and so may have a context.
DOCUMENT_MEMBERS = ("verifiableCredential", "proof")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextRules:
    """The contexts that a document may use.

    `allowed`: addresses, loaded from the pinned copies. `inline`: whether a context may stand in the
    document itself; even then never with a `@vocab` that is not null, since that would define every word.
    `supplied`: further contexts by address, for tests and conformance; these the caller vouches for.
    """

    allowed: frozenset[str] = PRODUCT_CONTEXTS
    inline: bool = False
    supplied: Mapping[str, JsonValue] = field(default_factory=lambda: MappingProxyType({}))

    def load(self, url: str) -> JsonValue:
        """Return a context document; never touches the network.

        Raises `ContextError("context.unknown")`.
        """
        if url in self.supplied:
            return self.supplied[url]
        return load_context(url)

    def check(self, document: JsonObject) -> None:
        """Refuse every context in the document that these rules do not allow.

        Raises `ContextError`: `context.missing`, `context.malformed`, `context.unknown`, `context.inline`,
        `context.vocab`, `context.misplaced`, `context.too_many`.
        """
        if "@context" not in document:
            raise ContextError("context.missing", pointer="/@context")
        for holder, pointer in context_holders(document):
            if not self.inline and not _may_hold_context(pointer):
                raise ContextError("context.misplaced", pointer=f"{pointer}/@context")
            self._check_value(holder["@context"], f"{pointer}/@context")

    def _check_value(self, value: JsonValue, pointer: str) -> None:
        entries = value if isinstance(value, list) else [value]
        if len(entries) > MAX_CONTEXTS_PER_OBJECT:
            raise ContextError("context.too_many", detail=f"{len(entries)} contexts", pointer=pointer)
        for index, entry in enumerate(entries):
            entry_pointer = f"{pointer}/{index}" if isinstance(value, list) else pointer
            if isinstance(entry, str):
                if entry not in self.allowed and entry not in self.supplied:
                    raise ContextError("context.unknown", detail=repr(entry[:200]), pointer=entry_pointer)
            elif isinstance(entry, dict):
                if not self.inline:
                    raise ContextError("context.inline", pointer=entry_pointer)
                self._check_inline(entry, entry_pointer)
            else:
                raise ContextError("context.malformed", detail=repr(entry)[:100], pointer=entry_pointer)

    def _check_inline(self, context: JsonObject, pointer: str) -> None:
        if context.get("@vocab") is not None:
            raise ContextError("context.vocab", pointer=f"{pointer}/@vocab")
        if "@import" in context:
            raise ContextError("context.malformed", detail="@import", pointer=f"{pointer}/@import")
        for term, definition in context.items():
            if isinstance(definition, dict) and "@context" in definition:
                scoped = definition["@context"]
                if scoped is not None:
                    self._check_value(scoped, pointer + pointer_to(term, "@context"))


PRODUCT_CONTEXT_RULES = ContextRules()


def context_holders(document: JsonValue) -> Iterator[tuple[JsonObject, str]]:
    """Yield every object that has a context, with its pointer; without recursion, whatever the depth."""
    stack: list[tuple[JsonValue, str]] = [(document, "")]
    while stack:
        value, pointer = stack.pop()
        if isinstance(value, dict):
            if "@context" in value:
                yield value, pointer
            for name, child in value.items():
                if isinstance(child, dict | list) and name != "@context":
                    stack.append((child, pointer + pointer_to(name)))
        elif isinstance(value, list):
            for index, child in enumerate(value):
                if isinstance(child, dict | list):
                    stack.append((child, f"{pointer}/{index}"))


def _may_hold_context(pointer: str) -> bool:
    """Say whether the object at a pointer is a document, an embedded credential or a proof."""
    if not pointer:
        return True
    tokens = [token for token in pointer.split("/")[1:] if not token.isdecimal()]
    return all(token in DOCUMENT_MEMBERS for token in tokens)
