"""A register keeper's own folder: its key, the list it works on, and what it publishes as static files.

    keeper.json        who the keeper is, and its address
    register.json      the list as it stands, unsigned; edited by commands, never by hand
    keys/              the keeper's key store
    public/            did.json and trust-list.json, to be served at the keeper's address

The keeper is a party of its own: it shares no key and no database with an issuer or a verifier. A list is
signed with eddsa-jcs-2022: it grows to thousands of entries, for which canonical JSON stays cheap, and the
order of entries is kept.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from keys.controller import VerificationMethod, build_did_document
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
    EndReason,
    Recognition,
    Registration,
    SigningKey,
    TrustAnchor,
    TrustEntry,
    TrustList,
    build_trust_list_document,
    changes,
)
from keys.unlocking import Unlock
from schemas import members
from schemas.documents import JsonObject, Limits, parse_object, serialize

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

        Raises `TrustListError("trust.exists")` for a folder that holds a keeper, `InvalidDidError` for an
        address that no did:web can name, `KeyStoreError`.
        """
        if (home / "keeper.json").exists():
            raise TrustListError("trust.exists", detail=str(home))
        did = did_for_url(base_url)
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

        Raises `TrustListError("trust.no_keeper")`, `KeyStoreError`, `MalformedDocumentError`.
        """
        if not (home / "keeper.json").exists():
            raise TrustListError("trust.no_keeper", detail=str(home))
        keeper = parse_object((home / "keeper.json").read_bytes())
        register = parse_object((home / "register.json").read_bytes(), limits=_REGISTER_LIMITS)
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
        """Put an issuer on the list, as yet recognised for nothing; it publishes its own status lists."""
        if did.startswith("did:web:"):
            did_web_url(did, allow_insecure_loopback=True)
        elif not did.startswith(("did:key:", "did:jwk:")):
            raise InvalidDidError("did.method_not_supported", detail=did[:100])
        entry = TrustEntry(
            entity=did,
            official_name=official_name,
            registrations=tuple(registrations),
            signing_keys=tuple(signing_keys),
            former_entities=tuple(former_entities),
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
        """Recognise an issuer from a date on; `standards` None means every standard."""
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
        public.mkdir(exist_ok=True, mode=0o755)
        publication = Publication(new.version, public / "did.json", public / "trust-list.json")
        write_whole(publication.did_document, serialize(self._did_document()), mode=0o644)
        write_whole(publication.trust_list, serialize(signed), mode=0o644)
        return publication

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
        self._save(change(self.trust_list))

    def _save(self, trust_list: TrustList) -> None:
        write_whole(self.home / "register.json", serialize(build_trust_list_document(trust_list)))
        self.trust_list = trust_list
