"""Languages: Dutch is written in the code, the others live in catalogues.

Chosen in this order: `?lang=` in the address (public pages link to it, since they set no cookies),
the `lang` cookie (on personal pages), the browser's `Accept-Language`, Dutch.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, dates, negotiate_locale
from flask import Flask, has_request_context, request
from flask_babel import Babel, get_locale
from flask_babel import lazy_gettext as _l

from web.areas import Area, current_area

SOURCE_LANGUAGE = "nl"
# Each name in its own language, since the reader looks for that; no flags.
LANGUAGES: Mapping[str, str] = {"nl": "Nederlands", "en": "English"}
LANGUAGE_COOKIE = "lang"
LANGUAGE_ARGUMENT = "lang"
LEGAL_TIME_ZONE = ZoneInfo("Europe/Amsterdam")

_INSTANT = _l("%(day)s om %(time)s uur")


def init_languages(app: Flask, catalogues: Sequence[Path]) -> None:
    """Give the application its languages; later catalogues win over earlier ones."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(str(path) for path in catalogues)
    Babel(
        app,
        default_locale=SOURCE_LANGUAGE,
        default_timezone=LEGAL_TIME_ZONE.key,
        locale_selector=_choose,
    )
    app.url_defaults(_keep_language)
    app.jinja_env.globals.update(
        languages=LANGUAGES,
        current_language=current_language,
        text_direction=text_direction,
        format_date=format_date,
        format_instant=format_instant,
        format_time=format_time,
    )
    app.jinja_env.filters.update(format_date=format_date, format_instant=format_instant)


def _choose() -> str:
    if not has_request_context():
        return SOURCE_LANGUAGE
    asked = request.args.get(LANGUAGE_ARGUMENT)
    if asked not in LANGUAGES and current_area() is Area.PERSONAL:
        asked = request.cookies.get(LANGUAGE_COOKIE)
    if asked in LANGUAGES:
        return str(asked)
    accepted = [language for language, quality in request.accept_languages if quality > 0]
    return negotiate_locale(accepted, LANGUAGES, sep="-") or SOURCE_LANGUAGE


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    """Carry `?lang=` along from one public page to the next."""
    if not has_request_context() or endpoint.rpartition(".")[2] == "static":
        return
    asked = request.args.get(LANGUAGE_ARGUMENT)
    if asked in LANGUAGES and current_area() is Area.PUBLIC:
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
