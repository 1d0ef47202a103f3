"""Every named attack meets the check that is there for it, with its own code; and no code is without one."""

import pytest

from tests.ecosystem import World
from tests.tampering.case import Case
from tests.tampering.codes import emitted_codes
from tests.tampering.manifest import CASES, NOT_EXPECTED
from tests.verifier.english import english
from verifier.report import render
from verifier.result import Check, Outcome
from verifier.sentences import explain


def _told(checks: tuple[Check, ...]) -> None:
    """Every finding can be told in both languages; a blank that nothing fills in raises."""
    for check in checks:
        for translate in (str, english):
            assert "%(" not in render(explain(check), translate=translate)


def _findings(world: World, case: Case) -> tuple[Outcome, tuple[Check, ...]]:
    submitted = case.submit(world)
    if case.evidence:
        assert isinstance(submitted, dict)
        result = world.verify(submitted, evidence=case.evidence)
        return result.outcome, result.checks
    judgement = world.judge(submitted)
    checks = [check for result in judgement.results for check in result.checks]
    if judgement.presentation is not None:
        checks = [*judgement.presentation.checks, *checks]
    return judgement.outcome, tuple(checks)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.code}: {case.name}" for case in CASES])
def test_each_named_attack_meets_its_check_and_its_code(case: Case) -> None:
    outcome, checks = _findings(World(), case)

    assert (case.check, case.code, case.outcome) in {
        (check.name, check.code, check.outcome) for check in checks
    }
    assert outcome is case.outcome
    _told(checks)


def test_the_manifest_tells_its_cases_apart() -> None:
    names = [(case.code, case.name) for case in CASES]

    assert len(set(names)) == len(names)


def test_every_code_that_the_engine_can_emit_is_expected_or_left_out_with_a_reason() -> None:
    expected = {case.code for case in CASES}
    left_out = {
        code for code in emitted_codes() if code in NOT_EXPECTED or code.partition(".")[0] in NOT_EXPECTED
    }

    assert emitted_codes() - expected - left_out == set()


def test_no_reason_is_left_for_a_code_that_is_gone_or_expected() -> None:
    families = {code.partition(".")[0] for code in emitted_codes()}

    assert {name for name in NOT_EXPECTED if name not in emitted_codes() | families} == set()
    assert {case.code for case in CASES} & set(NOT_EXPECTED) == set()
