"""What the receiver of a link meets: that something is shared, a button, and the way to a verifier.

No account, no cookie, nothing of the content: a verifier of the receiver's choice judges it and shows it.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import MethodNotAllowed
from wtforms import StringField

from wallet import opening
from wallet.context import current_wallet
from wallet.errors import PinError, ShareEndedError, UnknownLinkError, WalletError
from wallet.sentences import FIELD_SENTENCES
from wallet.views.forms import refuse
from web.application import current_database, external_url, now
from web.areas import api_blueprint, public_blueprint
from web.forms import BaseForm
from web.problems import PROBLEM_JSON, PROBLEM_TYPES
from web.rate_limits import rate_limit

PRESENTATION = "application/vp"

_REFUSED: Mapping[type[WalletError], int] = {PinError: 403, ShareEndedError: 410, UnknownLinkError: 404}

blueprint = public_blueprint("public", __name__)
tickets = api_blueprint("tickets", __name__)


class PinForm(BaseForm):
    """The PIN that the receiver was told."""

    pin = StringField(
        _l("Pincode"), render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 8}
    )


@blueprint.get("/s/<token>")
def shared(token: str) -> ResponseReturnValue:
    """Say that something is shared. Loading this page counts nothing: previews and crawlers do it too."""
    return _page(token, PinForm(formdata=None))


@blueprint.post("/s/<token>")
@rate_limit("60 per minute")
def open_shared(token: str) -> ResponseReturnValue:
    """Count a look: send a person to a verifier with a ticket, give a verifier the presentation."""
    form = PinForm()
    pin = str(form.pin.data or "").strip()
    if _is_verifier():
        return _give_presentation(token, pin)
    try:
        key = opening.key_of(current_database(), token, pin, at=now())
    except PinError as error:
        if error.code not in FIELD_SENTENCES:
            raise
        refuse(form.pin, error.code)
        return _page(token, form), 422
    with current_database().transaction() as session:
        ticket = opening.look_by_ticket(session, token, key, at=now())
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


def _page(token: str, form: PinForm) -> str:
    with current_database().reading() as session:
        share = opening.find_open_share(session, token, at=now())
        has_pin, takes_suggestions = share.pin_salt is not None, share.takes_suggestions
    return render_template(
        "wallet/shared.html", token=token, form=form, has_pin=has_pin, takes_suggestions=takes_suggestions
    )


def _give_presentation(token: str, pin: str) -> Response:
    try:
        key = opening.key_of(current_database(), token, pin, at=now())
        with current_database().transaction() as session:
            presentation = opening.look(session, token, key, at=now())
    except (PinError, ShareEndedError, UnknownLinkError) as error:
        response = jsonify(type=PROBLEM_TYPES + error.code, code=error.code)
        response.status_code = _REFUSED[type(error)]
        response.mimetype = PROBLEM_JSON
        return response
    return Response(presentation, mimetype=PRESENTATION)


def _is_verifier() -> bool:
    accepted = request.accept_mimetypes
    return PRESENTATION in accepted.values() and "text/html" not in accepted.values()
