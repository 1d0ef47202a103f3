"""Exemptions: what waits, one case with its matrix or its decision, and the letter."""

import base64
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from schemas.presentation_request import PurposeKind
from verifier.context import current_verifier
from verifier.exempting import cases, listing, programmes, words
from verifier.exempting.case_rules import CaseState, Move
from verifier.exempting.contents import Verdict
from verifier.exempting.decision_document import exempted_load
from verifier.organisations.errors import ConflictError
from verifier.organisations.roles import Role
from verifier.requests import KeptAnswer, answers, asking
from verifier.views.console.access import Visitor, console, staff_page
from verifier.views.console.exemption_case import Case, load_case, looked_at, matrix_page, may_move
from verifier.views.console.exemption_form import choices_form
from verifier.views.console.programmes import EXEMPTERS
from web import pdf, qr
from web.application import current_database, now
from web.form_pages import form_page
from web.forms import BaseForm
from web.paging import page_number
from web.rate_limits import rate_limit

_PURPOSES = (PurposeKind.EXEMPTION,)


class StartForm(BaseForm):
    """Which programme an answer is held against."""

    programme = RadioField(_l("Voor welke opleiding?"), [InputRequired()])


@console.get("/exemptions")
@staff_page(*EXEMPTERS)
def exemption_list(visitor: Visitor) -> ResponseReturnValue:
    """Show the answers with which no case was begun, and the cases."""
    waiting_number, number = (page_number(request.args.get(each)) for each in ("waiting", "page"))
    with current_database().reading() as session:
        waiting = listing.waiting_page(session, visitor.organisation_id, waiting_number, at=now())
        found = listing.cases_page(session, visitor.organisation_id, number)
    seal = current_verifier().seal
    people = {row.id: cases.content_of(seal, row).person for row, _title in found.rows}
    return render_template(
        "verifier/console/exemptions.html", cases=found, waiting=waiting, people=people, speak=words
    )


@console.route("/requests/<request_id>/answers/<answer_id>/exemption", methods=["GET", "POST"])
@staff_page(Role.ADVISER)
def start_exemption(visitor: Visitor, request_id: str, answer_id: str) -> ResponseReturnValue:
    """Hold an answer against a programme."""
    with current_database().reading() as session:
        answer = _answer(session, visitor, request_id, answer_id)
        found = programmes.all_programmes(session, visitor.organisation_id)
    form = StartForm()
    form.programme.choices = [SelectChoice(row.id, row.title) for row in found if row.retired_at is None]
    if form.validate_on_submit():
        with current_database().transaction() as session:
            row = cases.open_case(
                session,
                current_verifier().seal,
                programmes.find_programme(session, visitor.organisation_id, str(form.programme.data)),
                answer,
                by=visitor.staff,
                at=now(),
            )
        return redirect(url_for("console.exemption", case_id=row.id), 303)
    return form_page(
        "verifier/console/exemption_start.html", form, has_programmes=bool(form.programme.choices)
    )


@console.get("/exemptions/<case_id>")
@staff_page(*EXEMPTERS)
def exemption(visitor: Visitor, case_id: str) -> ResponseReturnValue:
    """Show a case: the matrix while people choose, what was decided afterwards."""
    case = load_case(visitor, case_id)
    if case.row.state in (CaseState.DECIDED, CaseState.ISSUED):
        return _decided_page(visitor, case)
    found = looked_at(case)
    form = choices_form(found, case.content, case.row.version) if found else None
    return matrix_page(visitor, case, found, form)


@console.get("/exemptions/<case_id>/letter.pdf")
@staff_page(*EXEMPTERS)
@rate_limit("60 per hour")
def exemption_letter(visitor: Visitor, case_id: str) -> ResponseReturnValue:
    """Give the letter to the student, once the decision is signed. In Dutch, whatever the reader of the page
    reads: it is the decision of a Dutch board (Awb 2:6).
    """
    case = load_case(visitor, case_id)
    if case.content.issued is None:
        raise ConflictError("case.state", state=case.row.state.value)
    if pdf.unavailable() is not None:
        flash(_("Hier kan geen PDF worden gemaakt. Geef de link en de code."), "attention")
        return redirect(url_for("console.exemption", case_id=case_id), 303)
    picture = base64.b64encode(qr.png(case.content.issued.offer_link)).decode("ascii")
    with force_locale("nl"):
        page = render_template(
            "verifier/console/exemption_letter.html",
            **_decided(visitor, case),
            qr_picture=f"data:image/png;base64,{picture}",
        )
    response = Response(pdf.render(page, created=now()), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="vrijstellingen.pdf"'
    return response


def _decided_page(visitor: Visitor, case: Case) -> ResponseReturnValue:
    return render_template("verifier/console/exemption_decided.html", **_decided(visitor, case))


def _decided(visitor: Visitor, case: Case) -> dict[str, Any]:
    exempted = exempted_load(case.content)
    issued = case.content.issued
    decided_on = case.content.decided_on
    return {
        "case": case,
        "exempted": exempted,
        "remaining": case.programme.total_load - exempted,
        "last_day": case.rule.last_day_of_appeal(decided_on) if decided_on else None,
        "parts": [(case.programme.part(each.part_id), each) for each in case.content.choices],
        "Verdict": Verdict,
        "may_send": may_move(visitor, case, Move.SEND),
        "qr": qr.svg(issued.offer_link, title=_("Link voor de student")) if issued else None,
        "speak": words,
        "school": visitor.organisation.name,
    }


def _answer(session: Session, visitor: Visitor, request_id: str, answer_id: str) -> KeptAnswer:
    asking.find_request(session, visitor.organisation_id, request_id, purposes=_PURPOSES)
    return answers.find_answer(
        session, current_verifier().seal, visitor.organisation_id, request_id, answer_id, at=now()
    )
