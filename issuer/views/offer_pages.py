"""The holder's way to an offer: the page behind the link or QR, and the page where a code is typed.

Public and without cookies. The token in the address is the only secret; looking claims nothing.
"""

from urllib.parse import urlencode

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired

from issuer import claiming, offers
from issuer.context import current_installation, current_issuer
from issuer.errors import UnknownOfferError
from issuer.models import OfferState
from web import qr
from web.application import current_database, now
from web.areas import public_blueprint
from web.form_pages import form_page
from web.forms import BaseForm
from web.rate_limits import rate_limit

blueprint = public_blueprint("offer_pages", __name__)


class CodeForm(BaseForm):
    """The code from a letter."""

    code = StringField(
        _l("Code uit uw brief"),
        [InputRequired()],
        render_kw={
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
            "size": "16",
        },
    )


@blueprint.route("/o", methods=["GET", "POST"])
@rate_limit("20 per minute; 200 per hour")
def type_code() -> ResponseReturnValue:
    """Ask for the code, and go to the offer that it opens."""
    form = CodeForm()
    if not form.validate_on_submit():
        return form_page("issuer/offer_code.html", form)
    try:
        with current_database().reading() as session:
            offer = offers.find_offer(session, current_installation(), str(form.code.data))
            token = offers.reveal(current_installation(), offer).token
    except UnknownOfferError:
        form.code.errors = [
            _("We kennen deze code niet. Kijk of u alle letters en cijfers goed hebt getypt.")
        ]
        return render_template("issuer/offer_code.html", form=form), 404
    return redirect(url_for("offer_pages.show", token=token), 303)


@blueprint.get("/o/<token>")
@rate_limit("60 per minute")
def show(token: str) -> ResponseReturnValue:
    """Say what waits, from whom and for whom, and offer to keep it in the wallet."""
    installation = current_installation()
    with current_database().reading() as session:
        preview = claiming.preview(session, installation, token, at=now())
        opened = offers.reveal(installation, offers.find_offer(session, installation, token))
    link = installation.offer_link(opened.token)
    wallet = current_issuer().settings.wallet_url.rstrip("/")
    return render_template(
        "issuer/offer.html",
        preview=preview,
        claimed=preview.state is OfferState.CLAIMED,
        code=opened.grouped_code,
        link=link,
        receive=f"{wallet}/receive?{urlencode({'offer': link})}" if wallet else "",
        qr=qr.svg(link, title=_("Code om dit bewijs op een andere telefoon te openen")),
    ), 200
