"""Reading what somebody declares, as `about=answer`. The names are those of what a conclusion lacks."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from schemas.dates import parse_calendar_date
from schemas.errors import MalformedDocumentError
from verifier.entitlement.conditions import Lacking
from verifier.entitlement.declared import Declared
from verifier.entitlement.questions import questions
from verifier.errors import FactError


def read_facts(facts: Iterable[str], *, on: date) -> Declared:
    """Return what is declared by facts such as `nationality=yes` and `birth-date=1963-02-11`.

    Raises `FactError`: `facts.unknown` for another name, `facts.answer` for another answer, with those that
    there are, and `facts.twice`.
    """
    known = {question.about.value: question for question in questions(on)}
    declared, seen = Declared(), set[str]()
    for fact in facts:
        about, _, answer = fact.partition("=")
        if about in seen:
            raise FactError("facts.twice", about=about)
        seen.add(about)
        if about == Lacking.BIRTH_DATE:
            declared = replace(declared, born=_day(answer))
        elif about not in known:
            names = ", ".join([*known, Lacking.BIRTH_DATE])
            raise FactError("facts.unknown", about=about[:100], known=names)
        elif answer not in known[about].answers:
            raise FactError("facts.answer", about=about, known=", ".join(known[about].answers))
        else:
            declared = replace(declared, **{known[about].member: known[about].answers[answer]})
    return declared


def _day(written: str) -> date:
    try:
        return parse_calendar_date(written)
    except MalformedDocumentError as error:
        raise FactError("facts.answer", about=Lacking.BIRTH_DATE.value, known="2026-12-01") from error
