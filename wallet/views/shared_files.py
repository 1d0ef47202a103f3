"""The files of a share, for whoever has just looked at it; the verifier leads here by the look's ticket.

No account and no cookie. The list changes nothing; the button that opens a file is a POST, and is noted.
"""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from wallet.context import current_wallet
from wallet.evidence.formats import FORMATS
from wallet.paper.making import file_name
from wallet.sharing import shared_files
from web.application import current_database, now
from web.areas import public_blueprint
from web.rate_limits import rate_limit

blueprint = public_blueprint("shared_files", __name__)

# A file is a download, whatever it says of itself: it runs nothing and opens nothing of ours.
_ALONE = "default-src 'none'; sandbox"


@blueprint.get("/t/<ticket>/files")
@rate_limit("60 per minute")
def overview(ticket: str) -> ResponseReturnValue:
    """List the files. Loading this page notes nothing."""
    with current_database().reading() as session:
        found = shared_files.shared_files(session, ticket, at=now())
    return render_template("wallet/shared_files.html", files=found, ticket=ticket, formats=FORMATS)


@blueprint.post("/t/<ticket>/files/<file_id>")
@rate_limit("60 per minute; 600 per day")
def open_file(ticket: str, file_id: str) -> ResponseReturnValue:
    """Give a file as a download, and note that it was opened."""
    with current_database().transaction() as session:
        found = shared_files.open_file(session, ticket, file_id, at=now())
    access = found.access
    ending = FORMATS[access.media_type].ending
    response = Response(shared_files.content_of(current_wallet().storage, found), mimetype=access.media_type)
    response.content_length = access.size
    response.headers["Content-Security-Policy"] = _ALONE
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(access.title, ending)}"'
    return response
