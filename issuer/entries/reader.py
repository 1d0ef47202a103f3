"""Reading what people typed: an entry of strings, lists and rows in; typed values or problems out. Pure.

The form, the spreadsheet and a draft that waits all hold the same thing, an *entry*: a JSON object of
strings, lists of strings and rows. One reader judges it, so that the three doors agree.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NewType

from schemas.documents import JsonValue
from web.text import has_hidden_characters

# Words of the entry are bounded so that a certificate stays readable and its canonical form small.
MAX_LINE_CHARACTERS = 200
MAX_TEXT_CHARACTERS = 4_000
MAX_ROWS = 60
MAX_CHOICES = 60
EARLIEST_YEAR = 1900

Path = NewType("Path", str)
"""Where in the entry: `born`, `evidence/0/name`."""

Entry = Mapping[str, JsonValue]

_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DUTCH_DATE = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,6}")
_YES = frozenset({"ja", "yes", "j", "true", "1", "waar"})
_NO = frozenset({"nee", "no", "n", "false", "0", "onwaar"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where. `issuer.sentences` turns the code into words."""

    path: Path
    code: str
    parameters: Mapping[str, str] = field(default_factory=dict)


class EntryReader:
    """Reads fields of one entry and collects problems; a field that is wrong reads as an empty value.

    So that one pass names everything that is wrong. Whoever reads must look at `problems` before using
    the values.
    """

    def __init__(self, entry: Entry, *, prefix: str = "", problems: list[Problem] | None = None) -> None:
        self._entry = entry
        self._prefix = prefix
        self.problems: list[Problem] = [] if problems is None else problems

    def path(self, name: str) -> Path:
        """Return the path of a field in the whole entry."""
        return Path(self._prefix + name)

    def refuse(self, name: str, code: str, /, **parameters: str) -> None:
        """Note that a field is wrong."""
        self.problems.append(Problem(self.path(name), code, parameters))

    def line(self, name: str, *, required: bool = True, longest: int = MAX_LINE_CHARACTERS) -> str:
        """Read one line of text."""
        value = self._raw(name)
        if "\n" in value:
            self.refuse(name, "entry.one_line")
            return ""
        return self._bounded(name, value, required, longest)

    def text(self, name: str, *, required: bool = True) -> str:
        """Read text of any number of lines."""
        return self._bounded(name, self._raw(name), required, MAX_TEXT_CHARACTERS)

    def lines(self, name: str, *, required: bool = True) -> tuple[str, ...]:
        """Read text with one item on each line."""
        items = tuple(item.strip() for item in self.text(name, required=required).split("\n") if item.strip())
        if len(items) > MAX_ROWS or any(len(item) > MAX_LINE_CHARACTERS for item in items):
            self.refuse(name, "entry.too_long", characters=str(MAX_LINE_CHARACTERS))
            return ()
        return items

    def day(self, name: str, *, not_after: date | None = None) -> date:
        """Read a calendar date, as 2026-05-11 or as 11-05-2026."""
        value = self._raw(name)
        if not value:
            self.refuse(name, "entry.required")
            return date.min
        day = read_day(value)
        if day is None or day.year < EARLIEST_YEAR:
            self.refuse(name, "entry.not_a_date")
            return date.min
        if not_after is not None and day > not_after:
            self.refuse(name, "entry.in_the_future")
            return date.min
        return day

    def optional_day(self, name: str, *, not_after: date | None = None) -> date | None:
        """Read a calendar date that may be absent."""
        return self.day(name, not_after=not_after) if self._raw(name) else None

    def choice(self, name: str, allowed: Sequence[str], *, required: bool = True) -> str:
        """Read one of a closed set of words; upper and lower case are the same."""
        value = self._raw(name)
        if not value and not required:
            return ""
        for candidate in allowed:
            if candidate.casefold() == value.casefold():
                return candidate
        self.refuse(name, "entry.required" if not value else "entry.not_a_choice", allowed=", ".join(allowed))
        return ""

    def yes_no(self, name: str) -> bool:
        """Read ja or nee."""
        value = self._raw(name).casefold()
        if value not in _YES | _NO:
            self.refuse(name, "entry.yes_or_no" if value else "entry.required")
        return value in _YES

    def whole_number(self, name: str, *, largest: int, required: bool = True) -> int | None:
        """Read a number of 1 or more without a fraction."""
        value = self._raw(name).replace(".", "")
        if not value and not required:
            return None
        if not _WHOLE_NUMBER.fullmatch(value) or not 1 <= int(value) <= largest:
            self.refuse(name, "entry.not_a_number" if value else "entry.required", largest=str(largest))
            return None
        return int(value)

    def choices(self, name: str) -> tuple[str, ...]:
        """Read a list of strings, such as ticked boxes. Absent and blank items are left out."""
        value = self._entry.get(name, ())
        if isinstance(value, str):
            value = re.split(r"[;,\n]", value)
        if not isinstance(value, Sequence) or len(value) > MAX_CHOICES:
            self.refuse(name, "entry.not_a_choice", allowed="")
            return ()
        return tuple(item.strip() for item in value if isinstance(item, str) and item.strip())

    def rows(self, name: str, *, besides: Sequence[str] = ()) -> tuple["EntryReader", ...]:
        """Return a reader per row, skipping rows in which nothing was filled in besides these fields."""
        value = self._entry.get(name, ())
        if not isinstance(value, Sequence) or isinstance(value, str):
            return ()
        if len(value) > MAX_ROWS:
            self.refuse(name, "entry.too_many_rows", rows=str(MAX_ROWS))
            return ()
        return tuple(
            EntryReader(row, prefix=f"{self._prefix}{name}/{number}/", problems=self.problems)
            for number, row in enumerate(value)
            if isinstance(row, Mapping) and any(value for field, value in row.items() if field not in besides)
        )

    def _raw(self, name: str) -> str:
        value = self._entry.get(name, "")
        return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""

    def _bounded(self, name: str, value: str, required: bool, longest: int) -> str:
        if not value and required:
            self.refuse(name, "entry.required")
        elif len(value) > longest:
            self.refuse(name, "entry.too_long", characters=str(longest))
        elif has_hidden_characters(value):
            self.refuse(name, "entry.hidden_character")
        else:
            return value
        return ""


def read_day(text: str) -> date | None:
    """Read 2026-05-11, 11-05-2026, 11/5/2026 or 11.05.2026; None for anything else."""
    if match := _ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DUTCH_DATE.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
