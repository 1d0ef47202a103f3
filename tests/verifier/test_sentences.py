"""Sentences: one for every code, in two languages, calm, and true about what could not be checked."""

import re
from collections.abc import Iterator

import pytest

from schemas.sentences import MESSAGE_IDS
from tests.tampering.codes import emitted_codes
from tests.verifier.english import english, translations
from verifier.engine_texts import (
    CARRIER_TEXTS,
    CHECK_TEXTS,
    NOT_SAID,
    SEVERAL_OWN_WORDS,
    SEVERAL_TEXTS,
    SEVERAL_WORDS,
    VERDICT_TEXTS,
)
from verifier.entitlement.texts import every_text
from verifier.exemptions.texts import (
    BASIS_TEXTS,
    DOSSIER_ORIGIN,
    PROPOSAL_TEXTS,
    REASON_TEXTS,
    RULE_NOTES,
)
from verifier.result import Check, Outcome
from verifier.sentences import Audience, Tone, explain, not_said

CITIZEN, PROFESSIONAL = Audience.CITIZEN, Audience.PROFESSIONAL
PLACEHOLDER = re.compile(r"%\((\w+)\)s")

# Words of our trade, and words that frighten or accuse.
BANNED = frozenset(
    {
        *("credential", "did", "token", "issuer", "holder", "verifier", "json-ld", "cryptosuite", "hash"),
        *("vervalst", "vals", "nep", "fraude", "crimineel", "verdacht", "gevaar", "waarschuwing", "alarm"),
        *("fout", "ongeldig", "gezakt", "mislukt", "geweigerd", "afgekeurd"),
    }
)


def _all_texts() -> Iterator[str]:
    yield from CHECK_TEXTS.values()
    yield from CARRIER_TEXTS.values()
    yield from (text for pair in VERDICT_TEXTS.values() for text in pair)
    yield from SEVERAL_TEXTS.values()
    yield from (SEVERAL_OWN_WORDS, SEVERAL_WORDS)
    yield from NOT_SAID
    yield from (*REASON_TEXTS.values(), *PROPOSAL_TEXTS.values(), *RULE_NOTES.values(), DOSSIER_ORIGIN)
    yield from every_text()


def _citizen_verdicts() -> Iterator[tuple[Outcome, str]]:
    yield from ((outcome, texts[0]) for (outcome, _), texts in VERDICT_TEXTS.items())
    yield from SEVERAL_TEXTS.items()


def _check_name(code: str) -> str:
    family = code.partition(".")[0]
    return family if family in {"schema", "status", "issuer", "evidence"} else "proof"


@pytest.mark.parametrize("code", sorted(emitted_codes()))
def test_every_code_that_the_engine_can_emit_has_a_line_in_dutch_and_in_english(code: str) -> None:
    sentence = explain(Check(_check_name(code), Outcome.FAILED, code))

    assert sentence.message
    assert english(sentence.message)


@pytest.mark.parametrize("name", ["structure", "proof", "key", "issuer", "status", "schema", "freshness"])
def test_every_check_that_is_left_out_says_why(name: str) -> None:
    sentence = explain(Check(name, Outcome.SKIPPED, f"{name}.not_believable", {"because": "proof"}))

    assert sentence.tone is Tone.NEUTRAL
    assert english(sentence.message).startswith("Not checked")


@pytest.mark.parametrize("message", sorted(set(_all_texts())))
def test_every_sentence_is_translated_with_the_same_blanks(message: str) -> None:
    translated = english(message)

    assert translated
    assert translated != message
    assert set(PLACEHOLDER.findall(translated)) == set(PLACEHOLDER.findall(message))


def test_the_catalogue_holds_no_sentence_that_nobody_says() -> None:
    assert set(translations()) - set(_all_texts()) - set(BASIS_TEXTS.values()) - MESSAGE_IDS == set()


@pytest.mark.parametrize("message", sorted(set(_all_texts())))
def test_no_sentence_uses_a_word_of_our_trade_or_one_that_frightens(message: str) -> None:
    words = set(re.findall(r"[a-zà-ÿ-]+", message.lower()))

    # "Ongeldig verklaard" is what a register does to a recognition, and JSON is what a file is.
    assert words & BANNED <= ({"ongeldig"} if "erkenning" in message.lower() else set())


@pytest.mark.parametrize(("outcome", "message"), sorted(set(_citizen_verdicts())))
def test_a_verdict_for_citizens_is_short(outcome: Outcome, message: str) -> None:
    for sentence in re.split(r"(?<=[.:])\s", message):
        assert len(sentence.split()) <= 15, sentence


def test_could_not_be_checked_never_reads_as_false() -> None:
    for (outcome, _), texts in VERDICT_TEXTS.items():
        if outcome is Outcome.INDETERMINATE:
            for text in texts:
                assert not re.search(r"niet (echt|geldig)|vertrouw|veranderd na", text), text
                assert re.search(r"\b[Kk]on(den)?\b", text), text


def test_only_what_was_judged_false_is_said_to_be() -> None:
    for (outcome, _), texts in VERDICT_TEXTS.items():
        for text in texts:
            if outcome in (Outcome.PASSED, Outcome.WARNING):
                assert not re.search(r"[Vv]ertrouw (het|dit) niet|[Nn]iet (echt|geldig)\b", text), text


def test_what_a_verdict_does_not_say_begins_with_who_somebody_is() -> None:
    assert "identiteitsbewijs" in not_said()[0]
    assert len(not_said()) == 3
