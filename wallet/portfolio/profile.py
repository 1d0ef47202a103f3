"""The ervaringsprofiel: what she can do on one sheet, grouped by kind, with who says so. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from wallet.portfolio.collection import Collection, RatedDocument, RatedItem
from wallet.portfolio.contents import ItemKind, Month

# A sheet that somebody reads, below 150 KB; the rest stands on the timeline.
MAX_ITEMS = 60
MAX_DOCUMENTS = 60

_NO_MONTH = Month(year=0)


@dataclass(frozen=True, slots=True)
class Profile:
    """The groups that have something in them, in the order of the kinds. `more` things did not fit."""

    documents: tuple[RatedDocument, ...]
    groups: Mapping[ItemKind, tuple[RatedItem, ...]]
    more: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to sum up."""
        return not (self.documents or self.groups)


def profile_of(collection: Collection) -> Profile:
    """Return the newest items and the certificates that somebody stands behind."""
    newest = sorted(
        collection.finished_items,
        key=lambda item: (item.held.content.since or _NO_MONTH).sort_key,
        reverse=True,
    )
    documents = [document for document in collection.documents if document.level is not None]
    fitting = newest[:MAX_ITEMS]
    groups = {
        kind: found
        for kind in ItemKind
        if (found := tuple(item for item in fitting if item.held.content.kind is kind))
    }
    shown = documents[:MAX_DOCUMENTS]
    return Profile(tuple(shown), groups, more=len(newest) - len(fitting) + len(documents) - len(shown))
