"""A programme as a school describes it: parts, outcomes, load, and the school's own rules."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from schemas import members
from schemas.documents import JsonObject, JsonValue
from verifier.exemptions.equivalences import read_ref
from verifier.exemptions.outcomes import OutcomeRef
from verifier.exemptions.rules import Basis, Sector, read_basis, read_months

# A programme of four years has some sixty parts; these leave room, and bound the work of a matrix.
MAX_PARTS, MAX_OUTCOMES_PER_PART, MAX_RULES = 300, 60, 20
MAX_TITLE_CHARACTERS = 200
MAX_LOAD = Decimal(100_000)

# What makes a part general: it is taught in every programme and has rules of its own.
PROFESSIONAL = "beroepsgericht"
CATEGORIES = (PROFESSIONAL, "nederlands", "engels", "rekenen", "loopbaan-en-burgerschap")


class LoadUnit(StrEnum):
    """In what study load is counted: hours of study (mbo) or credits (ho)."""

    SBU = "sbu"
    EC = "ec"


@dataclass(frozen=True, slots=True)
class CoursePart:
    """A part of a programme that has an exam of its own."""

    part_id: str
    title: str
    load: Decimal
    category: str
    outcomes: tuple[OutcomeRef, ...]


@dataclass(frozen=True, slots=True)
class SchoolRule:
    """What the school itself says, in one period: half open, `since <= day < until`.

    It can only be stricter than the law: what the law does not accept stays unaccepted.
    """

    since: date
    until: date | None
    bases: frozenset[Basis] | None
    max_age_months: Mapping[Basis, int]
    not_exemptable: frozenset[str]

    def in_force(self, on: date) -> bool:
        """Say whether it is the rule of a day."""
        return self.since <= on and (self.until is None or on < self.until)


NO_SCHOOL_RULE = SchoolRule(date.min, None, None, MappingProxyType({}), frozenset())


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme of one school, towards one qualification."""

    title: str
    code_system: str
    qualification: str
    sector: Sector
    load_unit: LoadUnit
    parts: tuple[CoursePart, ...]
    school_rules: tuple[SchoolRule, ...]

    @property
    def total_load(self) -> Decimal:
        """The load of all parts together."""
        return sum((part.load for part in self.parts), Decimal(0))

    def part(self, part_id: str) -> CoursePart | None:
        """Return the part with this id."""
        return next((part for part in self.parts if part.part_id == part_id), None)

    def school_rule(self, on: date) -> SchoolRule:
        """Return what the school says on a day: the first rule in force, or nothing of its own."""
        return next((rule for rule in self.school_rules if rule.in_force(on)), NO_SCHOOL_RULE)


def read_programme(document: JsonObject) -> Programme:
    """Read the JSON form of a programme (docs/programmes.md describes it).

    Raises `MalformedDocumentError` with pointer: `document.*` for shape, `exemptions.sector`,
    `exemptions.load_unit`, `exemptions.load`, `exemptions.category`, `exemptions.basis`,
    `exemptions.title`, `exemptions.no_parts`, `exemptions.too_many`, `exemptions.part_twice`,
    `exemptions.unknown_part`, `exemptions.period`.
    """
    parts = tuple(_part(entry, at) for at, entry in _bounded(document, "parts", MAX_PARTS))
    if not parts:
        raise members.malformed("exemptions.no_parts", "/parts", document.get("parts"))
    twice = [part_id for part_id, times in Counter(part.part_id for part in parts).items() if times > 1]
    if twice:
        raise members.malformed("exemptions.part_twice", "/parts", twice[0])
    known = {part.part_id for part in parts}
    return Programme(
        title=_title(document, "title", ""),
        code_system=_title(document, "codeSystem", ""),
        qualification=_title(document, "qualification", ""),
        sector=_choice(Sector, document, "sector", "", "exemptions.sector"),
        load_unit=_choice(LoadUnit, document, "loadUnit", "", "exemptions.load_unit"),
        parts=parts,
        school_rules=tuple(
            _school_rule(entry, at, known) for at, entry in _bounded(document, "rules", MAX_RULES)
        ),
    )


def _part(entry: JsonObject, at: str) -> CoursePart:
    category = members.optional_text(entry, "category", at) or PROFESSIONAL
    if category not in CATEGORIES:
        raise members.malformed("exemptions.category", f"{at}/category", category)
    return CoursePart(
        part_id=_title(entry, "id", at),
        title=_title(entry, "title", at),
        load=_load(entry, at),
        category=category,
        outcomes=tuple(
            read_ref(outcome, place)
            for place, outcome in _bounded(entry, "outcomes", MAX_OUTCOMES_PER_PART, at)
        ),
    )


def _school_rule(entry: JsonObject, at: str, known: set[str]) -> SchoolRule:
    since = members.calendar_date(entry, "from", at)
    until = members.optional_calendar_date(entry, "until", at)
    if until is not None and until <= since:
        raise members.malformed("exemptions.period", f"{at}/until", entry["until"])
    not_exemptable = members.texts(entry, "notExemptable", at)
    for part_id in not_exemptable:
        if part_id not in known:
            raise members.malformed("exemptions.unknown_part", f"{at}/notExemptable", part_id)
    bases = members.texts(entry, "bases", at)
    return SchoolRule(
        since=since,
        until=until,
        bases=frozenset(read_basis(each, f"{at}/bases") for each in bases) if "bases" in entry else None,
        max_age_months=read_months(entry, "maxAgeMonths", at),
        not_exemptable=frozenset(not_exemptable),
    )


def _load(entry: JsonObject, at: str) -> Decimal:
    """Loads are text, as fractions are in documents: "400", "7.5"."""
    written = members.text(entry, "load", at)
    try:
        load = Decimal(written)
    except InvalidOperation as error:
        raise members.malformed("exemptions.load", f"{at}/load", written) from error
    if not load.is_finite() or not 0 <= load <= MAX_LOAD:
        raise members.malformed("exemptions.load", f"{at}/load", written)
    return load


def _title(entry: Mapping[str, JsonValue], name: str, at: str) -> str:
    text = members.text(entry, name, at).strip()
    if not 0 < len(text) <= MAX_TITLE_CHARACTERS:
        raise members.malformed("exemptions.title", f"{at}/{name}", text)
    return text


Choice = TypeVar("Choice", bound=StrEnum)


def _choice(choices: type[Choice], entry: JsonObject, name: str, at: str, code: str) -> Choice:
    text = members.text(entry, name, at)
    found: Callable[[str], Choice] = choices
    try:
        return found(text)
    except ValueError as error:
        raise members.malformed(code, f"{at}/{name}", text) from error


def _bounded(entry: JsonObject, name: str, most: int, at: str = "") -> tuple[tuple[str, JsonObject], ...]:
    found = members.placed_children(entry, name, at)
    if len(found) > most:
        raise members.malformed("exemptions.too_many", f"{at}/{name}", entry.get(name))
    return found
