"""Which members at the top of a document its contexts define by name.

A JWS covers members that no context defines as well, but no reader can know what they mean; so nobody signs
them here. A context that gives a meaning to every word (`@vocab`) defines none by name.

https://www.w3.org/TR/vc-data-model-2.0/#contexts
"""

from collections.abc import Iterator

from keys.canonicalization import ContextRules
from schemas import members
from schemas.documents import JsonObject, JsonValue
from schemas.errors import UnsignedDataError
from schemas.violations import pointer_to


def check_terms(document: JsonObject, contexts: ContextRules) -> None:
    """Refuse contexts that the rules do not allow, and top-level members that no context defines by name.

    Raises `ContextError` as `ContextRules.check`, `UnsignedDataError("unsigned.undefined_term")`.
    """
    contexts.check(document)
    types = frozenset(members.texts(document, "type"))
    defined = frozenset(_terms(document["@context"], contexts, types))
    for name in document:
        if name != "@context" and name not in defined:
            raise UnsignedDataError(
                "unsigned.undefined_term", pointer=pointer_to(name), detail=repr(name)[:100]
            )


def _terms(context: JsonValue, rules: ContextRules, types: frozenset[str]) -> Iterator[str]:
    """Yield the terms of a context, and those that it adds for the types of the document."""
    for entry in context if isinstance(context, list) else [context]:
        if isinstance(entry, str):
            loaded = rules.load(entry)
            if isinstance(loaded, dict):
                yield from _terms(loaded.get("@context"), rules, types)
        elif isinstance(entry, dict):
            for term, definition in entry.items():
                if not term.startswith("@") and definition is not None:
                    yield term
                if term in types and isinstance(definition, dict):
                    yield from _terms(definition.get("@context"), rules, types)
