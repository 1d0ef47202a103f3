"""The dates in a document, each side of each edge, with two minutes for clocks that differ (PF-11)."""

from datetime import timedelta

import pytest

from schemas.dates import format_instant
from tests.ecosystem import DIPLOMA, NOW, World
from tests.tampering.case import put
from verifier.result import Outcome

PASSED, WARNING, FAILED = Outcome.PASSED, Outcome.WARNING, Outcome.FAILED
SECOND = timedelta(seconds=1)
SKEW = timedelta(minutes=2)


@pytest.mark.parametrize(
    ("ahead", "outcome"),
    [
        (-SECOND, PASSED),
        (timedelta(seconds=30), PASSED),
        (SKEW, PASSED),
        (SKEW + SECOND, FAILED),
        (timedelta(minutes=10), FAILED),
    ],
)
def test_pf_11_what_is_not_valid_yet_fails_beyond_the_skew(
    world: World, ahead: timedelta, outcome: Outcome
) -> None:
    document = world.school.issue(DIPLOMA, change=put("/validFrom", format_instant(NOW + ahead)))

    found = world.verify(document).check("validity")

    assert found.outcome is outcome
    assert found.code == ("validity.no_end" if outcome is PASSED else "validity.not_yet")


@pytest.mark.parametrize(
    ("ago", "outcome"),
    [(-SECOND, PASSED), (SKEW - SECOND, PASSED), (SKEW, WARNING), (timedelta(days=400), WARNING)],
)
def test_pf_11_what_has_ended_is_a_warning_beyond_the_skew(
    world: World, ago: timedelta, outcome: Outcome
) -> None:
    document = world.school.issue(DIPLOMA, change=put("/validUntil", format_instant(NOW - ago)))

    found = world.verify(document).check("validity")

    assert found.outcome is outcome
    assert found.code == ("validity.within" if outcome is PASSED else "validity.expired")
    assert found.parameters["until"] == format_instant(NOW - ago)[:10]


def test_pf_11_the_time_of_judging_decides_and_not_the_clock(world: World) -> None:
    document = world.school.issue(DIPLOMA, change=put("/validUntil", "2027-01-01T00:00:00+01:00"))

    assert world.verify(document, at=NOW).check("validity").outcome is PASSED
    assert world.verify(document, at=NOW + timedelta(days=365)).check("validity").outcome is WARNING


def test_a_day_is_named_as_in_amsterdam(world: World) -> None:
    document = world.school.issue(DIPLOMA, change=put("/validUntil", "2026-05-31T22:00:00Z"))

    assert world.verify(document).check("validity").parameters["until"] == "2026-06-01"


@pytest.mark.parametrize(
    "written",
    ["2026-02-30T00:00:00Z", "2026-06-30T23:59:60Z", "2026-06-01T00:00:00", "2026-06-01", "morgen"],
)
def test_pf_11_a_moment_that_never_was_is_no_structure(world: World, written: str) -> None:
    document = {**world.school.issue(DIPLOMA), "validUntil": written}

    found = world.verify(document).check("structure")

    assert (found.outcome, found.code) == (FAILED, "document.instant")


@pytest.mark.parametrize("written", ["9989-12-31T23:59:59Z", "2026-12-31T23:59:59+14:00"])
def test_pf_11_the_ends_of_the_calendar_can_be_judged(world: World, written: str) -> None:
    document = world.school.issue(DIPLOMA, change=put("/validUntil", written))

    assert world.verify(document).check("validity").outcome is PASSED
