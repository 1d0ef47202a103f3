"""Canonical N-Quads: the escapes of https://www.w3.org/TR/rdf-canon/#canonical-quads, and what an IRI is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys.canonicalization.nquads import XSD, Quad, iri_term, is_absolute_iri, is_language_tag, literal_term
from tests.keys.nquads_reader import read_nquads


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "/path",
        "../x",
        "#x",
        "?x",
        "//host/path",
        ":x",
        "1http:x",
        "https ://not-a-url/",
        " https://x",
        "https://x ",
        "https://x/a b",
        "https://x/<y>",
        'https://x/"',
        "https://x/{y}",
        "https://x/a|b",
        "https://x/a\\b",
        "https://x/a^b",
        "https://x/`",
        "https://x/\x00",
        "https://x/\n",
        "https://x/\ud800",
        "_:b0",
    ],
    ids=ascii,
)
def test_text_that_is_no_absolute_iri_is_told_apart(text: str) -> None:
    assert not is_absolute_iri(text)


@pytest.mark.parametrize(
    "text", ["urn:uuid:1", "https://x/é", "did:web:x%3A1#k", "mailto:a@b", "data:,x", "a:"]
)
def test_absolute_iris_are_recognised(text: str) -> None:
    assert is_absolute_iri(text)


@pytest.mark.parametrize(
    "text",
    ["nl", "NL", "nl-BE", "de-CH-1901", "zh-Hant-TW", "es-419", "sl-rozaj-biske", "en-u-ca-gregory", "x-own"],
)
def test_language_tags_are_recognised(text: str) -> None:
    assert is_language_tag(text)


@pytest.mark.parametrize("text", ["", "x", "n", "nl_BE", "nl-", "nl--BE", "nl BE", "en-u", "néd", "a" * 9])
def test_text_that_is_no_language_tag_is_told_apart(text: str) -> None:
    assert not is_language_tag(text)


@pytest.mark.parametrize(
    ("character", "escaped"),
    [
        ("\b", "\\b"),
        ("\t", "\\t"),
        ("\n", "\\n"),
        ("\f", "\\f"),
        ("\r", "\\r"),
        ('"', '\\"'),
        ("\\", "\\\\"),
        ("\x00", "\\u0000"),
        ("\x07", "\\u0007"),
        ("\x0b", "\\u000B"),
        ("\x1f", "\\u001F"),
        ("\x7f", "\\u007F"),
        ("\ufffe", "\\uFFFE"),
        ("\x80", "\x80"),
        ("é", "é"),
        ("\u2028", "\u2028"),
        ("🎓", "🎓"),
    ],
)
def test_a_character_is_escaped_as_the_specification_says(character: str, escaped: str) -> None:
    assert literal_term(f"a{character}b") == f'"a{escaped}b"'


def test_terms_are_written_in_full() -> None:
    assert literal_term("x", datatype=XSD + "string") == '"x"'
    assert literal_term("x", datatype=XSD + "date") == f'"x"^^<{XSD}date>'
    assert literal_term("x", language="nl") == '"x"@nl'
    line = Quad("_:b", iri_term("urn:p"), literal_term("x"), iri_term("urn:g")).line()
    assert line == '_:b <urn:p> "x" <urn:g> .\n'


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_literal_takes_one_line_and_is_read_back(text: str) -> None:
    quad = Quad("_:b", "<urn:p>", literal_term(text))
    assert quad.line().count("\n") == 1
    assert read_nquads(quad.line()) == [quad]
