"""Who is signed in on this browser, and the open vault that pages of hers get as their first argument."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import Response, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wallet.context import current_wallet
from wallet.vault import Vault
from web.application import current_database, now

P = ParamSpec("P")


def open_vault() -> Vault | None:
    """Return the vault of this browser's session, or None; notes that its owner is still there."""
    sessions = current_wallet().sessions
    with current_database().reading() as session:
        signed_in = sessions.load(session, request, at=now())
    if signed_in is None or signed_in.secret is None:
        return None
    if signed_in.is_stale(now()):
        with current_database().transaction() as session:
            sessions.touch(session, signed_in, at=now())
    g.signed_in = True  # the menu stands on every page from here on, also when something goes wrong
    return Vault(signed_in.tenant, signed_in.secret)


def holder_page(
    view: Callable[Concatenate[Vault, P], ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """Give the view the open vault; send everybody else to sign in first, and back afterwards."""

    @wraps(view)
    def for_its_owner(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        vault = open_vault()
        if vault is None:
            return ask_to_sign_in()
        return view(vault, *args, **kwargs)

    return for_its_owner


def ask_to_sign_in() -> ResponseReturnValue:
    """Redirect to the sign-in page; it leads back to a page, never into a form that was sent."""
    if request.method != "GET":
        flash(_("Je was niet meer ingelogd. Log opnieuw in."), "attention")
        return redirect(url_for("account.sign_in"), 303)
    here = request.script_root + request.full_path.rstrip("?")
    return redirect(url_for("account.sign_in", next=here), 303)


def start_session(response: Response, vault: Vault) -> None:
    """Sign the vault's owner in on this browser, under a new session id."""
    with current_database().transaction() as session:
        current_wallet().sessions.start(
            session,
            request,
            response,
            tenant=vault.wallet_id,
            owner=vault.wallet_id,
            at=now(),
            secret=vault.data_key,
        )
