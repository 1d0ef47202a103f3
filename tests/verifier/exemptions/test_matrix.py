"""What is proposed about each part of a programme, and that nothing is proposed on too little."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.awards import Person
from schemas.documents import JsonObject
from tests.verifier.english import english
from tests.verifier.exemptions.material import (
    FRAMEWORKS,
    ON,
    full,
    part,
    programme,
    proof,
    ref,
)
from verifier.exemptions import Matrix, Proof, Proposal, propose, read_programme
from verifier.exemptions.equivalences import DOSSIER, Equivalence
from verifier.exemptions.matrix import PartProposal
from verifier.exemptions.outcomes import Extent, OutcomeRef
from verifier.exemptions.proofs import own_word
from verifier.exemptions.reasons import Reason
from verifier.exemptions.rules import Basis
from verifier.exemptions.texts import BASIS_TEXTS, PROPOSAL_TEXTS, REASON_TEXTS
from verifier.exemptions.weighing import Standing


def proposed(document: JsonObject, *proofs: Proof, on: date = ON, **more: object) -> Matrix:
    return propose(read_programme(document), proofs, on=on, frameworks=FRAMEWORKS, **more)  # type: ignore[arg-type]


def only(matrix: Matrix) -> PartProposal:
    (row,) = matrix.rows
    return row


def codes(row: PartProposal) -> set[str]:
    """All reasons of a row and its cells; each of them has its sentence."""
    found = {reason.code for cell in row.cells for reason in cell.reasons}
    found |= {reason.code for reason in row.reasons}
    assert found <= set(REASON_TEXTS)
    return found


def test_a_part_is_covered_when_each_of_its_outcomes_is_shown_in_full() -> None:
    wanted = programme(part("VAK", "B1-K1-W1", "B1-K1-W2"))
    assert only(proposed(wanted, proof(*full("B1-K1-W1")))).proposal is Proposal.PARTLY
    assert only(proposed(wanted, proof(*full("B1-K1-W1", "B1-K1-W2")))).proposal is Proposal.COVERED


def test_several_certificates_stack_to_one_part() -> None:
    row = only(
        proposed(
            programme(part("VAK", "B1-K1")),
            proof(*full("B1-K1-W1"), award="one"),
            proof(*full("B1-K1-W2"), award="two"),
        )
    )
    assert row.proposal is Proposal.COVERED
    assert len(row.cells) == 2


def test_copies_of_one_award_are_one_proof_and_a_revoked_copy_takes_nothing_from_a_good_one() -> None:
    good = proof(*full("B1-K1"))
    revoked = replace(good, credential_id="urn:uuid:other", refused=Reason("proof.refused"))
    matrix = proposed(programme(part("VAK", "B1-K1")), revoked, good)
    assert matrix.proofs == (good,)
    assert only(matrix).proposal is Proposal.COVERED


def test_a_diploma_covers_every_part_of_its_qualification_and_of_no_other() -> None:
    diploma = proof((None, Extent.FULL), basis=Basis.DIPLOMA)
    rows = proposed(programme(part("A", "B1-K1-W1"), part("B", "P1-K1")), diploma).rows
    assert [row.proposal for row in rows] == [Proposal.COVERED, Proposal.COVERED]
    other = proof(ref(None, "30000"), basis=Basis.DIPLOMA)
    assert only(proposed(programme(part("A", "B1-K1-W1")), other)).proposal is Proposal.NOT


def test_what_was_partly_recognised_is_partly_shown() -> None:
    row = only(proposed(programme(part("VAK", "B1-K2")), proof(("B1-K2", Extent.PARTLY))))
    assert row.proposal is Proposal.PARTLY


def test_what_was_assessed_and_not_recognised_is_no_failure_and_no_proof() -> None:
    row = only(proposed(programme(part("VAK", "B1-K2")), proof(("B1-K2", Extent.NOT))))
    assert (row.proposal, row.reasons[0].code) == (Proposal.NOT, "part.judged_not_held")


def test_a_part_about_which_nothing_was_sent_says_so() -> None:
    row = only(proposed(programme(part("VAK", "B1-K2")), proof(*full("P1-K1"))))
    assert (row.proposal, row.reasons[0].code, row.cells) == (Proposal.NOT, "part.bare", ())


def test_a_part_that_names_no_outcome_can_not_be_compared() -> None:
    assert only(proposed(programme(part("VAK")), proof(*full(None)))).proposal is Proposal.CANT_TELL


def test_the_basis_of_a_dossier_counts_for_its_other_qualifications_and_its_profile_does_not() -> None:
    """Traps: equal codes in another dossier, and equal codes of a profile, are other things."""
    wanted = programme(part("BASIS", "B1-K1-W1"), part("PROFIEL", "P1-K1"))
    same_dossier = proof(ref("B1-K1-W1", "25492"), ref("P1-K1", "25492"))
    basis, profile = proposed(wanted, same_dossier).rows
    assert (basis.proposal, profile.proposal) == (Proposal.COVERED, Proposal.NOT)
    (shown,) = basis.cells[0].shown
    assert shown.by is not None
    assert shown.by.origin == DOSSIER
    assert proposed(wanted, proof(ref("B1-K1-W1", "30000"))).rows[0].proposal is Proposal.NOT


def test_names_that_look_alike_are_listed_and_count_only_once_a_person_answers_for_them() -> None:
    badge = proof(
        OutcomeRef("url", "https://example.org/wassen"), basis=Basis.OPEN_BADGE, name="Vak wassen en kleden"
    )
    document = programme(part("VAK", "B1-K2") | {"title": "Wassen en kleden"})
    row = only(proposed(document, badge))
    assert row.proposal is Proposal.NOT
    (alike,) = row.look_alikes
    confirmed = Equivalence(alike.said.ref, alike.outcomes[0], "een lid van de commissie", ON)
    sure = only(proposed(document, badge, confirmed=[confirmed]))
    assert (sure.proposal, sure.look_alikes) == (Proposal.COVERED, ())
    assert sure.cells[0].shown[0].by == confirmed


def test_an_equivalence_holds_from_its_day_on_and_one_way_only() -> None:
    later = Equivalence(ref("B1-K1", "30000"), ref("B1-K1"), "publicatie", date(2026, 9, 2))
    document = programme(part("VAK", "B1-K1"))
    held = proof(ref("B1-K1", "30000"))
    assert only(proposed(document, held, confirmed=[later])).proposal is Proposal.NOT
    assert only(proposed(document, held, confirmed=[replace(later, since=ON)])).proposal is Proposal.COVERED
    reverse = replace(later, held=ref("B1-K1"), counts_as=ref("B1-K1", "30000"), since=ON)
    assert only(proposed(document, held, confirmed=[reverse])).proposal is Proposal.NOT


def test_documents_of_different_people_are_seen_to_be_so() -> None:
    samira = Person("Samira", "Haddou", date(1985, 3, 1))
    document = programme(part("A", "B1-K1-W1"), part("B", "B1-K1-W2"))
    one = proof(*full("B1-K1-W1"), award="one", person=samira)
    same = proof(*full("B1-K1-W2"), award="two", person=replace(samira, given_names="SAMIRA"))
    other = proof(*full("B1-K1-W2"), award="three", person=replace(samira, given_names="Johan"))
    hidden = proof(*full("B1-K1-W2"), award="four", person=replace(samira, birth_date=None))
    assert len(proposed(document, one, same).people) == 1
    assert len(proposed(document, one, other).people) == 2
    assert len(proposed(document, one, hidden).people) == 2


def test_papers_of_two_people_never_add_up_and_count_for_the_one_who_is_chosen() -> None:
    samira, johan = Person("Samira", "Haddou", date(1985, 3, 1)), Person("Johan", "Bos", date(1990, 1, 1))
    document = programme(part("A", "B1-K1-W1"), part("B", "B1-K1-W2"))
    hers = proof(*full("B1-K1-W1"), award="one", person=samira)
    his = proof(*full("B1-K1-W2"), award="two", person=johan)

    def proposals(**more: object) -> list[Proposal]:
        return [row.proposal for row in proposed(document, hers, his, **more).rows]  # type: ignore[arg-type]

    assert proposals() == [Proposal.CANT_TELL, Proposal.CANT_TELL]
    assert proposals(about=samira) == [Proposal.COVERED, Proposal.NOT]
    assert proposals(about=johan) == [Proposal.NOT, Proposal.COVERED]
    nobody_named = proof(*full("B1-K1-W2"), award="two", person=replace(johan, birth_date=None))
    assert proposed(document, hers, nobody_named, about=samira).rows[1].proposal is Proposal.COVERED


def test_own_words_are_seen_and_never_cover() -> None:
    said = own_word("item", "Ik was bewoners", proof(*full("B1-K1")).outcomes, dated_on=None)
    row = only(proposed(programme(part("VAK", "B1-K1")), said))
    assert (row.proposal, row.reasons[0].code) == (Proposal.NOT, "part.nothing_counts")
    assert row.cells[0].standing is Standing.STOPPED


@pytest.mark.parametrize(
    ("changed", "proposal", "code"),
    [
        ({"refused": Reason("proof.refused")}, Proposal.NOT, "proof.refused"),
        ({"refused": Reason("proof.refused"), "undecided": True}, Proposal.CANT_TELL, "proof.refused"),
        ({"warnings": ("issuer.unknown",)}, Proposal.CANT_TELL, "proof.warning"),
        ({"warnings": ("issuer.own_word",)}, Proposal.NOT, "proof.own_word"),
        ({"warnings": ("status.suspended",)}, Proposal.CANT_TELL, "proof.warning"),
        ({"basis": Basis.VRIJSTELLINGSBESLUIT}, Proposal.CANT_TELL, "proof.decision"),
        ({"warnings": ("binding.unbound",)}, Proposal.COVERED, "proof.warning"),
        ({"dated_on": date(2026, 9, 2)}, Proposal.CANT_TELL, "proof.later"),
        ({"dated_on": date(2024, 9, 2)}, Proposal.COVERED, "part.covered"),
        ({"dated_on": date(2024, 9, 1)}, Proposal.COVERED, "proof.old"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_weighs_on_a_proof_decides_whether_it_counts(
    changed: dict[str, object], proposal: Proposal, code: str
) -> None:
    """ "Could not check" is never "not shown", and no warning is lost."""
    row = only(proposed(programme(part("VAK", "B1-K1")), proof(*full("B1-K1"), **changed)))  # type: ignore[arg-type]
    assert row.proposal is proposal
    assert code in codes(row)


def test_the_school_is_stricter_than_the_law_from_the_day_it_says() -> None:
    rule: JsonObject = {
        "from": "2026-08-01",
        "until": "2027-08-01",
        "bases": ["Diploma", "Ervaringscertificaat"],
        "maxAgeMonths": {"Ervaringscertificaat": 6},
        "notExemptable": ["VAST"],
    }
    document = programme(part("VAK", "B1-K1"), part("VAST", "B1-K1"), rules=[rule])
    young, old = date(2026, 3, 1), date(2026, 2, 28)
    assert [row.proposal for row in proposed(document, proof(*full("B1-K1"), dated_on=young)).rows] == [
        Proposal.COVERED,
        Proposal.NOT,
    ]
    assert proposed(document, proof(*full("B1-K1"), dated_on=old)).rows[0].proposal is Proposal.NOT
    other = proof(*full("B1-K1"), basis=Basis.DEELCERTIFICAAT)
    assert "proof.basis_not_accepted" in codes(proposed(document, other).rows[0])
    for outside in (date(2026, 7, 31), date(2027, 8, 1)):
        matrix = proposed(document, proof(*full("B1-K1"), dated_on=outside), on=outside)
        assert [row.proposal for row in matrix.rows] == [Proposal.COVERED, Proposal.COVERED]


def test_language_and_numeracy_are_never_covered_by_experience() -> None:
    """Article 14a leaves Nederlands and Engels out; article 3b counts an earlier exam for two study years."""
    document = programme(part("NL", "B1-K1", category="nederlands"))
    assert only(proposed(document, proof(*full("B1-K1")))).reasons[0].code == "part.general"
    recent = proof(*full(None), basis=Basis.DIPLOMA, dated_on=date(2025, 8, 1))
    assert only(proposed(document, recent)).proposal is Proposal.CANT_TELL
    too_early = replace(recent, dated_on=date(2025, 7, 31))
    assert only(proposed(document, too_early)).proposal is Proposal.NOT


def test_the_load_that_is_covered_and_what_is_left_add_up() -> None:
    document = programme(part("A", "B1-K1", load="400"), part("B", "P1-K1", load="7.5"))
    matrix = proposed(document, proof(*full("B1-K1")))
    assert (matrix.covered_load, matrix.remaining_load) == (Decimal(400), Decimal("7.5"))


PARTS = ("B1-K1", "B1-K1-W1", "B1-K1-W2", "B1-K2", "P1-K1", None)
PROOFS = st.lists(
    st.builds(
        lambda outcomes, award, refused: proof(
            *outcomes, award=award, refused=Reason("proof.refused") if refused else None
        ),
        st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(list(Extent))), max_size=4),
        st.sampled_from("abcdefgh"),
        st.booleans(),
    ),
    max_size=5,
    unique_by=lambda each: each.key,
)
WHOLE = programme(*(part(code, code) for code in PARTS if code))
_RANK = {Proposal.NOT: 0, Proposal.CANT_TELL: 0, Proposal.PARTLY: 1, Proposal.COVERED: 2}


@given(PROOFS, PROOFS)
def test_more_proof_never_lowers_a_proposal(some: list[Proof], more: list[Proof]) -> None:
    new = [each for each in more if each.key not in {known.key for known in some}]
    before, after = proposed(WHOLE, *some), proposed(WHOLE, *some, *new)
    for less, most in zip(before.rows, after.rows, strict=True):
        assert _RANK[most.proposal] >= _RANK[less.proposal]


@given(PROOFS)
def test_the_order_of_proofs_changes_nothing(proofs: list[Proof]) -> None:
    expected = [(row.proposal, row.reasons) for row in proposed(WHOLE, *proofs).rows]
    for order in list(permutations(proofs))[:6]:
        assert [(row.proposal, row.reasons) for row in proposed(WHOLE, *order).rows] == expected


@given(PROOFS)
def test_nothing_that_was_refused_covers_anything(proofs: list[Proof]) -> None:
    refused = [replace(each, refused=Reason("proof.refused")) for each in proofs]
    assert all(row.proposal is Proposal.NOT for row in proposed(WHOLE, *refused).rows)


def test_every_proposal_and_kind_has_its_words() -> None:
    assert all(english(text) for text in BASIS_TEXTS.values())
    assert set(PROPOSAL_TEXTS) == set(Proposal)
    assert set(BASIS_TEXTS) == set(Basis)
