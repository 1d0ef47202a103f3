"""The wallet's Dutch is for people who read little (A2): short sentences, everyday words, "je".

What the receiver of a link reads is addressed to a stranger, so that may say "u".
"""

import re
from collections.abc import Iterator

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from tests.catalogues import KEYWORDS, REPOSITORY, untranslated

AVERAGE_WORDS = 9
LONGEST_SENTENCE_WORDS = 15
LONG_WORD_LETTERS = 14

# Words of the trade that a page may not use, and what to say instead.
BANNED = {
    "credential": "bewijs",
    "did": "",
    "holder": "je",
    "issuer": "organisatie",
    "uitgever": "organisatie",
    "verifier": "de ander",
    "token": "link",
    "url": "adres",
    "qr": "vierkant",
    "authenticatie": "inloggen",
    "verifiëren": "controleren",
    "valideren": "controleren",
    "cryptografisch": "",
    "portfolio": "",
    "selecteer": "kies",
    "indienen": "sturen",
    "middels": "met",
    "dient": "moet",
    "gelieve": "",
    "reeds": "al",
    "teneinde": "om",
    "betreffende": "over",
}
LONG_BUT_KNOWN = {
    "abcd-2345-efgh",
    "ervaringscertificaat",
    "ervaringsprofiel",
    "deelcertificaat",
    "gecontroleerd",
    "vrijwilligerswerk",
    "levenlanglerenkrediet",  # the name of the loan, explained beside it
    "studiefinanciering",  # what DUO calls it, explained beside it
    "examencommissie",  # on paper, for whoever is handed it
}
FOR_THE_RECEIVER = re.compile(r"\b(u|uw)\b", re.IGNORECASE)
RECEIVER_SENTENCES = 37  # who opens a share, and who is asked to write about her


def sentences() -> Iterator[str]:
    with (REPOSITORY / "web" / "babel.cfg").open() as configuration:
        methods, options = parse_mapping_cfg(configuration)
    for _, _, message, _, _ in extract_from_dir(REPOSITORY / "wallet", methods, options, KEYWORDS):
        for text in (message,) if isinstance(message, str) else message:
            if text:
                yield from (part for part in re.split(r"(?<=[.?!:])\s+", text) if part)


def words(sentence: str) -> list[str]:
    plain = re.sub(r"%\(\w+\)[sd]", "iets", sentence)
    return re.findall(r"[\wàâäéèêëïöüç'-]+", plain, re.IGNORECASE)


ALL = sorted(set(sentences()))


def test_there_is_something_to_measure() -> None:
    assert len(ALL) > 200


def test_no_sentence_is_long() -> None:
    assert [sentence for sentence in ALL if len(words(sentence)) > LONGEST_SENTENCE_WORDS] == []


def test_whole_sentences_are_short_on_average() -> None:
    lengths = [len(words(sentence)) for sentence in ALL if sentence.endswith((".", "?", "!"))]
    assert sum(lengths) / len(lengths) <= AVERAGE_WORDS


@pytest.mark.parametrize("word", BANNED)
def test_no_page_uses_words_of_the_trade(word: str) -> None:
    assert [sentence for sentence in ALL if word in map(str.lower, words(sentence))] == []


def test_long_words_are_few_and_known() -> None:
    found = {word.lower() for sentence in ALL for word in words(sentence) if len(word) >= LONG_WORD_LETTERS}
    assert found <= LONG_BUT_KNOWN


def test_nothing_is_done_by_somebody_at_the_end_of_a_sentence() -> None:
    assert [sentence for sentence in ALL if re.search(r"\b(wordt|worden|werd)\b.*\bdoor\b", sentence)] == []


def test_a_holder_is_je_and_only_the_receiver_is_u() -> None:
    formal = [sentence for sentence in ALL if FOR_THE_RECEIVER.search(sentence)]
    assert len(formal) <= RECEIVER_SENTENCES, formal
    assert [sentence for sentence in formal if re.search(r"\b(je|jij|jouw)\b", sentence)] == []


def test_every_sentence_has_an_english_translation() -> None:
    assert untranslated("wallet") == []
