"""Going through a document place by place, and changing one place of it."""

import copy
from collections.abc import Iterator
from typing import Any

from schemas.documents import JsonObject

Path = tuple[str | int, ...]


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every member and item below a value."""
    steps: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        steps = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    for step, inner in steps:
        yield (*path, step)
        yield from places(inner, (*path, step))


def at(document: JsonObject, path: Path) -> Any:
    """Return the value at a path."""
    value: Any = document
    for step in path:
        value = value[step]
    return value


def without(document: JsonObject, path: Path) -> JsonObject:
    """Return a copy of a document that lacks one place."""
    changed = copy.deepcopy(document)
    del at(changed, path[:-1])[path[-1]]
    return changed


def changed_at(document: JsonObject, path: Path, value: Any) -> JsonObject:
    """Return a copy of a document with another value at one place, which may be new."""
    changed = copy.deepcopy(document)
    at(changed, path[:-1])[path[-1]] = value
    return changed


def pointer(path: Path) -> str:
    """Return the JSON pointer of a path."""
    return "".join(f"/{step}" for step in path)
