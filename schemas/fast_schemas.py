"""Compiled schemas that may say "fit" and nothing else: what they do not find fit, `schemas.shape` explains.

They must never find fit what the definition in `schemas.shape` does not, so the schema is rewritten where
jsonschema-rs reads it otherwise: `\\s` is what Python takes for white space, and an integer is never written
with a fraction. Dates are read by the same functions. Nothing is ever fetched.
"""

from collections.abc import Mapping
from functools import cache

import jsonschema_rs

from schemas.dates import is_calendar_date, is_instant
from schemas.documents import JsonObject, JsonValue
from schemas.schema_files import schema_document

# The characters that `\s` of Python's `re` matches in text, as the inside of a character class of any engine.
WHITE_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

# Named after nothing in JSON Schema, so that no schema of ours can hold it.
_WHOLE = "x-whole-number"


def is_surely_fit(document: JsonObject, schema_name: str) -> bool:
    """Say whether a document certainly has the shape of a schema; False says nothing."""
    try:
        return _compiled(schema_name).is_valid(document)
    except ValueError:  # no JSON: a lone surrogate, say
        return False


class _WholeNumber:
    """A keyword: a number here is a Python integer."""

    def __init__(self, parent_schema: object, value: object, schema_path: object) -> None:
        """Take what jsonschema-rs hands over; nothing of it matters here."""

    def validate(self, instance: object) -> None:
        """Raise what jsonschema-rs takes for a refusal, without a word to anybody."""
        if isinstance(instance, float):
            raise TypeError


@cache
def _compiled(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(
        rewritten(schema_document(name)),
        formats={"date": is_calendar_date, "date-time": is_instant},
        validate_formats=True,
        ignore_unknown_formats=False,
        keywords={_WHOLE: _WholeNumber},
        offline=True,
    )


def rewritten(schema: JsonObject) -> JsonObject:
    """Return a schema with which jsonschema-rs finds fit what the definition finds fit."""
    result = {keyword: _rewritten_value(value) for keyword, value in schema.items()}
    if isinstance(pattern := schema.get("pattern"), str):
        result["pattern"] = portable(pattern)
    if schema.get("type") == "integer":
        result[_WHOLE] = True
    return result


def _rewritten_value(value: JsonValue) -> JsonValue:
    if isinstance(value, list):
        return [_rewritten_value(item) for item in value]
    return rewritten(value) if isinstance(value, dict) else value


_CLASSES: Mapping[str, str] = {r"\S": f"[^{WHITE_SPACE}]", r"[^\s": f"[^{WHITE_SPACE}"}


def portable(pattern: str) -> str:
    """Return a pattern that means the same to every engine; raises ValueError where it can't."""
    for ours, anybodys in _CLASSES.items():
        pattern = pattern.replace(ours, anybodys)
    if any(pattern.count(shorthand) for shorthand in (r"\s", r"\d", r"\D", r"\w", r"\W", r"\b", r"\B")):
        raise ValueError(f"a class that engines read differently: {pattern}")
    return pattern
