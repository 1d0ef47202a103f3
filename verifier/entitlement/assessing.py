"""Combining rules into one conclusion per target, with everything that it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from verifier.entitlement.conditions import Case, Condition, Finding, Lacking, Truth, ask
from verifier.entitlement.declared import Declared
from verifier.entitlement.history import Basis, Dismissed, History
from verifier.entitlement.outcomes import LawOutcome, Outcome, ProposalOutcome, Scale, Target
from verifier.entitlement.rule_sets import Confidence, Effect, Rule, RuleSet

_Item = TypeVar("_Item")

# Texts of conclusions that no rule gives by itself.
UNDECIDED = "undecided"
NO_RULE = "no-rule"


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know beside a conclusion, and the rule that says it."""

    rule: Rule
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion(Generic[Outcome]):
    """What one set of rules says about one target on a day. An indication: absence can't be proven here.

    `rule` is None when no rule about the target was in force. `text` is a code for `texts`.
    """

    target: Target
    outcome: Outcome
    rule_set: str
    on: date
    rule: Rule | None
    text: str
    counted: tuple[str, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    rests_on_own_word: bool = False
    """Whether somebody's own word, and not only documents, decided."""
    notes: tuple[Note, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """How far the rule itself can be relied on for that day."""
        return Confidence.UNVERIFIED if self.rule is None else self.rule.confidence(self.on)


AnyConclusion = Conclusion[LawOutcome] | Conclusion[ProposalOutcome]


@dataclass(frozen=True, slots=True)
class _Tried:
    """A rule with the answer to all of its conditions together; `failed` is one that did not hold."""

    rule: Rule
    truth: Truth
    basis: Basis | None
    counted: tuple[str, ...]
    dismissed: tuple[Dismissed, ...]
    lacking: tuple[Lacking, ...]
    failed: Condition | None = None

    @property
    def is_stated(self) -> bool:
        """Whether it rests on somebody's own word."""
        return self.basis is Basis.STATED


@dataclass(frozen=True, slots=True)
class _Decision(Generic[Outcome]):
    """An outcome, why, and the rules that it rests on, the deciding one first."""

    outcome: Outcome
    text: str
    by: tuple[_Tried, ...]
    rests_on_own_word: bool


def assess(
    history: History, declared: Declared, *, on: date, rules: RuleSet[Outcome]
) -> tuple[Conclusion[Outcome], ...]:
    """Return a conclusion for every target, in the order of `Target`.

    The rules in force on that day decide. What somebody merely says makes a right likely at most.
    """
    case = Case(history, declared, on)
    tried = [_try(rule, case) for rule in rules.in_force(on)]
    return tuple(
        _conclude(target, case, rules, [each for each in tried if target in each.rule.targets])
        for target in Target
    )


def _conclude(
    target: Target, case: Case, rules: RuleSet[Outcome], tried: Sequence[_Tried]
) -> Conclusion[Outcome]:
    decision = _decide(
        [each for each in tried if each.rule.effect is Effect.CLOSES],
        [each for each in tried if each.rule.effect is Effect.OPENS],
        rules.scale,
    )
    deciding = decision.by[0] if decision.by else None
    return Conclusion(
        target=target,
        outcome=decision.outcome,
        rule_set=rules.code,
        on=case.on,
        rule=deciding.rule if deciding is not None else None,
        text=decision.text,
        counted=deciding.counted if deciding is not None else (),
        dismissed=_once(
            (*case.history.dismissed, *(found for each in decision.by for found in each.dismissed))
        ),
        lacking=_once(found for each in decision.by for found in each.lacking),
        rests_on_own_word=decision.rests_on_own_word,
        notes=tuple(
            Note(each.rule, each.rule.text)
            for each in tried
            if each.rule.effect is Effect.NOTES and each.truth is Truth.YES
        ),
    )


def _decide(
    closers: Sequence[_Tried], openers: Sequence[_Tried], scale: Scale[Outcome]
) -> _Decision[Outcome]:
    """Whatever closes goes before whatever opens.

    As long as it is unknown whether something closes, nothing is open.
    """
    closed = next((each for each in closers if each.truth is Truth.YES), None)
    if closed is not None:
        return _Decision(scale.refused, closed.rule.text, (closed,), closed.is_stated)
    doubts = [each for each in closers if each.truth is Truth.UNKNOWN]
    opening = [each for each in openers if each.truth is Truth.YES]
    unknown = [each for each in openers if each.truth is Truth.UNKNOWN]
    if opening and not doubts:
        return _opened(closers, opening, scale)
    if openers and not opening and not unknown:
        return _not_opened(openers, scale)
    if doubts or unknown:
        return _Decision(scale.unknown, UNDECIDED, (*doubts, *unknown), False)
    return _Decision(scale.unknown, NO_RULE, (), False)


def _opened(
    closers: Sequence[_Tried], opening: Sequence[_Tried], scale: Scale[Outcome]
) -> _Decision[Outcome]:
    """Open by the strongest rule; proven only when documents alone open it and keep out what closes."""
    best = min(opening, key=lambda each: (each.rule.likely, each.is_stated))
    stated = tuple(each for each in closers if each.is_stated)
    own_word = best.is_stated or bool(stated)
    proven = not own_word and not best.rule.likely
    return _Decision(scale.granted if proven else scale.likely, best.rule.text, (best, *stated), own_word)


def _not_opened(openers: Sequence[_Tried], scale: Scale[Outcome]) -> _Decision[Outcome]:
    """With several ways in that are all closed, the last and widest one says best why."""
    *others, last = openers
    if last.rule.otherwise_unknown or last.failed is None:
        return _Decision(scale.unknown, UNDECIDED, (last, *others), False)
    return _Decision(
        scale.refused, f"closed.{last.failed.name}", (last, *others), any(each.is_stated for each in openers)
    )


def _try(rule: Rule, case: Case) -> _Tried:
    """Answer a rule: not when one condition fails, unknown when one is, and as strong as the weakest."""
    findings = [(condition, ask(condition, case)) for condition in rule.when]
    every = [finding for _, finding in findings]
    dismissed = _once(found for finding in every for found in finding.dismissed)
    failures = [pair for pair in findings if pair[1].truth is Truth.NO]
    if failures:
        failed, why = next((pair for pair in failures if pair[1].basis is Basis.PROVEN), failures[0])
        return _Tried(rule, Truth.NO, why.basis, why.counted, dismissed, _lacking([why]), failed)
    counted = _once(found for finding in every for found in finding.counted)
    if any(finding.truth is Truth.UNKNOWN for finding in every):
        return _Tried(rule, Truth.UNKNOWN, None, counted, dismissed, _lacking(every))
    stated = any(finding.basis is Basis.STATED for finding in every)
    basis = Basis.STATED if stated else Basis.PROVEN
    return _Tried(rule, Truth.YES, basis, counted, dismissed, _lacking(every))


def _lacking(findings: Iterable[Finding]) -> tuple[Lacking, ...]:
    return _once(finding.lacking for finding in findings if finding.lacking is not None)


def _once(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))
