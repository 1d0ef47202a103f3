"""A form that came after its sender's session had ended: carried to the sign-in page, and shown after it.

Nothing is lost, and nothing is sent by itself: signed in again, she sees what she had filled in and presses
the button herself. Without JavaScript, which would have warned her (`web/static/web/still-here.js`).
"""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask import session as form_session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wallet.context import current_wallet
from wallet.unsent import Unsent, carried, seal, unseal
from wallet.vault import Vault
from wallet.views.sign_in_page import SignInForm, sign_in_page
from wallet.views.signed_in import OWNER_MARK, signed_in_redirect, start_session
from web.addresses import own_path
from web.application import now
from web.rate_limits import rate_limit

blueprint = Blueprint("unsent", __name__)


@blueprint.post("/sign-in/again")
@rate_limit("20 per minute")
def sign_in_again() -> ResponseReturnValue:
    """Ask who she is, with what she sent kept in the page; `next` is where she had sent it."""
    path = own_path(request.args.get("next"), default="")
    fields, mark = carried(request.form.items(multi=True)), form_session.get(OWNER_MARK)
    if not path or not fields or not mark:
        flash(_("Je was niet meer ingelogd. Log opnieuw in."), "attention")
        return redirect(url_for("account.sign_in"), 303)
    flash(_("Je was niet meer ingelogd. Log opnieuw in. Wat je had ingevuld, blijft bewaard."), "attention")
    form = SignInForm(formdata=None)
    form.unsent.data = seal(current_wallet().name_key, Unsent(path, fields), mark=str(mark), at=now())
    return sign_in_page(form), 403


def signed_in_page(vault: Vault, address: str, *, unsent: str | None) -> ResponseReturnValue:
    """Sign her in on this browser, and lead her to an address, or first to what she had filled in."""
    wallet = current_wallet()
    kept = unseal(wallet.name_key, unsent or "", wallet_id=vault.wallet_id, at=now())
    if kept is None:
        return signed_in_redirect(vault, address)
    response = make_response()
    start_session(response, vault)  # first: the form on the page belongs to the new session
    response.set_data(render_template("wallet/unsent.html", unsent=kept))
    return response
