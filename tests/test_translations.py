"""What catalogues for readers must be: complete, faithful in placeholders, honest about who checked them."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from tests.catalogues import READER_CATALOGUES, catalogue_path, missing, read, untranslated
from web.catalogues import UNCHECKED
from web.languages import LANGUAGES, READER_LANGUAGES

COMPLETE = ("ar",)  # these may not vanish; any other language is held to the same as soon as it is there
TRANSLATED = [
    language
    for language in READER_LANGUAGES
    if language not in LANGUAGES
    and (language in COMPLETE or any(catalogue_path(name, language).exists() for name in READER_CATALOGUES))
]
EVERY_CATALOGUE = [(name, language) for language in TRANSLATED for name in READER_CATALOGUES]

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
COUNT = frozenset({"%(num)d", "%(num)s"})
OTHER_DIGITS = re.compile(r"[\u0660-\u0669\u06f0-\u06f9]")


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def messages(name: str, language: str) -> Iterator[Message]:
    yield from (message for message in read(catalogue_path(name, language), language) if message.id)


@pytest.mark.parametrize(("name", "language"), EVERY_CATALOGUE)
def test_nothing_is_missing_fuzzy_or_short_of_a_plural_form(name: str, language: str) -> None:
    assert [message.id for message in missing(name, language) if message.id] == []


@pytest.mark.parametrize(("name", "language"), EVERY_CATALOGUE)
def test_nothing_is_translated_that_no_page_says(name: str, language: str) -> None:
    english = read(catalogue_path(name, "en"), "en")
    assert [message.id for message in messages(name, language) if message.id not in english] == []


@pytest.mark.parametrize(("name", "language"), EVERY_CATALOGUE)
def test_no_placeholder_is_lost_or_added(name: str, language: str) -> None:
    for message in messages(name, language):
        singular = message.id if isinstance(message.id, str) else message.id[-1]
        expected = sorted(PLACEHOLDER.findall(singular))
        for text in texts(message):
            found = sorted(PLACEHOLDER.findall(text))
            if message.pluralizable:  # "one certificate" may be said without its number
                assert set(expected) - set(found) <= COUNT, text
                assert set(found) <= set(expected), text
            else:
                assert found == expected, text
            assert "%" not in PLACEHOLDER.sub("", text) or not expected, text


@pytest.mark.parametrize(("name", "language"), EVERY_CATALOGUE)
def test_a_catalogue_says_whether_a_person_checked_it(name: str, language: str) -> None:
    said = read(catalogue_path(name, language), language).last_translator
    assert said == UNCHECKED or re.fullmatch(r"\S.* <\S+@\S+>", said), said
    assert "EMAIL@ADDRESS" not in said


@pytest.mark.parametrize(("name", "language"), EVERY_CATALOGUE)
def test_digits_are_latin_in_every_language(name: str, language: str) -> None:
    assert [t for message in messages(name, language) for t in texts(message) if OTHER_DIGITS.search(t)] == []


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("package", ["wallet", "verifier", "web"])
def test_every_sentence_in_the_code_is_translated(package: str, language: str) -> None:
    assert untranslated(package, language) == []
