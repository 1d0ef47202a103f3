"""Taking everything along: one ZIP that can be read and verified without us."""

from flask import Blueprint, Response, render_template, send_file
from flask.typing import ResponseReturnValue

from wallet.context import current_wallet
from wallet.export.bundle import write_bundle
from wallet.export.contents import entries, held_documents
from wallet.holder import holder_of
from wallet.vault import Vault
from wallet.views.forms import ConfirmForm
from wallet.views.signed_in import confirmed_page
from web.application import current_database, now
from web.rate_limits import rate_limit

blueprint = Blueprint("leaving", __name__, url_prefix="/account")

_FILE_NAME = "vakbewijs-wallet.zip"


@blueprint.get("/export")
@confirmed_page
def export(vault: Vault) -> ResponseReturnValue:  # noqa: ARG001  (for its owner alone)
    """Say what will be in the file, before it is made."""
    return render_template("wallet/export/start.html", form=ConfirmForm())


@blueprint.post("/export")
@rate_limit("10 per hour")
@confirmed_page
def download(vault: Vault) -> ResponseReturnValue:
    """Gather the facts, then make the file and hand it over; nothing of it stays here."""
    wallet, database, at = current_wallet(), current_database(), now()
    with database.reading() as session:
        documents = held_documents(session, vault)
        holder = holder_of(session, vault)
    facts = wallet.facts.gather(documents, presented_by=holder.did, at=at)
    with database.reading() as session:
        contents = entries(
            session, vault, storage=wallet.storage, facts=facts, frameworks=wallet.frameworks, at=at
        )
        bundle = write_bundle(contents, holder=holder, at=at)
    response: Response = send_file(
        bundle, mimetype="application/zip", as_attachment=True, download_name=_FILE_NAME
    )
    return response
