"""The Dutch of every page is as plain as its reader needs: A2 in the wallet, B1 elsewhere (`tests.dutch`).

In the wallet she is "je". What the receiver of a link reads is addressed to a stranger, so that may say "u".
"""

import re

import pytest

from tests import dutch
from tests.catalogues import untranslated

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
RECEIVER_SENTENCES = 46  # who opens a share, and who is asked to write about her


@pytest.mark.parametrize("package", dutch.LEVELS)
def test_every_package_is_as_plain_as_its_reader_needs(package: str) -> None:
    assert len(dutch.sentences(package)) > 20
    assert dutch.problems(package) == []


def test_long_words_of_the_wallet_are_few_and_known() -> None:
    assert set(dutch.long_words("wallet")) <= LONG_BUT_KNOWN


def test_a_holder_is_je_and_only_the_receiver_is_u() -> None:
    texts = [sentence.text for sentence in dutch.sentences("wallet")]
    formal = [text for text in texts if FOR_THE_RECEIVER.search(text)]
    assert len(formal) <= RECEIVER_SENTENCES, formal
    assert [text for text in formal if re.search(r"\b(je|jij|jouw)\b", text)] == []


def test_every_sentence_has_an_english_translation() -> None:
    assert untranslated("wallet") == []
