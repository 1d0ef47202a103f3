"""Certificates as PDF: one from its own page, or what a link shows, with that link on it."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wallet import shelf
from wallet.context import current_wallet
from wallet.durations import last_open_day
from wallet.paper.making import Address, file_name, make_pdf
from wallet.sharing import overview
from wallet.shelf import HeldDocument
from wallet.vault import Vault
from wallet.views.signed_in import holder_page
from web import pdf
from web.application import current_database, external_url, now
from web.languages import format_date
from web.logs import get_logger
from web.rate_limits import rate_limit

blueprint = Blueprint("paper", __name__)

# Setting a page costs a good part of a second of one core.
MAKING = "20 per minute; 200 per hour"

_log = get_logger("vakbewijs.wallet.paper")


@blueprint.get("/documents/<document_id>/paper")
@holder_page
def document(vault: Vault, document_id: str) -> ResponseReturnValue:
    """Offer the PDF of a certificate, or say why there is none and what can be done instead."""
    with current_database().reading() as session:
        held = shelf.open_document(session, vault, document_id)
    return render_template("wallet/paper/document.html", entry=held.entry, possible=pdf_possible())


@blueprint.get("/documents/<document_id>/paper.pdf")
@rate_limit(MAKING)
@holder_page
def document_pdf(vault: Vault, document_id: str) -> ResponseReturnValue:
    """Give a certificate as PDF; the address on it is where a PDF can be handed in."""
    if not pdf_possible():
        return redirect(url_for("paper.document", document_id=document_id), 303)
    with current_database().reading() as session:
        held = shelf.open_document(session, vault, document_id)
    settings = current_wallet().settings
    address = Address(settings.verifier_url, urlsplit(settings.verifier_url).netloc, opens_selection=False)
    return _download([held], address, name=held.entry.card.title)


@blueprint.get("/shares/<share_id>/paper.pdf")
@rate_limit(MAKING)
@holder_page
def share_pdf(vault: Vault, share_id: str) -> ResponseReturnValue:
    """Give what a link shows as PDF, with the link on it. A link that ended has no paper any more."""
    with current_database().reading() as session:
        view = overview.share(session, vault, share_id, at=now())
        token = overview.token_of(session, vault, share_id)
        held = overview.documents_of(session, vault, share_id)
    if not (view.is_open and held and pdf_possible()):
        return redirect(url_for("shares.printed", share_id=share_id), 303)
    address = Address(
        external_url("public.shared", token=token),
        current_wallet().settings.public_address.netloc,
        opens_selection=True,
        last_day=format_date(last_open_day(view.expires_at)),
    )
    return _download(held, address, name=held[0].entry.card.title if len(held) == 1 else "bewijzen")


def pdf_possible() -> bool:
    """Whether PDFs can be made here; the log tells the operator what is missing."""
    reason = pdf.unavailable()
    if reason is not None:
        _log.warning("pdf.unavailable", reason=reason)
    return reason is None


def _download(held: list[HeldDocument], address: Address, *, name: str) -> Response:
    content = make_pdf(
        held,
        address=address,
        frameworks=current_wallet().frameworks,
        large=request.args.get("size") == "large",
        at=now(),
    )
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(name, "pdf")}"'
    return response
