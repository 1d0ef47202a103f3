"""Files of every kind that is taken, made here, with a canary where phones write a place."""

import zipfile
from io import BytesIO

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

CANARY = b"52.0907N-canary"


def box(kind: bytes, content: bytes = b"") -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def jpeg(*, turned: bool = False, size: tuple[int, int] = (60, 40)) -> bytes:
    """A photo of a phone: with EXIF, GPS, XMP and a comment."""
    picture = Image.new("RGB", size, "orange")
    exif = Image.Exif()
    exif[0x010F] = CANARY.decode()
    exif[0x0112] = 6 if turned else 1
    exif.get_ifd(0x8825)[0x001D] = CANARY.decode()
    target = BytesIO()
    picture.save(target, "JPEG", exif=exif, comment=CANARY, xmp=b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>")
    return target.getvalue()


def png() -> bytes:
    notes = PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    notes.add_text("Comment", CANARY.decode())
    target = BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 255, 128)).save(target, "PNG", pnginfo=notes)
    return target.getvalue()


def webp() -> bytes:
    target = BytesIO()
    Image.new("RGB", (30, 30), "green").save(target, "WEBP", exif=b"Exif\0\0" + jpeg_exif(), xmp=CANARY)
    return target.getvalue()


def jpeg_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = CANARY.decode()
    return exif.tobytes().removeprefix(b"Exif\0\0")


def film(brand: bytes = b"isom", minor: bytes = b"mp42") -> bytes:
    """An MP4: the place stands in user data and in metadata of the film, of a track and of the file."""
    notes = box(b"udta", box(b"\xa9xyz", CANARY)) + box(b"meta", CANARY)
    movie = box(b"moov", box(b"mvhd", b"\1" * 20) + box(b"trak", box(b"tkhd", b"\2" * 20) + notes) + notes)
    return box(b"ftyp", brand + b"\0\0\2\0" + minor) + movie + box(b"uuid", CANARY) + box(b"mdat", b"FRAMES")


def pdf(*, password: str = "") -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    target = BytesIO()
    if password:
        document.save(target, encryption=pikepdf.Encryption(user=password, owner=password))
    else:
        document.save(target)
    return target.getvalue()


def archive(*parts: str, **contents: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in parts:
            made.writestr(name, contents.get(name, "<x/>"))
    return target.getvalue()


def docx(*more: str) -> bytes:
    return archive("[Content_Types].xml", "word/document.xml", *more)


def odt() -> bytes:
    return archive("mimetype", "content.xml", mimetype="application/vnd.oasis.opendocument.text")


GOOD = {
    "image/jpeg": jpeg(),
    "image/png": png(),
    "image/webp": webp(),
    "video/mp4": film(),
    "video/quicktime": film(b"qt  ", b"qt  "),
    "audio/mp4": film(b"M4A ", b"isom"),
    "video/webm": b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + bytes(60),
    "audio/mpeg": b"ID3\x04" + bytes(60),
    "audio/wav": b"RIFF\x40\0\0\0WAVEfmt " + bytes(60),
    "audio/ogg": b"OggS" + bytes(60),
    "application/pdf": pdf(),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": docx(),
    "application/vnd.oasis.opendocument.text": odt(),
}
