"""The log of her links, to read and to take along: what happened when. Never what was seen, nor by whom."""

import csv
import io

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from schemas import documents
from schemas.dates import format_instant
from schemas.documents import JsonValue
from wallet.sharing import log, overview
from wallet.sharing.log import Event
from wallet.vault import Vault
from wallet.views.signed_in import holder_page
from web.application import current_database, now

blueprint = Blueprint("shares_log", __name__, url_prefix="/shares")

FORMAT = "vakbewijs-share-log-1"
# Nobody reads further back on a page; the files have all of it.
SHOWN = 200


@blueprint.get("/log")
@holder_page
def shown(vault: Vault) -> ResponseReturnValue:
    """Show what happened to her links, the newest first."""
    found, receivers = _events(vault)
    return render_template(
        "wallet/shares_log.html", events=found[:SHOWN], receivers=receivers, more=len(found) > SHOWN
    )


@blueprint.get("/log.csv")
@holder_page
def as_csv(vault: Vault) -> ResponseReturnValue:
    """Give the log as a table: when, what, which link. No receivers and no contents."""
    found, _ = _events(vault)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(("time", "event", "share"))
    rows.writerows((format_instant(event.happened_at), event.kind.value, event.share_id) for event in found)
    return _download(text.getvalue().encode(), "text/csv", "log.csv")


@blueprint.get("/log.json")
@holder_page
def as_json(vault: Vault) -> ResponseReturnValue:
    """Give the log as JSON: the same rows."""
    found, _ = _events(vault)
    events: list[JsonValue] = [
        {"time": format_instant(event.happened_at), "event": event.kind.value, "share": event.share_id}
        for event in found
    ]
    return _download(
        documents.serialize({"format": FORMAT, "events": events}), "application/json", "log.json"
    )


def _events(vault: Vault) -> tuple[tuple[Event, ...], dict[str, str]]:
    """Return the events, and by share for whom it is: for her page alone."""
    with current_database().reading() as session:
        found = log.events(session, vault)
        views = overview.shares(session, vault, at=now())
    return found, {view.share_id: view.receiver for view in views}


def _download(content: bytes, media_type: str, name: str) -> Response:
    response = Response(content, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
