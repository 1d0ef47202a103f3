"""The conditions that rules are made of: small named questions about one case, each with three answers.

Thresholds and days come from the rule. An answer says on what it rests, and what is lacking to know (better).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from schemas.inschrijvingsverklaring import Enrolment
from verifier.entitlement.declared import Declared
from verifier.entitlement.history import Basis, Dismissal, Dismissed, History

# How old a statement may be and still speak of today. A choice of ours, not of any law: a register is brought
# up to date within weeks.
STATEMENT_SPEAKS_OF_TODAY = timedelta(days=31)

# The day from which the register knows degrees (WHW 7.45a); who borrows now and is young studied later.
FIRST_BACHELORS = date(1991, 9, 1)

# Further back no year of enrolment counts: an enrolment has at most sixty days 1 October.
MOST_YEARS_BACK = 60

_CARE_OR_EDUCATION = frozenset({"onderwijs", "gezondheidszorg"})
_START_QUALIFICATIONS = frozenset({"mbo-2", "mbo-3", "mbo-4", "havo", "vwo", "ad", "bachelor", "master"})
_YEARS_BEFORE_SECONDARY_SCHOOL = 11


class Truth(StrEnum):
    """A condition holds, does not hold, or can't be told."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Lacking(StrEnum):
    """What would decide a question, or prove what is only stated."""

    DEGREES = "degrees"
    FIELD_OF_DEGREES = "field-of-degrees"
    NATIONALITY = "nationality"
    MBO_OCTOBERS = "mbo-octobers"
    INITIAL_EDUCATION = "initial-education"
    WORK = "work"
    START_QUALIFICATION = "start-qualification"
    STUDENT_FINANCE = "student-finance"
    BIRTH_DATE = "birth-date"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as a rule has it: which, whether it must hold or must not, and its parameters."""

    name: str
    holds: bool
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked about: somebody's history and own words, on a day."""

    history: History
    declared: Declared
    on: date


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one condition. `basis` is None when it is unknown; `lacking` when nothing is."""

    truth: Truth
    basis: Basis | None = None
    counted: tuple[str, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()
    lacking: Lacking | None = None

    def negated(self) -> "Finding":
        """Return the answer to the opposite question."""
        opposite = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}
        return Finding(opposite[self.truth], self.basis, self.counted, self.dismissed, self.lacking)


@dataclass(frozen=True, slots=True)
class Definition:
    """A condition that can be asked, and the types of its parameters."""

    ask: Callable[[Case, Mapping[str, Any]], Finding]
    parameters: Mapping[str, type]
    required: frozenset[str] = frozenset()


def ask(condition: Condition, case: Case) -> Finding:
    """Answer a condition for a case."""
    finding = CONDITIONS[condition.name].ask(case, condition.parameters)
    return finding if condition.holds else finding.negated()


def october_years(on: date, years: int) -> tuple[int, ...]:
    """Return the years that count before the next 1 October, latest first (UWEB 2.2.3, third paragraph).

    Whoever enrols on 1 October itself is counted on that day; from 2 October on the next year's counts.
    """
    counting = on.year if on <= date(on.year, 10, 1) else on.year + 1
    return tuple(counting - back for back in range(1, years + 1))


def speaks_of_today(until: date, on: date) -> bool:
    """Say whether what was complete up to one day still says what there is on another."""
    return on - until <= STATEMENT_SPEAKS_OF_TODAY


def _has_degree(case: Case, parameters: Mapping[str, Any]) -> Finding:
    """Whether a funded degree of a level was awarded since a day (WHW 7.45a). Separate per level."""
    level, since = parameters["level"], parameters["since"]
    dismissed: list[Dismissed] = []
    by_basis: dict[Basis, list[str]] = {Basis.PROVEN: [], Basis.STATED: []}
    for holding in case.history.holdings:
        if level not in holding.levels:
            continue
        if not holding.funded:
            dismissed.append(Dismissed(holding.credential, Dismissal.NOT_FUNDED))
        elif holding.awarded < since:
            dismissed.append(Dismissed(holding.credential, Dismissal.TOO_OLD))
        else:
            by_basis[holding.basis].append(holding.credential)
    by_basis[Basis.PROVEN] += [
        credential
        for credential, enrolment in _enrolments(case)
        if enrolment.completed
        and enrolment.programme == level
        and enrolment.funded
        and _ended(enrolment, case) >= since
    ]
    left_out = tuple(dismissed)
    if by_basis[Basis.PROVEN]:
        return Finding(Truth.YES, Basis.PROVEN, tuple(by_basis[Basis.PROVEN]), left_out)
    if complete := _complete(case, ("ho",), since):
        return Finding(Truth.NO, Basis.PROVEN, complete, left_out)
    if by_basis[Basis.STATED]:
        return Finding(Truth.YES, Basis.STATED, tuple(by_basis[Basis.STATED]), left_out, Lacking.DEGREES)
    if case.declared.degrees is not None:
        truth = _truth(level in case.declared.degrees)
        return Finding(truth, Basis.STATED, (), left_out, Lacking.DEGREES)
    return Finding(Truth.UNKNOWN, None, (), left_out, Lacking.DEGREES)


def _has_care_or_education_degree(case: Case, parameters: Mapping[str, Any]) -> Finding:
    """Whether an earlier programme in education or care was completed, or (as once) merely begun."""
    begun_counts, since = parameters["begun_counts"], parameters["since"]
    relevant = [
        (credential, enrolment)
        for credential, enrolment in _enrolments(case)
        if enrolment.sector == "ho" and (enrolment.completed or begun_counts)
    ]
    found = tuple(credential for credential, each in relevant if each.field in _CARE_OR_EDUCATION)
    if found:
        return Finding(Truth.YES, Basis.PROVEN, found)
    complete = _complete(case, ("ho",), since)
    if complete and all(each.field is not None for _, each in relevant):
        return Finding(Truth.NO, Basis.PROVEN, complete)
    if case.declared.care_or_education_degree is not None:
        truth = _truth(case.declared.care_or_education_degree)
        return Finding(truth, Basis.STATED, lacking=Lacking.FIELD_OF_DEGREES)
    return Finding(Truth.UNKNOWN, lacking=Lacking.FIELD_OF_DEGREES)


def _meets_nationality_rule(case: Case, parameters: Mapping[str, Any]) -> Finding:  # noqa: ARG001
    """Whether she is in the group of WSF 2000, 2.2. The newest statement counts: people become Dutch."""
    newest_first = sorted(case.history.statements, key=lambda each: each.reference_date, reverse=True)
    for statement in newest_first:
        if statement.meets_nationality_rule is not None:
            return Finding(_truth(statement.meets_nationality_rule), Basis.PROVEN, (statement.credential,))
    return _stated(case.declared.meets_nationality_rule, Lacking.NATIONALITY)


def _free_of_mbo(case: Case, parameters: Mapping[str, Any]) -> Finding:
    """Whether she was enrolled in funded mbo on none of the last so many days 1 October."""
    years = october_years(case.on, parameters["years"])
    days = {date(year, 10, 1) for year in years}
    enrolled = tuple(
        credential
        for credential, enrolment in _enrolments(case)
        if enrolment.sector == "mbo" and enrolment.funded and days.intersection(enrolment.octobers)
    )
    if enrolled:
        return Finding(Truth.NO, Basis.PROVEN, enrolled)
    covering = tuple(
        statement.credential
        for statement in case.history.statements
        for coverage in statement.coverage
        if coverage.sector == "mbo" and coverage.since <= min(days) and max(days) <= coverage.until
    )
    if covering:
        return Finding(Truth.YES, Basis.PROVEN, covering)
    if case.declared.mbo_octobers is not None:
        free = case.declared.mbo_octobers.isdisjoint(years)
        return Finding(_truth(free), Basis.STATED, lacking=Lacking.MBO_OCTOBERS)
    return Finding(Truth.UNKNOWN, lacking=Lacking.MBO_OCTOBERS)


def _mbo_years_below(case: Case, parameters: Mapping[str, Any]) -> Finding:
    """Whether she was enrolled on fewer than so many days 1 October since the last free `gap` of them.

    Each of those days is a verblijfsjaar (UWEB 2.2.2, 2.2.3). Entree is counted apart from the other levels,
    as the articles are; that a year of one never counts for the other was not found.
    """
    below, gap = parameters["below"], parameters["gap"]
    seen: dict[int, list[str]] = {}
    for credential, enrolment in _enrolments(case):
        is_entree = enrolment.programme == "entree"
        if enrolment.sector == "mbo" and enrolment.funded and is_entree == parameters["entree"]:
            for day in enrolment.octobers:
                seen.setdefault(day.year, []).append(credential)
    said = case.declared.mbo_octobers
    known = _years_covered(case, "mbo")
    counted = tuple(dict.fromkeys(each for credentials in seen.values() for each in credentials))
    latest, *_ = october_years(case.on, 1)
    least = _years_in_a_row(latest, gap, set(seen))
    if least >= below:
        return Finding(Truth.NO, Basis.PROVEN, counted)
    # Every year of which nothing is known may have been one more.
    unknown = set(range(latest - MOST_YEARS_BACK, latest + 1)) - known
    if _years_in_a_row(latest, gap, set(seen) | unknown) < below:
        return Finding(Truth.YES, Basis.PROVEN, counted or _complete_statements(case, "mbo"))
    if said is not None:
        truth = _truth(_years_in_a_row(latest, gap, set(seen) | set(said)) < below)
        return Finding(truth, Basis.STATED, counted, lacking=Lacking.MBO_OCTOBERS)
    return Finding(Truth.UNKNOWN, None, counted, lacking=Lacking.MBO_OCTOBERS)


def _years_in_a_row(latest: int, gap: int, enrolled: set[int]) -> int:
    """Count years of enrolment back from the latest, up to `gap` years in a row without any."""
    count = free = 0
    for year in range(latest, latest - MOST_YEARS_BACK - 1, -1):
        free = 0 if year in enrolled else free + 1
        count += year in enrolled
        if free == gap:
            break
    return count


def _years_covered(case: Case, sector: str) -> set[int]:
    """Return the years whose 1 October lies in a period for which a register is complete."""
    return {
        year
        for statement in case.history.statements
        for coverage in statement.coverage
        if coverage.sector == sector
        for year in range(coverage.since.year, coverage.until.year + 1)
        if coverage.since <= date(year, 10, 1) <= coverage.until
    }


def _complete_statements(case: Case, sector: str) -> tuple[str, ...]:
    return tuple(
        statement.credential
        for statement in case.history.statements
        if any(coverage.sector == sector for coverage in statement.coverage)
    )


def _has_higher_mbo_diploma(case: Case, parameters: Mapping[str, Any]) -> Finding:
    """Whether she shows an mbo diploma above a level; that she shows none proves nothing."""
    above = [f"mbo-{level}" for level in range(int(parameters["than"]) + 1, 5)]
    return _shows(above, case) or Finding(Truth.UNKNOWN)


def _has_finished_higher_education(case: Case, parameters: Mapping[str, Any]) -> Finding:  # noqa: ARG001
    """Whether she finished an hbo bachelor, or a bachelor and a master (WSF 2000, 2.3a). Funded or not.

    A statement of enrolments does not tell hbo from university, so a bachelor in it decides nothing alone.
    """
    bachelor, master = _shows({"bachelor"}, case), _shows({"master"}, case)
    hbo = [each for each in case.history.holdings if each.is_hbo and "bachelor" in each.levels]
    hbo.sort(key=lambda each: each.basis is not Basis.PROVEN)
    if hbo:
        return Finding(Truth.YES, hbo[0].basis, (hbo[0].credential,))
    if bachelor is not None and master is not None:
        stated = Basis.STATED in (bachelor.basis, master.basis)
        counted = tuple(dict.fromkeys((*bachelor.counted, *master.counted)))
        return Finding(Truth.YES, Basis.STATED if stated else Basis.PROVEN, counted)
    if bachelor is None and master is None:
        if complete := _complete(case, ("ho",), FIRST_BACHELORS):
            return Finding(Truth.NO, Basis.PROVEN, complete)
        if case.declared.degrees == frozenset():
            return Finding(Truth.NO, Basis.STATED, lacking=Lacking.DEGREES)
    if case.declared.degrees == frozenset({"bachelor", "master"}):
        return Finding(Truth.YES, Basis.STATED, lacking=Lacking.DEGREES)
    return Finding(Truth.UNKNOWN, lacking=Lacking.DEGREES)


def _has_mbo_diploma(case: Case, parameters: Mapping[str, Any]) -> Finding:
    """Whether she shows an mbo diploma of a level; that she shows none proves nothing."""
    return _shows({f"mbo-{parameters['level']}"}, case) or Finding(Truth.UNKNOWN)


def _has_start_qualification(case: Case, parameters: Mapping[str, Any]) -> Finding:  # noqa: ARG001
    """Whether she has mbo level 2 or higher, havo or vwo. Who paid for it does not matter."""
    shown = _shows(_START_QUALIFICATIONS, case)
    if shown is not None and shown.basis is Basis.PROVEN:
        return shown
    born = case.history.born
    if born is not None:
        since = date(born.year + _YEARS_BEFORE_SECONDARY_SCHOOL, 1, 1)
        if complete := _complete(case, ("vo", "mbo", "ho"), since):
            return Finding(Truth.NO, Basis.PROVEN, complete)
    return shown or _stated(case.declared.has_start_qualification, Lacking.START_QUALIFICATION)


def _has_finished_initial_education(case: Case, parameters: Mapping[str, Any]) -> Finding:  # noqa: ARG001
    """Whether she has left initial education. A diploma alone does not say that: she may have gone on."""
    running = tuple(
        statement.credential
        for statement in case.history.statements
        if speaks_of_today(statement.reference_date, case.on)
        and any(each.until is None and each.phase == "initieel" for each in statement.enrolments)
    )
    if running:
        return Finding(Truth.NO, Basis.PROVEN, running)
    later = tuple(
        holding.credential
        for holding in case.history.holdings
        if holding.phase == "postinitieel" and holding.basis is Basis.PROVEN
    )
    if later:
        return Finding(Truth.YES, Basis.PROVEN, later)
    if complete := _complete(case, ("vo", "mbo", "ho"), date.max):
        return Finding(Truth.YES, Basis.PROVEN, complete)
    return _stated(case.declared.initial_education_finished, Lacking.INITIAL_EDUCATION)


def _works(case: Case, parameters: Mapping[str, Any]) -> Finding:  # noqa: ARG001
    return _stated(case.declared.works, Lacking.WORK)


def _gets_student_finance(case: Case, parameters: Mapping[str, Any]) -> Finding:  # noqa: ARG001
    return _stated(case.declared.gets_student_finance, Lacking.STUDENT_FINANCE)


def _has_age(case: Case, parameters: Mapping[str, Any]) -> Finding:
    """Whether she is at least `from` and younger than `below`, in whole years on the day."""
    born, basis = case.history.born, case.history.born_basis
    if born is None:
        born, basis = case.declared.born, Basis.STATED
    if born is None:
        return Finding(Truth.UNKNOWN, lacking=Lacking.BIRTH_DATE)
    age = case.on.year - born.year - ((case.on.month, case.on.day) < (born.month, born.day))
    fits = parameters.get("from", 0) <= age and ("below" not in parameters or age < parameters["below"])
    lacking = Lacking.BIRTH_DATE if basis is Basis.STATED else None
    return Finding(_truth(fits), basis, case.history.born_from, lacking=lacking)


def _shows(levels: Iterable[str], case: Case) -> Finding | None:
    """Return whether documents show one of these levels, proven before stated; None when they do not."""
    wanted = frozenset(levels)
    shown: dict[Basis, list[str]] = {Basis.PROVEN: [], Basis.STATED: []}
    for holding in case.history.holdings:
        if wanted.intersection(holding.levels):
            shown[holding.basis].append(holding.credential)
    for credential, enrolment in _enrolments(case):
        if enrolment.completed and enrolment.programme in wanted:
            shown[Basis.PROVEN].append(credential)
    for basis, credentials in shown.items():
        if credentials:
            return Finding(Truth.YES, basis, tuple(credentials))
    return None


def _complete(case: Case, sectors: Iterable[str], since: date) -> tuple[str, ...]:
    """Return the statements by which sectors are complete from a day until (about) today, if they are."""
    by: list[str] = []
    for sector in sectors:
        found = [
            statement.credential
            for statement in case.history.statements
            for coverage in statement.coverage
            if coverage.sector == sector
            and coverage.since <= since
            and speaks_of_today(coverage.until, case.on)
        ]
        if not found:
            return ()
        by.append(found[0])
    return tuple(dict.fromkeys(by))


def _enrolments(case: Case) -> Iterator[tuple[str, Enrolment]]:
    for statement in case.history.statements:
        for enrolment in statement.enrolments:
            yield statement.credential, enrolment


def _ended(enrolment: Enrolment, case: Case) -> date:
    return enrolment.until or case.on


def _stated(answer: bool | None, lacking: Lacking) -> Finding:
    if answer is None:
        return Finding(Truth.UNKNOWN, lacking=lacking)
    return Finding(_truth(answer), Basis.STATED, lacking=lacking)


def _truth(answer: bool) -> Truth:
    return Truth.YES if answer else Truth.NO


CONDITIONS: Mapping[str, Definition] = {
    "degree": Definition(_has_degree, {"level": str, "since": date}, frozenset({"level", "since"})),
    "care-or-education-degree": Definition(
        _has_care_or_education_degree,
        {"begun_counts": bool, "since": date},
        frozenset({"begun_counts", "since"}),
    ),
    "nationality": Definition(_meets_nationality_rule, {}),
    "free-of-mbo": Definition(_free_of_mbo, {"years": int}, frozenset({"years"})),
    "mbo-years": Definition(
        _mbo_years_below,
        {"below": int, "gap": int, "entree": bool},
        frozenset({"below", "gap", "entree"}),
    ),
    "higher-mbo-diploma": Definition(_has_higher_mbo_diploma, {"than": str}, frozenset({"than"})),
    "finished-higher-education": Definition(_has_finished_higher_education, {}),
    "mbo-diploma": Definition(_has_mbo_diploma, {"level": str}, frozenset({"level"})),
    "start-qualification": Definition(_has_start_qualification, {}),
    "initial-education-finished": Definition(_has_finished_initial_education, {}),
    "works": Definition(_works, {}),
    "student-finance": Definition(_gets_student_finance, {}),
    "age": Definition(_has_age, {"from": int, "below": int}),
}
