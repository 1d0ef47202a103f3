"""The one JSON shape of a judgement, for the API, the command line and whoever keeps a record.

Codes and outcomes are for programs and stay stable; sentences are for people, in the language that the
caller translates to. Claims are not repeated: the document itself is what was judged.
"""

from collections.abc import Callable, Mapping

from keys.trust_list import RecognitionAnswer
from schemas.dates import format_instant
from schemas.documents import JsonObject
from verifier.judging import Judgement
from verifier.result import Check, VerificationResult
from verifier.sentences import (
    DATE_PARAMETERS,
    Audience,
    Sentence,
    carrier_note,
    explain,
    overall_verdict,
    verdict,
)

Translate = Callable[[str], str]
FormatDate = Callable[[str], str]


def report(judgement: Judgement, *, translate: Translate = str, format_date: FormatDate = str) -> JsonObject:
    """Return a judgement as JSON. `format_date` writes ISO dates as people do, in sentences only."""

    def words(sentence: Sentence) -> str:
        return render(sentence, translate=translate, format_date=format_date)

    presentation = judgement.presentation
    return {
        "outcome": judgement.outcome.value,
        "verdict": {audience.value: words(overall_verdict(judgement, audience)) for audience in Audience},
        "verifiedAt": format_instant(judgement.verified_at),
        "policy": judgement.policy,
        "carrier": None
        if judgement.carrier is None
        else {
            "format": "pdf",
            "changedLater": judgement.carrier.changed_later,
            "sentence": words(carrier_note(judgement.carrier)),
        },
        "presentation": None
        if presentation is None
        else {
            "holder": presentation.holder,
            "checks": [_check(check, words) for check in presentation.checks],
        },
        "credentials": [_credential(result, words) for result in judgement.results],
    }


def render(sentence: Sentence, *, translate: Translate = str, format_date: FormatDate = str) -> str:
    """Return a sentence in the language of `translate`, with its dates as people write them."""
    filled = {
        name: format_date(value) if name in DATE_PARAMETERS and value else value
        for name, value in sentence.parameters.items()
    }
    text = translate(sentence.message)
    return text % filled if filled else text.replace("%%", "%")


def _credential(result: VerificationResult, words: Callable[[Sentence], str]) -> JsonObject:
    """Return one result. What the document says of itself only where its content is proven."""
    credential = result.credential if result.content_is_proven else None
    return {
        "outcome": result.outcome.value,
        "verdict": {audience.value: words(verdict(result, audience)) for audience in Audience},
        "id": credential.id if credential else None,
        "kind": credential.kind.value if credential and credential.kind else None,
        "issuer": _issuer(result) if credential else None,
        "checks": [_check(check, words) for check in result.checks],
    }


def _issuer(result: VerificationResult) -> JsonObject:
    """Return who issued it: the identifier that signed, and what a register says of it."""
    identifier = result.credential.issuer_id if result.credential else None
    return {"id": identifier, **_recognition(result.recognition)}


def _recognition(answer: RecognitionAnswer | None) -> JsonObject:
    if answer is None:
        return {"officialName": None, "recognition": None}
    recognition: Mapping[str, str | None] | None = None
    if answer.recognition is not None:
        until = answer.recognition.recognised_until
        recognition = {
            "recognisedFrom": answer.recognition.recognised_from.isoformat(),
            "recognisedUntil": until.isoformat() if until else None,
            "recognisedBy": answer.recognition.recognised_by,
            "endReason": answer.recognition.end_reason,
        }
    return {
        "officialName": answer.official_name,
        "recognition": None if recognition is None else dict(recognition),
        "askedFor": answer.on.isoformat(),
        "keeper": answer.keeper,
        "listVersion": answer.list_version,
    }


def _check(check: Check, words: Callable[[Sentence], str]) -> JsonObject:
    return {
        "name": check.name,
        "outcome": check.outcome.value,
        "code": check.code,
        "parameters": dict(check.parameters),
        "sentence": words(explain(check)),
    }
