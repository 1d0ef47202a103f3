"""Her certificates: the list, one in plain words, check again, add from a file, download, print, delete."""

from collections.abc import Sequence
from io import BytesIO

from flask import Blueprint, Response, after_this_request, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from schemas.credential import Credential
from wallet import accounts, services, shelf, uploading
from wallet.context import current_wallet
from wallet.durations import last_open_day
from wallet.errors import RefusedDocumentError
from wallet.evidence import shelf as evidence
from wallet.importing.bundle import is_bundle
from wallet.paper.making import file_name
from wallet.plain import content_of
from wallet.sharing import ending
from wallet.sharing.overview import ending_soon, shares_with
from wallet.shelf import ShelfEntry
from wallet.states import state_of
from wallet.vault import Vault
from wallet.views.bringing import bring_in
from wallet.views.forms import ConfirmForm, refuse_form
from wallet.views.signed_in import holder_page
from wallet.views.telling import added_address, restored_address
from web.application import current_database, now
from web.forms import BaseForm, DocumentField, UploadField
from web.rate_limits import rate_limit
from web.text import display_text

blueprint = Blueprint("documents", __name__, url_prefix="/documents")


class AddForm(BaseForm):
    """Certificates from elsewhere: a file, or the text of one."""

    file = UploadField(_l("Kies een bestand"), max_bytes=uploading.MAX_BYTES)
    text = DocumentField(_l("Plak hier de tekst"))

    def original(self) -> bytes:
        """Return the bytes that were given, the file first."""
        return self.file.read() or str(self.text.data or "").encode()


@blueprint.get("")
@holder_page
def overview(vault: Vault) -> ResponseReturnValue:
    """List the certificates."""
    with current_database().reading() as session:
        entries = shelf.entries(session, vault)
        soon = ending_soon(session, vault, at=now())
        code_unconfirmed = accounts.unconfirmed_recovery_code(session, vault) is not None
    _refresh_afterwards(vault, entries)
    cards = [(entry, state_of(entry.verdict)) for entry in entries]
    return render_template(
        "wallet/documents.html",
        cards=cards,
        ending_soon=[(view, last_open_day(view.expires_at)) for view in soon],
        code_unconfirmed=code_unconfirmed,
    )


@blueprint.route("/add", methods=["GET", "POST"])
@rate_limit("30 per minute; 300 per day")
@holder_page
def add(vault: Vault) -> ResponseReturnValue:
    """Take a certificate from a file or from text, when its content can be believed."""
    form = AddForm()
    if form.validate_on_submit() and (address := _added(vault, form)):
        return redirect(address, 303)
    return render_template("wallet/add.html", form=form), 422 if form.errors else 200


@blueprint.get("/<document_id>")
@holder_page
def document(vault: Vault, document_id: str) -> ResponseReturnValue:
    """Show what a certificate says, in plain words, and what the last check found."""
    with current_database().reading() as session:
        held = shelf.open_document(session, vault, document_id)
        open_shares = shares_with(session, vault, document_id, at=now())
        matches = evidence.matching(
            evidence.files(session, vault), Credential.from_document(held.opened).evidence
        )
    _refresh_afterwards(vault, [held.entry])
    return render_template(
        "wallet/document.html",
        entry=held.entry,
        state=state_of(held.entry.verdict),
        content=content_of(held.opened, current_wallet().frameworks),
        open_shares=open_shares,
        evidence_files=[_evidence_link(match) for match in matches],
    )


@blueprint.post("/<document_id>/check")
@rate_limit("20 per minute")
@holder_page
def check(vault: Vault, document_id: str) -> ResponseReturnValue:
    """Judge a certificate again, now."""
    services.check_again(current_database(), vault, document_id, checker=current_wallet().checker, at=now())
    flash(_("We hebben dit bewijs opnieuw gecontroleerd."), "neutral")
    return redirect(url_for("documents.document", document_id=document_id), 303)


@blueprint.get("/<document_id>/original")
@holder_page
def original(vault: Vault, document_id: str) -> ResponseReturnValue:
    """Give the signed bytes as they were received, as a download."""
    with current_database().reading() as session:
        held = shelf.open_document(session, vault, document_id)
    response = Response(held.original, mimetype="application/vc+jwt" if held.is_jwt else "application/json")
    name = file_name(held.entry.card.title, "jwt" if held.is_jwt else "json")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.get("/<document_id>/print")
@holder_page
def printed(vault: Vault, document_id: str) -> ResponseReturnValue:
    """Show a certificate as a sheet of paper."""
    with current_database().reading() as session:
        held = shelf.open_document(session, vault, document_id)
    return render_template(
        "wallet/document_print.html",
        entry=held.entry,
        state=state_of(held.entry.verdict),
        content=content_of(held.opened, current_wallet().frameworks),
    )


@blueprint.route("/<document_id>/delete", methods=["GET", "POST"])
@holder_page
def delete(vault: Vault, document_id: str) -> ResponseReturnValue:
    """Ask, then delete a certificate and stop the links that show it."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with current_database().transaction() as session:
            ending.stop_shares_with(session, vault, document_id, at=now())
            shelf.remove(session, vault, document_id)
        flash(_("Het bewijs is weg uit je wallet."), "neutral")
        return redirect(url_for("documents.overview"), 303)
    with current_database().reading() as session:
        held = shelf.open_document(session, vault, document_id)
        open_shares = shares_with(session, vault, document_id, at=now())
    return render_template(
        "wallet/document_delete.html", entry=held.entry, open_shares=open_shares, form=form
    )


def _refresh_afterwards(vault: Vault, entries: Sequence[ShelfEntry]) -> None:
    """Have old verdicts judged anew once this page has gone out; what is found stands on a next one."""
    refresher = current_wallet().refresher

    @after_this_request
    def gone_out(response: Response) -> Response:
        response.call_on_close(lambda: refresher.refresh(vault, entries))
        return response


def _evidence_link(match: evidence.Match) -> tuple[str, str, str]:
    name = display_text(match.piece.name or match.entry.title or match.entry.name)
    return name, url_for("files.file", file_id=match.entry.file_id), _("Dit bestand hoort bij dit bewijs.")


def _added(vault: Vault, form: AddForm) -> str | None:
    """Judge and keep what the form holds, say so, and return the page to go to.

    A refusal is put at the form, and then there is nowhere to go.
    """
    original = form.original()
    if not original.strip():
        refuse_form(form, "document.nothing_given")
        return None
    database, checker = current_database(), current_wallet().checker
    try:
        if is_bundle(original):
            return restored_address(bring_in(vault, BytesIO(original)))
        return added_address(services.add_upload(database, vault, original, checker=checker, at=now()))
    except RefusedDocumentError as error:
        refuse_form(form, error.code)
        return None
