"""The console's Dutch is B1 and formal; every sentence has an English one with the same blanks in it."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import issuer
from issuer import sentences, words
from issuer.entries.reader import Problem
from issuer.models import ApiScope, AwardState, BatchState, CopyState, OfferState, Role
from issuer.sentences import entry_sentence
from tests.catalogues import untranslated
from tests.issuer.conftest import Browser

CATALOGUE = Path(issuer.__path__[0]) / "translations" / "en" / "LC_MESSAGES" / "messages.po"
SOURCES = sorted(Path(issuer.__path__[0]).rglob("*.py"))
TRADE_WORDS = re.compile(
    r"\b(credential|credentials|did|holder|issuer|token|hash|verifier|e-?portfolio)\b", re.IGNORECASE
)
BLANK = re.compile(r"%\((\w+)\)s")


def messages() -> list[tuple[str, str]]:
    with CATALOGUE.open("rb") as file:
        pairs = [(entry.id, entry.string) for entry in read_po(file) if entry.id]
    flat: list[tuple[str, str]] = []
    for source, target in pairs:
        flat += [(source, target)] if isinstance(source, str) else list(zip(source, target, strict=True))
    return flat


def test_every_sentence_has_an_english_one() -> None:
    assert untranslated("issuer") == []


def test_a_translation_has_the_same_blanks() -> None:
    assert [pair for pair in messages() if set(BLANK.findall(pair[0])) != set(BLANK.findall(pair[1]))] == []


def test_no_page_uses_words_of_the_trade_and_none_says_je() -> None:
    dutch = [source for source, _ in messages()]
    assert [text for text in dutch if TRADE_WORDS.search(text.replace("ns/credentials", ""))] == []
    assert [text for text in dutch if re.search(r"\b(je|jij|jouw)\b", text, re.IGNORECASE)] == []


def test_sentences_are_short() -> None:
    parts = [
        part for source, _ in messages() for part in re.split(r"(?<=[.?!:])\s+", source) if part.endswith(".")
    ]
    lengths = [len(part.split()) for part in parts]
    assert max(lengths) <= 18, max(parts, key=lambda part: len(part.split()))
    assert sum(lengths) / len(lengths) <= 10


def codes_in(pattern: str) -> set[str]:
    return {code for path in SOURCES for code in re.findall(pattern, path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("code", sorted(codes_in(r'"(entry\.[a-z_]+)"') - {"entry.refused"}))
def test_every_problem_of_an_entry_has_a_sentence(code: str) -> None:
    assert code in sentences.ENTRY_SENTENCES


@pytest.mark.parametrize("code", sorted(codes_in(r'"(sheet\.[a-z_]+)"')))
def test_every_problem_of_a_sheet_has_a_sentence(code: str) -> None:
    assert code in sentences.SHEET_SENTENCES or code in sentences.ENTRY_SENTENCES


def test_every_event_of_an_award_has_a_name() -> None:
    events = codes_in(r'note\(\s*session, award, "([a-z_.]+)"')
    assert events
    assert events <= set(words.EVENTS)


def test_every_state_role_and_scope_has_a_word() -> None:
    for states, known in (
        (AwardState, words.STATES),
        (CopyState, words.COPY_STATES),
        (OfferState, words.OFFER_STATES),
        (BatchState, words.BATCH_STATES),
        (Role, words.ROLES),
        (ApiScope, words.API_SCOPES),
    ):
        assert set(states) == set(known)


def test_an_unknown_code_is_named_instead_of_hidden(registrar: Browser) -> None:
    with registrar.client.application.test_request_context():
        assert entry_sentence(Problem("x", "entry.new")) == "Dit klopt niet (code entry.new)."  # type: ignore[arg-type]


def test_pages_speak_english_to_who_asks(registrar: Browser) -> None:
    page = registrar.get("./", headers={"Accept-Language": "en"})
    assert "New certificate" in page.text
    assert "Nieuw certificaat" not in page.text
    wrong = registrar.post(
        "./new/diploma/form?standard=crebo:25498", {}, headers={"Accept-Language": "en"}
    ).text
    assert "Given names: Fill this in." in wrong
