"""Who can see this? Every link of hers: show it again, prolong it, stop it."""

from urllib.parse import quote, urlencode

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wallet import shelf
from wallet.context import current_wallet
from wallet.durations import (
    FOR_COUNSELLORS,
    OFFERED_FIRST,
    OFFERED_FIRST_TO_COUNSELLORS,
    USUAL,
    Duration,
    last_open_day,
)
from wallet.portfolio import items
from wallet.requests import replies
from wallet.sharing import ending, log, suggestions
from wallet.sharing import overview as hers
from wallet.sharing.overview import ShareView
from wallet.sharing.states import ShareState
from wallet.vault import Vault
from wallet.views.forms import ConfirmForm, DurationForm
from wallet.views.paper import pdf_possible
from wallet.views.signed_in import holder_page
from web import qr
from web.application import current_database, external_url, now
from web.languages import format_date

blueprint = Blueprint("shares", __name__, url_prefix="/shares")

# The rest stands in the log.
SHOWN_EVENTS = 20


@blueprint.get("")
@holder_page
def overview(vault: Vault) -> ResponseReturnValue:
    """List the open links, and apart from them those that show nothing now."""
    with current_database().reading() as session:
        views = hers.shares(session, vault, at=now())
        unread = suggestions.unread(session, vault)
        holds_any = bool(shelf.entries(session, vault) or items.items(session, vault))
        answered = replies.ended(session, vault)
    return render_template(
        "wallet/shares.html",
        open_shares=[view for view in views if view.is_open],
        ended_shares=[view for view in views if not view.is_open],
        holds_any=holds_any,
        unread=unread,
        replies=answered,
        last_open_day=last_open_day,
    )


@blueprint.get("/<share_id>")
@holder_page
def share(vault: Vault, share_id: str) -> ResponseReturnValue:
    """Show a link with its QR code and the ways to send it, and what happened to it."""
    with current_database().reading() as session:
        events = log.events(session, vault, share_id)
        tips = suggestions.suggestions(session, vault, share_id)
    return render_template(
        "wallet/share.html", **_link(vault, share_id), events=events[:SHOWN_EVENTS], tips=tips
    )


@blueprint.get("/<share_id>/print")
@holder_page
def printed(vault: Vault, share_id: str) -> ResponseReturnValue:
    """Show a link as a sheet of paper."""
    with current_database().reading() as session:
        holds_certificates = bool(hers.documents_of(session, vault, share_id))
    return render_template(
        "wallet/share_print.html",
        **_link(vault, share_id),
        holds_certificates=holds_certificates,
        pdf_possible=holds_certificates and pdf_possible(),
    )


@blueprint.route("/<share_id>/stop", methods=["GET", "POST"])
@holder_page
def stop(vault: Vault, share_id: str) -> ResponseReturnValue:
    """Ask, then stop a link at once."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with current_database().transaction() as session:
            ending.stop_share(session, vault, share_id, at=now())
        flash(_("Gestopt. Niemand kan deze link nog openen."), "good")
        return redirect(url_for("shares.overview"), 303)
    with current_database().reading() as session:
        view = hers.share(session, vault, share_id, at=now())
    return render_template("wallet/share_stop.html", share=view, form=form)


@blueprint.route("/stop-all", methods=["GET", "POST"])
@holder_page
def stop_all(vault: Vault) -> ResponseReturnValue:
    """Ask, then stop every link at once."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with current_database().transaction() as session:
            ending.stop_all(session, vault, at=now())
        flash(_("Alles is gestopt. Niemand kan nog iets zien."), "good")
        return redirect(url_for("shares.overview"), 303)
    with current_database().reading() as session:
        views = hers.shares(session, vault, at=now())
    return render_template(
        "wallet/shares_stop_all.html", open_shares=[view for view in views if view.is_open], form=form
    )


@blueprint.post("/<share_id>/unlock")
@holder_page
def unlock(vault: Vault, share_id: str) -> ResponseReturnValue:
    """Let a link go on after too many wrong PINs."""
    with current_database().transaction() as session:
        ending.unlock_share(session, vault, share_id, at=now())
    flash(_("De link is weer open."), "good")
    return redirect(url_for("shares.share", share_id=share_id), 303)


@blueprint.route("/<share_id>/prolong", methods=["GET", "POST"])
@holder_page
def prolong(vault: Vault, share_id: str) -> ResponseReturnValue:
    """Ask for a new end, and give the same link that end."""
    with current_database().reading() as session:
        view = hers.share(session, vault, share_id, at=now())
    offered = OFFERED_FIRST_TO_COUNSELLORS if view.takes_suggestions else OFFERED_FIRST
    form = DurationForm(data={"duration": offered.value})
    form.offer(FOR_COUNSELLORS if view.takes_suggestions else USUAL)
    if form.validate_on_submit():
        with current_database().transaction() as session:
            ending.prolong_share(
                session,
                vault,
                share_id,
                duration=Duration(str(form.duration.data)),
                domain=current_wallet().settings.origin,
                at=now(),
            )
        flash(_("De link blijft langer open."), "good")
        return redirect(url_for("shares.share", share_id=share_id), 303)
    if view.state is ShareState.STOPPED:
        return redirect(url_for("shares.share", share_id=share_id), 303)
    return render_template("wallet/share_prolong.html", share=view, form=form), 422 if form.errors else 200


def _link(vault: Vault, share_id: str) -> dict[str, object]:
    """Return what the pages with a link on them show."""
    with current_database().reading() as session:
        view = hers.share(session, vault, share_id, at=now())
        token = hers.token_of(session, vault, share_id)
    link = external_url("public.shared", token=token)
    return {
        "share": view,
        "last_day": last_open_day(view.expires_at),
        "link": link,
        "host": current_wallet().settings.public_address.netloc,
        "qr": qr.svg(link, title=_("Vierkant om te scannen")) if view.is_open else "",
        "whatsapp": f"https://wa.me/?{urlencode({'text': _message(link, view)})}",
        "email": _mail_address(link, view),
    }


def _message(link: str, view: ShareView) -> str:
    """The words that go with a link: for the receiver, so more formal, and without what is in it."""
    message: str = _(
        "Hierbij deel ik mijn bewijzen met u. U kunt kijken tot en met %(day)s. %(link)s",
        day=format_date(last_open_day(view.expires_at)),
        link=link,
    )
    return message


def _mail_address(link: str, view: ShareView) -> str:
    subject, body = quote(_("Mijn bewijzen")), quote(_message(link, view))
    return f"mailto:?subject={subject}&body={body}"
