"""The engine's sentences in the reader's language. No framework: pages and the command line both use this.

The engine's texts are Dutch and their own message ids; catalogues of the engine, the schemas and the
verifier's own pages hold the others. A text that a language misses is given in English, or stays Dutch.
"""

import gettext
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from schemas.dates import AMSTERDAM
from verifier.report import render
from verifier.sentences import Sentence, Tone

SOURCE_LANGUAGE = "nl"
STAND_IN_LANGUAGE = "en"
RIGHT_TO_LEFT = frozenset({"ar"})
# A name in Latin letters would pull what stands beside it to its own side (Unicode UAX 9, FSI and PDI).
_PLACEHOLDER, _ISOLATED = re.compile(r"%\(\w+\)s"), "\u2068\\g<0>\u2069"

_REPOSITORY = Path(__file__).resolve().parent.parent
_CATALOGUES: Sequence[tuple[str, Path]] = (
    ("engine", _REPOSITORY / "verifier" / "translations"),
    ("messages", _REPOSITORY / "schemas" / "translations"),
    ("messages", _REPOSITORY / "verifier" / "translations"),
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence as a person reads it, with its tone."""

    text: str
    tone: Tone

    @property
    def lead(self) -> str:
        """The first sentence of several: what a page says in large letters."""
        first, stop, _ = self.text.partition(". ")
        return first + stop.strip()

    @property
    def rest(self) -> str:
        """The sentences after the first; empty when there is one."""
        return self.text.partition(". ")[2]


@dataclass(frozen=True, slots=True)
class Words:
    """One language."""

    language: str
    translate: Callable[[str], str]

    def say(self, sentence: Sentence) -> Spoken:
        """Return a sentence filled in and translated."""
        return Spoken(render(sentence, translate=self.translate, format_date=self.iso_date), sentence.tone)

    def iso_date(self, value: str) -> str:
        """Return an ISO date as people write it; what is no date stays as it is."""
        try:
            return self.date(date.fromisoformat(value))
        except ValueError:
            return value

    def date(self, day: date) -> str:
        """Return a calendar date as people write it: `1 december 2026`."""
        from babel.dates import format_date

        return format_date(day, "d MMMM y", locale=self.language)

    def instant(self, moment: datetime) -> str:
        """Return an instant in Dutch legal time: `1 december 2026, 14:32`."""
        local = moment.astimezone(AMSTERDAM)
        return f"{self.date(local.date())}, {local:%H:%M}"


@lru_cache(maxsize=8)
def words(language: str) -> Words:
    """Return the words of a language; Dutch for one without a catalogue."""
    if language == SOURCE_LANGUAGE:
        return Words(language, str)
    catalogues = [
        gettext.translation(domain, folder, languages=[spoken], fallback=True)
        for spoken in (language, STAND_IN_LANGUAGE)
        for domain, folder in _CATALOGUES
    ]

    def translate(message: str) -> str:
        text = next((text for found in catalogues if (text := found.gettext(message)) != message), message)
        return _PLACEHOLDER.sub(_ISOLATED, text) if language in RIGHT_TO_LEFT else text

    return Words(language, translate)
