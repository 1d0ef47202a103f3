"""The five people of the running example, with outcomes written out by hand, under both sets of rules."""

from datetime import date

import pytest

from tests.verifier.entitlement import people
from tests.verifier.entitlement.people import TODAY
from verifier.entitlement import (
    Conclusion,
    Declared,
    LawOutcome,
    ProposalOutcome,
    Target,
    assess,
    current_law,
    read_history,
    ser_proposal,
)
from verifier.entitlement.history import Dismissal
from verifier.result import VerifiedCredential

ORDER = "entree mbo-2 mbo-3 mbo-4 ad bachelor master second part credit"
LAW = {
    "R": LawOutcome.RIGHT,
    "L": LawOutcome.LIKELY,
    "N": LawOutcome.NO_RIGHT,
    "?": LawOutcome.UNKNOWN,
}
PROPOSED = {
    "P": ProposalOutcome.PROPOSED,
    "N": ProposalOutcome.NOT_USABLE,
    "?": ProposalOutcome.UNKNOWN,
}
NOTHING = Declared()
ANSWERED = Declared(
    degrees=frozenset(),
    care_or_education_degree=False,
    meets_nationality_rule=True,
    initial_education_finished=True,
    works=True,
    gets_student_finance=False,
)


def law(
    documents: list[VerifiedCredential], declared: Declared, on: date = TODAY
) -> dict[Target, Conclusion[LawOutcome]]:
    found = assess(read_history(documents, on=on), declared, on=on, rules=current_law())
    return {each.target: each for each in found}


def proposal(
    documents: list[VerifiedCredential], declared: Declared, on: date = TODAY
) -> dict[Target, Conclusion[ProposalOutcome]]:
    found = assess(read_history(documents, on=on), declared, on=on, rules=ser_proposal())
    return {each.target: each for each in found}


# Entree, mbo 2, 3, 4; ad, bachelor, master; second degree, part, credit.
CASES = {
    "Samira who says nothing": (people.samira, NOTHING, "LLLL ??? ?N?", "???? ??? N?P"),
    "Samira who answers": (people.samira, ANSWERED, "LLLL LLL LNL", "PPPP PPP NPP"),
    "Johan who says nothing": (people.johan, NOTHING, "LLLL ??? ?N?", "???? ??? N?P"),
    "Johan who answers": (people.johan, ANSWERED, "LLLL LLL LNL", "PPPP PPP NPP"),
    "Fatima who says nothing": (people.fatima, NOTHING, "LLLL ?NN ?N?", "???? NNN N?P"),
    "Fatima who answers": (people.fatima, ANSWERED, "LLLL ?NN LNL", "PPPP NNN NPP"),
    "Piet who says nothing": (people.piet, NOTHING, "LLLL ??? ?NN", "???? ??? N?P"),
    "Piet who answers": (people.piet, ANSWERED, "LLLL LLL LNN", "PPPP PPP NPP"),
    "Lisa": (people.lisa, NOTHING, "LLLL LRR RN?", "NNNN NNN NNN"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_the_law_leaves_open_to(name: str) -> None:
    documents, declared, expected, _ = CASES[name]

    found = law(documents(), declared)

    assert [each.outcome for each in found.values()] == [LAW[mark] for mark in expected.replace(" ", "")]


@pytest.mark.parametrize("name", CASES)
def test_what_the_ser_proposed_for(name: str) -> None:
    documents, declared, _, expected = CASES[name]

    found = proposal(documents(), declared)

    assert [each.outcome for each in found.values()] == [PROPOSED[mark] for mark in expected.replace(" ", "")]


def test_a_statement_turns_what_is_unknown_about_samira_into_a_right() -> None:
    mbo = people.enrolment("mbo-2", date(2015, 8, 1), date(2017, 7, 6), 2015, 2016)
    shown = people.verified(people.statement(people.SAMIRA, date(2026, 6, 20), mbo))

    found = law([*people.samira(), shown], NOTHING)

    for target in (Target.BACHELOR, Target.MASTER, Target.SECOND_DEGREE):
        assert found[target].outcome is LawOutcome.RIGHT
        assert found[target].counted == (shown.credential.id,)
        assert not found[target].rests_on_own_word
        assert found[target].lacking == ()


def test_the_master_of_fatima_leaves_mbo_open_and_says_so() -> None:
    found = law(people.fatima(), NOTHING)

    assert [note.text for note in found[Target.MBO_3].notes] == [
        "mbo-after-master",
        "admission",
        "part-time-bol",
    ]
    assert (found[Target.MASTER].rule, found[Target.MASTER].text) != (None, "")
    assert found[Target.MASTER].text == "master-used"


def test_piet_is_told_that_the_margin_before_his_pension_is_not_defined() -> None:
    notes = proposal(people.piet(), ANSWERED)[Target.MBO_4].notes

    assert "pension-margin" in [note.text for note in notes]
    assert "pension-margin" not in [
        note.text for note in proposal(people.samira(), ANSWERED)[Target.MBO_4].notes
    ]


def test_lisa_is_told_to_finish_what_she_began() -> None:
    found = proposal(people.lisa(), NOTHING)[Target.MBO_3]

    assert (found.text, found.rule and found.rule.id) == ("finish-initial-education", "R11")


def test_certificates_of_parts_and_of_experience_use_nothing_up_and_are_named() -> None:
    for documents in (people.samira(), people.johan()):
        other = documents[1].credential.id
        (found,) = list(law(documents, NOTHING)[Target.BACHELOR].dismissed)
        assert (found.credential, found.reason) == (other, Dismissal.OTHER_KIND)
