"""Checking many certificates at once, for other systems of an organisation, with its API key.

POST /api/v1/bulk          a CSV, XLSX or ZIP as the body          202  {"id": ..., "total": ...}
GET  /api/v1/bulk/<id>     how far it is, and the rows so far       200

Sentences are in the language of `Accept-Language` at the POST. All of it is gone after an hour.
"""

from flask import Response, request

from schemas.dates import format_instant
from schemas.documents import JsonObject, serialize
from verifier.bulk import keeping
from verifier.bulk.batches import MAX_ARCHIVE_BYTES, read_batch
from verifier.context import current_verifier
from verifier.views.keyed import current_key
from web.application import current_database, now
from web.areas import api_blueprint
from web.languages import current_language
from web.rate_limits import rate_limit

blueprint = api_blueprint("bulk_api", __name__, url_prefix="/api/v1/bulk")


@blueprint.post("")
@rate_limit("30 per minute")
def start() -> Response:
    """Take a batch in."""
    key = current_key()
    items = read_batch(request.stream.read(MAX_ARCHIVE_BYTES + 1))
    with current_database().transaction() as session:
        row = keeping.start(
            session,
            key.organisation_id,
            items,
            by=key.id,
            language=current_language(),
            seal=current_verifier().seal,
            at=now(),
        )
        answer: JsonObject = {
            "id": row.id,
            "total": len(items),
            "done": 0,
            "expiresAt": format_instant(row.expires_at),
        }
    return Response(serialize(answer), 202, mimetype="application/json")


@blueprint.get("/<bulk_id>")
@rate_limit("120 per minute")
def show(bulk_id: str) -> Response:
    """Give the rows that are done."""
    key = current_key()
    with current_database().reading() as session:
        batch = keeping.view(session, key.organisation_id, bulk_id, seal=current_verifier().seal, at=now())
    answer: JsonObject = {
        "id": batch.row.id,
        "total": batch.total,
        "done": len(batch.lines),
        "expiresAt": format_instant(batch.row.expires_at),
        "rows": [
            {
                "number": line.number,
                "label": line.label,
                "outcome": line.outcome,
                "code": line.code,
                "sentence": line.reason,
                "kinds": line.kinds,
                "issuers": line.issuers,
            }
            for line in batch.lines
        ],
    }
    return Response(serialize(answer), mimetype="application/json")
