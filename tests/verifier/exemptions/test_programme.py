"""A programme is read strictly: what is wrong in it is named by code and place."""

from datetime import date

import pytest

from schemas.documents import JsonValue
from schemas.errors import MalformedDocumentError
from tests.verifier.exemptions.material import part, programme
from verifier.exemptions.programme import MAX_PARTS, read_programme
from verifier.exemptions.rules import (
    NoRuleError,
    Sector,
    is_older_than,
    months_between,
    rule_for,
    study_years_between,
)

A = part("A", "B1-K1")


@pytest.mark.parametrize(
    ("wrong", "code", "pointer"),
    [
        ({"parts": []}, "exemptions.no_parts", "/parts"),
        ({"parts": [A, A]}, "exemptions.part_twice", "/parts"),
        ({"parts": [A] * (MAX_PARTS + 1)}, "exemptions.too_many", "/parts"),
        ({"parts": [A | {"load": "veel"}]}, "exemptions.load", "/parts/0/load"),
        ({"parts": [A | {"load": "-1"}]}, "exemptions.load", "/parts/0/load"),
        ({"parts": [A | {"load": "NaN"}]}, "exemptions.load", "/parts/0/load"),
        ({"parts": [A | {"load": 400}]}, "document.not_text", "/parts/0/load"),
        ({"parts": [A | {"category": "sport"}]}, "exemptions.category", "/parts/0/category"),
        ({"parts": [A | {"title": "  "}]}, "exemptions.title", "/parts/0/title"),
        (
            {"parts": [A | {"outcomes": [{"part": "B1"}]}]},
            "document.not_text",
            "/parts/0/outcomes/0/codeSystem",
        ),
        ({"parts": "x"}, "document.not_an_object", "/parts"),
        ({"sector": "vo"}, "exemptions.sector", "/sector"),
        ({"loadUnit": "uur"}, "exemptions.load_unit", "/loadUnit"),
        ({"rules": [{"from": "2026-08-01", "until": "2026-08-01"}]}, "exemptions.period", "/rules/0/until"),
        ({"rules": [{"from": "gisteren"}]}, "document.date", "/rules/0/from"),
        ({"rules": [{"from": "2026-08-01", "bases": ["Zwemdiploma"]}]}, "exemptions.basis", "/rules/0/bases"),
        (
            {"rules": [{"from": "2026-08-01", "notExemptable": ["Z"]}]},
            "exemptions.unknown_part",
            "/rules/0/notExemptable",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_named_by_code_and_place(
    wrong: dict[str, JsonValue], code: str, pointer: str
) -> None:
    with pytest.raises(MalformedDocumentError) as caught:
        read_programme({**programme(A), **wrong})
    assert caught.value.code == code
    assert caught.value.pointer.startswith(pointer)


def test_the_rule_of_the_day_counts_and_a_day_without_one_says_so() -> None:
    rule = rule_for(Sector.MBO, date(2026, 9, 1))
    assert rule.last_day_of_appeal(date(2026, 9, 1)) == date(2026, 9, 15)
    assert rule_for(Sector.HO, date(2026, 9, 1)).last_day_of_appeal(date(2026, 9, 1)) == date(2026, 10, 13)
    with pytest.raises(NoRuleError):
        rule_for(Sector.MBO, date(2010, 7, 31))


def test_ages_are_counted_as_people_count_them() -> None:
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert months_between(date(2024, 9, 1), date(2026, 9, 1)) == 24
    assert not is_older_than(date(2026, 3, 1), months=6, on=date(2026, 9, 1))
    assert is_older_than(date(2026, 2, 28), months=6, on=date(2026, 9, 1))
    assert study_years_between(date(2025, 8, 1), date(2027, 7, 31)) == 1
    assert study_years_between(date(2025, 7, 31), date(2026, 8, 1)) == 2
