"""Another login name, a new passphrase, a new recovery code, for whoever has just shown who she is."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from wallet import accounts
from wallet.context import current_wallet
from wallet.errors import AccountError
from wallet.vault import Vault
from wallet.views.forms import ConfirmForm, refuse
from wallet.views.signed_in import confirmed_page, current_session
from web.application import current_database, now
from web.forms import BaseForm
from web.rate_limits import rate_limit

blueprint = Blueprint("account_secrets", __name__, url_prefix="/account")


class NewPassphraseForm(BaseForm):
    """No second field: it can be shown, and the recovery code mends a slip."""

    passphrase = PasswordField(
        _l("Kies een nieuw wachtwoord"), [InputRequired()], render_kw={"autocomplete": "new-password"}
    )


class NameForm(BaseForm):
    """Another name to sign in with."""

    name = StringField(
        _l("Kies een inlognaam"),
        [InputRequired()],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )


@blueprint.route("/name", methods=["GET", "POST"])
@rate_limit("20 per hour")
@confirmed_page
def name(vault: Vault) -> ResponseReturnValue:
    """Change the name that she signs in with; everything else stays."""
    form = NameForm()
    if form.validate_on_submit():
        try:
            with current_database().transaction() as session:
                accounts.change_name(
                    session, vault, name=str(form.name.data), name_key=current_wallet().name_key
                )
        except AccountError as error:
            refuse(form.name, error.code)
        else:
            flash(_("Je hebt een andere inlognaam."), "good")
            return redirect(url_for("account.account"), 303)
    with current_database().reading() as session:
        known = accounts.account_name(session, vault)
    return render_template("wallet/account/name.html", form=form, name=known), 422 if form.errors else 200


@blueprint.route("/passphrase", methods=["GET", "POST"])
@rate_limit("20 per minute")
@confirmed_page
def passphrase(vault: Vault) -> ResponseReturnValue:
    """Set a new passphrase; whoever is signed in elsewhere has to know it from then on."""
    form = NewPassphraseForm()
    if form.validate_on_submit():
        wallet = current_wallet()
        try:
            with current_database().transaction() as session:
                accounts.change_passphrase(
                    session,
                    vault,
                    passphrase=str(form.passphrase.data),
                    cost=wallet.passphrase_cost,
                    at=now(),
                )
                wallet.sessions.end_others(session, current_session())
        except AccountError as error:
            refuse(form.passphrase, error.code)
        else:
            flash(_("Je hebt een nieuw wachtwoord. Op andere apparaten ben je uitgelogd."), "good")
            return redirect(url_for("account.account"), 303)
    return render_template("wallet/account/passphrase.html", form=form), 422 if form.errors else 200


@blueprint.route("/recovery-code", methods=["GET", "POST"])
@rate_limit("20 per minute")
@confirmed_page
def recovery_code(vault: Vault) -> ResponseReturnValue:
    """Ask, then make a new recovery code and show it."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with current_database().transaction() as session:
            accounts.replace_recovery_code(session, vault, at=now())
        return redirect(url_for("account.recovery_code"), 303)
    return render_template("wallet/account/recovery_code.html", form=form)
