"""`vakbewijs verify --bulk`: a spreadsheet, a ZIP or a folder of files, checked row by row."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from verifier.bulk.batches import MAX_ARCHIVE_BYTES, BatchError, Item, read_batch, read_files
from verifier.bulk.checking import CheckedRow, check_items, worst_row
from verifier.bulk.tables import as_csv, as_json, as_xlsx, line_of
from verifier.command import EXIT_CODES
from verifier.printing import Printer
from verifier.reading import MAX_SUBMISSION_BYTES
from verifier.refusals import batch_refusal
from verifier.services import Desk
from verifier.words import Words

FORMATS = (".csv", ".xlsx", ".json")


def run(desk: Desk, source: str, *, at: datetime, said: Words, output: Path | None) -> int:
    """Check everything in a batch, print or write the table, and return the exit code of the worst row.

    Raises `click.UsageError` for a batch or an output that can't be used.
    """
    if output is not None and output.suffix.casefold() not in FORMATS:
        raise click.UsageError(f"--output ends in {', '.join(FORMATS)}")
    try:
        items = _items(Path(source))
    except BatchError as error:
        raise click.UsageError(f"{batch_refusal(error, said)} ({error.code})") from error
    rows = tuple(_with_progress(check_items(desk, items, at=at), len(items)))
    if output is None:
        Printer(said).table(line_of(row, said) for row in rows)
    else:
        _write(output, rows, said)
    return EXIT_CODES[worst_row(rows)]


def _items(source: Path) -> tuple[Item, ...]:
    if source.is_dir():
        return read_files(_files(source))
    return read_batch(_read(source, MAX_ARCHIVE_BYTES))


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.iterdir()):
        if file.is_file() and not file.name.startswith("."):
            yield file.name, _read(file, MAX_SUBMISSION_BYTES)


def _read(file: Path, limit: int) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(limit + 1)
    except OSError as error:
        raise click.UsageError(f"{file} can't be read: {error.strerror}") from error


def _with_progress(rows: Iterator[CheckedRow], total: int) -> Iterator[CheckedRow]:
    """Pass the rows on, and say on a terminal how far it is; not where the output goes to a file."""
    for done, row in enumerate(rows, start=1):
        if sys.stderr.isatty():
            click.echo(f"\r{done} / {total}", nl=done == total, err=True)
        yield row


def _write(output: Path, rows: Sequence[CheckedRow], said: Words) -> None:
    match output.suffix.casefold():
        case ".csv":
            content = as_csv((line_of(row, said) for row in rows), said)
        case ".xlsx":
            content = as_xlsx((line_of(row, said) for row in rows), said)
        case _:
            content = json.dumps(as_json(rows, said), ensure_ascii=False, indent=2).encode() + b"\n"
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.UsageError(f"{output} can't be written: {error.strerror}") from error
