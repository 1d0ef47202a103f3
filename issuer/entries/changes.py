"""Adding and taking away rows of an entry, for forms that work without JavaScript. Pure.

A button posts the whole form with a command such as `add-evidence` or `remove-evidence-2`; what was typed
stays. Evidence keeps its numbers for life, so that findings go on pointing at the same piece.
"""

import re

from issuer.entries.reader import MAX_ROWS, Entry
from schemas.documents import JsonObject, JsonValue

_COMMAND = re.compile(r"(add|remove)-(evidence|judgements|assessors|guides|enrolments)(?:-([0-9]{1,3}))?")
_NUMBER = re.compile(r"[0-9]{1,9}")


def changed(entry: Entry, command: str) -> JsonObject:
    """Return the entry with a row added or taken away; unchanged for a command that is none."""
    match = _COMMAND.fullmatch(command)
    result: JsonObject = dict(entry)
    if match is None:
        return result
    verb, name, index = match.groups()
    rows = _rows(entry, name)
    if verb == "add" and len(rows) < MAX_ROWS:
        fresh: JsonObject = {"number": next_number(entry)} if name == "evidence" else {}
        result[name] = [*rows, fresh]
    elif verb == "remove" and index is not None and int(index) < len(rows):
        removed = rows.pop(int(index))
        result[name] = [*rows]
        if name == "evidence":
            result["judgements"] = [
                _without(row, removed.get("number")) for row in _rows(entry, "judgements")
            ]
    return result


def next_number(entry: Entry) -> str:
    """Return the number of the next piece of evidence."""
    numbers = [str(row.get("number", "")) for row in _rows(entry, "evidence")]
    return str(max((int(number) for number in numbers if _NUMBER.fullmatch(number)), default=0) + 1)


def _without(row: JsonObject, number: JsonValue) -> JsonObject:
    based_on = row.get("based_on")
    if not isinstance(based_on, list):
        return row
    return {**row, "based_on": [each for each in based_on if each != number]}


def _rows(entry: Entry, name: str) -> list[JsonObject]:
    rows = entry.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
