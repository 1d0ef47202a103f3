"""Shapes of JSON that descriptions of APIs are written in: JSON Schemas for `web.openapi`, without words.

Only what the descriptions use. A shape that occurs once is written where it is.

https://json-schema.org/draft/2020-12/json-schema-validation
"""

from enum import StrEnum

from schemas.documents import JsonObject, JsonValue

OBJECT: JsonObject = {"type": "object"}
ARRAY: JsonObject = {"type": "array"}
TEXT: JsonObject = {"type": "string"}
INTEGER: JsonObject = {"type": "integer"}
BOOLEAN: JsonObject = {"type": "boolean"}
DATE: JsonObject = {"type": "string", "format": "date"}
INSTANT: JsonObject = {"type": "string", "format": "date-time"}
ADDRESS: JsonObject = {"type": "string", "format": "uri"}


def record(*required: str, **members: JsonValue) -> JsonObject:
    """Return the shape of an object: the names that it must have, and the shapes of the members that matter.

    Either may name what the other does not. Other members are allowed; `closed` is for where they are not.
    """
    shape: JsonObject = {**OBJECT}
    if required:
        shape["required"] = list(required)
    if members:
        shape["properties"] = members
    return shape


def closed(shape: JsonObject) -> JsonObject:
    """Return the shape without room for members that it does not describe."""
    return {**shape, "additionalProperties": False}


def list_of(items: JsonValue, **bounds: JsonValue) -> JsonObject:
    """Return the shape of a list; `bounds` are keywords such as `minItems`."""
    return {**ARRAY, **bounds, "items": items}


def text_like(pattern: str) -> JsonObject:
    """Return the shape of a text that the regular expression occurs in."""
    return {**TEXT, "pattern": pattern}


def one_of(values: type[StrEnum]) -> JsonObject:
    """Return the shape of a word of a closed set."""
    return {"enum": [each.value for each in values]}


def refer(schema: str) -> JsonObject:
    """Return a reference to a schema that the description names."""
    return {"$ref": f"#/components/schemas/{schema}"}
