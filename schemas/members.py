"""Reading members of parsed JSON with the type that they must have.

The parsing edge: behind these functions values are typed. Each takes the object, the member's name and the
pointer of the object, and raises `MalformedDocumentError` with the pointer of the member.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeVar

from schemas.dates import parse_calendar_date, parse_instant
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError
from schemas.violations import pointer_to

Value = TypeVar("Value")


def malformed(code: str, pointer: str, found: JsonValue = None) -> MalformedDocumentError:
    """Return the error for a member of the wrong shape; `found` is named by its type only."""
    return MalformedDocumentError(code, pointer=pointer, detail=f"found {type(found).__name__}")


def text(members: Mapping[str, JsonValue], name: str, at: str = "") -> str:
    """Return a member that must be a string (`document.not_text`)."""
    value = members.get(name)
    if not isinstance(value, str):
        raise malformed("document.not_text", at + pointer_to(name), value)
    return value


def optional_text(members: Mapping[str, JsonValue], name: str, at: str = "") -> str | None:
    """Return a member that must be a string when it is there."""
    return text(members, name, at) if name in members else None


def texts(members: Mapping[str, JsonValue], name: str, at: str = "") -> tuple[str, ...]:
    """Return a member that may be absent, one string or an array of strings, as a tuple."""
    value = members.get(name, [])
    if isinstance(value, str):
        return (value,)
    items = value if isinstance(value, list) else [value]
    found = tuple(item for item in items if isinstance(item, str))
    if len(found) != len(items):
        raise malformed("document.not_text", at + pointer_to(name), value)
    return found


def optional_integer(members: Mapping[str, JsonValue], name: str, at: str = "") -> int | None:
    """Return a member that must be a JSON integer when it is there (`document.not_an_integer`)."""
    value = members.get(name)
    if value is None and name not in members:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise malformed("document.not_an_integer", at + pointer_to(name), value)
    return value


def boolean(members: Mapping[str, JsonValue], name: str, at: str = "") -> bool:
    """Return a member that must be true or false (`document.not_a_boolean`)."""
    value = members.get(name)
    if not isinstance(value, bool):
        raise malformed("document.not_a_boolean", at + pointer_to(name), value)
    return value


def child(members: Mapping[str, JsonValue], name: str, at: str = "") -> JsonObject:
    """Return a member that must be one object (`document.not_an_object`)."""
    value = members.get(name)
    if not isinstance(value, dict):
        raise malformed("document.not_an_object", at + pointer_to(name), value)
    return value


def children(members: Mapping[str, JsonValue], name: str, at: str = "") -> tuple[JsonObject, ...]:
    """Return a member that may be absent, one object or an array of objects, as a tuple."""
    return tuple(found for _, found in placed_children(members, name, at))


def placed_children(
    members: Mapping[str, JsonValue], name: str, at: str = ""
) -> tuple[tuple[str, JsonObject], ...]:
    """Return what `children` returns, each with its JSON pointer."""
    if name not in members:
        return ()
    value, pointer = members[name], at + pointer_to(name)
    if isinstance(value, dict):
        return ((pointer, value),)
    if not isinstance(value, list):
        raise malformed("document.not_an_object", pointer, value)
    objects = tuple(
        (f"{pointer}/{number}", item) for number, item in enumerate(value) if isinstance(item, dict)
    )
    if len(objects) != len(value):
        raise malformed("document.not_an_object", pointer, value)
    return objects


def identifier(members: Mapping[str, JsonValue], name: str, at: str = "") -> str | None:
    """Return the identifier of a member that is a string, or an object with an `id`; None when absent."""
    value = members.get(name)
    if isinstance(value, dict):
        return optional_text(value, "id", at + pointer_to(name))
    return optional_text(members, name, at)


def optional_instant(members: Mapping[str, JsonValue], name: str, at: str = "") -> datetime | None:
    """Return an RFC 3339 instant when it is there (`document.instant`)."""
    value = optional_text(members, name, at)
    return _located(parse_instant, value, at + pointer_to(name)) if value is not None else None


def calendar_date(members: Mapping[str, JsonValue], name: str, at: str = "") -> date:
    """Return a calendar date (`document.date`)."""
    return _located(parse_calendar_date, text(members, name, at), at + pointer_to(name))


def optional_calendar_date(members: Mapping[str, JsonValue], name: str, at: str = "") -> date | None:
    """Return a calendar date when it is there."""
    return calendar_date(members, name, at) if name in members else None


def _located(parse: Callable[[str], Value], value: str, pointer: str) -> Value:
    try:
        return parse(value)
    except MalformedDocumentError as error:
        raise MalformedDocumentError(
            error.code, detail=error.detail, pointer=pointer, **error.parameters
        ) from error
