"""`vakbewijs jose`: the commands of test suites, with the documents that those hold."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from joserfc import jwk, jws

from keys.jose import JwtType, SecuredJwt, envelope_of
from keys.jose.cli import jose
from keys.jose.conformance import EXAMPLES_V2
from keys.jose.jws import algorithm_of, verify_compact
from keys.key_types import KeyType
from keys.signer import PrivateKeySigner, generate
from schemas.contexts import CREDENTIALS_V2
from tests.forging import contents, forge, segment
from tests.keys.ecosystem import holder_signer

ISSUER = "https://example.issuer/vc-jose-cose"
CREDENTIAL: dict[str, Any] = {
    "@context": [CREDENTIALS_V2, EXAMPLES_V2],
    "id": "http://university.example/credentials/1872",
    "type": ["VerifiableCredential", "ExampleAlumniCredential"],
    "issuer": ISSUER,
    "validFrom": "2010-01-01T19:23:24Z",
    "credentialSchema": {"id": "https://example.org/examples/degree.json", "type": "JsonSchema"},
    "credentialSubject": {"id": "did:example:123", "degree": {"type": "BachelorDegree", "name": "Arts"}},
}
PRESENTATION: dict[str, Any] = {
    "@context": [CREDENTIALS_V2, EXAMPLES_V2],
    "id": "urn:uuid:3978344f-8596-4c3a-a978-8fcaba3903c5",
    "type": "VerifiablePresentation",
    "holder": ISSUER,
    "verifiableCredential": [
        {**envelope_of("yJraWQ.e30.c2ln", JwtType.CREDENTIAL)},
        {**envelope_of("", JwtType.CREDENTIAL), "id": "data:application/vc+sd-jwt,eyJh.e30.c2ln ~WyJ~"},
        {**envelope_of("", JwtType.CREDENTIAL), "id": "data:application/vc+cose;base64,0oRYVqQB/+=\n"},
    ],
}
CURVES = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512", "Ed25519": "EdDSA"}
Run = Callable[..., dict[str, str]]


def key_file(curve: str = "P-256") -> dict[str, Any]:
    """A verification method as the suites write it, with a new key."""
    key: Any = jwk.generate_key("OKP", "Ed25519") if curve == "Ed25519" else jwk.generate_key("EC", curve)
    named = {"alg": CURVES[curve], "kid": "2aOHaQxsWVT4mLsUkdtlCnUV"}
    return {
        "id": f"{ISSUER}#key-1",
        "type": "JsonWebKey",
        "controller": ISSUER,
        "publicKeyJwk": {**key.as_dict(private=False), **named},
        "secretKeyJwk": {**key.as_dict(private=True), **named},
    }


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run one of the commands on a document or token, and return what it wrote."""

    def run_(command: str, content: Any, key: Any, feature: str = "credential_jose", *more: str) -> Any:
        for name, value in (("input", content), ("key", key)):
            text = value if isinstance(value, str) else json.dumps(value)
            (tmp_path / name).write_text(text, encoding="utf-8")
        names = [
            argument for name in ("input", "key", "output") for argument in (f"--{name}", tmp_path / name)
        ]
        arguments = [command, *map(str, names), "--feature", feature, *more]
        result = CliRunner().invoke(jose, arguments)
        assert (result.exit_code, result.output) == (0, ""), result.output
        return json.loads((tmp_path / "output").read_text(encoding="utf-8"))

    return run_


# --- What is refused


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"badExtension": {"huh": "what?"}}, "unsigned.undefined_term"),
        ({"vc": "oops"}, "jose.former_claim"),
        ({"vp": "nooo"}, "jose.former_claim"),
        ({"iat": 1}, "jose.claim_taken"),
        ({"proof": {}}, "jose.proof_inside"),
        ({"issuer": None}, "document.not_text"),
        ({"type": ["ExampleAlumniCredential"]}, "document.wrong_type"),
        ({"@context": [EXAMPLES_V2]}, "document.base_context"),
        ({"@context": [CREDENTIALS_V2, "https://evil.example/context"]}, "context.unknown"),
    ],
)
def test_what_is_no_credential_or_holds_what_nobody_defines_is_not_issued(
    run: Run, members: dict[str, Any], reason: str
) -> None:
    result = run("issue", {**CREDENTIAL, **members}, key_file())

    assert result["result"] == "failure"
    assert result["data"].startswith(reason)


@pytest.mark.parametrize(
    "entry",
    [
        CREDENTIAL,
        {"@context": CREDENTIALS_V2, "id": "not-a-credential", "type": "EnvelopedVerifiableCredential"},
        {"@context": CREDENTIALS_V2, "id": "data:text/plain,hello", "type": "EnvelopedVerifiableCredential"},
        {**envelope_of("", JwtType.CREDENTIAL)},
        {**envelope_of("eyJ.e30.c2ln", JwtType.PRESENTATION)},
        "eyJ.e30.c2ln",
    ],
)
def test_a_presentation_with_what_is_no_secured_credential_is_neither_issued_nor_verified(
    run: Run, entry: Any
) -> None:
    key = key_file("Ed25519")
    document = {**PRESENTATION, "verifiableCredential": [entry]}
    token = _signed(key, document, typ="vp+jwt", cty="vp")

    assert run("issue", document, key, "presentation_jose")["result"] == "failure"
    assert run("verify", token, key, "presentation_jose")["result"] == "failure"


def _signed(key: dict[str, Any], payload: Any, **header: Any) -> str:
    """A token as other software makes it: with a thumbprint as kid and claims of its own."""
    algorithm = str(key["publicKeyJwk"]["alg"])
    members = {"alg": algorithm, "typ": "vc+jwt", "cty": "vc", "kid": key["publicKeyJwk"]["kid"], **header}
    registry = jws.JWSRegistry(algorithms=[algorithm], strict_check_header=False)
    registry.algorithms[algorithm].security_warning = None
    return jws.serialize_compact(
        {name: value for name, value in members.items() if value is not None},
        json.dumps(payload),
        jwk.import_key(key["secretKeyJwk"]),
        registry=registry,
    )


@pytest.mark.parametrize(
    "header",
    [
        {"typ": "bad+typ"},
        {"typ": None},
        {"typ": "vp+jwt"},
        {"cty": "bad+cty"},
        {"cty": "vp"},
        {"crit": ["typ"]},
        {"jwk": {"kty": "EC"}},
    ],
)
def test_a_token_with_another_header_is_no_success(run: Run, header: dict[str, Any]) -> None:
    key = key_file()

    assert run("verify", _signed(key, CREDENTIAL, **header), key)["result"] == "failure"


@pytest.mark.parametrize(
    "payload",
    [
        {**CREDENTIAL, "vc": "oops", "vp": "nooo"},
        {**CREDENTIAL, "iss": "https://somebody.example/else"},
        {**CREDENTIAL, "type": "VerifiablePresentation"},
        {**CREDENTIAL, "proof": {"type": "DataIntegrityProof"}},
        {},
        [],
    ],
)
def test_a_token_with_another_payload_is_no_success(run: Run, payload: Any) -> None:
    key = key_file()

    assert run("verify", _signed(key, payload), key)["result"] == "failure"


def test_a_token_under_another_key_or_changed_is_no_success(run: Run) -> None:
    key = key_file()
    token = _signed(key, CREDENTIAL)
    header, payload, signature = contents(token)

    for other in (key_file(), key_file("P-384"), key_file("P-521"), key_file("Ed25519")):
        assert run("verify", token, other)["result"] == "failure"
    changed = forge(header, {**payload, "name": "Arts"}, None, signature=signature)
    assert run("verify", changed, key)["result"] == "failure"
    for cut in (b"", signature[:-1], bytes(64), signature + b"\0"):
        assert run("verify", forge(header, payload, None, signature=cut), key)["result"] == "failure"
    none = f"{segment(json.dumps({**header, 'alg': 'none'}).encode())}.{token.split('.')[1]}."
    assert run("verify", none, key)["result"] == "failure"


@pytest.mark.parametrize("content", [CREDENTIAL, "", "   ", "hello", "eyJ", "é", "[]", "null"])
@pytest.mark.parametrize("feature", ["credential_jose", "presentation_jose"])
def test_what_is_no_token_is_no_success(run: Run, content: Any, feature: str) -> None:
    assert run("verify", content, key_file(), feature)["result"] == "failure"
    if content is not CREDENTIAL:
        assert run("issue", content, key_file(), feature)["result"] == "failure"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "no json",
        "[]",
        {},
        {"id": "a", "type": "Multikey", "publicKeyMultibase": "z6Mk"},
        {**key_file(), "type": "RsaKey"},
        {**key_file(), "publicKeyJwk": {"kty": "oct", "k": "AAAA"}},
        {**key_file(), "publicKeyJwk": {"kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"}},
        {**key_file(), "publicKeyJwk": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}},
        {**key_file(), "publicKeyJwk": {"kty": "EC", "crv": "P-256", "x": 1, "y": 2}},
        {**key_file(), "publicKeyJwk": {"kty": "EC", "crv": "P-256"}},
        {**key_file(), "publicKeyJwk": {"kty": "OKP", "crv": "Ed25519", "x": "!!"}},
    ],
)
def test_a_file_that_holds_no_usable_key_is_an_error(run: Run, key: Any) -> None:
    token = _signed(key_file("Ed25519" if "OKP" in json.dumps(key) else "P-256"), CREDENTIAL)

    assert run("verify", token, key)["result"] == "error"


def test_a_key_without_its_private_half_issues_nothing_and_verifies(run: Run) -> None:
    key = key_file()
    public = {name: value for name, value in key.items() if name != "secretKeyJwk"}

    assert run("issue", CREDENTIAL, public)["result"] == "error"
    assert run("verify", _signed(key, CREDENTIAL), public)["result"] == "success"


@pytest.mark.parametrize("kind", ["credential", "presentation"])
@pytest.mark.parametrize("format_", ["sdjwt", "cose"])
@pytest.mark.parametrize("command", ["issue", "verify"])
def test_formats_that_are_not_supported_are_an_error_that_says_so(
    run: Run, command: str, format_: str, kind: str
) -> None:
    result = run(command, CREDENTIAL, key_file(), f"{kind}_{format_}", "--sd", '["credentialSubject.degree"]')

    assert result == {"result": "error", "data": f"{kind}_{format_} is not supported: only JOSE is"}


def test_files_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    names = {name: str(tmp_path / name) for name in ("input", "key", "output")}
    arguments = [argument for name, path in names.items() for argument in (f"--{name}", path)]
    result = CliRunner().invoke(jose, ["verify", *arguments, "--feature", "credential_jose"])

    assert result.exit_code == 0
    assert json.loads(Path(names["output"]).read_text())["result"] == "error"


# --- What holds


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize(
    ("document", "feature"), [(CREDENTIAL, "credential_jose"), (PRESENTATION, "presentation_jose")]
)
def test_what_is_issued_verifies_under_its_own_key_and_no_other(
    run: Run, curve: str, document: dict[str, Any], feature: str
) -> None:
    key = key_file(curve)
    issued = run("issue", document, key, feature)
    header, payload, _ = contents(issued["data"])

    assert issued["result"] == "success"
    content_type = {"credential_jose": "vc", "presentation_jose": "vp"}[feature]
    assert header == {
        "alg": CURVES[curve],
        "typ": f"{content_type}+jwt",
        "cty": content_type,
        "kid": key["id"],
    }
    assert {name: payload[name] for name in document} == document
    assert (payload["iss"], isinstance(payload["iat"], int)) == (ISSUER, True)
    assert run("verify", issued["data"] + "\n", key, feature) == {"result": "success", "data": issued["data"]}
    assert run("verify", issued["data"], key_file(curve), feature)["result"] == "failure"


def test_claims_as_other_software_writes_them_are_a_success(run: Run) -> None:
    key = key_file()
    credential = {**CREDENTIAL, "iss": ISSUER, "jti": CREDENTIAL["id"], "iat": "2010-01-01T19:23:24Z"}
    presentation = {**PRESENTATION, "iss": ISSUER, "iat": 1734311050, "exp": 1734397450}

    assert run("verify", _signed(key, credential), key)["result"] == "success"
    token = _signed(key, presentation, typ="vp+jwt", cty="vp")
    assert run("verify", token, key, "presentation_jose")["result"] == "success"


@pytest.mark.parametrize("key_type", list(KeyType))
def test_our_keys_and_the_algorithms_of_joserfc_agree(run: Run, key_type: KeyType) -> None:
    """Two implementations of the signatures: ours in the product, joserfc's in these commands."""
    private = generate(key_type)
    signer = PrivateKeySigner(private, holder_signer().verification_method)
    public = signer.public_key.to_jwk()
    secret = {**public, "d": segment(private.secret)}
    key = {"id": "urn:key", "type": "JsonWebKey", "publicKeyJwk": public, "secretKeyJwk": secret}
    ours = forge({"alg": algorithm_of(signer.public_key), "typ": "vc+jwt"}, CREDENTIAL, signer)

    assert run("verify", ours, key)["result"] == "success"
    theirs = SecuredJwt.read(run("issue", CREDENTIAL, key)["data"], expected=JwtType.CREDENTIAL)
    verify_compact(theirs.jws, signer.public_key)
