"""DID resolution over HTTP, by the cases of the did:key specification."""

import pytest

from tests.conformance.client import Server

KEY = "z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b"
DID = f"did:key:{KEY}"
METHOD = f"{DID}#{KEY}"
MEMBERS = {"@context", "didDocument", "didDocumentMetadata", "didResolutionMetadata"}


def test_a_did_key_resolves_to_its_document(server: Server) -> None:
    answer = server.resolve(DID)

    assert answer.status_code == 200
    assert set(answer.json()) == MEMBERS
    document = answer.json()["didDocument"]
    assert document["id"] == DID
    [method] = document["verificationMethod"]
    assert (method["id"], method["controller"], method["publicKeyMultibase"]) == (METHOD, DID, KEY)
    assert document["assertionMethod"] == document["authentication"] == [METHOD]


def test_every_issuer_of_the_server_resolves(server: Server) -> None:
    for issuer in server.description["issuers"]:
        assert server.resolve(issuer["id"]).json()["didDocument"]["id"] == issuer["id"]


def test_a_did_url_leads_to_its_verification_method(server: Server) -> None:
    answer = server.resolve(METHOD).json()

    assert answer["didDocument"]["id"] == METHOD
    assert answer["didDocument"]["controller"] == DID
    assert "didDereferencingMetadata" in answer


@pytest.mark.parametrize(
    ("identifier", "error"),
    [
        (f"notDid:key:{KEY}", "invalidDid"),
        (f"notDidkey:{KEY}", "invalidDid"),
        ("did:key:@", "invalidDid"),
        ("did:", "invalidDid"),
        (f"did:key:-4:{KEY}", "invalidDid"),
        (f"did:key:{KEY[1:]}", "invalidDid"),
        ("did:key:u7QE", "invalidDid"),
        ("x", "invalidDid"),
        ("did:web:" + "a" * 3000, "invalidDid"),
        (f"did:experimental:{KEY}", "methodNotSupported"),
        ("did:key:zTjsVPtY", "invalidPublicKeyLength"),
        (f"{DID}/^bar^/?query=`#{KEY}", "invalidDidUrl"),
        (f"{DID}/?query=true#{KEY}", "invalidDidUrl"),
        (f"{DID}#unknown", "notFound"),
        (f"{DID}//", "invalidDidUrl"),
    ],
)
def test_what_does_not_resolve_says_why(server: Server, identifier: str, error: str) -> None:
    answer = server.resolve(identifier)

    assert 400 <= answer.status_code < 500
    assert set(answer.json()) >= MEMBERS
    assert answer.json()["didDocument"] == {}
    assert answer.json()["didResolutionMetadata"]["error"] == error
    if set(identifier) & set("/?#"):
        assert answer.json()["didDereferencingMetadata"]["error"] == error


@pytest.mark.parametrize(
    "written", ["Multikey", "JsonWebKey", "JsonWebKey2020", "Ed25519VerificationKey2020"]
)
def test_the_key_is_written_in_the_format_that_is_asked_for(server: Server, written: str) -> None:
    [method] = server.resolve(DID, publicKeyFormat=written).json()["didDocument"]["verificationMethod"]

    assert method["type"] == written
    assert ("publicKeyJwk" in method) == written.startswith("JsonWebKey")


@pytest.mark.parametrize(
    ("wanted", "error"),
    [("unknown", "unsupportedPublicKeyType"), ("Ed25519VerificationKey2018", "invalidPublicKeyType")],
)
@pytest.mark.parametrize("identifier", [DID, METHOD, f"{DID}#z6LSkeyAgreement"])
def test_a_format_that_is_not_given_is_refused(
    server: Server, identifier: str, wanted: str, error: str
) -> None:
    answer = server.resolve(identifier, publicKeyFormat=wanted).json()

    assert answer["didResolutionMetadata"]["error"] == error
    if identifier != DID:
        assert answer["didDereferencingMetadata"]["error"] == error


def test_the_format_may_also_stand_in_the_did_url(server: Server) -> None:
    answer = server.resolve(f"{DID}?publicKeyFormat=unknown").json()

    assert answer["didDereferencingMetadata"]["error"] == "unsupportedPublicKeyType"
