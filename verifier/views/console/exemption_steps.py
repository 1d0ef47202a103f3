"""The steps that people take with a case: answer for look-alikes, propose, decide, send, check again."""

from functools import partial

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from schemas.errors import FetchError
from verifier.context import current_verifier
from verifier.exempting import cases, words
from verifier.exempting.case_rules import CaseState, Move
from verifier.exempting.decision_document import decision_document
from verifier.exempting.issuer_door import IssuerRefusedError, mail_of
from verifier.exemptions.equivalences import Equivalence
from verifier.organisations import registering
from verifier.organisations.errors import ConflictError, NotFoundError, RefusedInputError
from verifier.organisations.roles import Role
from verifier.organisations.staff import accounts
from verifier.views.console.access import Visitor, console, staff_page
from verifier.views.console.exemption_case import load_case, looked_at, matrix_page, required
from verifier.views.console.exemption_form import blame, choices_form, typed_of
from verifier.views.console.programmes import EXEMPTERS
from verifier.views.desk import current_desk
from web.application import current_database, now
from web.rate_limits import rate_limit


@console.post("/exemptions/<case_id>/confirm")
@staff_page(Role.ADVISER)
def confirm_look_alike(visitor: Visitor, case_id: str) -> ResponseReturnValue:
    """Let the adviser answer for it that two outcomes are equal, in this case alone."""
    case = load_case(visitor, case_id)
    found = required(looked_at(case))
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


@console.get("/exemptions/<case_id>/propose")
@console.get("/exemptions/<case_id>/decide")
@staff_page(*EXEMPTERS)
def back_to_exemption(visitor: Visitor, case_id: str) -> ResponseReturnValue:
    """Lead back to the case: a form that was refused leaves its own address in the browser."""
    with current_database().reading() as session:
        cases.find_case(session, visitor.organisation_id, case_id)
    return redirect(url_for("console.exemption", case_id=case_id), 303)


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
    case = load_case(visitor, case_id)
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
    case = load_case(visitor, case_id)
    current_desk().forget()  # or a list of some minutes ago would answer
    found = required(looked_at(case))
    with current_database().transaction() as session:
        cases.record_check(
            session,
            cases.find_case(session, visitor.organisation_id, case_id, lock=True),
            fallen=len(found.fallen(case.content.sources)),
            actor=visitor.staff.id,
            at=now(),
        )
    return redirect(url_for("console.exemption", case_id=case_id), 303)


def _choose(visitor: Visitor, case_id: str, move: Move) -> ResponseReturnValue:
    case = load_case(visitor, case_id)
    if move is Move.DECIDE:  # a decision rests on what holds now, not on what was fetched some minutes ago
        current_desk().forget()
    found = required(looked_at(case))
    form = choices_form(found, case.content, case.row.version)
    if form.validate_on_submit():
        keep_for = current_verifier().settings.decided_cases_kept
        step = cases.propose if move is Move.PROPOSE else partial(cases.decide, keep_for=keep_for)
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
    return matrix_page(visitor, case, found, form)


def _official_id(session: Session, visitor: Visitor, staff_id: str | None) -> str:
    return accounts.find(session, visitor.organisation_id, staff_id or "").official_id


def _version() -> int:
    """Return which version of the case the form was opened at; a number that none has for anything else."""
    typed = request.form.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1
