"""Sentences for people about what the engine found: Dutch message ids by code, translated by a catalogue.

Codes travel, sentences don't: the engine emits codes, and a page, the API or the command line asks here which
sentence belongs to one. Nothing here translates. Dutch is the message id; English is in
`verifier/translations`, domain `engine`.

A code is looked up whole (`status.revoked`), then by its family (`status`). "Could not be checked" never
reads as "not genuine".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from schemas import sentences as schema_sentences
from schemas.violations import Violation
from verifier.engine_texts import (
    CARRIER_TEXTS,
    CHECK_TEXTS,
    NOT_SAID,
    SEVERAL_OWN_WORDS,
    SEVERAL_TEXTS,
    SEVERAL_WORDS,
    VERDICT_TEXTS,
)
from verifier.judging import Carrier, Judgement
from verifier.own_words import certificates, own_words
from verifier.result import Check, Outcome, VerificationResult, worst


class Audience(StrEnum):
    """For whom a verdict is worded."""

    CITIZEN = "citizen"
    PROFESSIONAL = "professional"


class Tone(StrEnum):
    """How a finding is shown: always with an icon and words, never by colour alone."""

    GOOD = "good"
    ATTENTION = "attention"
    BAD = "bad"
    UNKNOWN = "unknown"
    NEUTRAL = "neutral"


TONES: Mapping[Outcome, Tone] = {
    Outcome.PASSED: Tone.GOOD,
    Outcome.WARNING: Tone.ATTENTION,
    Outcome.FAILED: Tone.BAD,
    Outcome.INDETERMINATE: Tone.UNKNOWN,
    Outcome.SKIPPED: Tone.NEUTRAL,
}

# Parameters that hold an ISO date; whoever shows a sentence writes them as people do.
DATE_PARAMETERS = frozenset(
    {"since", "until", "on", "signed_on", "checked_on", "listed_on", "awarded", "agreed", "requested"}
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message id, what fills it in, and its tone. `message` % `parameters` is the Dutch sentence."""

    message: str
    parameters: Mapping[str, str]
    tone: Tone


def explain(check: Check) -> Sentence:
    """Return the one plain line about a finding."""
    tone = TONES[check.outcome]
    if check.code.endswith(".not_believable"):
        return Sentence(CHECK_TEXTS["not_believable"], check.parameters, tone)
    if check.name == "schema" and check.code not in CHECK_TEXTS:
        violation = Violation(
            check.parameters.get("pointer", ""),
            check.parameters.get("keyword", ""),
            check.code,
            check.parameters,
        )
        message, parameters = schema_sentences.sentence(violation)
        return Sentence(message, parameters, tone)
    return Sentence(_text(check), check.parameters, tone)


def verdict(result: VerificationResult, audience: Audience) -> Sentence:
    """Return the one sentence about a credential."""
    outcome, decisive = result.outcome, result.decisive
    if outcome is Outcome.PASSED:
        # A note that changes nothing about the outcome still belongs in the sentence.
        noted = (check for check in result.checks if (outcome, check.code) in VERDICT_TEXTS)
        decisive = next(noted, decisive)
    return _verdict(outcome, decisive, audience)


def particulars(result: VerificationResult) -> tuple[Sentence, ...]:
    """Return the findings that belong under the verdict, since they say what it leaves open.

    Those are the finding that decided, and notes that change nothing; where nothing else is to be said, the
    verdict itself gives the note. A verdict that is worded for one code says all that the line about it
    would, unless the line names a day, a party or a number.
    """
    if result.outcome is Outcome.PASSED:
        return ()
    noted = (check for check in result.checks if (Outcome.PASSED, check.code) in VERDICT_TEXTS)
    lines = ((check, explain(check)) for check in (result.decisive, *noted))
    return tuple(
        line
        for check, line in lines
        if "%(" in line.message or (check.outcome, check.code) not in VERDICT_TEXTS
    )


def overall_verdict(judgement: Judgement, audience: Audience) -> Sentence:
    """Return the one sentence about everything that was handed over."""
    presentation = judgement.presentation
    if presentation is not None and not presentation.credentials:
        decisive = next(check for check in presentation.checks if check.outcome is judgement.outcome)
        return _verdict(judgement.outcome, decisive, audience)
    # What she says herself and what others signed about her stand apart: they make certificates neither
    # better nor worse.
    judged = certificates(judgement.results)
    if not judged:
        return _words(judgement.results, audience)
    if len(judged) == 1:
        return verdict(judged[0], audience)
    outcome = worst(result.outcome for result in judged)
    return Sentence(SEVERAL_TEXTS[outcome], MappingProxyType({"count": str(len(judged))}), TONES[outcome])


def carrier_note(carrier: Carrier) -> Sentence:
    """Return what to know of the PDF around the documents: nobody signed what its pages say."""
    tone = Tone.ATTENTION if carrier.changed_later else Tone.NEUTRAL
    return Sentence(CARRIER_TEXTS[carrier.changed_later], MappingProxyType({}), tone)


def not_said() -> tuple[str, ...]:
    """Return what a verdict does not say, as message ids."""
    return NOT_SAID


def _words(results: Sequence[VerificationResult], audience: Audience) -> Sentence:
    if len(results) == 1:
        return verdict(results[0], audience)
    only_hers = all(own_words(result) is not None for result in results)
    text = SEVERAL_OWN_WORDS if only_hers else SEVERAL_WORDS
    return Sentence(text, MappingProxyType({"count": str(len(results))}), TONES[Outcome.WARNING])


def _verdict(outcome: Outcome, decisive: Check, audience: Audience) -> Sentence:
    family = decisive.code.partition(".")[0]
    texts = next(
        VERDICT_TEXTS[key]
        for key in ((outcome, decisive.code), (outcome, family), (outcome, decisive.name), (outcome, ""))
        if key in VERDICT_TEXTS
    )
    citizen, professional = texts
    return Sentence(
        citizen if audience is Audience.CITIZEN else professional, decisive.parameters, TONES[outcome]
    )


def _text(check: Check) -> str:
    """Return the text of a code, or that of its family."""
    return CHECK_TEXTS.get(check.code) or CHECK_TEXTS[check.code.partition(".")[0]]
