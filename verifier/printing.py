"""A judgement as text in a terminal: the sentence, who and what, then one line per check.

Text from documents loses its control characters: a certificate can't move the cursor or colour a line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import click

from schemas.errors import DomainError
from verifier.bulk.tables import Line
from verifier.contents import Content, content_of
from verifier.judging import Judgement
from verifier.refusals import refusal
from verifier.result import Check, VerificationResult
from verifier.sentences import Audience, Tone, carrier_note, explain, not_said, overall_verdict, verdict
from verifier.services import NotADocumentError
from verifier.words import Spoken, Words
from web.text import display_text

_MARKS: Mapping[Tone, tuple[str, str]] = {
    Tone.GOOD: ("✓", "green"),
    Tone.ATTENTION: ("!", "yellow"),
    Tone.BAD: ("✗", "red"),
    Tone.UNKNOWN: ("?", "cyan"),
    Tone.NEUTRAL: ("·", "white"),
}


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints in one language. Colours vanish where the output is no terminal."""

    said: Words

    def judgement(self, judgement: Judgement) -> None:
        """Print everything that was found."""
        _ = self.said.translate
        click.secho(self._marked(self.said.say(overall_verdict(judgement, Audience.PROFESSIONAL))), bold=True)
        if judgement.carrier is not None:
            click.echo(self._marked(self.said.say(carrier_note(judgement.carrier))))
        if judgement.presentation is not None:
            self._findings(judgement.presentation.checks)
        for number, result in enumerate(judgement.results, start=1):
            self._certificate(number, result, several=len(judgement.results) > 1)
        click.echo("\n" + _("Wat dit niet zegt"))
        for message in not_said():
            click.echo(f"  {_(message)}")
        moment = self.said.instant(judgement.verified_at)
        click.echo("\n" + _("Gecontroleerd op %(moment)s.") % {"moment": moment})

    def refusal(self, error: DomainError) -> None:
        """Print why nothing was judged."""
        tone = Tone.BAD if isinstance(error, NotADocumentError) else Tone.UNKNOWN
        click.echo(self._marked(Spoken(refusal(error, self.said), tone)))
        click.echo(f"  ({error.code})")

    def _certificate(self, number: int, result: VerificationResult, *, several: bool) -> None:
        if several:
            spoken = self.said.say(verdict(result, Audience.PROFESSIONAL))
            click.echo(f"\n{number}. {self._marked(spoken)}")
        content = content_of(result)
        if content is not None:
            for line in self._who_and_what(content):
                click.echo(f"  {display_text(line)}")
        click.echo()
        self._findings(result.checks)

    def _who_and_what(self, content: Content) -> list[str]:
        _ = self.said.translate
        issuer, lines = content.issuer, []
        if content.person is not None:
            name, born = content.person.full_name, content.person.birth_date
            known = [name, _("Geboren op") + " " + self.said.date(born) if born else None]
            lines += [", ".join(fact for fact in known if fact)] if any(known) else []
        if content.title is not None:
            lines.append(content.title)
        if content.dated_on is not None:
            lines.append(self.said.date(content.dated_on))
        if issuer.official_name is not None:
            lines.append(_("Gegeven door") + " " + issuer.official_name)
        else:
            lines.append(_("Noemt zich") + " " + (issuer.claimed_name or issuer.identifier))
        return lines

    def table(self, lines: Iterable[Line]) -> None:
        """Print the result of a batch, a line per row."""
        for line in lines:
            name = f"{line.number}. {display_text(line.label)}".rstrip()
            click.echo(f"{self._marked(Spoken(line.result, line.tone))}  {name}: {display_text(line.reason)}")

    def _findings(self, checks: tuple[Check, ...]) -> None:
        for check in checks:
            click.echo(f"  {self._marked(self.said.say(explain(check)))}")

    @staticmethod
    def _marked(spoken: Spoken) -> str:
        mark, colour = _MARKS[spoken.tone]
        return f"{click.style(mark, fg=colour)} {display_text(spoken.text)}"
