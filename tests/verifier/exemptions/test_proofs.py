"""What a judged document proves: of real documents, signed, revoked, changed and shown by someone else."""

from collections.abc import Callable
from datetime import date

import pytest

from schemas.documents import JsonObject
from schemas.frameworks import Frameworks
from tests.ecosystem import (
    DEELCERTIFICAAT,
    DIPLOMA,
    ERVARINGSCERTIFICAAT,
    VRIJSTELLINGSBESLUIT,
    World,
)
from tests.verifier.exemptions.material import part, programme
from verifier.exemptions import Proposal, proof_of, propose, read_programme
from verifier.exemptions.outcomes import Extent
from verifier.exemptions.rules import Basis
from verifier.exemptions.stacking import held_parts


@pytest.fixture
def world() -> World:
    return World()


def test_an_ervaringscertificaat_proves_what_it_recognises_and_names_what_it_does_not(world: World) -> None:
    document = world.evc_provider.issue(ERVARINGSCERTIFICAAT, holder=world.samira)
    proof = proof_of(world.verify(document, presented_by=world.samira.did))
    assert proof is not None
    assert {str(each.ref): each.extent for each in proof.outcomes} == {
        "crebo:25491/B1-K1-W1": Extent.FULL,
        "crebo:25491/B1-K1-W2": Extent.FULL,
        "crebo:25491/B1-K2-W1": Extent.NOT,
    }
    assert proof.key == (world.evc_provider.did, document["awardId"])
    assert (proof.basis, proof.issuer_name, proof.refused) == (
        Basis.ERVARINGSCERTIFICAAT,
        "EVC Voorbeeld",
        None,
    )
    assert proof.standard_version
    assert proof.oldest_evidence is not None


@pytest.mark.parametrize("kind", [DIPLOMA, DEELCERTIFICAAT, VRIJSTELLINGSBESLUIT])
def test_each_kind_proves_something(world: World, kind: object) -> None:
    proof = proof_of(world.verify(world.school.issue(kind)))  # type: ignore[arg-type]
    assert proof is not None
    assert proof.outcomes


def _changed(world: World) -> JsonObject:
    return {**world.evc_provider.issue(ERVARINGSCERTIFICAAT), "name": "Iets anders"}


def _revoked(world: World) -> JsonObject:
    document = world.evc_provider.issue(ERVARINGSCERTIFICAAT)
    world.evc_provider.revoke(document)
    return document


def _unreachable(world: World) -> JsonObject:
    document = world.evc_provider.issue(ERVARINGSCERTIFICAAT)
    del world.network.pages[world.evc_provider.list_url("revocation")]
    return document


def test_a_changed_document_proves_nothing_at_all(world: World) -> None:
    assert proof_of(world.verify(_changed(world))) is None


@pytest.mark.parametrize(
    ("make", "undecided", "proposal"),
    [(_revoked, False, Proposal.NOT), (_unreachable, True, Proposal.CANT_TELL)],
    ids=["revoked", "could-not-check"],
)
def test_a_document_that_does_not_pass_is_seen_with_its_reason_and_covers_nothing(
    world: World, make: Callable[[World], JsonObject], undecided: bool, proposal: Proposal
) -> None:
    proof = proof_of(world.verify(make(world)))
    assert proof is not None
    assert proof.refused is not None
    assert proof.undecided is undecided
    matrix = propose(
        read_programme(programme(part("VAK", "B1-K1-W1"))),
        [proof],
        on=date(2026, 9, 1),
        frameworks=Frameworks.shipped(),
    )
    assert matrix.rows[0].proposal is proposal


def test_deelcertificaten_and_experience_stack_to_a_qualification_and_what_misses_is_named(
    world: World,
) -> None:
    frameworks = Frameworks.shipped()
    qualification = frameworks.find("crebo", "25491")
    assert qualification is not None
    proof = proof_of(world.verify(world.evc_provider.issue(ERVARINGSCERTIFICAAT)))
    assert proof is not None
    held = held_parts(qualification, [proof, proof], on=date(2026, 9, 1), frameworks=frameworks)
    assert {each.ref.part: each.extent for each in held} == {
        "B1-K1-W1": Extent.FULL,
        "B1-K1-W2": Extent.FULL,
        "B1-K1-W3": None,
        "B1-K2-W1": Extent.NOT,
        "B1-K2-W2": None,
    }
    assert [len(each.by) for each in held] == [1, 1, 0, 1, 0]
