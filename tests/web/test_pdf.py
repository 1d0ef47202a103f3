"""Pages as PDF: what the file must be, and what a page can't make it fetch."""

import io
import socket
from datetime import UTC, datetime

import pikepdf
import pytest

from web import pdf

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PAGE = """<!doctype html><html lang="nl"><head><title>Een bewijs</title></head>
<body><h1>Bewijs</h1>%s</body></html>"""

pytestmark = pytest.mark.skipif(
    pdf.unavailable() is not None, reason=f"this machine can't make a PDF: {pdf.unavailable()}"
)


def rendered(body: str = "", **options: object) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf.render(PAGE % body, created=AT, **options)))


def test_a_pdf_is_tagged_and_has_a_title_and_a_language() -> None:
    document = rendered()
    assert document.Root.MarkInfo.Marked
    assert document.Root.Lang == "nl"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert "/StructTreeRoot" in document.Root
    assert document.open_metadata()["dc:title"] == "Een bewijs"


def test_a_pdf_says_that_it_is_pdf_a_3a_and_pdf_ua_1() -> None:
    metadata = rendered().open_metadata()
    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
    assert metadata["pdfuaid:part"] == "1"
    assert "/OutputIntents" in rendered().Root


def test_every_font_is_in_the_file() -> None:
    document = rendered("<p>Ünïcødé</p>")
    fonts = [font for page in document.pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        descendants = font.get("/DescendantFonts", [font])
        assert all(
            "/FontFile2" in each.FontDescriptor or "/FontFile3" in each.FontDescriptor for each in descendants
        )


def test_an_attached_file_comes_out_as_it_went_in() -> None:
    signed = b'{"proof": "\xc3\xa9"}\n'
    document = rendered(
        attachments=[
            pdf.Attachment(name="bewijs.json", content=signed, description="Het ondertekende bewijs")
        ]
    )
    (attached,) = document.attachments.values()
    assert attached.get_file().read_bytes() == signed
    assert attached.get_file().mime_type == "application/json"
    assert attached.relationship == "/Data"
    assert len(document.Root.AF) == 1


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="x" src="file:///etc/passwd">',
        '<img alt="x" src="http://127.0.0.1:9/x.png">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<style>@import url("file:///etc/passwd"); body { background: url("http://127.0.0.1:9/") }</style>',
        '<object data="file:///etc/passwd"></object>',
        '<svg><image href="file:///etc/passwd"/></svg>',
    ],
)
def test_wb_02_a_page_fetches_no_file_and_no_address(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("a page to print opened a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    written = pdf.render(PAGE % body, created=AT)
    assert b"root:" not in written
    document = pikepdf.open(io.BytesIO(written))
    assert len(document.attachments) == 0
    for page in document.pages:
        assert b"root:" not in page.Contents.read_bytes()


def test_the_same_page_gives_the_same_file() -> None:
    assert pdf.render(PAGE % "", created=AT) == pdf.render(PAGE % "", created=AT)


def test_without_the_libraries_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "unavailable", lambda: "cannot load library 'libpango-1.0-0'")
    with pytest.raises(pdf.PdfUnavailableError) as caught:
        pdf.render(PAGE % "", created=AT)
    assert caught.value.code == "pdf.unavailable"
