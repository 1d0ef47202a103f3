"""Names that would look like other names (JS-04)."""

import pytest

from web.text import display_text, has_hidden_characters, isolated


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("diploma\u202egnp.exe", "diplomagnp.exe"),
        ("Sam\u200bira", "Samira"),
        ("Sam\u00adira", "Samira"),
        ("\u2066Samira\u2069", "Samira"),
        ("Sam\u034fira", "Samira"),
        ("\u3164", ""),
        ("A\ufe0f", "A"),
        ("tab\tand\nbreak\u2028end", "tab and break end"),
        ("\x1b[31mred\x07", "[31mred"),
        ("tag\U000e0041", "tag"),
        ("private\ue000", "private"),
    ],
)
def test_js_04_characters_that_nobody_sees_are_not_shown_and_are_noticed(given: str, shown: str) -> None:
    assert display_text(given) == shown
    if given != "tab\tand\nbreak\u2028end":
        assert has_hidden_characters(given)


@pytest.mark.parametrize(
    "name",
    [
        "Samira El Amrani",
        "Zoë de Vries-Ünal",
        "Łukasz Żółć",
        "Олена Шевченко",
        "سميرة",
        "می\u200cخواهم",  # the joiner shapes Persian letters
        "क्\u200dष",  # and Indic ones
        "e\u0301",  # decomposed, and left so
        "李小龍",
        "naam 😀",
    ],
)
def test_js_04_names_in_any_writing_stay_as_they_are(name: str) -> None:
    assert display_text(name) == name
    assert not has_hidden_characters(name)


def test_js_04_a_joiner_between_latin_letters_is_hidden() -> None:
    assert display_text("a\u200db\u200c") == "ab"
    assert display_text("\u200da") == "a"


def test_text_for_a_page_is_isolated_and_escaped() -> None:
    assert isolated("<b>\u202ex") == "<bdi>&lt;b&gt;x</bdi>"
