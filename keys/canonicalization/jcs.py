"""The JSON Canonicalization Scheme (https://www.rfc-editor.org/rfc/rfc8785), by the rfc8785 package.

orjson does the same work many times faster where its output is certain to be the same: without fractions
(whose digits ECMAScript chooses), with member names that sort alike by UTF-8 bytes and by UTF-16 units, and
with integers that every implementation reads alike. All else, and every refusal, is rfc8785's.
"""

import orjson
import rfc8785

from schemas.documents import MAX_INTEGER, JsonValue
from schemas.errors import MalformedDocumentError

# The last character that is one unit in UTF-16. Among these, and without surrogates, both orders agree.
_LAST_OF_BASIC_PLANE = "\uffff"
# orjson gives up at 254 levels; documents end at 32.
_MAX_LEVELS = 64


def canonicalize_json(value: JsonValue) -> bytes:
    """Return the canonical UTF-8 bytes of a JSON value.

    Text is kept as it is: RFC 8785 does not normalise Unicode, and neither do we.

    Raises `MalformedDocumentError`: `json.number_out_of_range` (integers beyond 2**53 - 1, NaN, infinities),
    `json.lone_surrogate`, `json.too_deep`.
    """
    if _sorts_and_prints_alike(value):
        try:
            return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
        except orjson.JSONEncodeError:
            pass  # a lone surrogate; rfc8785 names it
    try:
        return rfc8785.dumps(value)
    except (rfc8785.IntegerDomainError, rfc8785.FloatDomainError) as error:
        raise MalformedDocumentError("json.number_out_of_range", detail=str(error)) from error
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise MalformedDocumentError("json.lone_surrogate", detail=str(error)) from error
    except RecursionError as error:
        raise MalformedDocumentError("json.too_deep") from error


def _sorts_and_prints_alike(value: JsonValue) -> bool:
    """Say whether orjson is certain to write a value as RFC 8785 does."""
    level: list[JsonValue] = [value]
    for _ in range(_MAX_LEVELS):
        below: list[JsonValue] = []
        for item in level:
            kind = type(item)
            if kind is dict:
                for name in item:  # type: ignore[union-attr]
                    if type(name) is not str or (not name.isascii() and max(name) > _LAST_OF_BASIC_PLANE):
                        return False
                below.extend(item.values())  # type: ignore[union-attr]
            elif kind is list:
                below.extend(item)  # type: ignore[arg-type]
            elif kind is int:
                if not -MAX_INTEGER <= item <= MAX_INTEGER:  # type: ignore[operator]
                    return False
            elif kind is not str and kind is not bool and item is not None:
                return False
        if not below:
            return True
        level = below
    return False
