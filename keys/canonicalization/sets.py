"""What a set in RDF does not keep of an array: empty ones, equal items, arrays in arrays.

Such a change to a signed document would leave its statements as they are, so the general way refuses them.

- https://www.w3.org/TR/json-ld11/#sets
"""

from collections.abc import Hashable
from typing import Any

from schemas.errors import UnsignedDataError
from schemas.violations import pointer_to


def check_set(
    items: list[Any], pointer: str, *, merged: bool = True, text_is_reference: bool = False
) -> None:
    """Refuse what a set does not keep: that it is there but empty, equal items, and arrays in arrays.

    Objects without an id stay apart in RDF; two with the same id are one, and so are an id and an object.
    `merged`: whether equal items become one. `text_is_reference`: whether text stands for an object with
    that id.

    Raises `UnsignedDataError`: `unsigned.empty_array`, `unsigned.nested_array`, `unsigned.duplicate_item`.
    """
    if not items:
        raise UnsignedDataError("unsigned.empty_array", pointer=pointer)
    seen: set[Hashable] = set()
    for index, item in enumerate(items):
        if isinstance(item, list):
            raise UnsignedDataError("unsigned.nested_array", pointer=f"{pointer}/{index}")
        meaning = _meaning(item, text_is_reference) if merged else None
        if meaning is None:
            continue
        if meaning in seen:
            raise UnsignedDataError("unsigned.duplicate_item", pointer=f"{pointer}/{index}")
        seen.add(meaning)


def _meaning(item: Any, text_is_reference: bool) -> Hashable:
    """Return what an item is equal to others by; None for an object that is a thing of its own."""
    if not isinstance(item, dict):
        return ("@id", item) if text_is_reference and isinstance(item, str) else (type(item), item)
    if "@value" in item:
        return tuple(
            (name, type(value), str(value).lower() if name == "@language" else repr(value))
            for name, value in sorted(item.items())
        )
    name = item.get("id")
    return ("@id", name) if isinstance(name, str) else None


def check_language_map(texts_by_language: dict[str, Any], pointer: str) -> None:
    """Refuse what a language map does not keep: languages that differ by case only, and as `check_set`."""
    languages = set()
    for language, texts in texts_by_language.items():
        at = pointer + pointer_to(language)
        if language.lower() in languages:
            raise UnsignedDataError("unsigned.duplicate_item", pointer=at)
        languages.add(language.lower())
        check_set(texts if isinstance(texts, list) else [texts], at)
