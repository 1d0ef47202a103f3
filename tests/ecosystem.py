"""A small world in memory that keeps the production protocols: parties with keys, a network, a clock.

Every party has real keys and signs real documents; addresses lead to bytes in a dict. Nothing is mocked:
the resolver, the caches and the trust lists are those of production, over a network that a test can break.

    world = World()
    diploma = world.school.issue(DIPLOMA, holder=world.samira)
    world.school.revoke(diploma)
    judgement = world.judge(world.samira.present([diploma]))
"""

from collections.abc import Mapping
from datetime import date, datetime

from keys.resolver import DidResolver
from keys.trust_list import (
    EVERY_KIND,
    TrustAnchor,
)
from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from schemas.inschrijvingsverklaring import REGISTER_SCOPE
from tests.parties import (
    DEELCERTIFICAAT,
    DIPLOMA,
    ERVARINGSCERTIFICAAT,
    INSCHRIJVINGSVERKLARING,
    NOW,
    SHARE_ID,
    SHARE_ORIGIN,
    VRIJSTELLINGSBESLUIT,
    Clock,
    Holder,
    Issuer,
    Keeper,
    Network,
    recognised,
)
from tests.schemas import samples
from verifier.earlier_checks import EarlierCheck
from verifier.judging import Judge, Judgement
from verifier.policy import PRODUCT_POLICY, VerificationPolicy
from verifier.result import PresentationResult, VerificationResult
from verifier.sources import CachedStatusLists, InMemorySeenVersions, TrustLists
from verifier.verification import verify_credential, verify_presentation

__all__ = [
    "DEELCERTIFICAAT",
    "DIPLOMA",
    "ERVARINGSCERTIFICAAT",
    "INSCHRIJVINGSVERKLARING",
    "NOW",
    "SHARE_ID",
    "SHARE_ORIGIN",
    "VRIJSTELLINGSBESLUIT",
    "Holder",
    "Issuer",
    "Keeper",
    "World",
    "recognised",
]


class World:
    """Everybody, and a verifier that uses them as production does."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.network = Network()
        self.school = Issuer(samples.SCHOOL, self.clock, self.network)
        self.evc_provider = Issuer(samples.EVC_PROVIDER, self.clock, self.network)
        self.branch = Issuer("did:web:branche-techniek-voorbeeld.example", self.clock, self.network)
        self.register = Issuer(samples.REGISTER, self.clock, self.network)
        self.stranger = Issuer("did:web:onbekend-voorbeeld.example", self.clock, self.network)
        self.samira = Holder(self.clock)
        self.keeper = Keeper(samples.REGISTER_KEEPER, self.clock, self.network)
        self.keeper.recognises(
            self.school.did,
            "ROC Voorbeeldstad",
            recognised(DIPLOMA, DEELCERTIFICAAT, VRIJSTELLINGSBESLUIT, INSCHRIJVINGSVERKLARING),
        )
        self.keeper.recognises(
            self.evc_provider.did,
            "EVC Voorbeeld",
            recognised(ERVARINGSCERTIFICAAT, standards=["crebo:25491"], since=date(2024, 1, 1)),
        )
        self.keeper.recognises(
            self.register.did,
            "Register Voorbeeld",
            recognised(INSCHRIJVINGSVERKLARING, standards=[REGISTER_SCOPE]),
        )
        self.keeper.recognises(self.branch.did, "Branche Techniek Voorbeeld", recognised(DEELCERTIFICAAT))
        self.resolver = DidResolver(self.network, now=self.clock)
        self.status_lists = CachedStatusLists(self.network, now=self.clock)
        self.refusals: list[Exception] = []
        self.seen = InMemorySeenVersions()
        self.trust_lists = self.trusting(TrustAnchor(self.keeper.did, self.keeper.url, EVERY_KIND))

    def issuer_of(self, kind: CredentialKind) -> Issuer:
        """Return the recognised issuer of a kind."""
        others = {ERVARINGSCERTIFICAAT: self.evc_provider, INSCHRIJVINGSVERKLARING: self.register}
        return others.get(kind, self.school)

    def trusting(self, *anchors: TrustAnchor) -> TrustLists:
        """Return the trust lists of a verifier that trusts these keepers."""
        return TrustLists(
            anchors,
            fetch=self.network,
            resolver=self.resolver,
            seen=self.seen,
            now=self.clock,
            on_refusal=lambda _url, error: self.refusals.append(error),
        )

    def look_again(self) -> None:
        """Drop every cache, so that what parties published since is seen."""
        self.resolver = DidResolver(self.network, now=self.clock)
        self.status_lists.forget()
        self.trust_lists = self.trusting(TrustAnchor(self.keeper.did, self.keeper.url, EVERY_KIND))

    def verify(
        self,
        document: JsonObject,
        *,
        policy: VerificationPolicy = PRODUCT_POLICY,
        at: datetime | None = None,
        presented_by: str | None = None,
        evidence: Mapping[str, bytes] | None = None,
        earlier: EarlierCheck | None = None,
    ) -> VerificationResult:
        """Verify one credential as it is now; `at` judges it at another time."""
        return verify_credential(
            document,
            policy=policy,
            resolver=self.resolver,
            status_lists=self.status_lists,
            trust=self.trust_lists.registry(),
            at=at or self.clock(),
            presented_by=presented_by,
            evidence=evidence or {},
            earlier=earlier,
        )

    def verify_shown(
        self,
        document: JsonObject,
        *,
        domain: str | None = SHARE_ORIGIN,
        challenge: str | None = SHARE_ID,
        at: datetime | None = None,
        earlier: EarlierCheck | None = None,
    ) -> PresentationResult:
        """Verify a presentation that was asked for here."""
        return verify_presentation(
            document,
            policy=PRODUCT_POLICY,
            resolver=self.resolver,
            status_lists=self.status_lists,
            trust=self.trust_lists.registry(),
            at=at or self.clock(),
            expected_domain=domain,
            expected_challenge=challenge,
            earlier=earlier,
        )

    def judge(self, submitted: bytes | JsonObject, *, at: datetime | None = None) -> Judgement:
        """Judge what was handed over, as every front door does with a shared link."""
        return self.judge_for(submitted, challenge=SHARE_ID, at=at or self.clock())

    def judge_for(self, submitted: bytes | JsonObject, *, challenge: str | None, at: datetime) -> Judgement:
        """Judge what was handed over in answer to a challenge."""
        return Judge(
            policy=PRODUCT_POLICY,
            resolver=self.resolver,
            status_lists=self.status_lists,
            trust_lists=self.trust_lists,
        ).judge(submitted, at=at, expected_domain=SHARE_ORIGIN, expected_challenge=challenge)
