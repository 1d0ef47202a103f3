"""A career by year, the newest first: items from when they began, certificates when they were given. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from wallet.portfolio.collection import Collection, RatedDocument, RatedItem
from wallet.portfolio.contents import Month


@dataclass(frozen=True, slots=True)
class Moment:
    """Something on the timeline. `until` is None where it has no end yet, or happened at one time."""

    source: RatedItem | RatedDocument
    since: Month
    until: Month | None
    is_ongoing: bool


@dataclass(frozen=True, slots=True)
class Year:
    """What began in one year."""

    year: int
    moments: tuple[Moment, ...]


def moments(collection: Collection) -> tuple[Moment, ...]:
    """Return what has a time, the newest first; unfinished items and undated certificates have none."""
    found = [*_of_items(collection), *_of_documents(collection)]
    return tuple(sorted(found, key=lambda moment: moment.since.sort_key, reverse=True))


def by_year(newest_first: tuple[Moment, ...]) -> tuple[Year, ...]:
    """Return the moments of each year."""
    return tuple(
        Year(year, tuple(group)) for year, group in groupby(newest_first, lambda moment: moment.since.year)
    )


def _of_items(collection: Collection) -> Iterator[Moment]:
    for item in collection.finished_items:
        content = item.held.content
        if content.since is not None:
            yield Moment(item, content.since, content.until, content.is_ongoing)


def _of_documents(collection: Collection) -> Iterator[Moment]:
    for document in collection.documents:
        if awarded := document.entry.card.awarded_on:
            yield Moment(document, Month(year=awarded.year, month=awarded.month), None, is_ongoing=False)
