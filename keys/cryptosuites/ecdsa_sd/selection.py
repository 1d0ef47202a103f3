"""JSON pointers into a credential, and the part of it that they select.

A selection is a document of its own: it keeps the contexts, and along the way to what is selected the `id`
and `type` of each object, so that its statements are statements of the whole.

- https://www.rfc-editor.org/rfc/rfc6901
- https://www.w3.org/TR/vc-di-ecdsa/#selectjsonld, #createinitialselection, #selectpaths
"""

import copy
import re
from collections.abc import Iterable, Sequence

from keys.cryptosuites.ecdsa_sd.proof_value import MAX_POINTER_BYTES, MAX_POINTERS
from keys.errors import SelectionError
from schemas.documents import JsonObject, JsonValue

_INDEX = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_BAD_ESCAPE = re.compile(r"~(?![01])")


class _Wanted:
    """What is wanted of one value: all of it, or these parts of it. `pointer` is one that asks for it."""

    __slots__ = ("parts", "pointer", "whole")

    def __init__(self, pointer: str) -> None:
        self.pointer = pointer
        self.whole = False
        self.parts: dict[str, _Wanted] = {}


def select(document: JsonObject, pointers: Iterable[str]) -> JsonObject | None:
    """Return the part of a document that the pointers select, or None when there are no pointers.

    Members and items keep their order. The empty pointer selects everything.

    Raises `SelectionError`: `selection.malformed_pointer`, `selection.unknown_pointer`.
    """
    root = _Wanted("")
    for pointer in pointers:
        wanted = root
        for step in _steps(pointer):
            wanted = wanted.parts.setdefault(step, _Wanted(pointer))
        wanted.whole = True
    if not root.whole and not root.parts:
        return None
    selected = _object_part(document, root, always=frozenset({"@context"}))
    return copy.deepcopy(selected)


def check_pointers(pointers: Sequence[object]) -> None:
    """Raise `SelectionError` for more pointers than a proof can hold, or for one that is no text.

    Codes: `selection.too_many`, `selection.malformed_pointer`.
    """
    for pointer in pointers:
        if not isinstance(pointer, str):
            raise SelectionError("selection.malformed_pointer", detail=repr(pointer)[:100])
    if len(pointers) > MAX_POINTERS:
        raise SelectionError("selection.too_many", detail=f"{len(pointers)}", limit=str(MAX_POINTERS))


def _steps(pointer: str) -> list[str]:
    if pointer and not pointer.startswith("/"):
        raise SelectionError("selection.malformed_pointer", detail=repr(pointer)[:100])
    if len(pointer.encode("utf-8", "surrogatepass")) > MAX_POINTER_BYTES or _BAD_ESCAPE.search(pointer):
        raise SelectionError("selection.malformed_pointer", detail=repr(pointer)[:100])
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _part(value: JsonValue, wanted: _Wanted) -> JsonValue:
    if isinstance(value, dict):
        return _object_part(value, wanted)
    if isinstance(value, list):
        return _array_part(value, wanted)
    if wanted.parts:
        raise _unknown(next(iter(wanted.parts.values())))
    return value


def _object_part(value: JsonObject, wanted: _Wanted, *, always: frozenset[str] = frozenset()) -> JsonObject:
    for step, inner in wanted.parts.items():
        if step not in value:
            raise _unknown(inner)
    parts = {step: _part(value[step], inner) for step, inner in wanted.parts.items()}
    if wanted.whole:
        return value
    return {
        member: whole if member in always or _names_the_object(member, whole) else parts[member]
        for member, whole in value.items()
        if member in parts or member in always or _names_the_object(member, whole)
    }


def _array_part(value: list[JsonValue], wanted: _Wanted) -> list[JsonValue]:
    parts: dict[int, JsonValue] = {}
    for step, inner in wanted.parts.items():
        if not _INDEX.fullmatch(step) or int(step) >= len(value):
            raise _unknown(inner)
        parts[int(step)] = _part(value[int(step)], inner)
    return value if wanted.whole else [parts[index] for index in sorted(parts)]


def _names_the_object(member: str, value: JsonValue) -> bool:
    blank = isinstance(value, str) and value.startswith("_:")
    return member == "type" or (member == "id" and not blank)


def _unknown(wanted: _Wanted) -> SelectionError:
    return SelectionError("selection.unknown_pointer", pointer=wanted.pointer, detail="nothing is there")
