"""The verdict as a page shows it: one sentence, then who and what, then every check in its order.

Only words and order are decided here; the findings are the engine's, and so are its sentences.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from schemas.endorsement import Endorsement
from schemas.own_words import Experience, KeptFile, OwnWords, PassedOn
from verifier.contents import Content, content_of
from verifier.judging import Judgement
from verifier.own_words import certificates, endorsement, own_words, signed_by
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

# What a reader sees before each thing that a holder tells of an experience (`schemas.own_words.TOLD`).
TOLD_TITLES: Mapping[str, LazyString] = {
    "plaats": _l("Waar"),
    "begonnen": _l("Begonnen"),
    "gestopt": _l("Gestopt"),
    "watGedaan": _l("Wat de eigenaar deed"),
    "situatie": _l("Wat er aan de hand was"),
    "taak": _l("Wat de eigenaar moest doen"),
    "actie": _l("Wat de eigenaar toen deed"),
    "resultaat": _l("Hoe het afliep"),
    "reflectie": _l("Wat de eigenaar leerde"),
}
_MONTHS = frozenset({"begonnen", "gestopt"})


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
class Said:
    """Something that the holder says herself, with its place among all that was shared.

    `passed_on`: somebody else's words, of which a wallet that we know says that their writer opened the mail
    at the address in them. Only then are they more than her own word.
    """

    number: int
    words: OwnWords
    passed_on: bool
    told: tuple[tuple[LazyString, str], ...]
    """What is told of an experience, each with what stands before it; nothing for anything else."""
    findings: tuple[Finding, ...]

    @property
    def is_file(self) -> bool:
        """Whether it is a file, which is opened at the wallet."""
        return isinstance(self.words, KeptFile)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsed:
    """Something that an organisation signed about the holder, with its place among all that was shared.

    `signed_by` is the name in a register or else the host of the key, never what the signer calls itself.
    """

    number: int
    words: Endorsement
    signed_by: str
    in_register: bool
    signed_on: datetime | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPage:
    """Everything that the page says about one thing that was handed in."""

    audience: Audience
    verdict: Spoken
    certificates: tuple[Certificate, ...]
    endorsed: tuple[Endorsed, ...]
    said: tuple[Said, ...]
    reason: str
    """Why it is shared, in the holder's words; empty where she gave no reason."""
    sharing: tuple[Finding, ...]
    """The checks on a shared selection itself; empty for a certificate on its own."""
    carrier: Spoken | None
    """What to know of the PDF that they came in."""
    could_not_check: bool
    key_lost: bool
    """Whether the receipt of an earlier check could make a difference: a key was revoked."""
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


def verdict_page(
    judgement: Judgement, *, audience: Audience, words: Words, from_known_wallet: bool = False
) -> VerdictPage:
    """Put the page together for one audience, in one language.

    `from_known_wallet`: it was fetched from a wallet that this installation knows, which made the selection.
    """
    presentation = judgement.presentation
    checks = [check for result in judgement.results for check in result.checks]
    judged = certificates(judgement.results)
    sharing = presentation.checks if presentation is not None else ()
    return VerdictPage(
        audience=audience,
        verdict=words.say(overall_verdict(judgement, audience)),
        certificates=tuple(
            _certificate(number, result, audience, words)
            for number, result in enumerate(judgement.results, start=1)
            if any(result is each for each in judged)
        ),
        endorsed=endorsed_on_page(judgement.results, words),
        said=said_on_page(judgement.results, words, from_known_wallet=from_known_wallet),
        reason=_reason(judgement),
        sharing=_findings(sharing, words),
        carrier=words.say(carrier_note(judgement.carrier)) if judgement.carrier else None,
        could_not_check=any(check.outcome is Outcome.INDETERMINATE for check in (*sharing, *checks)),
        key_lost=any(_of_a_lost_key(check) for check in checks),
        not_said=tuple(words.translate(message) for message in not_said()),
        verified_at=judgement.verified_at,
    )


def said_on_page(
    results: Iterable[VerificationResult], words: Words, *, from_known_wallet: bool
) -> tuple[Said, ...]:
    """Return what a holder says herself among these results, for pages that show it apart."""
    return tuple(
        _said(number, result, said, words, from_known_wallet)
        for number, result in enumerate(results, start=1)
        if (said := own_words(result)) is not None
    )


def endorsed_on_page(results: Iterable[VerificationResult], words: Words) -> tuple[Endorsed, ...]:
    """Return what organisations signed about the holder, for pages that show it apart."""
    return tuple(
        Endorsed(
            number=number,
            words=said,
            signed_by=signed_by(result),
            in_register=result.recognition is not None,
            signed_on=result.credential.valid_from if result.credential else None,
            findings=_findings(result.checks, words),
        )
        for number, result in enumerate(results, start=1)
        if (said := endorsement(result)) is not None
    )


def _of_a_lost_key(check: Check) -> bool:
    """Say whether a receipt is missing, or the one that came along did not count."""
    return check.code == "key.compromised" or check.code.startswith("receipt.")


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


def _said(
    number: int, result: VerificationResult, said: OwnWords, words: Words, from_known_wallet: bool
) -> Said:
    confirmed = isinstance(said, PassedOn) and said.mail_confirmed
    return Said(
        number=number,
        words=said,
        passed_on=confirmed and from_known_wallet,
        told=_told(said, words) if isinstance(said, Experience) else (),
        findings=_findings(result.checks, words),
    )


def _told(said: Experience, words: Words) -> tuple[tuple[LazyString, str], ...]:
    return tuple(
        (title, _month(said.told[name], words) if name in _MONTHS else said.told[name])
        for name, title in TOLD_TITLES.items()
        if name in said.told
    )


def _month(text: str, words: Words) -> str:
    """Return a month as people write it, `maart 2019`; what is none, such as a year, stays as it is."""
    try:
        return str(format_date(date.fromisoformat(f"{text}-01"), "LLLL y", locale=words.language))
    except ValueError:
        return text


def _reason(judgement: Judgement) -> str:
    """Return why the holder shares it, where it is proven that she signed that."""
    presentation = judgement.presentation
    if presentation is None or presentation.holder is None or presentation.presentation is None:
        return ""
    reason = presentation.presentation.document.get("description")
    return reason if isinstance(reason, str) else ""


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
