"""Conclusions as JSON, with a sentence beside every code. Never a bare yes or no."""

from collections.abc import Callable, Iterable

from schemas.documents import JsonObject
from verifier.entitlement.assessing import AnyConclusion
from verifier.entitlement.outcomes import LawOutcome, ProposalOutcome
from verifier.entitlement.rule_sets import Rule
from verifier.entitlement.texts import (
    CONFIDENCE_TEXTS,
    DISMISSAL_TEXTS,
    INDICATION,
    LACKING_TEXTS,
    LAW_OUTCOME_TEXTS,
    OWN_WORD,
    PERIOD_IS_UNCERTAIN,
    PROPOSAL_OUTCOME_TEXTS,
    REASON_TEXTS,
    TARGET_TEXTS,
)

Translate = Callable[[str], str]
FormatDate = Callable[[str], str]


def outcome_text(outcome: LawOutcome | ProposalOutcome) -> str:
    """Return the message id of an outcome."""
    if isinstance(outcome, LawOutcome):
        return LAW_OUTCOME_TEXTS[outcome]
    return PROPOSAL_OUTCOME_TEXTS[outcome]


def cautions(
    conclusion: AnyConclusion,
    *,
    translate: Translate,
    format_date: FormatDate,
) -> tuple[str, ...]:
    """Return the sentences on how far a conclusion can be relied on: its source, its period, whose word."""
    rule = conclusion.rule
    found = [] if rule is None else [source_sentence(rule, conclusion, translate, format_date)]
    if rule is not None and not rule.period_is_certain():
        found.append(translate(PERIOD_IS_UNCERTAIN))
    if conclusion.rests_on_own_word:
        found.append(translate(OWN_WORD))
    return tuple(found)


def source_sentence(
    rule: Rule,
    conclusion: AnyConclusion,
    translate: Translate,
    format_date: FormatDate,
) -> str:
    """Return how the source of a rule was read, for the day of a conclusion."""
    read_on = format_date(rule.read_on.isoformat()) if rule.read_on else ""
    return translate(CONFIDENCE_TEXTS[rule.confidence(conclusion.on)]) % {"read_on": read_on}


def report(
    conclusions: Iterable[AnyConclusion],
    *,
    rule_set_name: str,
    translate: Translate,
    format_date: FormatDate,
) -> JsonObject:
    """Return the conclusions of one set of rules as JSON."""
    listed = list(conclusions)
    return {
        "ruleSet": {"code": listed[0].rule_set, "name": rule_set_name},
        "on": listed[0].on.isoformat(),
        "indication": translate(INDICATION),
        "conclusions": [_conclusion(each, translate, format_date) for each in listed],
    }


def _conclusion(
    conclusion: AnyConclusion,
    translate: Translate,
    format_date: FormatDate,
) -> JsonObject:
    return {
        "target": conclusion.target.value,
        "targetName": translate(TARGET_TEXTS[conclusion.target]),
        "outcome": conclusion.outcome.value,
        "outcomeName": translate(outcome_text(conclusion.outcome)),
        "code": conclusion.text,
        "sentence": translate(REASON_TEXTS[conclusion.text]),
        "rule": None if conclusion.rule is None else _rule(conclusion.rule),
        "confidence": conclusion.confidence.value,
        "cautions": list(cautions(conclusion, translate=translate, format_date=format_date)),
        "restsOnOwnWord": conclusion.rests_on_own_word,
        "counted": list(conclusion.counted),
        "notCounted": [
            {
                "credential": each.credential,
                "code": each.reason.value,
                "sentence": translate(DISMISSAL_TEXTS[each.reason]),
            }
            for each in conclusion.dismissed
        ],
        "lacking": [
            {"code": each.value, "sentence": translate(LACKING_TEXTS[each])} for each in conclusion.lacking
        ],
        "notes": [
            {"rule": note.rule.id, "code": note.text, "sentence": translate(REASON_TEXTS[note.text])}
            for note in conclusion.notes
        ],
    }


def _rule(rule: Rule) -> JsonObject:
    """Return a rule with its period; `until` is its first day without force."""
    return {
        "id": rule.id,
        "from": rule.since.isoformat(),
        "fromIsCertain": rule.since_is_certain,
        "until": None if rule.until is None else rule.until.isoformat(),
        "untilIsCertain": rule.until is not None and rule.until_is_certain,
        "law": rule.law,
        "adviceLines": list(rule.lines),
        "read": rule.read.value,
        "readOn": None if rule.read_on is None else rule.read_on.isoformat(),
    }
