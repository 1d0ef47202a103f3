"""Where the wallet asks the verification engine what a document is worth, and keeps the answer.

The wallet shows her own documents to their holder, so it presents them as hers: a copy bound to another
key is found out here, before anybody else sees it.
"""

from datetime import datetime
from typing import Protocol

from keys.resolver import DidResolver
from schemas.documents import JsonObject
from schemas.errors import DomainError
from verifier.policy import VerificationPolicy
from verifier.result import VerificationResult
from verifier.sources import CachedStatusLists, TrustLists
from verifier.verification import verify_credential
from wallet.contents import Finding, Verdict
from wallet.showing import as_shown


class Checker(Protocol):
    """Whoever can judge a document now."""

    def check(self, document: JsonObject, *, presented_by: str, at: datetime) -> Verdict:
        """Return what holds, what does not and what could not be checked; never raises for a document."""
        ...

    def forget(self) -> None:
        """Ask everybody anew at the next check, for "check again now"."""
        ...

    def official_name(self, issuer_id: str) -> str | None:
        """Return the name under which a trust list knows an issuer, or None."""
        ...


class EngineChecker:
    """Asks the engine, with the trust lists that the settings name."""

    def __init__(
        self,
        *,
        policy: VerificationPolicy,
        resolver: DidResolver,
        status_lists: CachedStatusLists,
        trust_lists: TrustLists,
    ) -> None:
        self._policy = policy
        self._resolver = resolver
        self._status_lists = status_lists
        self._trust_lists = trust_lists

    def check(self, document: JsonObject, *, presented_by: str, at: datetime) -> Verdict:
        """Run all checks of the policy on the document as others would get it."""
        trust = self._trust_lists.registry()
        result = verify_credential(
            _shown_or_as_it_is(document),
            policy=self._policy,
            resolver=self._resolver,
            status_lists=self._status_lists,
            trust=trust,
            at=at,
            presented_by=presented_by,
        )
        issuer_id = result.credential.issuer_id if result.credential else None
        return verdict_of(result, issuer_name=trust.official_name(issuer_id) if issuer_id else None)

    def forget(self) -> None:
        """Drop the status lists and trust lists at hand; versions seen stay remembered."""
        self._status_lists.forget()
        self._trust_lists.forget()

    def official_name(self, issuer_id: str) -> str | None:
        """Look the issuer up in the trust lists."""
        return self._trust_lists.registry().official_name(issuer_id)


def _shown_or_as_it_is(document: JsonObject) -> JsonObject:
    """What others would get; a document of which nothing can be shown is judged as it is, and fails."""
    try:
        return as_shown(document)
    except DomainError:
        return document


def verdict_of(result: VerificationResult, *, issuer_name: str | None) -> Verdict:
    """Return the form of a result that the wallet keeps: every finding, so that sentences may improve."""
    return Verdict(
        outcome=result.outcome,
        findings=tuple(
            Finding(
                name=check.name, outcome=check.outcome, code=check.code, parameters=dict(check.parameters)
            )
            for check in result.checks
        ),
        issuer_name=issuer_name,
        checked_at=result.verified_at,
    )
