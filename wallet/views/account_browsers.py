"""Where am I signed in? The list, and ending one or all others."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import HiddenField

from wallet import browsers
from wallet.context import current_wallet
from wallet.vault import Vault
from wallet.views.signed_in import current_session, holder_page
from web.application import current_database, now
from web.forms import BaseForm

blueprint = Blueprint("account_browsers", __name__, url_prefix="/account/browsers")


class EndForm(BaseForm):
    """Which browser to sign out."""

    browser = HiddenField()


@blueprint.get("")
@holder_page
def overview(vault: Vault) -> ResponseReturnValue:
    """List the browsers in which this wallet is open."""
    with current_database().reading() as session:
        found = browsers.signed_in(
            session, vault, current_wallet().sessions, current=current_session(), at=now()
        )
    return render_template("wallet/account/browsers.html", browsers=found)


@blueprint.post("/end")
@holder_page
def end(vault: Vault) -> ResponseReturnValue:
    """Sign out one browser. Ending another needs nothing but being signed in: it only takes away."""
    with current_database().transaction() as session:
        browsers.end(session, vault, current_wallet().sessions, str(EndForm().browser.data or ""))
    flash(_("Uitgelogd op dat apparaat."), "good")
    return redirect(url_for("account_browsers.overview"), 303)


@blueprint.post("/end-others")
@holder_page
def end_others(vault: Vault) -> ResponseReturnValue:  # noqa: ARG001  (the page is a holder's)
    """Sign out every browser but this one."""
    with current_database().transaction() as session:
        current_wallet().sessions.end_others(session, current_session())
    flash(_("Je bent nu alleen hier nog ingelogd."), "good")
    return redirect(url_for("account_browsers.overview"), 303)
