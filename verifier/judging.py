"""The one way from what was handed over to a judgement, for every front door.

A `Judge` holds the policy and the ports; what differs per question (the document, the time, what was asked
for) is an argument. The same submission at the same time gives the same judgement at every door.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from keys.resolver import Resolver
from schemas.documents import JsonObject
from schemas.errors import MalformedDocumentError
from verifier.checks import CHECKS
from verifier.checks.inquiry import failure, not_believable
from verifier.earlier_checks import EarlierCheck
from verifier.policy import VerificationPolicy
from verifier.ports import StatusListSource
from verifier.reading import Submission, SubmissionKind, document_submission, read_submission
from verifier.result import Outcome, PresentationResult, VerificationResult, worst
from verifier.sources import TrustSource
from verifier.verification import verify_credential, verify_presentation


@dataclass(frozen=True, slots=True)
class Carrier:
    """The PDF that documents came in; `changed_later` when something was added to it after it was made."""

    changed_later: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """The findings on what was handed over: a presentation with its credentials, or credentials.

    `carrier` is there when the documents came in a PDF: then what its pages say was not judged.
    """

    outcome: Outcome
    presentation: PresentationResult | None
    results: tuple[VerificationResult, ...]
    verified_at: datetime
    policy: str
    carrier: Carrier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Judges submissions by one policy. Safe to share between threads when its ports are."""

    policy: VerificationPolicy
    resolver: Resolver
    status_lists: StatusListSource
    trust_lists: TrustSource

    def judge(
        self,
        submitted: bytes | JsonObject,
        *,
        at: datetime,
        expected_domain: str | None = None,
        expected_challenge: str | None = None,
        earlier: EarlierCheck | None = None,
    ) -> Judgement:
        """Return the judgement on a document. Never raises for a bad one: that is a finding.

        A link is not a document; whoever calls this fetches it first. `earlier`: the receipt of an earlier
        check that came with it, for what a key signed that was revoked later.
        """
        try:
            submission = (
                read_submission(submitted) if isinstance(submitted, bytes) else document_submission(submitted)
            )
            return self.judge_submission(
                submission,
                at=at,
                expected_domain=expected_domain,
                expected_challenge=expected_challenge,
                earlier=earlier,
            )
        except MalformedDocumentError as error:
            return self._unreadable(error, at)

    def judge_submission(
        self,
        submission: Submission,
        *,
        at: datetime,
        expected_domain: str | None = None,
        expected_challenge: str | None = None,
        earlier: EarlierCheck | None = None,
    ) -> Judgement:
        """Return the judgement on what was read. Raises `MalformedDocumentError` for a link.

        Several certificates in a PDF are judged one by one; the worst decides over them all.
        """
        if submission.kind is SubmissionKind.PDF:
            found = [
                self.judge_submission(
                    attached,
                    at=at,
                    expected_domain=expected_domain,
                    expected_challenge=expected_challenge,
                    earlier=earlier,
                )
                for attached in submission.attached
            ]
            return _in_pdf(found, Carrier(submission.changed_later))
        if submission.document is None:
            raise MalformedDocumentError("submission.link")
        trust = self.trust_lists.registry()
        if submission.kind is SubmissionKind.PRESENTATION:
            presentation = verify_presentation(
                submission.document,
                policy=self.policy,
                resolver=self.resolver,
                status_lists=self.status_lists,
                trust=trust,
                at=at,
                expected_domain=expected_domain,
                expected_challenge=expected_challenge,
                earlier=earlier,
            )
            return Judgement(
                presentation.outcome, presentation, presentation.credentials, at, self.policy.name
            )
        result = verify_credential(
            submission.document,
            policy=self.policy,
            resolver=self.resolver,
            status_lists=self.status_lists,
            trust=trust,
            at=at,
            earlier=earlier,
        )
        return Judgement(result.outcome, None, (result,), at, self.policy.name)

    def _unreadable(self, error: MalformedDocumentError, at: datetime) -> Judgement:
        first, *rest = CHECKS
        checks = (failure(first, error), *(not_believable(name, first) for name in rest))
        result = VerificationResult({}, None, checks, self.policy.name, at)
        return Judgement(result.outcome, None, (result,), at, self.policy.name)


def _in_pdf(found: Sequence[Judgement], carrier: Carrier) -> Judgement:
    first, *others = found
    if not others:
        return replace(first, carrier=carrier)
    return replace(
        first,
        outcome=worst(judgement.outcome for judgement in found),
        results=tuple(result for judgement in found for result in judgement.results),
        carrier=carrier,
    )
