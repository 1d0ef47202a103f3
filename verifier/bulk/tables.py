"""The result of a batch as a table: what a person reads, and what goes into CSV, XLSX and JSON.

Of a certificate it names kind and issuer, by the register; never the person, and never the link. The sender
has those beside the number of the row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.documents import JsonObject
from verifier.bulk.checking import CheckedRow
from verifier.refusals import refusal
from verifier.report import report
from verifier.result import Outcome, VerificationResult
from verifier.sentences import TONES, Audience, Tone, overall_verdict, particulars
from verifier.words import Words
from web.spreadsheets import write_csv, write_xlsx


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row as a person reads it."""

    number: int
    label: str
    outcome: str
    tone: Tone
    result: str
    """The outcome in a word or two."""
    reason: str
    kinds: str
    issuers: str
    code: str


def line_of(row: CheckedRow, said: Words) -> Line:
    """Return a row in words."""
    judgement = row.judgement
    results = judgement.results if judgement is not None else ()
    return Line(
        number=row.number,
        label=row.label,
        outcome=row.outcome.value,
        tone=TONES[row.outcome],
        result=_result(row, said),
        reason=_reason(row, said),
        kinds=_joined(_kind(result) for result in results),
        issuers=_joined(_issuer(result) for result in results),
        code=row.code,
    )


def as_csv(lines: Iterable[Line], said: Words) -> bytes:
    """Return the table as CSV in which no cell is a formula."""
    return write_csv(headings(said), map(_cells, lines))


def as_xlsx(lines: Iterable[Line], said: Words) -> bytes:
    """Return the table as a workbook in which every cell is text."""
    return write_xlsx(headings(said), map(_cells, lines))


def as_json(rows: Sequence[CheckedRow], said: Words) -> list[JsonObject]:
    """Return a report per row, of the same form as that of one certificate."""
    made: list[JsonObject] = []
    for row in rows:
        entry: JsonObject = {
            "number": row.number,
            "label": row.label,
            "outcome": row.outcome.value,
            "code": row.code,
            "sentence": _reason(row, said),
            "report": None,
        }
        if row.judgement is not None:
            entry["report"] = report(row.judgement, translate=said.translate, format_date=said.iso_date)
        made.append(entry)
    return made


def headings(said: Words) -> tuple[str, ...]:
    """Return the headings of the table."""
    _ = said.translate
    return (
        _("Regel"),
        _("Omschrijving"),
        _("Uitslag"),
        _("Reden"),
        _("Soort bewijs"),
        _("Uitgever"),
        _("Code"),
    )


def _cells(line: Line) -> tuple[str, ...]:
    return (str(line.number), line.label, line.result, line.reason, line.kinds, line.issuers, line.code)


def _result(row: CheckedRow, said: Words) -> str:
    _ = said.translate
    if row.outcome is Outcome.FAILED and row.judgement is None:
        return _("Geen bewijs")  # nobody looked at one, so it is not called false
    match row.outcome:
        case Outcome.PASSED:
            return _("Echt en geldig")
        case Outcome.WARNING:
            return _("Let op")
        case Outcome.FAILED:
            return _("Niet geldig")
        case _:
            return _("Kon niet worden gecontroleerd")


def _reason(row: CheckedRow, said: Words) -> str:
    if row.judgement is None:
        return refusal(row.problem, said) if row.problem is not None else ""
    sentences = [said.say(overall_verdict(row.judgement, Audience.PROFESSIONAL)).text]
    if len(row.judgement.results) == 1:
        sentences += [said.say(line).text for line in particulars(row.judgement.results[0])]
    return " ".join(sentences)


def _kind(result: VerificationResult) -> str:
    kind = result.credential.kind if result.credential and result.content_is_proven else None
    return kind.value if kind else ""


def _issuer(result: VerificationResult) -> str:
    """Return the issuer's name by the register; what a document calls its issuer is not repeated."""
    return (result.recognition.official_name if result.recognition else None) or ""


def _joined(texts: Iterable[str]) -> str:
    """Return the texts once each, in their order."""
    return ", ".join(dict.fromkeys(text for text in texts if text))
