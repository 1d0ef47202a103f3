"""Many at once: upload a spreadsheet, read the dry run, confirm, watch it go."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from issuer import bulk, dry_run, overview, words
from issuer.bulk_files import error_file, problem_sentences
from issuer.context import current_installation
from issuer.errors import RefusedInputError
from issuer.institutions import written_kinds_of
from issuer.models import BatchState, Role
from issuer.sentences import code_sentence
from issuer.sheet_columns import template
from issuer.views.console.access import Visitor, console, staff_page
from schemas.credential import CredentialKind
from web.application import current_database, now
from web.form_pages import form_page
from web.forms import BaseForm, UploadField
from web.spreadsheets import MAX_FILE_BYTES, write_csv

CSV_TYPE = "text/csv"
MAX_SHOWN_ROWS = 200


class UploadForm(BaseForm):
    """A spreadsheet."""

    kind = SelectField(_l("Soort certificaat"), [InputRequired()])
    file = UploadField(_l("CSV-bestand of Excel-bestand"), [InputRequired()], max_bytes=MAX_FILE_BYTES)


class ConfirmForm(BaseForm):
    """Go ahead."""

    again = BooleanField(_l("Ik wil dit bestand nog een keer verwerken"))


@console.get("/batches")
@staff_page(Role.REGISTRAR)
def batch_list(visitor: Visitor) -> ResponseReturnValue:
    """Show the files that were uploaded."""
    with current_database().reading() as session:
        found = [
            (batch, bulk.progress(session, batch))
            for batch in overview.recent_batches(session, visitor.institution_id)
        ]
    return render_template("issuer/batches.html", batches=found)


@console.route("/batches/new", methods=["GET", "POST"])
@staff_page(Role.REGISTRAR)
def new_batch(visitor: Visitor) -> ResponseReturnValue:
    """Upload a file; the dry run judges every row and makes nothing."""
    form = UploadForm()
    kinds = written_kinds_of(visitor.institution)
    form.kind.choices = words.choices(words.KINDS, kinds)
    if form.validate_on_submit():
        try:
            with current_database().transaction() as session:
                batch = dry_run.check_file(
                    session,
                    current_installation(),
                    visitor.institution,
                    kind=CredentialKind(form.kind.data),
                    file_name=form.file.data.filename or "",
                    content=form.file.read(),
                    by=visitor.actor.staff_id,
                    at=now(),
                )
        except RefusedInputError as error:
            form.file.errors = [code_sentence(error.code, error.parameters)]
        else:
            return redirect(url_for("console.batch", batch_id=batch.id), 303)
    return form_page("issuer/batch_new.html", form, kinds=kinds)


@console.get("/batches/template/<kind>")
@staff_page(Role.REGISTRAR)
def batch_template(visitor: Visitor, kind: str) -> ResponseReturnValue:
    """Give an example file: the headings and one row."""
    chosen = next(
        (each for each in written_kinds_of(visitor.institution) if each.value.lower() == kind), None
    )
    if chosen is None:
        raise NotFound
    system, _colon, code = request.args.get("standard", "crebo:25491").partition(":")
    pairs = template(chosen, current_installation().frameworks.find(system, code))
    content = write_csv([heading for heading, _example in pairs], [[example for _heading, example in pairs]])
    return _csv(content, f"voorbeeld-{kind}.csv")


@console.get("/batches/<batch_id>")
@staff_page(Role.REGISTRAR)
def batch(visitor: Visitor, batch_id: str) -> ResponseReturnValue:
    """Show the dry run, or how far the batch is."""
    with current_database().reading() as session:
        found = bulk.find_batch(session, visitor.institution_id, batch_id)
        counts = bulk.progress(session, found)
        wrong = [
            (row, problem_sentences(row))
            for row in bulk.rows_with_problems(session, found, limit=MAX_SHOWN_ROWS)
        ]
        first = bulk.first_valid_rows(session, found)
        earlier = bulk.earlier_use(session, found) if found.state is BatchState.CHECKED else None
    return render_template(
        "issuer/batch.html",
        batch=found,
        counts=counts,
        wrong=wrong,
        first=first,
        earlier=earlier,
        form=ConfirmForm(),
        shown=MAX_SHOWN_ROWS,
    )


@console.post("/batches/<batch_id>/confirm")
@staff_page(Role.REGISTRAR)
def confirm_batch(visitor: Visitor, batch_id: str) -> ResponseReturnValue:
    """Let the worker begin with the rows that are right."""
    with current_database().transaction() as session:
        found = bulk.find_batch(session, visitor.institution_id, batch_id, lock=True)
        bulk.confirm(
            session, found, by=visitor.actor.staff_id, again=bool(request.form.get("again")), at=now()
        )
    flash(_("Het uitgeven is begonnen. U kunt deze pagina sluiten."), "good")
    return redirect(url_for("console.batch", batch_id=batch_id), 303)


@console.post("/batches/<batch_id>/discard")
@staff_page(Role.REGISTRAR)
def discard_batch(visitor: Visitor, batch_id: str) -> ResponseReturnValue:
    """Throw the dry run away."""
    with current_database().transaction() as session:
        found = bulk.find_batch(session, visitor.institution_id, batch_id, lock=True)
        bulk.discard(session, found, by=visitor.actor.staff_id, at=now())
    flash(_("Het bestand is weggegooid. Er is niets uitgegeven."), "good")
    return redirect(url_for("console.batch_list"), 303)


@console.get("/batches/<batch_id>/errors.csv")
@staff_page(Role.REGISTRAR)
def batch_errors(visitor: Visitor, batch_id: str) -> ResponseReturnValue:
    """Give the rows that are wrong as a file to mend and upload again."""
    with current_database().reading() as session:
        found = bulk.find_batch(session, visitor.institution_id, batch_id)
        content = error_file(session, found)
    return _csv(content, "fouten.csv")


def _csv(content: bytes, name: str) -> Response:
    response = Response(content, mimetype=CSV_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
