"""Codes that are drawn and read back, and photos that are something else."""

import io
import re
import struct
import zlib

import pytest
from PIL import Image, ImageFilter

from web import qr

LINK = f"https://wallet.example.nl/s/{'x' * 43}"


def photo_of(text: str) -> Image.Image:
    return Image.open(io.BytesIO(qr.png(text))).convert("RGB")


def saved(image: Image.Image, kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    image.save(target, kind)
    return target.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def png_bomb(width: int, height: int) -> bytes:
    """A PNG of a hundred bytes that announces a picture of any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000))


@pytest.mark.parametrize("junk", [b"", b"\x00" * 100, b"%PDF-1.7", b"<svg/>", b"GIF89a", b"\xff\xd8\xff\xe0"])
def test_what_is_no_picture_is_refused(junk: bytes) -> None:
    with pytest.raises(qr.PhotoError) as caught:
        qr.read(junk)
    assert caught.value.code == "photo.not_an_image"


def test_a_damaged_picture_is_refused() -> None:
    whole = saved(photo_of(LINK))
    for length in (60, len(whole) // 2):
        with pytest.raises(qr.PhotoError):
            qr.read(whole[:length])


@pytest.mark.parametrize(("width", "height"), [(6_400, 6_400), (20_000, 20_000), (60_000, 60_000)])
def test_a_picture_of_too_many_pixels_is_refused_unpacked(width: int, height: int) -> None:
    with pytest.raises(qr.PhotoError) as caught:
        qr.read(png_bomb(width, height))
    assert caught.value.code == "photo.too_large"


def test_a_file_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(qr.PhotoError) as caught:
        qr.read(qr.png(LINK) + b"\0" * qr.MAX_PHOTO_BYTES)
    assert caught.value.code == "photo.too_large"


def test_a_picture_without_a_code_says_so() -> None:
    with pytest.raises(qr.PhotoError) as caught:
        qr.read(saved(Image.new("RGB", (300, 300), "white")))
    assert caught.value.code == "photo.no_code"


def test_a_picture_with_two_codes_is_not_guessed_at() -> None:
    both = Image.new("RGB", (1200, 600), "white")
    both.paste(photo_of("https://a.nl"), (0, 0))
    both.paste(photo_of("https://b.nl"), (600, 0))
    with pytest.raises(qr.PhotoError) as caught:
        qr.read(saved(both))
    assert caught.value.code == "photo.several_codes"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_a_code_is_read_back_from_every_kind_of_picture(kind: str) -> None:
    assert qr.read(saved(photo_of(LINK), kind)) == LINK


def test_a_code_is_read_from_a_turned_blurred_and_large_photo() -> None:
    turned = photo_of(LINK).rotate(17, expand=True, fillcolor="white").filter(ImageFilter.GaussianBlur(2))
    photo = Image.new("RGB", (4000, 3000), "#d8d2c4")
    photo.paste(turned.resize((1500, 1500)), (900, 700))
    assert qr.read(saved(photo, "JPEG")) == LINK


def test_a_code_on_a_transparent_ground_is_read() -> None:
    code = photo_of(LINK).convert("L").point(lambda value: 255 - value)
    transparent = Image.new("RGBA", code.size, (0, 0, 0, 0))
    transparent.putalpha(code)
    assert qr.read(saved(transparent)) == LINK


def test_the_svg_shows_the_same_modules_with_a_quiet_zone_and_no_styles() -> None:
    svg = qr.svg(LINK, title='Code voor <"Samira">')
    assert "style" not in svg
    assert "<title>Code voor &lt;&#34;Samira&#34;&gt;</title>" in svg
    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])  # type: ignore[index]
    drawn = Image.new("L", (size, size), 255)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        drawn.paste(0, (int(x), int(y), int(x) + int(length), int(y) + 1))
    for edge in range(4):
        assert {drawn.getpixel((x, edge)) for x in range(size)} == {255}
        assert {drawn.getpixel((edge, y)) for y in range(size)} == {255}
    assert qr.read(saved(drawn.resize((size * 8, size * 8), Image.Resampling.NEAREST))) == LINK


@pytest.mark.parametrize("text", ["", "x" * 301])
def test_a_text_that_would_make_a_bad_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        qr.svg(text, title="x")


def test_a_share_link_makes_a_code_that_old_phones_read() -> None:
    size = int(re.search(r'viewBox="0 0 (\d+) ', qr.svg(LINK, title="x"))[1])  # type: ignore[index]
    assert size - 2 * qr.QUIET_ZONE_MODULES <= 41  # version 6
