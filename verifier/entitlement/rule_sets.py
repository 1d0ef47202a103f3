"""The two sets of rules, read from their files and checked at once: a rule that can't be understood stops us.

A file says which conditions a rule has, with which thresholds, from when until when, and where that was read.
What a condition means stands in `conditions`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic

from verifier.entitlement.conditions import CONDITIONS, Condition
from verifier.entitlement.outcomes import LAW, PROPOSAL, LawOutcome, Outcome, ProposalOutcome, Scale, Target
from verifier.errors import RuleSetError

_FOLDER = Path(__file__).parent / "rules"
_MEMBERS = frozenset(
    {
        *("id", "targets", "effect", "when", "likely", "otherwise_unknown", "text"),
        *("from", "from_certain", "until", "until_certain", "lines", "law", "read", "read_on"),
    }
)


class Effect(StrEnum):
    """What a rule does for a target when its conditions hold."""

    OPENS = "opens"
    CLOSES = "closes"
    NOTES = "notes"


class Reading(StrEnum):
    """How its source was read."""

    PRIMARY = "primary"  # the text of the law itself
    SECONDARY = "secondary"  # somebody else's account of it
    NOT_FOUND = "not-found"  # no source that says it
    PROPOSAL = "proposal"  # the advice of the SER itself


class Confidence(StrEnum):
    """How far the user may trust a rule on a day."""

    VERIFIED = "verified"
    READ_EARLIER = "read-earlier"  # the law was read as it stood earlier; it may have changed since
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule in one period. `until` is the first day on which it no longer holds."""

    id: str
    targets: frozenset[Target]
    effect: Effect
    when: tuple[Condition, ...]
    likely: bool
    """It never gives more than "likely", since more can't be said."""
    otherwise_unknown: bool
    """When its conditions do not hold, nothing follows."""
    text: str
    since: date
    since_is_certain: bool
    until: date | None
    until_is_certain: bool
    lines: tuple[str, ...]
    """Lines of the SER's advice."""
    law: str
    read: Reading
    read_on: date | None
    """As of which day the source was read."""

    def is_in_force(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return self.since <= on and (self.until is None or on < self.until)

    def period_is_certain(self) -> bool:
        """Say whether both ends of its period were found in a source."""
        return self.since_is_certain and (self.until is None or self.until_is_certain)

    def confidence(self, on: date) -> Confidence:
        """Return how far it can be relied on for a day."""
        match self.read:
            case Reading.PROPOSAL:
                return Confidence.PROPOSAL
            case Reading.NOT_FOUND:
                return Confidence.UNVERIFIED
            case Reading.SECONDARY:
                return Confidence.SECONDARY
            case Reading.PRIMARY:
                current = self.read_on is not None and on <= self.read_on
                return Confidence.VERIFIED if current else Confidence.READ_EARLIER


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet(Generic[Outcome]):
    """Rules that belong together. `scale` has the only outcomes that they can give."""

    code: str
    name: str
    scale: Scale[Outcome]
    rules: tuple[Rule, ...]

    def in_force(self, on: date) -> tuple[Rule, ...]:
        """Return the rules that hold on a day, in the order of the file."""
        return tuple(rule for rule in self.rules if rule.is_in_force(on))


@cache
def current_law() -> RuleSet[LawOutcome]:
    """Return the rules of law. Raises `RuleSetError` for a file that is not in order."""
    return read_rule_set((_FOLDER / "huidig-recht.toml").read_bytes(), code="nl", scale=LAW)


@cache
def ser_proposal() -> RuleSet[ProposalOutcome]:
    """Return what the SER proposed in 2017. Raises `RuleSetError` for a file that is not in order."""
    return read_rule_set((_FOLDER / "ser-voorstel-2017.toml").read_bytes(), code="ser", scale=PROPOSAL)


def read_rule_set(data: bytes, *, code: str, scale: Scale[Outcome]) -> RuleSet[Outcome]:
    """Read a file of rules.

    Raises `RuleSetError`: `rules.unreadable`, `rules.member` (missing, unknown or of the wrong type),
    `rules.condition` (no such condition or parameter), `rules.period` (ends before it begins),
    `rules.overlap` (one rule twice on one day), `rules.source` (nothing says where it comes from).
    """
    try:
        document = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleSetError("rules.unreadable", detail=str(error)) from error
    if set(document) != {"name", "rule"} or not isinstance(document["name"], str):
        raise RuleSetError("rules.member", detail="a file has a name and rules")
    rules = tuple(_rule(members) for members in document["rule"])
    _refuse_overlaps(rules)
    return RuleSet(code=code, name=document["name"], scale=scale, rules=rules)


def _rule(members: Mapping[str, Any]) -> Rule:
    name = str(members.get("id", "?"))
    if unknown := set(members) - _MEMBERS:
        raise RuleSetError("rules.member", detail=f"{name}: {sorted(unknown)}")
    try:
        rule = Rule(
            id=members["id"],
            targets=frozenset(Target(target) for target in members["targets"]),
            effect=Effect(members["effect"]),
            when=tuple(_condition(name, condition) for condition in members.get("when", [])),
            likely=members.get("likely", False),
            otherwise_unknown=members.get("otherwise_unknown", False),
            text=members["text"],
            since=members["from"],
            since_is_certain=members["from_certain"],
            until=members.get("until"),
            until_is_certain=members.get("until_certain", False),
            lines=tuple(members.get("lines", ())),
            law=members.get("law", ""),
            read=Reading(members["read"]),
            read_on=members.get("read_on"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RuleSetError("rules.member", detail=f"{name}: {error}") from error
    if not all(
        type(day) is date for day in (rule.since, rule.until or rule.since, rule.read_on or rule.since)
    ):
        raise RuleSetError("rules.member", detail=f"{name}: days are dates")
    if rule.until is not None and rule.until <= rule.since:
        raise RuleSetError("rules.period", detail=name)
    if not rule.lines and not rule.law:
        raise RuleSetError("rules.source", detail=name)
    return rule


def _condition(rule: str, members: Mapping[str, Any]) -> Condition:
    name = members.get("is")
    known = CONDITIONS.get(name) if isinstance(name, str) else None
    parameters = {key: value for key, value in members.items() if key not in ("is", "holds")}
    if known is None or not isinstance(holds := members.get("holds", True), bool):
        raise RuleSetError("rules.condition", detail=f"{rule}: {name}")
    for key, value in parameters.items():
        if type(value) is not known.parameters.get(key):
            raise RuleSetError("rules.condition", detail=f"{rule}: {name}.{key}")
    if missing := known.required - set(parameters):
        raise RuleSetError("rules.condition", detail=f"{rule}: {name} lacks {sorted(missing)}")
    return Condition(str(name), holds, MappingProxyType(parameters))


def _refuse_overlaps(rules: tuple[Rule, ...]) -> None:
    for position, rule in enumerate(rules):
        for other in rules[position + 1 :]:
            apart = (rule.until is not None and rule.until <= other.since) or (
                other.until is not None and other.until <= rule.since
            )
            if rule.id == other.id and not apart:
                raise RuleSetError("rules.overlap", detail=rule.id)
