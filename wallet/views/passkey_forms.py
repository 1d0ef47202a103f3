"""The form that carries a passkey's answer, what it asks for, and reading it: for all pages that have one."""

import json

from flask import session as form_session
from flask_wtf.csrf import generate_csrf
from wtforms import HiddenField
from wtforms.widgets import HiddenInput

from wallet.context import current_wallet
from wallet.vault import Vault
from wallet.ways_in import ceremonies, challenges, passkeys
from wallet.ways_in.ceremonies import Answer, RelyingParty
from wallet.ways_in.challenges import Purpose
from web.application import current_database, now
from web.context import current_settings
from web.forms import BaseForm, DocumentField


class AnswerField(DocumentField):
    """What the browser's script fills in; bounded by `ceremonies.read_answer`."""

    widget = HiddenInput()


class PasskeyForm(BaseForm):
    """The answer of a passkey, where its owner was going, and what she had not sent yet (`wallet.unsent`)."""

    credential = AnswerField()
    prf = HiddenField()
    next = HiddenField()
    unsent = HiddenField()


def relying_party() -> RelyingParty:
    """Return whose passkeys these are, by the settings and never by the request."""
    settings = current_settings()
    return RelyingParty(rp_id=str(settings.public_address.hostname), origin=settings.origin)


def passkey_button(next_page: str | None, *, unsent: str | None = None) -> dict[str, object]:
    """Return what a page with a button to sign by passkey shows."""
    return {
        "passkey": PasskeyForm(formdata=None, next=next_page or "", unsent=unsent or ""),
        "options": opening_options(),
        "prf_input": ceremonies.PRF_INPUT,
    }


def opening_options() -> str:
    """Return the JSON by which any passkey of this wallet may sign in on this browser."""
    return json.dumps(ceremonies.request_options(relying_party(), challenge=_challenge(Purpose.OPEN)))


def creating_options(wallet_id: str, purpose: Purpose, *, name: str, known: list[bytes]) -> str:
    """Return the JSON by which this browser may make a passkey for a wallet, or for one to be made."""
    return json.dumps(
        ceremonies.creation_options(
            relying_party(),
            challenge=_challenge(purpose),
            user_id=passkeys.user_handle(wallet_id, name_key=current_wallet().name_key),
            user_name=name,
            known=known,
        )
    )


def received(form: PasskeyForm, purpose: Purpose) -> tuple[Answer, bytes]:
    """Return what the form carries and its challenge, which is used up from here on, whatever follows.

    Raises `SignInError`: `passkey.*`.
    """
    answer = ceremonies.read_answer(str(form.credential.data or ""), str(form.prf.data or ""))
    challenge = ceremonies.challenge_in(answer)
    with current_database().transaction() as session:
        challenges.use(
            session, current_wallet().challenge_key, challenge, purpose, browser=_browser(), at=now()
        )
    return answer, challenge


def opened(form: PasskeyForm) -> Vault:
    """Return the wallet that the form's passkey opens; raises `SignInError`: `passkey.*`."""
    answer, challenge = received(form, Purpose.OPEN)
    with current_database().transaction() as session:
        return passkeys.open_with(
            session,
            relying_party(),
            answer,
            challenge=challenge,
            name_key=current_wallet().name_key,
            at=now(),
        )


def _challenge(purpose: Purpose) -> bytes:
    return challenges.issue(current_wallet().challenge_key, purpose, browser=_browser(), at=now())


def _browser() -> str:
    """Return what only this browser has: the secret of its form tokens, bound to who is signed in on it."""
    generate_csrf()
    return str(form_session["csrf_token"])
