"""What somebody handed over: a certificate, a shared selection, a link, or something else. Pure.

One place decides this for all front doors, so that a page, the API and the command line agree. Nothing is
fetched and nothing is judged here. A compact JWT becomes the envelope that the data model has for it, so that
behind the doors every document is a JSON object; its bytes are inside, unchanged. A PDF and a badge are only
carriers: what is signed in them is taken out, and is then like any other document.
"""

from codecs import BOM_UTF8  # some editors put it in front of every file
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlsplit

from keys.jose import JwtType, envelope_of, type_of_jwt
from schemas.documents import JsonObject, parse_object
from schemas.errors import MalformedDocumentError
from verifier.baked_badges import MAX_BADGE_BYTES, PNG_KEYWORD, baked_in_png, baked_in_svg, is_png, is_svg
from verifier.pdf_attachments import MAX_PDF_BYTES, attached_files, is_pdf

# What can be handed over at all, in bytes: a PDF or a badge with a document in it.
MAX_SUBMISSION_BYTES = max(MAX_PDF_BYTES, MAX_BADGE_BYTES)
# An address from a QR code or a message; longer ones do not fit in either.
MAX_LINK_CHARACTERS = 2048
# A JSON object in base64url begins with this, and so does every JWT.
_JWT_START = b"eyJ"


class SubmissionKind(StrEnum):
    """What a submission is."""

    CREDENTIAL = "credential"
    PRESENTATION = "presentation"
    LINK = "link"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed over: a document (or the envelope of a JWT) for the first two kinds, a link, or a PDF.

    `original` holds the bytes of the document as they were signed, without what carried them. A PDF has
    `attached` credentials, at least one; `changed_later` is about the PDF (`verifier.pdf_attachments`).
    """

    kind: SubmissionKind
    document: JsonObject | None = None
    link: str | None = None
    original: bytes = b""
    attached: "tuple[Submission, ...]" = ()
    changed_later: bool = False


def read_submission(data: bytes) -> Submission:
    """Return what the bytes are.

    Raises `MalformedDocumentError`: `submission.empty`, `submission.pdf` (a PDF without a signed file in it),
    `submission.image`, `submission.html`, `submission.jwt` (a token of another type), `submission.text`,
    `pdf.*`, `badge.*`, and what `schemas.documents.parse_object` says about JSON.
    """
    content = _content(data)
    if not content:
        raise MalformedDocumentError("submission.empty")
    if is_pdf(content):
        return _pdf(content)
    if is_png(content):
        return _baked(baked_in_png(content) if PNG_KEYWORD in content else None)
    if is_svg(content):
        return _baked(baked_in_svg(content))
    return _document(content)


def is_jwt(data: bytes) -> bool:
    """Say whether the bytes are a compact JWT (or try to be one) and no JSON."""
    return _content(data).startswith(_JWT_START)


def is_badge(data: bytes) -> bool:
    """Say whether the bytes are a picture that says to have a certificate baked into it."""
    content = _content(data)
    return (is_png(content) and PNG_KEYWORD in content) or is_svg(content)


_PRESENTATIONS = ("VerifiablePresentation", "EnvelopedVerifiablePresentation")


def document_submission(document: JsonObject) -> Submission:
    """Return a parsed document as the kind of submission that it is, by its type alone."""
    types = document.get("type")
    names = types if isinstance(types, list) else [types]
    if any(name in _PRESENTATIONS for name in names):
        return Submission(SubmissionKind.PRESENTATION, document=document)
    return Submission(SubmissionKind.CREDENTIAL, document=document)


# The first bytes of files that people hand over instead of the document itself.
_SIGNATURES = (
    (b"\x89PNG", "submission.image"),
    (b"\xff\xd8\xff", "submission.image"),
    (b"GIF8", "submission.image"),
    (b"RIFF", "submission.image"),
)


def _content(data: bytes) -> bytes:
    return data.removeprefix(BOM_UTF8).strip()


def _document(content: bytes) -> Submission:
    """Return JSON, a JWT or a link as what it is."""
    if content[:1] not in (b"{", b"["):
        return _not_json(content)
    return replace(document_submission(parse_object(content)), original=content)


def _pdf(data: bytes) -> Submission:
    """Return the signed files in a PDF; the other files that it holds say nothing.

    Who showed a selection, and for whom, is about all of it: a presentation stands alone or is refused.
    """
    files = attached_files(data)
    read = [signed for content in files.contents if (signed := _signed(content)) is not None]
    if not read:
        raise MalformedDocumentError("submission.pdf")
    if len(read) > 1 and any(signed.kind is SubmissionKind.PRESENTATION for signed in read):
        raise MalformedDocumentError("pdf.several_selections")
    return Submission(SubmissionKind.PDF, attached=tuple(read), changed_later=files.changed_later)


def _signed(content: bytes) -> Submission | None:
    """Return an attached file as the document that it is, or None for one that does not claim to be any.

    A file that begins as a certificate and can't be read is damaged, and that must not pass unnoticed.
    """
    content = _content(content)
    if content.startswith(_JWT_START):
        return _jwt(content)
    if not content.startswith(b"{") or (b'"Verifiable' not in content and b'"Enveloped' not in content):
        return None
    return _document(content)


def _baked(content: bytes | None) -> Submission:
    """Return what was baked into a picture: a document, and never a link."""
    read = _document(_content(content)) if content is not None else None
    if read is None or read.kind is SubmissionKind.LINK:
        raise MalformedDocumentError("submission.image")
    return read


def _not_json(data: bytes) -> Submission:
    for signature, code in _SIGNATURES:
        if data.startswith(signature):
            raise MalformedDocumentError(code)
    if data.startswith(_JWT_START):
        return _jwt(data)
    try:
        text = data[: MAX_LINK_CHARACTERS + 1].decode("ascii")
    except UnicodeDecodeError as error:
        raise MalformedDocumentError("submission.text", detail=str(error)) from error
    if _is_link(text):
        return Submission(SubmissionKind.LINK, link=text)
    if text.startswith("<"):
        raise MalformedDocumentError("submission.html")
    raise MalformedDocumentError("submission.text")


def _jwt(data: bytes) -> Submission:
    """Return the envelope of a JWT that says to be ours; whether it is one is judged with the rest."""
    try:
        token = data.decode("ascii")
        jwt_type = type_of_jwt(token)
    except (UnicodeDecodeError, MalformedDocumentError) as error:
        raise MalformedDocumentError("submission.jwt", detail=str(error)) from error
    if jwt_type is None:
        raise MalformedDocumentError("submission.jwt", detail="no credential or presentation")
    is_credential = jwt_type is JwtType.CREDENTIAL
    kind = SubmissionKind.CREDENTIAL if is_credential else SubmissionKind.PRESENTATION
    return Submission(kind, document=envelope_of(token, jwt_type), original=data)


def _is_link(text: str) -> bool:
    """Whether this is an https (or, on a demo, http) address and nothing else."""
    if len(text) > MAX_LINK_CHARACTERS or any(character.isspace() for character in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname)
