"""Statements of enrolments that contradict each other, of which neither then decides. Pure.

A register says that a list is complete, and somebody else, who may say so, states an enrolment that is not
on it. The law looks into the register, but a document can be older than what it says, or wrong. So what
they disagree about is proven by nobody: not that it happened, and not that nothing did.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from schemas.inschrijvingsverklaring import Coverage, Enrolment


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of enrolments of a recognised issuer.

    `coverage`, and what it says about the nationality rule, are those of a register: a school that speaks of
    its own records has neither, whatever its document says.
    """

    credential: str
    reference_date: date
    meets_nationality_rule: bool | None
    coverage: tuple[Coverage, ...]
    enrolments: tuple[Enrolment, ...]


def settle(statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """Return the statements without what another one contradicts, and the names of those that lost something.

    An enrolment that is missing from a list that is called complete is left out, and so is the completeness
    of that list for its sector.
    """
    coverage_lost: set[tuple[int, Coverage]] = set()
    enrolments_lost: set[tuple[int, Enrolment]] = set()
    for place, other, coverage, enrolment in _pairs(statements):
        if _is_missing(enrolment, coverage, statements[place]):
            coverage_lost.add((place, coverage))
            enrolments_lost.add((other, enrolment))
    settled = tuple(
        replace(
            each,
            coverage=tuple(kept for kept in each.coverage if (place, kept) not in coverage_lost),
            enrolments=tuple(kept for kept in each.enrolments if (place, kept) not in enrolments_lost),
        )
        for place, each in enumerate(statements)
    )
    lost = [before.credential for before, after in zip(statements, settled, strict=True) if before != after]
    return settled, tuple(lost)


def _pairs(statements: Sequence[Statement]) -> Iterator[tuple[int, int, Coverage, Enrolment]]:
    """Yield each period that is called complete with each funded enrolment of its sector stated elsewhere."""
    for place, complete in enumerate(statements):
        for coverage in complete.coverage:
            for other, stating in enumerate(statements):
                if other == place:
                    continue
                for enrolment in stating.enrolments:
                    if enrolment.funded and enrolment.sector == coverage.sector:
                        yield place, other, coverage, enrolment


def _is_missing(enrolment: Enrolment, coverage: Coverage, complete: Statement) -> bool:
    """Say whether a list that is complete for a period lacks something of an enrolment that a law counts.

    That is a day 1 October, or a diploma. Other days and names may differ between two administrations.
    """
    same = [each for each in complete.enrolments if each.funded and each.programme == enrolment.programme]
    days = {day for day in enrolment.octobers if coverage.since <= day <= coverage.until}
    if days - {day for each in same for day in each.octobers}:
        return True
    ended_in_it = enrolment.until is not None and coverage.since <= enrolment.until <= coverage.until
    return enrolment.completed and ended_in_it and not any(each.completed for each in same)
