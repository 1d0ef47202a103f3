"""What the sealed columns of the portfolio hold, once opened."""

from enum import StrEnum

from wallet.vault import SealedContent


class ItemKind(StrEnum):
    """What an item of her own is about."""

    WORK = "work"
    LEARNING = "learning-on-the-job"
    VOLUNTEERING = "volunteering"
    COURSE = "course"
    STORY = "story"


class Month(SealedContent):
    """A month of a year; `month` is None where she only knows the year."""

    year: int
    month: int | None = None

    @property
    def sort_key(self) -> tuple[int, int]:
        """For ordering; a year without a month comes before its months."""
        return self.year, self.month or 0


class CompetenceLink(SealedContent):
    """A part of a qualification that an item is about; `part` is None for the whole of it.

    The code system makes room for others than crebo, such as ESCO and CompetentNL.
    """

    code_system: str
    qualification: str
    part: str | None


class ItemContent(SealedContent):
    """An item of her own; a member that is None was not answered yet, an empty text was passed over.

    `until` is None while `is_ongoing`. The last five are the STARR form of a story.
    """

    kind: ItemKind
    title: str | None = None
    place: str | None = None
    since: Month | None = None
    until: Month | None = None
    is_ongoing: bool = False
    did: str | None = None
    situation: str | None = None
    task: str | None = None
    action: str | None = None
    result: str | None = None
    reflection: str | None = None
    competences: tuple[CompetenceLink, ...] = ()
    document_ids: tuple[str, ...] = ()
