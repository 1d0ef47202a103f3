"""How long a share may last: a few choices, each until the end of a day in the Netherlands. Pure."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from schemas.dates import legal_date, start_of_day


class Duration(StrEnum):
    """A choice on the page; the longest is a year, and two for a counsellor."""

    DAY = "1-day"
    WEEK = "1-week"
    MONTH = "1-month"
    QUARTER = "3-months"
    YEAR = "1-year"
    TWO_YEARS = "2-years"


OFFERED_FIRST = Duration.MONTH
USUAL = (Duration.DAY, Duration.WEEK, Duration.MONTH, Duration.QUARTER, Duration.YEAR)
# A guidance takes months, and may take longer than a year.
FOR_COUNSELLORS = (Duration.MONTH, Duration.QUARTER, Duration.YEAR, Duration.TWO_YEARS)
OFFERED_FIRST_TO_COUNSELLORS = Duration.YEAR

_DAYS: Mapping[Duration, int] = {Duration.DAY: 1, Duration.WEEK: 7}
_MONTHS: Mapping[Duration, int] = {
    Duration.MONTH: 1,
    Duration.QUARTER: 3,
    Duration.YEAR: 12,
    Duration.TWO_YEARS: 24,
}


def last_day(duration: Duration, *, at: datetime) -> date:
    """Return the last calendar day, in the Netherlands, on which a share made `at` is open."""
    today = legal_date(at)
    if duration in _DAYS:
        return today + timedelta(days=_DAYS[duration])
    years, month = divmod(today.month - 1 + _MONTHS[duration], 12)
    year, month = today.year + years, month + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def end_of(duration: Duration, *, at: datetime) -> datetime:
    """Return the instant (UTC) from which a share made `at` is closed: midnight after its last day."""
    return start_of_day(last_day(duration, at=at) + timedelta(days=1)).astimezone(UTC)


def last_open_day(expires_at: datetime) -> date:
    """Return the day to show for an end: "tot en met" this one."""
    return legal_date(expires_at - timedelta(microseconds=1))
