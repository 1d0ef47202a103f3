"""An issuer and a judge that live in memory and keep the production protocols.

The issuer signs real copies with a real key and checks the wallet's proof of possession as the protocol
says; it can be told to break down half-way.
"""

import copy
import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from keys.controller import ControllerDocument, ProofPurpose
from keys.did_key import did_key_for, resolve_did_key, verification_method_for
from keys.proofs import add_proof, verify_proofs
from keys.signer import PrivateKey, PrivateKeySigner, generate
from schemas.documents import JsonObject, parse_object, serialize
from tests.schemas import samples
from wallet.checking import Checker
from wallet.contents import Finding, Verdict
from wallet.errors import IssuerUnavailableError, OfferError
from wallet.export.facts import Facts, FactSource
from wallet.issuers import OfferPreview, read_preview

ISSUER_URL = "http://localhost:8000/issuer"
ISSUER_ORIGIN = "http://localhost:8000"
ISSUER_NAME = "ROC Voorbeeldstad"


class DidKeyResolver:
    """Resolves did:key only, without any network."""

    def resolve(self, did: str) -> ControllerDocument:
        return resolve_did_key(did)


def signed(document: JsonObject, key: PrivateKey, *, at: datetime) -> JsonObject:
    """Sign a credential in the name of the did:key of a key."""
    issuer = document["issuer"]
    named = {**issuer, "id": did_key_for(key.public_key)} if isinstance(issuer, dict) else issuer
    return add_proof(
        {**document, "issuer": named},
        cryptosuite="eddsa-rdfc-2022",
        signer=PrivateKeySigner(key, verification_method_for(key.public_key)),
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=at,
    )


@dataclass
class Offer:
    """What the issuer has ready for somebody."""

    template: JsonObject
    holder: str | None = None
    copy: JsonObject | None = None
    refusal: str | None = None


@dataclass
class MemoryIssuer:
    """An issuer with offers by code, as `wallet.issuers.IssuerApi`."""

    now: Callable[[], datetime]
    key: PrivateKey = field(default_factory=generate)
    offers: dict[str, Offer] = field(default_factory=dict)
    challenges: dict[str, str] = field(default_factory=dict)
    domain: str = ISSUER_ORIGIN
    urls: frozenset[str] = frozenset({ISSUER_URL})
    # Called at the named moments; a test puts in what goes wrong there.
    before_preview: Callable[[], None] = lambda: None
    after_claim: Callable[[], None] = lambda: None
    tamper: Callable[[JsonObject], JsonObject] = lambda document: document
    asked: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def did(self) -> str:
        return did_key_for(self.key.public_key)

    def has_ready(self, code: str, template: JsonObject) -> None:
        """Put an offer ready under a code; its link is `offer_link(code)`."""
        self.offers[code] = Offer(template)

    def preview(self, issuer_url: str, offer: str) -> OfferPreview:
        self.asked.append(issuer_url)
        self.before_preview()
        found = self._find(issuer_url, offer)
        challenge = secrets.token_urlsafe(16)
        self.challenges[challenge] = offer
        subject = found.template["credentialSubject"]
        assert isinstance(subject, dict)
        return read_preview(
            {
                "offer": {
                    "issuer": self.did,
                    "issuerName": "Een naam die de uitgever zelf noemt",
                    "kind": next(
                        (t for t in found.template["type"] if t in ("Diploma", "Ervaringscertificaat")), ""
                    ),
                    "title": found.template.get("name", "Bewijs"),
                    "subjectName": f"{subject.get('voornamen')} {subject.get('geslachtsnaam')}",
                    "awardedDate": "2026-05-11",
                    "expires": "2027-05-11T00:00:00+02:00",
                    "state": "claimed" if found.holder else "open",
                },
                "challenge": challenge,
                "domain": self.domain,
            }
        )

    def claim(self, issuer_url: str, offer: str, presentation: JsonObject) -> JsonObject:
        with self.lock:
            found = self._find(issuer_url, offer)
            proof = presentation["proof"]
            assert isinstance(proof, dict)
            challenge = proof["challenge"]
            assert self.challenges.pop(str(challenge)) == offer
            (verified,) = verify_proofs(
                presentation,
                purpose=ProofPurpose.AUTHENTICATION,
                resolver=DidKeyResolver(),
                cryptosuites=frozenset({"eddsa-rdfc-2022"}),
                at=self.now(),
                domain=self.domain,
                challenge=str(challenge),
            )
            assert verified.controller == presentation["holder"]
            assert "verifiableCredential" not in presentation
            if found.holder not in (None, verified.controller):
                raise OfferError("offer.claimed")
            found.holder = verified.controller
            found.copy = found.copy or self._copy_for(found)
        self.after_claim()
        return self.tamper(parse_object(serialize(found.copy)))

    def _copy_for(self, offer: Offer) -> JsonObject:
        document = copy.deepcopy(offer.template)
        subject = document["credentialSubject"]
        assert isinstance(subject, dict)
        subject.pop("identifier", None)
        subject["id"] = offer.holder
        return signed(document, self.key, at=self.now())

    def _find(self, issuer_url: str, offer: str) -> Offer:
        code = offer.rsplit("/", 1)[-1]
        if issuer_url not in self.urls:
            raise IssuerUnavailableError("issuer.unreachable", detail=issuer_url)
        if code not in self.offers:
            raise OfferError("offer.unknown")
        found = self.offers[code]
        if found.refusal:
            raise OfferError(found.refusal)
        return found


def offer_link(code: str, issuer_url: str = ISSUER_URL) -> str:
    """The link of an offer; in memory the token is the code, repeated to a token's length."""
    return f"{issuer_url}/o/{code}"


@dataclass
class MemoryChecker(Checker):
    """A judge who says what a test tells him, after checking the proof for real."""

    findings: tuple[Finding, ...] = ()
    outcome: str = "passed"
    names: dict[str, str] = field(default_factory=dict)
    checked: int = 0
    forgotten: int = 0

    def check(self, document: JsonObject, *, presented_by: str, at: datetime) -> Verdict:
        self.checked += 1
        issuer = document.get("issuer")
        issuer_id = str(issuer.get("id") if isinstance(issuer, dict) else issuer)
        return Verdict(
            outcome=self.outcome,
            findings=self.findings or (Finding(name="proof", outcome="passed", code="", parameters={}),),
            issuer_name=self.names.get(issuer_id),
            checked_at=at,
        )

    def forget(self) -> None:
        self.forgotten += 1

    def official_name(self, issuer_id: str) -> str | None:
        return self.names.get(issuer_id)

    def says(self, outcome: str, name: str, code: str, **parameters: str) -> None:
        """Give every document this outcome, by this one finding."""
        self.outcome = outcome
        self.findings = (Finding(name=name, outcome=outcome, code=code, parameters=parameters),)


class NoFacts(FactSource):
    """Nothing to fetch, for tests that are not about what an export holds."""

    def gather(self, documents: Iterable[JsonObject], *, presented_by: str, at: datetime) -> Facts:
        return Facts()


@dataclass
class Clock:
    """A clock that a test moves."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **amount: float) -> None:
        self.at += timedelta(**amount)


def diploma() -> JsonObject:
    """A diploma of Samira, not signed yet and bound to nobody."""
    return samples.diploma(subject_id=None)


def ervaringscertificaat() -> JsonObject:
    """An ervaringscertificaat of Samira, not signed yet and bound to nobody."""
    return samples.ervaringscertificaat(subject_id=None)
