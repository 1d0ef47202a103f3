"""The verdict as a page shows it: one sentence, then who and what, then every check in its order.

Only words and order are decided here; the findings are the engine's, and so are its sentences.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from verifier.contents import Content, content_of
from verifier.judging import Judgement
from verifier.receipts.words import ReceiptWords, receipt_words
from verifier.result import Check, Outcome, VerificationResult
from verifier.sentences import (
    Audience,
    carrier_note,
    explain,
    not_said,
    overall_verdict,
    particulars,
    verdict,
)
from verifier.verdict_titles import CHECK_TITLES
from verifier.words import Spoken, Words


@dataclass(frozen=True, slots=True)
class Finding:
    """One check as a line."""

    tone: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One certificate on the page.

    `content` is None where nobody is proven to have signed it. `stands` is false for one that does not
    hold, though its issuer signed it: then its content is what it said, and no more.
    """

    number: int
    verdict: Spoken
    particulars: tuple[str, ...]
    """What the verdict leaves open: which day, which rule, which name."""
    content: Content | None
    receipt: ReceiptWords | None
    """What it says, when it is a receipt of a check and no certificate."""
    stands: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPage:
    """Everything that the page says about one thing that was handed in."""

    audience: Audience
    verdict: Spoken
    certificates: tuple[Certificate, ...]
    sharing: tuple[Finding, ...]
    """The checks on a shared selection itself; empty for a certificate on its own."""
    carrier: Spoken | None
    """What to know of the PDF that they came in."""
    could_not_check: bool
    not_said: tuple[str, ...]
    verified_at: datetime

    @property
    def shared_name(self) -> str | None:
        """The name in the certificates, when all of them are proven to carry the same."""
        people = {found.content.person if found.content else None for found in self.certificates}
        person = people.pop() if len(people) == 1 else None
        return person.full_name if person else None

    @property
    def only(self) -> Certificate | None:
        """The certificate, when there is one."""
        return self.certificates[0] if len(self.certificates) == 1 else None


def verdict_page(judgement: Judgement, *, audience: Audience, words: Words) -> VerdictPage:
    """Put the page together for one audience, in one language."""
    presentation = judgement.presentation
    checks = [check for result in judgement.results for check in result.checks]
    sharing = presentation.checks if presentation is not None else ()
    return VerdictPage(
        audience=audience,
        verdict=words.say(overall_verdict(judgement, audience)),
        certificates=tuple(
            _certificate(number, result, audience, words)
            for number, result in enumerate(judgement.results, start=1)
        ),
        sharing=_findings(sharing, words),
        carrier=words.say(carrier_note(judgement.carrier)) if judgement.carrier else None,
        could_not_check=any(check.outcome is Outcome.INDETERMINATE for check in (*sharing, *checks)),
        not_said=tuple(words.translate(message) for message in not_said()),
        verified_at=judgement.verified_at,
    )


def _certificate(number: int, result: VerificationResult, audience: Audience, words: Words) -> Certificate:
    content = content_of(result)
    return Certificate(
        number=number,
        verdict=words.say(verdict(result, audience)),
        particulars=tuple(words.say(line).text for line in particulars(result)),
        content=content,
        receipt=receipt_words(content.receipt) if content and content.receipt else None,
        stands=result.outcome is not Outcome.FAILED,
        findings=_findings(result.checks, words),
    )


def _findings(checks: Iterable[Check], words: Words) -> tuple[Finding, ...]:
    """Return a line per check. Those that an earlier one made pointless share a line."""
    made: list[Finding] = []
    left_out: list[Check] = []
    for check in checks:
        if check.code.endswith(".not_believable"):
            left_out.append(check)
        else:
            made.append(_finding(check, str(CHECK_TITLES[check.name]), words))
    if left_out:
        first, *others = (str(CHECK_TITLES[check.name]) for check in left_out)
        made.append(_finding(left_out[0], ", ".join((first, *map(_inside, others))), words))
    return tuple(made)


def _finding(check: Check, title: str, words: Words) -> Finding:
    line = words.say(explain(check))
    return Finding(line.tone, title, line.text)


def _inside(title: str) -> str:
    """Return a title as it stands inside an enumeration."""
    return title[:1].lower() + title[1:]
