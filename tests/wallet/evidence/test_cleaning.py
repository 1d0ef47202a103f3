"""What tells where a photo or film was made is gone, and the picture is the same."""

import zlib
from io import BytesIO

import pytest
from PIL import Image

from tests.wallet.evidence.samples import CANARY, GOOD, box, film, jpeg
from wallet.errors import EvidenceError
from wallet.evidence import formats, pixels
from wallet.evidence.adding import read_file
from wallet.evidence.films import blank_notes
from wallet.evidence.pixels import THUMBNAIL_PIXELS, redraw

PICTURES = ["image/jpeg", "image/png", "image/webp"]
FILMS = ["video/mp4", "video/quicktime", "audio/mp4"]


@pytest.mark.parametrize("media_type", [*PICTURES, *FILMS])
def test_nothing_is_left_of_where_it_was_made(media_type: str) -> None:
    assert CANARY in GOOD[media_type]
    read = read_file(GOOD[media_type], "x")
    assert CANARY not in read.content
    assert CANARY not in (read.thumbnail or b"")


@pytest.mark.parametrize("media_type", PICTURES)
def test_what_hangs_behind_a_picture_is_gone(media_type: str) -> None:
    read = read_file(GOOD[media_type] + b"<script>alert(1)</script>", "x")
    assert b"<script>" not in read.content


def test_a_photo_that_lies_on_its_side_is_turned_before_the_note_goes() -> None:
    with Image.open(BytesIO(redraw(jpeg(turned=True), formats.JPEG).content)) as upright:
        assert upright.size == (40, 60)
        assert not upright.getexif()


def test_the_colours_stay() -> None:
    with Image.open(BytesIO(redraw(GOOD["image/png"], formats.PNG).content)) as picture:
        assert picture.mode == "RGBA"
        assert picture.getpixel((5, 5)) == (0, 0, 255, 128)


def test_the_small_picture_is_small() -> None:
    drawn = redraw(jpeg(size=(1600, 900)), formats.JPEG)
    with Image.open(BytesIO(drawn.thumbnail)) as small:
        assert small.format == "WEBP"
        assert max(small.size) == THUMBNAIL_PIXELS
    assert len(drawn.thumbnail) < 20_000


@pytest.mark.parametrize("side", [7_000, 20_000])
def test_a_picture_of_too_many_pixels_is_refused_by_its_head(side: int) -> None:
    head = bytearray(GOOD["image/png"])
    head[16:24] = side.to_bytes(4, "big") * 2
    head[29:33] = zlib.crc32(bytes(head[12:29])).to_bytes(4, "big")
    with pytest.raises(EvidenceError, match=r"file\.too_many_pixels"):
        redraw(bytes(head), formats.PNG)


def test_a_picture_that_moves_is_refused() -> None:
    target = BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(target, "WEBP", save_all=True, append_images=frames[1:])
    with pytest.raises(EvidenceError, match=r"file\.moving"):
        redraw(target.getvalue(), formats.WEBP)


def test_the_bound_on_pixels_is_forty_million() -> None:
    assert pixels.MAX_PIXELS == 40_000_000


def test_a_film_keeps_its_length_and_its_frames() -> None:
    original = film()
    blanked = blank_notes(original)
    assert len(blanked) == len(original)
    assert blanked.index(b"FRAMES") == original.index(b"FRAMES")
    assert b"mvhd" in blanked
    assert blanked.count(b"free") == 5


@pytest.mark.parametrize(
    "broken",
    [b"\0\0\0\4ftyp", b"\xff\xff\xff\xffmoov", film() + b"\0", box(b"moov", b"\0\0\0\1free" + bytes(8))],
)
def test_boxes_that_do_not_fit_are_refused(broken: bytes) -> None:
    with pytest.raises(EvidenceError, match=r"file\.damaged"):
        blank_notes(broken)


def test_a_film_of_nothing_but_boxes_is_refused() -> None:
    with pytest.raises(EvidenceError, match=r"file\.damaged"):
        blank_notes(box(b"free") * 10_001)
