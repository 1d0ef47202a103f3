"""What somebody handed over: a certificate, a shared selection, a link, or something else. Pure.

One place decides this for all front doors, so that a page, the API and the command line agree. Nothing is
fetched and nothing is judged here. A compact JWT becomes the envelope that the data model has for it, so that
behind the doors every document is a JSON object; its bytes are inside, unchanged.
"""

from codecs import BOM_UTF8  # some editors put it in front of every file
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from keys.jose import JwtType, envelope_of, type_of_jwt
from schemas.documents import JsonObject, parse_object
from schemas.errors import MalformedDocumentError

# An address from a QR code or a message; longer ones do not fit in either.
MAX_LINK_CHARACTERS = 2048
# A JSON object in base64url begins with this, and so does every JWT.
_JWT_START = b"eyJ"


class SubmissionKind(StrEnum):
    """What a submission is."""

    CREDENTIAL = "credential"
    PRESENTATION = "presentation"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed over: a document (or the envelope of a JWT) for the first two kinds, else a link."""

    kind: SubmissionKind
    document: JsonObject | None = None
    link: str | None = None


def read_submission(data: bytes) -> Submission:
    """Return what the bytes are.

    Raises `MalformedDocumentError`: `submission.empty`, `submission.pdf`, `submission.image`,
    `submission.html`, `submission.jwt` (a token of another type), `submission.text`, and what
    `schemas.documents.parse_object` says about JSON.
    """
    content = _content(data)
    if not content:
        raise MalformedDocumentError("submission.empty")
    if content[:1] not in (b"{", b"["):
        return _not_json(content)
    return document_submission(parse_object(content))


def is_jwt(data: bytes) -> bool:
    """Say whether the bytes are a compact JWT (or try to be one) and no JSON."""
    return _content(data).startswith(_JWT_START)


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
    (b"%PDF-", "submission.pdf"),
    (b"\x89PNG", "submission.image"),
    (b"\xff\xd8\xff", "submission.image"),
    (b"GIF8", "submission.image"),
    (b"RIFF", "submission.image"),
)


def _content(data: bytes) -> bytes:
    return data.removeprefix(BOM_UTF8).strip()


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
    return Submission(kind, document=envelope_of(token, jwt_type))


def _is_link(text: str) -> bool:
    """Whether this is an https (or, on a demo, http) address and nothing else."""
    if len(text) > MAX_LINK_CHARACTERS or any(character.isspace() for character in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname)
