"""Spreadsheets as they come in and go out: CSV and XLSX, bounded, and safe to open elsewhere. Pure.

A cell that a spreadsheet program would take for a formula is written with an apostrophe before it, and
one apostrophe of that sort is taken off again on the way in. A real formula is refused: what it shows
is not what it says.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.read_only import EmptyCell

from schemas.errors import DomainError

MAX_FILE_BYTES = 5 * 1024 * 1024  # ten thousand rows of 500 characters
MAX_ROWS = 10_000  # the largest batch that the product promises
MAX_COLUMNS = 120  # a heading per part of the largest qualification, three times over
MAX_CELL_CHARACTERS = 4_000  # a page of substantiation
MAX_BLANK_ROWS = 1_000  # spreadsheet programs leave empty rows behind; a million of them is an attack
MAX_UNPACKED_BYTES = 64 * 1024 * 1024  # an honest workbook of MAX_FILE_BYTES unpacks to about half of this
MAX_ZIP_MEMBERS = 200

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_DELIMITERS = (";", ",", "\t")
_ZIP_MAGIC = b"PK\x03\x04"


class SheetError(DomainError):
    """A file that can't be read as a spreadsheet of ours (codes `sheet.*`)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row by heading. Cells that can't be trusted are named in `formulas` and left empty."""

    number: int
    """As the spreadsheet program counts: the heading is row 1."""
    cells: dict[str, str]
    formulas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headings and the rows that are not blank."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)


def read_sheet(content: bytes) -> Sheet:
    """Read a CSV or XLSX file; which one it is, its bytes say, not its name.

    Raises `SheetError` with a code `sheet.*`. Does NOT judge what stands in the cells.
    """
    if len(content) > MAX_FILE_BYTES:
        raise SheetError("sheet.too_large", megabytes=str(MAX_FILE_BYTES // 1024 // 1024))
    is_workbook = content.startswith(_ZIP_MAGIC)
    return _sheet(_workbook_lines(content) if is_workbook else _csv_lines(content))


def _sheet(lines: Iterator[tuple[int, Sequence["_Cell"]]]) -> Sheet:
    _, first = next(lines, (0, ()))
    headings = tuple(cell.text.strip() for cell in first)
    while headings and not headings[-1]:
        headings = headings[:-1]
    if not headings:
        raise SheetError("sheet.empty")
    if len(headings) > MAX_COLUMNS:
        raise SheetError("sheet.too_many_columns", columns=str(MAX_COLUMNS))
    if "" in headings:
        raise SheetError("sheet.heading_missing", column=str(headings.index("") + 1))
    folded = [heading.casefold() for heading in headings]
    for heading in folded:
        if folded.count(heading) > 1:
            raise SheetError("sheet.heading_twice", heading=heading[:60])
    rows: list[Row] = []
    blank = 0
    for number, line in lines:
        if not any(cell.text.strip() or cell.is_formula for cell in line):
            blank += 1
            if blank > MAX_BLANK_ROWS:
                raise SheetError("sheet.too_many_blank_rows")
            continue
        if len(rows) == MAX_ROWS:
            raise SheetError("sheet.too_many_rows", rows=str(MAX_ROWS))
        rows.append(_row(number, folded, line))
    if not rows:
        raise SheetError("sheet.no_rows")
    return Sheet(headings, tuple(rows))


def _row(number: int, headings: list[str], line: Sequence["_Cell"]) -> Row:
    if any(cell.text.strip() for cell in line[len(headings) :]):
        raise SheetError("sheet.cell_without_heading", row=str(number))
    cells: dict[str, str] = {}
    formulas: list[str] = []
    for heading, cell in zip(headings, line, strict=False):
        if len(cell.text) > MAX_CELL_CHARACTERS:
            raise SheetError(
                "sheet.cell_too_long",
                row=str(number),
                heading=heading[:60],
                characters=str(MAX_CELL_CHARACTERS),
            )
        if cell.is_formula:
            formulas.append(heading)
        cells[heading] = "" if cell.is_formula else unguarded(cell.text.strip())
    return Row(number, cells, tuple(formulas))


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    is_formula: bool = False


def _csv_lines(content: bytes) -> Iterator[tuple[int, Sequence[_Cell]]]:
    text = _decoded(content)
    first_line = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, line in enumerate(reader, start=1):
            yield number, [_Cell(cell, cell.lstrip().startswith(("=", "＝"))) for cell in line]
    except csv.Error as error:
        raise SheetError("sheet.not_csv", detail=str(error)) from error


def _decoded(content: bytes) -> str:
    """Decode UTF-8, with or without its mark, or else what Windows programs in the Netherlands write."""
    if b"\x00" in content:
        raise SheetError("sheet.not_text")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetError("sheet.not_text")


def _workbook_lines(content: bytes) -> Iterator[tuple[int, Sequence[_Cell]]]:
    _refuse_zip_bomb(content)
    yield from enumerate(_first_worksheet(content), start=1)


def _refuse_zip_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise SheetError("sheet.not_xlsx", detail=str(error)) from error
    # A member never unpacks to more than its declared size: Python stops there and fails its checksum.
    if len(members) > MAX_ZIP_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise SheetError("sheet.unpacks_too_large")


def _first_worksheet(content: bytes) -> list[list[_Cell]]:
    """Decode the first worksheet, bounded in rows and columns.

    The one place that knows how many ways a foreign workbook can break the library that reads it.
    """
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # the declared size is a claim; the rows themselves are counted
            limit = 1 + MAX_ROWS + MAX_BLANK_ROWS + 1
            lines = [
                [_workbook_cell(cell) for cell in line]
                for line in sheet.iter_rows(max_row=limit, max_col=MAX_COLUMNS + 1)
            ]
        finally:
            book.close()
    except Exception as error:
        raise SheetError("sheet.not_xlsx", detail=f"{type(error).__name__}: {error}") from error
    return lines


def _workbook_cell(cell: object) -> _Cell:
    if isinstance(cell, EmptyCell) or getattr(cell, "value", None) is None:
        return _Cell("")
    value = getattr(cell, "value")  # noqa: B009  (three classes of cell share no type)
    if getattr(cell, "data_type", "") in ("f", "e"):
        return _Cell("", is_formula=True)
    if isinstance(value, bool):
        return _Cell("ja" if value else "nee")
    if isinstance(value, datetime):
        return _Cell(value.date().isoformat())
    if isinstance(value, date):
        return _Cell(value.isoformat())
    if isinstance(value, float) and value.is_integer():
        return _Cell(str(int(value)))
    return _Cell(str(value))


def guarded(text: str) -> str:
    """Return the text so that a spreadsheet program shows it and never runs it."""
    return f"'{text}" if _starts_like_a_formula(text) else text


def unguarded(text: str) -> str:
    """Take off the apostrophe that `guarded` put there; any other one stays."""
    return text[1:] if text.startswith("'") and _starts_like_a_formula(text[1:]) else text


def _starts_like_a_formula(text: str) -> bool:
    """Say so too of a guarded text, so that guarding it again can be undone."""
    return text.lstrip("'").startswith(FORMULA_STARTS)


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write a CSV file that Dutch Excel opens as a table: semicolons, and a mark that says UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([guarded(heading) for heading in headings])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write a workbook of one sheet. Every cell is text, so that none is ever a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in (headings, *rows):
        cells = [WriteOnlyCell(sheet, value=_text_of_cell(text)) for text in line]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text_of_cell(text: str) -> str:
    """Return the text without what a workbook can't hold, and no longer than a cell is read back."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:MAX_CELL_CHARACTERS]
