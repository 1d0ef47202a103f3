"""The catalogues of an application: which languages they hold, who checked them, what stands in for a gap.

A sentence that a language misses is given in English, and where English misses it too, in Dutch: the
sentences in the code. A catalogue that was translated by a machine and read by nobody says so in its
header, by the `UNCHECKED` value of the standard field `Last-Translator` (GNU gettext manual, "Header Entry").
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from babel.support import NullTranslations, Translations
from flask_babel import Domain, get_locale

STAND_IN_LANGUAGE = "en"
UNCHECKED = "machine"


class Catalogues(Domain):  # type: ignore[misc]  # Flask-Babel has no types
    """The folders with translations of one application, merged per language; later ones win.

    Read once, when the application is made. Raises nothing for a folder or language that is not there.
    """

    def __init__(self, folders: Sequence[Path], languages: Iterable[str]) -> None:
        super().__init__([str(folder) for folder in folders])
        found = {language: list(_found(folders, language)) for language in languages}
        self.languages = frozenset(language for language, catalogues in found.items() if catalogues)
        self.unchecked = frozenset(
            language for language, catalogues in found.items() if any(map(_is_unchecked, catalogues))
        )
        self._translations = _with_stand_in(
            {language: _merged(catalogues) for language, catalogues in found.items() if catalogues}
        )

    def get_translations(self) -> NullTranslations:
        """Return the sentences in the language of the page; Dutch ones are in the code."""
        locale = get_locale()
        return self._translations.get(locale.language if locale else "", NullTranslations())


def _found(folders: Sequence[Path], language: str) -> Iterable[Translations]:
    for folder in folders:
        catalogue = Translations.load(folder, [language])
        if isinstance(catalogue, Translations):
            yield catalogue


def _is_unchecked(catalogue: Translations) -> bool:
    return catalogue.info().get("last-translator") == UNCHECKED


def _merged(catalogues: Sequence[Translations]) -> Translations:
    merged = Translations()
    for catalogue in catalogues:
        merged.merge(catalogue)
        merged.plural = catalogue.plural  # `merge` forgets how the language counts
    return merged


def _with_stand_in(translations: Mapping[str, Translations]) -> Mapping[str, Translations]:
    stand_in = translations.get(STAND_IN_LANGUAGE)
    for language, sentences in translations.items():
        if stand_in is not None and language != STAND_IN_LANGUAGE:
            sentences.add_fallback(stand_in)
    return translations
