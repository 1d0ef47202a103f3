"""From JSON Schema errors to violations: a pointer, a code of ours, and parameters for a sentence.

Python reads some schemas more loosely than we want, so three things are stricter here: an integer is never
written with a fraction, `$` in a pattern is the very end of the text, and dates are read by `schemas.dates`.
The first matters for signatures: `1` and `1.0` canonicalise to the same RDF.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError as SchemaError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing.jsonschema import EMPTY_REGISTRY

from schemas.dates import is_calendar_date, is_instant
from schemas.documents import JsonObject, JsonValue
from schemas.fast_schemas import is_surely_fit
from schemas.schema_files import SCHEMA_NAMES, schema_document
from schemas.violations import Violation, pointer_to

# More tells nobody anything: the report of a hostile document stays small.
MAX_VIOLATIONS = 50

# The pattern of text that must say something.
NOT_BLANK = r"\S"

# Judgements that follow from other claims and the trust list: a document may not make them about itself.
DERIVED_CLAIMS = frozenset({"robuust", "civielEffect"})


def shape_violations(document: JsonObject, type_name: str) -> tuple[Violation, ...]:
    """Return where a document differs from the schema of a kind or of a trust list, each place once."""
    if is_surely_fit(document, SCHEMA_NAMES[type_name]):
        return ()
    return explained(document, type_name)


def explained(document: JsonObject, type_name: str) -> tuple[Violation, ...]:
    """Return what `shape_violations` returns, by the definition itself and slowly."""
    found: dict[tuple[str, str], Violation] = {}
    for error in _validator(SCHEMA_NAMES[type_name]).iter_errors(document):
        for violation in islice(_violations(error), MAX_VIOLATIONS):
            found.setdefault((violation.pointer, violation.code), violation)
        if len(found) >= MAX_VIOLATIONS:
            break
    return tuple(found.values())


def _violations(error: SchemaError) -> Iterator[Violation]:
    path = tuple(error.absolute_path)
    keyword = error.validator if isinstance(error.validator, str) else "false"
    instance: Any = error.instance
    if keyword == "required":
        required: Any = error.validator_value
        for name in required:
            if name not in instance:
                yield _violation((*path, name), keyword, "schema.missing", member=name)
    elif keyword == "additionalProperties":
        known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
        for name in [name for name in instance if name not in known]:
            code = "schema.derived_claim" if name in DERIVED_CLAIMS else "schema.unexpected"
            yield _violation((*path, name), keyword, code, member=name)
    elif keyword == "pattern" and error.validator_value == NOT_BLANK:
        yield _violation(path, keyword, "schema.empty")
    else:
        code, parameter = _CODES.get(keyword, ("schema.other", None))
        parameters = {} if parameter is None else {parameter[0]: parameter[1](error)}
        yield _violation(path, keyword, code, **parameters)


def _violation(path: tuple[str | int, ...], keyword: str, code: str, **parameters: str) -> Violation:
    return Violation(pointer_to(*path), keyword, code, parameters)


def _value(error: SchemaError) -> str:
    value = error.validator_value
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _form(error: SchemaError) -> str:
    """Return the first example that the schema gives."""
    examples = error.schema.get("examples", []) if isinstance(error.schema, Mapping) else []
    return str(examples[0]) if examples else ""


# What each keyword becomes, and the parameter that its sentence needs.
_CODES: Mapping[str, tuple[str, tuple[str, Callable[[SchemaError], str]] | None]] = {
    "type": ("schema.wrong_type", ("expected", _value)),
    "enum": ("schema.not_in_list", ("allowed", _value)),
    "const": ("schema.not_fixed_value", None),
    "pattern": ("schema.wrong_form", ("form", _form)),
    "format": ("schema.wrong_form", ("form", _form)),
    "minItems": ("schema.too_few", ("limit", _value)),
    "maxItems": ("schema.too_many", ("limit", _value)),
    "maxLength": ("schema.too_long", ("limit", _value)),
    "minimum": ("schema.out_of_range", ("limit", _value)),
    "maximum": ("schema.out_of_range", ("limit", _value)),
    "contains": ("schema.lacks_item", None),
    "uniqueItems": ("schema.duplicate", None),
    "anyOf": ("schema.no_alternative", None),
    "false": ("schema.unexpected", None),
}


def _is_integer(_checker: object, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _check_pattern(
    _validator: Validator, pattern: str, value: JsonValue, _schema: JsonObject
) -> Iterator[SchemaError]:
    anchored = pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern
    if isinstance(value, str) and not re.search(anchored, value):
        yield SchemaError(f"does not match {pattern!r}")


_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date")
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or is_calendar_date(value)


@_FORMATS.checks("date-time")
def _is_instant(value: object) -> bool:
    return not isinstance(value, str) or is_instant(value)


_StrictValidator: type[Validator] = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    validators={"pattern": _check_pattern},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)


@cache
def _validator(name: str) -> Validator:
    """Return the validator of a schema; its registry is empty, so that no reference is ever fetched."""
    schema: Any = schema_document(name)
    return _StrictValidator(schema, registry=EMPTY_REGISTRY, format_checker=_FORMATS)
