"""What a verification found: one finding per check, and one outcome over all of them.

There is no boolean on purpose. "Could not be checked" is neither valid nor invalid, and a warning is for a
person to read; whoever writes `if result:` would lose both, so that raises.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NoReturn

from keys.trust_list import RecognitionAnswer
from schemas.credential import Credential
from schemas.documents import JsonObject
from schemas.presentation import Presentation
from verifier.errors import VerificationError


class Outcome(StrEnum):
    """The outcome of one check, and of them all together."""

    PASSED = "passed"
    WARNING = "warning"
    FAILED = "failed"
    INDETERMINATE = "indeterminate"  # could not be checked now: says nothing about the document
    SKIPPED = "skipped"  # nothing to check here, or not believable after what went before


# What decides over what. A skipped check decides nothing.
_DECIDES = (Outcome.FAILED, Outcome.INDETERMINATE, Outcome.WARNING, Outcome.PASSED)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome that decides: failed, then could-not-check, then warning, then passed.

    Nothing but skipped checks is could-not-check: a verification that looked at nothing passes nothing.
    """
    found = set(outcomes)
    return next((outcome for outcome in _DECIDES if outcome in found), Outcome.INDETERMINATE)


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. `code` is for programs, tests and translation; `detail` is English, for logs only."""

    name: str
    outcome: Outcome
    code: str
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    detail: str = ""


class _HasOutcome:
    """Refuses to be a truth value."""

    __slots__ = ()

    def __bool__(self) -> NoReturn:
        raise TypeError("a verification has outcomes, not a truth value: look at .outcome or call .require()")


@dataclass(frozen=True, slots=True)
class VerificationResult(_HasOutcome):
    """What was found about one credential, under which policy, at what time.

    `credential` is None when the document could not be read as one. Its claims may be believed only from
    `require()`. `recognition` is what the trust list answered; it names the issuer officially.
    """

    document: JsonObject
    credential: Credential | None
    checks: tuple[Check, ...]
    policy: str
    verified_at: datetime
    recognition: RecognitionAnswer | None = None

    @property
    def outcome(self) -> Outcome:
        """The one overall outcome (`worst`)."""
        return worst(check.outcome for check in self.checks)

    @property
    def decisive(self) -> Check:
        """The check that gave the overall outcome: the first one that has it."""
        outcome = self.outcome
        return next((check for check in self.checks if check.outcome is outcome), self.checks[0])

    @property
    def content_is_proven(self) -> bool:
        """Whether structure, proof and key hold, so that the content is what its issuer signed.

        This says nothing about recognition, revocation or dates.
        """
        return all(check.outcome is Outcome.PASSED for check in self.checks if check.name in _CONTENT_CHECKS)

    def check(self, name: str) -> Check:
        """Return the finding of one check; raises KeyError for a name that was not checked."""
        for check in self.checks:
            if check.name == name:
                return check
        raise KeyError(name)

    def require(self) -> "VerifiedCredential":
        """Return the credential as a verified one, with its warnings; raises `VerificationError`.

        Passed and warning are accepted; failed and could-not-check are not.
        """
        if self.credential is None or self.outcome not in (Outcome.PASSED, Outcome.WARNING):
            raise VerificationError(self)
        return VerifiedCredential(self.credential, self)


_CONTENT_CHECKS = frozenset({"structure", "proof", "key"})


@dataclass(frozen=True, slots=True)
class VerifiedCredential:
    """The only form in which claims may be relied on. Made by `VerificationResult.require` alone."""

    credential: Credential
    result: VerificationResult

    @property
    def warnings(self) -> tuple[Check, ...]:
        """What a person should know beside the claims."""
        return tuple(check for check in self.result.checks if check.outcome is Outcome.WARNING)


@dataclass(frozen=True, slots=True)
class PresentationResult(_HasOutcome):
    """What was found about a presentation itself, and about each credential in it.

    `holder` is whose key signed it. When the presentation does not hold that is None and `credentials` is
    empty: nobody stands behind that selection.
    """

    document: JsonObject
    presentation: Presentation | None
    holder: str | None
    checks: tuple[Check, ...]
    credentials: tuple[VerificationResult, ...]
    policy: str
    verified_at: datetime

    @property
    def outcome(self) -> Outcome:
        """The outcome over the presentation and everything in it."""
        outcomes = [check.outcome for check in self.checks]
        return worst([*outcomes, *(result.outcome for result in self.credentials)])
