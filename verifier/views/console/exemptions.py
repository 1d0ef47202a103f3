"""Exemptions: what waits, one case with its matrix, and every step that people take with it."""

import base64
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from schemas.errors import FetchError
from schemas.presentation_request import PurposeKind
from verifier.context import current_verifier
from verifier.exempting import cases, programmes, words
from verifier.exempting.case_rules import CaseState, Move, may
from verifier.exempting.contents import CaseContent, Verdict
from verifier.exempting.decision_document import decision_document, exempted_load
from verifier.exempting.issuer_door import IssuerRefusedError, mail_of
from verifier.exempting.looking import Look, look
from verifier.exemptions import Programme
from verifier.exemptions.equivalences import DOSSIER, Equivalence
from verifier.exemptions.rules import Rule, rule_for
from verifier.exemptions.texts import BASIS_TEXTS, DOSSIER_ORIGIN, PROPOSAL_TEXTS, RULE_NOTES
from verifier.models import ExemptionCase, StoredProgramme
from verifier.organisations import registering, staff
from verifier.organisations.errors import ConflictError, NotFoundError, RefusedInputError
from verifier.organisations.roles import Role
from verifier.requests import KeptAnswer, answers, answers_of, asking
from verifier.views.console.access import Visitor, console, staff_page
from verifier.views.console.exemption_form import ChoicesForm, blame, choices_form, typed_of
from verifier.views.console.programmes import EXEMPTERS
from verifier.views.desk import current_desk
from verifier.words import words as engine_words
from web import pdf, qr
from web.application import current_database, now
from web.form_pages import form_page
from web.forms import BaseForm
from web.languages import current_language
from web.rate_limits import rate_limit

_PURPOSES = (PurposeKind.EXEMPTION,)


class StartForm(BaseForm):
    """Which programme an answer is held against."""

    programme = RadioField(_l("Voor welke opleiding?"), [InputRequired()])


@dataclass(frozen=True, slots=True)
class Case:
    """A case as pages show it. `answer` is None when it was deleted, as was promised."""

    row: ExemptionCase
    content: CaseContent
    stored: StoredProgramme
    programme: Programme
    answer: KeptAnswer | None

    @property
    def rule(self) -> Rule:
        """The rule by which it is judged."""
        return rule_for(self.programme.sector, self.content.requested_on)


@console.get("/exemptions")
@staff_page(*EXEMPTERS)
def exemption_list(visitor: Visitor) -> ResponseReturnValue:
    """Show the cases, and the answers with which none was begun."""
    at, seal = now(), current_verifier().seal
    with current_database().reading() as session:
        rows = cases.all_cases(session, visitor.organisation_id)
        titles = {row.id: row.title for row in programmes.all_programmes(session, visitor.organisation_id)}
        begun = {row.answer_id for row in rows}
        waiting = [
            (view, answer)
            for view in asking.requests_of(session, visitor.organisation_id, purposes=_PURPOSES, at=at)
            if view.kept
            for answer in answers_of(session, seal, visitor.organisation_id, view.row.id, at=at)
            if answer.answer_id not in begun
        ]
    shown = [(row, titles[row.programme_id], cases.content_of(seal, row).person) for row in rows]
    return render_template("verifier/console/exemptions.html", cases=shown, waiting=waiting, speak=words)


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
    case = _case(visitor, case_id)
    if case.row.state in (CaseState.DECIDED, CaseState.ISSUED):
        return _decided_page(visitor, case)
    found = _look(case)
    form = choices_form(found, case.content, case.row.version) if found else None
    return _matrix_page(visitor, case, found, form)


@console.post("/exemptions/<case_id>/confirm")
@staff_page(Role.ADVISER)
def confirm_look_alike(visitor: Visitor, case_id: str) -> ResponseReturnValue:
    """Let the adviser answer for it that two outcomes are equal, in this case alone."""
    case = _case(visitor, case_id)
    found = _required(_look(case))
    equal = [
        Equivalence(alike.said.ref, outcome, visitor.staff.official_id, case.content.requested_on)
        for row in found.matrix.rows
        if row.part.part_id == request.form.get("part")
        for alike in row.look_alikes
        if str(alike.said.ref) == request.form.get("outcome")
        for outcome in alike.outcomes
    ]
    if not equal:
        raise NotFoundError("case.look_alike")
    with current_database().transaction() as session:
        row = cases.find_case(session, visitor.organisation_id, case_id, lock=True)
        cases.confirm(
            session, current_verifier().seal, row, equal, version=_version(), by=visitor.staff, at=now()
        )
    return redirect(url_for("console.exemption", case_id=case_id), 303)


@console.post("/exemptions/<case_id>/withdraw")
@staff_page(Role.ADVISER)
def withdraw_look_alikes(visitor: Visitor, case_id: str) -> ResponseReturnValue:
    """Take back what was confirmed in this case."""
    with current_database().transaction() as session:
        row = cases.find_case(session, visitor.organisation_id, case_id, lock=True)
        cases.withdraw(session, current_verifier().seal, row, version=_version(), by=visitor.staff, at=now())
    return redirect(url_for("console.exemption", case_id=case_id), 303)


@console.post("/exemptions/<case_id>/propose")
@staff_page(Role.ADVISER)
def propose_exemption(visitor: Visitor, case_id: str) -> ResponseReturnValue:
    """Put the proposal before the board."""
    return _choose(visitor, case_id, Move.PROPOSE)


@console.post("/exemptions/<case_id>/decide")
@staff_page(Role.BOARD)
@rate_limit("60 per hour")
def decide_exemption(visitor: Visitor, case_id: str) -> ResponseReturnValue:
    """Decide, as somebody else than who proposed."""
    return _choose(visitor, case_id, Move.DECIDE)


@console.post("/exemptions/<case_id>/send-back")
@staff_page(Role.BOARD)
def send_back_exemption(visitor: Visitor, case_id: str) -> ResponseReturnValue:
    """Give the proposal back to the adviser."""
    try:
        with current_database().transaction() as session:
            cases.send_back(
                session,
                current_verifier().seal,
                cases.find_case(session, visitor.organisation_id, case_id, lock=True),
                request.form.get("note", ""),
                version=_version(),
                by=visitor.staff,
                at=now(),
            )
    except RefusedInputError as error:
        flash(words.SENTENCES[error.code], "attention")
    else:
        flash(_("Het advies ligt weer bij de adviseur."), "good")
    return redirect(url_for("console.exemption", case_id=case_id), 303)


@console.post("/exemptions/<case_id>/send")
@staff_page(Role.BOARD)
@rate_limit("60 per hour")
def send_exemption(visitor: Visitor, case_id: str) -> ResponseReturnValue:
    """Have the decision signed by the school's issuer. Pressed again, it goes on where it was."""
    case = _case(visitor, case_id)
    here = redirect(url_for("console.exemption", case_id=case_id), 303)
    if case.row.state is CaseState.ISSUED:
        return here
    if case.row.state is not CaseState.DECIDED:
        raise ConflictError("case.state", state=case.row.state.value)
    verifier = current_verifier()
    with current_database().reading() as session:
        mail = mail_of(
            registering.get_organisation(session, visitor.organisation_id),
            verifier.seal,
            case_id=case_id,
            document=decision_document(
                case.programme,
                case.content,
                frameworks=verifier.frameworks,
                board=case.stored.board,
                appeal_body=case.stored.appeal_body,
            ),
            prepared_by=_official_id(session, visitor, case.row.proposed_by),
            decided_by=_official_id(session, visitor, case.row.decided_by),
        )
    try:
        issued = verifier.decisions.hand_over(mail)
    except FetchError:
        flash(_("De uitgever van uw school antwoordt niet. Er is nog niets verstuurd."), "attention")
        return here
    except IssuerRefusedError as error:
        why = error.parameters["reason"]
        flash(_("De uitgever nam het besluit niet aan (%(why)s). Vraag uw beheerder.", why=why), "bad")
        return here
    with current_database().transaction() as session:
        row = cases.find_case(session, visitor.organisation_id, case_id, lock=True)
        cases.record_issued(session, verifier.seal, row, issued, by=visitor.staff, at=now())
    flash(_("Het besluit is ondertekend. Geef de brief aan de student."), "good")
    return here


@console.post("/exemptions/<case_id>/check-again")
@staff_page(*EXEMPTERS)
@rate_limit("60 per hour")
def check_exemption_again(visitor: Visitor, case_id: str) -> ResponseReturnValue:
    """Check what a decision rests on, now. Changes no decision."""
    case = _case(visitor, case_id)
    current_desk().forget()  # or a list of some minutes ago would answer
    found = _required(_look(case))
    with current_database().transaction() as session:
        cases.record_check(
            session,
            cases.find_case(session, visitor.organisation_id, case_id, lock=True),
            fallen=len(found.fallen(case.content.sources)),
            actor=visitor.staff.id,
            at=now(),
        )
    return redirect(url_for("console.exemption", case_id=case_id), 303)


@console.get("/exemptions/<case_id>/letter.pdf")
@staff_page(*EXEMPTERS)
@rate_limit("60 per hour")
def exemption_letter(visitor: Visitor, case_id: str) -> ResponseReturnValue:
    """Give the letter to the student, once the decision is signed."""
    case = _case(visitor, case_id)
    if case.content.issued is None:
        raise ConflictError("case.state", state=case.row.state.value)
    if pdf.unavailable() is not None:
        flash(_("Hier kan geen PDF worden gemaakt. Geef de link en de code."), "attention")
        return redirect(url_for("console.exemption", case_id=case_id), 303)
    picture = base64.b64encode(qr.png(case.content.issued.offer_link)).decode("ascii")
    page = render_template(
        "verifier/console/exemption_letter.html",
        **_decided(visitor, case),
        qr_picture=f"data:image/png;base64,{picture}",
    )
    response = Response(pdf.render(page, created=now()), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="vrijstellingen.pdf"'
    return response


def _choose(visitor: Visitor, case_id: str, move: Move) -> ResponseReturnValue:
    case = _case(visitor, case_id)
    if move is Move.DECIDE:  # a decision rests on what holds now, not on what was fetched some minutes ago
        current_desk().forget()
    found = _required(_look(case))
    form = choices_form(found, case.content, case.row.version)
    if form.validate_on_submit():
        step = cases.propose if move is Move.PROPOSE else cases.decide
        try:
            with current_database().transaction() as session:
                step(
                    session,
                    current_verifier().seal,
                    cases.find_case(session, visitor.organisation_id, case_id, lock=True),
                    found,
                    typed_of(form, found),
                    str(form.person.data),
                    version=_version(),
                    by=visitor.staff,
                    at=now(),
                )
        except RefusedInputError as error:
            blame(form, found, error)
        else:
            return redirect(url_for("console.exemption", case_id=case_id), 303)
    return _matrix_page(visitor, case, found, form)


def _matrix_page(
    visitor: Visitor, case: Case, found: Look | None, form: ChoicesForm | None
) -> ResponseReturnValue:
    spoken = engine_words(current_language())
    page = render_template(
        "verifier/console/exemption.html",
        case=case,
        look=found,
        form=form,
        may={move.value: _may(visitor, case, move) for move in Move},
        speak=words,
        say=lambda reason: words.say(reason, spoken),
        proposals={each: spoken.translate(text) for each, text in PROPOSAL_TEXTS.items()},
        bases={each: spoken.translate(text) for each, text in BASIS_TEXTS.items()},
        note=_rule_note(case.rule),
        equal_words=_equal_words,
    )
    return page, 422 if form is not None and form.errors else 200


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
        "may_send": _may(visitor, case, Move.SEND),
        "qr": qr.svg(issued.offer_link, title=_("Link voor de student")) if issued else None,
        "speak": words,
        "school": visitor.organisation.name,
    }


def _rule_note(rule: Rule) -> str | None:
    if rule.note is None:
        return None
    spoken = engine_words(current_language())
    return spoken.translate(RULE_NOTES[rule.note]) % {"verified_on": spoken.date(rule.verified_on)}


def _equal_words(equal: Equivalence) -> str:
    """Say on whose word one outcome counts as another."""
    if equal.origin == DOSSIER:
        return engine_words(current_language()).translate(DOSSIER_ORIGIN)
    said: str = _(
        "%(held)s telt als %(wanted)s, volgens %(who)s.",
        held=equal.held,
        wanted=equal.counts_as,
        who=equal.origin,
    )
    return said


def _may(visitor: Visitor, case: Case, move: Move) -> bool:
    return may(
        case.row.state,
        move,
        roles=visitor.roles,
        actor=visitor.staff.id,
        proposed_by=case.row.proposed_by,
    )


def _case(visitor: Visitor, case_id: str) -> Case:
    verifier = current_verifier()
    with current_database().reading() as session:
        row = cases.find_case(session, visitor.organisation_id, case_id)
        stored = programmes.find_programme(session, visitor.organisation_id, row.programme_id)
        try:
            answer = answers.find_answer(
                session, verifier.seal, visitor.organisation_id, row.request_id, row.answer_id, at=now()
            )
        except NotFoundError:
            answer = None
    return Case(row, cases.content_of(verifier.seal, row), stored, programmes.programme_of(stored), answer)


def _look(case: Case) -> Look | None:
    """Judge the answer anew; None when it is not kept any more. Uses the network: outside transactions."""
    if case.answer is None:
        return None
    judgement = current_desk().check(case.answer.handed_in, at=now())
    return look(judgement, case.programme, case.content, frameworks=current_verifier().frameworks)


def _required(found: Look | None) -> Look:
    if found is None:
        raise NotFoundError("answer.unknown")
    return found


def _answer(session: Session, visitor: Visitor, request_id: str, answer_id: str) -> KeptAnswer:
    asking.find_request(session, visitor.organisation_id, request_id, purposes=_PURPOSES)
    return answers.find_answer(
        session, current_verifier().seal, visitor.organisation_id, request_id, answer_id, at=now()
    )


def _official_id(session: Session, visitor: Visitor, staff_id: str | None) -> str:
    return staff.find_staff(session, visitor.organisation_id, staff_id or "").official_id


def _version() -> int:
    """Return which version of the case the form was opened at; a number that none has for anything else."""
    typed = request.form.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1
