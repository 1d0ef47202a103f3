"""Languages: Dutch is written in the code, the others live in catalogues.

Chosen in this order: `?lang=` in the address (public pages link to it, since they set no cookies),
the `lang` cookie (on personal pages), the browser's `Accept-Language`, Dutch.

An application offers those of its languages that it has a catalogue for. Of a language whose catalogue
nobody checked, every page says so ([ADR 39](../docs/adr/0039-languages-that-nobody-checked.md)).
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel import Locale, dates, negotiate_locale
from flask import Flask, current_app, has_request_context, request
from flask_babel import Babel, get_locale
from flask_babel import lazy_gettext as _l

from web.areas import Area, current_area, is_for_staff
from web.catalogues import Catalogues

SOURCE_LANGUAGE = "nl"
# Each name in its own language, since the reader looks for that; no flags.
LANGUAGES: Mapping[str, str] = {"nl": "Nederlands", "en": "English"}
# What workers and the employers whom they show something read; consoles are for staff in the Netherlands.
READER_LANGUAGES: Mapping[str, str] = {
    **LANGUAGES,
    "pl": "Polski",
    "tr": "Türkçe",
    "ar": "العربية",
    "uk": "Українська",
}
LANGUAGE_COOKIE = "lang"
LANGUAGE_ARGUMENT = "lang"
LEGAL_TIME_ZONE = ZoneInfo("Europe/Amsterdam")

_EXTENSION = "vakbewijs-languages"
_INSTANT = _l("%(day)s om %(time)s uur")


@dataclass(frozen=True, slots=True)
class _Offered:
    names: Mapping[str, str]
    unchecked: Set[str]


def init_languages(app: Flask, catalogues: Sequence[Path], languages: Mapping[str, str]) -> None:
    """Give the application its languages; later catalogues win over earlier ones.

    `languages` are those that it wants, code -> name; it gets Dutch and those that are in a catalogue.
    """
    babel = Babel(
        app,
        default_locale=SOURCE_LANGUAGE,
        default_timezone=LEGAL_TIME_ZONE.key,
        locale_selector=_choose,
    )
    held = Catalogues(catalogues, languages)
    babel.domain_instance = held
    app.extensions[_EXTENSION] = _Offered(
        {code: name for code, name in languages.items() if code in held.languages | {SOURCE_LANGUAGE}},
        held.unchecked,
    )
    app.url_defaults(_keep_language)
    app.jinja_env.globals.update(
        offered_languages=offered_languages,
        current_language=current_language,
        address_in=address_in,
        is_unchecked=is_unchecked,
        text_direction=text_direction,
        format_date=format_date,
        format_instant=format_instant,
        format_time=format_time,
    )
    app.jinja_env.filters.update(format_date=format_date, format_instant=format_instant)


def offered_languages() -> Mapping[str, str]:
    """Return the languages of the page of this request, code -> name in that language.

    Pages for staff are in the languages of consoles, all others in those of the running application.
    """
    names = _offered().names
    return {code: names[code] for code in LANGUAGES if code in names} if is_for_staff() else names


def is_unchecked() -> bool:
    """Say whether a machine translated the page and nobody read it over."""
    return current_language() in _offered().unchecked


def address_in(language: str) -> str:
    """Return the address of the page being shown in another language, relative to itself."""
    kept = [pair for pair in request.args.items(multi=True) if pair[0] != LANGUAGE_ARGUMENT]
    return f"?{urlencode([*kept, (LANGUAGE_ARGUMENT, language)])}"


def _offered() -> _Offered:
    offered: _Offered = current_app.extensions[_EXTENSION]
    return offered


def _choose() -> str:
    if not has_request_context():
        return SOURCE_LANGUAGE
    offered = offered_languages()
    asked = request.args.get(LANGUAGE_ARGUMENT)
    if asked not in offered and current_area() is Area.PERSONAL:
        asked = request.cookies.get(LANGUAGE_COOKIE)
    if asked in offered:
        return str(asked)
    accepted = [language for language, quality in request.accept_languages if quality > 0]
    return negotiate_locale(accepted, offered, sep="-") or SOURCE_LANGUAGE


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    """Carry `?lang=` along from one public page to the next."""
    if not has_request_context() or endpoint.rpartition(".")[2] == "static":
        return
    asked = request.args.get(LANGUAGE_ARGUMENT)
    if asked in offered_languages() and current_area() is Area.PUBLIC:
        values.setdefault(LANGUAGE_ARGUMENT, asked)


def _locale() -> Locale:
    return get_locale() or Locale.parse(SOURCE_LANGUAGE)


def current_language() -> str:
    """Return the language of the page, such as `nl`."""
    return str(_locale().language)


def text_direction() -> str:
    """Return `ltr` or `rtl`, for the `dir` attribute."""
    return str(_locale().text_direction)


def format_date(value: date) -> str:
    """Return a calendar date as people write it: `1 december 2026`. Takes no instants; those have a zone."""
    if isinstance(value, datetime):
        value = value.astimezone(LEGAL_TIME_ZONE).date()
    return dates.format_date(value, "d MMMM y", locale=_locale())


def format_time(value: datetime) -> str:
    """Return the time of an instant in the Netherlands: `14:32`."""
    return dates.format_time(value, "HH:mm", tzinfo=LEGAL_TIME_ZONE, locale=_locale())


def format_instant(value: datetime) -> str:
    """Return an instant in Dutch legal time: `1 december 2026 om 14:32 uur`."""
    return str(_INSTANT) % {"day": format_date(value), "time": format_time(value)}
