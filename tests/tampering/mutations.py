"""Every single change of a JSON document: of a leaf, of a member, of an item. Pure; yields changed copies."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.documents import JsonObject, JsonValue
from schemas.violations import pointer_to

Path = tuple[str | int, ...]

# A term that no context defines, one that every context defines, and one that only looks like JSON-LD.
ADDED_MEMBERS = ("degree", "description", "@degree")


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change: how it was made, where (JSON pointer), and the changed document."""

    how: str
    path: Path
    document: JsonObject

    def __str__(self) -> str:
        return f"{self.how} {pointer_to(*self.path)}"


def single_changes(document: JsonObject) -> Iterator[Mutation]:
    """Yield every change of one value, every removal of one, and every addition of one."""
    for path, value in _walk(document):
        if path:
            for how, other in _other_values(value):
                yield Mutation(how, path, _with(document, path, other))
            yield Mutation("remove", path, _without(document, path))
        if isinstance(value, dict):
            for name in ADDED_MEMBERS:
                if name not in value:
                    yield Mutation("add", (*path, name), _with(document, path, {**value, name: "x"}))
        elif isinstance(value, list):
            extra = _different(value[-1]) if value else "x"
            yield Mutation("append", (*path, len(value)), _with(document, path, [*value, extra]))


def respellings(document: JsonObject) -> Iterator[Mutation]:
    """Yield changes that may mean the same: an item repeated, a value in an array, 1.0 for 1."""
    for path, value in _walk(document):
        if isinstance(value, list) and value:
            yield Mutation("repeat", path, _with(document, path, [*value, value[-1]]))
        elif path:
            yield Mutation("wrap", path, _with(document, path, [value]))
        if isinstance(value, int) and not isinstance(value, bool):
            yield Mutation("fraction", path, _with(document, path, float(value)))


def _other_values(value: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    """Yield other values for a leaf: nearly the same, of another type, none."""
    if isinstance(value, dict | list):
        return
    yield "change", _different(value)
    yield "nullify", None
    yield "retype", str(value) if isinstance(value, int | float) else len(str(value))


def _different(value: JsonValue) -> JsonValue:
    """Return a value of the same type that differs as little as it can."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str):
        # The last digit or letter becomes its neighbour, so that dates, DIDs and numbers keep their form.
        place = max((index for index, sign in enumerate(value) if sign.isalnum()), default=None)
        if place is None:
            return value + "x"
        neighbour = {"9": "8", "z": "y", "Z": "Y"}.get(value[place], chr(ord(value[place]) + 1))
        return value[:place] + neighbour + value[place + 1 :]
    if isinstance(value, dict):
        return {name: _different(member) for name, member in value.items()}
    return [_different(item) for item in value] if isinstance(value, list) else "x"


def _walk(value: JsonValue, path: Path = ()) -> Iterator[tuple[Path, JsonValue]]:
    yield path, value
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _walk(member, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, (*path, index))


def _with(document: JsonObject, path: Path, value: JsonValue) -> JsonObject:
    if not path:
        assert isinstance(value, dict)
        return copy.deepcopy(value)
    changed = copy.deepcopy(document)
    _container(changed, path)[path[-1]] = copy.deepcopy(value)
    return changed


def _without(document: JsonObject, path: Path) -> JsonObject:
    changed = copy.deepcopy(document)
    del _container(changed, path)[path[-1]]
    return changed


def _container(document: JsonObject, path: Path):  # type: ignore[no-untyped-def]  # indexed by either type
    container: object = document
    for step in path[:-1]:
        container = container[step]  # type: ignore[index]
    return container
