"""What is let in, by its bytes alone (WB-04): bad files first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wallet.evidence.samples import GOOD, archive, docx, film, jpeg, pdf
from wallet.errors import EvidenceError
from wallet.evidence.adding import read_file
from wallet.evidence.formats import MAX_PAPER_BYTES
from wallet.evidence.recognising import recognise

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
BAD = {
    "nothing": (b"", "file.empty"),
    "svg": (SVG, "file.unknown"),
    "svg with a declaration": (b'<?xml version="1.0"?>' + SVG, "file.unknown"),
    "html": (b"<!doctype html><script>alert(1)</script>", "file.unknown"),
    "a program": (b"MZ" + bytes(200), "file.unknown"),
    "a shell script": (b"#!/bin/sh\nrm -rf /\n", "file.unknown"),
    "eicar": (EICAR, "file.unknown"),
    "gif": (b"GIF89a" + bytes(50), "file.unknown"),
    "any archive": (archive("foto.jpg"), "file.unknown"),
    "zip slip": (docx("../../etc/passwd"), "file.damaged"),
    "zip slip of Windows": (docx("..\\..\\x"), "file.damaged"),
    "an absolute part": (docx("/etc/passwd"), "file.damaged"),
    "a document with a program": (docx("word/vbaProject.bin"), "file.macros"),
    "bytes behind an archive": (docx() + b"<script>", "file.damaged"),
    "half an archive": (docx()[:-30], "file.damaged"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "file.old_office"),
    "pdf with a password": (pdf(password="geheim"), "file.locked"),
    "pdf that is an archive": (pdf() + archive("x"), "file.damaged"),
    "pdf that is an archive inside": (pdf().replace(b"%%EOF", archive("x") + b"%%EOF"), "file.damaged"),
    "pdf that is a page": (b"%PDF-1.7\n<html><script>alert(1)</script>" + pdf()[9:], "file.unknown"),
    "pdf without anything": (b"%PDF-1.7\n%%EOF\n", "file.damaged"),
    "pdf in front of which something stands": (b"GIF89a" + pdf(), "file.unknown"),
    "heic": (film(b"heic", b"mif1"), "file.heic"),
    "avif": (film(b"avif", b"mif1"), "file.heic"),
    "a film of no known brand": (film(b"xxxx", b"xxxx"), "file.unknown"),
    "a matroska film": (b"\x1aE\xdf\xa3" + b"matroska" + bytes(80), "file.unknown"),
    "sound that is a page": (b"ID3\x04<html><script>", "file.unknown"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_the_code_that_says_why(name: str) -> None:
    content, code = BAD[name]
    with pytest.raises(EvidenceError) as refused:
        recognise(content)
    assert refused.value.code == code


@pytest.mark.parametrize("media_type", GOOD)
def test_every_format_is_known_by_its_content(media_type: str) -> None:
    assert recognise(GOOD[media_type]).media_type == media_type


@pytest.mark.parametrize(
    "name", ["../../x", "CON", "a" * 400, "foto.jpg.exe", "C:\\temp\\x.svg", "a\0b", "‮gpj.exe"]
)
def test_a_name_decides_nothing(name: str) -> None:
    read = read_file(jpeg(), name)
    assert read.format.media_type == "image/jpeg"
    assert len(read.name) <= 200
    assert not set(read.name) & {"/", "\\", "\0", "\u202e"}


def test_each_kind_has_its_own_bound() -> None:
    large = pdf().replace(b"%%EOF", b"%" + b"x" * MAX_PAPER_BYTES + b"\n%%EOF")
    with pytest.raises(EvidenceError, match=r"file\.too_large"):
        recognise(large)


STARTS = (
    *(b"", b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"),
    *(b"RIFF1234WEBP", b"\0\0\0\x18ftypisom"),
)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_format_or_a_refusal(content: bytes) -> None:
    for start in STARTS:
        try:
            read_file(start + content, "x")
        except EvidenceError:
            continue


@pytest.mark.parametrize("media_type", GOOD)
@given(st.data())
def test_a_file_that_was_cut_or_changed_gives_a_format_or_a_refusal(
    media_type: str, data: st.DataObject
) -> None:
    content = bytearray(GOOD[media_type])
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    try:
        read_file(bytes(content[: data.draw(st.integers(1, len(content)))]), "x")
    except EvidenceError:
        return
