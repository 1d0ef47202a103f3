"""The page to sign in, as two doors show it: her own way there, and a form that came too late."""

from flask import render_template, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from wallet import pending
from wallet.requests import carrying
from wallet.views.passkey_forms import passkey_button
from web.forms import BaseForm

NAME = _l("Je inlognaam")
PASSPHRASE = _l("Je wachtwoord")
USERNAME = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


class SignInForm(BaseForm):
    """The usual way in. `unsent` is what `wallet.unsent` sealed, if anything."""

    name = StringField(NAME, [InputRequired()], render_kw=USERNAME)
    passphrase = PasswordField(PASSPHRASE, [InputRequired()], render_kw={"autocomplete": "current-password"})
    next = HiddenField()
    unsent = HiddenField()


def sign_in_page(form: SignInForm) -> str:
    """Return the page, with the button for a passkey beside the form."""
    return render_template(
        "wallet/sign_in.html",
        form=form,
        waiting=offer_waits(),
        **passkey_button(form.next.data, unsent=form.unsent.data),
    )


def next_page() -> str:
    """Return where she goes on who was on her way nowhere: to what waits for her, or to what she has."""
    if offer_waits():
        return url_for("receive.offer")
    return url_for("requests.show" if carrying.REQUEST.remembered(request) else "documents.overview")


def offer_waits() -> bool:
    """Say whether a certificate waits to be collected on this browser."""
    return pending.OFFER.remembered(request) is not None
