"""A register keeper's own folder: its key, the list it works on, and what it publishes as static files.

    keeper.json        who the keeper is, and its address
    register.json      the list as it stands, unsigned; edited by commands, never by hand
    keys/              the keeper's key store
    public/            trust-list.json and did.json, to be served at the keeper's address as they lie there;
                       did.json lies in .well-known/ where the address is a bare host, as did:web has it

The keeper is a party of its own: it shares no key and no database with an issuer or a verifier. A list is
signed with eddsa-jcs-2022: it grows to thousands of entries, for which canonical JSON stays cheap, and the
order of entries is kept.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from keys.controller import VerificationMethod, build_did_document
from keys.did_jwk import resolve_did_jwk
from keys.did_key import resolve_did_key
from keys.did_web import did_for_url, did_web_url
from keys.directory_store import DirectoryKeyStore
from keys.errors import InvalidDidError, TrustListError
from keys.files import write_whole
from keys.key_store import KeyState, KeyStore
from keys.key_types import KeyType
from keys.proofs import ProofPurpose, add_proof
from keys.sealing import PassphraseCost
from keys.signer import Signer
from keys.trust_list import (
    EVERY_KIND,
    AnchoredList,
    EndReason,
    Recognition,
    RecognitionAnswer,
    Registration,
    SigningKey,
    TrustAnchor,
    TrustEntry,
    TrustList,
    TrustRegistry,
    build_trust_list_document,
    changes,
)
from keys.unlocking import Unlock
from schemas import members
from schemas.documents import JsonObject, Limits, parse_object, serialize
from schemas.validation import validate_trust_list

OWNER = "register-keeper"
CRYPTOSUITE = "eddsa-jcs-2022"

# How long a published list is current; a keeper publishes again well before, also when nothing changed.
DEFAULT_VALIDITY = timedelta(days=30)

# A list of 10,000 issuers is some 10 MB.
_REGISTER_LIMITS = Limits(max_bytes=32 * 1024 * 1024, max_values=1_000_000)


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: the list version and the files that were written."""

    version: int
    did_document: Path
    trust_list: Path


class TrustKeeper:
    """A register keeper that works in one folder. One command at a time; there is no lock."""

    def __init__(self, home: Path, *, name: str, did: str, keys: KeyStore, trust_list: TrustList) -> None:
        """Use `init` or `open`."""
        self.home = home
        self.name = name
        self.did = did
        self.trust_list = trust_list
        self._keys = keys

    @classmethod
    def init(
        cls,
        home: Path,
        *,
        base_url: str,
        name: str,
        unlock: Unlock,
        at: datetime,
        cost: PassphraseCost | None = None,
    ) -> "TrustKeeper":
        """Make a keeper with a new key and an empty list, to be published at `base_url`.

        Raises `TrustListError("trust.exists")` for a folder that holds a keeper, `trust.invalid` for a name
        that can't be shown, `InvalidDidError` for an address that no did:web can name or nobody would
        fetch from (http, but for this machine), `KeyStoreError`.
        """
        if (home / "keeper.json").exists():
            raise TrustListError("trust.exists", detail=str(home))
        did = did_for_url(base_url)
        if not did_web_url(did, allow_insecure_loopback=True).startswith(f"{urlsplit(base_url).scheme}:"):
            raise InvalidDidError("did.invalid", detail=f"{base_url} would be read over another scheme")
        if not name.strip():
            raise TrustListError("trust.invalid", detail="a name is needed")
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        keys = DirectoryKeyStore(home / "keys", unlock=unlock, cost=cost)
        if not keys.records(OWNER):
            keys.create(OWNER, KeyType.ED25519, verification_method=f"{did}#key-1", at=at)
        empty = TrustList(
            url=f"{base_url.rstrip('/')}/trust-list.json",
            keeper=did,
            version=0,
            valid_from=at,
            valid_until=at,
            entries=(),
        )
        keeper = cls(home, name=name, did=did, keys=keys, trust_list=empty)
        keeper._save(empty)
        # Last, so that a first start that was cut short is simply made again.
        write_whole(home / "keeper.json", serialize({"name": name, "did": did}))
        return keeper

    @classmethod
    def open(cls, home: Path, *, unlock: Unlock) -> "TrustKeeper":
        """Open a keeper's folder.

        Raises `TrustListError`: `trust.no_keeper`, `trust.unreadable`; `KeyStoreError`,
        `MalformedDocumentError`.
        """
        if not (home / "keeper.json").exists():
            raise TrustListError("trust.no_keeper", detail=str(home))
        keeper = parse_object(_read(home / "keeper.json"))
        register = parse_object(_read(home / "register.json"), limits=_REGISTER_LIMITS)
        return cls(
            home,
            name=members.text(keeper, "name"),
            did=members.text(keeper, "did"),
            keys=DirectoryKeyStore(home / "keys", unlock=unlock),
            trust_list=TrustList.from_document(register),
        )

    def anchor(self, kinds: Iterable[str]) -> TrustAnchor:
        """Return what a verifier configures to trust this keeper for some kinds."""
        return TrustAnchor(self.did, self.trust_list.url, frozenset(kinds))

    def add_issuer(
        self,
        did: str,
        official_name: str,
        *,
        registrations: Iterable[Registration] = (),
        signing_keys: Iterable[SigningKey] = (),
        former_entities: Iterable[str] = (),
    ) -> None:
        """Put an issuer on the list, as yet recognised for nothing; it publishes its own status lists.

        Raises `InvalidDidError` or `InvalidKeyError` for a DID that nobody could resolve, `TrustListError`:
        `trust.duplicate_entry`, `trust.invalid`.
        """
        former_entities = tuple(former_entities)
        for each in (did, *former_entities):
            _check_did(each)
        entry = TrustEntry(
            entity=did,
            official_name=official_name,
            registrations=tuple(registrations),
            signing_keys=tuple(signing_keys),
            former_entities=former_entities,
            status_list_publishers=(did,),
        )
        self._change(lambda current: changes.add_issuer(current, entry))

    def add_signing_key(self, did: str, key: SigningKey) -> None:
        """Record a key of an issuer, or the end of its use."""
        self._change(lambda current: changes.add_signing_key(current, did, key))

    def recognise(
        self,
        did: str,
        *,
        kinds: Iterable[str],
        standards: Iterable[str] | None,
        recognised_from: date,
        recognised_by: str | None = None,
    ) -> None:
        """Recognise an issuer from a date on; `standards` None means every standard.

        Raises `TrustListError`: `trust.unknown_issuer`, `trust.already_recognised`, `trust.contradiction`,
        `trust.invalid` (a standard that is not written as `crebo:25491`).
        """
        recognition = Recognition(
            kinds=frozenset(kinds),
            standards=None if standards is None else frozenset(standards),
            recognised_from=recognised_from,
            recognised_by=recognised_by or self.name,
        )
        self._change(lambda current: changes.recognise(current, did, recognition))

    def end(
        self,
        did: str,
        *,
        kinds: Iterable[str],
        until: date,
        reason: EndReason,
        standards: Iterable[str] | None = None,
    ) -> None:
        """End recognitions: `until` is the first day on which the issuer is not recognised."""
        scope = None if standards is None else frozenset(standards)
        self._change(
            lambda current: changes.end_recognition(
                current, did, kinds=frozenset(kinds), standards=scope, until=until, reason=reason
            )
        )

    def annul(
        self,
        did: str,
        *,
        kinds: Iterable[str],
        annulled_from: date,
        decided_on: date,
        standards: Iterable[str] | None = None,
    ) -> None:
        """Hold recognitions never to have been, for what has a legal date from `annulled_from` on."""
        scope = None if standards is None else frozenset(standards)
        self._change(
            lambda current: changes.annul_recognition(
                current,
                did,
                kinds=frozenset(kinds),
                standards=scope,
                annulled_from=annulled_from,
                decided_on=decided_on,
            )
        )

    def recognition(self, did: str, kind: str, standards: Iterable[str], *, on: date) -> RecognitionAnswer:
        """Answer from the list as it stands whether an issuer was recognised on a date, past or present."""
        own = AnchoredList(self.anchor(EVERY_KIND), self.trust_list)
        return TrustRegistry([own]).recognition(did, kind, standards, on)

    def publish(self, *, at: datetime, valid_for: timedelta = DEFAULT_VALIDITY) -> Publication:
        """Sign the list as a new version and write the static files that the world reads."""
        new = replace(
            self.trust_list,
            version=self.trust_list.version + 1,
            valid_from=at,
            valid_until=at + valid_for,
        )
        # The version is used up before anything is published: no two lists ever carry the same number.
        self._save(new)
        signed = add_proof(
            build_trust_list_document(new),
            cryptosuite=CRYPTOSUITE,
            signer=self._signer(),
            purpose=ProofPurpose.ASSERTION_METHOD,
            created=at,
        )
        public = self.home / "public"
        publication = Publication(new.version, public / self._did_file(), public / "trust-list.json")
        publication.did_document.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        write_whole(publication.did_document, serialize(self._did_document()), mode=0o644)
        write_whole(publication.trust_list, serialize(signed), mode=0o644)
        return publication

    def _did_file(self) -> str:
        """Return where the DID document lies below the keeper's address."""
        read_at = did_web_url(self.did, allow_insecure_loopback=True)
        return ".well-known/did.json" if urlsplit(read_at).path == "/.well-known/did.json" else "did.json"

    def _signer(self) -> Signer:
        active = [record for record in self._keys.records(OWNER) if record.state is KeyState.ACTIVE]
        if not active:
            raise TrustListError("trust.no_active_key", detail=str(self.home))
        return self._keys.signer(OWNER, active[-1].key_id)

    def _did_document(self) -> JsonObject:
        methods = [
            VerificationMethod(
                id=record.verification_method,
                controller=self.did,
                public_key=record.public_key,
                revoked=record.compromised,
            )
            for record in self._keys.records(OWNER)
            if record.state is not KeyState.DESTROYED
        ]
        return build_did_document(self.did, methods)

    def _change(self, change: Callable[[TrustList], TrustList]) -> None:
        """Keep a changed list, unless what changed would make the published list one that nobody reads."""
        new = change(self.trust_list)
        changed = tuple(entry for entry in new.entries if entry not in self.trust_list.entries)
        document = build_trust_list_document(replace(new, version=max(1, new.version), entries=changed))
        for violation in validate_trust_list(document):
            raise TrustListError("trust.invalid", detail=f"{violation.code} at {violation.pointer}")
        self._save(new)

    def _save(self, trust_list: TrustList) -> None:
        write_whole(self.home / "register.json", serialize(build_trust_list_document(trust_list)))
        self.trust_list = trust_list


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise TrustListError("trust.unreadable", detail=f"{file}: {error.strerror}") from error


def _check_did(did: str) -> None:
    """Refuse a DID that no verifier could resolve."""
    if did.startswith("did:web:"):
        did_web_url(did, allow_insecure_loopback=True)
    elif did.startswith("did:key:"):
        resolve_did_key(did)
    elif did.startswith("did:jwk:"):
        resolve_did_jwk(did)
    else:
        raise InvalidDidError("did.method_not_supported", detail=did[:100])
