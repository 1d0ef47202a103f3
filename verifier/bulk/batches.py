"""What a batch is: a spreadsheet with a link per row, or a ZIP with a file per certificate. Pure.

A batch that can't be read as a whole is refused with a code. What is wrong with one row, or one file in the
ZIP, is that row's own problem: the others go on. Nothing is unpacked to disk, so a path in a name leads
nowhere; only its last part is shown.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from schemas.errors import DomainError
from verifier.reading import MAX_SUBMISSION_BYTES
from web.spreadsheets import SheetError, read_sheet

# A busy week of an agency or a whole graduation day; more than this is a job for the API.
MAX_ITEMS = 2_000
# 2,000 certificates as JSON are 20 MB; as PDF with pictures they have to come in parts.
MAX_ARCHIVE_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
# What packing programs add, such as folders and `__MACOSX`, counts here and not as an item.
MAX_MEMBERS = 2 * MAX_ITEMS
MAX_LABEL_CHARACTERS = 120

# Why a batch as a whole can be refused; `web.spreadsheets` says what its own mean.
BATCH_CODES = (
    "batch.empty",
    "batch.too_large",
    "batch.too_many",
    "batch.damaged",
    "batch.unpacks_too_large",
    "batch.no_links",
    "sheet.too_large",
    "sheet.empty",
    "sheet.too_many_columns",
    "sheet.heading_missing",
    "sheet.heading_twice",
    "sheet.too_many_blank_rows",
    "sheet.no_rows",
    "sheet.cell_without_heading",
    "sheet.cell_too_long",
    "sheet.not_csv",
    "sheet.not_text",
    "sheet.not_xlsx",
    "sheet.unpacks_too_large",
)

_LINK_HEADINGS = ("link", "url", "adres", "address")
_LABEL_HEADINGS = ("omschrijving", "kenmerk", "naam", "label", "reference", "name")
_ZIP_MAGIC = b"PK\x03\x04"
_EMPTY_ZIP_MAGIC = b"PK\x05\x06"
_WORKBOOK_MEMBER = "[Content_Types].xml"


class BatchError(DomainError):
    """A batch that can't be read as a whole: `batch.*`, and `sheet.*` of `web.spreadsheets`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to check: the content of a file, or a link, or else the problem with it.

    `number` is the row as a spreadsheet program counts, or the place in the ZIP from 1. `label` is how the
    sender knows it: the name of the file, or what stands in the row beside the link; never the link itself,
    which opens what it leads to.
    """

    number: int
    label: str
    content: bytes | None = field(default=None, repr=False)
    link: str | None = field(default=None, repr=False)
    problem: str | None = None


def read_batch(content: bytes) -> tuple[Item, ...]:
    """Return the items of a spreadsheet (CSV, XLSX) or ZIP; which one it is, its bytes say.

    Raises `BatchError`: `batch.empty`, `batch.too_large`, `batch.too_many`, `batch.damaged`,
    `batch.unpacks_too_large`, `batch.no_links`, and `sheet.*`.
    """
    if not content.strip():
        raise BatchError("batch.empty")
    if not content.startswith((_ZIP_MAGIC, _EMPTY_ZIP_MAGIC)):
        return _rows(content)
    if len(content) > MAX_ARCHIVE_BYTES:
        raise BatchError("batch.too_large", megabytes=str(MAX_ARCHIVE_BYTES // 1024 // 1024))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if any(member.filename == _WORKBOOK_MEMBER for member in archive.infolist()):
                return _rows(content)
            return _files(archive)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise BatchError("batch.damaged", detail=str(error)) from error


def read_files(files: Iterable[tuple[str, bytes]]) -> tuple[Item, ...]:
    """Return the items of files that are at hand, by name. Raises `BatchError("batch.too_many")`."""
    return _numbered(Item(number=0, label=_label(name), content=content) for name, content in files)


def _rows(content: bytes) -> tuple[Item, ...]:
    try:
        sheet = read_sheet(content)
    except SheetError as error:
        if error.code == "sheet.no_rows" and (only := _only_link(content)):
            return (Item(number=1, label="", link=only),)
        if error.code == "sheet.too_many_rows":
            raise _too_many() from error
        raise BatchError(error.code, detail=error.detail, **error.parameters) from error
    headings = [heading.casefold() for heading in sheet.headings]
    items: list[Item] = []
    labels: tuple[str, ...] = ()
    if _is_address(sheet.headings[0]):  # a bare list of links: its first line is one too
        column = headings[0]
        items.append(Item(number=1, label="", link=sheet.headings[0]))
    else:
        found = next((heading for heading in headings if heading in _LINK_HEADINGS), None)
        if found is None:
            raise BatchError("batch.no_links", headings=", ".join(_LINK_HEADINGS[:2]))
        column, labels = found, tuple(heading for heading in headings if heading in _LABEL_HEADINGS)
    for row in sheet.rows:
        label = next((row.cells[name] for name in labels if row.cells.get(name)), "")[:MAX_LABEL_CHARACTERS]
        link = row.cells.get(column, "")
        problem = None
        if column in row.formulas:
            problem = "batch.formula"
        elif not link:
            problem = "batch.no_link_in_row"
        items.append(Item(number=row.number, label=label, link=None if problem else link, problem=problem))
    _bounded(len(items))
    return tuple(items)


def _only_link(content: bytes) -> str | None:
    """Return the link of a list of one line, which a spreadsheet would take for a heading."""
    text = content[:4096].decode("utf-8-sig", "replace").strip()
    return text if _is_address(text) and not any(character.isspace() for character in text) else None


def _is_address(text: str) -> bool:
    return text.casefold().startswith(("https://", "http://"))


def _files(archive: zipfile.ZipFile) -> tuple[Item, ...]:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise _too_many()
    # A member never unpacks to more than its declared size: Python stops there and fails its checksum.
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise BatchError("batch.unpacks_too_large", megabytes=str(MAX_UNPACKED_BYTES // 1024 // 1024))
    return _numbered(_member(archive, member) for member in members if _counts(member))


def _counts(member: zipfile.ZipInfo) -> bool:
    """Say whether a member is a file that somebody put in, and not what a packing program adds."""
    parts = member.filename.replace("\\", "/").split("/")
    return not member.is_dir() and "__MACOSX" not in parts and not parts[-1].startswith(".")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Item:
    label = _label(member.filename)
    if member.flag_bits & 1:
        return Item(number=0, label=label, problem="batch.locked")
    try:
        with archive.open(member) as file:
            content = file.read(MAX_SUBMISSION_BYTES + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error):
        return Item(number=0, label=label, problem="batch.damaged_file")
    if len(content) > MAX_SUBMISSION_BYTES:
        return Item(number=0, label=label, problem="batch.file_too_large")
    if content.startswith(_ZIP_MAGIC):
        return Item(number=0, label=label, problem="batch.nested")
    return Item(number=0, label=label, content=content)


def _numbered(items: Iterable[Item]) -> tuple[Item, ...]:
    found = tuple(_with_numbers(items))
    if not found:
        raise BatchError("batch.empty")
    return found


def _with_numbers(items: Iterable[Item]) -> Iterator[Item]:
    for number, item in enumerate(items, start=1):
        _bounded(number)
        yield Item(number=number, label=item.label, content=item.content, problem=item.problem)


def _bounded(count: int) -> None:
    if count > MAX_ITEMS:
        raise _too_many()


def _too_many() -> BatchError:
    return BatchError("batch.too_many", limit=str(MAX_ITEMS))


def _label(text: str) -> str:
    """Return the last part of a name, short enough for a table."""
    return text.replace("\\", "/").rstrip("/").rpartition("/")[2][:MAX_LABEL_CHARACTERS]
