"""PDFs and badges for tests: made as other people's software makes them, and as attackers do."""

import io
import zlib
from collections.abc import Sequence

import pikepdf


def pdf_with(*contents: bytes, password: str = "", names: Sequence[str] = ()) -> bytes:
    """Return a PDF of one empty page with files attached."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for number, content in enumerate(contents):
            name = names[number] if names else f"{number}.json"
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
        encryption = pikepdf.Encryption(owner=password, user=password) if password else False
        pdf.save(target, encryption=encryption)
    return target.getvalue()


def added_to(pdf: bytes) -> bytes:
    """Return the PDF with an incremental update: a page that says something else, say."""
    first = pdf.rfind(b"startxref")
    offset = int(pdf[first:].split()[1])
    start = len(pdf)
    return pdf + b"xref\n0 0\ntrailer\n<< /Size 1 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        offset,
        start,
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def text_chunk(content: bytes, *, keyword: bytes = b"openbadgecredential", packed: bool = False) -> bytes:
    """Return an `iTXt` chunk."""
    head = keyword + b"\0" + (b"\1" if packed else b"\0") + b"\0\0\0"
    return chunk(b"iTXt", head + (zlib.compress(content) if packed else content))


def png_with(*chunks: bytes) -> bytes:
    """Return a PNG of one grey pixel with more chunks in it."""
    header = chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    pixels = chunk(b"IDAT", zlib.compress(b"\0\x80"))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + pixels + chunk(b"IEND", b"")


def svg_with(*elements: str, before: str = "") -> bytes:
    """Return an SVG with elements in it."""
    return (
        f'<?xml version="1.0"?>{before}<svg xmlns="http://www.w3.org/2000/svg"'
        f' xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">{"".join(elements)}</svg>'
    ).encode()


def svg_json(content: bytes) -> str:
    """Return the element with a JSON credential in it."""
    return f"<openbadges:credential><![CDATA[{content.decode()}]]></openbadges:credential>"
