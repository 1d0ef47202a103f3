"""The rules of the VC Data Model: every case that issuers and verifiers of other people's software meet."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.credential import Credential
from schemas.data_model import check_credential, check_presentation
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError
from schemas.presentation import Presentation
from tests.schemas import samples
from tests.schemas.data_model_cases import (
    ACCEPTED,
    ACCEPTED_PRESENTATIONS,
    MEANINGLESS,
    REFUSED,
    REFUSED_PRESENTATIONS,
    Refusal,
    credential,
    presentation,
    version_1,
)


@pytest.mark.parametrize("document", ACCEPTED.values(), ids=ACCEPTED)
def test_what_the_data_model_allows_is_accepted_and_read(document: JsonObject) -> None:
    check_credential(document)
    assert Credential.from_document(document).document is document


def test_text_with_a_direction_or_without_a_language_is_text_all_the_same() -> None:
    check_credential(credential(name={"@value": "Diploma"}))
    check_credential(credential(name={"@value": "Diploma", "@direction": "ltr"}))
    check_credential(credential(name={"@value": "Diploma", "@language": "nl", "@direction": "rtl"}))


@pytest.mark.parametrize("refusal", REFUSED.values(), ids=REFUSED)
def test_what_the_data_model_forbids_is_refused_with_its_place(refusal: Refusal) -> None:
    with pytest.raises(MalformedDocumentError) as caught:
        check_credential(refusal.document)
    assert (caught.value.code, caught.value.pointer) == (refusal.code, refusal.pointer)


@pytest.mark.parametrize("refusal", MEANINGLESS.values(), ids=MEANINGLESS)
def test_what_words_mean_is_no_question_of_shape(refusal: Refusal) -> None:
    check_credential(refusal.document)


@pytest.mark.parametrize("document", ACCEPTED_PRESENTATIONS.values(), ids=ACCEPTED_PRESENTATIONS)
def test_a_presentation_that_the_data_model_allows_is_accepted_and_read(document: JsonObject) -> None:
    check_presentation(document)
    assert Presentation.from_document(document).document is document


@pytest.mark.parametrize("refusal", REFUSED_PRESENTATIONS.values(), ids=REFUSED_PRESENTATIONS)
def test_a_presentation_that_the_data_model_forbids_is_refused_with_its_place(refusal: Refusal) -> None:
    with pytest.raises(MalformedDocumentError) as caught:
        check_presentation(refusal.document)
    assert (caught.value.code, caught.value.pointer) == (refusal.code, refusal.pointer)


@pytest.mark.parametrize(
    "make",
    [samples.diploma, samples.deelcertificaat, samples.ervaringscertificaat, samples.vrijstellingsbesluit],
)
def test_our_own_kinds_are_within_the_data_model(make: Any) -> None:
    check_credential(make())
    check_credential(make(subject_id=None))


def test_checking_changes_nothing() -> None:
    document = samples.ervaringscertificaat()
    check_credential(document)
    assert document == samples.ervaringscertificaat()


_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
_WORDS = st.sampled_from(
    [
        *("@context", "@value", "@language", "id", "type", "name", "proof", "statusSize", "statusMessage"),
        *("statusListIndex", "statusListCredential", "statusPurpose", "statusReference", "status", "message"),
        *("digestSRI", "digestMultibase", "https://www.w3.org/ns/credentials/v2", "BitstringStatusListEntry"),
    ]
)
_JSON: st.SearchStrategy[JsonValue] = st.recursive(
    _SCALARS | _WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=5),
    max_leaves=12,
)
_MEMBERS = st.sampled_from(
    [
        *("@context", "type", "id", "issuer", "credentialSubject", "validFrom", "validUntil", "issuanceDate"),
        *("expirationDate", "name", "description", "credentialStatus", "credentialSchema", "refreshService"),
        *("termsOfUse", "evidence", "relatedResource", "proof", "holder", "verifiableCredential"),
    ]
)


@given(changes=st.dictionaries(_MEMBERS, _JSON, min_size=1, max_size=3), old=st.booleans())
def test_any_json_is_well_formed_or_refused_and_nothing_else(
    changes: dict[str, JsonValue], old: bool
) -> None:
    for check, document in (
        (check_credential, version_1(**changes) if old else credential(**changes)),
        (check_presentation, presentation(**changes)),
    ):
        try:
            check(document)
        except MalformedDocumentError as error:
            assert error.code  # noqa: PT017  (whether it raises is what varies here)


@given(document=st.dictionaries(_MEMBERS, _JSON, max_size=6))
def test_an_object_of_any_members_is_refused_or_well_formed(document: JsonObject) -> None:
    for check in (check_credential, check_presentation):
        try:
            check(document)
        except MalformedDocumentError:
            continue
