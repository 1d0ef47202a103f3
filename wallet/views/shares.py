"""Who can see this? Every link of hers: show it again, prolong it, stop it."""

from urllib.parse import quote, urlencode

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wallet import sharing, shelf
from wallet.context import current_wallet
from wallet.durations import OFFERED_FIRST, Duration, last_open_day
from wallet.requests import replies
from wallet.sharing import ShareState, ShareView
from wallet.vault import Vault
from wallet.views.forms import ConfirmForm, DurationForm
from wallet.views.paper import pdf_possible
from wallet.views.signed_in import holder_page
from web import qr
from web.application import current_database, external_url, now
from web.languages import format_date

blueprint = Blueprint("shares", __name__, url_prefix="/shares")


@blueprint.get("")
@holder_page
def overview(vault: Vault) -> ResponseReturnValue:
    """List the open links, and apart from them those that ended."""
    with current_database().reading() as session:
        views = sharing.shares(session, vault, at=now())
        holds_any = bool(shelf.entries(session, vault))
        answered = replies.ended(session, vault)
    return render_template(
        "wallet/shares.html",
        open_shares=[view for view in views if view.state is ShareState.OPEN],
        ended_shares=[view for view in views if view.state is not ShareState.OPEN],
        holds_any=holds_any,
        replies=answered,
        last_open_day=last_open_day,
    )


@blueprint.get("/<share_id>")
@holder_page
def share(vault: Vault, share_id: str) -> ResponseReturnValue:
    """Show a link with its QR code and the ways to send it."""
    return render_template("wallet/share.html", **_link(vault, share_id))


@blueprint.get("/<share_id>/print")
@holder_page
def printed(vault: Vault, share_id: str) -> ResponseReturnValue:
    """Show a link as a sheet of paper."""
    return render_template("wallet/share_print.html", **_link(vault, share_id), pdf_possible=pdf_possible())


@blueprint.route("/<share_id>/stop", methods=["GET", "POST"])
@holder_page
def stop(vault: Vault, share_id: str) -> ResponseReturnValue:
    """Ask, then stop a link at once."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with current_database().transaction() as session:
            sharing.stop_share(session, vault, share_id, at=now())
        flash(_("Gestopt. Niemand kan deze link nog openen."), "good")
        return redirect(url_for("shares.overview"), 303)
    with current_database().reading() as session:
        view = sharing.share(session, vault, share_id, at=now())
    return render_template("wallet/share_stop.html", share=view, form=form)


@blueprint.route("/<share_id>/prolong", methods=["GET", "POST"])
@holder_page
def prolong(vault: Vault, share_id: str) -> ResponseReturnValue:
    """Ask for a new end, and give the same link that end."""
    form = DurationForm(data={"duration": OFFERED_FIRST.value})
    if form.validate_on_submit():
        with current_database().transaction() as session:
            sharing.prolong_share(
                session,
                vault,
                share_id,
                duration=Duration(str(form.duration.data)),
                domain=current_wallet().settings.origin,
                at=now(),
            )
        flash(_("De link blijft langer open."), "good")
        return redirect(url_for("shares.share", share_id=share_id), 303)
    with current_database().reading() as session:
        view = sharing.share(session, vault, share_id, at=now())
    if view.state is ShareState.STOPPED:
        return redirect(url_for("shares.share", share_id=share_id), 303)
    return render_template("wallet/share_prolong.html", share=view, form=form), 422 if form.errors else 200


def _link(vault: Vault, share_id: str) -> dict[str, object]:
    """Return what the pages with a link on them show."""
    with current_database().reading() as session:
        view = sharing.share(session, vault, share_id, at=now())
        token = sharing.token_of(session, vault, share_id)
    link = external_url("public.shared", token=token)
    return {
        "share": view,
        "last_day": last_open_day(view.expires_at),
        "link": link,
        "host": current_wallet().settings.public_address.netloc,
        "qr": qr.svg(link, title=_("Vierkant om te scannen")) if view.state is ShareState.OPEN else "",
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
