"""Reading what programs send: one JSON object, bounded and strict, and a bearer key.

Everything that is wrong with a body is one family of errors with a code, so that no shape of input is ever
a fault of ours.
"""

from flask import request

from schemas.documents import JsonObject, Limits, parse_object
from schemas.errors import DomainError

# A document of 1 MiB in its envelope. One text may be nearly all of it: an image in a data URL.
BODY_LIMITS = Limits(max_bytes=1_100_000, max_string_length=1_100_000)

MAX_TEXT_CHARACTERS = 2_048  # an option is an identifier, at most as long as an address
MAX_IDEMPOTENCY_KEY_CHARACTERS = 255
IDEMPOTENCY_HEADER = "Idempotency-Key"

_BEARER = "bearer "


class RequestError(DomainError):
    """A request that is not what this address takes (codes `request.*`)."""


def json_body() -> JsonObject:
    """Return the body of this request, which must be a JSON object and say so.

    A form of another site can't say so without asking first, so no page can send it in a visitor's name.

    Raises `RequestError`: `request.not_json`, `request.not_an_object`; `MalformedDocumentError`: `json.*`.
    """
    return parse_json_body(body_bytes())


def body_bytes() -> bytes:
    """Return the bytes of a body that is announced as JSON; at most one more than is allowed.

    Raises `RequestError("request.not_json")`.
    """
    if not request.is_json:
        raise RequestError("request.not_json", detail=request.mimetype)
    return request.stream.read(BODY_LIMITS.max_bytes + 1)


def parse_json_body(body: bytes) -> JsonObject:
    """Return the object that a body is. Raises as `json_body` does."""
    return parse_object(body, limits=BODY_LIMITS)


def object_member(body: JsonObject, name: str) -> JsonObject:
    """Return a member that must be an object. Raises `RequestError("request.member")`."""
    value = body.get(name)
    if not isinstance(value, dict):
        raise RequestError("request.member", pointer=f"/{name}", member=name)
    return value


def optional_object(body: JsonObject, name: str) -> JsonObject:
    """Return a member that may be absent, but is an object when it is there. Raises `RequestError`."""
    return object_member(body, name) if name in body else {}


def optional_text(body: JsonObject, name: str, *, pointer: str = "") -> str | None:
    """Return a member that may be absent, but is a text when it is there. Raises `RequestError`."""
    if name not in body:
        return None
    value = body[name]
    if not isinstance(value, str) or not value or len(value) > MAX_TEXT_CHARACTERS:
        raise RequestError("request.member", pointer=f"{pointer}/{name}", member=name)
    return value


def text_list(body: JsonObject, name: str, *, pointer: str = "") -> tuple[str, ...]:
    """Return a member that may be absent, but is an array of texts when it is. Raises `RequestError`."""
    value = body.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RequestError("request.member", pointer=f"{pointer}/{name}", member=name)
    return tuple(item for item in value if isinstance(item, str))


def bearer_key() -> str | None:
    """Return the key of an `Authorization: Bearer` header; an empty text for another kind of header.

    https://www.rfc-editor.org/rfc/rfc6750#section-2.1
    """
    header = request.headers.get("Authorization")
    if header is None:
        return None
    return header[len(_BEARER) :].strip() if header.lower().startswith(_BEARER) else ""


def idempotency_key() -> str | None:
    """Return the `Idempotency-Key` header, if there is one.

    Raises `RequestError("request.idempotency_header")`.
    """
    key = request.headers.get(IDEMPOTENCY_HEADER)
    if key is None:
        return None
    if not 1 <= len(key) <= MAX_IDEMPOTENCY_KEY_CHARACTERS:
        raise RequestError("request.idempotency_header", characters=str(MAX_IDEMPOTENCY_KEY_CHARACTERS))
    return key
