"""jsonschema-rs may say "fit" on the hot path: never for what the definition does not find fit."""

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from schemas.documents import JsonObject, JsonValue
from schemas.fast_schemas import WHITE_SPACE, is_surely_fit, portable, rewritten
from schemas.schema_files import SCHEMA_NAMES, schema_document
from schemas.shape import explained, shape_violations
from tests.schemas.paths import Path, at, changed_at, places, without
from tests.schemas.test_shape import SAMPLES

MUTANTS = 900  # of each kind, beside one for each place that is left out

ANYTHING: tuple[JsonValue, ...] = (
    *(None, True, False, 0, 1, -1, 1.0, 8.0, 0.5, 2**53, -0.0, 1e300),
    *("", " ", "\x1c", "\x85", "\ufeff", "\u180e", "x", "1", "x" * 20_001, "\U0001f600" * 20_000),
    *([], [None], {}, {"id": "x"}, [[]]),
)

# Forms of date and instant about which libraries differ; only the last of each is one of ours.
DATES = ("2026-02-30", "0999-01-01", "9999-12-31", "20260511", "2026-W20-1", "2026-05-11Z", "2026-05-11")
INSTANTS = (
    *("2026-05-11T12:00:60Z", "2026-05-11T24:00:00Z", "2026-05-11t12:00:00z", "2026-05-11 12:00:00Z"),
    *(
        "2026-05-11T12:00:00",
        "2026-05-11T12:00:00+15:00",
        "2026-05-11T12:00:00.1234567Z",
        "2026-05-11T12:00Z",
    ),
    *("0001-01-01T00:00:00Z", "2026-05-11T12:00:00-00:00"),
)


def _spoilt(text: str, chance: random.Random) -> str:
    """Return text with something at its begin, its end or inside that engines read differently."""
    odd = chance.choice(
        ["\n", "\r", "\x1c", "\x85", "\xa0", "\ufeff", "\u2028", "\0", "é", "٣", "ſ", "K", "x"]
    )
    where = chance.choice([0, len(text), chance.randrange(len(text) + 1)])
    return text[:where] + odd + text[where + chance.randrange(2) :]


def _another(value: Any, chance: random.Random) -> JsonValue:
    choices: list[Callable[[], JsonValue]] = [lambda: chance.choice(ANYTHING), lambda: [value]]
    if isinstance(value, str):
        choices += [
            lambda: _spoilt(value, chance),
            lambda: _spoilt(value, chance),
            value.upper,
            lambda: value + "\n",
        ]
        if re.match("[0-9]{4}-", value):
            choices = [lambda: chance.choice(INSTANTS if "T" in value else DATES)]
    elif isinstance(value, int):
        choices += [lambda: float(value), lambda: str(value), lambda: value + chance.randrange(-9, 9)]
    elif isinstance(value, list):
        choices += [
            lambda: [*value, *value],
            lambda: value[1:],
            lambda: value * 40,
            lambda: dict.fromkeys("ab", value),
        ]
    elif isinstance(value, dict):
        choices += [lambda: {**value, chance.choice(["bsn", "id", "type"]): chance.choice(ANYTHING)}]
    return chance.choice(choices)()


def _mutants(document: JsonObject) -> Iterator[JsonObject]:
    chance = random.Random(20260701)
    where: list[Path] = list(places(document))
    yield document
    for path in where:
        yield without(document, path)
    for _ in range(MUTANTS):
        path = chance.choice(where)
        yield changed_at(document, path, _another(at(document, path), chance))


@pytest.mark.parametrize("type_name", SAMPLES)
def test_both_find_the_same_fit(type_name: str) -> None:
    name = SCHEMA_NAMES[type_name]
    fit = 0
    for mutant in _mutants(SAMPLES[type_name]()):
        expected = not explained(mutant, type_name)
        assert is_surely_fit(mutant, name) == expected, explained(mutant, type_name)
        fit += expected
    assert fit > 10, "mutants that are all refused compare nothing"


@pytest.mark.parametrize("type_name", SAMPLES)
def test_every_whole_number_written_with_a_fraction_is_refused_by_both(type_name: str) -> None:
    document = SAMPLES[type_name]()
    for path in places(document):
        value = at(document, path)
        if isinstance(value, int) and not isinstance(value, bool):
            changed = changed_at(document, path, float(value))
            assert not is_surely_fit(changed, SCHEMA_NAMES[type_name])
            assert shape_violations(changed, type_name)


def test_text_that_is_no_unicode_is_left_to_the_definition() -> None:
    """No document that was parsed holds any."""
    document = changed_at(SAMPLES["Diploma"](), ("name",), "\ud800")
    assert not is_surely_fit(document, SCHEMA_NAMES["Diploma"])
    assert not explained(document, "Diploma")


def test_white_space_is_that_of_python() -> None:
    characters = list(map(chr, range(0x110000)))
    assert [each for each in characters if re.match(r"\s", each)] == re.findall(
        f"[{WHITE_SPACE}]", "".join(characters)
    )


@pytest.mark.parametrize("pattern", [r"\d", r"^\w+$", r"a\b", r"\s"])
def test_a_class_that_engines_read_differently_may_not_come_into_a_schema(pattern: str) -> None:
    with pytest.raises(ValueError, match="engines"):
        portable(pattern)


@pytest.mark.parametrize("name", SCHEMA_NAMES.values())
def test_no_keyword_stands_in_a_schema_that_was_not_compared(name: str) -> None:
    """Another keyword is welcome once mutants reach it; `integer` in an array of types is not rewritten."""
    compared = {
        *("$comment", "$defs", "$id", "$ref", "$schema", "additionalProperties", "anyOf", "allOf", "const"),
        *("contains", "description", "else", "enum", "examples", "format", "if", "items", "maxItems"),
        *("maxLength", "maximum", "minItems", "minimum", "not", "pattern", "prefixItems", "properties"),
        *("required", "then", "title", "type", "uniqueItems"),
    }

    def keywords(schema: JsonValue, names: bool = False) -> Iterator[str]:
        if isinstance(schema, list):
            for item in schema:
                yield from keywords(item)
        elif isinstance(schema, dict):
            for key, value in schema.items():
                if not names:
                    yield key
                    assert key != "type" or isinstance(value, str)
                if names or key not in ("const", "enum", "examples", "required"):
                    yield from keywords(value, names=not names and key in ("properties", "$defs"))

    assert set(keywords(schema_document(name))) <= compared
    assert rewritten(schema_document(name)) != schema_document(name)
