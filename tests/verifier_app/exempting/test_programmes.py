"""Importing a programme: what is wrong is said at its field, and what was typed stays."""

import json

import pytest
from flask import Flask

from schemas.documents import JsonValue
from tests.verifier_app.exempting.material import programme
from tests.verifier_app.organisations.conftest import SCHOOL, signed_in
from verifier.organisations.roles import Role

PATH = f"/console/{SCHOOL}/programmes"


def fields(document: object, **changed: object) -> dict[str, object]:
    written = document if isinstance(document, str) else json.dumps(document)
    return {"board": "Examencommissie Zorg", "appeal_body": "Commissie", "document": written, **changed}


def part(**changed: JsonValue) -> JsonValue:
    return {"id": "A", "title": "Vak A", "load": "10", "outcomes": [], **changed}


def test_a_programme_is_imported_read_and_retired_and_stays_readable(app: Flask) -> None:
    browser = signed_in(app, Role.ADVISER, SCHOOL)
    made = browser.send(f"{PATH}/new", fields(programme()))
    assert made.status_code == 303
    page = browser.open(made.location).text
    assert "Vak B1-K1-W1" in page
    assert "800 studie-uren" in page
    assert browser.send(f"{made.location}/retire").status_code == 303
    assert "Niet meer in gebruik" in browser.open(made.location).text


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ("", "Vul dit in"),
        ("{", "kunnen lezen: json.syntax"),
        ("[]", "kunnen lezen: document.not_an_object"),
        (programme(parts=[]), "kunnen lezen: exemptions.no_parts /parts"),
        (programme(sector="po"), "kunnen lezen: exemptions.sector /sector"),
        (programme(parts=[part(load="0")]), "De omvang van onderdeel A klopt niet"),
        (programme(parts=[part(load="7.5")]), "De omvang van onderdeel A klopt niet"),
        (programme(parts=[part(), part()]), "kunnen lezen: exemptions.part_twice /parts"),
        (programme(title="x" * 300), "kunnen lezen: exemptions.title /title"),
    ],
    ids=["empty", "syntax", "array", "no-parts", "sector", "zero", "half", "twice", "long"],
)
def test_what_is_wrong_with_a_programme_is_named(app: Flask, document: object, sentence: str) -> None:
    browser = signed_in(app, Role.ADVISER, SCHOOL)
    refused = browser.send(f"{PATH}/new", fields(document, board="Blijft staan"))
    assert refused.status_code == 422
    assert sentence in refused.text
    assert "Blijft staan" in refused.text
    assert "Verzorgende" not in browser.open(PATH).text


def test_who_decides_and_who_hears_an_appeal_must_be_told(app: Flask) -> None:
    browser = signed_in(app, Role.ADVISER, SCHOOL)
    for name in ("board", "appeal_body"):
        for value in ("  ", "x" * 201):
            assert browser.send(f"{PATH}/new", fields(programme(), **{name: value})).status_code == 422
