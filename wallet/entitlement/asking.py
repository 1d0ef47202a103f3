"""Which question comes next, and how many there are: at most five on each page."""

from dataclasses import dataclass
from datetime import date

from verifier.entitlement import History, RuleSet
from verifier.entitlement.outcomes import Outcome
from verifier.entitlement.questions import MOST_QUESTIONS, Question, worth_asking
from wallet.entitlement.answers import Answers


@dataclass(frozen=True, slots=True)
class Asking:
    """The question that comes next, if any, and where she is in all of them."""

    next: Question | None
    number: int
    total: int


def asking(history: History, answers: Answers, *, on: date, rules: RuleSet[Outcome]) -> Asking:
    """Return what is to be asked next. Questions that she passed over are not asked again."""
    declared, had = answers.declared(on), answers.asked_by(rules.code)
    left = [each for each in worth_asking(history, declared, on=on, rules=rules) if not answers.about(each)]
    left = left[: max(0, MOST_QUESTIONS - had)]
    return Asking(left[0] if left else None, had + 1, had + len(left))
