"""Sentences about violations: one for every code, in Dutch and in English, with the same parameters."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import schemas
from schemas.sentences import MESSAGE_IDS, MISSING_FROM_NORM, TEMPLATES, sentence
from schemas.shape import shape_violations
from schemas.violations import Violation, pointer_to
from tests.schemas import samples
from tests.schemas.paths import changed_at, without

PACKAGE = Path(schemas.__file__).parent
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def english() -> dict[str, str]:
    with (PACKAGE / "translations" / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def test_every_sentence_has_an_english_translation_and_no_translation_is_left_over() -> None:
    assert set(english()) == MESSAGE_IDS
    assert all(english().values())


@pytest.mark.parametrize("message", sorted(MESSAGE_IDS))
def test_a_translation_has_the_parameters_of_its_sentence(message: str) -> None:
    assert set(PLACEHOLDER.findall(english()[message])) == set(PLACEHOLDER.findall(message))


def test_every_code_that_the_package_writes_has_a_sentence() -> None:
    written = {
        code for file in PACKAGE.glob("*.py") for code in re.findall(r'"(schema\.[a-z_]+)"', file.read_text())
    }
    without_sentence = {"schema.invalid", "schema.unknown"}  # errors for programs, not findings
    assert written - without_sentence == set(TEMPLATES)


@pytest.mark.parametrize("member", sorted(MISSING_FROM_NORM))
def test_what_norm_3_10_demands_is_named_when_it_is_missing(member: str) -> None:
    paths = {
        "standaardtype": ("credentialSubject", "achievement", member),
        "onderbouwing": ("credentialSubject", "result", 0, member),
        "gebaseerdOp": ("credentialSubject", "result", 0, member),
    }
    path = paths.get(member, ("credentialSubject", member))
    found = shape_violations(without(samples.ervaringscertificaat(), path), "Ervaringscertificaat")
    templates = [sentence(violation)[0] for violation in found]
    assert templates[0] == MISSING_FROM_NORM[member]
    assert "norm 3.10" in templates[0]


def test_a_sentence_names_the_member_and_what_was_expected() -> None:
    document = changed_at(samples.diploma(), ("credentialSubject", "geboortedatum"), "14-3-1985")
    (found,) = shape_violations(document, "Diploma")
    template, parameters = sentence(found)
    assert template % parameters == "“geboortedatum” is niet goed geschreven; zo hoort het: 2026-05-11."


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("credentialSubject", "bekostigd"), "ja", "“bekostigd” moet waar of onwaar zijn (true of false)."),
        (("credentialSubject", "achievement", "sbu"), "320", "“sbu” moet een heel getal zijn."),
        (("credentialSubject", "voornamen"), " ", "“voornamen” is leeg."),
        (("credentialSubject", "voornamen"), 7, "“voornamen” moet tekst zijn."),
        (("credentialSubject", "result"), {}, "“result” moet een lijst zijn."),
    ],
)
def test_a_sentence_says_what_a_value_should_have_been(
    path: tuple[str, ...], value: object, expected: str
) -> None:
    found = shape_violations(changed_at(samples.diploma(), path, value), "Diploma")
    template, parameters = sentence(found[0])
    assert template % parameters == expected


def test_a_sentence_about_an_item_names_its_array() -> None:
    document = changed_at(samples.ervaringscertificaat(), ("credentialSubject", "procedurestap", 2), "")
    (found,) = shape_violations(document, "Ervaringscertificaat")
    template, parameters = sentence(found)
    assert "procedurestap" in template % parameters


def test_text_from_a_hostile_document_is_a_parameter_and_never_part_of_a_template() -> None:
    document = changed_at(samples.diploma(), ("%(secret)s 100%",), "x")
    (found,) = shape_violations(document, "Diploma")
    template, parameters = sentence(found)
    assert template in MESSAGE_IDS
    assert template % parameters == "“%(secret)s 100%” hoort niet in dit document."


def test_an_unknown_code_has_a_sentence_too() -> None:
    template, parameters = sentence(Violation("/a/b", "rule", "schema.of_tomorrow"))
    assert template % parameters == "“b” klopt niet."


def test_a_pointer_escapes_what_rfc_6901_says() -> None:
    assert pointer_to("a/b", "m~n", 0) == "/a~1b/m~0n/0"
    assert pointer_to() == ""
