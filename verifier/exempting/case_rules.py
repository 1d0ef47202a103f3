"""How a case gets from one state to the next, and who may bring it there. Pure.

    open --propose--> proposed --decide--> decided --send--> issued
     ^                   |
     +----send back------+

An adviser proposes; somebody else, of the board, decides or sends back. A decision is not undone here: it is
revoked or corrected by the issuer that signed it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from verifier.organisations.errors import ConflictError, ForbiddenError
from verifier.organisations.roles import Role


class CaseState(StrEnum):
    """How far a case is."""

    OPEN = "open"
    PROPOSED = "proposed"
    DECIDED = "decided"
    ISSUED = "issued"


class Move(StrEnum):
    """What somebody does to a case."""

    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    PROPOSE = "propose"
    SEND_BACK = "send_back"
    DECIDE = "decide"
    SEND = "send"


@dataclass(frozen=True, slots=True)
class _Rule:
    before: CaseState
    after: CaseState
    role: Role


_RULES: Mapping[Move, _Rule] = {
    Move.CONFIRM: _Rule(CaseState.OPEN, CaseState.OPEN, Role.ADVISER),
    Move.WITHDRAW: _Rule(CaseState.OPEN, CaseState.OPEN, Role.ADVISER),
    Move.PROPOSE: _Rule(CaseState.OPEN, CaseState.PROPOSED, Role.ADVISER),
    Move.SEND_BACK: _Rule(CaseState.PROPOSED, CaseState.OPEN, Role.BOARD),
    Move.DECIDE: _Rule(CaseState.PROPOSED, CaseState.DECIDED, Role.BOARD),
    Move.SEND: _Rule(CaseState.DECIDED, CaseState.ISSUED, Role.BOARD),
}
# Who proposed does not judge that proposal, whatever roles she or he has.
_FOUR_EYES = frozenset({Move.DECIDE, Move.SEND_BACK})


def next_state(
    state: CaseState, move: Move, *, roles: Collection[Role], actor: str, proposed_by: str | None
) -> CaseState:
    """Return the state after a move.

    Raises `ForbiddenError` (`role.not_adviser`, `role.not_board`, `four_eyes.same_person`) and
    `ConflictError("case.state")`.
    """
    rule = _RULES[move]
    if rule.role not in roles:
        raise ForbiddenError(f"role.not_{rule.role.value}")
    if state is not rule.before:
        raise ConflictError("case.state", state=state.value)
    if move in _FOUR_EYES and actor == proposed_by:
        raise ForbiddenError("four_eyes.same_person")
    return rule.after


def may(
    state: CaseState, move: Move, *, roles: Collection[Role], actor: str, proposed_by: str | None
) -> bool:
    """Say whether somebody may do something now, for pages that show a button or leave it out."""
    try:
        next_state(state, move, roles=roles, actor=actor, proposed_by=proposed_by)
    except (ConflictError, ForbiddenError):
        return False
    return True
