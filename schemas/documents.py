"""Strict JSON: the one place where bytes become documents.

Python's own parser accepts duplicate keys (the last one wins), NaN, lone surrogates and numbers that it
rounds. Each of these lets two parties read two documents from the same signed bytes, so all are refused.

There are two roads to one verdict. Compact JSON, as programs write it, is read by orjson and taken only if
writing it again gives the same bytes. The fast road never refuses: whatever it does not take, and every
error, is for the slow one.
"""

import json
import math
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn, TypeAlias

import orjson

from schemas.errors import MalformedDocumentError
from schemas.violations import pointer_to

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
JsonObject: TypeAlias = dict[str, JsonValue]

_Path: TypeAlias = tuple[str | int, ...]

# The largest integer that every JSON implementation reads as the same number (RFC 8259, section 6).
MAX_INTEGER = 2**53 - 1

# No number within our range needs more characters.
_MAX_NUMBER_CHARACTERS = 128

# What orjson would write beside JSON values, it leaves to the road that refuses it.
_NOTHING_BUT_JSON = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME
_NULL = b"null"

# orjson writes at most 254 levels.
_WRITABLE_DEPTH = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on a JSON text. The defaults fit a certificate with many results, evidence and an image."""

    max_bytes: int = 1024 * 1024
    max_depth: int = 32  # our own documents are nine levels deep; foreign ones rarely twice that
    max_values: int = 50_000  # members and items together: what a document costs to walk
    max_string_length: int = 256 * 1024  # characters; an image of 190 kB in a data URL still fits


DOCUMENT_LIMITS = Limits()


def parse(data: bytes, *, limits: Limits = DOCUMENT_LIMITS) -> JsonValue:
    """Parse a JSON text (RFC 8259, I-JSON of RFC 7493) strictly.

    Objects keep the order of their members. Raises `MalformedDocumentError` with the codes
    `json.too_large`, `json.not_utf8`, `json.syntax`, `json.duplicate_key`, `json.nan`,
    `json.number_out_of_range`, `json.too_deep`, `json.too_many_values`, `json.string_too_long` and
    `json.lone_surrogate`, and nothing else.
    """
    if len(data) > limits.max_bytes:
        raise MalformedDocumentError(
            "json.too_large", detail=f"{len(data)} bytes", limit=str(limits.max_bytes)
        )
    compact = _read_compact(data, limits)
    return _read_any(data, limits) if compact is None else compact


def _read_compact(data: bytes, limits: Limits) -> JsonObject | list[JsonValue] | None:
    """Return what is certainly acceptable, None for what must be looked at more closely.

    Writing what was read gives the same bytes only when no member was dropped (so no key stands twice), and
    every number is written in its shortest form (so nothing was rounded). orjson itself refuses lone
    surrogates and what is not UTF-8. A text this short can't hold too long a string or too many values,
    each of which takes two bytes.
    """
    if len(data) > min(limits.max_string_length, 2 * limits.max_values):
        return None
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(value, dict | list) or not _is_shallow(value, min(limits.max_depth, _WRITABLE_DEPTH)):
        return None
    return value if orjson.dumps(value) == data else None


def _is_shallow(container: JsonObject | list[JsonValue], levels: int) -> bool:
    """Say whether a container nests at most so deep, with every whole number in range."""
    if levels <= 0:
        return False
    for item in container.values() if isinstance(container, dict) else container:
        if isinstance(item, str):
            continue
        if isinstance(item, dict | list):
            if not _is_shallow(item, levels - 1):
                return False
        elif item is not None and abs(item) > MAX_INTEGER:
            return False
    return True


def _read_any(data: bytes, limits: Limits) -> JsonValue:
    try:
        value: JsonValue = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object_without_duplicates,
            parse_int=_integer,
            parse_float=_fraction,
            parse_constant=_refuse_constant,
        )
    except UnicodeDecodeError as error:
        raise MalformedDocumentError("json.not_utf8", detail=str(error)) from error
    except json.JSONDecodeError as error:
        raise MalformedDocumentError(
            "json.syntax", detail=str(error), line=str(error.lineno), column=str(error.colno)
        ) from error
    except RecursionError as error:
        # The stack ends far beyond max_depth, or the caller stands near its end: too deep either way.
        raise MalformedDocumentError("json.too_deep", limit=str(limits.max_depth)) from error
    _check_bounds(value, limits)
    return value


def parse_object(data: bytes, *, limits: Limits = DOCUMENT_LIMITS) -> JsonObject:
    """Parse a JSON text that must be an object. Raises as `parse`, and `document.not_an_object`."""
    value = parse(data, limits=limits)
    if not isinstance(value, dict):
        raise MalformedDocumentError("document.not_an_object", detail=type(value).__name__)
    return value


def serialize(value: JsonValue) -> bytes:
    """Return compact UTF-8 JSON with members in the order in which they stand.

    This is for storing and sending, not for signing: canonical forms are in `keys.canonicalization`.
    Raises ValueError for NaN, infinities and lone surrogates, TypeError for what is no JSON value.
    """
    try:
        written = orjson.dumps(value, option=_NOTHING_BUT_JSON)
    except orjson.JSONEncodeError:
        written = _NULL
    # orjson writes NaN as null; what may be one is for the careful road, as are all errors.
    if _NULL not in written:
        return written
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def _object_without_duplicates(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    members = dict(pairs)
    if len(members) != len(pairs):
        [(name, _)] = Counter(name for name, _ in pairs).most_common(1)
        raise MalformedDocumentError("json.duplicate_key", detail=repr(name)[:100], member=name[:100])
    return members


def _integer(text: str) -> int:
    """Read an integer; the length comes first, since reading thousands of digits costs quadratic time."""
    if len(text) > _MAX_NUMBER_CHARACTERS or abs(int(text)) > MAX_INTEGER:
        raise _out_of_range(text)
    return int(text)


def _fraction(text: str) -> float:
    """Read a number with a fraction or exponent, if a double holds exactly what was written."""
    number = float(text)
    if len(text) > _MAX_NUMBER_CHARACTERS or not math.isfinite(number):
        raise _out_of_range(text)
    if number == 0:
        faithful = set(text.lower().partition("e")[0]) <= set("-0.")  # not a number too small for a double
    else:
        integral_beyond = number.is_integer() and abs(number) > MAX_INTEGER
        faithful = not integral_beyond and Decimal(repr(number)) == Decimal(text)
    if not faithful:
        raise _out_of_range(text)
    return number


def _out_of_range(text: str) -> MalformedDocumentError:
    # The number itself stays out of logs: it may be somebody's.
    return MalformedDocumentError("json.number_out_of_range", detail=f"a number of {len(text)} characters")


def _refuse_constant(text: str) -> NoReturn:
    raise MalformedDocumentError("json.nan", detail=text)


def _check_bounds(value: JsonValue, limits: Limits) -> None:
    """Walk the whole value without recursion, so that its depth costs no stack."""
    if isinstance(value, str):
        _check_string(value, (), limits)
    if not isinstance(value, dict | list):
        return
    remaining = limits.max_values
    pending: list[tuple[JsonObject | list[JsonValue], _Path]] = [(value, ())]
    while pending:
        current, path = pending.pop()
        if len(path) >= limits.max_depth:
            raise MalformedDocumentError("json.too_deep", limit=str(limits.max_depth))
        remaining -= len(current)
        if remaining < 0:
            raise MalformedDocumentError("json.too_many_values", limit=str(limits.max_values))
        if isinstance(current, dict):
            for name in current:
                _check_string(name, path, limits)
        for step, item in current.items() if isinstance(current, dict) else enumerate(current):
            if isinstance(item, str):
                if not item.isascii() or len(item) > limits.max_string_length:
                    _check_string(item, (*path, step), limits)
            elif isinstance(item, dict | list):
                pending.append((item, (*path, step)))


def _check_string(text: str, path: _Path, limits: Limits) -> None:
    if len(text) > limits.max_string_length:
        raise MalformedDocumentError(
            "json.string_too_long", pointer=pointer_to(*path), limit=str(limits.max_string_length)
        )
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            # The name of a member may be the offender, so the pointer stops at its object.
            raise MalformedDocumentError("json.lone_surrogate", detail=str(error)) from error
