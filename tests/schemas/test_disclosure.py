"""Which parts a holder may leave out: said per document, since pointers must point at something."""

from typing import Any

import pytest

from schemas.disclosure import HIDEABLE_POINTERS, left_out, mandatory_pointers_for
from tests.schemas import samples

KINDS = (
    samples.diploma,
    samples.deelcertificaat,
    samples.ervaringscertificaat,
    samples.vrijstellingsbesluit,
    samples.inschrijvingsverklaring,
)


@pytest.mark.parametrize("sample", KINDS)
def test_each_member_of_a_certificate_is_mandatory_or_hideable_or_always_there(sample: Any) -> None:
    document = sample()
    pointers = set(mandatory_pointers_for(document))
    top = {f"/{name}" for name in document} - {"/@context", "/id", "/type", "/credentialSubject"}
    subject = {f"/credentialSubject/{name}" for name in document["credentialSubject"]}
    always = {"/credentialSubject/id", "/credentialSubject/type"}
    assert pointers == top | (subject - always - HIDEABLE_POINTERS)
    assert "/credentialStatus" in pointers


def test_of_a_copy_that_is_bound_to_nobody_nothing_may_be_left_out() -> None:
    document: Any = samples.diploma(subject_id=None)
    assert set(mandatory_pointers_for(document)) >= HIDEABLE_POINTERS
    del document["credentialSubject"]["geboortedatum"]
    assert left_out(document) == frozenset()


def test_what_was_left_out_is_told_by_pointer() -> None:
    document: Any = samples.diploma()
    assert left_out(document) == frozenset()
    del document["credentialSubject"]["geboortedatum"]
    del document["credentialSubject"]["examenuitslag"]
    assert left_out(document) == {"/credentialSubject/geboortedatum"}


@pytest.mark.parametrize(
    "change",
    [
        {"type": ["VerifiableCredential"]},
        {"type": "Diploma"},
        {"type": None},
        {"type": 7},
    ],
)
def test_nothing_is_said_about_kinds_that_are_not_ours(change: Any) -> None:
    assert mandatory_pointers_for({**samples.diploma(), **change}) == ()


@pytest.mark.parametrize("subject", [None, "x", 7, [], [{}], {}])
def test_a_subject_of_another_shape_is_mandatory_whole_or_has_no_parts(subject: Any) -> None:
    document = {**samples.diploma(), "credentialSubject": subject}
    assert left_out(document) == frozenset()
    assert ("/credentialSubject" in mandatory_pointers_for(document)) is not isinstance(subject, dict)


def test_names_are_escaped_in_pointers() -> None:
    document: Any = samples.diploma()
    document["a/b~c"] = "x"
    assert "/a~1b~0c" in mandatory_pointers_for(document)
