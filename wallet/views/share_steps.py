"""The questions before a link is made: their order, and how one leads to the next.

The answers wait in a draft. What may be left out is asked only where a certificate allows it; a counsellor's
link asks nothing about how often, since a guidance is many looks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from wallet import drafts
from wallet.contents import ShareAnswers
from wallet.sharing.contract import Selection
from wallet.vault import Vault
from wallet.views.signed_in import holder_page
from web.application import current_database
from web.forms import BaseForm

blueprint = Blueprint("share", __name__, url_prefix="/share")

# In the order in which they are asked, and whether a draft has an answer to each.
_ANSWERED: Mapping[str, Callable[[ShareAnswers], bool]] = {
    "what": lambda answers: Selection.of(answers).problem() is None,
    "hide": lambda answers: answers.hidden is not None,
    "who": lambda answers: answers.receiver is not None,
    "why": lambda answers: answers.reason is not None,
    "how_long": lambda answers: answers.duration is not None,
    "how_often": lambda answers: answers.looks is not None,
    "pin": lambda answers: answers.pin is not None,
}


def steps_of(answers: ShareAnswers) -> tuple[str, ...]:
    """Return the questions of a draft in their order; the last is whether all is right."""
    left_out = set()
    if not answers.hideable:
        left_out.add("hide")
    if answers.for_counsellor:
        left_out.add("how_often")
    return (*(step for step in _ANSWERED if step not in left_out), "check")


def unanswered(answers: ShareAnswers, *, before: str) -> str | None:
    """Return the first question before a step that has no answer yet."""
    steps = steps_of(answers)
    earlier = steps[: steps.index(before)] if before in steps else steps[:1]
    return next((step for step in earlier if not _ANSWERED[step](answers)), None)


@dataclass(frozen=True, slots=True)
class Draft:
    """A share in the making at one of its questions, with the answers so far."""

    vault: Vault
    draft_id: str
    answers: ShareAnswers
    step: str

    def record(self, **answered: object) -> BaseResponse:
        """Keep the answer, by the members of `ShareAnswers`, and lead to the next question."""
        answers = self.answers.model_copy(update=answered)
        return recorded(self.vault, self.draft_id, answers, after=self.step)

    def page(self, form: BaseForm) -> ResponseReturnValue:
        """Return the page of the question."""
        return page(self.step, self.draft_id, self.answers, form=form)


Question = Callable[[Draft], ResponseReturnValue]


def question(step: str) -> Callable[[Question], Question]:
    """Serve a question about a draft; who skipped an earlier one is led back to that."""

    def serve(ask: Question) -> Question:
        @blueprint.route(f"/<draft_id>/{step.replace('_', '-')}", methods=["GET", "POST"], endpoint=step)
        @holder_page
        def asked(vault: Vault, draft_id: str) -> ResponseReturnValue:
            with current_database().reading() as session:
                answers = drafts.answers_of(session, vault, draft_id)
            if first := unanswered(answers, before=step):
                return to_step(first, draft_id)
            return ask(Draft(vault, draft_id, answers, step))

        return ask

    return serve


def recorded(vault: Vault, draft_id: str, answers: ShareAnswers, *, after: str) -> BaseResponse:
    """Keep the answers and lead to the question after the one that was answered."""
    with current_database().transaction() as session:
        drafts.record(session, vault, draft_id, answers)
    steps = steps_of(answers)
    return to_step(steps[steps.index(after) + 1], draft_id)


def to_step(step: str, draft_id: str) -> BaseResponse:
    """Lead to a question."""
    return redirect(url_for(f"share.{step}", draft_id=draft_id), 303)


def page(
    step: str, draft_id: str, answers: ShareAnswers, *, form: BaseForm, **values: object
) -> ResponseReturnValue:
    """Return the page of a question, with the way back and how far she is."""
    steps = steps_of(answers)
    number = steps.index(step)
    back = url_for(f"share.{steps[number - 1]}", draft_id=draft_id) if number else None
    html = render_template(
        f"wallet/share_{step}.html",
        form=form,
        back=back,
        current=number + 1,
        total=len(steps),
        draft_id=draft_id,
        answers=answers,
        for_counsellor=answers.for_counsellor,
        **values,
    )
    return html, 422 if form.errors else 200
