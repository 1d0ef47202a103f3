"""Whether her own pages would have taken an item: for items that come in whole. Pure."""

from datetime import date

from wallet.portfolio.contents import ItemContent, Month
from wallet.portfolio.items import MAX_COMPETENCES
from wallet.portfolio.questions import month_problem, questions_of, text_problem
from web.text import has_hidden_characters

# Codes of qualifications and their parts are some ten characters; the address of a skill is longer.
MAX_CODE_CHARACTERS = 200


def item_problem(item: ItemContent, *, today: date) -> str | None:
    """Return the code of the first thing that a page would have refused, or None. Unanswered is no problem.

    Besides the codes of `wallet.portfolio.questions`: `item.hidden_characters`, `item.foreign_answer` (to a
    question that is not asked about its kind), `item.too_many_competences`, `item.code_long`.
    """
    for question in questions_of(item.kind):
        answer = getattr(item, question.value)
        problem = None
        if isinstance(answer, Month):
            problem = month_problem(question, answer, item, today=today)
        elif isinstance(answer, str):
            hidden = has_hidden_characters(answer)
            problem = "item.hidden_characters" if hidden else text_problem(question, answer)
        if problem:
            return problem
    asked = {question.value for question in questions_of(item.kind)}
    texts = {name for name, value in item if isinstance(value, str | Month) and name != "kind"}
    if not texts <= asked or (item.is_ongoing and item.until is not None):
        return "item.foreign_answer"
    if len(item.competences) > MAX_COMPETENCES:
        return "item.too_many_competences"
    codes = [
        code for link in item.competences for code in (link.code_system, link.qualification, link.part or "")
    ]
    if any(len(code) > MAX_CODE_CHARACTERS or has_hidden_characters(code) for code in codes):
        return "item.code_long"
    return None
