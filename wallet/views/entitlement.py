"""What she may still learn: a ladder by the law, another by the proposal of 2017, and the reasons."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from schemas.dates import legal_date
from verifier.entitlement import Declared, History, Target, assess, current_law, ser_proposal
from verifier.entitlement.assessing import AnyConclusion
from verifier.entitlement.questions import questions
from wallet.entitlement import answers as kept
from wallet.entitlement.asking import Asking, asking
from wallet.entitlement.evidence import (
    Evidence,
    evidence,
    evidence_of_share,
    register_overview,
)
from wallet.entitlement.ladder import ladder
from wallet.entitlement.words import QUESTIONS, question_choices
from wallet.errors import NotInThisWalletError
from wallet.sharing import overview as hers
from wallet.vault import Vault
from wallet.views.forms import ConfirmForm
from wallet.views.signed_in import holder_page
from web.application import current_database, now
from web.forms import BaseForm

blueprint = Blueprint("entitlement", __name__, url_prefix="/learning")

# What she may suppose to have, by the level of a diploma.
SUPPOSABLE = ("mbo-2", "mbo-3", "mbo-4", "bachelor", "master")


class QuestionForm(BaseForm):
    """One question with its answers."""

    answer = RadioField(_l("Kies wat bij jou past"), [InputRequired(_l("Kies een antwoord."))])


@dataclass(frozen=True, slots=True)
class _Rules:
    """One of the two sets, by the name that it has in addresses."""

    name: str
    code: str
    assess: Callable[[History, Declared, date], tuple[AnyConclusion, ...]]
    ask: Callable[[History, kept.Answers, date], Asking]


_RULES = {
    rules.name: rules
    for rules in (
        _Rules(
            "law",
            "nl",
            lambda history, declared, on: assess(history, declared, on=on, rules=current_law()),
            lambda history, answers, on: asking(history, answers, on=on, rules=current_law()),
        ),
        _Rules(
            "proposal",
            "ser",
            lambda history, declared, on: assess(history, declared, on=on, rules=ser_proposal()),
            lambda history, answers, on: asking(history, answers, on=on, rules=ser_proposal()),
        ),
    )
}


@blueprint.get("/<rules>")
@holder_page
def overview(vault: Vault, rules: str) -> ResponseReturnValue:
    """Show the ladder, and offer the questions that would make it say more."""
    chosen, on = _chosen(rules), legal_date(now())
    found, answers = _found(vault, on), kept.remembered(request, vault)
    conclusions = chosen.assess(found.history, answers.declared(on), on)
    return render_template(
        "wallet/entitlement/ladder.html",
        rules=chosen.name,
        on=on,
        ladder=ladder(conclusions, found.history),
        asking=chosen.ask(found.history, answers, on),
        register=register_overview(found.history, on=on),
        has_answers=bool(answers.given),
        has_documents=bool(found.entries),
        form=ConfirmForm(),
    )


@blueprint.route("/<rules>/question", methods=["GET", "POST"])
@holder_page
def question(vault: Vault, rules: str) -> ResponseReturnValue:
    """Ask the next question; every one may be passed over."""
    chosen, on = _chosen(rules), legal_date(now())
    found, answers = _found(vault, on), kept.remembered(request, vault)
    now_asked = chosen.ask(found.history, answers, on)
    # A form that comes back late is about the question that it was made for.
    about = request.form.get("about", "") or (now_asked.next.about.value if now_asked.next else "")
    asked = next((each for each in questions(on) if each.about == about), None)
    if asked is None:
        return redirect(url_for("entitlement.overview", rules=chosen.name), 303)
    form = QuestionForm()
    form.answer.choices = [
        SelectChoice(code, label) for code, label in question_choices(asked.about, tuple(asked.answers))
    ]
    if form.validate_on_submit():
        answers = answers.with_answer(chosen.code, asked, form.answer.data)
        left = chosen.ask(found.history, answers, on).next
        page = "entitlement.question" if left else "entitlement.overview"
        response = make_response(redirect(url_for(page, rules=chosen.name), 303))
        kept.remember(response, vault, answers)
        return response
    body = render_template(
        "wallet/entitlement/question.html",
        rules=chosen.name,
        form=form,
        about=asked.about.value,
        words=QUESTIONS[asked.about],
        asking=now_asked,
    )
    return body, 422 if request.method == "POST" else 200


@blueprint.get("/<rules>/why/<target>")
@holder_page
def why(vault: Vault, rules: str, target: str) -> ResponseReturnValue:
    """Show why: the rule, its source, what counted, what did not, and what is missing."""
    chosen, on = _chosen(rules), legal_date(now())
    found, answers = _found(vault, on), kept.remembered(request, vault)
    conclusions = chosen.assess(found.history, answers.declared(on), on)
    conclusion = next((each for each in conclusions if each.target == target), None)
    if conclusion is None:
        raise NotInThisWalletError("wallet.not_found", detail="target")
    picture = ladder(conclusions, found.history)
    return render_template(
        "wallet/entitlement/why.html",
        rules=chosen.name,
        on=on,
        step=next(step for step in (*picture.rungs, *picture.beside) if step.conclusion is conclusion),
        conclusion=conclusion,
        counted=[found.entries[name] for name in conclusion.counted if name in found.entries],
        dismissed=[
            (found.entries[each.credential], each.reason)
            for each in conclusion.dismissed
            if each.credential in found.entries
        ],
        asking=chosen.ask(found.history, answers, on),
    )


@blueprint.get("/law/share/<share_id>")
@holder_page
def shown(vault: Vault, share_id: str) -> ResponseReturnValue:
    """Show her the ladder by the certificates of one link alone, to show or print at a talk.

    Nothing of it is sent or kept, and her own answers have no part in it.
    """
    on = legal_date(now())
    with current_database().reading() as session:
        share = hers.share(session, vault, share_id, at=now())
        found = evidence_of_share(session, vault, share_id, on=on)
    conclusions = _RULES["law"].assess(found.history, Declared(), on)
    return render_template(
        "wallet/entitlement/shown.html",
        share=share,
        on=on,
        ladder=ladder(conclusions, found.history),
        register=register_overview(found.history, on=on),
        entries=tuple(found.entries.values()),
    )


@blueprint.get("/<rules>/if")
@holder_page
def suppose(vault: Vault, rules: str) -> ResponseReturnValue:
    """Show what would change with one more diploma."""
    chosen, on = _chosen(rules), legal_date(now())
    level = request.args.get("level", "")
    picture = None
    if level in SUPPOSABLE:
        found, declared = _found(vault, on), kept.remembered(request, vault).declared(on)
        before = chosen.assess(found.history, declared, on)
        after = chosen.assess(found.history.supposing(level, on), declared, on)
        picture = ladder(after, found.history, before=before)
    return render_template(
        "wallet/entitlement/suppose.html",
        rules=chosen.name,
        levels=[Target(each) for each in SUPPOSABLE],
        level=Target(level) if picture else None,
        ladder=picture,
    )


@blueprint.post("/<rules>/forget")
@holder_page
def forget(vault: Vault, rules: str) -> ResponseReturnValue:  # noqa: ARG001  (hers to forget)
    """Throw her answers away."""
    chosen = _chosen(rules)
    response = make_response(redirect(url_for("entitlement.overview", rules=chosen.name), 303))
    if ConfirmForm().validate_on_submit():
        kept.forget(response)
    return response


def _chosen(rules: str) -> _Rules:
    if rules not in _RULES:
        raise NotInThisWalletError("wallet.not_found", detail="rules")
    return _RULES[rules]


def _found(vault: Vault, on: date) -> Evidence:
    with current_database().reading() as session:
        return evidence(session, vault, on=on)
