"""What a figure is, and how figures are printed: as Markdown, so that a README can hold the output."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """What docs ask of a figure, in words, and whether it is reached."""

    text: str
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure. `times_pyld`: how many times faster than the same with pyld canonicalising.

    `signatures`: how many bare signatures of the same kind (made for issuing, checked for verifying) take
    as long.
    """

    group: str
    what: str
    figure: str
    times_pyld: float | None = None
    signatures: float | None = None
    target: Target | None = None

    def as_json(self) -> dict[str, object]:
        """Return the row for `results.json`."""
        return asdict(self)


_HEADINGS = ("", "figure", "x pyld", "bare signatures", "target")


def markdown(rows: Iterable[Row]) -> str:
    """Return a table of the rows of one group."""
    cells = [_cells(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(_HEADINGS, *cells, strict=True)]
    lines = [
        _line(_HEADINGS, widths),
        "|" + "|".join(_rule(width, at) for at, width in enumerate(widths)) + "|",
    ]
    return "\n".join([*lines, *(_line(each, widths) for each in cells)])


def _cells(row: Row) -> tuple[str, ...]:
    target = "" if row.target is None else f"{row.target.text}: {'yes' if row.target.reached else 'NO'}"
    return row.what, row.figure, _ratio(row.times_pyld), _ratio(row.signatures), target


def _ratio(number: float | None) -> str:
    return "" if number is None else f"{number:,.1f}"


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    padded = [
        cell.ljust(width) if at in (0, 4) else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join(padded)} |"


def _rule(width: int, at: int) -> str:
    return "-" * (width + 2) if at in (0, 4) else "-" * (width + 1) + ":"


def microseconds(seconds: float) -> str:
    """Write a duration, and how many of it go into a second."""
    return f"{seconds * 1e6:,.0f} µs ({1 / seconds:,.0f}/s)"
