"""Making a wallet with a passkey alone: first a name, then the passkey, then the recovery code (ADR 32).

Between the two pages her own browser remembers the name and which wallet the passkey will be of; nothing is
stored here until there is a passkey that opens it.
"""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as form_session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired

from wallet import accounts, names, pending
from wallet.context import current_wallet
from wallet.errors import AccountError, SignInError
from wallet.vault import Vault
from wallet.views.forms import refuse, refuse_form
from wallet.views.passkey_forms import PasskeyForm, creating_options, received, relying_party
from wallet.views.signed_in import signed_in_redirect
from wallet.ways_in import ceremonies, passkeys
from wallet.ways_in.challenges import Purpose
from web.application import current_database, now
from web.forms import BaseForm
from web.rate_limits import rate_limit
from web.row_ids import new_row_id

blueprint = Blueprint("passkey_sign_up", __name__, url_prefix="/sign-up/passkey")

_REMEMBERED = "new_wallet"


class NameForm(BaseForm):
    """The name that a recovery code belongs to."""

    name = StringField(
        _l("Kies een inlognaam"),
        [InputRequired()],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )


@dataclass(frozen=True, slots=True)
class _Intended:
    """The wallet that will be made."""

    wallet_id: str
    name: str


@blueprint.route("", methods=["GET", "POST"])
@rate_limit("30 per hour")
def name() -> ResponseReturnValue:
    """Ask for a name, before a device makes a passkey that would then be of no use."""
    form = NameForm()
    if form.validate_on_submit():
        chosen = str(form.name.data).strip()
        with current_database().reading() as session:
            is_taken = accounts.is_taken(session, chosen, name_key=current_wallet().name_key)
        problem = names.name_problem(chosen) or ("account.name_taken" if is_taken else None)
        if problem is None:
            form_session[_REMEMBERED] = [new_row_id(), chosen]
            return redirect(url_for("passkey_sign_up.make"), 303)
        refuse(form.name, problem)
    waiting = pending.OFFER.remembered(request) is not None
    page = render_template("wallet/account/sign_up_name.html", form=form, waiting=waiting)
    return page, 422 if form.errors else 200


@blueprint.route("/make", methods=["GET", "POST"])
@rate_limit("30 per hour")
def make() -> ResponseReturnValue:
    """Make the wallet with the passkey that was made; its owner is signed in and sees her recovery code."""
    intended = _intended()
    if intended is None:
        return redirect(url_for("passkey_sign_up.name"), 303)
    form = PasskeyForm()
    if form.validate_on_submit():
        try:
            vault = _made(intended, form)
        except (SignInError, AccountError) as error:
            refuse_form(form, error.code)
        else:
            form_session.pop(_REMEMBERED, None)
            return signed_in_redirect(vault, url_for("account.recovery_code"))
    form.credential.data = form.prf.data = ""  # an answer is used once, and stands on no page
    options = creating_options(intended.wallet_id, Purpose.MAKE, name=intended.name, known=[])
    page = render_template(
        "wallet/account/sign_up_passkey.html", form=form, options=options, prf_input=ceremonies.PRF_INPUT
    )
    return page, 422 if form.errors else 200


def _made(intended: _Intended, form: PasskeyForm) -> Vault:
    answer, challenge = received(form, Purpose.MAKE)
    made = ceremonies.verify_creation(relying_party(), answer, challenge=challenge)
    name_key, at = current_wallet().name_key, now()
    with current_database().transaction() as session:
        vault = accounts.create_without_passphrase(
            session, wallet_id=intended.wallet_id, name=intended.name, name_key=name_key, at=at
        )
        passkeys.add(
            session, vault, made, prf=answer.prf, name=str(_("Mijn eerste passkey")), name_key=name_key, at=at
        )
    return vault


def _intended() -> _Intended | None:
    """What this browser remembers, under our own signature."""
    remembered = form_session.get(_REMEMBERED)
    return _Intended(*remembered) if remembered else None
