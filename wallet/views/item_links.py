"""What an item of her own is linked to: parts of qualifications, and certificates."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import SelectMultipleField

from schemas.frameworks import Qualification
from wallet.context import current_wallet
from wallet.errors import ItemError, NotInThisWalletError
from wallet.portfolio import items
from wallet.portfolio.collection import collect_documents
from wallet.portfolio.items import answered, with_competences
from wallet.vault import Vault
from wallet.views.forms import SelectChoice, refuse
from wallet.views.portfolio_items import blueprint
from wallet.views.signed_in import holder_page
from wallet.wording import issuer_of, title_of
from web.application import current_database, now
from web.forms import BaseForm
from web.text import isolated

# More would be no help: she can type another word.
MAX_FOUND = 30
MAX_SEARCH_CHARACTERS = 100
_WHOLE = "*"


class ChoicesForm(BaseForm):
    """What to link; nothing ticked unlinks everything that the page shows."""

    chosen = SelectMultipleField(_l("Kies wat erbij past"))


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
