"""What the receiver of a link meets: that something is shared, a button, and the way to a verifier.

No account, no cookie, nothing of the content: a verifier of the receiver's choice judges it and shows it.
"""

from urllib.parse import urlencode

from flask import Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import MethodNotAllowed

from wallet import opening
from wallet.context import current_wallet
from wallet.errors import ShareEndedError, UnknownLinkError
from web.application import current_database, external_url, now
from web.areas import api_blueprint, public_blueprint
from web.problems import PROBLEM_JSON, PROBLEM_TYPES
from web.rate_limits import rate_limit

PRESENTATION = "application/vp"

blueprint = public_blueprint("public", __name__)
tickets = api_blueprint("tickets", __name__)


@blueprint.get("/s/<token>")
def shared(token: str) -> ResponseReturnValue:
    """Say that something is shared. Loading this page counts nothing: previews and crawlers do it too."""
    with current_database().reading() as session:
        opening.find_open_share(session, token, at=now())
    return render_template("wallet/shared.html", token=token)


@blueprint.post("/s/<token>")
@rate_limit("60 per minute")
def open_shared(token: str) -> ResponseReturnValue:
    """Count a look: send a person to a verifier with a ticket, give a verifier the presentation."""
    if _is_verifier():
        return _give_presentation(token)
    with current_database().transaction() as session:
        ticket = opening.look_by_ticket(session, token, at=now())
    query = urlencode({"ticket": external_url("tickets.redeem", ticket=ticket)})
    return redirect(f"{current_wallet().settings.verifier_url}/open?{query}", 303)


@tickets.get("/t/<ticket>")
@rate_limit("120 per minute")
def redeem(ticket: str) -> ResponseReturnValue:
    """Give the presentation to the first who brings the ticket.

    The one GET that changes something: the ticket is used up, as the receiver asked by pressing the button.
    """
    if request.method == "HEAD":
        raise MethodNotAllowed(valid_methods=["GET"])
    with current_database().transaction() as session:
        presentation = opening.fetch(session, ticket, at=now())
    return Response(presentation, mimetype=PRESENTATION)


def _give_presentation(token: str) -> Response:
    try:
        with current_database().transaction() as session:
            presentation = opening.look(session, token, at=now())
    except (ShareEndedError, UnknownLinkError) as error:
        response = jsonify(type=PROBLEM_TYPES + error.code, code=error.code)
        response.status_code = 410 if isinstance(error, ShareEndedError) else 404
        response.mimetype = PROBLEM_JSON
        return response
    return Response(presentation, mimetype=PRESENTATION)


def _is_verifier() -> bool:
    accepted = request.accept_mimetypes
    return PRESENTATION in accepted.values() and "text/html" not in accepted.values()
