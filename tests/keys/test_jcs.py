"""JCS against the test data of its authors (github.com/cyberphone/json-canonicalization), and JS-03."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from keys.canonicalization import canonicalize_json
from schemas.documents import JsonValue
from schemas.errors import MalformedDocumentError
from tests.vectors import vectors_dir

FOLDER = vectors_dir() / "jcs"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (2**53, "json.number_out_of_range"),
        (-(2**53), "json.number_out_of_range"),
        (float("nan"), "json.number_out_of_range"),
        (float("inf"), "json.number_out_of_range"),
        ("\ud800", "json.lone_surrogate"),
        ({"\udfff": 1}, "json.lone_surrogate"),
    ],
    ids=ascii,
)
def test_js_03_what_has_no_single_form_is_refused(value: JsonValue, code: str) -> None:
    with pytest.raises(MalformedDocumentError) as refused:
        canonicalize_json({"value": value})
    assert refused.value.code == code


def test_js_03_nesting_without_end_is_refused() -> None:
    value: JsonValue = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(MalformedDocumentError) as refused:
        canonicalize_json(value)
    assert refused.value.code == "json.too_deep"


def test_js_04_composed_and_decomposed_text_stay_two_texts() -> None:
    assert canonicalize_json("\u00e9") != canonicalize_json("e\u0301")


@pytest.mark.parametrize("file", sorted((FOLDER / "input").glob("*.json")), ids=lambda file: file.stem)
def test_the_authors_form_is_ours(file: Path) -> None:
    value = json.loads(file.read_bytes())
    assert canonicalize_json(value) == (FOLDER / "output" / file.name).read_bytes()
    hexadecimal = (FOLDER / "outhex" / f"{file.stem}.txt").read_text()
    assert canonicalize_json(value) == bytes.fromhex(hexadecimal.replace("\n", " "))


@pytest.mark.parametrize(
    ("number", "text"), [(1.0, "1"), (-0.0, "0"), (1e21, "1e+21"), (0.1, "0.1"), (1e-7, "1e-7")]
)
def test_numbers_are_written_as_ecmascript_does(number: float, text: str) -> None:
    assert canonicalize_json(number).decode() == text
    assert Decimal(text) == Decimal(repr(number))


TEXT = st.text(max_size=12) | st.text(
    alphabet=st.sampled_from('\x00\x08\t\n\x1f"\\/\x7f\x80\u2028\ud800\ue000\uffff\U00010000a'), max_size=6
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([2**53 - 1, 2**53, -(2**53), 1 - 2**53])
    | st.floats()
    | TEXT,
    lambda children: st.lists(children, max_size=4) | st.dictionaries(TEXT, children, max_size=4),
    max_leaves=15,
)


@settings(max_examples=500, deadline=None)
@given(VALUES)
def test_the_fast_way_and_the_reference_always_agree(value: JsonValue) -> None:
    try:
        expected = rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        with pytest.raises(MalformedDocumentError):
            canonicalize_json(value)
    else:
        assert canonicalize_json(value) == expected


def test_names_beyond_the_basic_plane_sort_by_their_utf_16_units() -> None:
    # By code points the order would be the other one.
    assert canonicalize_json({"\uffff": 1, "\U00010000": 2}) == '{"\U00010000":2,"\uffff":1}'.encode()


def test_names_of_the_basic_plane_sort_alike_either_way() -> None:
    names = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    value: JsonValue = dict.fromkeys(reversed(names), True)
    assert canonicalize_json(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("depth", [60, 64, 100, 253, 254, 255, 300])
def test_nesting_is_written_alike_however_deep(depth: int) -> None:
    value: JsonValue = "x"
    for _ in range(depth):
        value = [value]
    assert canonicalize_json(value) == b"[" * depth + b'"x"' + b"]" * depth
