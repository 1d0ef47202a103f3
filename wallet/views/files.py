"""Her files: the list, add some, one with what is known of it, download, delete."""

import re
from collections.abc import Iterable

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField, StringField
from wtforms.validators import Length

from wallet.context import current_wallet
from wallet.errors import EvidenceError, NotInThisWalletError
from wallet.evidence import adding, shelf
from wallet.evidence.adding import KeptFile
from wallet.evidence.formats import ACCEPTED, MAX_FILES_AT_ONCE, FileKind
from wallet.paper.making import file_name
from wallet.sentences import FIELD_SENTENCES
from wallet.sharing.ending import stop_shares_with_part
from wallet.sharing.overview import shares_with_part
from wallet.sharing.parts import PartKind
from wallet.vault import Vault
from wallet.views.forms import ConfirmForm, refuse
from wallet.views.signed_in import holder_page
from wallet.views.uploads import allow_large_upload
from web.application import current_database, now
from web.forms import BaseForm, UploadsField
from web.rate_limits import rate_limit
from web.text import display_text

blueprint = Blueprint("files", __name__, url_prefix="/files")
blueprint.url_value_preprocessor(allow_large_upload)

MAX_TITLE_CHARACTERS = 100
_ITEM = re.compile(r"[0-9a-f-]{36}")
# A picture that is opened by itself gets no rights at all, not even those of a page of ours.
_ALONE = "default-src 'none'; sandbox"


class AddFilesForm(BaseForm):
    """Files of hers, and what they are."""

    files = UploadsField(_l("Kies een of meer bestanden"))
    camera = UploadsField(_l("Maak een foto"))
    title = StringField(_l("Wat is het?"), [Length(max=MAX_TITLE_CHARACTERS)])
    item = HiddenField()

    def uploads(self) -> list[FileStorage]:
        """Return everything that was chosen."""
        return [*self.files.uploads(), *self.camera.uploads()]

    def item_id(self) -> str | None:
        """Return the item that the files are for, if one is named."""
        text = str(self.item.data or "")
        return text if _ITEM.fullmatch(text) else None


@blueprint.get("")
@holder_page
def overview(vault: Vault) -> ResponseReturnValue:
    """List the files."""
    with current_database().reading() as session:
        entries = shelf.files(session, vault)
    return render_template("wallet/evidence/files.html", entries=entries)


@blueprint.route("/add", methods=["GET", "POST"])
@rate_limit("30 per minute; 500 per day")
@holder_page
def add(vault: Vault) -> ResponseReturnValue:
    """Keep files; those that can't be kept are named with the reason, and the others stay."""
    form = AddFilesForm(item=request.args.get("item", "")) if request.method == "GET" else AddFilesForm()
    kept: list[KeptFile] = []
    if form.validate_on_submit():
        kept = _kept(vault, form)
        if not form.errors:
            flash(ngettext("Het bestand is bewaard.", "De bestanden zijn bewaard.", len(kept)), "good")
            if len(kept) == 1:
                return redirect(url_for("files.file", file_id=kept[0].file_id), 303)
            return redirect(url_for("files.overview"), 303)
    page = render_template("wallet/evidence/add.html", form=form, kept=len(kept), accepted=ACCEPTED)
    return page, 422 if form.errors else 200


@blueprint.get("/<file_id>")
@holder_page
def file(vault: Vault, file_id: str) -> ResponseReturnValue:
    """Show a file: the picture itself, or what it is, and what can be done with it."""
    with current_database().reading() as session:
        entry = shelf.file(session, vault, file_id)
        shares = shares_with_part(session, vault, PartKind.FILE, file_id, at=now())
    return render_template("wallet/evidence/file.html", entry=entry, shares=shares)


@blueprint.get("/<file_id>/content")
@rate_limit("120 per minute")
@holder_page
def content(vault: Vault, file_id: str) -> ResponseReturnValue:
    """Give the file as a download, never to be opened as a page of ours."""
    with current_database().reading() as session:
        sealed = shelf.sealed_file(session, vault, file_id)
    entry = sealed.entry
    name = file_name(entry.title or entry.name.rpartition(".")[0] or entry.name, entry.format.ending)
    response = _bytes(adding.content_of(current_wallet().storage, sealed), entry.format.media_type)
    response.content_length = entry.size
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.get("/<file_id>/picture")
@rate_limit("120 per minute")
@holder_page
def picture(vault: Vault, file_id: str) -> ResponseReturnValue:
    """Give a photo to be shown inside its page; anything else than a photo is not found."""
    with current_database().reading() as session:
        sealed = shelf.sealed_file(session, vault, file_id)
    if sealed.entry.kind is not FileKind.PICTURE:
        raise NotInThisWalletError("wallet.not_found", detail="picture")
    response = _bytes(adding.content_of(current_wallet().storage, sealed), sealed.entry.format.media_type)
    response.content_length = sealed.entry.size
    return response


@blueprint.get("/<file_id>/thumbnail")
@holder_page
def thumbnail(vault: Vault, file_id: str) -> ResponseReturnValue:
    """Give the small picture of a photo."""
    with current_database().reading() as session:
        small = shelf.thumbnail(session, vault, file_id)
    return _bytes([small], "image/webp")


@blueprint.route("/<file_id>/delete", methods=["GET", "POST"])
@holder_page
def delete(vault: Vault, file_id: str) -> ResponseReturnValue:
    """Ask, then delete a file for good."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with current_database().transaction() as session:
            stop_shares_with_part(session, vault, PartKind.FILE, file_id, at=now())
        adding.remove_file(current_database(), current_wallet().storage, vault, file_id)
        flash(_("Het bestand is weg."), "neutral")
        return redirect(url_for("files.overview"), 303)
    with current_database().reading() as session:
        entry = shelf.file(session, vault, file_id)
        shares = shares_with_part(session, vault, PartKind.FILE, file_id, at=now())
    return render_template("wallet/evidence/delete.html", entry=entry, shares=shares, form=form)


def _kept(vault: Vault, form: AddFilesForm) -> list[KeptFile]:
    """Keep what can be kept, and put at the form what can't, by name."""
    uploads = form.uploads()
    if not uploads or len(uploads) > MAX_FILES_AT_ONCE:
        refuse(form.files, "file.too_many" if uploads else "file.nothing_given")
        return []
    kept: list[KeptFile] = []
    refused: list[str] = []
    for upload in uploads:
        try:
            kept.append(_keep(vault, upload, form))
        except EvidenceError as error:
            name = display_text(upload.filename or "")[-MAX_TITLE_CHARACTERS:]
            sentence = str(FIELD_SENTENCES[error.code])
            refused.append(f"{name}: {sentence}" if len(uploads) > 1 else sentence)
    form.files.errors = refused
    return kept


def _keep(vault: Vault, upload: FileStorage, form: AddFilesForm) -> KeptFile:
    wallet = current_wallet()
    return adding.keep_file(
        current_database(),
        wallet.storage,
        vault,
        adding.read_file(upload.stream.read(), upload.filename or ""),
        title=str(form.title.data or "").strip(),
        item_id=form.item_id(),
        room_bytes=wallet.settings.room_bytes,
        at=now(),
    )


def _bytes(pieces: Iterable[bytes], media_type: str) -> Response:
    response = Response(pieces, mimetype=media_type)
    response.headers["Content-Security-Policy"] = _ALONE
    return response
