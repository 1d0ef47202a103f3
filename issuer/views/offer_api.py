"""The wallet's way to an offer: JSON over HTTP, from server to server.

POST /api/v1/offers/preview  {"offer": "<link or code>"}
POST /api/v1/offers/claim    {"offer": "...", "presentation": {...}}
"""

from flask import Response, jsonify, request

from issuer import claiming
from issuer.claiming import OfferPreview
from issuer.context import current_installation, current_issuer
from issuer.errors import RefusedInputError
from issuer.models import OfferState
from schemas.dates import format_instant
from schemas.documents import JsonObject, parse_object
from web.application import current_database, now
from web.areas import api_blueprint
from web.rate_limits import rate_limit
from web.security import refuse_json_in_disguise

blueprint = api_blueprint("offer_api", __name__, url_prefix="/api/v1/offers")

_STATES = {OfferState.OPEN: "open", OfferState.CLAIMED: "claimed"}


@blueprint.post("/preview")
@rate_limit("60 per minute; 1000 per hour")
def preview() -> Response:
    """Say what is offered, and give a challenge to sign for it."""
    reference = _reference(_body())
    installation, at = current_installation(), now()
    with current_database().transaction() as session:
        shown = claiming.preview(session, installation, reference, at=at)
        challenge = claiming.new_challenge(session, installation, reference, at=at)
    return jsonify(offer=_shown(shown), challenge=challenge, domain=installation.origin)


@blueprint.post("/claim")
@rate_limit("60 per minute; 1000 per hour")
def claim() -> Response:
    """Hand the copy to the wallet that proved its key; the same one when it asks again."""
    body = _body()
    presentation = body.get("presentation")
    if not isinstance(presentation, dict):
        raise RefusedInputError("claim.presentation", pointer="/presentation")
    signed = claiming.claim(
        current_database(),
        current_installation(),
        current_issuer().resolver,
        reference=_reference(body),
        presentation=presentation,
        at=now(),
    )
    # The signed bytes go out as they are, inside an object of one member.
    return Response(b'{"credential":' + signed + b"}", mimetype="application/json")


def _body() -> JsonObject:
    refuse_json_in_disguise()
    return parse_object(request.get_data(cache=False))


def _reference(body: JsonObject) -> str:
    reference = body.get("offer")
    if not isinstance(reference, str):
        raise RefusedInputError("offer.unreadable", pointer="/offer")
    return reference


def _shown(preview: OfferPreview) -> JsonObject:
    return {
        "issuer": preview.issuer_did,
        "issuerName": preview.issuer_name,
        "kind": preview.kind,
        "title": preview.title,
        "subjectName": preview.subject_name,
        "awardedDate": preview.awarded_on.isoformat() if preview.awarded_on else "",
        "expires": format_instant(preview.expires_at),
        "state": _STATES[preview.state],
    }
