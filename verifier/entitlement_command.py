"""`vakbewijs entitlement`: verify documents, and say which funded education they leave open.

No database and no Flask. Prints an indication; a document that does not verify is named and does not count.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click

from schemas.dates import legal_date
from schemas.errors import DomainError, FetchError
from verifier.cli import Moment
from verifier.entitlement import assess, read_history
from verifier.entitlement.assessing import AnyConclusion
from verifier.entitlement.declared import Declared
from verifier.entitlement.facts import read_facts
from verifier.entitlement.report import cautions, outcome_text, report
from verifier.entitlement.rule_sets import Rule, current_law, ser_proposal
from verifier.entitlement.texts import DISMISSAL_TEXTS, INDICATION, LACKING_TEXTS, REASON_TEXTS, TARGET_TEXTS
from verifier.errors import FactError, VerificationError
from verifier.reading import MAX_SUBMISSION_BYTES
from verifier.result import VerifiedCredential
from verifier.services import Desk, HandedIn
from verifier.words import Words
from web.text import display_text

MARKS = {
    "recht": "✓",
    "waarschijnlijk": "(✓)",
    "geen-recht": "-",
    "voorstel": "(+)",
    "niet-inzetbaar": "-",
    "onbekend": "?",
}


@dataclass(frozen=True, slots=True)
class _Refused:
    """A document that does not count, by the code of what was found."""

    source: str
    code: str
    is_unchecked: bool


def now() -> datetime:
    """Return the present time: the one clock of this command."""
    return datetime.now(UTC)


@click.command()
@click.argument("sources", metavar="FILE...", nargs=-1, required=True)
@click.option("--rules", type=click.Choice(["nl", "ser"]), default="nl", show_default=True)
@click.option("--on", "moment", type=Moment(), help="The day to judge by; today by default.")
@click.option(
    "--facts", multiple=True, metavar="NAME=ANSWER", help="Somebody's own word, such as nationality=yes."
)
@click.option("--trust", multiple=True, metavar="FILE|URL", help="A trust list to go by, as for verify.")
@click.option("--json", "as_json", is_flag=True, help="Print the conclusions as JSON.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option(
    "--allow-insecure-loopback",
    is_flag=True,
    envvar="VAKBEWIJS_VERIFIER_ALLOW_INSECURE_LOOPBACK",
    help="Demo and tests only: http and private addresses, for this machine itself.",
)
def entitlement(
    sources: tuple[str, ...],
    rules: str,
    moment: datetime | None,
    facts: tuple[str, ...],
    trust: tuple[str, ...],
    as_json: bool,
    lang: str,
    allow_insecure_loopback: bool,
) -> None:
    """Say which publicly funded education is still open, by verified documents of one person.

    Documents are verified as they are now; --on chooses the rules and what counted on that day. Ends with
    0: every document was verified. 1: one was not valid. 2: one could not be checked.
    """
    from verifier.command import ClientOnDemand, make_desk
    from verifier.words import words

    at = now()
    on = legal_date(moment or at)
    try:
        declared = read_facts(facts, on=on)
    except FactError as error:
        known = error.parameters.get("known")
        hint = f" (known: {known})" if known else ""
        raise click.UsageError(f"{error.code}: {error.parameters['about']}{hint}") from error
    desk = make_desk(
        trust,
        client=ClientOnDemand(allow_insecure_loopback),
        at=at,
        allow_insecure_loopback=allow_insecure_loopback,
    )
    sys.exit(_run(desk, sources, rules, on, declared, at=at, said=words(lang), as_json=as_json))


def _run(
    desk: Desk,
    sources: Sequence[str],
    rules: str,
    on: date,
    declared: Declared,
    *,
    at: datetime,
    said: Words,
    as_json: bool,
) -> int:
    verified: list[VerifiedCredential] = []
    refused: list[_Refused] = []
    for source in sources:
        _take(desk, source, at, verified, refused)
    history = read_history(verified, on=on)
    conclusions: Sequence[AnyConclusion]
    if rules == "nl":
        conclusions, name = assess(history, declared, on=on, rules=current_law()), current_law().name
    else:
        conclusions, name = assess(history, declared, on=on, rules=ser_proposal()), ser_proposal().name
    if as_json:
        members = report(conclusions, rule_set_name=name, translate=said.translate, format_date=said.iso_date)
        members["refused"] = [{"source": each.source, "code": each.code} for each in refused]
        click.echo(json.dumps(members, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{name}, {said.date(on)}. {said.translate(INDICATION)}\n")
        for conclusion in conclusions:
            _print(conclusion, said)
        for dismissed in history.dismissed:
            click.echo(
                f"- {display_text(dismissed.credential)}: {said.translate(DISMISSAL_TEXTS[dismissed.reason])}"
            )
        for each in refused:
            click.echo(f"✗ {display_text(each.source)}: {each.code}")
    if any(not each.is_unchecked for each in refused):
        return 1
    return 2 if refused else 0


def _take(
    desk: Desk, source: str, at: datetime, verified: list[VerifiedCredential], refused: list[_Refused]
) -> None:
    """Verify what a file holds, alone or as a presentation."""
    try:
        with Path(source).open("rb") as file:
            received = desk.receive(file.read(MAX_SUBMISSION_BYTES + 1))
        if not isinstance(received, HandedIn):
            received = desk.fetch(received)
    except OSError as error:
        raise click.UsageError(f"{source} can't be read: {error.strerror}") from error
    except DomainError as error:
        refused.append(_Refused(source, error.code, is_unchecked=isinstance(error, FetchError)))
        return
    judgement = desk.check(received, at=at)
    if not judgement.results:
        checks = judgement.presentation.checks if judgement.presentation is not None else ()
        refused.append(_Refused(source, checks[0].code if checks else "structure", is_unchecked=False))
    for result in judgement.results:
        try:
            verified.append(result.require())
        except VerificationError as error:
            refused.append(_Refused(source, error.code, result.outcome.value == "indeterminate"))


def _print(conclusion: AnyConclusion, said: Words) -> None:
    rule, translate = conclusion.rule, said.translate
    name, outcome = TARGET_TEXTS[conclusion.target], outcome_text(conclusion.outcome)
    click.echo(f"{MARKS[conclusion.outcome]:>3} {translate(name)}: {translate(outcome)}")
    source = "" if rule is None else f" [{_source(rule)}]"
    click.echo(f"      {translate(REASON_TEXTS[conclusion.text])}{source}")
    for counted in conclusion.counted:
        click.echo(f"      + {display_text(counted)}")
    for note in conclusion.notes:
        click.echo(f"      · {translate(REASON_TEXTS[note.text])}")
    for lacking in conclusion.lacking:
        click.echo(f"      ? {translate(LACKING_TEXTS[lacking])} ({lacking})")
    for caution in cautions(conclusion, translate=translate, format_date=said.iso_date):
        click.echo(f"      ! {caution}")


def _source(rule: Rule) -> str:
    """Return number, law, lines and period; the day after the arrow is the first without force."""
    period = f"{rule.since} → {rule.until or ''}".rstrip()
    return ", ".join(filter(None, (rule.id, rule.law, *rule.lines, period)))
