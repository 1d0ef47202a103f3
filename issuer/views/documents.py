"""What anyone may fetch without an account: DID documents, status lists, our context, our schemas.

No cookies, no authentication, cacheable (VCR_16): fetching a status list must tell us nothing about who
is being checked.
"""

import hashlib

from flask import Response, request
from werkzeug.exceptions import NotFound

from issuer import institutions, signing_keys, status_lists
from issuer.context import current_installation
from schemas.contexts import VAKBEWIJS_V1, context_bytes
from schemas.documents import serialize
from schemas.validation import SCHEMA_NAMES, schema_document
from web.application import current_database, now
from web.areas import api_blueprint

blueprint = api_blueprint("documents", __name__)

PUBLIC_SECONDS = 300
VC_TYPE = "application/vc"
DID_TYPE = "application/did+json"
LD_TYPE = "application/ld+json"
JSON_TYPE = "application/json"


@blueprint.get("/issuers/<slug>/did.json")
def did_document(slug: str) -> Response:
    """Publish an institution's keys."""
    with current_database().reading() as session:
        institution = institutions.find_institution(session, slug)
        document = signing_keys.did_document(current_installation(), institution)
    return _public(serialize(document), _negotiated(DID_TYPE))


@blueprint.get("/issuers/<slug>/status/<list_id>")
def status_list(slug: str, list_id: str) -> Response:
    """Publish a status list, signing it again only when what it says or its validity asks for it."""
    with current_database().reading() as session:
        institution = institutions.find_institution(session, slug)
        published = status_lists.published_list(session, institution, list_id, at=now())
    if published is None:
        with current_database().transaction() as session:
            published = status_lists.sign_list(
                session, current_installation(), institution, list_id, at=now()
            )
    return _public(published.content, _negotiated(VC_TYPE))


@blueprint.get("/contexts/v1")
def context() -> Response:
    """Publish the JSON-LD context of our terms."""
    return _public(context_bytes(VAKBEWIJS_V1), _negotiated(LD_TYPE, default=LD_TYPE))


@blueprint.get("/schemas/<name>")
def schema(name: str) -> Response:
    """Publish a JSON Schema by the last part of its identifier."""
    if name not in SCHEMA_NAMES.values():
        raise NotFound
    return _public(serialize(schema_document(name)), "application/schema+json")


def _negotiated(special: str, *, default: str = JSON_TYPE) -> str:
    """Return the special media type only to who asks for it by name: simple readers look for "json"."""
    accepted = [name for name, quality in request.accept_mimetypes if quality > 0]
    for candidate in accepted:
        if candidate in (special, JSON_TYPE, LD_TYPE):
            return candidate
    return default


def _public(content: bytes, media_type: str) -> Response:
    response = Response(content, mimetype=media_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Vary"] = "Accept"
    response.cache_control.public = True
    response.cache_control.max_age = PUBLIC_SECONDS
    response.set_etag(hashlib.sha256(content + media_type.encode()).hexdigest()[:32])
    response.make_conditional(request)
    return response
