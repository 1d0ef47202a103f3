"""Her rights about what is kept of her, as buttons: see, take along, correct, delete (GDPR 15 to 20)."""

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired

from wallet import accounts, erasing, pending, stored
from wallet.context import current_wallet
from wallet.evidence import shelf
from wallet.evidence.adding import delete_bytes
from wallet.vault import Vault
from wallet.views.forms import refuse
from wallet.views.signed_in import confirmed_page, holder_page
from web.application import current_database
from web.forms import BaseForm
from web.rate_limits import rate_limit

blueprint = Blueprint("account_rights", __name__, url_prefix="/account")


class DeleteForm(BaseForm):
    """A word to type: a slip of the thumb deletes nothing, and nobody has to solve a puzzle."""

    word = StringField(
        _l("Typ het woord: weg"),
        [InputRequired()],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


@blueprint.get("/data")
@holder_page
def stored_here(vault: Vault) -> ResponseReturnValue:
    """Say what is kept of her, and what she can do about it."""
    with current_database().reading() as session:
        name = accounts.account_name(session, vault)
        counts = stored.counts(session, vault)
    return render_template(
        "wallet/account/data.html",
        name=name,
        counts=counts,
        ended_shares_kept_days=current_wallet().settings.ended_shares_kept_days,
    )


@blueprint.route("/delete", methods=["GET", "POST"])
@rate_limit("20 per minute")
@confirmed_page
def delete(vault: Vault) -> ResponseReturnValue:
    """Say what goes and what stays, then delete the wallet for good."""
    form = DeleteForm()
    if form.validate_on_submit():
        if str(form.word.data).strip().casefold() in {"weg", _("weg")}:
            return _deleted(vault)
        refuse(form.word, "account.word_missing")
    with current_database().reading() as session:
        counts = stored.counts(session, vault)
    page = render_template("wallet/account/delete.html", form=form, counts=counts)
    return page, 422 if form.errors else 200


def _deleted(vault: Vault) -> Response:
    response = make_response(redirect(url_for("account.home"), 303))
    with current_database().transaction() as session:
        storage_keys = shelf.remove_all(session, vault)
        erasing.erase(session, vault.wallet_id)
        current_wallet().sessions.end(session, request, response)
    for storage_key in storage_keys:
        delete_bytes(current_wallet().storage, storage_key)
    pending.OFFER.forget(response)
    flash(_("Je wallet is weg. We bewaren niets meer van je."), "good")
    return response
