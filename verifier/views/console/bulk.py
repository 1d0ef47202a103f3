"""Checking many certificates at once, for an organisation's staff: hand in, watch, take the table along."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound
from wtforms.validators import InputRequired

from verifier.bulk import keeping
from verifier.bulk.batches import MAX_ARCHIVE_BYTES, BatchError, read_batch
from verifier.bulk.tables import as_csv, as_xlsx
from verifier.context import current_verifier
from verifier.organisations.errors import ConflictError
from verifier.refusals import batch_refusal
from verifier.views.checks import download
from verifier.views.console.access import READERS, Visitor, console, staff_page
from verifier.words import words
from web.application import current_database, now
from web.form_pages import form_page
from web.forms import BaseForm, UploadField
from web.languages import current_language
from web.rate_limits import rate_limit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class BulkForm(BaseForm):
    """A spreadsheet of links, or a ZIP of files."""

    file = UploadField(_l("Spreadsheet of ZIP-bestand"), [InputRequired()], max_bytes=MAX_ARCHIVE_BYTES)


@console.route("/bulk", methods=["GET", "POST"])
@staff_page(*READERS)
@rate_limit("30 per hour")
def bulk_checks(visitor: Visitor) -> ResponseReturnValue:
    """Take a batch in, and lead to the earlier ones that can still be seen."""
    form = BulkForm()
    if form.validate_on_submit():
        try:
            items = read_batch(form.file.read())
            with current_database().transaction() as session:
                row = keeping.start(
                    session,
                    visitor.organisation_id,
                    items,
                    by=visitor.staff.id,
                    language=current_language(),
                    seal=current_verifier().seal,
                    at=now(),
                )
                bulk_id = row.id
        except BatchError as error:
            form.file.errors = [batch_refusal(error, words(current_language()))]
        except ConflictError:
            form.file.errors = [_("Er lopen nog controles. Wacht tot er één klaar is.")]
        else:
            return redirect(url_for("console.bulk_check", bulk_id=bulk_id), 303)
    with current_database().reading() as session:
        earlier = keeping.checks_of(session, visitor.organisation_id, at=now())
    return form_page("verifier/console/bulk.html", form, earlier=earlier)


@console.get("/bulk/<bulk_id>")
@staff_page(*READERS)
def bulk_check(visitor: Visitor, bulk_id: str) -> ResponseReturnValue:
    """Show how far it is, and the rows that are done."""
    return render_template("verifier/console/bulk_check.html", batch=_found(visitor, bulk_id))


@console.get("/bulk/<bulk_id>/result.<ending>")
@staff_page(*READERS)
def bulk_result(visitor: Visitor, bulk_id: str, ending: str) -> Response:
    """Give the table of the rows that are done, in their order."""
    batch = _found(visitor, bulk_id)
    said = words(batch.row.language)
    match ending:
        case "csv":
            return download(as_csv(batch.lines, said), "controles.csv", media_type="text/csv")
        case "xlsx":
            return download(as_xlsx(batch.lines, said), "controles.xlsx", media_type=XLSX)
        case _:
            raise NotFound


@console.post("/bulk/<bulk_id>/discard")
@staff_page(*READERS)
def discard_bulk_check(visitor: Visitor, bulk_id: str) -> ResponseReturnValue:
    """Throw it away before its hour is over."""
    with current_database().transaction() as session:
        keeping.discard(session, visitor.organisation_id, bulk_id, at=now(), by=visitor.staff.id)
    flash(_("Weggegooid."), "good")
    return redirect(url_for("console.bulk_checks"), 303)


def _found(visitor: Visitor, bulk_id: str) -> keeping.BulkView:
    with current_database().reading() as session:
        return keeping.view(session, visitor.organisation_id, bulk_id, seal=current_verifier().seal, at=now())
