"""One item of her own: begin it, answer one question per page, link it, delete it."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms import TextAreaField as TextField
from wtforms.validators import InputRequired

from schemas.dates import legal_date
from schemas.frameworks import Frameworks, Qualification
from wallet.context import current_wallet
from wallet.errors import ItemError, NotInThisWalletError
from wallet.evidence import shelf as evidence
from wallet.evidence.adding import delete_bytes
from wallet.portfolio import items
from wallet.portfolio.collection import collect_documents, rate_item
from wallet.portfolio.contents import ItemContent, ItemKind, Month
from wallet.portfolio.items import HeldItem, answered, with_competences
from wallet.portfolio.questions import (
    LINES,
    MAX_LINE_CHARACTERS,
    MONTHS,
    OPTIONAL,
    STARR,
    Question,
    first_unanswered,
    month_problem,
    questions_of,
    text_problem,
)
from wallet.portfolio.words import ITEM_KINDS, question_words
from wallet.references.asking import references_of
from wallet.sentences import MONTH_NAMES
from wallet.sharing.ending import stop_shares_with_part
from wallet.sharing.overview import shares_with_part
from wallet.sharing.parts import PartKind
from wallet.vault import Vault
from wallet.views.forms import ConfirmForm, SelectChoice, refuse
from wallet.views.signed_in import holder_page
from wallet.wording import issuer_of, title_of
from web.application import current_database, now
from web.forms import BaseForm
from web.row_ids import new_row_id
from web.text import isolated

blueprint = Blueprint("portfolio_items", __name__, url_prefix="/portfolio/items")

# More would be no help: she can type another word.
MAX_FOUND = 30
MAX_SEARCH_CHARACTERS = 100
_WHOLE = "*"


class KindForm(BaseForm):
    """What it is about. The id is chosen with the page, so that a second click begins nothing new."""

    item_id = HiddenField()
    kind = RadioField(
        _l("Kies wat het is"),
        [InputRequired(_l("Kies wat het is."))],
        choices=[SelectChoice(kind.value, name) for kind, name in ITEM_KINDS.items()],
    )


class LineForm(BaseForm):
    """An answer on one line."""

    answer = StringField(render_kw={"autocomplete": "off", "maxlength": MAX_LINE_CHARACTERS})


class TextForm(BaseForm):
    """An answer in her own words."""

    answer = TextField(render_kw={"rows": 7})


class MonthForm(BaseForm):
    """A month; she may know the year alone."""

    month = SelectField(
        _l("Maand"), choices=[SelectChoice(str(number), name) for number, name in MONTH_NAMES.items()]
    )
    year = StringField(
        _l("Jaar"),
        render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4, "class_": "field__input"},
    )


class UntilForm(MonthForm):
    """When it ended, if it did."""

    is_ongoing = BooleanField(_l("Ik doe dit nog"))


class ChoicesForm(BaseForm):
    """What to link; nothing ticked unlinks everything that the page shows."""

    chosen = SelectMultipleField(_l("Kies wat erbij past"))


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
        competences=_competences(held.content, current_wallet().frameworks),
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
    form = _form(question, held.content)
    if form.validate_on_submit() and (answers := _answers(form, question, held.content)) is not None:
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


@blueprint.get("/<item_id>/qualifications")
@holder_page
def find(vault: Vault, item_id: str) -> ResponseReturnValue:
    """Find a qualification by name or code; those of her certificates stand there at once."""
    with current_database().reading() as session:
        held = items.open_item(session, vault, item_id)
        documents = collect_documents(session, vault)
    frameworks = current_wallet().frameworks
    text = request.args.get("q", "")[:MAX_SEARCH_CHARACTERS].strip()
    near = {(link.code_system, link.qualification) for link in held.content.competences} | {
        (covered.code_system, covered.qualification) for each in documents for covered in each.coverage
    }
    found = frameworks.search(text) if text else [each for each in frameworks if _key(each) in near]
    return render_template(
        "wallet/portfolio/find.html",
        item=held,
        text=text,
        found=found[:MAX_FOUND],
        more=max(0, len(found) - MAX_FOUND),
    )


@blueprint.route("/<item_id>/qualifications/<code_system>/<code>", methods=["GET", "POST"])
@holder_page
def competences(vault: Vault, item_id: str, code_system: str, code: str) -> ResponseReturnValue:
    """Ask which parts of a qualification an item is about."""
    with current_database().reading() as session:
        held = items.open_item(session, vault, item_id)
    qualification = current_wallet().frameworks.find(code_system, code)
    if qualification is None:
        raise NotInThisWalletError("wallet.not_found", detail="qualification")
    names = _choices(qualification)
    linked = [
        link.part or _WHOLE
        for link in held.content.competences
        if (link.code_system, link.qualification) == (code_system, code)
    ]
    form = ChoicesForm(data={"chosen": linked})
    form.chosen.choices = [SelectChoice(part, name) for part, name in names.items()]
    if form.validate_on_submit():
        parts = [_part(choice) for choice in form.chosen.data or ()]
        change = with_competences(code_system, code, parts, known=[_part(choice) for choice in names])
        try:
            with current_database().transaction() as session:
                items.change(session, vault, item_id, change, at=now())
        except ItemError as error:
            refuse(form.chosen, error.code)
        else:
            return redirect(url_for("portfolio_items.item", item_id=item_id), 303)
    page = render_template(
        "wallet/portfolio/competences.html", form=form, item=held, qualification=qualification
    )
    return page, 422 if form.errors else 200


@blueprint.route("/<item_id>/documents", methods=["GET", "POST"])
@holder_page
def documents(vault: Vault, item_id: str) -> ResponseReturnValue:
    """Ask which certificates belong to an item."""
    with current_database().reading() as session:
        held = items.open_item(session, vault, item_id)
        entries = [each.entry for each in collect_documents(session, vault)]
    form = ChoicesForm(data={"chosen": list(held.content.document_ids)})
    form.chosen.choices = [
        SelectChoice(
            entry.document_id,
            Markup("<strong>{}</strong><br>{}").format(
                isolated(title_of(entry.card)), isolated(issuer_of(entry))
            ),
        )
        for entry in entries
    ]
    if form.validate_on_submit():
        chosen = tuple(str(each) for each in form.chosen.data or ())
        if len(chosen) > items.MAX_LINKED_DOCUMENTS:
            refuse(form.chosen, "item.too_many_documents")
        else:
            with current_database().transaction() as session:
                items.change(session, vault, item_id, answered(document_ids=chosen), at=now())
            return redirect(url_for("portfolio_items.item", item_id=item_id), 303)
    page = render_template("wallet/portfolio/documents.html", form=form, item=held, entries=entries)
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


def _form(question: Question, content: ItemContent) -> BaseForm:
    known = getattr(content, question.value)
    if question in MONTHS:
        data: dict[str, object] = {"is_ongoing": content.is_ongoing}
        if isinstance(known, Month):
            data |= {"month": str(known.month or ""), "year": str(known.year)}
        form: BaseForm = UntilForm(data=data) if question is Question.UNTIL else MonthForm(data=data)
        return form
    form = LineForm(data={"answer": known}) if question in LINES else TextForm(data={"answer": known})
    form.answer.label.text = question_words(content.kind, question).label
    return form


def _answers(form: BaseForm, question: Question, content: ItemContent) -> Mapping[str, object] | None:
    """Return what the form answers; put what is wrong at its field and return None."""
    if question in MONTHS:
        return _month(form, question, content)
    text = str(form.answer.data or "").replace("\r\n", "\n").strip()
    if problem := text_problem(question, text):
        refuse(form.answer, problem)
        return None
    return {question.value: text}


def _month(form: BaseForm, question: Question, content: ItemContent) -> Mapping[str, object] | None:
    if question is Question.UNTIL and form.is_ongoing.data:
        return {"until": None, "is_ongoing": True}
    year = str(form.year.data or "").strip()
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        refuse(form.year, "item.year")
        return None
    month = Month(year=int(year), month=int(form.month.data) if form.month.data else None)
    if problem := month_problem(question, month, content, today=legal_date(now())):
        refuse(form.year, problem)
        return None
    return {question.value: month} | ({"is_ongoing": False} if question is Question.UNTIL else {})


def _key(qualification: Qualification) -> tuple[str, str]:
    return qualification.code_system, qualification.code


def _part(choice: str) -> str | None:
    return None if choice == _WHOLE else choice


def _choices(qualification: Qualification) -> dict[str, Markup]:
    """What can be ticked: the smallest parts, each under the name of the part that it lies in."""
    inner = {part.parent for part in qualification.parts if part.parent}
    by_code = {part.code: part for part in qualification.parts}
    names = {}
    for part in qualification.parts:
        if part.code not in inner:
            parent = by_code.get(part.parent or "")
            below = Markup("<br><small>{}</small>").format(isolated(parent.name)) if parent else Markup("")
            names[part.code] = isolated(part.name) + below
    return names or {_WHOLE: isolated(qualification.name)}


def _competences(content: ItemContent, frameworks: Frameworks) -> list[tuple[str, str, str, list[str]]]:
    """Return the links per qualification: code system, code, name, names of the parts."""
    found: dict[tuple[str, str], list[str]] = {}
    for link in content.competences:
        qualification = frameworks.find(link.code_system, link.qualification)
        part = qualification.part(link.part) if qualification and link.part else None
        parts = found.setdefault((link.code_system, link.qualification), [])
        if link.part:
            parts.append(part.name if part else link.part)
    return [
        (system, code, known.name if (known := frameworks.find(system, code)) else code, parts)
        for (system, code), parts in found.items()
    ]
