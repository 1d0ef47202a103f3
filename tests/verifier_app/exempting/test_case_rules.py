"""Who may bring a case from one state to the next: every state x move x role."""

import itertools

import pytest

from schemas.errors import DomainError
from verifier.exempting.case_rules import CaseState, Move, may, next_state
from verifier.organisations.roles import Role

ALLOWED = {
    (CaseState.OPEN, Move.CONFIRM, Role.ADVISER): CaseState.OPEN,
    (CaseState.OPEN, Move.WITHDRAW, Role.ADVISER): CaseState.OPEN,
    (CaseState.OPEN, Move.PROPOSE, Role.ADVISER): CaseState.PROPOSED,
    (CaseState.PROPOSED, Move.SEND_BACK, Role.BOARD): CaseState.OPEN,
    (CaseState.PROPOSED, Move.DECIDE, Role.BOARD): CaseState.DECIDED,
    (CaseState.DECIDED, Move.SEND, Role.BOARD): CaseState.ISSUED,
}


@pytest.mark.parametrize("state", list(CaseState))
def test_only_these_moves_exist(state: CaseState) -> None:
    for move, role in itertools.product(Move, Role):
        after = ALLOWED.get((state, move, role))
        asked = {"roles": {role}, "actor": "one", "proposed_by": "other"}
        assert may(state, move, **asked) == (after is not None), (move, role)  # type: ignore[arg-type]
        if after is not None:
            assert next_state(state, move, **asked) is after  # type: ignore[arg-type]


@pytest.mark.parametrize("move", [Move.DECIDE, Move.SEND_BACK])
def test_nobody_judges_a_proposal_of_their_own_whatever_roles_they_have(move: Move) -> None:
    with pytest.raises(DomainError) as refused:
        next_state(CaseState.PROPOSED, move, roles=set(Role), actor="one", proposed_by="one")
    assert refused.value.code == "four_eyes.same_person"
