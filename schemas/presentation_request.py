"""A request for certificates: who asks which kinds, what for, and how long the answer is kept.

The one form in which a request travels from an organisation's verifier to a worker's wallet. Both read it
here, so that both mean the same by "this fits". A request is never changed; its digest is what a worker
agrees to.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from schemas import members
from schemas.credential import CredentialKind
from schemas.dates import format_instant
from schemas.disclosure import PersonalPart, parts_shown
from schemas.documents import JsonObject, parse_object, serialize
from schemas.errors import MalformedDocumentError
from schemas.kinds import KindView, standards_of
from schemas.levels import NLQF_LEVELS

TYPE = "VakbewijsPresentationRequest"
MAX_WANTED = 12  # a page of choices; more is not a question that somebody can answer
MAX_PURPOSE_CHARACTERS = 600
MAX_NAME_CHARACTERS = 200
MAX_KEEP_DAYS = 5 * 366
MAX_REQUEST_BYTES = 16_384

Choice = TypeVar("Choice", bound=StrEnum)


class PurposeKind(StrEnum):
    """What the answer is used for, in one word."""

    WORK = "work"
    EXEMPTION = "exemption"
    ADMISSION = "admission"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One kind of certificate that would do. What is None does not matter.

    `standard`: the qualification, such as `crebo:25491`; `name`: how the asker calls it, for people only.
    `level`: the NLQF level that the certificate states.
    """

    kind: CredentialKind
    standard: str | None = None
    name: str = ""
    level: str | None = None

    def fits(self, view: KindView) -> bool:
        """Say whether a certificate is of this kind. Does NOT say whether it is genuine."""
        return (
            view.credential.kind is self.kind
            and (self.standard is None or self.standard in standards_of(view))
            and (self.level is None or view.level == self.level)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentationRequest:
    """A request as it goes out. `wanted` is any-of: one certificate that fits one of them may be sent."""

    requester: str
    """The DID of the organisation."""
    requester_name: str
    purpose_kind: PurposeKind
    purpose: str
    wanted: tuple[Wanted, ...]
    keep_days: int
    open_until: datetime
    many: bool
    """Whether several people may answer; otherwise the first answer is the only one."""
    needs: tuple[PersonalPart, ...] = ()
    """What every certificate in the answer must show of whom it names; the rest may be left out."""
    welcomes_own_words: bool = False
    """Whether she may add what she says herself and passes on (`schemas.own_words`), though no files."""

    def fits(self, view: KindView) -> bool:
        """Say whether a certificate is one of those that are asked for."""
        return any(each.fits(view) for each in self.wanted)

    def shows_enough(self, view: KindView) -> bool:
        """Say whether a certificate shows what the asker needs to see of whom it names."""
        return parts_shown(view.person).issuperset(self.needs)

    def serialized(self) -> bytes:
        """Return the request as bytes; the same request gives the same bytes."""
        return serialize(self.to_document())

    def to_document(self) -> JsonObject:
        """Return the request as JSON. What the form got later stands there only when it says something."""
        document: JsonObject = {
            "type": TYPE,
            "requester": {"id": self.requester, "name": self.requester_name},
            "purpose": {"kind": self.purpose_kind.value, "text": self.purpose},
            "wanted": [_wanted_document(each) for each in self.wanted],
            "keepDays": self.keep_days,
            "openUntil": format_instant(self.open_until),
            "manyAnswers": self.many,
        }
        if self.needs:
            document["needs"] = [part.value for part in self.needs]
        if self.welcomes_own_words:
            document["ownWords"] = True
        return document

    @classmethod
    def from_bytes(cls, document: bytes) -> "PresentationRequest":
        """Read a request. Raises `MalformedDocumentError`: `json.*`, `document.*`, `request.malformed`."""
        if len(document) > MAX_REQUEST_BYTES:
            raise MalformedDocumentError("request.malformed", detail="too large")
        return cls.from_document(parse_object(document))

    @classmethod
    def from_document(cls, document: JsonObject) -> "PresentationRequest":
        """Read a request. Raises `MalformedDocumentError`: `document.*`, `request.malformed`."""
        requester, purpose = members.child(document, "requester"), members.child(document, "purpose")
        wanted = members.children(document, "wanted")
        keep_days = members.optional_integer(document, "keepDays")
        open_until = members.optional_instant(document, "openUntil")
        if (
            document.get("type") != TYPE
            or not 1 <= len(wanted) <= MAX_WANTED
            or keep_days is None
            or not 1 <= keep_days <= MAX_KEEP_DAYS
            or open_until is None
        ):
            raise MalformedDocumentError("request.malformed")
        return cls(
            requester=_bounded(requester, "id", 500, "/requester"),
            requester_name=_bounded(requester, "name", MAX_NAME_CHARACTERS, "/requester"),
            purpose_kind=_choice(PurposeKind, members.text(purpose, "kind", "/purpose"), "/purpose/kind"),
            purpose=_bounded(purpose, "text", MAX_PURPOSE_CHARACTERS, "/purpose"),
            wanted=tuple(read_wanted(each, f"/wanted/{number}") for number, each in enumerate(wanted)),
            keep_days=keep_days,
            open_until=open_until,
            many=members.boolean(document, "manyAnswers"),
            needs=read_needs(document),
            welcomes_own_words="ownWords" in document and members.boolean(document, "ownWords"),
        )


def digest_of(document: bytes) -> str:
    """Return the SHA-256 of a request's bytes in hexadecimal: what a worker saw and agreed to."""
    return hashlib.sha256(document).hexdigest()


def _wanted_document(wanted: Wanted) -> JsonObject:
    document: JsonObject = {"kind": wanted.kind.value}
    for name, value in (("standard", wanted.standard), ("name", wanted.name), ("level", wanted.level)):
        if value:
            document[name] = value
    return document


def read_wanted(document: JsonObject, at: str) -> Wanted:
    """Read one kind that would do. Raises `MalformedDocumentError`: `document.*`, `request.malformed`."""
    level = members.optional_text(document, "level", at)
    if level is not None and level not in NLQF_LEVELS:
        raise MalformedDocumentError("request.malformed", pointer=f"{at}/level")
    standard = _bounded(document, "standard", 100, at) if "standard" in document else None
    return Wanted(
        kind=_choice(CredentialKind, members.text(document, "kind", at), f"{at}/kind"),
        standard=standard,
        name=_bounded(document, "name", MAX_NAME_CHARACTERS, at) if "name" in document else "",
        level=level,
    )


def read_needs(document: JsonObject) -> tuple[PersonalPart, ...]:
    """Read what must be shown, each once and in one order; absent is nothing. Raises as `read_wanted`."""
    named = {_choice(PersonalPart, name, "/needs") for name in members.texts(document, "needs")}
    return tuple(part for part in PersonalPart if part in named)


def _bounded(document: JsonObject, name: str, limit: int, at: str) -> str:
    value = members.text(document, name, at)
    if not value.strip() or len(value) > limit:
        raise MalformedDocumentError("request.malformed", pointer=f"{at}/{name}")
    return value


def _choice(choices: type[Choice], value: str, at: str) -> Choice:
    try:
        return choices(value)
    except ValueError:
        raise MalformedDocumentError("request.malformed", pointer=at) from None
