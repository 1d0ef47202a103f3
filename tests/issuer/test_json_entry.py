"""Certificates from other software: judged with pointer and sentence, and never signed in another's name."""

import io
import json
from typing import Any

import pytest
from sqlalchemy import select

from issuer.certificates.adoption import adopt
from issuer.certificates.documents import IssuerProfile
from issuer.installation import Installation
from issuer.models import Award
from schemas.contexts import CREDENTIALS_V2
from schemas.credential import CredentialKind
from schemas.errors import MalformedDocumentError
from schemas.validation import validate
from tests.issuer import samples
from tests.issuer.conftest import Browser, Tenant
from tests.issuer.test_console import only_award, signed
from web.database import Database

ISSUER = IssuerProfile(did="did:web:roc.example", name="ROC", place="", identifiers={"BRIN": "99XX"})
URN = "urn:uuid:11111111-1111-4111-8111-111111111111"


@pytest.fixture
def whole(database: Database, installation: Installation, school: Tenant) -> dict[str, Any]:
    """A whole unsigned credential, as other software would send it."""
    document: dict[str, Any] = json.loads(samples.issued(database, installation, school).credential)
    del document["proof"]
    with database.transaction() as session:
        for table in ("offer", "status_entry", "credential", "award"):
            session.execute(select(1))
            session.connection().exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608
    return document


def test_a_whole_unsigned_document_becomes_an_award_of_our_own_making(
    registrar: Browser, database: Database, installation: Installation, school: Tenant, whole: dict[str, Any]
) -> None:
    kept = registrar.post("./new/json", {"document": json.dumps(whole)})
    assert kept.status_code == 303, kept.text
    page = registrar.get(f"./awards/{only_award(database).id}").text
    assert "/credentialStatus" in page, "what was left out is said"
    assert registrar.post(f"./awards/{only_award(database).id}/submit").status_code == 303
    document = signed(database, installation, school)
    assert validate(document, CredentialKind.DIPLOMA) == ()
    assert document["id"] != whole["id"]
    assert document["awardId"] != whole["awardId"]


def test_claims_alone_are_enough_and_a_file_works_too(
    registrar: Browser, database: Database, whole: dict[str, Any]
) -> None:
    claims = {name: whole[name] for name in ("type", "name", "awardedDate", "credentialSubject")}
    file = (io.BytesIO(json.dumps(claims).encode()), "x.json")
    kept = registrar.post("./new/json", {"file": file, "email": "samira@voorbeeld.example"})
    assert kept.status_code == 303, kept.text
    assert only_award(database).email == "samira@voorbeeld.example"


def test_everything_that_is_wrong_is_named_with_its_place(
    registrar: Browser, database: Database, whole: dict[str, Any]
) -> None:
    whole["credentialSubject"]["geboortedatum"] = "1985-02-31"
    whole["credentialSubject"]["achievement"]["nlqfNiveau"] = "9"
    whole["credentialSubject"]["schoenmaat"] = "39"
    answer = registrar.post("./new/json", {"document": json.dumps(whole)})
    assert answer.status_code == 422
    for pointer in ("geboortedatum", "achievement/nlqfNiveau", "schoenmaat"):
        assert f"<code>/credentialSubject/{pointer}</code>" in answer.text
    assert "hoort niet in dit document" in answer.text
    with database.reading() as session:
        assert session.scalars(select(Award)).all() == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"issuer": "did:web:evil.example"}, "De uitgever in dit document is niet"),
        ({"proof": {}}, "al ondertekend"),
        ({"type": ["VerifiableCredential"]}, "Hier moet Diploma"),
        (
            {"type": ["VerifiableCredential", "OpenBadgeCredential", "VrijstellingsBesluit"]},
            "Hier moet Diploma",
        ),
        ({"credentialSubject": []}, "over wie het gaat"),
        ({"credentialSubject": [{}, {}]}, "over wie het gaat"),
        ({"awardedDate": "2031-01-01T00:00:00+01:00"}, "in de toekomst"),
        ({"@context": []}, "<code>/@context</code>"),
        ({"@context": [CREDENTIALS_V2, {"@vocab": "https://evil.example/"}]}, "<code>/@context</code>"),
        ({"@context": CREDENTIALS_V2}, "<code>/@context</code>"),
    ],
)
def test_a_document_that_could_not_be_ours_is_refused(
    registrar: Browser, whole: dict[str, Any], change: dict[str, Any], expected: str
) -> None:
    answer = registrar.post("./new/json", {"document": json.dumps({**whole, **change})})
    assert answer.status_code == 422, answer.text
    assert expected in answer.text


@pytest.mark.parametrize("text", ["", "x", "{", "[]", "1", '{"a":1,"a":2}', '{"a":NaN}', "{}" * 2])
def test_what_is_no_json_says_so(registrar: Browser, text: str) -> None:
    answer = registrar.post("./new/json", {"document": text})
    assert answer.status_code == 422
    assert "error-summary" in answer.text


def test_a_draft_from_json_is_changed_as_json(
    registrar: Browser, database: Database, whole: dict[str, Any]
) -> None:
    registrar.post("./new/json", {"document": json.dumps(whole)})
    award = only_award(database)
    assert registrar.get(f"./awards/{award.id}/edit").location.endswith("/edit-json")
    assert "geslachtsnaam" in registrar.get(f"./awards/{award.id}/edit-json").text
    whole["credentialSubject"]["geslachtsnaam"] = "de Vries"
    changed = registrar.post(f"./awards/{award.id}/edit-json", {"document": json.dumps(whole)})
    assert changed.status_code == 303, changed.text
    assert only_award(database).subject_name == "Samira de Vries"


def test_what_we_determine_ourselves_is_left_out_and_named() -> None:
    adopted = adopt(
        {
            "id": "urn:x",
            "awardId": "urn:y",
            "type": "Diploma",
            "credentialSubject": {"id": "did:key:z6Mk", "voornamen": "Samira", "goedkeurder": []},
            "credentialStatus": {},
        },
        issuer=ISSUER,
        award_urn=URN,
    )
    assert set(adopted.left_out) == {
        "/id",
        "/awardId",
        "/credentialStatus",
        "/credentialSubject/id",
        "/credentialSubject/goedkeurder",
    }
    assert adopted.document["awardId"] == URN
    assert adopted.document["credentialSubject"] == {"voornamen": "Samira"}


def test_a_document_with_a_proof_was_signed_by_somebody() -> None:
    with pytest.raises(MalformedDocumentError) as refused:
        adopt({"type": "Diploma", "proof": None, "credentialSubject": {}}, issuer=ISSUER, award_urn=URN)
    assert refused.value.code == "award.signed_already"
