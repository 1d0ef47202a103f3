"""What a holder says herself, signed with her own key: an experience, a file, words that she passes on.

Each is a credential of the VC Data Model 2.0 whose issuer is its subject, so that every verifier finds it to
be her own word (`issuer.own_word`), whatever is written in it. None of these is a `CredentialKind`: no
register recognises anybody for them. Somebody else's words are here as *she* passes them on; their writer
signed nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from schemas import members
from schemas.contexts import CREDENTIALS_V2, VAKBEWIJS_V1
from schemas.credential import VERIFIABLE_CREDENTIAL, Credential
from schemas.dates import format_instant
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError

_SUBJECT = "/credentialSubject"
# What is told about an experience, in the order in which it is read.
TOLD = (
    "plaats",
    "begonnen",
    "gestopt",
    "watGedaan",
    "situatie",
    "taak",
    "actie",
    "resultaat",
    "reflectie",
)


class OwnWordsKind(StrEnum):
    """The three things; the value is the type in the document."""

    EXPERIENCE = "EigenVerklaring"
    PASSED_ON = "VerklaringVanEenAnder"
    FILE = "EigenBestand"


@dataclass(frozen=True, slots=True)
class Experience:
    """Something that she did. `told` has members of `TOLD`; months are written `2019-03`, or `2019`."""

    kind: ClassVar = OwnWordsKind.EXPERIENCE
    title: str
    sort: str
    is_ongoing: bool
    told: Mapping[str, str] = field(default_factory=dict)

    def subject(self) -> JsonObject:
        """Return what the document says, without whose it is."""
        told: JsonObject = {name: self.told[name] for name in TOLD if self.told.get(name)}
        return {"type": ["VerteldeErvaring"], "soort": self.sort, "nogBezig": self.is_ongoing, **told}


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """What somebody wrote about her. Of the address only where it is kept: `mail_domain`.

    `mail_confirmed`: her wallet says that the writer opened the mail that was sent to that address.
    """

    kind: ClassVar = OwnWordsKind.PASSED_ON
    text: str
    question: str
    writer: str
    role: str
    organisation: str
    mail_domain: str
    mail_confirmed: bool
    written_on: date

    @property
    def title(self) -> str:
        """Who wrote it."""
        return self.writer

    def subject(self) -> JsonObject:
        """Return what the document says, without whose it is."""
        optional: JsonObject = {"organisatie": self.organisation} if self.organisation else {}
        return {
            "type": ["DoorgegevenWoorden"],
            "tekst": self.text,
            "vraag": self.question,
            "schrijver": self.writer,
            "functie": self.role,
            **optional,
            "maildomein": self.mail_domain,
            "adresBevestigd": self.mail_confirmed,
            "geschrevenOp": self.written_on.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of hers: its name, its digest (`schemas.evidence.digest_multibase`) and its size in bytes."""

    kind: ClassVar = OwnWordsKind.FILE
    title: str
    media_type: str
    digest: str
    size: int

    def subject(self) -> JsonObject:
        """Return what the document says, without whose it is."""
        return {
            "type": ["BewaardBestand"],
            "mediaType": self.media_type,
            "digestMultibase": self.digest,
            "omvang": self.size,
        }


OwnWords = Experience | PassedOn | KeptFile


def unsigned(words: OwnWords, *, holder: str, identifier: str, at: datetime) -> JsonObject:
    """Return the credential by which `holder` (a DID) says this of herself; it is hers to sign."""
    return {
        "@context": [CREDENTIALS_V2, VAKBEWIJS_V1],
        "id": identifier,
        "type": [VERIFIABLE_CREDENTIAL, words.kind.value],
        "name": words.title,
        "issuer": holder,
        "validFrom": format_instant(at),
        "credentialSubject": {"id": holder, **words.subject()},
    }


def own_words_of(credential: Credential) -> OwnWords | None:
    """Return what somebody says of herself, or None for any other credential.

    None as well when its issuer is not its one subject: then it is no word about herself. Says nothing about
    who signed. Raises `MalformedDocumentError` for members that are absent or of another type.
    """
    kinds = [kind for kind in OwnWordsKind if kind in credential.types]
    if len(kinds) != 1 or len(credential.subjects) != 1 or credential.subject_ids != (credential.issuer_id,):
        return None
    return _READERS[kinds[0]](credential.name or "", credential.subjects[0])


def _experience(title: str, subject: Mapping[str, JsonValue]) -> Experience:
    texts = ((name, members.optional_text(subject, name, _SUBJECT)) for name in TOLD)
    return Experience(
        title,
        members.text(subject, "soort", _SUBJECT),
        members.boolean(subject, "nogBezig", _SUBJECT),
        {name: text for name, text in texts if text},
    )


def _passed_on(title: str, subject: Mapping[str, JsonValue]) -> PassedOn:  # noqa: ARG001  (as all readers)
    return PassedOn(
        text=members.text(subject, "tekst", _SUBJECT),
        question=members.text(subject, "vraag", _SUBJECT),
        writer=members.text(subject, "schrijver", _SUBJECT),
        role=members.text(subject, "functie", _SUBJECT),
        organisation=members.optional_text(subject, "organisatie", _SUBJECT) or "",
        mail_domain=members.text(subject, "maildomein", _SUBJECT),
        mail_confirmed=members.boolean(subject, "adresBevestigd", _SUBJECT),
        written_on=members.calendar_date(subject, "geschrevenOp", _SUBJECT),
    )


def _kept_file(title: str, subject: Mapping[str, JsonValue]) -> KeptFile:
    size = members.optional_integer(subject, "omvang", _SUBJECT)
    if size is None:
        raise MalformedDocumentError("document.not_an_integer", pointer=f"{_SUBJECT}/omvang")
    return KeptFile(
        title,
        members.text(subject, "mediaType", _SUBJECT),
        members.text(subject, "digestMultibase", _SUBJECT),
        size,
    )


_READERS: Mapping[OwnWordsKind, Callable[[str, Mapping[str, JsonValue]], OwnWords]] = {
    OwnWordsKind.EXPERIENCE: _experience,
    OwnWordsKind.PASSED_ON: _passed_on,
    OwnWordsKind.FILE: _kept_file,
}
