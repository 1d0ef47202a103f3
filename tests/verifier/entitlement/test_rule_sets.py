"""Files of rules: each has a period, both sides of each boundary are looked at, bad files are refused."""

from datetime import date, timedelta
from typing import Any

import pytest

from verifier.entitlement import Target, current_law, ser_proposal
from verifier.entitlement.conditions import CONDITIONS
from verifier.entitlement.outcomes import LAW, LawOutcome, ProposalOutcome
from verifier.entitlement.rule_sets import Confidence, Effect, Reading, Rule, read_rule_set
from verifier.entitlement.texts import REASON_TEXTS
from verifier.errors import RuleSetError

SETS = {"nl": current_law(), "ser": ser_proposal()}
RULES: list[Any] = [
    pytest.param(rules.rules, rule, id=f"{code} {rule.id} {rule.since}")
    for code, rules in SETS.items()
    for rule in rules.rules
]
DAY = timedelta(days=1)


@pytest.mark.parametrize(("_rules", "rule"), RULES)
def test_a_rule_holds_from_its_first_day_up_to_the_day_on_which_it_ends(_rules: Any, rule: Rule) -> None:
    assert rule.is_in_force(rule.since)
    assert not rule.is_in_force(rule.since - DAY)
    if rule.until is None:
        assert rule.is_in_force(date.max)
    else:
        assert rule.is_in_force(rule.until - DAY)
        assert not rule.is_in_force(rule.until)


@pytest.mark.parametrize(("rules", "rule"), RULES)
def test_the_versions_of_a_rule_follow_each_other_without_a_gap(rules: tuple[Rule, ...], rule: Rule) -> None:
    later = [each for each in rules if each.id == rule.id and each.since > rule.since]
    if later:
        assert rule.until == min(each.since for each in later)


@pytest.mark.parametrize(("_rules", "rule"), RULES)
def test_a_rule_has_a_text_and_says_where_it_comes_from(_rules: Any, rule: Rule) -> None:
    assert rule.text in REASON_TEXTS
    assert rule.law or all(line.startswith("L") for line in rule.lines)
    assert (rule.read is Reading.PRIMARY) is (rule.read_on is not None)


def test_every_way_in_which_a_condition_can_close_has_a_text() -> None:
    assert {f"closed.{name}" for name in CONDITIONS} <= set(REASON_TEXTS)


def test_every_rule_of_the_design_is_in_a_set() -> None:
    numbers = {rule.id.split("-")[0] for rules in SETS.values() for rule in rules.rules}

    assert {f"R{number}" for number in range(1, 17)} <= numbers
    assert {"R5b", "R5c", "R5d"} <= numbers


def test_the_two_sets_share_no_outcome_but_that_nothing_is_known() -> None:
    assert {each.value for each in LawOutcome} & {each.value for each in ProposalOutcome} == {"onbekend"}
    assert {type(each) for each in vars_of(SETS["nl"].scale)} == {LawOutcome}
    assert {type(each) for each in vars_of(SETS["ser"].scale)} == {ProposalOutcome}
    assert all(rule.read is Reading.PROPOSAL for rule in SETS["ser"].rules)


def vars_of(scale: Any) -> list[Any]:
    return [scale.granted, scale.likely, scale.refused, scale.unknown]


def test_every_target_has_a_rule_today_in_both_sets() -> None:
    for rules in SETS.values():
        for target in Target:
            effects = {rule.effect for rule in rules.in_force(date(2026, 7, 1)) if target in rule.targets}
            assert effects & {Effect.OPENS, Effect.CLOSES}, target


@pytest.mark.parametrize(
    ("on", "confidence"),
    [(date(2017, 5, 10), Confidence.VERIFIED), (date(2017, 5, 11), Confidence.READ_EARLIER)],
)
def test_a_law_that_was_read_is_verified_up_to_the_day_of_its_text(on: date, confidence: Confidence) -> None:
    (rule,) = [each for each in current_law().rules if each.id == "R1"]

    assert rule.confidence(on) is confidence


GOOD = """
name = "Proef"
[[rule]]
id = "R1"
targets = ["bachelor"]
effect = "opens"
when = [{ is = "age", from = 18 }]
text = "first-bachelor"
from = 2015-01-01
from_certain = true
law = "WHW"
read = "secondary"
"""
AGAIN = GOOD.split("\n", 2)[2].replace("from = 2015-01-01", "from = 2016-01-01")


def test_a_file_in_order_is_read() -> None:
    (rule,) = read_rule_set(GOOD.encode(), code="proef", scale=LAW).rules

    assert (rule.since, rule.until, rule.when[0].parameters) == (date(2015, 1, 1), None, {"from": 18})


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('name = "Proef"', "name = Proef", "rules.unreadable"),
        ('name = "Proef"', "", "rules.member"),
        ('id = "R1"', "", "rules.member"),
        ('"bachelor"', '"doctor"', "rules.member"),
        ('"opens"', '"maybe"', "rules.member"),
        ("from_certain = true", "", "rules.member"),
        ("from_certain = true", "from_certain = true\nuntill = 2020-01-01", "rules.member"),
        ("from = 2015-01-01", 'from = "2015-01-01"', "rules.member"),
        ("from = 2015-01-01", "from = 2015-01-01T00:00:00Z", "rules.member"),
        ('"secondary"', '"hearsay"', "rules.member"),
        ('is = "age"', 'is = "shoe-size"', "rules.condition"),
        ("from = 18", 'from = "18"', "rules.condition"),
        ("from = 18", "from = true", "rules.condition"),
        ("from = 18", "height = 18", "rules.condition"),
        ('is = "age", from = 18', 'is = "degree", level = "bachelor"', "rules.condition"),
        ('is = "age", from = 18', 'is = "works", holds = "yes"', "rules.condition"),
        ("from_certain = true", "from_certain = true\nuntil = 2015-01-01", "rules.period"),
        ('law = "WHW"', "", "rules.source"),
        (GOOD, GOOD + AGAIN, "rules.overlap"),
    ],
)
def test_a_file_that_is_not_in_order_is_refused(old: str, new: str, code: str) -> None:
    assert old in GOOD

    with pytest.raises(RuleSetError) as caught:
        read_rule_set(GOOD.replace(old, new, 1).encode(), code="proef", scale=LAW)

    assert caught.value.code == code


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(RuleSetError) as caught:
        read_rule_set(b"\xff\xfe", code="proef", scale=LAW)
    assert caught.value.code == "rules.unreadable"
