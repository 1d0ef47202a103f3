"""Long lists, shown a page at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, TypeVarTuple

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

PAGE_SIZE = 25
_MAX_DIGITS = 5

Shown = TypeVar("Shown")
Found = TypeVarTuple("Found")


@dataclass(frozen=True, slots=True)
class Page(Generic[Shown]):
    """One page of a list: what is on it, how much there is in all, and which page it is, from 1."""

    rows: Sequence[Shown]
    total: int
    number: int = 1

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return _pages(self.total)


def page_number(text: str | None) -> int:
    """Read the number of a page from an address; what is no such number means the first."""
    fits = text is not None and text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS
    return max(1, int(text)) if text is not None and fits else 1


def page_of(
    session: Session,
    statement: Select[*Found],
    number: int,
    *,
    read: Callable[[Row[*Found]], Shown],
) -> Page[Shown]:
    """Return a page of what a statement finds, each row read by `read`, in two statements.

    The statement says its own order, which must leave no ties. A number behind the last page means the last.
    """
    total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    number = min(max(number, 1), _pages(total))
    cut = statement.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page([read(row) for row in session.execute(cut)], total, number)


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE_SIZE))
