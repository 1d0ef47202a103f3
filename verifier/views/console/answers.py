"""Answers to a request: read one with its verdict, note what the organisation thinks of it, delete it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length

from verifier.context import current_verifier
from verifier.models import Assessment
from verifier.organisations import words as organisation_words
from verifier.organisations.roles import readable_purposes
from verifier.requests import KeptAnswer, answers, asking
from verifier.requests.answers import MAX_NOTE_CHARACTERS
from verifier.sentences import Audience
from verifier.verdict_page import verdict_page
from verifier.views.console.access import READERS, Visitor, console, staff_page
from verifier.views.desk import current_desk
from verifier.words import words
from web.application import current_database, now
from web.forms import BaseForm
from web.languages import current_language


class AssessForm(BaseForm):
    """A note of the organisation, for itself."""

    assessment = RadioField(
        _l("Wat vindt u ervan?"),
        [InputRequired()],
        choices=[
            SelectChoice(each.value, organisation_words.ASSESSMENTS[each][1])
            for each in (Assessment.ACCEPTED, Assessment.NEEDS_INFO)
        ],
    )
    note = TextAreaField(_l("Notitie"), [Length(max=MAX_NOTE_CHARACTERS)], render_kw={"rows": 3})


@console.route("/requests/<request_id>/answers/<answer_id>", methods=["GET", "POST"])
@staff_page(*READERS)
def answer(visitor: Visitor, request_id: str, answer_id: str) -> ResponseReturnValue:
    """Show an answer, judged anew now, and take the organisation's note."""
    with current_database().reading() as session:
        found = find_answer(session, visitor, request_id, answer_id)
    form = AssessForm(
        data={
            "assessment": None if found.assessment is Assessment.NONE else found.assessment.value,
            "note": found.note,
        }
    )
    if form.validate_on_submit():
        with current_database().transaction() as session:
            answers.assess(
                session,
                current_verifier().seal,
                found,
                Assessment(str(form.assessment.data)),
                note=str(form.note.data or ""),
                actor=visitor.staff.id,
                at=now(),
            )
        flash(_("Bewaard. Alleen uw organisatie ziet dit."), "good")
        return redirect(url_for("console.request_page", request_id=request_id), 303)
    judgement = current_desk().check(found.handed_in, at=now())
    page = verdict_page(judgement, audience=Audience.PROFESSIONAL, words=words(current_language()))
    rendered = render_template(
        "verifier/console/answer.html", answer=found, page=page, form=form, request_id=request_id
    )
    return rendered, 422 if form.errors else 200


@console.post("/requests/<request_id>/answers/<answer_id>/delete")
@staff_page(*READERS)
def delete_answer(visitor: Visitor, request_id: str, answer_id: str) -> ResponseReturnValue:
    """Delete an answer before its day, for good."""
    with current_database().transaction() as session:
        found = find_answer(session, visitor, request_id, answer_id)
        answers.delete_now(session, found, actor=visitor.staff.id, at=now())
    flash(_("Het antwoord is verwijderd."), "good")
    return redirect(url_for("console.request_page", request_id=request_id), 303)


def find_answer(session: Session, visitor: Visitor, request_id: str, answer_id: str) -> KeptAnswer:
    """Return an answer to a request that this visitor may see. Raises `NotFoundError`."""
    asking.find_request(
        session, visitor.organisation_id, request_id, purposes=readable_purposes(visitor.roles)
    )
    return answers.find_answer(
        session, current_verifier().seal, visitor.organisation_id, request_id, answer_id, at=now()
    )
