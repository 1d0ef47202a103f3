"""What the law says of exemptions, as data with dates: what may count, what may not, and who hears an appeal.

The file states per rule where it was read and on which day that text was in force. A day after it is judged
by the newest text that is known here, and whoever decides is told that (`Rule.note`, `verified_on`).
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from schemas import members
from schemas.documents import JsonValue, parse_object
from schemas.errors import DomainError


class Sector(StrEnum):
    """Which law a programme is under."""

    MBO = "mbo"
    HO = "ho"


class Basis(StrEnum):
    """What kind of document something rests on. The first four are our own kinds, by their type."""

    DIPLOMA = "Diploma"
    DEELCERTIFICAAT = "Deelcertificaat"
    ERVARINGSCERTIFICAAT = "Ervaringscertificaat"
    VRIJSTELLINGSBESLUIT = "VrijstellingsBesluit"
    OPEN_BADGE = "OpenBadge"
    OWN_WORD = "OwnWord"


class NoRuleError(DomainError):
    """No rule is known for a sector on a day (`exemptions.no_rule`)."""


@dataclass(frozen=True, slots=True)
class GeneralPartRule:
    """When a general part (language, numeracy) may be exempted: by an earlier exam of its level or higher.

    Only that exam counts, for `study_years` study years after it. Its mark is for the board to look at.
    """

    legal_basis: str
    study_years: int


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule of one sector in one period, half open: `since <= day < until`."""

    id: str
    sector: Sector
    since: date
    until: date | None
    legal_basis: str
    bases: frozenset[Basis]
    old_after_months: Mapping[Basis, int]
    general: Mapping[str, GeneralPartRule]
    appeal_weeks: int
    appeal_basis: str
    source: str
    verified_on: date
    note: str | None

    def in_force(self, on: date) -> bool:
        """Say whether it is the rule of a day."""
        return self.since <= on and (self.until is None or on < self.until)

    def last_day_of_appeal(self, decided_on: date) -> date:
        """Return the last day on which an appeal against a decision is in time."""
        return decided_on + timedelta(weeks=self.appeal_weeks)

    @classmethod
    def of(cls, entry: Mapping[str, JsonValue], at: str) -> "Rule":
        """Read the JSON form."""
        general = members.child(entry, "general", at)
        until = entry.get("until")
        note = entry.get("note")
        return cls(
            id=members.text(entry, "id", at),
            sector=Sector(members.text(entry, "sector", at)),
            since=members.calendar_date(entry, "from", at),
            until=members.calendar_date(entry, "until", at) if until is not None else None,
            legal_basis=members.text(entry, "legalBasis", at),
            bases=frozenset(Basis(each) for each in members.texts(entry, "bases", at)),
            old_after_months=read_months(entry, "oldAfterMonths", at),
            general=MappingProxyType(
                {
                    name: GeneralPartRule(
                        legal_basis=members.text(members.child(general, name), "legalBasis"),
                        study_years=members.optional_integer(members.child(general, name), "studyYears") or 0,
                    )
                    for name in general
                }
            ),
            appeal_weeks=members.optional_integer(entry, "appealWeeks", at) or 0,
            appeal_basis=members.text(entry, "appealBasis", at),
            source=members.text(entry, "source", at),
            verified_on=members.calendar_date(entry, "verifiedOn", at),
            note=note if isinstance(note, str) else None,
        )


def rule_for(sector: Sector, on: date) -> Rule:
    """Return the rule of a sector on a day. Raises `NoRuleError`."""
    for rule in _rules():
        if rule.sector is sector and rule.in_force(on):
            return rule
    raise NoRuleError("exemptions.no_rule", sector=sector.value, on=on.isoformat())


def read_months(entry: Mapping[str, JsonValue], name: str, at: str) -> Mapping[Basis, int]:
    """Read an object of kinds and whole months (`document.not_an_integer`, `exemptions.basis`)."""
    found = members.child(entry, name, at) if name in entry else {}
    months = {}
    for kind in found:
        number = members.optional_integer(found, kind, f"{at}/{name}")
        months[read_basis(kind, f"{at}/{name}")] = number or 0
    return MappingProxyType(months)


def read_basis(text: str, at: str) -> Basis:
    """Read the name of a kind (`exemptions.basis`)."""
    try:
        return Basis(text)
    except ValueError as error:
        raise members.malformed("exemptions.basis", at, text) from error


def months_between(earlier: date, later: date) -> int:
    """Return the whole months between two days, as an age is counted; below 0 the other way round."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)


def is_older_than(dated_on: date, *, months: int, on: date) -> bool:
    """Say whether something is older than a number of months: on the day itself it is not yet."""
    year, month = divmod(dated_on.year * 12 + dated_on.month - 1 + months, 12)
    last_of_month = monthrange(year, month + 1)[1]
    return on > date(year, month + 1, min(dated_on.day, last_of_month))


def study_years_between(earlier: date, later: date) -> int:
    """Return how many study years, each from 1 August, began after a day and up to and with another."""
    return _study_year(later) - _study_year(earlier)


def _study_year(day: date) -> int:
    return day.year if day.month >= 8 else day.year - 1


@cache
def _rules() -> tuple[Rule, ...]:
    document = parse_object((Path(__file__).parent / "rules" / "exemption-rules.json").read_bytes())
    return tuple(Rule.of(entry, place) for place, entry in members.placed_children(document, "rules"))
