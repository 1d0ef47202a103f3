"""The JSON Canonicalization Scheme (https://www.rfc-editor.org/rfc/rfc8785), by the rfc8785 package."""

import rfc8785

from schemas.documents import JsonValue
from schemas.errors import MalformedDocumentError


def canonicalize_json(value: JsonValue) -> bytes:
    """Return the canonical UTF-8 bytes of a JSON value.

    Text is kept as it is: RFC 8785 does not normalise Unicode, and neither do we.

    Raises `MalformedDocumentError`: `json.number_out_of_range` (integers beyond 2**53 - 1, NaN, infinities),
    `json.lone_surrogate`, `json.too_deep`.
    """
    try:
        return rfc8785.dumps(value)
    except (rfc8785.IntegerDomainError, rfc8785.FloatDomainError) as error:
        raise MalformedDocumentError("json.number_out_of_range", detail=str(error)) from error
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise MalformedDocumentError("json.lone_surrogate", detail=str(error)) from error
    except RecursionError as error:
        raise MalformedDocumentError("json.too_deep") from error
