"""The forms of the questions about an item: one line, a text, or a month; and what they answer."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField
from wtforms import TextAreaField as TextField

from schemas.dates import legal_date
from wallet.portfolio.contents import ItemContent, Month
from wallet.portfolio.questions import (
    LINES,
    MAX_LINE_CHARACTERS,
    MONTHS,
    Question,
    month_problem,
    text_problem,
)
from wallet.portfolio.words import question_words
from wallet.sentences import MONTH_NAMES
from wallet.views.forms import SelectChoice, refuse
from web.application import now
from web.forms import BaseForm


class LineForm(BaseForm):
    """An answer on one line."""

    answer = StringField(render_kw={"autocomplete": "off", "maxlength": MAX_LINE_CHARACTERS})


class TextForm(BaseForm):
    """An answer in her own words."""

    answer = TextField(render_kw={"rows": 7})


class MonthForm(BaseForm):
    """A month; she may know the year alone."""

    month = SelectField(
        _l("Maand"), choices=[SelectChoice(str(number), name) for number, name in MONTH_NAMES.items()]
    )
    year = StringField(
        _l("Jaar"),
        render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4, "class_": "field__input"},
    )


class UntilForm(MonthForm):
    """When it ended, if it did."""

    is_ongoing = BooleanField(_l("Ik doe dit nog"))


def answer_form(question: Question, content: ItemContent) -> BaseForm:
    """Return the form of a question, filled with the answer at hand."""
    known = getattr(content, question.value)
    if question in MONTHS:
        data: dict[str, object] = {"is_ongoing": content.is_ongoing}
        if isinstance(known, Month):
            data |= {"month": str(known.month or ""), "year": str(known.year)}
        form: BaseForm = UntilForm(data=data) if question is Question.UNTIL else MonthForm(data=data)
        return form
    form = LineForm(data={"answer": known}) if question in LINES else TextForm(data={"answer": known})
    form.answer.label.text = question_words(content.kind, question).label
    return form


def read_answer(form: BaseForm, question: Question, content: ItemContent) -> Mapping[str, object] | None:
    """Return what the form answers; put what is wrong at its field and return None."""
    if question in MONTHS:
        return _month(form, question, content)
    text = str(form.answer.data or "").replace("\r\n", "\n").strip()
    if problem := text_problem(question, text):
        refuse(form.answer, problem)
        return None
    return {question.value: text}


def _month(form: BaseForm, question: Question, content: ItemContent) -> Mapping[str, object] | None:
    if question is Question.UNTIL and form.is_ongoing.data:
        return {"until": None, "is_ongoing": True}
    year = str(form.year.data or "").strip()
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        refuse(form.year, "item.year")
        return None
    month = Month(year=int(year), month=int(form.month.data) if form.month.data else None)
    if problem := month_problem(question, month, content, today=legal_date(now())):
        refuse(form.year, problem)
        return None
    return {question.value: month} | ({"is_ongoing": False} if question is Question.UNTIL else {})
