"""Compiled contexts: bounded whatever documents ask for, the same for every thread, and never a verdict."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from keys.canonicalization import (
    ContextRules,
    canonicalize_rdf,
    compiled,
    expansion,
    fused,
    statements_of,
)
from keys.canonicalization.compiled import OutsideSubset, initial_context
from keys.canonicalization.context_rules import PRODUCT_CONTEXT_RULES
from keys.canonicalization.nquads import is_blank
from schemas.contexts import CREDENTIALS_V2, OPEN_BADGES_V3, PRODUCT_CONTEXTS, VAKBEWIJS_V1
from schemas.documents import JsonObject, JsonValue
from schemas.errors import DomainError, TooComplexError
from tests.schemas import samples

ADDRESSES = (CREDENTIALS_V2, OPEN_BADGES_V3, VAKBEWIJS_V1)
# A property of credentials v2, whose context redefines protected terms, as only a property's context may.
NO_TYPE = {"cnf"}
CACHES = (compiled._with_addresses, compiled._with_types, compiled._scoped_by)


def forget() -> None:
    for cache in CACHES:
        cache.cache_clear()


def test_combinations_that_documents_choose_do_not_make_the_caches_grow() -> None:
    forget()
    context = initial_context().with_addresses(ADDRESSES)
    accepted = 0
    for names in itertools.combinations(sorted(context.scoped_types), 3):
        with suppress(OutsideSubset):  # two of them protect the same term
            context.with_types(names)
            accepted += 1
        if accepted > compiled.MAX_TABLES:
            break
    assert accepted > compiled.MAX_TABLES
    assert compiled._with_types.cache_info().currsize == compiled.MAX_TABLES
    assert {cache.cache_parameters()["maxsize"] for cache in CACHES} == {compiled.MAX_TABLES}
    assert len(compiled._resolved_contexts) < 400  # the pinned contexts and those inside them
    forget()


def test_names_that_a_document_invents_are_kept_nowhere() -> None:
    context = initial_context().with_addresses(ADDRESSES)
    before = len(context.terms), len(context.types)
    for number in range(100):
        with pytest.raises(OutsideSubset):
            context.terms[f"invented{number}"]
        with pytest.raises(OutsideSubset):
            context.types[f"Invented{number}"]
        assert context.types[f"https://x.example/{number}"] == f"<https://x.example/{number}>"
    assert (len(context.terms), len(context.types)) == before


def test_threads_that_start_together_make_the_same_statements() -> None:
    documents = [samples.diploma(), samples.ervaringscertificaat(), samples.vrijstellingsbesluit()] * 4
    expected = [canonicalize_rdf(document) for document in documents]
    forget()
    with ThreadPoolExecutor(max_workers=12) as pool:
        assert list(pool.map(canonicalize_rdf, documents)) == expected


def test_a_document_is_left_as_it_was() -> None:
    document = samples.diploma()
    fused.walk(document, PRODUCT_CONTEXT_RULES)
    assert document == samples.diploma()


@pytest.mark.parametrize(
    "rules",
    [
        ContextRules(allowed=frozenset({CREDENTIALS_V2})),
        ContextRules(supplied={VAKBEWIJS_V1: {"@context": {}}}),
        ContextRules(allowed=frozenset()),
    ],
    ids=["one is not allowed", "one is replaced", "none is allowed"],
)
def test_a_pinned_context_is_used_only_where_the_rules_allow_that_very_one(rules: ContextRules) -> None:
    assert fused.walk(samples.diploma(), rules) is None


@pytest.mark.parametrize(
    "change",
    [
        {"@context": [*ADDRESSES, {"x": "https://x.example/"}]},
        {"@context": []},
        {"@context": None},
        {"undefined": "x"},
        {"name": None},
        {"evidence": []},
        {"name": 1.0},
        {"type": ["VerifiableCredential", ["Diploma"]]},
        {"type": ["VerifiableCredential", {"id": "x"}]},
        {"": "x"},
        {"id": ["urn:x:y"]},
        {"credentialSubject": {"@context": CREDENTIALS_V2}},
    ],
    ids=repr,
)
def test_what_would_be_refused_is_left_to_the_general_way(change: JsonObject) -> None:
    document = {**samples.diploma(), **change}
    assert fused.walk(document, PRODUCT_CONTEXT_RULES) is None
    with pytest.raises(DomainError):
        canonicalize_rdf(document)


@pytest.mark.parametrize("count", [1, len(PRODUCT_CONTEXTS)])
def test_every_pinned_context_can_be_compiled(count: int) -> None:
    for addresses in itertools.combinations(sorted(PRODUCT_CONTEXTS), count):
        try:
            context = initial_context().with_addresses(addresses)
        except OutsideSubset:
            assert count > 1  # some protect the same term
            continue
        for name in context.scoped_types - NO_TYPE:
            assert context.with_types((name,)).previous is context


def test_statements_are_given_with_blank_nodes_of_one_call() -> None:
    value: JsonValue = samples.vrijstellingsbesluit()
    assert isinstance(value, dict)
    quads = statements_of(value)
    blanks = {term for quad in quads for term in quad if is_blank(term)}
    assert blanks
    assert {quad.graph for quad in quads} == {""}
    assert any(quad.subject == f"<{value['id']}>" for quad in quads)


@pytest.mark.parametrize(
    "value",
    [
        {"@value": "x"},
        {"@value": "x", "@language": ["nl"]},
        {"@value": "x", "@language": ["nl", "en"]},
        {"@value": "x", "@language": "n_l"},
        {"@value": "x", "@direction": ""},
        {"@value": "x", "@direction": ["rtl"]},
        {"@value": "x", "@language": "nl", "@index": "i"},
        {"@value": "x", "@type": "@json"},
        {"@value": "x", "@type": "Achievement"},
        {"@value": "x", "@type": "http://www.w3.org/2001/XMLSchema#integer"},
        {"@value": 5, "@language": "nl"},
        {"@value": ["x"], "@language": "nl"},
    ],
    ids=repr,
)
def test_a_value_object_that_is_not_the_one_way_to_say_it_is_left_to_the_general_way(
    value: JsonObject,
) -> None:
    assert fused.walk({**samples.diploma(), "name": value}, PRODUCT_CONTEXT_RULES) is None


def test_what_the_general_way_refuses_for_its_contexts_is_not_accepted_from_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = samples.ervaringscertificaat()
    assert fused.walk(document, PRODUCT_CONTEXT_RULES) is not None  # every table of it is known from here on
    for module in (fused, expansion):
        monkeypatch.setattr(module, "MAX_CONTEXT_CHANGES", 20)

    assert fused.walk(document, PRODUCT_CONTEXT_RULES) is None
    with pytest.raises(TooComplexError, match="contexts"):
        canonicalize_rdf(document)
