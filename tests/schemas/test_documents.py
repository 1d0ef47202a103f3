"""Strict JSON: security requirements JS-01 to JS-03 and LD-05."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.documents import DOCUMENT_LIMITS, MAX_INTEGER, Limits, parse, parse_object, serialize
from schemas.errors import MalformedDocumentError


def refusal(data: bytes, limits: Limits = DOCUMENT_LIMITS) -> str:
    with pytest.raises(MalformedDocumentError) as caught:
        parse(data, limits=limits)
    return caught.value.code


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":2}',
        '{"a":1,"\\u0061":2}',
        '{"proof":{"type":"x","type":"y"}}',
        '[{"a":[{"b":1,"c":2,"b":1}]}]',
    ],
)
def test_js_01_a_duplicate_key_is_refused_at_every_level(text: str) -> None:
    assert refusal(text.encode()) == "json.duplicate_key"


def test_js_01_a_duplicate_key_is_named() -> None:
    with pytest.raises(MalformedDocumentError) as caught:
        parse(b'{"a":1,"b":2,"b":3}')
    assert caught.value.parameters["member"] == "b"


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", '{"a":[NaN]}'])
def test_js_01_constants_outside_json_are_refused(text: str) -> None:
    assert refusal(text.encode()) == "json.nan"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'"\\ud800"', "json.lone_surrogate"),
        (b'{"\\udfff":1}', "json.lone_surrogate"),
        (b'["\\ud800\\ud800"]', "json.lone_surrogate"),
        (b"\xef\xbb\xbf{}", "json.syntax"),  # a byte order mark
        ('{"a":1}'.encode("utf-16"), "json.not_utf8"),
        (b'"\xc0\xaf"', "json.not_utf8"),  # an overlong slash
        (b'"\xed\xa0\x80"', "json.not_utf8"),  # a surrogate in UTF-8
        (b"", "json.syntax"),
    ],
)
def test_js_02_text_that_is_not_plain_utf8_is_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_js_02_a_surrogate_pair_is_one_character() -> None:
    assert parse(b'"\\ud83d\\ude00"') == "\N{GRINNING FACE}"


@pytest.mark.parametrize(
    "text",
    [
        str(2**53),
        str(-(2**53)),
        "1e400",
        "-1e400",
        "9007199254740993.0",
        "9007199254740992.0",
        "1e21",
        "0.1000000000000000055511151231257827",
        "1e-400",
        "1e-99999999999999999999",
        "1" * 5_000,
        "0." + "1" * 5_000,
    ],
)
def test_js_03_a_number_that_others_would_read_differently_is_refused(text: str) -> None:
    assert refusal(text.encode()) == "json.number_out_of_range"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (str(MAX_INTEGER), MAX_INTEGER),
        (str(-MAX_INTEGER), -MAX_INTEGER),
        ("-0", 0),
        ("0.1", 0.1),
        ("1.0", 1.0),
        ("1E2", 100.0),
        ("0e99999999999999999999", 0.0),
    ],
)
def test_js_03_a_number_that_everybody_reads_alike_is_kept(text: str, number: float) -> None:
    parsed = parse(text.encode())
    assert parsed == number
    assert type(parsed) is type(number)


@pytest.mark.parametrize("depth", [33, 1_000, 100_000])
@pytest.mark.parametrize("shape", ["arrays", "objects", "open arrays"])
def test_ld_05_deep_nesting_is_refused(depth: int, shape: str) -> None:
    texts = {
        "arrays": "[" * depth + "]" * depth,
        "objects": '{"a":' * depth + "1" + "}" * depth,
        "open arrays": "[" * depth,
    }
    code = refusal(texts[shape].encode())
    assert code == "json.too_deep" or (shape == "open arrays" and code == "json.syntax")


def test_ld_05_the_deepest_nesting_that_is_allowed_is_accepted() -> None:
    assert parse(b"[" * 32 + b"]" * 32) is not None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'"' + b"a" * 1_000_000 + b'"', "json.string_too_long"),
        (b'{"' + b"a" * 1_000_000 + b'":1}', "json.string_too_long"),
        (b"{" + b",".join(b'"%d":1' % number for number in range(60_000)) + b"}", "json.too_many_values"),
        (b"[" + b"1," * 60_000 + b"1]", "json.too_many_values"),
        (b" " * 1_048_577, "json.too_large"),
    ],
)
def test_ld_05_huge_documents_are_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_limits_are_those_of_the_caller() -> None:
    assert refusal(b"[1,2,3]", Limits(max_values=2)) == "json.too_many_values"
    assert refusal(b"[[1]]", Limits(max_depth=1)) == "json.too_deep"
    assert parse(b"[1,2]", limits=Limits(max_values=2)) == [1, 2]


@pytest.mark.parametrize("data", [b"[]", b"null", b'"text"', b"1"])
def test_a_document_that_must_be_an_object_is_one(data: bytes) -> None:
    with pytest.raises(MalformedDocumentError) as caught:
        parse_object(data)
    assert caught.value.code == "document.not_an_object"


def test_members_keep_their_order() -> None:
    text = b'{"z":1,"a":{"y":2,"b":3}}'
    assert serialize(parse(text)) == text


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-MAX_INTEGER, MAX_INTEGER)
    | st.floats(-1e6, 1e6, width=64)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_what_was_serialized_parses_to_the_same_value(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False).encode()
    assert parse(serialize(parse(text))) == value


@given(st.binary(max_size=200))
def test_any_bytes_parse_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(MalformedDocumentError):
        parse(data)
