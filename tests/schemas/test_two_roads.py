"""The fast road through the parser and the slow one: the same value or the same refusal, always.

A space in front sends a text along the slow road and changes nothing about what it says.
"""

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import documents
from schemas.documents import DOCUMENT_LIMITS, JsonValue, Limits, parse, serialize
from schemas.errors import MalformedDocumentError
from tests.schemas import samples
from tests.vectors import vectors_dir

SAMPLES = [samples.diploma, samples.ervaringscertificaat, samples.vrijstellingsbesluit, samples.trust_list]


def outcome(data: bytes, limits: Limits = DOCUMENT_LIMITS) -> str:
    try:
        return repr(
            parse(data, limits=limits)
        )  # tells 1 from 1.0 and True, -0.0 from 0.0, one order from another
    except MalformedDocumentError as error:
        return error.code


def assert_same(data: bytes, limits: Limits = DOCUMENT_LIMITS) -> None:
    assert outcome(data, limits) == outcome(b" " + data, limits), data[:200]


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_we_write_ourselves_takes_the_fast_road(sample: object, monkeypatch: pytest.MonkeyPatch) -> None:
    data = serialize(sample())  # type: ignore[operator]
    expected = parse(b" " + data)
    monkeypatch.setattr(documents, "_read_any", lambda *_: pytest.fail("took the slow road"))
    assert parse(data) == expected


@pytest.mark.parametrize(
    "file", sorted((vectors_dir() / "json-parsing").glob("*.json")), ids=lambda f: f.name
)
def test_both_roads_agree_on_the_parsing_suite(file: Path) -> None:
    data = file.read_bytes()
    for text in (data, data.strip(), b'{"a":' + data.strip() + b"}"):
        assert_same(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":1}',
        '{"a":1,"a":2}',
        '{"a":{"b":[],"b":[]}}',
        '{"":0,"":0}',
        '["\\ud800"]',
        '["\\ud83d\\ude00"]',
        '{"\\u0061":1}',
        "[NaN]",
        "[Infinity]",
        '["\\u0000\\u001f\\u007f\\b\\f\\/"]',
        '["\u2028\ufeff\uffff"]',
        "[]x",
        "{} ",
        "[1,]",
        "[01]",
        "[-]",
        "[" * 32 + "]" * 32,
        "[" * 33 + "]" * 33,
        '{"a":' * 33 + "1" + "}" * 33,
        "[" * 1000 + "]" * 1000,
        "[" * 200_000,
    ],
)
def test_both_roads_agree_on_what_is_easily_read_two_ways(text: str) -> None:
    assert_same(text.encode())


@pytest.mark.parametrize("depth", range(120, 140))
def test_both_roads_agree_on_depth_when_a_caller_allows_more(depth: int) -> None:
    assert_same(b"[" * depth + b"]" * depth, Limits(max_depth=130))


@pytest.mark.parametrize("number", [2**53 - 1, 2**53, 2**53 + 1, 2**63, 2**64 - 1, 2**64, 10**30])
@pytest.mark.parametrize("form", ["[{0}]", "[-{0}]", "[{0}.0]", "[{0}e0]", "[{0}E-1]", "[0.{0}]"])
def test_both_roads_agree_on_large_numbers(number: int, form: str) -> None:
    assert_same(form.format(number).encode())


@given(
    st.from_regex(rb"-?(0|[1-9][0-9]{0,22})(\.[0-9]{1,22})?([eE][+-]?[0-9]{1,3})?", fullmatch=True)
    | st.floats().map(lambda number: repr(number).encode())
    | st.floats().map(lambda number: json.dumps([number]).encode()[1:-1])
)
def test_both_roads_agree_on_any_number(number: bytes) -> None:
    assert_same(b"[" + number + b"]")


@given(st.binary(max_size=60))
def test_both_roads_agree_on_any_bytes(data: bytes) -> None:
    assert_same(data)
    assert_same(b'["' + data + b'"]')


PIECES = st.sampled_from(
    [*list('[]{},:"\\ 0123-.eE+tfn'), '"a":', '"b":1', "true", "null", "[]", "1.0", "\\u"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_both_roads_agree_on_text_that_is_nearly_json(text: str) -> None:
    assert_same(text.encode())


VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=15,
)


@given(VALUES)
def test_both_roads_agree_on_compact_documents(value: JsonValue) -> None:
    text = json.dumps([value], ensure_ascii=False, separators=(",", ":"))
    assert_same(text.encode("utf-8", "surrogatepass"))


def test_both_roads_agree_on_certificates_with_a_byte_changed() -> None:
    chance = random.Random(8259)
    for sample in SAMPLES:
        data = serialize(sample())
        for _ in range(300):
            at = chance.randrange(len(data))
            insert = bytes([chance.choice(b'"\\{}[]:,0e.\x80\xff d')])
            assert_same(data[:at] + insert + data[at + chance.randrange(2) :])
            other = chance.randrange(len(data))
            assert_same(data[:at] + data[other : other + 40] + data[at:])


@pytest.mark.parametrize("limits", [Limits(max_string_length=5), Limits(max_values=3), Limits(max_depth=2)])
@pytest.mark.parametrize(
    "text", ['["12345"]', '["123456"]', '{"123456":1}', "[1,2,3]", "[1,2,3,4]", "[[[]]]", "[[]]"]
)
def test_both_roads_keep_the_limits_of_the_caller(limits: Limits, text: str) -> None:
    assert_same(text.encode(), limits)


@given(VALUES)
def test_what_is_written_is_what_python_writes_but_for_the_form_of_fractions(value: JsonValue) -> None:
    try:
        expected = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except ValueError as error:
        with pytest.raises(type(error)):
            serialize(value)
        return
    written = serialize(value)
    assert repr(json.loads(written)) == repr(json.loads(expected))
    assert written == expected or "." in expected.decode() or "e" in expected.decode()


@pytest.mark.parametrize(
    "value", [float("nan"), [float("inf")], {"a": [1, -float("inf")]}, "\ud800", {"\udfff": 1}]
)
def test_what_json_can_not_say_is_never_written(value: JsonValue) -> None:
    with pytest.raises(ValueError, match=r"JSON|surrogates"):
        serialize(value)


@pytest.mark.parametrize("value", [datetime(2026, 7, 1, tzinfo=UTC), b"bytes", {1, 2}, object()])
def test_what_is_no_json_value_is_refused_as_python_refuses_it(value: object) -> None:
    with pytest.raises(TypeError):
        serialize(value)  # type: ignore[arg-type]


def test_what_is_nested_deeper_than_orjson_writes_is_written() -> None:
    value: JsonValue = []
    for _ in range(400):
        value = [value]
    assert serialize(value) == b"[" * 401 + b"]" * 401
