"""The door for wallets: what is asked behind a link, and the one answer to it (docs/adr/0045).

POST /api/v1/answers/prepare  {"request": "<token>"}                                  200
POST /api/v1/answers          {"request": "<token>", "digest": "...", "challenge": "...",
                               "presentation": {...}}                                  201

No account and no cookies: a wallet shows who it is by what it signs.
"""

import base64

from flask import Response

from schemas.dates import format_instant
from schemas.documents import JsonObject, serialize
from verifier.context import current_verifier
from verifier.requests import answering
from verifier.views.desk import current_desk
from web.application import current_database, now
from web.areas import api_blueprint
from web.context import current_settings
from web.json_requests import RequestError, json_body, object_member, optional_text
from web.rate_limits import rate_limit

blueprint = api_blueprint("answers", __name__, url_prefix="/api/v1/answers")


@blueprint.post("/prepare")
@rate_limit("60 per minute")
def prepare() -> Response:
    """Give what is asked, byte for byte, with a challenge for the answer and the domain to sign for."""
    token = _text(json_body(), "request")
    with current_database().transaction() as session:
        row, challenge = answering.new_challenge(session, token, at=now())
    answer: JsonObject = {
        # Text in base64 rather than JSON: the digest is of these bytes.
        "request": base64.b64encode(row.document).decode(),
        "challenge": challenge,
        "domain": current_settings().origin,
    }
    return Response(serialize(answer), mimetype="application/json")


@blueprint.post("")
@rate_limit("30 per minute")
def answer() -> Response:
    """Take an answer in, if it holds and is for this request."""
    body = json_body()
    received = answering.receive(
        current_database(),
        _text(body, "request"),
        object_member(body, "presentation"),
        challenge=_text(body, "challenge"),
        agreed_digest=_text(body, "digest"),
        domain=current_settings().origin,
        check=lambda handed_in, at: current_desk().check(handed_in, at=at),
        seal=current_verifier().seal,
        at=now(),
    )
    return Response(
        serialize({"keepUntil": format_instant(received.keep_until)}), 201, mimetype="application/json"
    )


def _text(body: JsonObject, name: str) -> str:
    value = optional_text(body, name)
    if value is None:
        raise RequestError("request.member", pointer=f"/{name}", member=name)
    return value
