"""The values that the data model is made of: contexts, types, URLs, text in languages, typed objects."""

import re
from collections.abc import Mapping

from schemas import members
from schemas.documents import JsonObject, JsonValue
from schemas.errors import ContextError, MalformedDocumentError
from schemas.violations import pointer_to

# An absolute URL as the data model means it: a scheme, and nothing that RDF could not hold either.
_URL = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`\x7f\ud800-\udfff]+')
_WEB_URL = re.compile(r"https?://[^/?#]", re.IGNORECASE)

_LANGUAGE_MEMBERS = frozenset({"@value", "@language", "@direction"})
_DIRECTIONS = ("ltr", "rtl")


def is_url(text: str) -> bool:
    """Say whether text is an absolute URL: `https ://a`, `/a`, `fake-issuer` and `https:a` are none."""
    return _URL.fullmatch(text) is not None and (
        not text.lower().startswith(("http:", "https:")) or _WEB_URL.match(text) is not None
    )


def check_url(holder: Mapping[str, JsonValue], name: str, at: str = "") -> None:
    """Require a member that is one URL (`document.not_text`, `document.url`)."""
    if not is_url(members.text(holder, name, at)):
        raise members.malformed("document.url", at + pointer_to(name), holder[name])


def check_optional_id(holder: Mapping[str, JsonValue], at: str = "") -> None:
    """Require `id` to be one URL where it is there."""
    if "id" in holder:
        check_url(holder, "id", at)


def check_id(holder: Mapping[str, JsonValue], at: str) -> None:
    """Require an `id` that is one URL (`document.no_id` when it is absent)."""
    if "id" not in holder:
        raise members.malformed("document.no_id", f"{at}/id")
    check_url(holder, "id", at)


def check_contexts(contexts: tuple[JsonValue, ...]) -> None:
    """Require contexts to be URLs or objects (`context.malformed`); which of them are allowed is a policy."""
    for index, context in enumerate(contexts):
        if not isinstance(context, dict) and not (isinstance(context, str) and is_url(context)):
            raise ContextError(
                "context.malformed", detail=f"found {type(context).__name__}", pointer=f"/@context/{index}"
            )


def check_language_text(holder: Mapping[str, JsonValue], name: str, at: str = "") -> None:
    """Require a member to be text, text with a language, or several of them (`document.language_text`).

    https://www.w3.org/TR/vc-data-model-2.0/#language-and-base-direction
    """
    if name not in holder:
        return
    value, pointer = holder[name], at + pointer_to(name)
    places = (
        [(f"{pointer}/{index}", item) for index, item in enumerate(value)]
        if isinstance(value, list)
        else [(pointer, value)]
    )
    if not places:
        raise members.malformed("document.language_text", pointer, value)
    for place, item in places:
        if not isinstance(item, str) and not _is_language_object(item):
            raise members.malformed("document.language_text", place, item)


def _is_language_object(value: JsonValue) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() <= _LANGUAGE_MEMBERS
        and isinstance(value.get("@value"), str)
        and isinstance(value.get("@language", ""), str)
        and value.get("@direction", "ltr") in _DIRECTIONS
    )


def check_type(holder: JsonObject, at: str) -> None:
    """Require a `type` of one or more strings (`document.no_type`, `document.not_text`)."""
    if "type" not in holder:
        raise members.malformed("document.no_type", f"{at}/type")
    if not all(members.texts(holder, "type", at)) or holder["type"] == []:
        raise members.malformed("document.no_type", f"{at}/type", holder["type"])


def typed_objects(document: JsonObject, name: str) -> tuple[tuple[str, JsonObject], ...]:
    """Return the objects of a member with their pointers, each of which must have a type and may have an id.

    A member that is absent has none; an array of none is refused (`document.empty_array`).
    """
    entries = some_objects(document, name)
    for place, entry in entries:
        check_type(entry, place)
        check_optional_id(entry, place)
    return entries


def some_objects(document: JsonObject, name: str) -> tuple[tuple[str, JsonObject], ...]:
    """Return the one or more objects of a member with their pointers; none when it is absent."""
    entries = members.placed_children(document, name)
    if name in document and not entries:
        raise MalformedDocumentError("document.empty_array", pointer=pointer_to(name))
    return entries
