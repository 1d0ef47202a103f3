"""Which sentences of a package lack a translation: what the code says against what its catalogue holds."""

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

REPOSITORY = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


def untranslated(package: str, language: str = "en") -> list[str]:
    """Return the sentences of a package that its catalogue has no translation for."""
    with (REPOSITORY / "web" / "babel.cfg").open() as configuration:
        methods, options = parse_mapping_cfg(configuration)
    found = extract_from_dir(REPOSITORY / package, methods, options, KEYWORDS)
    sentences = {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}
    path = REPOSITORY / package / "translations" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as catalogue:
        translated = {
            entry.id if isinstance(entry.id, str) else entry.id[0]
            for entry in read_po(catalogue)
            if entry.string and not entry.fuzzy
        }
    return sorted(sentences - translated)
