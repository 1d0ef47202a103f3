"""What is a batch and what is not: bounds, broken files, hostile names; one bad row stays one bad row."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.test_spreadsheets import workbook
from verifier.bulk import batches
from verifier.bulk.batches import MAX_ITEMS, BatchError, Item, read_batch, read_files

LINK = "https://wallet.example/s/abc"


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(BatchError) as refused:
        read_batch(content)
    return refused.value.code


def facts(items: tuple[Item, ...]) -> list[tuple[int, str, str | None]]:
    return [(item.number, item.label, item.link or item.problem) for item in items]


def test_a_spreadsheet_has_a_link_per_row_and_the_senders_own_words_beside_it() -> None:
    csv = f"Omschrijving;Link\nS. Voorbeeld;{LINK}\n;{LINK}2\n".encode()
    assert facts(read_batch(csv)) == [(2, "S. Voorbeeld", LINK), (3, "", f"{LINK}2")]
    book = workbook(("naam", "URL"), ("Piet", LINK))
    assert facts(read_batch(book)) == [(2, "Piet", LINK)]


def test_a_bare_list_of_links_needs_no_heading() -> None:
    assert facts(read_batch(f"{LINK}\n{LINK}2\n".encode())) == [(1, "", LINK), (2, "", f"{LINK}2")]
    assert facts(read_batch(LINK.encode())) == [(1, "", LINK)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_encodings_that_spreadsheets_write_are_read(encoding: str) -> None:
    (item,) = read_batch(f"link;naam\n{LINK};Zoë\n".encode(encoding))
    assert item.label == "Zoë"


def test_rows_without_a_link_or_with_a_formula_are_their_own_problem() -> None:
    book = workbook(("naam", "link"), ("a", LINK), ("b", None), ("c", '=HYPERLINK("https://x.example")'))
    assert facts(read_batch(book)) == [
        (2, "a", LINK),
        (3, "b", "batch.no_link_in_row"),
        (4, "c", "batch.formula"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "batch.empty"),
        (b" \n ", "batch.empty"),
        (b"link\n", "sheet.no_rows"),
        (b"naam;geboren\nSamira;1985\n", "batch.no_links"),
        (f"link\n{LINK}\n".encode("utf-16"), "sheet.not_text"),
        (b"\x00\x01\x02", "sheet.not_text"),
        (b"PK\x03\x04 and then nothing", "batch.damaged"),
        (packed(), "batch.empty"),
        (packed(("map/", b""), ("__MACOSX/._a.json", b"x"), (".DS_Store", b"x")), "batch.empty"),
    ],
    ids=["empty", "blank", "no rows", "no links", "utf-16", "binary", "half a zip", "empty zip", "no files"],
)
def test_what_is_no_batch_is_refused_with_a_code(content: bytes, code: str) -> None:
    assert refusal(content) == code


@pytest.mark.parametrize("rows", [MAX_ITEMS + 1, 100_000])
def test_too_many_rows_are_refused_with_the_number_that_may_be_sent(rows: int) -> None:
    with pytest.raises(BatchError) as refused:
        read_batch(b"link\n" + b"https://a.example/1\n" * rows)
    assert (refused.value.code, refused.value.parameters["limit"]) == ("batch.too_many", str(MAX_ITEMS))


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MAX_ITEMS", 3)
    monkeypatch.setattr(batches, "MAX_MEMBERS", 6)
    assert len(read_batch(packed(*((f"{number}.json", b"{}") for number in range(3))))) == 3
    assert refusal(packed(*((f"{number}.json", b"{}") for number in range(4)))) == "batch.too_many"
    assert refusal(packed(*((f"{number}/", b"") for number in range(7)))) == "batch.too_many"
    with pytest.raises(BatchError):
        read_files((f"{number}.json", b"{}") for number in range(4))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = packed(*((f"{number}.json", b"\0" * (16 * 1024 * 1024)) for number in range(13)))
    assert len(bomb) < 1024 * 1024
    assert refusal(bomb) == "batch.unpacks_too_large"


def test_a_file_that_lies_about_its_size_is_damaged_and_the_others_are_read() -> None:
    content = bytearray(packed(("a.json", b"\0" * 4096), ("b.json", b"{}")))
    directory = content.index(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 16)
    first, second = read_batch(bytes(content))
    assert (first.content, first.problem) in {(None, "batch.damaged_file"), (b"\0" * 16, None)}
    assert second.content == b"{}"


def test_paths_in_names_lead_nowhere_and_only_their_end_is_shown() -> None:
    members = ("../../etc/passwd", "C:\\temp\\diploma.json", "/root/x.json", "map/sub/y.json")
    items = read_batch(packed(*((name, b"{}") for name in members)))
    assert [item.label for item in items] == ["passwd", "diploma.json", "x.json", "y.json"]


def test_nested_locked_and_large_files_are_rows_with_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MAX_SUBMISSION_BYTES", 1000)
    content = bytearray(
        packed(("a.zip", packed(("b.json", b"{}"))), ("c.json", b"x" * 1001), ("d.json", b"{}"))
    )
    assert [item.problem for item in read_batch(bytes(content))] == [
        "batch.nested",
        "batch.file_too_large",
        None,
    ]
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert read_batch(bytes(content))[0].problem == "batch.locked"


def _flipped(place: int) -> Callable[[bytes], bytes]:
    return lambda data: data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]


@given(st.data())
def test_any_damage_is_an_item_with_a_problem_or_a_batch_error(data: st.DataObject) -> None:
    whole = packed(("a.json", b'{"a": 1}' * 20), ("b.json", b"{}"))
    place = data.draw(st.integers(0, len(whole) - 1))
    for damaged in (_flipped(place)(whole), whole[:place]):
        try:
            read_batch(damaged)
        except BatchError:
            continue


@given(st.binary(max_size=200))
def test_any_bytes_are_a_batch_or_refused(data: bytes) -> None:
    for content in (data, b"PK\x03\x04" + data, b"link\n" + data):
        try:
            read_batch(content)
        except BatchError:
            continue
