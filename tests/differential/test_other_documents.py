"""Lists, presentations, proofs and foreign credentials: all engines give the same bytes, or ours refuse."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from keys.canonicalization import PRODUCT_CONTEXT_RULES, ContextRules, context_rules, fused
from schemas.contexts import PRODUCT_CONTEXTS, load_context
from schemas.documents import JsonObject, JsonValue
from tests.differential import documents
from tests.differential.comparing import compare
from tests.differential.mutants import mutants
from tests.keys.test_lossless import JSON

PINNED: list[Callable[[], JsonObject]] = [
    documents.trust_list,
    documents.status_list,
    documents.proof_options,
    documents.presentation,
    documents.enveloped_presentation,
    documents.credential_1_1,
    documents.badge_3_0_2,
    documents.json_schema_credential,
]
INLINE: list[Callable[[], JsonObject]] = [
    documents.language_maps,
    documents.lists_and_json,
    documents.graphs,
]


def by_name(sample: Callable[[], JsonObject]) -> str:
    return sample.__name__


@pytest.mark.parametrize("sample", PINNED, ids=by_name)
def test_every_mutant_is_the_same_to_all_engines_or_refused(sample: Callable[[], JsonObject]) -> None:
    document = sample()
    assert compare([document], PRODUCT_CONTEXT_RULES) == {"walked": 1}
    outcomes = compare(mutants(document, count=180, seed=4), PRODUCT_CONTEXT_RULES)
    assert outcomes["walked"] > 40
    assert outcomes["general"] < 10


@pytest.mark.parametrize("sample", INLINE, ids=by_name)
def test_every_mutant_with_a_context_of_its_own_is_the_same_to_all_engines_or_refused(
    sample: Callable[[], JsonObject],
) -> None:
    rules = ContextRules(inline=True)
    document = sample()
    assert compare([document], rules) == {"general": 1}
    outcomes = compare(mutants(document, count=150, seed=5), rules)
    assert outcomes["general"] > 20
    assert outcomes["walked"] == 0


@pytest.fixture
def pin(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, JsonValue], None]:
    """Return a function that makes a context one of the pinned ones, for this test."""

    def pin(address: str, context: JsonValue) -> None:
        pinned = {address: context}
        monkeypatch.setattr(fused, "PRODUCT_CONTEXTS", PRODUCT_CONTEXTS | {address})
        monkeypatch.setattr(context_rules, "load_context", lambda url: pinned.get(url) or load_context(url))

    return pin


@pytest.mark.parametrize("sample", INLINE[1:], ids=by_name)
def test_the_quick_way_knows_more_than_the_contexts_of_today(
    sample: Callable[[], JsonObject], pin: Callable[[str, JsonValue], None]
) -> None:
    # Lists, graphs, values of the vocabulary and scoped contexts within each other, as if they were pinned.
    address = f"https://x.example/{sample.__name__}"
    document, context = documents.addressed(sample(), address)
    pin(address, context)
    rules = ContextRules(allowed=PRODUCT_CONTEXTS | {address})
    outcomes = compare(mutants(document, count=300, seed=6), rules)
    assert outcomes["walked"] + outcomes["general"] > 80
    assert outcomes["walked"] > (5 if sample is documents.lists_and_json else 80)


def test_equal_nodes_in_two_graphs_are_named_as_pyld_and_rdf_canonize_do() -> None:
    # pyoxigraph names them otherwise; see `oracle`.
    document = documents.graphs()
    document["kind"] = {"name": "x", "claims": {"knows": ["urn:x:c"], "name": "y"}}
    assert compare([document], ContextRules(inline=True)) == {"general": 1}


@settings(max_examples=200, deadline=None, derandomize=True)
@given(JSON)
def test_any_json_is_the_same_to_all_engines_or_refused(value: JsonValue) -> None:
    document: JsonObject = {
        "@context": documents.V2,
        "type": "VerifiableCredential",
        "credentialSubject": value,
    }
    compare([document], PRODUCT_CONTEXT_RULES)
