"""The programmes of a school: the list, one with its parts, import, retire."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired

from schemas.errors import MalformedDocumentError
from verifier.exempting import programmes, words
from verifier.exempting.programmes import MAX_DOCUMENT_BYTES
from verifier.organisations.errors import RefusedInputError
from verifier.organisations.roles import Role
from verifier.views.console.access import Visitor, console, staff_page
from web.application import current_database, now
from web.form_pages import form_page
from web.forms import BaseForm
from web.rate_limits import rate_limit

EXEMPTERS = (Role.ADVISER, Role.BOARD)
_FIELDS = {"programme.board": "board", "programme.appeal_body": "appeal_body"}


class ProgrammeForm(BaseForm):
    """A programme in its JSON form, and who decides about it."""

    board = StringField(_l("Welke examencommissie beslist?"), [InputRequired()])
    appeal_body = StringField(_l("Waar kan een student in beroep?"), [InputRequired()])
    document = TextAreaField(
        _l("De opleiding als JSON"),
        [InputRequired()],
        render_kw={"rows": 14, "spellcheck": "false", "maxlength": MAX_DOCUMENT_BYTES},
    )


@console.get("/programmes")
@staff_page(*EXEMPTERS)
def programme_list(visitor: Visitor) -> ResponseReturnValue:
    """Show the programmes."""
    with current_database().reading() as session:
        found = programmes.all_programmes(session, visitor.organisation_id)
    return render_template("verifier/console/programmes.html", programmes=found)


@console.route("/programmes/new", methods=["GET", "POST"])
@staff_page(Role.ADVISER)
@rate_limit("60 per hour")
def new_programme(visitor: Visitor) -> ResponseReturnValue:
    """Import a programme."""
    form = ProgrammeForm()
    if form.validate_on_submit():
        try:
            with current_database().transaction() as session:
                row = programmes.add_programme(
                    session,
                    visitor.organisation_id,
                    document=str(form.document.data).encode(),
                    board=str(form.board.data),
                    appeal_body=str(form.appeal_body.data),
                    actor=visitor.staff.id,
                    at=now(),
                )
        except RefusedInputError as error:
            field = form[_FIELDS.get(error.code, "document")]
            field.errors = [str(words.SENTENCES[error.code]) % error.parameters]
        except MalformedDocumentError as error:
            why = f"{error.code} {error.pointer or ''}".strip()
            form.document.errors = [str(words.SENTENCES["programme.unreadable"]) % {"why": why}]
        else:
            return redirect(url_for("console.programme_page", programme_id=row.id), 303)
    return form_page("verifier/console/programme_new.html", form)


@console.get("/programmes/<programme_id>")
@staff_page(*EXEMPTERS)
def programme_page(visitor: Visitor, programme_id: str) -> ResponseReturnValue:
    """Show a programme with its parts, also when no case begins with it any more."""
    with current_database().reading() as session:
        row = programmes.find_programme(session, visitor.organisation_id, programme_id)
    return render_template(
        "verifier/console/programme.html", row=row, programme=programmes.programme_of(row), speak=words
    )


@console.post("/programmes/<programme_id>/retire")
@staff_page(Role.ADVISER)
def retire_programme(visitor: Visitor, programme_id: str) -> ResponseReturnValue:
    """Begin no case with it any more."""
    with current_database().transaction() as session:
        row = programmes.find_programme(session, visitor.organisation_id, programme_id)
        programmes.retire(session, row, actor=visitor.staff.id, at=now())
    flash(_("Met deze opleiding begint geen nieuwe aanvraag meer."), "good")
    return redirect(url_for("console.programme_page", programme_id=programme_id), 303)
