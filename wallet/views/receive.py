"""Receiving: by link or by code. First what it is, then an account, then keep it."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired

from wallet import pending, receiving, services
from wallet.context import current_wallet
from wallet.errors import IssuerUnavailableError, OfferError
from wallet.offers import OfferCode, read_offer
from wallet.pending import PendingOffer
from wallet.sentences import FIELD_SENTENCES
from wallet.vault import Vault
from wallet.views.forms import refuse
from wallet.views.signed_in import holder_page, open_vault
from web.application import current_database, now
from web.forms import BaseForm
from web.rate_limits import rate_limit

blueprint = Blueprint("receive", __name__)


class CodeForm(BaseForm):
    """The code from a letter; a whole link is understood too."""

    code = StringField(
        _l("De code van je brief"),
        [InputRequired()],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class PendingForm(BaseForm):
    """Carries the signed offer from page to page."""

    pending = HiddenField()


class HostForm(BaseForm):
    """Her yes to contacting an address that the wallet does not know."""

    offer = HiddenField()


@blueprint.get("/receive")
@rate_limit("60 per minute; 600 per day")
def offer() -> ResponseReturnValue:
    """Show what is offered, by the link in the address or else by what this browser remembers."""
    link = request.args.get("offer")
    if link is None:
        waiting = pending.OFFER.remembered(request)
        return _show(waiting) if waiting else redirect(url_for("receive.code"), 303)
    issuer_urls = current_wallet().settings.issuer_urls
    read = read_offer(link, issuer_urls=issuer_urls)
    if isinstance(read, OfferCode):
        return _show(receiving.find_code(current_wallet().issuers, read, issuer_urls=issuer_urls))
    if not read.known:
        return render_template(
            "wallet/unknown_host.html",
            host=read.host,
            form=HostForm(offer=read.text),
            go_on=url_for("receive.host"),
            stop=url_for("receive.decline"),
        )
    return _show(PendingOffer(read.text, read.issuer_url))


@blueprint.post("/receive/host")
@rate_limit("20 per minute")
def host() -> ResponseReturnValue:
    """Contact an address that the wallet does not know, now that she has read its name and said yes."""
    form = HostForm()
    read = read_offer(str(form.offer.data or ""), issuer_urls=current_wallet().settings.issuer_urls)
    if isinstance(read, OfferCode):
        raise OfferError("offer.unreadable", detail="a code has no host")
    return _remembered_redirect(PendingOffer(read.text, read.issuer_url))


@blueprint.route("/receive/code", methods=["GET", "POST"])
@rate_limit("10 per minute; 100 per day")
def code() -> ResponseReturnValue:
    """Ask for the code from a letter, and find the issuer that knows it."""
    form = CodeForm()
    if form.validate_on_submit():
        issuer_urls = current_wallet().settings.issuer_urls
        try:
            read = read_offer(str(form.code.data), issuer_urls=issuer_urls)
            if not isinstance(read, OfferCode):
                return redirect(url_for("receive.offer", offer=read.text), 303)
            return _remembered_redirect(
                receiving.find_code(current_wallet().issuers, read, issuer_urls=issuer_urls)
            )
        except OfferError as error:
            if error.code not in FIELD_SENTENCES:
                raise
            refuse(form.code, error.code)
    signed_in = open_vault() is not None
    page = render_template("wallet/receive_code.html", form=form, signed_in=signed_in)
    return page, 422 if form.errors else 200


@blueprint.post("/receive/accept")
@rate_limit("30 per minute")
@holder_page
def accept(vault: Vault) -> ResponseReturnValue:
    """Claim, judge and keep what the form carries; a second click finds it kept already."""
    waiting = pending.OFFER.unseal(str(PendingForm().pending.data or ""))
    if waiting is None:
        flash(_("Dat duurde te lang. Open de link of typ de code nog een keer."), "attention")
        return redirect(url_for("receive.code"), 303)
    wallet = current_wallet()
    try:
        kept = services.claim_offer(
            current_database(), vault, waiting, issuers=wallet.issuers, checker=wallet.checker, at=now()
        )
    except IssuerUnavailableError:
        return _unavailable(waiting)
    flash(_("Bewaard in je wallet.") if kept.is_new else _("Je had dit bewijs al."), "good")
    response = make_response(redirect(url_for("documents.document", document_id=kept.document_id), 303))
    pending.OFFER.forget(response)
    return response


@blueprint.post("/receive/decline")
def decline() -> ResponseReturnValue:
    """Put the offer out of this browser; at the issuer it stays open."""
    flash(_("Je hebt het bewijs niet bewaard. De code blijft werken."), "neutral")
    response = make_response(redirect(url_for("account.home"), 303))
    pending.OFFER.forget(response)
    return response


def _show(waiting: PendingOffer) -> ResponseReturnValue:
    """Show what the issuer offers, under the name by which the trust list knows the issuer."""
    wallet = current_wallet()
    try:
        offered = receiving.preview(wallet.issuers, waiting)
    except IssuerUnavailableError:
        return _unavailable(waiting)
    page = render_template(
        "wallet/receive.html",
        offered=offered,
        official_name=wallet.checker.official_name(offered.issuer_id),
        signed_in=open_vault() is not None,
        form=PendingForm(formdata=None, pending=pending.OFFER.seal(waiting)),
    )
    response = make_response(page)
    pending.OFFER.remember(response, waiting)
    return response


def _unavailable(waiting: PendingOffer) -> Response:
    """Say that the issuer does not answer now, and keep the offer for later."""
    response = make_response(render_template("wallet/receive_unavailable.html"), 503)
    response.headers["Retry-After"] = "120"
    pending.OFFER.remember(response, waiting)
    return response


def _remembered_redirect(waiting: PendingOffer) -> Response:
    response = make_response(redirect(url_for("receive.offer"), 303))
    pending.OFFER.remember(response, waiting)
    return response
