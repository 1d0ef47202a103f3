"""What pages call the things of the portfolio: levels, kinds, questions and periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel import dates
from flask import Flask
from flask_babel import LazyString, get_locale, gettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from wallet.portfolio.collection import rate
from wallet.portfolio.contents import ItemContent, ItemKind, Month
from wallet.portfolio.questions import Question
from wallet.portfolio.trust import TrustLevel
from wallet.shelf import ShelfEntry
from web.text import display_text, isolated


@dataclass(frozen=True, slots=True)
class LevelWords:
    """A level as a label with an icon, and one sentence about it. The icon is never alone."""

    icon: str
    tone: str
    name: LazyString
    meaning: LazyString


LEVELS: Mapping[TrustLevel, LevelWords] = {
    TrustLevel.OWN_WORD: LevelWords(
        "pencil", "neutral", _l("Eigen woorden"), _l("Zelf verteld. Niemand heeft het bevestigd.")
    ),
    TrustLevel.SOMEONE_ELSE: LevelWords(
        "people", "neutral", _l("Iemand anders zegt het"), _l("Een ander heeft dit verklaard.")
    ),
    TrustLevel.ASSESSED: LevelWords(
        "search", "good", _l("Beoordeeld"), _l("Een erkende organisatie heeft dit bekeken.")
    ),
    TrustLevel.OFFICIAL: LevelWords(
        "medal", "good", _l("Officieel"), _l("Van een school of organisatie die dit mag geven.")
    ),
}

ITEM_KINDS: Mapping[ItemKind, LazyString] = {
    ItemKind.WORK: _l("Werk"),
    ItemKind.LEARNING: _l("Leren op je werk"),
    ItemKind.VOLUNTEERING: _l("Vrijwilligerswerk"),
    ItemKind.COURSE: _l("Een cursus"),
    ItemKind.STORY: _l("Een verhaal over iets dat je deed"),
}


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question, what stands at its field, one example, and what the answer is called afterwards."""

    question: LazyString
    label: LazyString
    example: LazyString
    name: LazyString


QUESTIONS: Mapping[Question, QuestionWords] = {
    Question.TITLE: QuestionWords(
        _l("Hoe noem je het?"), _l("Naam"), _l("Bijvoorbeeld: Hulp in de thuiszorg."), _l("Naam")
    ),
    Question.PLACE: QuestionWords(
        _l("Waar was het?"),
        _l("Plaats of bedrijf"),
        _l("Bijvoorbeeld: Zorggroep De Linde."),
        _l("Waar"),
    ),
    Question.SINCE: QuestionWords(
        _l("Wanneer begon je?"), _l("Jaar"), _l("Bijvoorbeeld: maart 2019."), _l("Begonnen")
    ),
    Question.UNTIL: QuestionWords(
        _l("Wanneer stopte je?"), _l("Jaar"), _l("Bijvoorbeeld: juni 2024."), _l("Gestopt")
    ),
    Question.DID: QuestionWords(
        _l("Wat deed je?"),
        _l("Schrijf het in je eigen woorden"),
        _l("Bijvoorbeeld: Ik hielp mensen met wassen en aankleden."),
        _l("Wat je deed"),
    ),
    Question.SITUATION: QuestionWords(
        _l("Wat was er aan de hand?"),
        _l("Schrijf het in je eigen woorden"),
        _l("Bijvoorbeeld: Een mevrouw wilde niet meer eten."),
        _l("Wat er aan de hand was"),
    ),
    Question.TASK: QuestionWords(
        _l("Wat moest jij doen?"),
        _l("Schrijf het in je eigen woorden"),
        _l("Bijvoorbeeld: Ik moest zorgen dat zij weer at."),
        _l("Wat jij moest doen"),
    ),
    Question.ACTION: QuestionWords(
        _l("Wat deed je toen?"),
        _l("Schrijf het in je eigen woorden"),
        _l("Bijvoorbeeld: Ik vroeg haar dochter wat zij lekker vindt."),
        _l("Wat je toen deed"),
    ),
    Question.RESULT: QuestionWords(
        _l("Hoe liep het af?"),
        _l("Schrijf het in je eigen woorden"),
        _l("Bijvoorbeeld: Na een week at zij weer elke dag."),
        _l("Hoe het afliep"),
    ),
    Question.REFLECTION: QuestionWords(
        _l("Wat heb je ervan geleerd?"),
        _l("Schrijf het in je eigen woorden"),
        _l("Bijvoorbeeld: Eerst vragen, dan pas helpen."),
        _l("Wat je leerde"),
    ),
}
STORY_SINCE = QuestionWords(
    _l("Wanneer was dit?"), _l("Jaar"), _l("Bijvoorbeeld: maart 2019."), _l("Wanneer")
)

FOUND_WORDS: Mapping[str, LazyString] = {
    "partly": _l("Voor een deel erkend."),
    "not": _l("Nog niet erkend. Je kunt dit later nog laten zien."),
}


def init_portfolio_words(app: Flask) -> None:
    """Let templates use these words."""
    app.jinja_env.filters.update(isolated_lines=isolated_lines)
    app.jinja_env.globals.update(
        level_words=LEVELS.__getitem__,
        levels=LEVELS,
        item_kind=ITEM_KINDS.__getitem__,
        item_title=item_title,
        question_words=question_words,
        found_words=FOUND_WORDS,
        format_month=format_month,
        period=period,
        level_of=level_of,
    )


def isolated_lines(value: object) -> Markup:
    """Return a longer text for a page with the line breaks that she typed."""
    return Markup("<br>").join(isolated(line) for line in str(value).splitlines())


def level_of(entry: ShelfEntry) -> TrustLevel | None:
    """Return the level of a certificate on the shelf."""
    return rate(entry).level


def question_words(kind: ItemKind, question: Question) -> QuestionWords:
    """Return the words of a question; a story is asked when it was, not when it began."""
    if kind is ItemKind.STORY and question is Question.SINCE:
        return STORY_SINCE
    return QUESTIONS[question]


def item_title(content: ItemContent) -> str:
    """Return what an item is called, or what it is while it has no name yet."""
    return display_text(content.title or "").strip() or str(ITEM_KINDS[content.kind])


def format_month(month: Month) -> str:
    """Return a month as people write it: `maart 2019`, or `2019`."""
    if month.month is None:
        return str(month.year)
    return dates.format_date(date(month.year, month.month, 1), "LLLL y", locale=get_locale())


def period(since: Month | None, until: Month | None, is_ongoing: bool) -> str:
    """Return from when until when, as far as it is known."""
    if since is None:
        return ""
    if is_ongoing:
        return str(gettext("%(since)s tot nu", since=format_month(since)))
    if until is None or until == since:
        return format_month(since)
    return str(gettext("%(since)s tot %(until)s", since=format_month(since), until=format_month(until)))
