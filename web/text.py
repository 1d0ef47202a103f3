"""Text from documents and people, made safe to look at (JS-04). What is signed or stored stays as it was.

Right-to-left overrides and invisible characters can make a name read as another one. They are left out
of what is shown, refused where someone types them, and never normalised away in a document.
"""

import unicodedata

from markupsafe import Markup

# Invisible, yet not in the category of controls and formats: fillers and the grapheme joiner.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_LINE_BREAKS = frozenset("\n\r\t\u0085\u2028\u2029")
# These two shape letters in Arabic and Indic writing, and are nothing but invisible elsewhere.
_JOINERS = frozenset("\u200c\u200d")
_VIRAMA = 9


def display_text(value: object) -> str:
    """Return the text without controls, bidirectional overrides and invisible characters.

    Line breaks become spaces. For showing only: never for comparing, storing or signing.
    """
    text = str(value)
    shown = (
        " " if character in _LINE_BREAKS else "" if _is_hidden(text, position) else character
        for position, character in enumerate(text)
    )
    return "".join(shown)


def has_hidden_characters(text: str) -> bool:
    """Say whether a text holds characters that nobody can see; line breaks and tabs don't count."""
    return any(
        _is_hidden(text, position) and character not in _LINE_BREAKS
        for position, character in enumerate(text)
    )


def isolated(value: object) -> Markup:
    """Return the text for a page, kept apart from the writing direction around it."""
    return Markup("<bdi>{}</bdi>").format(display_text(value))


def _is_hidden(text: str, position: int) -> bool:
    character = text[position]
    if character in _JOINERS:
        return not (position and _shapes_letters(text[position - 1]))
    if unicodedata.category(character) in _HIDDEN_CATEGORIES or character in _INVISIBLE:
        return True
    return (
        "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    )  # variation selectors


def _shapes_letters(character: str) -> bool:
    return unicodedata.bidirectional(character) == "AL" or unicodedata.combining(character) == _VIRAMA
