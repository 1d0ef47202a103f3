"""The parser against nst/JSONTestSuite: y_ must be accepted, n_ must be refused, i_ is left open.

Attack ids: JS-01, JS-02 (SECURITY.md).
"""

import contextlib
import json
from pathlib import Path

import pytest

from schemas.documents import parse
from schemas.errors import MalformedDocumentError
from tests.vectors import vectors_dir

# The grammar accepts these and we do not: other readers round an integral number beyond 2**53-1, however it
# is written, and of two members with one name each reader takes the one that it likes.
REFUSED_ON_PURPOSE = {
    "y_number.json": "json.number_out_of_range",  # 123e65
    "y_number_real_exponent.json": "json.number_out_of_range",  # 123e45
    "y_number_real_capital_e.json": "json.number_out_of_range",  # 1E22
    "y_number_real_fraction_exponent.json": "json.number_out_of_range",  # 123.456e78
    "y_object_extreme_numbers.json": "json.number_out_of_range",  # 1.0e+28
    "y_object_duplicated_key.json": "json.duplicate_key",
    "y_object_duplicated_key_and_value.json": "json.duplicate_key",
}


def suite(prefix: str) -> list[Path]:
    return sorted((vectors_dir() / "json-parsing").glob(f"{prefix}_*.json"))


def refusal(data: bytes) -> str:
    with pytest.raises(MalformedDocumentError) as caught:
        parse(data)
    return caught.value.code


@pytest.mark.parametrize("file", suite("n"), ids=lambda file: file.name)
def test_js_01_what_the_json_grammar_refuses_is_refused(file: Path) -> None:
    assert refusal(file.read_bytes()).startswith("json.")


@pytest.mark.parametrize("file", suite("y"), ids=lambda file: file.name)
def test_js_01_what_the_json_grammar_accepts_is_accepted_or_refused_for_a_named_reason(file: Path) -> None:
    expected = REFUSED_ON_PURPOSE.get(file.name)
    if expected is None:
        assert parse(file.read_bytes()) == json.loads(file.read_bytes())
    else:
        assert refusal(file.read_bytes()) == expected


@pytest.mark.parametrize("file", suite("i"), ids=lambda file: file.name)
def test_js_02_what_the_grammar_leaves_open_never_raises_anything_else(file: Path) -> None:
    with contextlib.suppress(MalformedDocumentError):
        parse(file.read_bytes())


def test_every_exception_is_a_file_of_the_suite() -> None:
    assert set(REFUSED_ON_PURPOSE) <= {file.name for file in suite("y")}
