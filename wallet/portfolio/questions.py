"""The questions about an item, one per page, and which of them still wait for an answer. Pure."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from wallet.portfolio.contents import ItemContent, ItemKind, Month

# A title and a place stand on one line of a phone or two; a text is half a page of A4.
MAX_LINE_CHARACTERS = 120
MAX_TEXT_CHARACTERS = 3_000
# Nobody who has a phone was at work before this.
EARLIEST_YEAR = 1930


class Question(StrEnum):
    """One page each; the value is the member of `ItemContent` that holds the answer."""

    TITLE = "title"
    PLACE = "place"
    SINCE = "since"
    UNTIL = "until"
    DID = "did"
    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    REFLECTION = "reflection"


LINES = frozenset({Question.TITLE, Question.PLACE})
MONTHS = frozenset({Question.SINCE, Question.UNTIL})
# What she may pass over: a place can be private, and not everything teaches a lesson.
OPTIONAL = frozenset({Question.PLACE, Question.REFLECTION})
STARR = (Question.SITUATION, Question.TASK, Question.ACTION, Question.RESULT, Question.REFLECTION)

_USUAL = (Question.TITLE, Question.PLACE, Question.SINCE, Question.UNTIL, Question.DID)
_QUESTIONS: Mapping[ItemKind, tuple[Question, ...]] = {
    ItemKind.STORY: (Question.TITLE, Question.PLACE, Question.SINCE, *STARR)
}


def questions_of(kind: ItemKind) -> tuple[Question, ...]:
    """Return the questions in their order. A story happened at one time, so it has no end."""
    return _QUESTIONS.get(kind, _USUAL)


def first_unanswered(item: ItemContent) -> Question | None:
    """Return where she stopped, or None when the item is complete."""
    return next((question for question in questions_of(item.kind) if not _is_answered(item, question)), None)


def _is_answered(item: ItemContent, question: Question) -> bool:
    if question is Question.UNTIL and item.is_ongoing:
        return True
    return getattr(item, question.value) is not None


def text_problem(question: Question, text: str) -> str | None:
    """Return the code of what is wrong with a text that was stripped, or None."""
    if not text and question not in OPTIONAL:
        return "item.nothing_written"
    if question in LINES and len(text) > MAX_LINE_CHARACTERS:
        return "item.line_long"
    return "item.text_long" if len(text) > MAX_TEXT_CHARACTERS else None


def month_problem(question: Question, answer: Month, item: ItemContent, *, today: date) -> str | None:
    """Return the code of what is wrong with a month beside the other one and today, or None."""
    if not EARLIEST_YEAR <= answer.year <= today.year or not 1 <= (answer.month or 1) <= 12:
        return "item.year"
    if answer.sort_key > (today.year, today.month):
        return "item.future"
    if question is Question.SINCE and item.until is not None and _is_later(answer, item.until):
        return "item.begins_after_end"
    if question is Question.UNTIL and item.since is not None and _is_later(item.since, answer):
        return "item.ends_before_begin"
    return None


def _is_later(one: Month, other: Month) -> bool:
    """Say whether one month surely lies after another; an unknown month decides nothing."""
    if one.year != other.year or one.month is None or other.month is None:
        return one.year > other.year
    return one.month > other.month
