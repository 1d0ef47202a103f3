"""Instants, calendar dates, and the legal day of an instant."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from schemas.dates import format_instant, legal_date, parse_calendar_date, parse_instant, start_of_day
from schemas.errors import MalformedDocumentError


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-05-11",
        "2026-05-11T10:00:00",  # no offset
        "2026-05-11 10:00:00Z",
        "2026-05-11t10:00:00z",
        "2026-05-11T10:00Z",
        "2026-05-11T24:00:00Z",
        "2026-06-30T23:59:60Z",
        "2026-02-30T10:00:00Z",
        "2026-05-11T10:00:00+15:00",
        "2026-05-11T10:00:00+0200",
        "2026-05-11T10:00:00.1234567Z",
        "2026-05-11T10:00:00Z\n",
        "٢٠٢٦-05-11T10:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59Z",
    ],
)
def test_an_instant_that_is_not_rfc_3339_is_refused(text: str) -> None:
    with pytest.raises(MalformedDocumentError) as caught:
        parse_instant(text)
    assert caught.value.code == "document.instant"


@pytest.mark.parametrize("text", ["2026-5-11", "20260511", "2026-02-29", "2026-05-11T00:00Z", "0000-01-01"])
def test_a_calendar_date_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(MalformedDocumentError) as caught:
        parse_calendar_date(text)
    assert caught.value.code == "document.date"


def test_an_instant_keeps_its_offset_and_fraction() -> None:
    parsed = parse_instant("2026-05-11T10:00:00.25+02:00")
    assert parsed == datetime(2026, 5, 11, 8, 0, 0, 250_000, tzinfo=UTC)
    assert parsed.utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-05-11T00:00:00+02:00", date(2026, 5, 11)),
        ("2026-05-10T22:00:00Z", date(2026, 5, 11)),  # midnight in Amsterdam, summer
        ("2026-01-10T22:30:00Z", date(2026, 1, 10)),  # half past eleven, winter
        ("2026-05-11", date(2026, 5, 11)),
        (date(2026, 5, 11), date(2026, 5, 11)),
        (datetime(2026, 5, 11, 1, tzinfo=timezone(timedelta(hours=9))), date(2026, 5, 10)),
    ],
)
def test_the_legal_date_is_the_day_in_amsterdam(value: date | str, day: date) -> None:
    assert legal_date(value) == day


def test_an_instant_without_offset_has_no_legal_date() -> None:
    with pytest.raises(ValueError, match="offset"):
        legal_date(datetime(2026, 5, 11))  # noqa: DTZ001  (that is the point)
    with pytest.raises(ValueError, match="offset"):
        format_instant(datetime(2026, 5, 11))  # noqa: DTZ001


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 7, 1)])
def test_a_day_begins_at_midnight_in_amsterdam_also_when_the_clock_changes(day: date) -> None:
    begin = start_of_day(day)
    assert legal_date(begin) == day
    assert legal_date(begin - timedelta(seconds=1)) == day - timedelta(days=1)
    assert parse_instant(format_instant(begin)) == begin


def test_utc_is_written_with_a_z() -> None:
    assert format_instant(datetime(2026, 5, 11, 8, 30, 1, 999, tzinfo=UTC)) == "2026-05-11T08:30:01Z"
