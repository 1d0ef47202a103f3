"""A trust list as values, and as the credential in which a register keeper publishes it.

Reading judges shape only: whether the proof holds, and whether the keeper may say all this, is asked by
whoever fetched the list. An entry is closed, never removed, so that a question about the past keeps its
answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from keys.algorithms import PublicKey
from keys.errors import TrustListError
from schemas import members
from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from schemas.violations import pointer_to

# Far above the number of schools and providers in the country; a list is read whole.
MAX_ENTRIES = 10_000

# Scopes of this kind, such as `register:onderwijsdeelnemers`, let an issuer speak as a public register.
REGISTER_PREFIX = "register:"


class EndReason(StrEnum):
    """Why a recognition ended."""

    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    UNDER_INVESTIGATION = "under-investigation"
    ANNULLED = "annulled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """A number under which an institution is known elsewhere, such as BRIN `99XX`."""

    scheme: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key of an issuer and the period in which it signed with it; kept after the key is gone."""

    key_id: str
    public_key: PublicKey
    used_from: datetime
    used_until: datetime | None = None

    def in_use_at(self, instant: datetime) -> bool:
        """Say whether the issuer signed with this key at an instant."""
        return self.used_from <= instant and (self.used_until is None or instant < self.used_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """That an issuer may issue some kinds for some standards (`crebo:25491`) in a period.

    `standards` None means every standard, which an ervaringscertificaat never has. Speaking as a public
    register (`register:onderwijsdeelnemers`) is not among those: it must be named. `annulled_from`: from this
    legal date on, the recognition is held never to have been.

    Construction raises `TrustListError("trust.contradiction")` for periods and kinds that can't be.
    """

    kinds: frozenset[str]
    standards: frozenset[str] | None
    recognised_from: date
    recognised_by: str
    recognised_until: date | None = None
    end_reason: EndReason | None = None
    annulled_from: date | None = None

    def __post_init__(self) -> None:
        problem = None
        if not self.kinds or self.standards == frozenset():
            problem = "recognised for no kind, or for no standard"
        elif self.standards is None and CredentialKind.ERVARINGSCERTIFICAAT in self.kinds:
            problem = "an ervaringscertificaat is recognised for named standards only"
        elif self.recognised_until is not None and self.recognised_until < self.recognised_from:
            problem = "ended before it began"
        elif (self.recognised_until is None) != (self.end_reason is None):
            problem = "an end without a reason, or a reason without an end"
        elif (self.annulled_from is None) == (self.end_reason is EndReason.ANNULLED):
            problem = "annulled without a date, or a date without being annulled"
        if problem is not None:
            raise TrustListError("trust.contradiction", detail=problem)

    def covers(self, kind: str, standard: str | None) -> bool:
        """Say whether kind and standard are in its scope; None asks for every standard."""
        if kind not in self.kinds:
            return False
        if self.standards is None:
            return standard is None or not standard.startswith(REGISTER_PREFIX)
        return standard in self.standards

    def in_period(self, day: date) -> bool:
        """Say whether a day lies in the period, annulled or not."""
        return self.recognised_from <= day and (self.recognised_until is None or day < self.recognised_until)

    def annulled_on(self, day: date) -> bool:
        """Say whether a day lies in the part of the period that was annulled."""
        return self.in_period(day) and self.annulled_from is not None and day >= self.annulled_from


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustEntry:
    """One issuer on a list. `former_entities` are DIDs under which it issued before."""

    entity: str
    official_name: str
    registrations: tuple[Registration, ...] = ()
    former_entities: tuple[str, ...] = ()
    successor_entities: tuple[str, ...] = ()
    status_list_publishers: tuple[str, ...] = ()
    signing_keys: tuple[SigningKey, ...] = ()
    recognitions: tuple[Recognition, ...] = ()

    def signing_key(self, key_id: str) -> SigningKey | None:
        """Return the key with this id, if the list names it."""
        return next((key for key in self.signing_keys if key.key_id == key_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustList:
    """One version of a keeper's list. It says nothing about a time at or after `valid_until`."""

    url: str
    keeper: str
    version: int
    valid_from: datetime
    valid_until: datetime
    entries: tuple[TrustEntry, ...]
    _by_did: Mapping[str, TrustEntry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        former = {did: entry for entry in reversed(self.entries) for did in entry.former_entities}
        present = {entry.entity: entry for entry in reversed(self.entries)}
        object.__setattr__(self, "_by_did", {**former, **present})

    def entry_for(self, did: str) -> TrustEntry | None:
        """Return the entry of an issuer, by its present DID or a former one."""
        return self._by_did.get(did)

    @classmethod
    def from_document(cls, document: JsonObject) -> "TrustList":
        """Read a trust list credential; its proof is NOT verified here.

        Raises `MalformedDocumentError` (`document.*`), `TrustListError`: `trust.not_a_trust_list`,
        `trust.contradiction`, `trust.too_large`, `trust.duplicate_entry`.
        """
        if "TrustListCredential" not in members.texts(document, "type"):
            raise TrustListError("trust.not_a_trust_list", pointer="/type")
        subject = members.child(document, "credentialSubject")
        at = "/credentialSubject"
        placed = members.placed_children(subject, "trustEntry", at)
        if len(placed) > MAX_ENTRIES:
            raise TrustListError("trust.too_large", detail=f"{len(placed)} entries")
        entries = tuple(_read_entry(entry, pointer) for pointer, entry in placed)
        names = [did for entry in entries for did in (entry.entity, *entry.former_entities)]
        if len(set(names)) != len(names):
            raise TrustListError("trust.duplicate_entry", pointer=f"{at}/trustEntry")
        return cls(
            url=members.text(subject, "id", at),
            keeper=_keeper(document),
            version=_version(subject, at),
            valid_from=_instant(document, "validFrom", ""),
            valid_until=_instant(document, "validUntil", ""),
            entries=entries,
        )


def _read_entry(entry: JsonObject, at: str) -> TrustEntry:
    return TrustEntry(
        entity=members.text(entry, "entity", at),
        official_name=members.text(entry, "officialName", at),
        registrations=tuple(
            Registration(
                scheme=members.text(item, "registrationScheme", where),
                number=members.text(item, "registrationNumber", where),
            )
            for where, item in members.placed_children(entry, "registration", at)
        ),
        former_entities=members.texts(entry, "formerEntity", at),
        successor_entities=members.texts(entry, "successorEntity", at),
        status_list_publishers=members.texts(entry, "statusListPublisher", at),
        signing_keys=tuple(
            SigningKey(
                key_id=members.text(item, "keyId", where),
                public_key=PublicKey.from_multikey(members.text(item, "keyMultibase", where)),
                used_from=_instant(item, "usedFrom", where),
                used_until=members.optional_instant(item, "usedUntil", where),
            )
            for where, item in members.placed_children(entry, "signingKey", at)
        ),
        recognitions=tuple(
            _read_recognition(item, where)
            for where, item in members.placed_children(entry, "recognition", at)
        ),
    )


def _read_recognition(item: JsonObject, at: str) -> Recognition:
    reason = members.optional_text(item, "endReason", at)
    if reason is not None and reason not in frozenset(EndReason):
        raise TrustListError("trust.contradiction", detail="unknown reason", pointer=at + "/endReason")
    return Recognition(
        kinds=frozenset(members.texts(item, "credentialKind", at)),
        standards=frozenset(members.texts(item, "standard", at)) if "standard" in item else None,
        recognised_from=members.calendar_date(item, "recognisedFrom", at),
        recognised_until=members.optional_calendar_date(item, "recognisedUntil", at),
        end_reason=EndReason(reason) if reason is not None else None,
        annulled_from=members.optional_calendar_date(item, "annulledFrom", at),
        recognised_by=members.text(item, "recognisedBy", at),
    )


def _keeper(document: JsonObject) -> str:
    keeper = members.identifier(document, "issuer")
    if keeper is None:
        raise members.malformed("document.not_text", "/issuer")
    return keeper


def _version(subject: JsonObject, at: str) -> int:
    version = subject.get("listVersion")
    if not isinstance(version, int) or isinstance(version, bool) or version < 0:
        raise members.malformed("document.not_a_number", f"{at}/listVersion", version)
    return version


def _instant(container: JsonObject, name: str, at: str) -> datetime:
    instant = members.optional_instant(container, name, at)
    if instant is None:
        raise members.malformed("document.instant", at + pointer_to(name))
    return instant
