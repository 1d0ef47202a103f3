"""QR codes: drawn as SVG for pages and PNG for letters, and read from photos that people send.

Codes hold an address of ours and nothing about a person. Photos come from anyone, so their size is
known before they are unpacked.
"""

import io

import qrcode
import zxingcpp
from markupsafe import Markup
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

from schemas.errors import DomainError

# ISO/IEC 18004: readers need four modules of white around the code.
QUIET_ZONE_MODULES = 4
# At this length a code on a letter is still easy to read for an old phone (version 14 or so).
MAX_TEXT_CHARACTERS = 300

MAX_PHOTO_BYTES = 10 * 1024 * 1024
MAX_PHOTO_PIXELS = 40_000_000
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
# A code in a photo is large; reading fewer pixels is faster and costs less memory.
_READ_AT_MOST = 2_400
_QR_CODES = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


class PhotoError(DomainError):
    """No code could be read from a photo (codes `photo.*`)."""


def svg(text: str, *, title: str) -> Markup:
    """Return the code as inline SVG without styles, with a title for those who don't see it.

    Raises `ValueError` for a text that is empty or too long to print small.
    """
    matrix = _matrix(text)
    size = len(matrix)
    path = "".join(_row_path(row, y) for y, row in enumerate(matrix))
    return Markup(
        '<svg class="qr__code" viewBox="0 0 {size} {size}" width="{pixels}" height="{pixels}" role="img"'
        ' shape-rendering="crispEdges"><title>{title}</title>'
        '<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/></svg>'
    ).format(size=size, pixels=size * 6, title=title, path=path)


def png(text: str, *, pixels_per_module: int = 10) -> bytes:
    """Return the code as a black and white PNG, for letters and downloads."""
    matrix = _matrix(text)
    size = len(matrix)
    image = Image.new("1", (size, size), 1)
    image.putdata([0 if dark else 1 for row in matrix for dark in row])
    image = image.resize((size * pixels_per_module,) * 2, Image.Resampling.NEAREST)
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def read(photo: bytes) -> str:
    """Return the text of the one QR code in a photo.

    Raises `PhotoError`: `photo.too_large`, `photo.not_an_image`, `photo.no_code`,
    `photo.several_codes`.
    """
    if len(photo) > MAX_PHOTO_BYTES:
        raise PhotoError("photo.too_large", limit=str(MAX_PHOTO_BYTES))
    image = _unpacked(photo)
    found = zxingcpp.read_barcodes(image, formats=_QR_CODES, text_mode=zxingcpp.TextMode.Plain)
    texts = sorted({code.text for code in found if code.valid and code.text})
    if not texts:
        raise PhotoError("photo.no_code")
    if len(texts) > 1:
        raise PhotoError("photo.several_codes")
    return texts[0]


def _unpacked(photo: bytes) -> Image.Image:
    """Decode a photo to grey pixels; the one place where whatever Pillow says becomes our error."""
    try:
        with Image.open(io.BytesIO(photo), formats=PHOTO_FORMATS) as image:
            _refuse_large(image)
            image.draft("L", (_READ_AT_MOST, _READ_AT_MOST))
            grey = _on_white(image).convert("L")
            grey.thumbnail((_READ_AT_MOST, _READ_AT_MOST))
            return grey
    except PhotoError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoError("photo.too_large", limit=str(MAX_PHOTO_PIXELS)) from error
    except Exception as error:  # Pillow's decoders raise many kinds on damaged files
        raise PhotoError("photo.not_an_image", detail=type(error).__name__) from error


def _refuse_large(image: Image.Image) -> None:
    """Refuse by the size in the header, before a pixel is unpacked."""
    if image.width * image.height > MAX_PHOTO_PIXELS:
        raise PhotoError("photo.too_large", limit=str(MAX_PHOTO_PIXELS))


def _on_white(image: Image.Image) -> Image.Image:
    """Put a picture with transparent parts on white, where a code expects its ground."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image.convert("RGBA"))
    return ground


def _matrix(text: str) -> list[list[bool]]:
    """Return the modules row by row, dark is true, quiet zone included."""
    if not 0 < len(text) <= MAX_TEXT_CHARACTERS:
        raise ValueError(f"a QR code holds 1 to {MAX_TEXT_CHARACTERS} characters")
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE_MODULES)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def _row_path(row: list[bool], y: int) -> str:
    """Draw a row of modules, neighbours as one bar."""
    path, x = "", 0
    while x < len(row):
        start = x
        while x < len(row) and row[x]:
            x += 1
        if x > start:
            path += f"M{start} {y}h{x - start}v1h-{x - start}z"
        x += 1
    return path
