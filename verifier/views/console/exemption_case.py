"""A case as pages show it: loaded, judged anew, and as the matrix in which people choose."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from verifier.context import current_verifier
from verifier.exempting import cases, programmes, words
from verifier.exempting.case_rules import Move, may
from verifier.exempting.contents import CaseContent
from verifier.exempting.looking import Look, look
from verifier.exemptions import Programme
from verifier.exemptions.equivalences import DOSSIER, Equivalence
from verifier.exemptions.rules import Rule, rule_for
from verifier.exemptions.texts import BASIS_TEXTS, DOSSIER_ORIGIN, PROPOSAL_TEXTS, RULE_NOTES
from verifier.models import ExemptionCase, StoredProgramme
from verifier.organisations.errors import NotFoundError
from verifier.requests import KeptAnswer, answers
from verifier.verdict_page import endorsed_on_page, said_on_page
from verifier.views.console.access import Visitor
from verifier.views.console.exemption_form import ChoicesForm
from verifier.views.desk import current_desk
from verifier.words import words as engine_words
from web.application import current_database, now
from web.languages import current_language


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


def may_move(visitor: Visitor, case: Case, move: Move) -> bool:
    """Say whether the visitor may take a step with a case now."""
    return may(
        case.row.state,
        move,
        roles=visitor.roles,
        actor=visitor.staff.id,
        proposed_by=case.row.proposed_by,
    )


def load_case(visitor: Visitor, case_id: str) -> Case:
    """Return a case of the visitor's organisation. Raises `NotFoundError`."""
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


def looked_at(case: Case) -> Look | None:
    """Judge the answer anew; None when it is not kept any more. Uses the network: outside transactions."""
    if case.answer is None:
        return None
    judgement = current_desk().check(case.answer.handed_in, at=now())
    return look(judgement, case.programme, case.content, frameworks=current_verifier().frameworks)


def required(found: Look | None) -> Look:
    """Raise `NotFoundError("answer.unknown")` for a case whose answer is not kept any more."""
    if found is None:
        raise NotFoundError("answer.unknown")
    return found


def matrix_page(
    visitor: Visitor, case: Case, found: Look | None, form: ChoicesForm | None
) -> ResponseReturnValue:
    """Show the matrix, with the form of whoever may choose."""
    spoken = engine_words(current_language())
    page = render_template(
        "verifier/console/exemption.html",
        case=case,
        look=found,
        form=form,
        may={move.value: may_move(visitor, case, move) for move in Move},
        speak=words,
        say=lambda reason: words.say(reason, spoken),
        proposals={each: spoken.translate(text) for each, text in PROPOSAL_TEXTS.items()},
        bases={each: spoken.translate(text) for each, text in BASIS_TEXTS.items()},
        note=_rule_note(case.rule),
        equal_words=_equal_words,
        endorsed=endorsed_on_page(found.judged, spoken) if found else (),
        said=said_on_page(found.judged, spoken, from_known_wallet=False) if found else (),
    )
    return page, 422 if form is not None and form.errors else 200


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
