"""Coming in with the ZIP of another wallet: everything in it that can be kept, in one go."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage

from wallet.context import current_wallet
from wallet.errors import RefusedDocumentError
from wallet.importing.bundle import Bundle, Seekable
from wallet.importing.restoring import Restored, restore
from wallet.vault import Vault
from wallet.views.forms import refuse
from wallet.views.signed_in import holder_page
from wallet.views.telling import restored_address
from wallet.views.uploads import allow_whole_wallet, max_bundle_bytes
from web.application import current_database, now
from web.forms import BaseForm, UploadField
from web.rate_limits import rate_limit

blueprint = Blueprint("bringing", __name__, url_prefix="/bring")
blueprint.url_value_preprocessor(allow_whole_wallet)


class BringForm(BaseForm):
    """The ZIP of another wallet. Its size is bounded by the request's."""

    file = UploadField(_l("Kies het ZIP-bestand"), max_bytes=0)


@blueprint.route("", methods=["GET", "POST"])
@rate_limit("10 per minute; 60 per day")
@holder_page
def bring(vault: Vault) -> ResponseReturnValue:
    """Take a ZIP, and keep of it what can be kept; the same again adds nothing."""
    form = BringForm()
    form.file.max_bytes = max_bundle_bytes()
    if form.validate_on_submit():
        if not isinstance(form.file.data, FileStorage):
            refuse(form.file, "document.zip_missing")
        else:
            try:
                return redirect(restored_address(bring_in(vault, form.file.data.stream)), 303)
            except RefusedDocumentError as error:
                refuse(form.file, error.code)
    return render_template("wallet/export/bring.html", form=form), 422 if form.errors else 200


def bring_in(vault: Vault, file: Seekable) -> Restored:
    """Keep what can be kept of an exported wallet. Raises `RefusedDocumentError`, `StorageError`."""
    wallet = current_wallet()
    return restore(
        current_database(),
        vault,
        Bundle(file),
        checker=wallet.checker,
        storage=wallet.storage,
        room_bytes=wallet.settings.room_bytes,
        at=now(),
    )
