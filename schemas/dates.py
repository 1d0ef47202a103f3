"""Dates in documents: instants are RFC 3339 with an offset, legal dates are calendar dates.

A legal date (awarded, agreed, decided, born) is a day on the Dutch calendar. Where a document can only
hold an instant for one, as Open Badges does for `awardedDate`, the day is that of Europe/Amsterdam.
"""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from schemas.errors import MalformedDocumentError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

# At the ends of Python's calendar a change of zone or the addition of a term overflows.
YEARS = range(1000, 9990)

# xsd:dateTimeStamp as VC Data Model 2.0 uses it: RFC 3339 with "T", "Z" or a numeric offset, and at most
# microseconds, since more would be rounded away silently.
_INSTANT = re.compile(
    r"(?P<moment>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?)"
    r"(?P<offset>Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
)
_CALENDAR_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_instant(text: str) -> datetime:
    """Return the aware datetime that RFC 3339 text names.

    Raises `MalformedDocumentError("document.instant")` for anything else: no offset, a space for "T",
    24:00, a leap second, an offset of more than 14 hours.
    """
    match = _INSTANT.fullmatch(text)
    if match is None:
        raise MalformedDocumentError(
            "document.instant", detail="not RFC 3339 with an offset", value=text[:40]
        )
    offset = "+00:00" if match["offset"] == "Z" else match["offset"]
    try:
        moment = datetime.fromisoformat(match["moment"] + offset)
    except ValueError as error:
        raise MalformedDocumentError("document.instant", detail=str(error), value=text[:40]) from error
    if moment.year not in YEARS:
        raise MalformedDocumentError("document.instant", detail="year out of range", value=text[:40])
    return moment


def parse_calendar_date(text: str) -> date:
    """Return the calendar date that text of the form YYYY-MM-DD names.

    Raises `MalformedDocumentError("document.date")`.
    """
    if _CALENDAR_DATE.fullmatch(text) is None:
        raise MalformedDocumentError("document.date", detail="not YYYY-MM-DD", value=text[:40])
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise MalformedDocumentError("document.date", detail=str(error), value=text[:40]) from error
    if day.year not in YEARS:
        raise MalformedDocumentError("document.date", detail="year out of range", value=text[:40])
    return day


def is_instant(text: str) -> bool:
    """Say whether text is an instant as `parse_instant` reads it."""
    try:
        parse_instant(text)
    except MalformedDocumentError:
        return False
    return True


def is_calendar_date(text: str) -> bool:
    """Say whether text is a calendar date as `parse_calendar_date` reads it."""
    try:
        parse_calendar_date(text)
    except MalformedDocumentError:
        return False
    return True


def legal_date(value: "date | datetime | str") -> date:
    """Return the day on the Dutch calendar of an instant, a calendar date, or the text of either.

    Raises `MalformedDocumentError` for text that is neither, and ValueError for a datetime without offset.
    """
    if isinstance(value, str):
        return legal_date(parse_instant(value) if "T" in value else parse_calendar_date(value))
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is None:
        raise ValueError("an instant needs an offset to have a legal date")
    return value.astimezone(AMSTERDAM).date()


def start_of_day(day: date) -> datetime:
    """Return the instant at which a day begins in Amsterdam."""
    return datetime.combine(day, time(), tzinfo=AMSTERDAM)


def format_instant(moment: datetime) -> str:
    """Return RFC 3339 text with an offset, in whole seconds. Raises ValueError without an offset."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs an offset to be written")
    text = moment.isoformat(timespec="seconds")
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
