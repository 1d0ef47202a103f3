"""Pages before and around a wallet: start, make one, sign in, recover, the recovery code, sign out."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from wallet import accounts, pending, services
from wallet.accounts import Way
from wallet.context import current_wallet
from wallet.errors import AccountError, SignInError
from wallet.vault import Vault
from wallet.views.forms import ConfirmForm, refuse, refuse_form
from wallet.views.sign_in_page import NAME, USERNAME, SignInForm, next_page, offer_waits, sign_in_page
from wallet.views.signed_in import holder_page, open_vault, signed_in_redirect
from wallet.views.unsent import signed_in_page
from web.addresses import own_path
from web.application import current_database, now
from web.forms import BaseForm
from web.rate_limits import rate_limit

blueprint = Blueprint("account", __name__)


class SignUpForm(BaseForm):
    """A new wallet. No second passphrase field: it can be shown, and the recovery code mends a slip."""

    name = StringField(_l("Kies een inlognaam"), [InputRequired()], render_kw=USERNAME)
    passphrase = PasswordField(
        _l("Kies een wachtwoord"), [InputRequired()], render_kw={"autocomplete": "new-password"}
    )


class RecoveryForm(BaseForm):
    """The way in with the code from paper."""

    name = StringField(NAME, [InputRequired()], render_kw=USERNAME)
    code = StringField(
        _l("Je herstelcode"),
        [InputRequired()],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
    passphrase = PasswordField(
        _l("Kies een nieuw wachtwoord"), [InputRequired()], render_kw={"autocomplete": "new-password"}
    )


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show what a wallet is, or go straight to what is in it."""
    if open_vault() is not None:
        return redirect(url_for("documents.overview"), 303)
    return render_template("wallet/home.html", waiting=pending.OFFER.remembered(request) is not None)


@blueprint.route("/sign-up", methods=["GET", "POST"])
@rate_limit("30 per hour")
def sign_up() -> ResponseReturnValue:
    """Make a wallet; its owner is signed in and sees her recovery code next."""
    form = SignUpForm()
    if form.validate_on_submit():
        wallet = current_wallet()
        try:
            vault = services.create_account(
                current_database(),
                name_key=wallet.name_key,
                name=str(form.name.data),
                passphrase=str(form.passphrase.data),
                at=now(),
                cost=wallet.passphrase_cost,
            )
        except AccountError as error:
            _show(form, error)
        else:
            return signed_in_redirect(vault, url_for("account.recovery_code"))
    return render_template("wallet/sign_up.html", form=form, waiting=offer_waits()), _status(form)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@rate_limit("20 per minute")
def sign_in() -> ResponseReturnValue:
    """Open a wallet with its passphrase, and go on where its owner was."""
    form = SignInForm()
    if request.method == "GET":
        form.next.data = request.args.get("next", "")
    if form.validate_on_submit():
        try:
            vault = _open(str(form.name.data), Way.PASSPHRASE, str(form.passphrase.data))
        except SignInError:
            refuse_form(form, "sign_in.wrong")
        else:
            address = own_path(form.next.data, default=next_page())
            return signed_in_page(vault, address, unsent=form.unsent.data)
    return sign_in_page(form), _status(form)


@blueprint.route("/recover", methods=["GET", "POST"])
@rate_limit("20 per minute")
def recover() -> ResponseReturnValue:
    """Open a wallet with its recovery code and give it a new passphrase; ends all other sessions."""
    form = RecoveryForm()
    if form.validate_on_submit():
        wallet = current_wallet()
        try:
            vault = _open(str(form.name.data), Way.RECOVERY_CODE, str(form.code.data))
            with current_database().transaction() as session:
                accounts.replace_passphrase(
                    session,
                    vault,
                    passphrase=str(form.passphrase.data),
                    cost=wallet.passphrase_cost,
                    at=now(),
                )
                wallet.sessions.end_all(session, tenant=vault.wallet_id, owner=vault.wallet_id)
        except SignInError:
            refuse_form(form, "sign_in.wrong_code")
        except AccountError as error:
            _show(form, error)
        else:
            response = signed_in_redirect(vault, url_for("account.recovery_code"))
            flash(_("Je hebt een nieuw wachtwoord."), "good")
            return response
    return render_template("wallet/recover.html", form=form), _status(form)


@blueprint.get("/recovery-code")
@holder_page
def recovery_code(vault: Vault) -> ResponseReturnValue:
    """Show the recovery code until its owner has said that she kept it."""
    with current_database().reading() as session:
        code = accounts.unconfirmed_recovery_code(session, vault)
    if code is None:
        return redirect(next_page(), 303)
    return render_template("wallet/recovery_code.html", code=code, form=ConfirmForm())


@blueprint.post("/recovery-code")
@holder_page
def confirm_recovery_code(vault: Vault) -> ResponseReturnValue:
    """Erase the readable code, and go on to what was waiting."""
    with current_database().transaction() as session:
        accounts.confirm_recovery_code(session, vault)
    return redirect(next_page(), 303)


@blueprint.get("/account")
@holder_page
def account(vault: Vault) -> ResponseReturnValue:
    """Show the account: signing out, and the pages about ways in, devices and her rights."""
    with current_database().reading() as session:
        name = accounts.account_name(session, vault)
        has_passphrase = accounts.has_passphrase(session, vault)
    return render_template("wallet/account.html", name=name, has_passphrase=has_passphrase)


@blueprint.post("/account/still-here")
@rate_limit("20 per minute")
@holder_page
def still_here(_vault: Vault) -> ResponseReturnValue:
    """Note that she is still there, which any page does; without content, so that hers stays as it is."""
    return "", 204


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Close the wallet on this browser."""
    response = make_response(redirect(url_for("account.home"), 303))
    with current_database().transaction() as session:
        current_wallet().sessions.end(session, request, response)
    pending.OFFER.forget(response)
    flash(_("Je bent uitgelogd."), "good")
    return response


def _open(name: str, way: Way, secret: str) -> Vault:
    wallet = current_wallet()
    return services.open_account(
        current_database(),
        name_key=wallet.name_key,
        name=name,
        way=way,
        secret=secret,
        at=now(),
        cost=wallet.passphrase_cost,
    )


def _show(form: SignUpForm | RecoveryForm, error: AccountError) -> None:
    """Put a refusal at the field that it is about."""
    refuse(form.passphrase if error.code.startswith("passphrase.") else form.name, error.code)


def _status(form: BaseForm) -> int:
    return 422 if form.errors else 200
