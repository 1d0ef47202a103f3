"""The typed views on credentials and presentations: what they read, and what they refuse."""

from datetime import UTC, date, datetime

import pytest

from schemas.credential import Credential, CredentialKind
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError
from schemas.presentation import Presentation
from tests.schemas import samples

FOREIGN: JsonObject = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential", "UniversityDegreeCredential"],
    "issuer": "https://university.example/issuers/14",
    "credentialSubject": {"id": "did:example:alice"},
}


def foreign(**members: JsonValue) -> JsonObject:
    return {**FOREIGN, **members}


@pytest.mark.parametrize(
    ("document", "code", "pointer"),
    [
        (FOREIGN | {"@context": []}, "document.base_context", "/@context"),
        (
            FOREIGN | {"@context": "https://www.w3.org/ns/credentials/v2"},
            "document.not_an_array",
            "/@context",
        ),
        (FOREIGN | {"@context": [{"name": "x"}]}, "document.base_context", "/@context"),
        (foreign(type="VerifiablePresentation"), "document.wrong_type", "/type"),
        (foreign(type=["VerifiableCredential", 1]), "document.not_text", "/type"),
        (
            foreign(type=["VerifiableCredential", "Diploma", "Deelcertificaat"]),
            "document.several_kinds",
            "/type",
        ),
        (foreign(issuer={}), "document.no_issuer", "/issuer"),
        (foreign(issuer=[]), "document.not_text", "/issuer"),
        (foreign(issuer={"id": 1}), "document.not_text", "/issuer/id"),
        (foreign(credentialSubject=[]), "document.no_subject", "/credentialSubject"),
        (foreign(credentialSubject={}), "document.no_subject", "/credentialSubject"),
        (foreign(credentialSubject=[{"id": "a:b"}, {}]), "document.no_subject", "/credentialSubject"),
        (foreign(credentialSubject="did:example:a"), "document.not_an_object", "/credentialSubject"),
        (foreign(credentialSubject=[{"id": ["a"]}]), "document.not_text", "/credentialSubject/0/id"),
        (foreign(id={}), "document.not_text", "/id"),
        (foreign(validFrom="2026-01-01"), "document.instant", "/validFrom"),
        (foreign(validUntil=0), "document.not_text", "/validUntil"),
        (foreign(awardedDate="yesterday"), "document.instant", "/awardedDate"),
        (foreign(proof="signed"), "document.not_an_object", "/proof"),
        (foreign(proof=["signed"]), "document.not_an_object", "/proof"),
        (foreign(evidence=["photo"]), "document.not_an_object", "/evidence"),
        (foreign(evidence=[{"datumBewijs": "gisteren"}]), "document.date", "/evidence/0/datumBewijs"),
        (foreign(credentialStatus=["revoked"]), "document.not_an_object", "/credentialStatus"),
    ],
)
def test_a_credential_of_the_wrong_shape_is_refused_with_its_place(
    document: JsonObject, code: str, pointer: str
) -> None:
    with pytest.raises(MalformedDocumentError) as caught:
        Credential.from_document(document)
    assert (caught.value.code, caught.value.pointer) == (code, pointer)


@pytest.mark.parametrize("index", ["1.0", "-1", "01", "1e3", " 1", "١", str(2**53), "9" * 400, 7, None])
def test_an_index_that_is_not_a_plain_number_as_text_is_refused(index: JsonValue) -> None:
    entry: JsonObject = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": index,
        "statusListCredential": samples.LIST_URL,
    }
    with pytest.raises(MalformedDocumentError) as caught:
        Credential.from_document(foreign(credentialStatus=entry))
    assert caught.value.pointer == "/credentialStatus/statusListIndex"


@pytest.mark.parametrize(
    "entry", [{"type": "OtherStatusList"}, {"type": "BitstringStatusListEntry", "statusSize": 2}]
)
def test_a_status_entry_of_a_type_that_we_cannot_read_is_kept_without_index(entry: JsonObject) -> None:
    (read,) = Credential.from_document(foreign(credentialStatus=entry)).status_entries
    assert (read.index, read.list_url) == (None, None)


def test_a_diploma_is_read_as_it_stands() -> None:
    document = samples.diploma(index=12)
    credential = Credential.from_document(document)
    assert credential.document is document
    assert credential.kind is CredentialKind.DIPLOMA
    assert credential.id == samples.DIPLOMA_ID
    assert credential.award_id == "urn:uuid:1aaaaaaa-1111-4111-8111-111111111111"
    assert credential.issuer_id == samples.SCHOOL
    assert credential.issuer_name == "ROC Voorbeeldstad (fictief)"
    assert credential.awarded_on == date(2017, 7, 6)
    assert credential.valid_from == datetime(2017, 7, 6, 10, tzinfo=UTC)
    assert credential.valid_until is None
    assert credential.subject_ids == (samples.HOLDER,)
    (status,) = credential.status_entries
    assert (status.purpose, status.index, status.list_url) == ("revocation", 12, samples.LIST_URL)


def test_reading_changes_nothing() -> None:
    document = samples.ervaringscertificaat()
    Credential.from_document(document)
    assert document == samples.ervaringscertificaat()


def test_an_unbound_copy_has_no_subject_identifier() -> None:
    assert Credential.from_document(samples.diploma(subject_id=None)).subject_ids == ()


def test_a_credential_of_somebody_else_has_no_kind() -> None:
    credential = Credential.from_document(foreign())
    assert credential.kind is None
    assert credential.issuer_name is None


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Degree", "Degree"),
        ({"@value": "Graad", "@language": "nl"}, "Graad"),
        ([{"@value": "Degree", "@language": "en"}, {"@value": "Graad", "@language": "nl-NL"}], "Graad"),
        ([{"@value": "Degree", "@language": "en"}], "Degree"),
        (42, None),
    ],
)
def test_a_name_in_several_languages_is_read_in_dutch_where_there_is_one(name: JsonValue, read: str) -> None:
    assert Credential.from_document(foreign(name=name)).name == read


VERSION_1: JsonObject = {
    "@context": ["https://www.w3.org/2018/credentials/v1"],
    "type": ["VerifiableCredential"],
    "issuer": {"id": "did:example:school", "name": "School"},
    "issuanceDate": "2020-03-01T00:00:00Z",
    "expirationDate": "2030-03-01T00:00:00+01:00",
    "credentialSubject": [{"id": "did:example:a"}, {"id": "did:example:b"}],
    "credentialStatus": {"id": "https://school.example/status/1#7", "type": "StatusList2021Entry"},
}


def test_a_credential_of_version_1_1_is_read_by_its_own_names() -> None:
    credential = Credential.from_document(VERSION_1)
    assert credential.valid_from == datetime(2020, 3, 1, tzinfo=UTC)
    assert credential.valid_until == datetime(2030, 2, 28, 23, tzinfo=UTC)
    assert (credential.issuer_id, credential.issuer_name) == ("did:example:school", "School")
    assert credential.subject_ids == ("did:example:a", "did:example:b")
    (status,) = credential.status_entries
    assert (status.type, status.index, status.list_url) == ("StatusList2021Entry", None, None)


def test_where_both_versions_name_a_date_the_narrower_period_counts() -> None:
    credential = Credential.from_document(
        VERSION_1 | {"validFrom": "2021-01-01T00:00:00Z", "validUntil": "2031-01-01T00:00:00Z"}
    )
    assert credential.valid_from == datetime(2021, 1, 1, tzinfo=UTC)
    assert credential.valid_until == datetime(2030, 2, 28, 23, tzinfo=UTC)


def test_evidence_named_in_two_languages_is_read_in_dutch() -> None:
    name: JsonValue = [{"@value": "Proof", "@language": "en"}, {"@value": "Bewijs", "@language": "nl"}]
    (piece,) = Credential.from_document(foreign(evidence=[{"type": "Evidence", "name": name}])).evidence
    assert piece.name == "Bewijs"


def test_a_presentation_of_no_credentials_is_read() -> None:
    presentation = Presentation.from_document(
        {"@context": ["https://www.w3.org/2018/credentials/v1"], "type": ["VerifiablePresentation"]}
    )
    assert (presentation.holder, presentation.credentials) == (None, ())


def test_a_presentation_holds_credentials_as_they_were_signed() -> None:
    inner = samples.diploma()
    presentation = Presentation.from_document(
        {
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "type": ["VerifiablePresentation"],
            "holder": {"id": samples.HOLDER},
            "verifiableCredential": [inner],
            "proof": {"type": "DataIntegrityProof"},
        }
    )
    assert presentation.holder == samples.HOLDER
    assert presentation.credentials[0] is inner
    assert len(presentation.proofs) == 1


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"type": ["VerifiableCredential"]}, "/type"),
        ({"verifiableCredential": ["eyJhbGciOiJub25lIn0.."]}, "/verifiableCredential"),
        ({"holder": 1}, "/holder"),
        ({"@context": "https://www.w3.org/2018/credentials/v1"}, "/@context"),
    ],
)
def test_a_presentation_of_the_wrong_shape_is_refused(members: JsonObject, pointer: str) -> None:
    document: JsonObject = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        **members,
    }
    with pytest.raises(MalformedDocumentError) as caught:
        Presentation.from_document(document)
    assert caught.value.pointer == pointer
