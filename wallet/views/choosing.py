"""What a share and an answer ask alike: which certificates, which of her own things, what is left out."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from sqlalchemy.orm import Session
from wtforms import SelectMultipleField

from schemas.disclosure import POINTERS_OF
from wallet.contents import Chosen
from wallet.context import current_wallet
from wallet.plain import content_of
from wallet.portfolio.words import item_title
from wallet.sharing.offered import accepted_references, finished_items
from wallet.sharing.wording import PERSONAL_PARTS
from wallet.shelf import HeldDocument, ShelfEntry
from wallet.states import state_of
from wallet.vault import Vault
from wallet.views.forms import SelectChoice
from wallet.wording import issuer_of, title_of
from web.application import now
from web.forms import BaseForm
from web.languages import format_date
from web.text import isolated

# Of her own things the newest are offered, and what she came from; a page of all would not load on a phone.
OFFERED = 60

T = TypeVar("T")


class OwnThingsForm(BaseForm):
    """Which of her own things; `document_ids` and the like are the members of `wallet.contents.Chosen`."""

    items = SelectMultipleField(_l("Wat je zelf schreef"), choices=[])
    references = SelectMultipleField(_l("Wat anderen schreven"), choices=[])

    def offer_own(self, session: Session, vault: Vault, chosen: Chosen) -> None:
        """Give the choices: what is finished, what was accepted."""
        self.items.choices = [
            SelectChoice(held.item_id, isolated(item_title(held.content)))
            for held in newest(finished_items(session, vault), chosen.item_ids, lambda held: held.item_id)
        ]
        self.references.choices = [
            SelectChoice(view.request_id, isolated(view.words.name if view.words else ""))
            for view in newest(
                accepted_references(session, vault, at=now()),
                chosen.reference_ids,
                lambda view: view.request_id,
            )
        ]


class HideForm(BaseForm):
    """What to leave out, per certificate: `<document>|name` or `<document>|birthDate`."""

    hidden = SelectMultipleField(_l("Kies wat je weglaat"))

    @classmethod
    def of(cls, chosen: Chosen, entries: Iterable[ShelfEntry]) -> "HideForm":
        """Return the form with what may be left out, and that ticked which she leaves out already."""
        titles = {entry.document_id: isolated(title_of(entry.card)) for entry in entries}
        form = cls(data={"hidden": list(_choices(chosen.hidden or {}))})
        form.hidden.choices = [
            SelectChoice(choice, _label_of_part(choice, titles)) for choice in _choices(chosen.hideable)
        ]
        return form

    def chosen(self, hideable: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """Return what is ticked, as JSON pointers per document."""
        ticked, hidden = set(self.hidden.data or ()), dict[str, tuple[str, ...]]()
        for choice, pointers in _choices(hideable).items():
            if choice in ticked:
                document_id = choice.partition("|")[0]
                hidden[document_id] = (*hidden.get(document_id, ()), *pointers)
        return hidden


def newest(things: Sequence[T], chosen: Collection[str], id_of: Callable[[T], str]) -> Iterable[T]:
    """Return the first ones, and of the others those that were chosen."""
    return [thing for number, thing in enumerate(things) if number < OFFERED or id_of(thing) in chosen]


def label_of(entry: ShelfEntry) -> Markup:
    """What stands beside a tick box: what it is, by whom and when, and what the other side will notice."""
    lines = [Markup("<strong>{}</strong>").format(isolated(title_of(entry.card))), isolated(issuer_of(entry))]
    if entry.card.awarded_on:
        lines.append(Markup("{}").format(format_date(entry.card.awarded_on)))
    state = state_of(entry.verdict)
    if state.must_be_told:
        lines.append(Markup("{}").format(state.words))
    return Markup("<br>").join(lines)


def previews(documents: Iterable[HeldDocument]) -> list[tuple[object, ...]]:
    """Return what a page shows of each certificate, read from the very document that others get."""
    frameworks = current_wallet().frameworks
    return [
        (held.entry, state_of(held.entry.verdict), content_of(held.opened, frameworks)) for held in documents
    ]


def _choices(per_document: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the choices on the page, and the pointers of each: her name as a whole, her birth date."""
    return {
        f"{document_id}|{part}": found
        for document_id, pointers in per_document.items()
        for part, its_own in POINTERS_OF.items()
        if (found := tuple(pointer for pointer in pointers if pointer in its_own))
    }


def _label_of_part(choice: str, titles: Mapping[str, Markup]) -> Markup:
    document_id, _, part = choice.partition("|")
    return Markup("<strong>{}</strong><br>{}").format(PERSONAL_PARTS[part], titles[document_id])
