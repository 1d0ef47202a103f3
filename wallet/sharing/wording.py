"""What pages call the things of sharing: states, events, what is left out, and her own words in a share."""

from collections.abc import Iterable, Mapping
from datetime import date

from babel import dates
from flask import Flask
from flask_babel import LazyString, get_locale, gettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from schemas.disclosure import NAME_POINTERS, PersonalPart
from schemas.own_words import Experience, KeptFile, OwnWords, PassedOn
from wallet.evidence.formats import FORMATS
from wallet.portfolio.contents import ItemKind
from wallet.portfolio.questions import Question
from wallet.portfolio.words import ITEM_KINDS, QUESTIONS, isolated_lines
from wallet.sharing.log import EventKind
from wallet.sharing.overview import ShareView
from wallet.sharing.signed_words import SignedWords
from wallet.sharing.states import ShareState
from web.languages import format_date
from web.text import display_text, isolated

_BADGES: Mapping[ShareState, tuple[str, LazyString]] = {
    ShareState.OPEN: ("good", _l("Open")),
    ShareState.EXPIRED: ("neutral", _l("Verlopen")),
    ShareState.USED_UP: ("neutral", _l("Vaak genoeg bekeken")),
    ShareState.LOCKED: ("attention", _l("Op slot")),
    ShareState.STOPPED: ("neutral", _l("Gestopt")),
}

_EVENTS: Mapping[EventKind, LazyString] = {
    EventKind.MADE: _l("Je maakte de link"),
    EventKind.LOOKED: _l("Iemand keek"),
    EventKind.FILE_OPENED: _l("Iemand opende een bestand"),
    EventKind.PIN_WRONG: _l("Iemand typte een foute pincode"),
    EventKind.PIN_LOCKED: _l("De link ging op slot"),
    EventKind.UNLOCKED: _l("Je haalde de link van het slot"),
    EventKind.SUGGESTED: _l("Iemand liet een tip achter"),
    EventKind.PROLONGED: _l("Je liet de link langer open"),
    EventKind.STOPPED: _l("Je stopte de link"),
}

# What a receiver reads before each thing that she told, by the member of the signed document.
_TOLD: Mapping[str, LazyString] = {
    "plaats": QUESTIONS[Question.PLACE].name,
    "begonnen": QUESTIONS[Question.SINCE].name,
    "gestopt": QUESTIONS[Question.UNTIL].name,
    "watGedaan": QUESTIONS[Question.DID].name,
    "situatie": QUESTIONS[Question.SITUATION].name,
    "taak": QUESTIONS[Question.TASK].name,
    "actie": QUESTIONS[Question.ACTION].name,
    "resultaat": QUESTIONS[Question.RESULT].name,
    "reflectie": QUESTIONS[Question.REFLECTION].name,
}
_MONTHS = frozenset({"begonnen", "gestopt"})

PERSONAL_PARTS: Mapping[str, LazyString] = {
    PersonalPart.NAME: _l("Je naam"),
    PersonalPart.BIRTH_DATE: _l("Je geboortedatum"),
}

Facts = list[tuple[LazyString, Markup | str]]


def init_share_wording(app: Flask) -> None:
    """Let templates use these words."""
    app.jinja_env.globals.update(
        share_badge=share_badge,
        event_words=_EVENTS.__getitem__,
        hidden_words=hidden_words,
        own_title=own_title,
        own_facts=own_facts,
    )


def share_badge(view: ShareView) -> tuple[str, LazyString]:
    """Return tone and words of a share's state."""
    return _BADGES[view.state]


def hidden_words(pointers: Iterable[str]) -> list[LazyString]:
    """Return what the parts of a certificate are called that she leaves out."""
    hidden = set(pointers)
    words = [_l("je naam")] if hidden & NAME_POINTERS else []
    return [*words, *([_l("je geboortedatum")] if hidden - NAME_POINTERS else [])]


def own_title(words: OwnWords | SignedWords) -> str:
    """Return what to call something of her own, or what somebody signed about her."""
    if isinstance(words, SignedWords):
        return str(gettext("Wat %(name)s schreef", name=display_text(words.title)))
    if isinstance(words, PassedOn):
        return str(gettext("Wat %(name)s schreef", name=display_text(words.writer)))
    return display_text(words.title)


def own_facts(words: OwnWords | SignedWords, witnessed: bool = True) -> Facts:
    """Return what something of her own says, besides the words that somebody else wrote.

    Of a writer's address only where her wallet is the witness of it.
    """
    if isinstance(words, SignedWords):
        return [
            (_l("Getekend door"), isolated(words.title)),
            (_l("Over wie"), isolated(words.said.name)),
            (_l("Geschreven op"), format_date(words.written_on)),
            (_l("Jouw vraag"), isolated_lines(words.said.question)),
        ]
    if isinstance(words, Experience):
        return _experience(words)
    if isinstance(words, KeptFile):
        ending = FORMATS[words.media_type].ending.upper() if words.media_type in FORMATS else words.media_type
        return [(_l("Naam van het bestand"), isolated(words.title)), (_l("Wat het is"), isolated(ending))]
    return _passed_on(words, witnessed)


def _experience(words: Experience) -> Facts:
    sorts = {kind.value: name for kind, name in ITEM_KINDS.items()}
    facts: Facts = [(_l("Wat het is"), str(sorts.get(words.sort, ITEM_KINDS[ItemKind.WORK])))]
    for name, label in _TOLD.items():
        if text := words.told.get(name):
            facts.append((label, _month(text) if name in _MONTHS else isolated_lines(text)))
    if words.is_ongoing:
        facts.append((QUESTIONS[Question.UNTIL].name, gettext("Ik doe dit nog")))
    return facts


def _passed_on(words: PassedOn, witnessed: bool) -> Facts:
    facts: Facts = [
        (_l("Wie"), isolated(words.writer)),
        (_l("Werk"), isolated(words.role)),
    ]
    if words.organisation:
        facts.append((_l("Organisatie"), isolated(words.organisation)))
    if witnessed:
        confirmed = gettext("ja") if words.mail_confirmed else gettext("nee")
        facts += [(_l("Mailadres bij"), isolated(words.mail_domain)), (_l("Klopt het adres?"), confirmed)]
    return [
        *facts,
        (_l("Geschreven op"), format_date(words.written_on)),
        (_l("Jouw vraag"), isolated_lines(words.question)),
    ]


def _month(text: str) -> Markup | str:
    year, _, month = text.partition("-")
    if not month:
        return isolated(year)
    return str(dates.format_date(date(int(year), int(month), 1), "LLLL y", locale=get_locale()))
