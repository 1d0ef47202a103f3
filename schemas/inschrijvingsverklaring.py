"""A statement of enrolments: where somebody was enrolled, and for which periods that is everything there is.

Not an Open Badge. It says of the past what a wallet can't show by itself: that something did *not* happen.
That follows from `coverage` alone, and only a register can give it (ADR 41).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from schemas import members
from schemas.award_rules import validity_starts_at_or_after
from schemas.awards import SUBJECT, Person, QualificationReference, only_subject
from schemas.credential import Credential
from schemas.documents import JsonValue
from schemas.violations import Violation, rule_broken

REGISTER = "register onderwijsdeelnemers"
OWN_RECORDS = "eigen administratie"

# What a trust list names among the standards of whoever may speak as that register. Being recognised for
# "every standard" never includes it (ADR 52).
REGISTER_SCOPE = "register:onderwijsdeelnemers"

_OCTOBER = 10


@dataclass(frozen=True, slots=True)
class Coverage:
    """A period over which all funded enrolments of a sector are in the statement; both days included."""

    sector: str  # vo, mbo or ho
    since: date
    until: date
    pointer: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One enrolment, up to and including `until`; None when it still ran at the reference date."""

    institution: str
    name: str
    programme: str  # soortOpleiding: vo, entree, mbo-2 .. mbo-4, ad, bachelor or master
    field: str | None  # vakgebied: onderwijs, gezondheidszorg or overig
    funded: bool
    phase: str
    since: date
    until: date | None
    octobers: tuple[date, ...]  # the days 1 October on which it ran
    completed: bool  # diplomaBehaald
    pointer: str

    @property
    def sector(self) -> str:
        """The sector to which the programme belongs, as in `Coverage`."""
        if self.programme == "vo":
            return "vo"
        return "mbo" if self.programme == "entree" or self.programme.startswith("mbo-") else "ho"


@dataclass(frozen=True, slots=True)
class Inschrijvingsverklaring:
    """A typed view on a statement of enrolments; what it says, not whether that is so."""

    credential: Credential
    person: Person
    source: str  # bron
    reference_date: date  # peildatum
    meets_nationality_rule: bool | None  # nationaliteitseis: the group of WSF 2.2, or not said
    coverage: tuple[Coverage, ...]
    enrolments: tuple[Enrolment, ...]

    @property
    def claims_to_be_the_register(self) -> bool:
        """Whether it says that the register itself speaks; whether that is so, a trust list says."""
        return self.source == REGISTER

    @property
    def legal_date(self) -> date:
        """The day of which it speaks."""
        return self.reference_date

    @property
    def dated_on(self) -> date:
        """The day of which it speaks."""
        return self.reference_date

    @property
    def references(self) -> tuple[QualificationReference, ...]:
        """None: a statement awards no qualification."""
        return ()

    @property
    def level(self) -> None:
        """None: a statement states no level."""
        return None

    @classmethod
    def of(cls, credential: Credential) -> "Inschrijvingsverklaring":
        """Read the view. Raises `MalformedDocumentError` for members that are absent or of another type."""
        subject = only_subject(credential)
        return cls(
            credential=credential,
            person=Person.of(subject),
            source=members.text(subject, "bron", SUBJECT),
            reference_date=members.calendar_date(subject, "peildatum", SUBJECT),
            meets_nationality_rule=(
                members.boolean(subject, "nationaliteitseis", SUBJECT)
                if "nationaliteitseis" in subject
                else None
            ),
            coverage=tuple(
                _coverage(entry, place)
                for place, entry in members.placed_children(subject, "dekking", SUBJECT)
            ),
            enrolments=tuple(
                _enrolment(entry, place)
                for place, entry in members.placed_children(subject, "inschrijving", SUBJECT)
            ),
        )


def violations(statement: Inschrijvingsverklaring) -> tuple[Violation, ...]:
    """Return the rules that a statement of the right shape breaks."""
    return (
        *validity_starts_at_or_after(statement.credential, statement.reference_date),
        *_periods_run_forward(statement),
        *_nothing_is_of_after_the_reference_date(statement),
        *_octobers_are_those_of_the_period(statement),
        *_only_a_register_knows_everything(statement),
    )


def octobers_between(since: date, until: date) -> Iterator[date]:
    """Yield every 1 October from one day up to and including another."""
    for year in range(since.year, until.year + 1):
        day = date(year, _OCTOBER, 1)
        if since <= day <= until:
            yield day


def _periods(statement: Inschrijvingsverklaring) -> Iterator[Coverage | Enrolment]:
    yield from statement.coverage
    yield from statement.enrolments


def _periods_run_forward(statement: Inschrijvingsverklaring) -> Iterator[Violation]:
    for period in _periods(statement):
        if period.until is not None and period.until < period.since:
            yield rule_broken(
                period.pointer,
                "schema.period_reversed",
                since=period.since.isoformat(),
                until=period.until.isoformat(),
            )


def _nothing_is_of_after_the_reference_date(statement: Inschrijvingsverklaring) -> Iterator[Violation]:
    for period in _periods(statement):
        if max(period.since, period.until or period.since) > statement.reference_date:
            yield rule_broken(
                period.pointer, "schema.after_reference_date", on=statement.reference_date.isoformat()
            )


def _octobers_are_those_of_the_period(statement: Inschrijvingsverklaring) -> Iterator[Violation]:
    """The days on which the law counts stand in it for readers; they can't be others than the period has."""
    for enrolment in statement.enrolments:
        until = enrolment.until or statement.reference_date
        if set(enrolment.octobers) != set(octobers_between(enrolment.since, until)):
            yield rule_broken(enrolment.pointer, "schema.october", programme=enrolment.name)


def _only_a_register_knows_everything(statement: Inschrijvingsverklaring) -> Iterator[Violation]:
    if statement.coverage and statement.source != REGISTER:
        yield rule_broken(f"{SUBJECT}/dekking", "schema.own_records_complete")
    for sector, times in Counter(each.sector for each in statement.coverage).items():
        if times > 1:
            yield rule_broken(f"{SUBJECT}/dekking", "schema.coverage_twice", sector=sector)


def _coverage(entry: Mapping[str, JsonValue], at: str) -> Coverage:
    return Coverage(
        sector=members.text(entry, "sector", at),
        since=members.calendar_date(entry, "van", at),
        until=members.calendar_date(entry, "totEnMet", at),
        pointer=at,
    )


def _enrolment(entry: Mapping[str, JsonValue], at: str) -> Enrolment:
    return Enrolment(
        institution=members.text(entry, "instelling", at),
        name=members.text(entry, "naam", at),
        programme=members.text(entry, "soortOpleiding", at),
        field=members.optional_text(entry, "vakgebied", at),
        funded=members.boolean(entry, "bekostigd", at),
        phase=members.text(entry, "opleidingsfase", at),
        since=members.calendar_date(entry, "van", at),
        until=members.optional_calendar_date(entry, "totEnMet", at),
        octobers=tuple(
            members.calendar_date({"eenOktober": day}, "eenOktober", at)
            for day in members.texts(entry, "eenOktober", at)
        ),
        completed=members.boolean(entry, "diplomaBehaald", at),
        pointer=at,
    )
