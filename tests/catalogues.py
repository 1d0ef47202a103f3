"""Which sentences lack a translation: what the code says against what the catalogues hold.

`python -m tests.catalogues missing LANGUAGE [CATALOGUE]` prints what a language lacks as the text of a `.po`
file, with the English beside each Dutch sentence. CONTRIBUTING.md says how a language is added.
"""

import argparse
import io
import sys
from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

REPOSITORY = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}

# What the wallet and the public verdict say, name -> (package, domain). Their English is complete (each
# package's tests see to that), so its ids are what other languages must have.
READER_CATALOGUES: Mapping[str, tuple[str, str]] = {
    "wallet": ("wallet", "messages"),
    "verifier": ("verifier", "messages"),
    "engine": ("verifier", "engine"),
    "schemas": ("schemas", "messages"),
    "web": ("web", "messages"),
}


def catalogue_path(name: str, language: str) -> Path:
    """Return where a catalogue of the readers' languages lies, or would lie."""
    package, domain = READER_CATALOGUES[name]
    return REPOSITORY / package / "translations" / language / "LC_MESSAGES" / f"{domain}.po"


def read(path: Path, language: str) -> Catalog:
    """Return a catalogue; an empty one where there is no such file."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def in_language(sentence: str, language: str) -> str:
    """Return a sentence of the readers' pages in a language; itself in Dutch, and what no catalogue holds."""
    for name in READER_CATALOGUES if language != "nl" else ():
        message = read(catalogue_path(name, language), language).get(sentence)
        if message is not None and isinstance(message.string, str) and message.string:
            return message.string
    return sentence


def is_complete(message: Message | None, forms: int) -> bool:
    """Say whether a message is translated, in all forms that the language counts by, and not marked fuzzy."""
    if message is None or message.fuzzy:
        return False
    if not message.string or isinstance(message.string, str):
        return bool(message.string)
    return len(message.string) == forms and all(message.string)


def missing(name: str, language: str) -> Catalog:
    """Return a catalogue of what a language lacks, each sentence with its English as a remark."""
    english, held = read(catalogue_path(name, "en"), "en"), read(catalogue_path(name, language), language)
    lacking = Catalog(locale=language)
    for message in english:
        if message.id and not is_complete(held.get(message.id, message.context), held.num_plurals):
            said = message.string if isinstance(message.string, str) else " / ".join(message.string or ())
            lacking.add(
                message.id, context=message.context, flags=message.flags - {"fuzzy"}, auto_comments=[said]
            )
    return lacking


def untranslated(package: str, language: str = "en") -> list[str]:
    """Return the sentences in the code of a package that its catalogue has no translation for.

    A folder in it with translations of its own (`web/staff`) counts as another package.
    """
    root = REPOSITORY / package
    with (REPOSITORY / "web" / "babel.cfg").open() as configuration:
        methods, options = parse_mapping_cfg(configuration)
    found = extract_from_dir(
        root, methods, options, KEYWORDS, directory_filter=lambda folder: not _is_another(Path(folder), root)
    )
    sentences = {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}
    path = root / "translations" / language / "LC_MESSAGES" / "messages.po"
    translated = {
        entry.id if isinstance(entry.id, str) else entry.id[0]
        for entry in read(path, language)
        if entry.string and not entry.fuzzy
    }
    return sorted(sentences - translated)


def _is_another(folder: Path, root: Path) -> bool:
    return folder != root and (folder / "translations").is_dir()


def main() -> None:
    """Print what a language lacks, a catalogue at a time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["missing"])
    parser.add_argument("language")
    parser.add_argument("catalogue", nargs="?", choices=list(READER_CATALOGUES))
    asked = parser.parse_args()
    for name in [asked.catalogue] if asked.catalogue else READER_CATALOGUES:
        lacking = missing(name, asked.language)
        text = io.BytesIO()
        write_po(text, lacking, width=0, omit_header=True)
        sys.stdout.write(
            f"# {catalogue_path(name, asked.language).relative_to(REPOSITORY)}: {len(lacking)}\n"
        )
        sys.stdout.write(text.getvalue().decode() + "\n")


if __name__ == "__main__":
    main()
