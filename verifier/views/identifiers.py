"""A DID resolver for other people's software (https://www.w3.org/TR/did-resolution/#bindings-https).

GET /1.0/identifiers/<DID or DID URL, percent-encoded>?publicKeyFormat=Multikey
"""

from flask import Response, request

from keys.did_resolution import ResolutionErrorName, resolve_identifier
from schemas.documents import serialize
from verifier.views.desk import current_machine_judge
from web.areas import api_blueprint
from web.rate_limits import rate_limit

identifiers = api_blueprint("identifiers", __name__)

RESULT_TYPE = 'application/ld+json;profile="https://w3id.org/did-resolution"'


@identifiers.route("/1.0/identifiers/<path:identifier>", methods=["GET"], merge_slashes=False)
@rate_limit("1200 per minute")
def resolve(identifier: str) -> Response:
    """Resolve a DID, or dereference a DID URL."""
    found = resolve_identifier(
        identifier,
        resolver=current_machine_judge().resolver,
        public_key_format=request.args.get("publicKeyFormat"),
    )
    status = {None: 200, ResolutionErrorName.NOT_FOUND: 404}.get(found.error, 400)
    return Response(serialize(found.to_json()), status, content_type=RESULT_TYPE)
