"""Who may do what with an award, and when: the one place that pages and services ask. Pure.

Two rules are law rather than taste: an ervaringscertificaat is approved by a second person who had no
part in the assessment (norm 4.1), and a revocation is never undone. What an examination board decides has
a second person too: one who prepares, another one who decides (docs/adr/0043).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from issuer.models import AwardState, Role
from schemas.credential import CredentialKind

NEEDS_SECOND_PERSON = frozenset({CredentialKind.ERVARINGSCERTIFICAAT, CredentialKind.VRIJSTELLINGSBESLUIT})


class Action(StrEnum):
    """What somebody can do with an award."""

    EDIT = "edit"
    DISCARD = "discard"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    ISSUE = "issue"
    OFFER = "offer"
    WITHDRAW_OFFER = "withdraw_offer"
    SUSPEND = "suspend"
    LIFT = "lift"
    REVOKE = "revoke"
    CORRECT = "correct"
    END_COPY = "end_copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who wants to do something."""

    staff_id: str
    official_id: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFacts:
    """What of an award decides about actions."""

    kind: CredentialKind
    state: AwardState
    suspended: bool
    complete: bool
    """Whether its document is there and without violations."""
    authors: frozenset[str]
    """Who made and who submitted it, by staff id."""
    officials: frozenset[str]
    """The official ids of assessors and guides in it, case-folded."""


# Any of these roles will do; the first one is named when none is there.
_ROLES: Mapping[Action, tuple[Role, ...]] = {
    **dict.fromkeys(Action, (Role.REGISTRAR,)),
    Action.SEND_BACK: (Role.APPROVER,),
    Action.APPROVE: (Role.APPROVER,),
    # What was approved is issued at once, by whoever approved it.
    Action.ISSUE: (Role.REGISTRAR, Role.APPROVER),
}

_STATES: Mapping[Action, frozenset[AwardState]] = {
    Action.EDIT: frozenset({AwardState.DRAFT}),
    Action.DISCARD: frozenset({AwardState.DRAFT}),
    Action.SUBMIT: frozenset({AwardState.DRAFT}),
    Action.SEND_BACK: frozenset({AwardState.SUBMITTED}),
    Action.APPROVE: frozenset({AwardState.SUBMITTED}),
    Action.ISSUE: frozenset({AwardState.APPROVED}),
    Action.OFFER: frozenset({AwardState.ISSUED}),
    Action.WITHDRAW_OFFER: frozenset({AwardState.ISSUED}),
    Action.SUSPEND: frozenset({AwardState.ISSUED}),
    Action.LIFT: frozenset({AwardState.ISSUED}),
    Action.REVOKE: frozenset({AwardState.ISSUED}),
    Action.CORRECT: frozenset({AwardState.ISSUED, AwardState.REVOKED}),
    Action.END_COPY: frozenset({AwardState.ISSUED}),
}


def refusal(action: Action, award: AwardFacts, actor: Actor) -> str | None:
    """Return the code of why this person may not do this now, or None when they may.

    `role.*` and `four_eyes.*` are about the person, `award.*` about the state of the award.
    """
    roles = _ROLES[action]
    if actor.roles.isdisjoint(roles):
        return f"role.not_{roles[0].value}"
    if award.state not in _STATES[action]:
        return f"award.{award.state.value}"
    match action:
        case Action.SUBMIT if not award.complete:
            return "award.incomplete"
        case Action.SUSPEND if award.suspended:
            return "award.suspended"
        case Action.LIFT if not award.suspended:
            return "award.not_suspended"
        case Action.APPROVE if actor.staff_id in award.authors:
            return "four_eyes.own_work"
        case Action.APPROVE if actor.official_id.casefold() in award.officials:
            return "four_eyes.took_part"
        case _:
            return None


def possible_actions(award: AwardFacts, actor: Actor) -> frozenset[Action]:
    """Return everything that this person may do with the award now: the buttons of its page."""
    return frozenset(action for action in Action if refusal(action, award, actor) is None)
