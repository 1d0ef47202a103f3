"""LD-04 and LD-05: documents that would cost too much are refused, by the work that they cost.

What that is in time, `python -m bench poison` says.
"""

import json
from itertools import combinations, islice

import pytest

from keys.canonicalization import ContextRules, canonicalize_rdf, compiled
from keys.canonicalization.compiled import initial_context
from schemas.contexts import CREDENTIALS_V2, OPEN_BADGES_V3, VAKBEWIJS_V1
from schemas.documents import JsonObject, JsonValue
from schemas.errors import TooComplexError, UnsignedDataError
from tests.schemas import samples

RELATED: JsonObject = {
    "next": {"@id": "https://x.example/next", "@container": "@set"},
    "row": {"@id": "https://x.example/row", "@container": "@list"},
    "knows": {"@id": "https://x.example/knows", "@type": "@id"},
}
RULES = ContextRules(inline=True)


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


def test_ld_04_the_deepest_chain_that_is_allowed_is_canonicalised() -> None:
    assert canonicalize_rdf(document(chain(14)), contexts=RULES)


def test_ld_04_five_hundred_equal_subjects_are_canonicalised() -> None:
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


def _of_many_types(count: int) -> JsonObject:
    """Return a document each of whose objects has another combination of types with scoped contexts."""
    context = initial_context().with_addresses((CREDENTIALS_V2, OPEN_BADGES_V3, VAKBEWIJS_V1))
    types = sorted(context.scoped_types - {"IdentifierEntry", "KwalificatieRef", "Result", "cnf"})
    subjects: list[JsonValue] = [
        {"id": f"urn:x:{number}", "type": [*names]}
        for number, names in enumerate(islice(combinations(types, 3), count))
    ]
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_V3, VAKBEWIJS_V1],
        "type": ["VerifiableCredential"],
        "credentialSubject": subjects,
    }


def test_ld_04_another_combination_of_types_in_every_object_is_refused() -> None:
    with pytest.raises(TooComplexError) as refused:
        canonicalize_rdf(_of_many_types(2_500))
    assert refused.value.code == "complexity.contexts"


def test_ld_04_a_document_chooses_no_more_than_a_few_tables_to_be_compiled() -> None:
    for cache in (compiled._with_addresses, compiled._with_types, compiled._scoped_by):
        cache.cache_clear()

    statements = canonicalize_rdf(_of_many_types(500))

    assert len(statements.splitlines()) > 500
    assert compiled._with_types.cache_info().currsize <= compiled.MAX_NEW_TABLES


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
