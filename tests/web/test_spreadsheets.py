"""Spreadsheets from anywhere: read as people meant them, bounded, and never run as formulas (WB-03)."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.spreadsheets import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    MAX_ROWS,
    SheetError,
    guarded,
    read_sheet,
    unguarded,
    write_csv,
)

FORMULAS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1"]


def refusal(content: bytes) -> str:
    with pytest.raises(SheetError) as refused:
        read_sheet(content)
    return refused.value.code


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_usual_encoding_and_separator_is_read(encoding: str, delimiter: str, newline: str) -> None:
    text = newline.join([delimiter.join(["Voornamen", "Datum"]), delimiter.join(["Zoë", "1-2-2026"]), ""])
    sheet = read_sheet(text.encode(encoding))
    assert sheet.headings == ("Voornamen", "Datum")
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, {"voornamen": "Zoë", "datum": "1-2-2026"})]


def test_quoted_separators_and_line_breaks_stay_in_their_cell() -> None:
    sheet = read_sheet(b'a;b\n"x;y";"een\ntwee"\n')
    assert sheet.rows[0].cells == {"a": "x;y", "b": "een\ntwee"}


def test_blank_rows_are_skipped_and_numbers_stay_those_of_the_program() -> None:
    assert [row.number for row in read_sheet(b"a;b\n1;2\n;\n3;4\n").rows] == [2, 4]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet.empty"),
        (b"a;b\n", "sheet.no_rows"),
        (b";b\n1;2", "sheet.heading_missing"),
        (b"a;A\n1;2", "sheet.heading_twice"),
        (b"a;b\n1;2;3", "sheet.cell_without_heading"),
        (b'a;b\n"x', "sheet.not_csv"),
        (b"a\x00b", "sheet.not_text"),
        (b"a\x81b", "sheet.not_text"),
        ("a;b\n1;2".encode("utf-16"), "sheet.not_text"),
        (b"PK\x03\x04 not a zip", "sheet.not_xlsx"),
        (b"a;b\n" + b"x" * (MAX_CELL_CHARACTERS + 1) + b";2", "sheet.cell_too_long"),
        (b";".join(b"c%d" % number for number in range(MAX_COLUMNS + 1)) + b"\n1", "sheet.too_many_columns"),
        (b"a\n" + b"1\n" * (MAX_ROWS + 1), "sheet.too_many_rows"),
        (b"a;b\n" + b";\n" * 2000 + b"1;2", "sheet.too_many_blank_rows"),
        (b"x" * (MAX_FILE_BYTES + 1), "sheet.too_large"),
    ],
)
def test_a_file_that_can_not_be_read_as_a_whole_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_a_workbook_reads_like_a_csv_file() -> None:
    from datetime import date, datetime

    sheet = read_sheet(
        workbook(
            ("Voornamen", "Datum", "Sbu", "Bekostigd", "Cijfer"),
            ("Zoë", datetime(2026, 7, 6), 4800.0, True, 7.5),  # noqa: DTZ001
            (None, None, None, None, None),
            ("Jan", date(2026, 7, 7), 240, False, "7"),
        )
    )
    assert sheet.rows[0].cells == {
        "voornamen": "Zoë",
        "datum": "2026-07-06",
        "sbu": "4800",
        "bekostigd": "ja",
        "cijfer": "7.5",
    }
    assert [row.number for row in sheet.rows] == [2, 4]


def test_a_formula_in_a_workbook_is_named_and_its_value_is_not_taken() -> None:
    (row,) = read_sheet(workbook(("Voornamen", "Datum"), ('=HYPERLINK("http://evil.example")', "x"))).rows
    assert row.formulas == ("voornamen",)
    assert row.cells["voornamen"] == ""


@pytest.mark.parametrize("cell", ["=1+1", " =1+1", "＝1"])
def test_a_formula_in_a_csv_file_is_named(cell: str) -> None:
    (row,) = read_sheet(f"a;b\n{cell};x\n".encode()).rows
    assert row.formulas == ("a",)


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_written_as_text_and_comes_back_once(text: str) -> None:
    written = write_csv(["a"], [[text]]).decode("utf-8-sig").split("\r\n", 1)[1]
    assert written.lstrip('"').startswith("'")
    assert unguarded(guarded(text)) == text


@given(st.text(max_size=50))
def test_guarding_and_unguarding_change_nothing(text: str) -> None:
    assert unguarded(guarded(text)) in (text, unguarded(text))
    assert unguarded(unguarded(guarded(guarded(text)))) in (text, unguarded(text))


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * (30 * 1024 * 1024))
    assert refusal(target.getvalue()) == "sheet.unpacks_too_large"


def test_an_archive_of_very_many_members_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(500):
            archive.writestr(f"x{number}", b"")
    assert refusal(target.getvalue()) == "sheet.unpacks_too_large"


def test_entities_in_a_workbook_are_not_expanded() -> None:
    lol = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    source = io.BytesIO(workbook(("a",), ("b",)))
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            is_sheet = item.filename == "xl/worksheets/sheet1.xml"
            new.writestr(item, lol if is_sheet else old.read(item.filename))
    assert refusal(target.getvalue()) == "sheet.not_xlsx"


def test_a_sheet_that_claims_a_million_rows_is_read_for_what_it_holds() -> None:
    source = io.BytesIO(workbook(("a",), ("b",)))
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            content = old.read(item.filename)
            if item.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')
                assert b"XFD1048576" in content
            new.writestr(item, content)
    assert len(read_sheet(target.getvalue()).rows) == 1


@given(st.binary(max_size=300))
def test_any_bytes_are_a_sheet_or_a_refusal(content: bytes) -> None:
    for candidate in (content, b"PK\x03\x04" + content):
        try:
            read_sheet(candidate)
        except SheetError:
            continue
