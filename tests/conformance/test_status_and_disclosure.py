"""Status lists, selective disclosure and the server itself, as an independent client sees them."""

import base64
import signal
import zlib
from pathlib import Path

import pytest

from tests.conformance.client import Json, Server
from tests.conformance.conftest import free_port, start, stop
from tests.conformance.test_issuing import SELECTIVE, WITH_STATUS, credential

ACCEPT = "application/ld+json, application/json"


def bits_of(status_list: Json) -> bytes:
    encoded = status_list["credentialSubject"]["encodedList"]
    assert encoded.startswith("u")
    return zlib.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)), wbits=31)


def test_a_credential_gets_a_status_entry_and_its_list_is_public(server: Server) -> None:
    entry = server.issued(WITH_STATUS, credential(server, WITH_STATUS))["credentialStatus"]

    assert entry["type"] == "BitstringStatusListEntry"
    assert entry["statusPurpose"] == "revocation"
    assert entry["statusListIndex"].isdecimal()
    assert entry["id"] == f"{entry['statusListCredential']}#{entry['statusListIndex']}"
    answer = server.get(entry["statusListCredential"], ACCEPT)
    assert answer.headers["Content-Type"] in ("application/json", "application/ld+json")
    status_list = answer.json()
    assert status_list["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert status_list["issuer"] == server.issuer(WITH_STATUS)["id"]
    assert status_list["credentialSubject"]["type"] == "BitstringStatusList"
    assert len(bits_of(status_list)) >= 131_072 // 8
    asked = server.session.get(
        entry["statusListCredential"], headers={"Accept": "application/vc"}, timeout=10
    )
    assert asked.headers["Content-Type"] == "application/vc"


def change_of(name: object, purpose: object = "revocation") -> Json:
    return {
        "credentialId": name,
        "credentialStatus": {"type": "BitstringStatusListEntry", "statusPurpose": purpose},
    }


def test_a_revoked_credential_no_longer_verifies_and_stays_revoked(server: Server) -> None:
    name = "urn:uuid:91c5a8b7-0c1f-4e5c-9a1e-9b4d4a3d2f10"
    signed = server.issued(WITH_STATUS, credential(server, WITH_STATUS, id=name))
    entry, endpoint = signed["credentialStatus"], server.issuer(WITH_STATUS)["statusEndpoint"]

    assert server.post(endpoint, change_of(name)).status_code == 200

    assert server.post(entry["statusListCredential"] + "/publish", b"").status_code == 204
    index = int(entry["statusListIndex"])
    bits = bits_of(server.get(entry["statusListCredential"], ACCEPT).json())
    assert bits[index // 8] >> (7 - index % 8) & 1
    assert server.verify(signed).status_code == 400
    assert server.post(endpoint, {**change_of(name), "status": False}).status_code == 400


@pytest.mark.parametrize(
    "change",
    [
        {},
        change_of(3),
        change_of(None),
        change_of("urn:x", "unknown"),
        change_of("urn:x", ["revocation"]),
        {"credentialId": "urn:x", "credentialStatus": "revoked"},
        {"credentialId": "urn:x", "credentialStatus": {"type": "Other", "statusPurpose": "revocation"}},
        {**change_of("urn:x"), "status": "yes"},
    ],
    ids=repr,
)
def test_a_change_of_status_that_is_none_is_refused(server: Server, change: Json) -> None:
    assert server.post(server.issuer(WITH_STATUS)["statusEndpoint"], change).status_code == 400


def test_the_status_of_what_was_never_issued_can_not_be_set(server: Server) -> None:
    change = change_of("urn:uuid:00000000-0000-4000-8000-000000000000")

    assert server.post(server.issuer(WITH_STATUS)["statusEndpoint"], change).status_code == 404


def test_a_holder_shows_only_what_she_chooses(server: Server) -> None:
    subject = {"id": "did:example:abc", "name": "Samira", "description": "Left out"}
    sent = credential(server, SELECTIVE, credentialSubject=subject, name="Shown always")
    base = server.issued(SELECTIVE, sent, {"mandatoryPointers": ["/issuer", "/name"]})
    assert base["proof"]["proofValue"].startswith("u2V0A")

    answer = server.derive(base, ["/credentialSubject/name"])

    assert answer.status_code == 201, answer.text
    derived = answer.json()["verifiableCredential"]
    assert derived["proof"]["proofValue"].startswith("u2V0B")
    assert derived["credentialSubject"]["name"] == "Samira"
    assert derived["name"] == "Shown always"
    assert "description" not in derived["credentialSubject"]
    verdict = server.verify(derived)
    assert verdict.status_code == 200, verdict.text
    derived["credentialSubject"]["name"] = "Somebody else"
    assert server.verify(derived).status_code == 400


@pytest.mark.parametrize("pointers", [["/unknown"], ["no-pointer"], [3], "/issuer", [], None], ids=repr)
def test_pointers_that_lead_nowhere_are_refused(server: Server, pointers: object) -> None:
    base = server.issued(SELECTIVE, credential(server, SELECTIVE))

    assert server.derive(base, pointers).status_code == 400


def test_what_has_no_base_proof_can_not_be_derived_from(server: Server) -> None:
    whole = server.issued("eddsa-rdfc-2022", credential(server))

    assert server.derive(whole, ["/issuer"]).status_code == 400
    assert server.derive(credential(server), ["/issuer"]).status_code == 400


def test_mandatory_pointers_are_for_selective_disclosure_and_lead_somewhere(server: Server) -> None:
    for name, pointers in ((SELECTIVE, ["/unknown"]), ("eddsa-rdfc-2022", ["/issuer"])):
        options: Json = {"mandatoryPointers": pointers}
        assert server.issue(name, credential(server, name), options).status_code == 400


@pytest.mark.parametrize("path", ["/", "/nothing", "/issuer/issuers/x/y", "/verifier/credentials/other"])
def test_every_answer_is_json_also_where_nothing_is(server: Server, path: str) -> None:
    origin = server.description["openapi"][0].partition("/issuer/")[0]

    assert server.get(origin + path, "*/*").status_code == (200 if path == "/" else 404)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopping_the_server_leaves_nothing(tmp_path: Path, number: int) -> None:
    process, description = start(free_port(), tmp_path)
    folder = Path(description["certificate"]).parent
    assert folder.is_dir()
    assert (folder / "tls.key").stat().st_mode & 0o077 == 0

    assert stop(process, number) == 0
    assert list(tmp_path.iterdir()) == []
