"""Sharing, one question per page: what, what is left out, and at the end whether all is right.

The questions about the link itself are in `share_terms`, the order of all of them in `share_steps`.
"""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse
from wtforms import SelectMultipleField

from wallet import drafts, services, shelf
from wallet.contents import ShareAnswers
from wallet.context import current_wallet
from wallet.durations import Duration, last_day
from wallet.evidence import shelf as evidence
from wallet.evidence.wording import file_title
from wallet.sharing import making
from wallet.sharing.contract import Contract, Selection
from wallet.sharing.leaving_out import with_hideable
from wallet.sharing.parts import gather
from wallet.vault import Vault
from wallet.views.choosing import HideForm, OwnThingsForm, label_of, newest, previews
from wallet.views.forms import ConfirmForm, SelectChoice, refuse
from wallet.views.share_steps import Draft, blueprint, page, question, recorded, to_step, unanswered
from wallet.views.signed_in import holder_page
from web.application import current_database, now
from web.text import isolated


class WhatForm(OwnThingsForm):
    """What to show; nothing is ticked but what she came from."""

    documents = SelectMultipleField(_l("Kies je bewijzen"))
    files = SelectMultipleField(_l("Je bestanden"))

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """Return what is ticked, by the names of the members of `ShareAnswers`."""
        return {
            name: tuple(str(value) for value in field.data or ())
            for name, field in (
                ("document_ids", self.documents),
                ("item_ids", self.items),
                ("file_ids", self.files),
                ("reference_ids", self.references),
            )
        }


@blueprint.post("")
@holder_page
def start(vault: Vault) -> ResponseReturnValue:
    """Begin, with that ticked which she came from, if anything."""
    with current_database().transaction() as session:
        form = _offered(session, vault, ShareAnswers(**_came_from()))
        given = {
            name: tuple(filter(_choices(form, name).__contains__, ids)) for name, ids in _came_from().items()
        }
        answers = ShareAnswers(**given, for_counsellor=request.form.get("for") == "counsellor")
        draft_id = drafts.start(session, vault, answers, at=now())
    return to_step("what", draft_id)


@blueprint.route("/<draft_id>/what", methods=["GET", "POST"])
@holder_page
def what(vault: Vault, draft_id: str) -> ResponseReturnValue:
    """Ask what to show."""
    with current_database().reading() as session:
        answers = drafts.answers_of(session, vault, draft_id)
        form = _offered(session, vault, answers)
    if form.validate_on_submit():
        answered = answers.model_copy(update=form.chosen())
        if problem := Selection.of(answered).problem():
            refuse(form.documents, problem)
        else:
            with current_database().reading() as session:
                answered = with_hideable(session, vault, answered)
            return recorded(vault, draft_id, answered, after="what")
    elif form.is_submitted():
        for field in form:
            field.errors = ()
        refuse(form.documents, "share.nothing_chosen")
    return page("what", draft_id, answers, form=form)


@question("hide")
def hide(draft: Draft) -> ResponseReturnValue:
    """Ask what to leave out of the certificates that allow it."""
    if not draft.answers.hideable:
        return to_step("who", draft.draft_id)
    with current_database().reading() as session:
        form = HideForm.of(draft.answers, shelf.entries(session, draft.vault))
    if form.validate_on_submit():
        return draft.record(hidden=form.chosen(draft.answers.hideable))
    return draft.page(form)


@blueprint.route("/<draft_id>/check", methods=["GET", "POST"])
@holder_page
def check(vault: Vault, draft_id: str) -> ResponseReturnValue:
    """Show what the receiver will see, and make the link; a second click finds the same link."""
    form = ConfirmForm()
    if form.validate_on_submit():
        return _make(vault, draft_id)
    with current_database().reading() as session:
        answers = drafts.answers_of(session, vault, draft_id)
        if first := unanswered(answers, before="check"):
            return to_step(first, draft_id)
        parts = gather(session, vault, Selection.of(answers), at=now())
    return page(
        "check",
        draft_id,
        answers,
        form=form,
        last_day=last_day(Duration(str(answers.duration)), at=now()),
        items=previews(parts.documents),
        own=parts.own,
    )


def _make(vault: Vault, draft_id: str) -> BaseResponse:
    """Turn the draft into a share with the same id, so that a second click makes no second link."""
    with current_database().reading() as session:
        made = making.exists(session, vault, draft_id)
        answers = ShareAnswers() if made else drafts.answers_of(session, vault, draft_id)
    if not made:
        if first := unanswered(answers, before="check"):
            return to_step(first, draft_id)
        services.make_share(
            current_database(),
            vault,
            _contract(answers),
            share_id=draft_id,
            settings=current_wallet().settings,
            pin=answers.pin or "",
            cost=current_wallet().passphrase_cost,
            at=now(),
        )
        with current_database().transaction() as session:
            drafts.discard(session, vault, draft_id)
    return redirect(url_for("shares.share", share_id=draft_id), 303)


def _contract(answers: ShareAnswers) -> Contract:
    return Contract(
        selection=Selection.of(answers),
        receiver=str(answers.receiver),
        reason=answers.reason or "",
        duration=Duration(str(answers.duration)),
        looks=answers.looks or None,
        takes_suggestions=answers.for_counsellor,
    )


def _came_from() -> dict[str, tuple[str, ...]]:
    names = {"document": "document_ids", "item": "item_ids", "file": "file_ids", "reference": "reference_ids"}
    return {member: tuple(request.form.getlist(name)) for name, member in names.items()}


def _offered(session: Session, vault: Vault, answers: ShareAnswers) -> WhatForm:
    """Return the form with all that she can choose, and what she chose already."""
    form = WhatForm(
        data={
            "documents": list(answers.document_ids),
            "items": list(answers.item_ids),
            "files": list(answers.file_ids),
            "references": list(answers.reference_ids),
        }
    )
    form.documents.choices = [
        SelectChoice(entry.document_id, label_of(entry)) for entry in shelf.entries(session, vault)
    ]
    form.offer_own(session, vault, answers)
    form.files.choices = [
        SelectChoice(entry.file_id, isolated(file_title(entry)))
        for entry in newest(evidence.files(session, vault), answers.file_ids, lambda entry: entry.file_id)
    ]
    return form


def _choices(form: WhatForm, member: str) -> set[str]:
    field = form[member.removesuffix("_ids") + "s"]
    return {choice.value for choice in field.choices}
