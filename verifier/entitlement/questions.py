"""Which questions are worth asking: only those of which some answer would change a conclusion."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from verifier.entitlement.assessing import assess
from verifier.entitlement.conditions import Lacking, october_years
from verifier.entitlement.declared import Declared
from verifier.entitlement.history import History
from verifier.entitlement.outcomes import Outcome
from verifier.entitlement.rule_sets import RuleSet

# Nobody is asked more than this, "I do not know" included.
MOST_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: the member of `Declared` that it fills, and its possible answers by their codes."""

    about: Lacking
    member: str
    answers: Mapping[str, Any]


def questions(on: date) -> tuple[Question, ...]:
    """Return every question that there is, in the order of asking. Birth dates are not asked by choices."""
    yes_no = {"yes": True, "no": False}
    mbo: dict[str, Any] = {str(year): frozenset({year}) for year in october_years(on, 3)}
    degrees = {
        "none": frozenset[str](),
        "bachelor": frozenset({"bachelor"}),
        "both": frozenset({"bachelor", "master"}),
    }
    return (
        Question(Lacking.INITIAL_EDUCATION, "initial_education_finished", yes_no),
        Question(Lacking.START_QUALIFICATION, "has_start_qualification", yes_no),
        Question(Lacking.WORK, "works", yes_no),
        Question(Lacking.DEGREES, "degrees", degrees),
        Question(Lacking.FIELD_OF_DEGREES, "care_or_education_degree", yes_no),
        Question(Lacking.NATIONALITY, "meets_nationality_rule", yes_no),
        Question(Lacking.MBO_OCTOBERS, "mbo_octobers", {"none": frozenset[int](), **mbo}),
        Question(Lacking.STUDENT_FINANCE, "gets_student_finance", yes_no),
    )


def answered(declared: Declared, question: Question, answer: str) -> Declared:
    """Return what is declared with an answer added; an unknown code is "I do not know"."""
    return replace(declared, **{question.member: question.answers.get(answer)})


def worth_asking(
    history: History, declared: Declared, *, on: date, rules: RuleSet[Outcome]
) -> tuple[Question, ...]:
    """Return the unanswered questions of which an answer would change an outcome, in the order of asking."""
    now = [each.outcome for each in assess(history, declared, on=on, rules=rules)]

    def would_change(question: Question, answer: str) -> bool:
        then = assess(history, answered(declared, question, answer), on=on, rules=rules)
        return [each.outcome for each in then] != now

    return tuple(
        question
        for question in questions(on)
        if getattr(declared, question.member) is None
        and any(would_change(question, answer) for answer in question.answers)
    )
