"""One item of her own: begin it, answer one question per page, look at it, delete it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as BaseResponse
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from wallet.context import current_wallet
from wallet.errors import NotInThisWalletError
from wallet.evidence import shelf as evidence
from wallet.evidence.adding import delete_bytes
from wallet.portfolio import items
from wallet.portfolio.collection import collect_documents, rate_item
from wallet.portfolio.contents import ItemKind
from wallet.portfolio.items import HeldItem, answered
from wallet.portfolio.linked import linked_qualifications
from wallet.portfolio.questions import (
    MONTHS,
    OPTIONAL,
    STARR,
    Question,
    first_unanswered,
    questions_of,
)
from wallet.portfolio.words import ITEM_KINDS, question_words
from wallet.references.asking import references_of
from wallet.sharing.ending import stop_shares_with_part
from wallet.sharing.overview import shares_with_part
from wallet.sharing.parts import PartKind
from wallet.vault import Vault
from wallet.views.forms import ConfirmForm, SelectChoice
from wallet.views.item_answers import answer_form, read_answer
from wallet.views.signed_in import holder_page
from web.application import current_database, now
from web.forms import BaseForm
from web.row_ids import new_row_id

blueprint = Blueprint("portfolio_items", __name__, url_prefix="/portfolio/items")


class KindForm(BaseForm):
    """What it is about. The id is chosen with the page, so that a second click begins nothing new."""

    item_id = HiddenField()
    kind = RadioField(
        _l("Kies wat het is"),
        [InputRequired(_l("Kies wat het is."))],
        choices=[SelectChoice(kind.value, name) for kind, name in ITEM_KINDS.items()],
    )


@blueprint.route("/add", methods=["GET", "POST"])
@holder_page
def add(vault: Vault) -> ResponseReturnValue:
    """Ask what it is about, and begin the item."""
    form = KindForm()
    if form.validate_on_submit():
        item_id = str(form.item_id.data)
        with current_database().transaction() as session:
            items.start(session, vault, item_id=item_id, kind=ItemKind(str(form.kind.data)), at=now())
        return redirect(url_for("portfolio_items.go_on", item_id=item_id), 303)
    if not form.is_submitted():
        form.item_id.data = new_row_id()
    return render_template("wallet/portfolio/add.html", form=form), 422 if form.errors else 200


@blueprint.get("/<item_id>")
@holder_page
def item(vault: Vault, item_id: str) -> ResponseReturnValue:
    """Show an item, with what it is linked to."""
    with current_database().reading() as session:
        held = items.open_item(session, vault, item_id)
        rated = rate_item(session, vault, held)
        documents = collect_documents(session, vault)
        files = evidence.files_of(session, vault, item_id)
        references = references_of(session, vault, item_id, at=now())
        shares = shares_with_part(session, vault, PartKind.ITEM, item_id, at=now())
    linked = [each for each in documents if each.entry.document_id in held.content.document_ids]
    return render_template(
        "wallet/portfolio/item.html",
        item=rated,
        questions=questions_of(held.content.kind),
        starr=STARR,
        waiting=first_unanswered(held.content),
        linked=linked,
        files=files,
        references=references,
        shares=shares,
        competences=linked_qualifications(held.content, current_wallet().frameworks),
    )


@blueprint.get("/<item_id>/go-on")
@holder_page
def go_on(vault: Vault, item_id: str) -> ResponseReturnValue:
    """Lead to the first question without an answer, or to the item when there is none."""
    with current_database().reading() as session:
        held = items.open_item(session, vault, item_id)
    return _next(held)


@blueprint.route("/<item_id>/answer/<name>", methods=["GET", "POST"])
@holder_page
def answer(vault: Vault, item_id: str, name: str) -> ResponseReturnValue:
    """Ask one question; what was typed stays when it can't be kept."""
    with current_database().reading() as session:
        held = items.open_item(session, vault, item_id)
    questions = questions_of(held.content.kind)
    if name not in questions:
        raise NotInThisWalletError("wallet.not_found", detail="question")
    question = Question(name)
    form = answer_form(question, held.content)
    if form.validate_on_submit() and (answers := read_answer(form, question, held.content)) is not None:
        with current_database().transaction() as session:
            changed = items.change(session, vault, item_id, answered(**answers), at=now())
        if changed.is_finished and not held.is_finished:
            flash(_("Bewaard. Dit is nu af."), "good")
        return _next(changed)
    number = questions.index(question)
    page = render_template(
        "wallet/portfolio/answer.html",
        form=form,
        question=question,
        words=question_words(held.content.kind, question),
        is_month=question in MONTHS,
        optional=question in OPTIONAL,
        item_id=item_id,
        before=questions[number - 1] if number else None,
        is_finished=held.is_finished,
        current=number + 1,
        total=len(questions),
    )
    return page, 422 if form.errors else 200


@blueprint.route("/<item_id>/delete", methods=["GET", "POST"])
@holder_page
def delete(vault: Vault, item_id: str) -> ResponseReturnValue:
    """Ask, then delete an item."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with current_database().transaction() as session:
            stop_shares_with_part(session, vault, PartKind.ITEM, item_id, at=now())
            for entry in evidence.files_of(session, vault, item_id):
                stop_shares_with_part(session, vault, PartKind.FILE, entry.file_id, at=now())
            items.remove(session, vault, item_id)
            storage_keys = evidence.remove_all(session, vault, item_id=item_id)
        for storage_key in storage_keys:
            delete_bytes(current_wallet().storage, storage_key)
        flash(_("Het is weg uit je wallet."), "neutral")
        return redirect(url_for("portfolio.overview"), 303)
    with current_database().reading() as session:
        held = items.open_item(session, vault, item_id)
        shares = shares_with_part(session, vault, PartKind.ITEM, item_id, at=now())
    return render_template("wallet/portfolio/delete.html", item=held, shares=shares, form=form)


def _next(held: HeldItem) -> BaseResponse:
    question = first_unanswered(held.content)
    if question is None:
        return redirect(url_for("portfolio_items.item", item_id=held.item_id), 303)
    return redirect(url_for("portfolio_items.answer", item_id=held.item_id, name=question.value), 303)
