"""Pictures: drawn anew, so that nothing is left of what a camera noted, and a small one to show in a list.

Drawing anew keeps the pixels alone: place, time, device, owner, comments and whatever was hung behind the
picture are gone (EXIF, GPS, XMP, IPTC). The turn that EXIF asks for is made
first, and the colour profile stays.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from wallet.errors import EvidenceError
from wallet.evidence import formats
from wallet.evidence.formats import Format

# Twice what phones make; a picture of 40 million pixels takes 160 MB to open.
MAX_PIXELS = 40_000_000
# The longest side of the small picture, sharp on a phone where it is shown at half the size.
THUMBNAIL_PIXELS = 256
_THUMBNAIL_QUALITY = 70

# Pillow does not say what its decoders raise on a broken picture; these are what they do raise.
_BROKEN = (OSError, ValueError, SyntaxError, TypeError, EOFError, IndexError, KeyError, OverflowError)
_PILLOW_NAMES = {formats.JPEG: "JPEG", formats.PNG: "PNG", formats.WEBP: "WEBP"}
_SAVING: dict[Format, dict[str, int | bool]] = {
    formats.JPEG: {"quality": 92},
    formats.PNG: {},
    formats.WEBP: {"quality": 92, "method": 2},
}
_MODES = {
    formats.JPEG: frozenset({"RGB", "L"}),
    formats.PNG: frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}),
    formats.WEBP: frozenset({"RGB", "RGBA"}),
}


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A picture without its notes, and a small one of it (WEBP)."""

    content: bytes
    thumbnail: bytes


def redraw(content: bytes, found: Format) -> Redrawn:
    """Draw a picture anew in the format that it has.

    Raises `EvidenceError`: `file.too_many_pixels`, `file.moving`, `file.damaged`.
    """
    try:
        with Image.open(BytesIO(content), formats=[_PILLOW_NAMES[found]]) as picture:
            _refuse_by_its_head(picture)
            profile = picture.info.get("icc_profile")
            upright = ImageOps.exif_transpose(picture)
            if upright.mode not in _MODES[found]:
                has_alpha = "A" in upright.getbands() and found != formats.JPEG
                upright = upright.convert("RGBA" if has_alpha else "RGB")
                profile = None if picture.mode == "CMYK" else profile
            return Redrawn(_saved(upright, found, profile), _thumbnail(upright))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise EvidenceError("file.too_many_pixels") from error
    except _BROKEN as error:
        raise EvidenceError("file.damaged", detail=str(error)) from error


def _refuse_by_its_head(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise EvidenceError("file.too_many_pixels", detail=f"{width} by {height}")
    if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
        raise EvidenceError("file.moving")


def _saved(picture: Image.Image, found: Format, profile: bytes | None) -> bytes:
    plain = picture.copy()
    plain.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    kept = {"icc_profile": profile} if profile else {}
    target = BytesIO()
    plain.save(target, format=_PILLOW_NAMES[found], **_SAVING[found], **kept)
    return target.getvalue()


def _thumbnail(picture: Image.Image) -> bytes:
    small = picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
    small.thumbnail((THUMBNAIL_PIXELS, THUMBNAIL_PIXELS))
    small.info = {}
    target = BytesIO()
    small.save(target, format="WEBP", quality=_THUMBNAIL_QUALITY, method=2)
    return target.getvalue()
