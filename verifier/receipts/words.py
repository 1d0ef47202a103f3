"""A receipt in words, for the page and for paper. Codes become the headings and outcomes of their checks.

The findings of a receipt have no names and numbers, so the engine's sentences, which want those, do not fit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from schemas.digests import read_multihash
from schemas.errors import MalformedDocumentError
from schemas.verification_receipt import ReceiptFinding, VerificationReceipt
from verifier.result import Outcome
from verifier.sentences import TONES, Tone
from verifier.verdict_titles import CHECK_TITLES

# What was found about a document, in a word or two; "could not" is apart from "not".
RESULTS: Mapping[str, LazyString] = {
    Outcome.PASSED: _l("Echt en geldig"),
    Outcome.WARNING: _l("Echt of ongewijzigd, met een opmerking"),
    Outcome.FAILED: _l("Niet geldig"),
    Outcome.INDETERMINATE: _l("Kon niet worden gecontroleerd"),
}
_FINDINGS: Mapping[str, LazyString] = {
    Outcome.PASSED: _l("In orde"),
    Outcome.WARNING: _l("Let op"),
    Outcome.FAILED: _l("Niet in orde"),
    Outcome.INDETERMINATE: _l("Kon niet worden gecontroleerd"),
    Outcome.SKIPPED: _l("Niet gecontroleerd"),
}
_UNKNOWN = _l("Onbekend")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One check: its heading, what was found, its code, and the day of the list that it relied on."""

    tone: Tone
    title: LazyString | str
    found: LazyString
    code: str
    listed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLines:
    """One certificate in the file."""

    number: int
    result: LazyString
    tone: Tone
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptWords:
    """A receipt as people read it."""

    checked_at: datetime
    result: LazyString
    tone: Tone
    policy: str
    sha256: str
    """In hexadecimal, as `sha256sum` prints it; as it was written where it is another digest."""
    file_type: str
    sharing: tuple[FindingLine, ...]
    checked: tuple[CheckedLines, ...]


def receipt_words(receipt: VerificationReceipt) -> ReceiptWords:
    """Return the words of a receipt. Unknown outcomes are said to be unknown."""
    return ReceiptWords(
        checked_at=receipt.checked_at,
        result=RESULTS.get(receipt.outcome, _UNKNOWN),
        tone=_tone(receipt.outcome),
        policy=receipt.policy,
        sha256=_hexadecimal(receipt.file_digest),
        file_type=receipt.file_type,
        sharing=_lines(receipt.sharing),
        checked=tuple(
            CheckedLines(
                number=number,
                result=RESULTS.get(certificate.outcome, _UNKNOWN),
                tone=_tone(certificate.outcome),
                findings=_lines(certificate.findings),
            )
            for number, certificate in enumerate(receipt.checked, start=1)
        ),
    )


def _lines(findings: Iterable[ReceiptFinding]) -> tuple[FindingLine, ...]:
    return tuple(
        FindingLine(
            tone=_tone(finding.outcome),
            title=CHECK_TITLES.get(finding.check, finding.check),
            found=_FINDINGS.get(finding.outcome, _UNKNOWN),
            code=finding.code,
            listed_on=finding.listed_on,
        )
        for finding in findings
    )


def _tone(outcome: str) -> Tone:
    return TONES[Outcome(outcome)] if outcome in frozenset(Outcome) else Tone.NEUTRAL


def _hexadecimal(digest: str) -> str:
    try:
        algorithm, value = read_multihash(digest)
    except MalformedDocumentError:
        return digest
    return value.hex() if algorithm == "sha256" else digest
