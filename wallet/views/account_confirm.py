"""Showing again who she is, before something that would take the wallet away from her."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField
from wtforms.validators import InputRequired

from wallet import accounts, services
from wallet.accounts import Way
from wallet.context import current_wallet
from wallet.errors import SignInError
from wallet.vault import Vault
from wallet.views.forms import refuse
from wallet.views.passkey_forms import passkey_button
from wallet.views.signed_in import holder_page, signed_in_redirect
from wallet.ways_in import passkeys
from web.addresses import own_path
from web.application import current_database, now
from web.forms import BaseForm
from web.rate_limits import rate_limit

blueprint = Blueprint("account_confirm", __name__)


class ConfirmPassphraseForm(BaseForm):
    """The passphrase of the wallet that is open, and where she was going."""

    passphrase = PasswordField(
        _l("Je wachtwoord"), [InputRequired()], render_kw={"autocomplete": "current-password"}
    )
    next = HiddenField()


@blueprint.route("/account/confirm", methods=["GET", "POST"])
@rate_limit("20 per minute")
@holder_page
def confirm(vault: Vault) -> ResponseReturnValue:
    """Ask for the passphrase or a passkey; then her session starts anew, and she goes on where she was."""
    form = ConfirmPassphraseForm()
    if request.method == "GET":
        form.next.data = request.args.get("next", "")
    if form.validate_on_submit():
        wallet = current_wallet()
        with current_database().reading() as session:
            name = accounts.account_name(session, vault)
        try:
            services.open_account(
                current_database(),
                name_key=wallet.name_key,
                name=name,
                way=Way.PASSPHRASE,
                secret=str(form.passphrase.data),
                at=now(),
                cost=wallet.passphrase_cost,
            )
        except SignInError:
            refuse(form.passphrase, "passphrase.wrong")
        else:
            target = own_path(form.next.data, default=url_for("account.account"))
            return signed_in_redirect(vault, target)
    with current_database().reading() as session:
        has_passkey = bool(passkeys.passkeys(session, vault))
        has_passphrase = accounts.has_passphrase(session, vault)
    page = render_template(
        "wallet/account/confirm.html",
        form=form,
        has_passkey=has_passkey,
        has_passphrase=has_passphrase,
        **passkey_button(form.next.data),
    )
    return page, 422 if form.errors else 200
