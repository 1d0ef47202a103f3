"""Who may do what, when: four eyes, roles, and the one-way street of states."""

from dataclasses import replace

import pytest

from issuer.award_rules import Action, Actor, AwardFacts, possible_actions, refusal
from issuer.models import AwardState, Role
from schemas.credential import CredentialKind

APPROVER = Actor(staff_id="s2", official_id="G-08", roles=frozenset({Role.APPROVER}))
REGISTRAR = Actor(staff_id="s1", official_id="R-01", roles=frozenset({Role.REGISTRAR}))
SUBMITTED = AwardFacts(
    kind=CredentialKind.ERVARINGSCERTIFICAAT,
    state=AwardState.SUBMITTED,
    suspended=False,
    complete=True,
    authors=frozenset({"s1"}),
    officials=frozenset({"a-17", "b-03"}),
)


def test_nobody_approves_their_own_work_whatever_roles_they_have() -> None:
    both = replace(REGISTRAR, roles=frozenset({Role.REGISTRAR, Role.APPROVER}))
    assert refusal(Action.APPROVE, SUBMITTED, both) == "four_eyes.own_work"


@pytest.mark.parametrize("code", ["A-17", "a-17", "B-03"])
def test_nobody_approves_what_they_assessed_or_guided(code: str) -> None:
    assert refusal(Action.APPROVE, SUBMITTED, replace(APPROVER, official_id=code)) == "four_eyes.took_part"


def test_a_second_person_who_had_no_part_in_it_approves() -> None:
    assert possible_actions(SUBMITTED, APPROVER) == {Action.APPROVE, Action.SEND_BACK}


@pytest.mark.parametrize("state", list(AwardState))
def test_an_admin_decides_nothing_about_awards(state: AwardState) -> None:
    admin = Actor(staff_id="s3", official_id="X", roles=frozenset({Role.ADMIN}))
    assert possible_actions(replace(SUBMITTED, state=state), admin) == set()


def test_a_revoked_award_can_only_be_corrected() -> None:
    revoked = replace(SUBMITTED, state=AwardState.REVOKED)
    everything = replace(REGISTRAR, roles=frozenset(Role))
    assert possible_actions(revoked, everything) == {Action.CORRECT}


def test_an_incomplete_draft_is_not_submitted() -> None:
    draft = replace(SUBMITTED, state=AwardState.DRAFT, complete=False)
    assert refusal(Action.SUBMIT, draft, REGISTRAR) == "award.incomplete"


@pytest.mark.parametrize(
    ("suspended", "action", "code"),
    [(True, Action.SUSPEND, "award.suspended"), (False, Action.LIFT, "award.not_suspended")],
)
def test_what_is_suspended_already_is_not_suspended_again(suspended: bool, action: Action, code: str) -> None:
    issued = replace(SUBMITTED, state=AwardState.ISSUED, suspended=suspended)
    assert refusal(action, issued, REGISTRAR) == code


def test_every_action_has_a_role_and_a_state() -> None:
    everything = replace(REGISTRAR, staff_id="s9", roles=frozenset(Role))
    reachable = {
        action
        for state in AwardState
        for suspended in (True, False)
        for action in possible_actions(replace(SUBMITTED, state=state, suspended=suspended), everything)
    }
    assert reachable == set(Action)
