"""The English of the engine, read from its catalogues; a sentence that is missing there raises KeyError."""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

REPOSITORY = Path(__file__).resolve().parents[2]
CATALOGUES = (
    "verifier/translations/en/LC_MESSAGES/engine.po",
    "schemas/translations/en/LC_MESSAGES/messages.po",
)


@cache
def translations() -> dict[str, str]:
    """Return the English by the Dutch that is its message id."""
    found: dict[str, str] = {}
    for path in CATALOGUES:
        with (REPOSITORY / path).open("rb") as file:
            found |= {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}
    return found


def english(message: str) -> str:
    """Return the English of a sentence."""
    return translations()[message]
