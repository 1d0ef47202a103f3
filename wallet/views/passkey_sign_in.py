"""Signing in with a passkey, and showing by one who she is. The pages themselves ask for a passphrase too."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from wallet.errors import SignInError
from wallet.sentences import FIELD_SENTENCES
from wallet.vault import Vault
from wallet.views.passkey_forms import PasskeyForm, opened
from wallet.views.sign_in_page import SignInForm, next_page, sign_in_page
from wallet.views.signed_in import holder_page, signed_in_redirect
from wallet.views.unsent import signed_in_page
from web.addresses import own_path
from web.rate_limits import rate_limit

blueprint = Blueprint("passkey_sign_in", __name__)


@blueprint.post("/sign-in/passkey")
@rate_limit("20 per minute")
def sign_in() -> ResponseReturnValue:
    """Open a wallet with a passkey, and go on where its owner was."""
    form = PasskeyForm()
    try:
        vault = opened(form)
    except SignInError as error:
        flash(str(FIELD_SENTENCES[error.code]), "attention")
        if form.unsent.data:  # too much for an address, and nobody else's
            return sign_in_page(SignInForm(formdata=None, unsent=form.unsent.data)), 422
        return redirect(url_for("account.sign_in", next=form.next.data or None), 303)
    return signed_in_page(vault, own_path(form.next.data, default=next_page()), unsent=form.unsent.data)


@blueprint.post("/account/confirm/passkey")
@rate_limit("20 per minute")
@holder_page
def confirm(vault: Vault) -> ResponseReturnValue:
    """Go on where she was, if the passkey opens the wallet that is open here, and no other."""
    form = PasskeyForm()
    try:
        is_hers = opened(form).wallet_id == vault.wallet_id
        problem = "" if is_hers else "passkey.wrong"
    except SignInError as error:
        problem = error.code
    if problem:
        flash(str(FIELD_SENTENCES[problem]), "attention")
        return redirect(url_for("account_confirm.confirm", next=form.next.data or None), 303)
    return signed_in_redirect(vault, own_path(form.next.data, default=url_for("account.account")))
