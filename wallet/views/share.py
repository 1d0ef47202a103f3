"""Sharing, one question per page: what, for whom, how long, is this right. The answers wait in a draft."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse
from wtforms import SelectMultipleField, StringField
from wtforms.validators import InputRequired

from wallet import drafts, sharing, shelf
from wallet.contents import ShareAnswers
from wallet.context import current_wallet
from wallet.durations import OFFERED_FIRST, Duration, last_day
from wallet.plain import content_of
from wallet.shelf import ShelfEntry
from wallet.states import state_of
from wallet.vault import Vault
from wallet.views.forms import ConfirmForm, DurationForm, SelectChoice, refuse
from wallet.views.signed_in import holder_page
from wallet.wording import issuer_of, title_of
from web.application import current_database, now
from web.forms import BaseForm
from web.languages import format_date
from web.text import isolated

blueprint = Blueprint("share", __name__, url_prefix="/share")

STEPS = ("what", "who", "how_long", "check")


class WhatForm(BaseForm):
    """Which certificates; nothing is ticked but the one that she came from."""

    documents = SelectMultipleField(_l("Kies je bewijzen"), validators=[InputRequired()])


class WhoForm(BaseForm):
    """For whom, in her own words; only she sees it."""

    receiver = StringField(
        _l("Naam van de ander"), [InputRequired()], render_kw={"autocomplete": "off", "maxlength": 100}
    )


@blueprint.post("")
@holder_page
def start(vault: Vault) -> ResponseReturnValue:
    """Begin, with the certificate ticked that she came from, if any."""
    chosen = request.form.getlist("document")
    with current_database().transaction() as session:
        held = {entry.document_id for entry in shelf.entries(session, vault)}
        draft_id = drafts.start(
            session, vault, document_ids=[item for item in chosen if item in held], at=now()
        )
    return _step("what", draft_id)


@blueprint.route("/<draft_id>/what", methods=["GET", "POST"])
@holder_page
def what(vault: Vault, draft_id: str) -> ResponseReturnValue:
    """Ask which certificates."""
    with current_database().reading() as session:
        answers = drafts.answers_of(session, vault, draft_id)
        entries = shelf.entries(session, vault)
    form = WhatForm(data={"documents": list(answers.document_ids)})
    form.documents.choices = [SelectChoice(entry.document_id, _label(entry)) for entry in entries]
    if form.validate_on_submit():
        chosen = tuple(str(item) for item in form.documents.data or ())
        if problem := sharing.selection_problem(chosen):
            refuse(form.documents, problem)
        else:
            return _recorded(vault, draft_id, answers.model_copy(update={"document_ids": chosen}), "who")
    elif form.is_submitted():
        refuse(form.documents, "share.nothing_chosen")
    return _page("what", draft_id, form=form, entries=entries)


@blueprint.route("/<draft_id>/who", methods=["GET", "POST"])
@holder_page
def who(vault: Vault, draft_id: str) -> ResponseReturnValue:
    """Ask for whom."""
    with current_database().reading() as session:
        answers = drafts.answers_of(session, vault, draft_id)
    if first := _unanswered(answers, before="who"):
        return _step(first, draft_id)
    form = WhoForm(data={"receiver": answers.receiver})
    if form.validate_on_submit():
        receiver = str(form.receiver.data).strip()
        if problem := sharing.receiver_problem(receiver):
            refuse(form.receiver, problem)
        else:
            return _recorded(vault, draft_id, answers.model_copy(update={"receiver": receiver}), "how_long")
    return _page("who", draft_id, form=form)


@blueprint.route("/<draft_id>/how-long", methods=["GET", "POST"])
@holder_page
def how_long(vault: Vault, draft_id: str) -> ResponseReturnValue:
    """Ask until when."""
    with current_database().reading() as session:
        answers = drafts.answers_of(session, vault, draft_id)
    if first := _unanswered(answers, before="how_long"):
        return _step(first, draft_id)
    form = DurationForm(data={"duration": answers.duration or OFFERED_FIRST.value})
    if form.validate_on_submit():
        answered = answers.model_copy(update={"duration": str(form.duration.data)})
        return _recorded(vault, draft_id, answered, "check")
    return _page("how_long", draft_id, form=form)


@blueprint.route("/<draft_id>/check", methods=["GET", "POST"])
@holder_page
def check(vault: Vault, draft_id: str) -> ResponseReturnValue:
    """Show what the receiver will see, and make the link; a second click finds the same link."""
    form = ConfirmForm()
    if form.validate_on_submit():
        return _make(vault, draft_id)
    with current_database().reading() as session:
        answers = drafts.answers_of(session, vault, draft_id)
        if first := _unanswered(answers, before="check"):
            return _step(first, draft_id)
        chosen = [shelf.open_document(session, vault, item) for item in answers.document_ids]
    return _page(
        "check",
        draft_id,
        form=form,
        receiver=answers.receiver,
        last_day=last_day(Duration(str(answers.duration)), at=now()),
        items=[
            (held.entry, state_of(held.entry.verdict), content_of(held.opened, current_wallet().frameworks))
            for held in chosen
        ],
    )


def _make(vault: Vault, draft_id: str) -> BaseResponse:
    """Turn the draft into a share with the same id, so that a second click makes no second link."""
    with current_database().transaction() as session:
        if not sharing.exists(session, vault, draft_id):
            answers = drafts.answers_of(session, vault, draft_id)
            if first := _unanswered(answers, before="check"):
                return _step(first, draft_id)
            sharing.create_share(
                session,
                vault,
                share_id=draft_id,
                document_ids=answers.document_ids,
                receiver=str(answers.receiver),
                duration=Duration(str(answers.duration)),
                domain=current_wallet().settings.origin,
                at=now(),
            )
            drafts.discard(session, vault, draft_id)
    return redirect(url_for("shares.share", share_id=draft_id), 303)


def _recorded(vault: Vault, draft_id: str, answers: ShareAnswers, following: str) -> BaseResponse:
    with current_database().transaction() as session:
        drafts.record(session, vault, draft_id, answers)
    return _step(following, draft_id)


def _unanswered(answers: ShareAnswers, *, before: str) -> str | None:
    """Return the first question before a step that has no answer yet."""
    answered = {
        "what": bool(answers.document_ids),
        "who": answers.receiver is not None,
        "how_long": answers.duration is not None,
    }
    earlier: Sequence[str] = STEPS[: STEPS.index(before)]
    return next((step for step in earlier if not answered[step]), None)


def _step(step: str, draft_id: str) -> BaseResponse:
    return redirect(url_for(f"share.{step}", draft_id=draft_id), 303)


def _page(step: str, draft_id: str, *, form: BaseForm, **values: object) -> ResponseReturnValue:
    number = STEPS.index(step)
    back = url_for(f"share.{STEPS[number - 1]}", draft_id=draft_id) if number else None
    page = render_template(
        f"wallet/share_{step}.html", form=form, back=back, current=number + 1, total=len(STEPS), **values
    )
    return page, 422 if form.errors else 200


def _label(entry: ShelfEntry) -> Markup:
    """What stands beside a tick box: what it is, by whom and when, so that two alike can be told apart."""
    lines = [Markup("<strong>{}</strong>").format(isolated(title_of(entry.card))), isolated(issuer_of(entry))]
    if entry.card.awarded_on:
        lines.append(Markup("{}").format(format_date(entry.card.awarded_on)))
    state = state_of(entry.verdict)
    if state.must_be_told:
        lines.append(Markup("{}").format(state.words))
    return Markup("<br>").join(lines)
