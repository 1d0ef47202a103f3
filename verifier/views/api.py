"""Checking for programs: `POST /api/v1/verify`, one document or link in, one report out.

The body is the document itself (JSON, or a JWT, PDF or badge under its own media type), or
`{"document": ...}` with JSON or a JWT, or `{"link": "https://..."}`. Either can have the receipt of an
earlier check beside it (`"receipt": {...}`), for what a key signed that was revoked since. The answer is 200
with a report for every document that could be read, whatever the verdict is; problem+json with a code for
what is no document or no receipt, and for a link behind which nothing could be fetched. Sentences follow
`Accept-Language`. Nothing is kept.
"""

from dataclasses import replace

from flask import Response, jsonify, request
from werkzeug.exceptions import UnsupportedMediaType

from schemas.documents import JsonObject
from verifier.earlier_checks import read_receipt
from verifier.links import Link
from verifier.reading import MAX_SUBMISSION_BYTES, is_jwt
from verifier.report import report
from verifier.services import HandedIn, NotADocumentError
from verifier.views.desk import current_desk
from verifier.words import words
from web.application import now
from web.areas import api_blueprint
from web.languages import current_language
from web.rate_limits import rate_limit

api = api_blueprint("api", __name__, url_prefix="/api/v1")

_JSON_TYPES = frozenset({"application/json", "application/vc", "application/vp"})
_JWT_TYPES = frozenset({"application/vc+jwt", "application/vp+jwt", "application/jwt"})
_CARRIER_TYPES = frozenset({"application/pdf", "image/png", "image/svg+xml"})
# The members that make a body an envelope; a document always has others.
_ENVELOPE = frozenset({"document", "link", "receipt"})


@api.post("/verify")
@rate_limit("120 per minute")
def verify() -> Response:
    """Judge what was sent, and answer with the report."""
    taken = _JSON_TYPES | _JWT_TYPES | _CARRIER_TYPES
    if request.mimetype not in taken and not request.mimetype.endswith("+json"):
        raise UnsupportedMediaType("expected JSON, a JWT, a PDF or a badge")
    desk = current_desk()
    received, receipt = _received(request.stream.read(MAX_SUBMISSION_BYTES + 1))
    handed_in = desk.fetch(received) if isinstance(received, Link) else received
    handed_in = replace(handed_in, receipt=receipt)
    judgement = desk.check(handed_in, at=now())
    said = words(current_language())
    return jsonify(report(judgement, translate=said.translate, format_date=said.iso_date))


def _received(body: bytes) -> tuple[HandedIn | Link, JsonObject | None]:
    """Return the document or link in an envelope, and the receipt beside it; or the body as the document."""
    desk = current_desk()
    received = desk.receive(body)
    if isinstance(received, Link):
        raise NotADocumentError("submission.text", detail="a link outside an envelope")
    # What came out of a badge was signed by somebody and is no envelope of the sender's.
    if received.is_jwt or received.is_pdf or received.document != body:
        return received, None
    members = received.submission.document if received.submission else None
    if not members or not members.keys() <= _ENVELOPE:
        return received, None
    match members:
        case {"receipt": dict() as receipt, **others}:
            return _in_envelope(others), read_receipt(receipt)
        case {"receipt": _}:
            raise NotADocumentError("submission.envelope", detail="a receipt is an object")
        case _:
            return _in_envelope(members), None


def _in_envelope(members: JsonObject) -> HandedIn | Link:
    match members:
        case {"document": dict() as document, **others} if not others:
            return current_desk().receive_document(document)
        case {"document": str(token), **others} if not others and is_jwt(token.encode()):
            return current_desk().receive(token.encode())
        case {"link": str(link), **others} if not others:
            return current_desk().read_link(link)
        case _:
            raise NotADocumentError("submission.envelope", detail="one of document and link")
