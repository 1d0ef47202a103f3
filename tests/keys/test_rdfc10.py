"""RDFC-1.0 against the W3C test suite (https://github.com/w3c/rdf-canon), and hostile graphs."""

import json
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from keys.canonicalization import rdfc10
from keys.canonicalization.nquads import Quad
from schemas.errors import TooComplexError
from tests.keys.nquads_reader import read_nquads
from tests.vectors import vectors_dir

SUITE = vectors_dir() / "w3c-rdf-canon"
ENTRIES = json.loads((SUITE / "manifest.jsonld").read_text())["entries"]
EVALUATIONS = [entry for entry in ENTRIES if entry["type"] == "rdfc:RDFC10EvalTest"]
MAPS = [entry for entry in ENTRIES if entry["type"] == "rdfc:RDFC10MapTest"]
NEGATIVES = [entry for entry in ENTRIES if entry["type"] == "rdfc:RDFC10NegativeEvalTest"]


def hash_name(entry: dict[str, str]) -> str:
    return entry.get("hashAlgorithm", "SHA256").replace("-", "").lower()


@pytest.mark.parametrize("entry", NEGATIVES, ids=lambda entry: entry["id"].strip("#"))
def test_ld_04_a_poison_graph_of_the_suite_is_refused_by_the_work_it_costs(entry: dict[str, str]) -> None:
    with pytest.raises(TooComplexError) as refused:
        rdfc10.canonicalize(read_nquads((SUITE / entry["action"]).read_text()))
    assert refused.value.code == "complexity.graph"


def test_ld_04_the_clique_is_refused_by_the_work_it_costs() -> None:
    nodes = [f"_:n{number}" for number in range(10)]
    clique = [Quad(a, "<https://example.org/p>", b) for a in nodes for b in nodes if a != b]
    with pytest.raises(TooComplexError):
        rdfc10.canonicalize(clique)


@pytest.mark.parametrize("length", [400, 1000])
def test_ld_04_a_long_chain_of_equal_nodes_is_refused_by_the_work_it_costs(length: int) -> None:
    chain = [Quad(f"_:n{n}", "<https://example.org/p>", f"_:n{n + 1}") for n in range(length)]
    ring = [*chain, Quad(f"_:n{length}", "<https://example.org/p>", "_:n0")]
    for graph in (chain, ring):
        with pytest.raises(TooComplexError):
            rdfc10.canonicalize(graph)


def test_ld_04_a_hub_with_many_equal_spokes_is_named_within_the_allowed_work() -> None:
    # Once the hub has its name, each spoke is settled by one look: many equal things are no attack.
    spokes = [Quad("_:hub", "<https://example.org/p>", f"_:n{n}") for n in range(900)]
    assert len(rdfc10.canonicalize(spokes).splitlines()) == 900


def test_ld_04_two_hubs_with_many_equal_spokes_are_refused_by_the_work_they_cost() -> None:
    spokes = [Quad(f"_:hub{n % 2}", "<https://example.org/p>", f"_:n{n}") for n in range(900)]
    with pytest.raises(TooComplexError):
        rdfc10.canonicalize(spokes)


def test_ld_04_the_same_neighbours_in_many_graphs_are_named_within_the_allowed_work() -> None:
    # One pair of nodes, joined in fifty graphs: fifty equal neighbours, but only one order of them.
    pairs = [
        Quad(subject, "<https://example.org/p>", other, f"<https://example.org/g{n}>")
        for n in range(50)
        for subject, other in (("_:a", "_:b"), ("_:b", "_:a"))
    ]
    assert len(rdfc10.canonicalize(pairs).splitlines()) == 100


BLANKS = st.sampled_from(["_:a", "_:b", "_:c", "_:d"])
QUADS = st.lists(
    st.builds(
        Quad,
        BLANKS,
        st.sampled_from(["<urn:p>", "<urn:q>"]),
        BLANKS | st.just('"x"'),
        BLANKS | st.sampled_from(["", "<urn:g>"]),
    ),
    max_size=7,
)


@settings(deadline=None)
@given(QUADS)
def test_leaving_out_equal_orders_does_not_change_the_result(quads: list[Quad]) -> None:
    form = rdfc10.canonicalize(quads)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdfc10, "_orders", permutations)
        patch.setattr(rdfc10, "MAX_WORK", 10**6)
        try:
            assert rdfc10.canonicalize(quads) == form
        except TooComplexError:
            assume(False)


@settings(deadline=None)
@given(QUADS, st.permutations(["_:w", "_:x", "_:y", "_:z"]))
def test_other_names_for_the_nodes_do_not_change_the_result(quads: list[Quad], names: list[str]) -> None:
    other = dict(zip(["_:a", "_:b", "_:c", "_:d"], names, strict=True))
    renamed = [Quad(*(other.get(term, term) for term in quad)) for quad in reversed(quads)]
    assert rdfc10.canonicalize(renamed) == rdfc10.canonicalize(quads)


def test_more_blank_nodes_than_any_document_has_are_refused() -> None:
    quads = [Quad(f"_:n{n}", "<https://example.org/p>", f'"{n}"') for n in range(rdfc10.MAX_BLANK_NODES + 1)]
    with pytest.raises(TooComplexError) as refused:
        rdfc10.canonicalize(quads)
    assert refused.value.code == "complexity.blank_nodes"


@pytest.mark.parametrize("entry", EVALUATIONS, ids=lambda entry: entry["id"].strip("#"))
def test_the_suite_gives_the_published_canonical_form(entry: dict[str, str]) -> None:
    quads = read_nquads((SUITE / entry["action"]).read_text())
    expected = (SUITE / entry["result"]).read_bytes()
    assert rdfc10.canonicalize(quads, hash_name=hash_name(entry)) == expected


@pytest.mark.parametrize("entry", MAPS, ids=lambda entry: entry["id"].strip("#"))
def test_the_suite_gives_the_published_names(entry: dict[str, str]) -> None:
    quads = read_nquads((SUITE / entry["action"]).read_text())
    lines, names = rdfc10.canonicalize_labelled(quads, hash_name=hash_name(entry))
    assert names == json.loads((SUITE / entry["result"]).read_text())
    assert "".join(lines).encode() == rdfc10.canonicalize(quads, hash_name=hash_name(entry))
    assert list(names.values()) == [f"c14n{number}" for number in range(len(names))]


def test_a_statement_that_is_made_twice_gives_one_line() -> None:
    quads = [
        Quad("_:a", "<urn:p>", "_:a", "_:a"),
        Quad("_:a", "<urn:p>", '"x"'),
        Quad("<urn:s>", "<urn:p>", '"x"'),
    ]
    assert rdfc10.canonicalize(quads * 2) == rdfc10.canonicalize(quads)
    assert len(rdfc10.canonicalize_labelled(quads * 2)[0]) == 3


def test_the_order_and_names_of_the_input_do_not_matter() -> None:
    quads = read_nquads((SUITE / "rdfc10/test044-in.nq").read_text())
    renamed = [
        Quad(*(term.replace("_:", "_:other") if term.startswith("_:") else term for term in quad))
        for quad in reversed(quads)
    ]
    assert rdfc10.canonicalize(quads) == rdfc10.canonicalize(renamed)
