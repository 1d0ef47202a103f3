"""Issuing over the VC-API: everything that must be accepted, and everything that must be refused."""

import base64
import hashlib
import json
from typing import Any

import pytest
import requests

from tests.conformance.client import CONTEXTS, DATA_INTEGRITY, V1, V2, Json, Server

ISSUER = "eddsa-rdfc-2022"
WITH_STATUS = "eddsa-rdfc-2022-status"
SELECTIVE = "ecdsa-sd-2023"
WHOLE = [
    ISSUER,
    WITH_STATUS,
    "eddsa-jcs-2022",
    "ecdsa-rdfc-2019-p256",
    "ecdsa-rdfc-2019-p384",
    "ecdsa-jcs-2019-p256",
    "ecdsa-jcs-2019-p384",
]
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
TERMS = {"Extra": "https://example.org/#Extra", "extra": "https://example.org/#extra"}
V2_BYTES = (CONTEXTS / "credentials-v2.json").read_bytes()
REMOVED = object()


def credential(server: Server, by: str = ISSUER, /, **members: Any) -> Json:
    base: Json = {
        "@context": [V2],
        "type": ["VerifiableCredential"],
        "issuer": server.issuer(by)["id"],
        "credentialSubject": {"id": "did:example:abc"},
    }
    return {member: value for member, value in {**base, **members}.items() if value is not REMOVED}


@pytest.mark.parametrize("name", [*WHOLE, SELECTIVE])
def test_every_suite_issues_what_the_verifier_accepts(server: Server, name: str) -> None:
    issuer = server.issuer(name)
    sent = credential(server, name, id="urn:uuid:5f8b2b6e-6a3e-4a0e-9f2f-0a2d9a3c1b11")

    signed = server.issued(name, sent)

    proof = signed["proof"]
    assert {member: signed[member] for member in sent} == sent
    assert list(signed)[: len(sent)] == list(sent)
    assert (proof["type"], proof["cryptosuite"]) == ("DataIntegrityProof", issuer["cryptosuite"])
    assert proof["proofPurpose"] == "assertionMethod"
    assert len(proof["created"]) == len("2026-01-01T00:00:00Z")
    assert proof["created"].endswith("Z")
    assert proof["verificationMethod"] == f"{issuer['id']}#{issuer['id'].removeprefix('did:key:')}"
    assert proof["proofValue"][0] == ("u" if name == SELECTIVE else "z")
    assert ("@context" in proof) == ("jcs" in name)
    # A base proof of selective disclosure is for the holder alone; she derives one that can be shown.
    shown = signed
    if name == SELECTIVE:
        shown = server.derive(signed, ["/credentialSubject/id"]).json()["verifiableCredential"]
    verdict = server.verify(shown)
    assert verdict.status_code == 200, verdict.text
    assert verdict.json()["verified"] is True


@pytest.mark.parametrize("name", WHOLE)
def test_version_1_1_is_issued_with_what_it_lacks(server: Server, name: str) -> None:
    signed = server.issued(name, credential(server, name, **{"@context": [V1]}))

    assert signed["@context"][:2] == [V1, DATA_INTEGRITY]
    assert signed["issuanceDate"].endswith("Z")
    verdict = server.verify(signed)
    assert verdict.status_code == 200, verdict.text


def digest_sri(content: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def digest_multibase(content: bytes, prefix: bytes = b"") -> str:
    digest = prefix + hashlib.sha256(content).digest()
    return "u" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


# What is changed in the plainest credential; each must be signed, and verify.
ACCEPTED: dict[str, Json] = {
    "only the base context": {},
    "an inline context": {"@context": [V2, TERMS], "type": ["VerifiableCredential", "Extra"]},
    "the examples context": {
        "@context": [V2, EXAMPLES],
        "type": ["VerifiableCredential", "ExampleDegreeCredential"],
    },
    "a data integrity context": {"@context": [V2, DATA_INTEGRITY]},
    "a type that is an address": {"type": ["https://example.org/#Type", "VerifiableCredential"]},
    "a term of an inline context": {
        "@context": [V2, TERMS],
        "credentialSubject": {"id": "did:example:a", "extra": "yes"},
    },
    "a subject without id": {"credentialSubject": {"name": "Somebody"}},
    "several subjects": {"credentialSubject": [{"id": "did:example:a"}, {"id": "did:example:b"}]},
    "an id that is an address": {"id": "https://example.org/credentials/1"},
    "milliseconds": {"validFrom": "2023-01-01T00:00:00.123Z"},
    "an offset": {"validFrom": "2023-01-01T00:00:00-06:00"},
    "the far future": {"validUntil": "2999-01-01T00:00:00Z"},
    "a name": {"name": "A name", "description": "A description"},
    "a name in a language": {"name": {"@value": "Ein Name", "@language": "de"}},
    "a name with a direction": {"name": {"@value": "نص", "@language": "ar", "@direction": "rtl"}},
    "names in languages": {
        "name": [{"@value": "Name", "@language": "en"}, {"@value": "Naam", "@language": "nl"}]
    },
    "a schema": {"credentialSchema": {"id": "https://example.org/schema.json", "type": "JsonSchema"}},
    "several schemas": {
        "credentialSchema": [
            {"id": "https://example.org/schema.json", "type": "JsonSchema"},
            {"id": "did:example:schema#1", "type": "JsonSchema"},
        ]
    },
    "a refresh service": {
        "@context": [V2, TERMS],
        "refreshService": {"id": "https://example.org/refresh", "type": "Extra"},
    },
    "terms of use": {"@context": [V2, TERMS], "termsOfUse": [{"type": "Extra"}, {"type": "Extra"}]},
    "evidence": {"@context": [V2, TERMS], "evidence": {"type": "Extra", "id": "https://example.org/e"}},
    "a related resource": {"relatedResource": {"id": V2, "digestSRI": digest_sri(V2_BYTES)}},
    "related resources": {
        "relatedResource": [{"id": V2, "digestMultibase": digest_multibase(V2_BYTES, b"\x12\x20")}]
    },
    "a bare multibase digest": {"relatedResource": {"id": V2, "digestMultibase": digest_multibase(V2_BYTES)}},
}
# Signed, but nothing that a verifier lets pass now.
ACCEPTED_BUT_NOT_NOW: dict[str, Json] = {
    "wholly in the past": {"validFrom": "2020-01-01T00:00:00Z", "validUntil": "2021-01-01T00:00:00Z"},
    "wholly in the future": {"validFrom": "2998-01-01T00:00:00Z"},
    "a status that nobody can read": {"@context": [V2, TERMS], "credentialStatus": {"type": "Extra"}},
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_the_data_model_allows_is_signed_and_verifies(server: Server, case: str) -> None:
    verdict = server.verify(server.issued(ISSUER, credential(server, **ACCEPTED[case])))

    assert verdict.status_code == 200, verdict.text


@pytest.mark.parametrize("case", ACCEPTED_BUT_NOT_NOW)
def test_what_may_be_signed_need_not_verify_now(server: Server, case: str) -> None:
    signed = server.issued(ISSUER, credential(server, **ACCEPTED_BUT_NOT_NOW[case]))

    assert server.verify(signed).status_code == 400


@pytest.mark.parametrize(
    "members", [{}, {"name": "Name"}, {"description": [{"@value": "Omschrijving"}]}], ids=repr
)
def test_an_issuer_may_be_an_object(server: Server, members: Json) -> None:
    issuer = {"id": server.issuer(ISSUER)["id"], **members}

    assert server.issued(ISSUER, credential(server, issuer=issuer))["issuer"] == issuer


TYPED = ("credentialStatus", "credentialSchema", "refreshService", "termsOfUse", "evidence")
ENTRY: Json = {
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "1",
    "statusListCredential": "https://example.org/list",
}
REFUSED: dict[str, Json] = {
    "no context": {"@context": REMOVED},
    "a context that is no array": {"@context": V2},
    "no base context": {"@context": [EXAMPLES]},
    "the base context not first": {"@context": [DATA_INTEGRITY, V2]},
    "a context that is a number": {"@context": [V2, 3]},
    "a context that is null": {"@context": [V2, None]},
    "a context that is a truth value": {"@context": [V2, True]},
    "a context in a context": {"@context": [V2, [DATA_INTEGRITY]]},
    "a context that is no address": {"@context": [V2, "https ://not-a-url/contexts"]},
    "an unknown context": {"@context": [V2, "https://example.org/unknown/v1"]},
    "no type": {"type": REMOVED},
    "a type that is a text": {"type": "VerifiableCredential"},
    "a type that is null": {"type": None},
    "a type with a number": {"type": ["VerifiableCredential", 7]},
    "another type only": {"type": ["https://example.org/#Type"]},
    "an unmapped type": {"@context": [V2, {"@vocab": None}], "type": ["VerifiableCredential", "Unmapped"]},
    "an undefined type": {"type": ["VerifiableCredential", "Undefined"]},
    "a type mapped to no address": {
        "@context": [V2, {"Bad": "https ://not-a-url#Bad"}],
        "type": ["VerifiableCredential", "Bad"],
    },
    "a protected term redefined": {"@context": [V2, {"VerifiableCredential": "https://example.org/#Other"}]},
    "a @vocab": {"@context": [V2, {"@vocab": "https://example.org/#"}]},
    "an undefined term of the subject": {"credentialSubject": {"id": "did:example:a", "undefined": "x"}},
    "an undefined term at the top": {"statusEntry": {"id": "https://example.org/1"}},
    "an undefined type further down": {"evidence": {"type": "Undefined"}},
    "an id that is null": {"id": None},
    "an id that is an array": {"id": ["https://example.org/1"]},
    "an id with a space": {"id": "https://example.org/a b"},
    "an id that is no address": {"id": "not-a-url"},
    "a subject's id that is no address": {"credentialSubject": {"id": "not-a-url"}},
    "a subject's id that is null": {"credentialSubject": {"id": None}},
    "no issuer": {"issuer": REMOVED},
    "an issuer that is null": {"issuer": None},
    "an issuer that is a number": {"issuer": 4},
    "an issuer that is a truth value": {"issuer": True},
    "an issuer that is an array": {"issuer": ["did:example:a"]},
    "an issuer that is no address": {"issuer": "fake-issuer"},
    "an issuer with an id that is null": {"issuer": {"id": None}},
    "an issuer with an id that is no address": {"issuer": {"id": "fake-issuer"}},
    "another issuer": {"issuer": "did:example:somebody-else"},
    "no subject": {"credentialSubject": REMOVED},
    "a subject that is null": {"credentialSubject": None},
    "a subject that is a text": {"credentialSubject": "did:example:a"},
    "a subject that is a number": {"credentialSubject": 8},
    "no subjects": {"credentialSubject": []},
    "a subject without anything": {"credentialSubject": {}},
    "one of the subjects without anything": {"credentialSubject": [{"id": "did:example:a"}, {}]},
    "a start that is no instant": {"validFrom": "Sat 25 Feb 2023 07:16:31 PM CST"},
    "an end that is no instant": {"validUntil": "Sat 25 Feb 2023 07:16:31 PM CST"},
    "an end before the start": {"validFrom": "2025-01-01T00:00:00Z", "validUntil": "2024-01-01T00:00:00Z"},
    **{f"{member} without type": {member: {"id": "https://example.org/1"}} for member in TYPED},
    **{f"{member} of type 2": {member: {"id": "https://example.org/1", "type": 2}} for member in TYPED},
    "a schema without id": {"credentialSchema": {"type": "JsonSchema"}},
    "a schema whose id is no address": {"credentialSchema": {"id": "not-a-url", "type": "JsonSchema"}},
    "a name with another member": {"name": {"@value": "Name", "url": "https://example.org"}},
    "a description with another member": {"description": {"@value": "Text", "extra": "x"}},
    "a resource that is a text": {"relatedResource": [V2]},
    "a resource without id": {"relatedResource": {"digestSRI": digest_sri(V2_BYTES)}},
    "a resource twice": {"relatedResource": [{"id": V2, "digestSRI": digest_sri(V2_BYTES)}] * 2},
    "a resource without digest": {"relatedResource": {"id": V2}},
    "a resource with another digest": {"relatedResource": {"id": V2, "digestSRI": digest_sri(b"other")}},
    "a resource with another multibase digest": {
        "relatedResource": {"id": V2, "digestMultibase": digest_multibase(b"other")}
    },
    "a status id that is no address": {"credentialStatus": {**ENTRY, "id": "not-a-url"}},
    "a status entry without its list": {
        "credentialStatus": {name: value for name, value in ENTRY.items() if name != "statusListCredential"}
    },
    "a status entry whose index is a number": {"credentialStatus": {**ENTRY, "statusListIndex": 1}},
    "a status entry named like its list": {
        "credentialStatus": {**ENTRY, "id": ENTRY["statusListCredential"]}
    },
    "a proof already": {"proof": {"type": "DataIntegrityProof"}},
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_data_model_forbids_is_refused(server: Server, case: str) -> None:
    answer = server.issue(ISSUER, credential(server, **REFUSED[case]))

    assert answer.status_code == 400, answer.text
    assert answer.json()["code"]


def test_a_status_list_is_not_for_others_to_have_signed(server: Server) -> None:
    sent = credential(server, type=["VerifiableCredential", "BitstringStatusListCredential"])

    assert server.issue(ISSUER, sent).status_code in (400, 403)


BODIES: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "a text": b'"text"',
    "a number": b"7",
    "an array": b"[]",
    "null": b"null",
    "an empty object": b"{}",
    "a credential that is null": b'{"credential": null}',
    "a credential that is a text": b'{"credential": "text"}',
    "a credential that is an array": b'{"credential": []}',
    "options that are a text": b'{"credential": {}, "options": "x"}',
    "options that are null": b'{"credential": {}, "options": null}',
    "pointers that are a text": b'{"credential": {}, "options": {"mandatoryPointers": "/issuer"}}',
    "the same member twice": b'{"credential": {}, "credential": {}}',
    "NaN": b'{"credential": {"@context": [NaN]}}',
    "half a surrogate pair": b'{"credential": {"name": "\\ud800"}}',
    "no UTF-8": b'{"credential": {"name": "\xff"}}',
    "a huge number": b'{"credential": {"id": ' + b"9" * 5000 + b"}}",
    "a deep document": b'{"credential": ' + b'{"a":' * 5000 + b"1" + b"}" * 5001,
}


@pytest.mark.parametrize("case", BODIES)
def test_a_body_that_is_no_request_is_refused(server: Server, case: str) -> None:
    answer = server.post(server.issuer(ISSUER)["endpoint"], BODIES[case])

    assert answer.status_code == 400, answer.text


def test_a_body_that_is_not_announced_as_json_is_refused(server: Server) -> None:
    body = json.dumps({"credential": credential(server)}).encode()

    answer = server.post(server.issuer(ISSUER)["endpoint"], body, Content_Type="text/plain")

    assert answer.status_code == 400


def test_a_megabyte_is_accepted_and_much_more_is_not(server: Server) -> None:
    signed = server.issue(ISSUER, credential(server, description="x" * 990_000))
    assert signed.status_code == 201, signed.text
    assert server.verify(signed.json()["verifiableCredential"]).status_code == 200

    assert server.issue(ISSUER, credential(server, description="x" * 1_500_000)).status_code == 400


def test_a_page_of_another_site_can_not_issue(server: Server) -> None:
    body = {"credential": credential(server)}

    answer = server.post(server.issuer(ISSUER)["endpoint"], body, Sec_Fetch_Site="cross-site")

    assert answer.status_code == 403


def test_repeating_a_request_under_one_key_gives_the_same_credential(server: Server) -> None:
    plain = credential(server, WITH_STATUS)

    def ask(sent: Json) -> requests.Response:
        endpoint = server.issuer(WITH_STATUS)["endpoint"]
        return server.post(endpoint, {"credential": sent}, Idempotency_Key="once")

    first = ask(plain)
    assert first.status_code == 201
    assert ask(plain).content == first.content
    assert ask({**plain, "name": "Other"}).status_code == 409


def test_an_unknown_issuer_does_not_exist(server: Server) -> None:
    endpoint = server.issuer(ISSUER)["endpoint"].replace(f"/{ISSUER}/", "/nobody/")

    assert server.post(endpoint, {"credential": credential(server)}).status_code == 404
