"""The parties of the small world in `tests.ecosystem`: issuers, a register keeper, a holder, their network.

Each has real keys and signs real documents, and publishes them as bytes at addresses of the network.
"""

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from keys.canonicalization import PRODUCT_CONTEXT_RULES
from keys.controller import ProofPurpose, VerificationMethod, build_did_document
from keys.cryptosuites import CRYPTOSUITES
from keys.did_key import did_key_for, verification_method_for
from keys.did_web import did_web_url
from keys.jose import JwtType, envelope_of, sign_jwt
from keys.key_types import KeyType
from keys.proofs import add_proof
from keys.signer import PrivateKey, PrivateKeySigner, Signer, generate
from keys.trust_list import (
    Recognition,
    SigningKey,
    TrustEntry,
    TrustList,
    build_trust_list_document,
)
from keys.trust_list.changes import add_issuer, add_signing_key
from schemas.contexts import CREDENTIALS_V2
from schemas.credential import CredentialKind
from schemas.documents import JsonObject, JsonValue, serialize
from schemas.errors import FetchError
from schemas.status_list import StatusBits, build_status_list_document
from tests.schemas import samples

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
REGISTER_URL = "https://nkc-voorbeeld.example/register"
SHARE_ORIGIN = "https://wallet-voorbeeld.example"
SHARE_ID = "7d6e0c1a-share"

DIPLOMA = CredentialKind.DIPLOMA
DEELCERTIFICAAT = CredentialKind.DEELCERTIFICAAT
ERVARINGSCERTIFICAAT = CredentialKind.ERVARINGSCERTIFICAAT
VRIJSTELLINGSBESLUIT = CredentialKind.VRIJSTELLINGSBESLUIT
INSCHRIJVINGSVERKLARING = CredentialKind.INSCHRIJVINGSVERKLARING

_SAMPLES: Mapping[CredentialKind, Callable[..., JsonObject]] = {
    DIPLOMA: samples.diploma,
    DEELCERTIFICAAT: samples.deelcertificaat,
    ERVARINGSCERTIFICAAT: samples.ervaringscertificaat,
    VRIJSTELLINGSBESLUIT: samples.vrijstellingsbesluit,
    INSCHRIJVINGSVERKLARING: samples.inschrijvingsverklaring,
}
_DEFAULT_SUITES: Mapping[KeyType, str] = {
    KeyType.ED25519: "eddsa-rdfc-2022",
    KeyType.P256: "ecdsa-rdfc-2019",
    KeyType.P384: "ecdsa-rdfc-2019",
}


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **amount: float) -> None:
        """Let time pass, as `timedelta` counts it."""
        self.at += timedelta(**amount)


class Network:
    """A `Fetch`: addresses with bytes behind them, or something that makes the bytes when asked."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | Callable[[], bytes]] = {}
        self.unreachable: set[str] = set()
        self.offline = False
        self.asked: list[str] = []

    def __call__(self, url: str, *, accept: str = "application/json") -> bytes:
        self.asked.append(url)
        if self.offline or url in self.unreachable or url not in self.pages:
            raise FetchError("fetch.unreachable", detail=url)
        page = self.pages[url]
        return page if isinstance(page, bytes) else page()


@dataclass
class Publisher:
    """A party with a did:web, whose keys stand in the DID document that it publishes."""

    did: str
    clock: Clock
    network: Network
    methods: list[VerificationMethod] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rotate_key()

    @property
    def signer(self) -> Signer:
        """What the party signs with now."""
        return self.signers[-1]

    def rotate_key(self, key: PrivateKey | None = None) -> Signer:
        """Sign with another key from now on; the former one stays in the document, without an end."""
        key = key or generate()
        method = VerificationMethod(
            id=f"{self.did}#key-{len(self.methods) + 1}", controller=self.did, public_key=key.public_key
        )
        self.methods.append(method)
        self.signers.append(PrivateKeySigner(key, method.id))
        self.publish_keys()
        return self.signer

    def compromise_key(self, since: datetime) -> None:
        """Say that the present key is in other hands."""
        self.methods[-1] = replace(self.methods[-1], revoked=since)
        self.publish_keys()

    def publish_keys(self, *, purposes: Iterable[ProofPurpose] = (ProofPurpose.ASSERTION_METHOD,)) -> None:
        document = build_did_document(self.did, self.methods, purposes=purposes)
        self.network.pages[did_web_url(self.did, allow_insecure_loopback=False)] = serialize(document)

    def sign(
        self,
        document: JsonObject,
        *,
        at: datetime | None = None,
        signer: Signer | None = None,
        cryptosuite: str | None = None,
    ) -> JsonObject:
        """Return the document with a proof of this party added, of this moment."""
        signer = signer or self.signer
        return add_proof(
            document,
            cryptosuite=cryptosuite or _DEFAULT_SUITES[signer.public_key.key_type],
            signer=signer,
            purpose=ProofPurpose.ASSERTION_METHOD,
            created=at or self.clock(),
        )

    def sign_jwt(self, document: JsonObject, *, at: datetime | None = None, **options: Any) -> str:
        """Return the document as a JWT of this party, of this moment."""
        return sign_jwt(
            document,
            jwt_type=JwtType.CREDENTIAL,
            signer=self.signer,
            issued_at=at or self.clock(),
            **options,
        )

    def sign_undated(self, document: JsonObject) -> JsonObject:
        """Return the document with a proof that does not say when it was made."""
        suite = CRYPTOSUITES[_DEFAULT_SUITES[self.signer.public_key.key_type]]
        options: JsonObject = {
            "type": "DataIntegrityProof",
            "cryptosuite": suite.name,
            "verificationMethod": self.signer.verification_method,
            "proofPurpose": ProofPurpose.ASSERTION_METHOD.value,
        }
        proof = suite.create_proof(document, options, self.signer, contexts=PRODUCT_CONTEXT_RULES)
        return {**document, "proof": proof}


@dataclass
class Issuer(Publisher):
    """An institution: issues certificates of every kind, and keeps their status."""

    lists: dict[str, StatusBits] = field(default_factory=dict)
    issued: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        for purpose in ("revocation", "suspension"):
            self.lists[purpose] = StatusBits()
            self.network.pages[self.list_url(purpose)] = lambda purpose=purpose: serialize(
                self.status_list(purpose)
            )

    def list_url(self, purpose: str) -> str:
        return f"https://{self.did.rpartition(':')[2]}/status/{purpose}-1"

    def prepare(self, kind: CredentialKind, *, holder: "Holder | None" = None) -> JsonObject:
        """Return an unsigned certificate; without a holder it is bound to nobody."""
        self.issued += 1
        document = _SAMPLES[kind](
            issuer=self.did,
            subject_id=holder.did if holder else None,
            list_url=self.list_url("revocation"),
            index=self.issued,
        )
        document["credentialStatus"] = [self._entry("revocation"), self._entry("suspension")]
        return document

    def issue(
        self,
        kind: CredentialKind,
        *,
        holder: "Holder | None" = None,
        at: datetime | None = None,
        change: Callable[[JsonObject], object] = lambda _: None,
    ) -> JsonObject:
        """Return a signed certificate. `change` may do anything to it before it is signed."""
        document = self.prepare(kind, holder=holder)
        change(document)
        return self.sign(document, at=at)

    def issue_jwt(
        self,
        kind: CredentialKind,
        *,
        holder: "Holder | None" = None,
        at: datetime | None = None,
        change: Callable[[JsonObject], object] = lambda _: None,
    ) -> str:
        """Return a certificate as a JWT. `change` may do anything to it before it is signed."""
        document = self.prepare(kind, holder=holder)
        change(document)
        return self.sign_jwt(document, at=at)

    def revoke(self, credential: JsonObject) -> None:
        """Revoke a certificate; whoever fetches the list from now on sees it."""
        self._set(credential, "revocation")

    def suspend(self, credential: JsonObject, *, suspended: bool = True) -> None:
        """Suspend a certificate, or end that."""
        self._set(credential, "suspension", suspended)

    def status_list(self, purpose: str, *, at: datetime | None = None) -> JsonObject:
        """Return the signed list as it is now; good for a day."""
        return self.sign(self.unsigned_status_list(purpose, at=at), at=at)

    def unsigned_status_list(self, purpose: str, *, at: datetime | None = None) -> JsonObject:
        at = at or self.clock()
        return build_status_list_document(
            url=self.list_url(purpose),
            issuer=self.did,
            purpose=purpose,
            bits=self.lists[purpose],
            valid_from=at,
            valid_until=at + timedelta(days=1),
            ttl=timedelta(minutes=5),
        )

    def _entry(self, purpose: str) -> JsonObject:
        url = self.list_url(purpose)
        return {
            "id": f"{url}#{self.issued}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": purpose,
            "statusListIndex": str(self.issued),
            "statusListCredential": url,
        }

    def _set(self, credential: JsonObject, purpose: str, value: bool = True) -> None:
        entries = credential["credentialStatus"]
        assert isinstance(entries, list)
        for entry in entries:
            assert isinstance(entry, dict)
            if entry["statusPurpose"] == purpose:
                self.lists[purpose].set(int(str(entry["statusListIndex"])), value)


@dataclass
class Keeper(Publisher):
    """A register keeper, with the one list that it signs and publishes."""

    url: str = REGISTER_URL
    version: int = 0
    entries: tuple[TrustEntry, ...] = ()

    def recognises(self, did: str, name: str, *recognitions: Recognition) -> None:
        """Put an issuer on the list, in the place of what the list said about it."""
        others = tuple(entry for entry in self.entries if entry.entity != did)
        entry = TrustEntry(
            entity=did, official_name=name, status_list_publishers=(did,), recognitions=recognitions
        )
        self.entries = add_issuer(replace(self.trust_list(), entries=others), entry).entries
        self.publish()

    def lists_key(self, did: str, key: SigningKey) -> None:
        """Put a key of an issuer on the list."""
        self.entries = add_signing_key(self.trust_list(), did, key).entries
        self.publish()

    def names_publisher(self, did: str, publisher: str) -> None:
        """Say that somebody else publishes an issuer's status lists."""
        self._change(did, status_list_publishers=(did, publisher))

    def renames(self, did: str, successor: str) -> None:
        """Say that an issuer goes by another DID from now on."""
        self._change(did, entity=successor, former_entities=(did,))

    def closes(self, did: str, successor: str) -> None:
        """Say that an issuer stopped, and who goes on for it."""
        self._change(did, successor_entities=(successor,))

    def _change(self, did: str, **members: Any) -> None:
        self.entries = tuple(
            replace(entry, **members) if entry.entity == did else entry for entry in self.entries
        )
        self.publish()

    def publish(self, *, valid_for: timedelta = timedelta(days=180)) -> JsonObject:
        """Sign the list as a new version, put it at its address and return it."""
        self.version += 1
        document = self.sign(build_trust_list_document(self.trust_list(valid_for=valid_for)))
        self.network.pages[self.url] = serialize(document)
        return document

    def trust_list(self, *, valid_for: timedelta = timedelta(days=180)) -> TrustList:
        return TrustList(
            url=self.url,
            keeper=self.did,
            version=self.version,
            valid_from=self.clock(),
            valid_until=self.clock() + valid_for,
            entries=self.entries,
        )


@dataclass
class Holder:
    """A worker with a wallet: one did:key."""

    clock: Clock
    key: PrivateKey = field(default_factory=generate)

    @property
    def did(self) -> str:
        return did_key_for(self.key.public_key)

    @property
    def signer(self) -> Signer:
        return PrivateKeySigner(self.key, verification_method_for(self.key.public_key))

    def present(
        self,
        credentials: Iterable[JsonObject],
        *,
        domain: str | None = SHARE_ORIGIN,
        challenge: str | None = SHARE_ID,
        expires: datetime | None = None,
        change: Callable[[JsonObject], object] = lambda _: None,
        purpose: ProofPurpose = ProofPurpose.AUTHENTICATION,
    ) -> JsonObject:
        """Return a presentation, signed by this holder. `change` may do anything to it before that."""
        shown: list[JsonValue] = [copy.deepcopy(credential) for credential in credentials]
        document: JsonObject = {
            "@context": [CREDENTIALS_V2],
            "id": "urn:uuid:5aaaaaaa-5555-4555-8555-555555555555",
            "type": ["VerifiablePresentation"],
            "holder": self.did,
            "verifiableCredential": shown,
        }
        change(document)
        return add_proof(
            document,
            cryptosuite="eddsa-rdfc-2022",
            signer=self.signer,
            purpose=purpose,
            created=self.clock(),
            domain=domain,
            challenge=challenge,
            expires=expires,
        )

    def present_jwt(
        self,
        credentials: Iterable[JsonObject | str],
        *,
        domain: str | None = SHARE_ORIGIN,
        challenge: str | None = SHARE_ID,
        expires: datetime | None = None,
        change: Callable[[JsonObject], object] = lambda _: None,
    ) -> str:
        """Return a presentation as a JWT; certificates that are JWTs stand in it in their envelopes."""
        shown: list[JsonValue] = [
            envelope_of(credential, JwtType.CREDENTIAL) if isinstance(credential, str) else credential
            for credential in credentials
        ]
        document: JsonObject = {
            "@context": [CREDENTIALS_V2],
            "id": "urn:uuid:6bbbbbbb-6666-4666-8666-666666666666",
            "type": ["VerifiablePresentation"],
            "holder": self.did,
            "verifiableCredential": shown,
        }
        change(document)
        return sign_jwt(
            document,
            jwt_type=JwtType.PRESENTATION,
            signer=self.signer,
            issued_at=self.clock(),
            expires=expires,
            domain=domain,
            challenge=challenge,
        )


def recognised(
    *kinds: str,
    standards: Iterable[str] | None = None,
    since: date = date(2010, 1, 1),
    **further: Any,
) -> Recognition:
    """Return a recognition of the fictional authority. Further members are those of `Recognition`."""
    return Recognition(
        kinds=frozenset(kinds),
        standards=None if standards is None else frozenset(standards),
        recognised_from=since,
        recognised_by="NKC Voorbeeld",
        **further,
    )
