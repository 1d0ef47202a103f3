"""Her passkeys: which there are, adding one, removing one."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired

from wallet import accounts
from wallet.context import current_wallet
from wallet.errors import AccountError, SignInError
from wallet.vault import Vault
from wallet.views.forms import ConfirmForm, refuse, refuse_form
from wallet.views.passkey_forms import PasskeyForm, creating_options, received, relying_party
from wallet.views.signed_in import confirmed_page, holder_page
from wallet.ways_in import ceremonies, passkeys
from wallet.ways_in.challenges import Purpose
from web.application import current_database, now
from web.rate_limits import rate_limit

blueprint = Blueprint("account_passkeys", __name__, url_prefix="/account/passkeys")


class AddForm(PasskeyForm):
    """A new passkey, under a name by which she will know it."""

    name = StringField(_l("Hoe noem je dit apparaat?"), [InputRequired()], render_kw={"autocomplete": "off"})


@blueprint.get("")
@holder_page
def overview(vault: Vault) -> ResponseReturnValue:
    """List her passkeys."""
    with current_database().reading() as session:
        found = passkeys.passkeys(session, vault)
    return render_template("wallet/account/passkeys.html", passkeys=found)


@blueprint.route("/add", methods=["GET", "POST"])
@rate_limit("20 per minute")
@confirmed_page
def add(vault: Vault) -> ResponseReturnValue:
    """Make a passkey on this device, or on one that it reaches, a way into this wallet."""
    form = AddForm()
    if form.validate_on_submit():
        try:
            _add(vault, form)
        except SignInError as error:
            refuse_form(form, error.code)
        except AccountError as error:
            refuse(form.name, error.code)
        else:
            flash(_("Gelukt. Je kunt nu ook inloggen met deze passkey."), "good")
            return redirect(url_for("account_passkeys.overview"), 303)
    form.credential.data = form.prf.data = ""  # an answer is used once, and stands on no page
    with current_database().reading() as session:
        options = creating_options(
            vault.wallet_id,
            Purpose.ADD,
            name=accounts.account_name(session, vault),
            known=passkeys.known_credentials(session, vault),
        )
    page = render_template(
        "wallet/account/passkey_add.html", form=form, options=options, prf_input=ceremonies.PRF_INPUT
    )
    return page, 422 if form.errors else 200


@blueprint.route("/<passkey_id>/remove", methods=["GET", "POST"])
@confirmed_page
def remove(vault: Vault, passkey_id: str) -> ResponseReturnValue:
    """Ask, then take this way in away."""
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            with current_database().transaction() as session:
                passkeys.remove(session, vault, passkey_id)
        except AccountError as error:
            refuse_form(form, error.code)
        else:
            flash(_("Je kunt niet meer inloggen met deze passkey."), "good")
            return redirect(url_for("account_passkeys.overview"), 303)
    with current_database().reading() as session:
        view = passkeys.passkey(session, vault, passkey_id)
    page = render_template("wallet/account/passkey_remove.html", form=form, passkey=view)
    return page, 422 if form.errors else 200


def _add(vault: Vault, form: AddForm) -> None:
    answer, challenge = received(form, Purpose.ADD)
    made = ceremonies.verify_creation(relying_party(), answer, challenge=challenge)
    with current_database().transaction() as session:
        passkeys.add(
            session,
            vault,
            made,
            prf=answer.prf,
            name=str(form.name.data),
            name_key=current_wallet().name_key,
            at=now(),
        )
