"""Who is signed in on this browser, and the open vault that pages of hers get as their first argument."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import Response, flash, g, make_response, redirect, request, url_for
from flask import session as form_session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wallet import browsers
from wallet.context import current_wallet
from wallet.unsent import carried, mark_of
from wallet.vault import Vault
from web.application import current_database, now
from web.sessions import SignedIn

P = ParamSpec("P")
_FORM = "application/x-www-form-urlencoded"

# How long after showing who she is a holder may do what would hurt when somebody else did it. A session gets
# a new id whenever she shows it, so that the session's age is that time.
CONFIRMED_FOR = timedelta(minutes=5)

# In the form cookie: whose forms this browser shows, also after the session has ended (`wallet.unsent`).
OWNER_MARK = "owner"


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
    _remember(signed_in)
    return Vault(signed_in.tenant, signed_in.secret)


def _remember(signed_in: SignedIn) -> None:
    """The menu stands on every page from here on, also when something goes wrong; a form finds its owner."""
    g.signed_in = signed_in
    mark = mark_of(current_wallet().name_key, signed_in.tenant)
    if form_session.get(OWNER_MARK) != mark:
        form_session[OWNER_MARK] = mark


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


def confirmed_page(
    view: Callable[Concatenate[Vault, P], ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """Like `holder_page`, for whoever has shown within `CONFIRMED_FOR` who she is; others are asked to first.

    For what would take a wallet away from her: its ways in, its keys, its end. A form that came too late is
    not carried over: such a page has a GET at the same address, and she comes back to that.
    """

    @wraps(view)
    def for_its_owner(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        vault = open_vault()
        if vault is None:
            return ask_to_sign_in(carries_form=False)
        if now() - current_session().created_at > CONFIRMED_FOR:
            return redirect(url_for("account_confirm.confirm", next=_here()), 303)
        return view(vault, *args, **kwargs)

    return for_its_owner


def current_session() -> SignedIn:
    """Return the session of this request; only after `open_vault` found one."""
    signed_in: SignedIn = g.signed_in
    return signed_in


def _here() -> str:
    return str(request.script_root + request.full_path.rstrip("?"))


def ask_to_sign_in(*, carries_form: bool = True) -> ResponseReturnValue:
    """Redirect to the sign-in page; it leads back to a page.

    The browser sends a form of text along once more (307), so that nothing of it is lost
    (`wallet.views.unsent`); files are not kept.
    """
    if request.method != "GET":
        if carries_form and _was_filled_in() and form_session.get(OWNER_MARK):
            return redirect(url_for("unsent.sign_in_again", next=_here()), 307)
        flash(_("Je was niet meer ingelogd. Log opnieuw in."), "attention")
        return redirect(url_for("account.sign_in"), 303)
    return redirect(url_for("account.sign_in", next=_here()), 303)


def _was_filled_in() -> bool:
    return request.mimetype == _FORM and bool(carried(request.form.items(multi=True)))


def signed_in_redirect(vault: Vault, address: str) -> Response:
    """Sign the vault's owner in on this browser, and lead her to an address."""
    response: Response = make_response(redirect(address, 303))
    start_session(response, vault)
    return response


def start_session(response: Response, vault: Vault) -> None:
    """Sign the vault's owner in on this browser, under a new session id."""
    with current_database().transaction() as session:
        row = current_wallet().sessions.start(
            session,
            request,
            response,
            tenant=vault.wallet_id,
            owner=vault.wallet_id,
            at=now(),
            secret=vault.data_key,
        )
        browsers.describe(vault, row, user_agent=request.user_agent.string)
        signed_in = SignedIn.of(row, vault.data_key)
    _remember(signed_in)
