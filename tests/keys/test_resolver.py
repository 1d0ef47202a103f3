"""DW-02, DW-03 and the DID methods: what a resolver finds, and what it refuses."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys import resolver as resolver_module
from keys.algorithms import KeyType
from keys.controller import ControllerDocument, ProofPurpose, VerificationMethod, build_did_document
from keys.did_jwk import did_jwk_for, resolve_did_jwk
from keys.did_key import did_key_for, resolve_did_key, verification_method_for
from keys.encoding import base64url_encode
from keys.errors import InvalidDidError, ResolutionError, VerificationMethodError
from keys.resolver import DidResolver
from keys.signer import generate
from schemas.documents import JsonObject, JsonValue
from schemas.errors import FetchError

DID = "did:web:roc.example.nl"
URL = "https://roc.example.nl/.well-known/did.json"
START = datetime(2026, 6, 1, tzinfo=UTC)
KEY = generate().public_key
EXAMPLE = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"


class Web:
    """Answers with what was put at an address, and counts the questions."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []

    def __call__(self, url: str, *, accept: str = "application/json") -> bytes:
        self.asked.append(url)
        if url not in self.pages:
            raise FetchError("fetch.status", detail="404")
        return self.pages[url]


class Clock:
    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


def did_document(did: str = DID) -> JsonObject:
    return build_did_document(did, [VerificationMethod(id=f"{did}#key-1", controller=did, public_key=KEY)])


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def resolver(web: Web, clock: Clock) -> DidResolver:
    return DidResolver(web, now=clock)


def test_dw_01_a_refused_host_is_never_asked(web: Web, resolver: DidResolver) -> None:
    for did in ("did:web:127.0.0.1", "did:web:localhost%3A8000", "did:web:169.254.169.254"):
        with pytest.raises(InvalidDidError):
            resolver.resolve(did)
    assert web.asked == []


def test_dw_03_a_document_of_another_did_is_refused(web: Web, resolver: DidResolver) -> None:
    for other in ("did:web:attacker.example.nl", DID + ":x", DID.upper(), DID + "#key-1", ""):
        web.pages[URL] = json.dumps(did_document() | {"id": other}).encode()
        with pytest.raises(InvalidDidError) as refused:
            resolver.resolve(DID)
        assert refused.value.code == "did.substituted"
        assert not isinstance(refused.value, FetchError)


def test_dw_02_what_can_not_be_fetched_is_not_judged(resolver: DidResolver) -> None:
    with pytest.raises(ResolutionError) as refused:
        resolver.resolve(DID)
    assert refused.value.code == "did.unreachable"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Inloggen op wifi</html>",
        b"\xff\xfe",
        b'{"id":1,"id":2}',
        b" " * 70_000 + b"{}",
        b"[" * 5000,
    ],
    ids=["empty", "a captive portal", "not utf-8", "a duplicate key", "too large", "too deep"],
)
def test_dw_02_an_answer_that_is_no_document_is_not_judged(
    body: bytes, web: Web, resolver: DidResolver
) -> None:
    web.pages[URL] = body
    with pytest.raises(ResolutionError) as refused:
        resolver.resolve(DID)
    assert refused.value.code == "did.not_a_document"


def test_a_failure_is_not_remembered(web: Web, resolver: DidResolver) -> None:
    with pytest.raises(ResolutionError):
        resolver.resolve(DID)
    web.pages[URL] = json.dumps(did_document()).encode()
    assert resolver.resolve(DID).id == DID


def test_a_document_is_used_again_until_it_is_too_old(web: Web, clock: Clock, resolver: DidResolver) -> None:
    web.pages[URL] = json.dumps(did_document()).encode()
    resolver.resolve(DID)
    clock.time += timedelta(minutes=4)
    resolver.resolve(DID)
    assert web.asked == [URL]
    clock.time += timedelta(minutes=2)
    resolver.resolve(DID)
    assert len(web.asked) == 2
    resolver.forget(DID)
    resolver.resolve(DID)
    assert len(web.asked) == 3
    clock.time -= timedelta(days=1)  # a clock that was set back makes nothing last for ever
    resolver.resolve(DID)
    assert len(web.asked) == 4


def test_the_cache_is_bounded(web: Web, resolver: DidResolver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver_module, "CACHE_ENTRIES", 2)
    dids = [f"did:web:{name}.example.nl" for name in "abc"]
    for did in dids:
        web.pages[f"https://{did[8:]}/.well-known/did.json"] = json.dumps(did_document(did)).encode()
        resolver.resolve(did)
    resolver.resolve(dids[2])
    assert len(web.asked) == 3
    resolver.resolve(dids[0])
    assert len(web.asked) == 4


@pytest.mark.parametrize(
    ("did", "code"),
    [
        ("", "did.invalid"),
        ("https://example.nl", "did.invalid"),
        ("did:ethr:0x1", "did.method_not_supported"),
        ("did:key:", "did.invalid"),
        ("did:key:z6Mk", "did.invalid"),
        ("did:key:zTjsVPtY", "did.invalid"),
        (EXAMPLE + "#" + EXAMPLE.removeprefix("did:key:"), "did.invalid"),
        (EXAMPLE + " ", "did.invalid"),
        ("did:jwk:", "did.invalid"),
        ("did:jwk:e30", "did.invalid"),
        ("did:jwk:" + base64url_encode(b"[]"), "did.invalid"),
        ("did:jwk:" + "A" * 5000, "did.invalid"),
    ],
)
def test_an_identifier_that_no_one_can_resolve_is_refused(did: str, code: str, resolver: DidResolver) -> None:
    with pytest.raises(InvalidDidError) as refused:
        resolver.resolve(did)
    assert refused.value.code == code


def test_a_did_jwk_with_a_private_member_is_refused() -> None:
    jwk = json.dumps({**KEY.to_jwk(), "d": "AAAA"}).encode()
    with pytest.raises(InvalidDidError):
        resolve_did_jwk("did:jwk:" + base64url_encode(jwk))


@pytest.mark.parametrize("key_type", list(KeyType))
def test_a_did_key_is_its_own_document(key_type: KeyType, resolver: DidResolver) -> None:
    key = generate(key_type).public_key
    document = resolver.resolve(did_key_for(key))
    assert document.document["id"] == did_key_for(key)
    for purpose in ProofPurpose:
        assert document.method_for(verification_method_for(key), purpose).public_key == key


@pytest.mark.parametrize("key_type", list(KeyType))
def test_a_did_jwk_is_its_own_document(key_type: KeyType, resolver: DidResolver) -> None:
    key = generate(key_type).public_key
    did = did_jwk_for(key)
    assert resolver.resolve(did).method_for(f"{did}#0", "assertionMethod").public_key == key


def test_the_published_did_jwk_example_resolves() -> None:
    did = (
        "did:jwk:eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJNNEVVM3l6OTFQSDZDZEgy"
        "VjAiLCJ5IjoiX0tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3pIM25TRSJ9"
    )
    assert resolve_did_jwk(did).method_for(did + "#0", "authentication").public_key.key_type is KeyType.P256


# --- controller documents


def read(document: JsonValue) -> ControllerDocument:
    return ControllerDocument.from_document(document, expected_id=DID)


def malformed(document: JsonValue) -> str:
    with pytest.raises(InvalidDidError) as refused:
        read(document)
    assert refused.value.code == "did.malformed_document"
    return refused.value.pointer


METHOD: JsonObject = {
    "id": DID + "#key-1",
    "type": "Multikey",
    "controller": DID,
    "publicKeyMultibase": KEY.to_multikey(),
}


@pytest.mark.parametrize(
    ("methods", "pointer"),
    [
        ("x", "/verificationMethod"),
        ({}, "/verificationMethod"),
        ([7], "/verificationMethod/0"),
        ([{}], "/verificationMethod/0/id"),
        ([METHOD | {"id": "key-1"}], "/verificationMethod/0/id"),
        ([METHOD | {"controller": [DID]}], "/verificationMethod/0/controller"),
        ([METHOD, METHOD], "/verificationMethod/1"),
        ([METHOD | {"id": f"{DID}#{n}"} for n in range(257)], "/verificationMethod/256"),
    ],
    ids=range(8),
)
def test_a_malformed_controller_document_is_refused(methods: JsonValue, pointer: str) -> None:
    assert malformed({"id": DID, "verificationMethod": methods}) == pointer


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "RsaVerificationKey2018"},
        {"type": "JsonWebKey"},
        {"publicKeyMultibase": "z6Mk"},
        {"publicKeyMultibase": None},
        {"publicKeyJwk": {}},
        {"expires": "tomorrow"},
        {"revoked": 7},
    ],
    ids=repr,
)
def test_a_method_that_we_can_not_read_harms_only_itself(changes: JsonObject) -> None:
    other = DID + "#key-2"
    document = read(
        {
            "id": DID,
            "verificationMethod": [METHOD | changes, METHOD | {"id": other}],
            "assertionMethod": [DID + "#key-1", other],
        }
    )
    assert document.method_for(other, "assertionMethod").public_key == KEY
    with pytest.raises(VerificationMethodError) as refused:
        document.method_for(DID + "#key-1", "assertionMethod")
    assert refused.value.code == "proof.unsupported_method"


def test_pf_05_a_weak_key_in_a_document_is_not_used() -> None:
    weak = base64url_encode(bytes(32))
    jwk: JsonObject = {"kty": "OKP", "crv": "Ed25519", "x": weak}
    method: JsonObject = {"id": DID + "#w", "type": "JsonWebKey", "controller": DID, "publicKeyJwk": jwk}
    document = read({"id": DID, "verificationMethod": [method], "assertionMethod": [DID + "#w"]})
    with pytest.raises(VerificationMethodError, match=r"key\.weak"):
        document.method_for(DID + "#w", "assertionMethod")


def test_methods_may_be_named_relative_to_the_document_and_stand_in_a_relationship() -> None:
    document = read(
        {
            "id": DID,
            "verificationMethod": [METHOD | {"id": "#key-1"}],
            "assertionMethod": ["#key-1"],
            "authentication": [METHOD | {"id": DID + "#key-2"}],
        }
    )
    assert document.method_for(DID + "#key-1", "assertionMethod")
    assert document.method_for(DID + "#key-2", "authentication")
    for method, purpose in ((DID + "#key-2", "assertionMethod"), (DID + "#key-1", "authentication")):
        with pytest.raises(VerificationMethodError) as refused:
            document.method_for(method, purpose)
        assert refused.value.code == "proof.purpose_not_allowed"


def test_a_document_that_is_built_is_read_back() -> None:
    methods = [
        VerificationMethod(id=DID + "#1", controller=DID, public_key=KEY, expires=START),
        VerificationMethod(id=DID + "#2", controller=DID, public_key=KEY, revoked=START),
    ]
    document = read(build_did_document(DID, methods))
    assert list(document.verification_methods.values()) == methods
    assert document.relationships["assertionMethod"] == {DID + "#1", DID + "#2"}
    assert document.relationships["authentication"] == frozenset()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=10)
    | st.sampled_from([DID + "#key-1", "Multikey"]),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "controller", "publicKeyMultibase", "publicKeyJwk"]), children
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON)
def test_any_json_is_a_controller_document_or_an_invalid_one(
    methods: JsonValue, relationship: JsonValue
) -> None:
    try:
        read({"id": DID, "verificationMethod": methods, "assertionMethod": relationship})
    except InvalidDidError as error:
        assert error.code == "did.malformed_document"  # noqa: PT017


@given(st.text(max_size=60))
def test_any_text_after_a_method_is_a_document_or_an_invalid_did(text: str) -> None:
    for prefix in ("did:key:", "did:key:z6Mk", "did:jwk:"):
        with pytest.raises(InvalidDidError):
            (resolve_did_key if "key" in prefix else resolve_did_jwk)(prefix + text)
