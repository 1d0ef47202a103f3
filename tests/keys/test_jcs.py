"""JCS against the test data of its authors (github.com/cyberphone/json-canonicalization), and JS-03."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

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
