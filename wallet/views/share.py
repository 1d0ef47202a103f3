"""Sharing, one question per page: what, what is left out, and at the end whether all is right.

The questions about the link itself are in `share_terms`, the order of all of them in `share_steps`.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse
from wtforms import SelectMultipleField

from schemas.disclosure import NAME_POINTERS
from wallet import drafts, services, shelf
from wallet.contents import ShareAnswers
from wallet.context import current_wallet
from wallet.durations import Duration, last_day
from wallet.evidence import shelf as evidence
from wallet.evidence.wording import file_title
from wallet.plain import content_of
from wallet.portfolio import items
from wallet.portfolio.words import item_title
from wallet.references import asking
from wallet.references.asking import ReferenceState
from wallet.sharing import making
from wallet.sharing.contract import Contract, Selection
from wallet.sharing.parts import Parts, gather
from wallet.shelf import ShelfEntry
from wallet.showing import hideable
from wallet.states import state_of
from wallet.vault import Vault
from wallet.views.forms import ConfirmForm, SelectChoice, refuse
from wallet.views.share_steps import answers_of, blueprint, page, recorded, to_step, unanswered
from wallet.views.signed_in import holder_page
from wallet.wording import issuer_of, title_of
from web.application import current_database, now
from web.forms import BaseForm
from web.languages import format_date
from web.text import isolated

# Of her own things the newest are offered, and what she came from; a page of all would not load on a phone.
OFFERED = 60

T = TypeVar("T")


class WhatForm(BaseForm):
    """What to show; nothing is ticked but what she came from."""

    documents = SelectMultipleField(_l("Kies je bewijzen"))
    items = SelectMultipleField(_l("Wat je zelf schreef"))
    files = SelectMultipleField(_l("Je bestanden"))
    references = SelectMultipleField(_l("Wat anderen schreven"))

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


class HideForm(BaseForm):
    """What to leave out, per certificate: `<document>|name` or `<document>|birth`."""

    hidden = SelectMultipleField(_l("Kies wat je weglaat"))


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
            return recorded(vault, draft_id, _with_hideable(vault, answered), after="what")
    elif form.is_submitted():
        for field in form:
            field.errors = ()
        refuse(form.documents, "share.nothing_chosen")
    return page("what", draft_id, answers, form=form)


@blueprint.route("/<draft_id>/hide", methods=["GET", "POST"])
@holder_page
def hide(vault: Vault, draft_id: str) -> ResponseReturnValue:
    """Ask what to leave out of the certificates that allow it."""
    answers = answers_of(vault, draft_id)
    if first := unanswered(answers, before="hide"):
        return to_step(first, draft_id)
    if not answers.hideable:
        return to_step("who", draft_id)
    with current_database().reading() as session:
        entries = {entry.document_id: entry for entry in shelf.entries(session, vault)}
    form = HideForm(data={"hidden": [choice for choice, _ in _hidden_choices(answers.hidden or {})]})
    form.hidden.choices = [
        SelectChoice(choice, _hide_label(choice, entries)) for choice, _ in _hidden_choices(answers.hideable)
    ]
    if form.validate_on_submit():
        ticked = set(form.hidden.data or ())
        hidden: dict[str, tuple[str, ...]] = {}
        for choice, pointers in _hidden_choices(answers.hideable):
            if choice in ticked:
                document_id = choice.partition("|")[0]
                hidden[document_id] = (*hidden.get(document_id, ()), *pointers)
        return recorded(vault, draft_id, answers.model_copy(update={"hidden": hidden}), after="hide")
    return page("hide", draft_id, answers, form=form)


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
        items=_shown(parts),
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
        SelectChoice(entry.document_id, _label(entry)) for entry in shelf.entries(session, vault)
    ]
    finished = [held for held in items.items(session, vault) if held.is_finished]
    form.items.choices = [
        SelectChoice(held.item_id, isolated(item_title(held.content)))
        for held in _newest(finished, answers.item_ids, lambda held: held.item_id)
    ]
    form.files.choices = [
        SelectChoice(entry.file_id, isolated(file_title(entry)))
        for entry in _newest(evidence.files(session, vault), answers.file_ids, lambda entry: entry.file_id)
    ]
    accepted = [
        view for view in asking.references(session, vault, at=now()) if view.state is ReferenceState.ACCEPTED
    ]
    form.references.choices = [
        SelectChoice(view.request_id, isolated(view.words.name if view.words else ""))
        for view in _newest(accepted, answers.reference_ids, lambda view: view.request_id)
    ]
    return form


def _newest(things: Sequence[T], chosen: Collection[str], id_of: Callable[[T], str]) -> Iterable[T]:
    return [thing for number, thing in enumerate(things) if number < OFFERED or id_of(thing) in chosen]


def _choices(form: WhatForm, member: str) -> set[str]:
    field = form[member.removesuffix("_ids") + "s"]
    return {choice.value for choice in field.choices}


def _with_hideable(vault: Vault, answers: ShareAnswers) -> ShareAnswers:
    """Note what may be left out of the chosen certificates, and forget what was left out of others."""
    with current_database().reading() as session:
        found = {
            document_id: tuple(sorted(hideable(shelf.open_document(session, vault, document_id).document)))
            for document_id in answers.document_ids
        }
    allowed = {document_id: pointers for document_id, pointers in found.items() if pointers}
    hidden = answers.hidden and {key: value for key, value in answers.hidden.items() if key in allowed}
    return answers.model_copy(update={"hideable": allowed, "hidden": hidden})


def _hidden_choices(per_document: dict[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the choices on the page, and the pointers of each: her name as a whole, her birth date."""
    choices: list[tuple[str, tuple[str, ...]]] = []
    for document_id, pointers in per_document.items():
        name = tuple(pointer for pointer in pointers if pointer in NAME_POINTERS)
        birth = tuple(pointer for pointer in pointers if pointer not in NAME_POINTERS)
        choices.extend(
            (f"{document_id}|{kind}", found) for kind, found in (("name", name), ("birth", birth)) if found
        )
    return choices


def _hide_label(choice: str, entries: dict[str, ShelfEntry]) -> Markup:
    document_id, _, kind = choice.partition("|")
    words = _l("Je naam") if kind == "name" else _l("Je geboortedatum")
    return Markup("<strong>{}</strong><br>{}").format(words, isolated(title_of(entries[document_id].card)))


def _shown(parts: Parts) -> list[tuple[object, ...]]:
    """Return what the page shows of each certificate, read from the very document that others get."""
    return [
        (
            held.entry,
            state_of(held.entry.verdict),
            content_of(held.opened, current_wallet().frameworks),
        )
        for held in parts.documents
    ]


def _label(entry: ShelfEntry) -> Markup:
    """What stands beside a tick box: what it is, by whom and when, so that two alike can be told apart."""
    lines = [Markup("<strong>{}</strong>").format(isolated(title_of(entry.card))), isolated(issuer_of(entry))]
    if entry.card.awarded_on:
        lines.append(Markup("{}").format(format_date(entry.card.awarded_on)))
    state = state_of(entry.verdict)
    if state.must_be_told:
        lines.append(Markup("{}").format(state.words))
    return Markup("<br>").join(lines)
