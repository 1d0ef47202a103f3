"""JSON values as RDF literals: which JSON type a datatype is written in, and the text that each value gets.

Shared by the two ways from a document to its statements, so that they can't differ.

- https://www.w3.org/TR/json-ld11-api/#object-to-rdf-conversion, steps 7 to 14
"""

import re
from collections.abc import Mapping

from keys.canonicalization.jcs import canonicalize_json
from keys.canonicalization.nquads import RDF, XSD, literal_term
from schemas.documents import JsonValue

# The option `rdfDirection: i18n-datatype`; without it a base direction is silently not signed.
# https://www.w3.org/TR/json-ld11/#the-i18n-namespace
_I18N = "https://www.w3.org/ns/i18n#"
_DOUBLE_ZEROS = re.compile(r"(\d)0*E\+?(-)?0*(\d)")

# In which JSON type a literal of an XML Schema datatype is written; any other datatype is written as text.
# Open Badges 3.0 writes the namespace with https.
_XML_SCHEMA = re.compile(r"https?://www\.w3\.org/2001/XMLSchema#")
_INTEGERS = ("integer", "nonNegativeInteger", "positiveInteger", "int", "long", "short", "unsignedInt")
_JSON_TYPES: Mapping[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "double": (int, float),
    "float": (int, float),
    **dict.fromkeys(_INTEGERS, (int,)),
}


def json_types(datatype: str) -> tuple[type, ...]:
    """Return the Python types of the JSON values that a literal of a datatype is written in."""
    prefix = _XML_SCHEMA.match(datatype)
    return _JSON_TYPES.get(datatype[prefix.end() :], (str,)) if prefix else (str,)


def native_literal(value: bool | float, datatype: str | None) -> str:
    """Return the literal of a boolean or number, under a datatype or the one that JSON-LD chooses."""
    if isinstance(value, bool):
        return literal_term("true" if value else "false", datatype=datatype or XSD + "boolean")
    if isinstance(value, int) and datatype != XSD + "double":
        return literal_term(str(value), datatype=datatype or XSD + "integer")
    return literal_term(canonical_double(value), datatype=datatype or XSD + "double")


def canonical_double(number: float) -> str:
    """https://www.w3.org/TR/xmlschema11-2/#double, with fifteen digits as JSON-LD demands."""
    return _DOUBLE_ZEROS.sub(r"\1E\2\3", f"{number:1.15E}")


def directed_literal(text: str, *, language: str, direction: str) -> str:
    """Return the literal of text with a base direction (`ltr`, `rtl`), and a language or an empty one."""
    return literal_term(text, datatype=f"{_I18N}{language}_{direction}")


def json_literal(value: JsonValue) -> str:
    """Return the literal of a JSON value that a context types `@json`.

    Raises as `canonicalize_json` does.
    """
    return literal_term(canonicalize_json(value).decode(), datatype=RDF + "JSON")
