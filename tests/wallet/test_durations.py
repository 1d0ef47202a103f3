"""A share ends at midnight in the Netherlands, after the day that the page names."""

from datetime import UTC, date, datetime

import pytest

from wallet.durations import Duration, end_of, last_day, last_open_day


@pytest.mark.parametrize(
    ("made", "duration", "expected"),
    [
        (datetime(2026, 11, 24, 12, tzinfo=UTC), Duration.DAY, date(2026, 11, 25)),
        (datetime(2026, 11, 24, 12, tzinfo=UTC), Duration.WEEK, date(2026, 12, 1)),
        (datetime(2026, 11, 24, 12, tzinfo=UTC), Duration.MONTH, date(2026, 12, 24)),
        (datetime(2026, 11, 24, 12, tzinfo=UTC), Duration.QUARTER, date(2027, 2, 24)),
        (datetime(2026, 11, 24, 12, tzinfo=UTC), Duration.YEAR, date(2027, 11, 24)),
        # Half past eleven in the evening UTC is already tomorrow in the Netherlands.
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), Duration.DAY, date(2026, 11, 26)),
        # A day that the month does not have becomes its last.
        (datetime(2027, 1, 31, 12, tzinfo=UTC), Duration.MONTH, date(2027, 2, 28)),
        (datetime(2028, 2, 29, 12, tzinfo=UTC), Duration.YEAR, date(2029, 2, 28)),
        (datetime(2026, 12, 31, 12, tzinfo=UTC), Duration.MONTH, date(2027, 1, 31)),
    ],
)
def test_the_last_day_is_a_calendar_day_from_today(
    made: datetime, duration: Duration, expected: date
) -> None:
    assert last_day(duration, at=made) == expected
    assert last_open_day(end_of(duration, at=made)) == expected


def test_the_end_is_midnight_also_when_the_clock_changes() -> None:
    winter = end_of(Duration.MONTH, at=datetime(2026, 11, 24, 12, tzinfo=UTC))
    summer = end_of(Duration.MONTH, at=datetime(2026, 6, 24, 12, tzinfo=UTC))
    over_the_change = end_of(Duration.MONTH, at=datetime(2026, 10, 1, 12, tzinfo=UTC))
    assert [moment.hour for moment in (winter, summer, over_the_change)] == [23, 22, 23]
