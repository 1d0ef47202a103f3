"""LD-04 and LD-05: documents that would cost too much are refused within two seconds, and cheaply."""

import json
import time
from collections.abc import Iterator

import pytest

from keys.canonicalization import ContextRules, canonicalize_rdf
from schemas.contexts import CREDENTIALS_V2
from schemas.documents import JsonObject, JsonValue
from schemas.errors import TooComplexError, UnsignedDataError
from tests.schemas import samples

RELATED: JsonObject = {
    "next": {"@id": "https://x.example/next", "@container": "@set"},
    "row": {"@id": "https://x.example/row", "@container": "@list"},
    "knows": {"@id": "https://x.example/knows", "@type": "@id"},
}
RULES = ContextRules(inline=True)


@pytest.fixture(autouse=True)
def within_two_seconds() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < 2


def document(subject: JsonValue) -> JsonObject:
    return {
        "@context": [CREDENTIALS_V2, RELATED],
        "type": ["VerifiableCredential"],
        "credentialSubject": subject,
    }


def chain(depth: int) -> JsonObject:
    node: JsonObject = {}
    for _ in range(depth):
        node = {"next": [node]}
    return node


@pytest.mark.parametrize("depth", [33, 100, 400, 20_000])
def test_ld_04_a_chain_of_blank_nodes_is_refused_by_its_depth(depth: int) -> None:
    with pytest.raises(TooComplexError) as refused:
        canonicalize_rdf(document(chain(depth)), contexts=RULES)
    assert refused.value.code == "complexity.depth"


def test_ld_04_the_deepest_chain_that_is_allowed_ends_in_time() -> None:
    assert canonicalize_rdf(document(chain(14)), contexts=RULES)


def test_ld_04_five_hundred_equal_subjects_end_in_time() -> None:
    form = canonicalize_rdf(
        {**document([{"knows": "urn:x:y"} for _ in range(500)]), "id": "urn:x:z"}, contexts=RULES
    )
    assert len(form.splitlines()) == 1001


def test_ld_04_equal_rows_that_point_at_each_other_are_refused() -> None:
    rows: list[JsonValue] = [{"row": [{}, {}, {}, {}, {}]} for _ in range(100)]
    with pytest.raises(TooComplexError):
        canonicalize_rdf(document({"row": rows}), contexts=RULES)


def test_ld_04_a_long_list_of_equal_items_is_refused() -> None:
    with pytest.raises(TooComplexError):
        canonicalize_rdf(document({"row": ["a"] * 900}), contexts=RULES)


def test_ld_04_more_blank_nodes_than_allowed_are_refused() -> None:
    with pytest.raises(TooComplexError) as refused:
        canonicalize_rdf(document([{"knows": f"urn:x:{n}"} for n in range(1100)]), contexts=RULES)
    assert refused.value.code == "complexity.blank_nodes"


def test_ld_05_more_values_than_allowed_are_refused() -> None:
    with pytest.raises(TooComplexError) as refused:
        canonicalize_rdf(document({"row": [str(n) for n in range(100_000)]}), contexts=RULES)
    assert refused.value.code == "complexity.size"


def test_ld_05_a_hundred_thousand_members_are_refused() -> None:
    wide: JsonObject = {f"m{n}": "x" for n in range(100_000)}
    with pytest.raises((TooComplexError, UnsignedDataError)):
        canonicalize_rdf(document(wide), contexts=RULES)


def test_ld_05_a_megabyte_of_text_is_no_problem() -> None:
    text = "a\n" * 500_000
    form = canonicalize_rdf({**samples.diploma(), "name": text})
    assert json.dumps(text) in form.decode()


def test_a_certificate_with_many_results_is_well_within_the_bounds() -> None:
    certificate = samples.ervaringscertificaat()
    subject = certificate["credentialSubject"]
    assert isinstance(subject, dict)
    results = subject["result"]
    assert isinstance(results, list)
    subject["result"] = [results[n % len(results)] | {"onderbouwing": f"Reden {n}"} for n in range(60)]  # type: ignore[operator]
    assert canonicalize_rdf(certificate)
