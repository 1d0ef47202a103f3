"""PF-04: one text for each byte string; every other text is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys import encoding
from schemas.errors import MalformedDocumentError


def code_of(decode: object, text: str) -> str:
    with pytest.raises(MalformedDocumentError) as refused:
        decode(text)  # type: ignore[operator]
    return refused.value.code


@pytest.mark.parametrize("text", ["0", "O", "I", "l", " 1", "1 ", "1\n", "é", "1-", "²"])
def test_pf_04_base58_refuses_characters_outside_its_alphabet(text: str) -> None:
    assert code_of(encoding.base58_decode, text) == "encoding.base58"


@pytest.mark.parametrize("text", ["A", "AB==", "A+", "A/", " AA", "AA ", "AA\n", "AB", "AAB", "ÀA", "A A"])
def test_pf_04_base64url_refuses_padding_junk_and_unused_bits(text: str) -> None:
    assert code_of(encoding.base64url_decode, text) == "encoding.base64url"


@pytest.mark.parametrize("text", ["", "m", "zz"[:0], "Z11", "bAA", "1", " z1"])
def test_pf_04_multibase_refuses_other_headers(text: str) -> None:
    assert code_of(encoding.multibase_decode, text) == "encoding.multibase"


def test_pf_04_multibase_refuses_a_header_that_the_caller_did_not_ask_for() -> None:
    with pytest.raises(MalformedDocumentError):
        encoding.multibase_decode("uAAAA", bases="z")


def test_long_texts_are_refused_before_they_cost_time() -> None:
    assert code_of(encoding.base58_decode, "z" * 257) == "encoding.too_long"
    assert code_of(encoding.base64url_decode, "A" * 4097) == "encoding.too_long"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"\0", "1"),
        (b"\0\0\x01", "112"),
        (b"hello world", "StV1DL6CwTryKyV"),
        (b"\xff" * 4, "7YXq9G"),
    ],
)
def test_base58_gives_the_known_text(content: bytes, text: str) -> None:
    assert encoding.base58_encode(content) == text
    assert encoding.base58_decode(text) == content


@given(st.binary(max_size=150))
def test_what_is_encoded_is_decoded(content: bytes) -> None:
    for base in "zu":
        assert encoding.multibase_decode(encoding.multibase_encode(content, base=base)) == content


@given(st.text(max_size=80))
def test_any_text_has_one_reading_or_none(text: str) -> None:
    try:
        content = encoding.multibase_decode(text)
    except MalformedDocumentError:
        return
    assert encoding.multibase_encode(content, base=text[0]) == text


def test_an_unknown_base_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="multibase"):
        encoding.multibase_encode(b"", base="m")
