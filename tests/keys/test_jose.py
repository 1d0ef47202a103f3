"""VC-JOSE-COSE: what may be wrong with a JWT, that all of it is refused, and what holds (PF-03)."""

import contextlib
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from keys.algorithms import CURVES, HASHES, PublicKey
from keys.canonicalization import ContextRules
from keys.controller import ProofPurpose
from keys.errors import InvalidDidError, ProofError
from keys.jose import (
    Envelope,
    JwtType,
    SecuredJwt,
    UnsupportedEnvelopeError,
    envelope_of,
    is_enveloped,
    sign_jwt,
    verify_jwt,
)
from keys.jose.jws import ALGORITHMS, MAX_CHARACTERS
from keys.key_types import KeyType
from keys.proofs import VerifiedProof, add_proof
from keys.resolver import DidResolver
from keys.signer import Signer
from schemas.contexts import CREDENTIALS_V2
from schemas.documents import JsonObject, JsonValue
from schemas.errors import DomainError, MalformedDocumentError
from tests.forging import contents, forge, opened, segment
from tests.keys.ecosystem import ISSUER, NOW, StandingResolver, did_of, holder_signer, issuer_signer
from tests.schemas import samples

EVERY_ALGORITHM = frozenset(ALGORITHMS)
CREDENTIAL, PRESENTATION = JwtType.CREDENTIAL, JwtType.PRESENTATION
NAMES = {KeyType.ED25519: "EdDSA", KeyType.P256: "ES256", KeyType.P384: "ES384"}
DIPLOMA = samples.diploma(issuer=ISSUER)


@pytest.fixture
def resolver() -> StandingResolver:
    return StandingResolver()


@pytest.fixture
def signer(resolver: StandingResolver) -> Signer:
    return issuer_signer(resolver, key_type=KeyType.P256)


def signed(signer: Signer, *, document: JsonObject = DIPLOMA, **options: Any) -> str:
    given = {"jwt_type": CREDENTIAL, "signer": signer, "issued_at": NOW, **options}
    return sign_jwt(document, **given)


def header_of(signer: Signer, **changed: Any) -> dict[str, Any]:
    """A good header; None takes a parameter out."""
    header = {
        "alg": NAMES[signer.public_key.key_type],
        "typ": "vc+jwt",
        "cty": "vc",
        "kid": signer.verification_method,
        **changed,
    }
    return {name: value for name, value in header.items() if value is not None}


def forged(signer: Signer, payload: Any = DIPLOMA, **header: Any) -> str:
    """A diploma that the issuer itself signed, under this header."""
    return forge(header_of(signer, **header), payload, signer)


def verified(
    token: str, resolver: StandingResolver, *, expected: JwtType = CREDENTIAL, **options: Any
) -> VerifiedProof:
    given = {"algorithms": EVERY_ALGORITHM, "at": NOW, "domain": None, "challenge": None, **options}
    return verify_jwt(SecuredJwt.read(token, expected=expected), resolver=resolver, **given)


def refusal(token: str, resolver: StandingResolver, **options: Any) -> DomainError:
    with pytest.raises(DomainError) as refused:
        verified(token, resolver, **options)
    return refused.value


# --- The form: one way of writing a JWS, and no other


@pytest.mark.parametrize(
    "edit",
    [
        lambda token: token + ".",
        lambda token: token + "=",
        lambda token: " " + token,
        lambda token: token + "\n",
        lambda token: token.replace(".", "..", 1),
        lambda token: token.replace(".", ".\n", 1),
        lambda token: token.rpartition(".")[0],
        lambda token: "." + token.partition(".")[2],
        lambda token: token + "~",
        lambda token: token.replace("-", "+").replace("_", "/") + "/",
        lambda token: token + "é",
        lambda token: token.replace("e", "\u212f", 1),
        lambda _token: "",
        lambda _token: "..",
        lambda _token: "{}",
    ],
)
def test_a_jws_is_written_in_one_way_and_read_in_no_other(signer: Signer, edit: Callable[[str], str]) -> None:
    with pytest.raises(MalformedDocumentError) as refused:
        SecuredJwt.read(edit(signed(signer)), expected=CREDENTIAL)

    assert refused.value.code == "jose.not_compact"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_pf_04_a_segment_whose_unused_bits_are_set_is_refused(signer: Signer, place: int) -> None:
    # 65 bytes leave unused bits in the last character, whatever they hold.
    parts = forge(bytes(65), bytes(65), None, signature=bytes(65)).split(".")
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    parts[place] = parts[place][:-1] + last[last.index(parts[place][-1]) + 1]

    with pytest.raises(MalformedDocumentError) as refused:
        SecuredJwt.read(".".join(parts), expected=CREDENTIAL)

    assert refused.value.code == "jose.not_compact"


def test_a_jws_larger_than_any_document_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(MalformedDocumentError) as refused:
        SecuredJwt.read("e" * (MAX_CHARACTERS + 1), expected=CREDENTIAL)

    assert refused.value.code == "jose.too_large"


@pytest.mark.parametrize(
    "header",
    [
        b" ",
        b"[]",
        b'"vc+jwt"',
        b"{",
        b'{"alg":"ES256","alg":"none","typ":"vc+jwt"}',
        b'{"alg":NaN,"typ":"vc+jwt"}',
        b'{"alg":"ES256","typ":"vc+jwt","kid":"' + b"x" * 10_000 + b'"}',
        b'{"alg":' + b"[" * 50 + b"]" * 50 + b"}",
        b'\xff{"alg":"ES256"}',
        b'{"typ":"vc+jwt"}',
        b'{"alg":null,"typ":"vc+jwt"}',
        b'{"alg":["ES256"],"typ":"vc+jwt"}',
        b'{"alg":"ES256","typ":"vc+jwt","kid":{}}',
        b'{"alg":"ES256","typ":"vc+jwt","iss":7}',
    ],
)
def test_a_header_that_is_not_strict_json_with_text_in_it_is_refused(signer: Signer, header: bytes) -> None:
    with pytest.raises(MalformedDocumentError) as refused:
        SecuredJwt.read(forge(header, DIPLOMA, signer), expected=CREDENTIAL)

    assert refused.value.code == "jose.header"


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (b'{"issuer":"a","issuer":"b"}', "json.duplicate_key"),
        (b'{"sbu":9007199254740993}', "json.number_out_of_range"),
        (b'{"sbu":NaN}', "json.nan"),
        (b'["VerifiableCredential"]', "document.not_an_object"),
        (b"not json", "json.syntax"),
        (b'{"a":' * 100 + b"1" + b"}" * 100, "json.too_deep"),
        (b'{"a":[' + b"1," * 60_000 + b"1]}", "json.too_many_values"),
    ],
)
def test_a_payload_is_strict_json(signer: Signer, payload: bytes, code: str) -> None:
    with pytest.raises(MalformedDocumentError) as refused:
        SecuredJwt.read(forged(signer, payload), expected=CREDENTIAL)

    assert refused.value.code == code


# --- The header may agree, and choose nothing


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"typ": None}, "jose.wrong_type"),
        ({"typ": "JWT"}, "jose.wrong_type"),
        ({"typ": "vp+jwt"}, "jose.wrong_type"),
        ({"typ": "application/vc+jwt"}, "jose.wrong_type"),
        ({"typ": "VC+JWT"}, "jose.wrong_type"),
        ({"typ": ["vc+jwt"]}, "jose.wrong_type"),
        ({"typ": "vc+sd-jwt"}, "jose.wrong_type"),
        ({"cty": "vp"}, "jose.wrong_content_type"),
        ({"cty": "JWT"}, "jose.wrong_content_type"),
        ({"cty": ""}, "jose.wrong_content_type"),
        ({"crit": []}, "jose.critical"),
        ({"crit": ["exp"]}, "jose.critical"),
        ({"crit": [["exp"]]}, "jose.critical"),
        ({"crit": ["b64"], "b64": False}, "jose.critical"),
        ({"b64": False}, "jose.critical"),
        ({"b64": True}, "jose.critical"),
        ({"jwk": {"kty": "oct", "k": "AA"}}, "jose.key_in_header"),
        ({"jku": "https://evil.example/keys"}, "jose.key_in_header"),
        ({"x5u": "https://evil.example/cert"}, "jose.key_in_header"),
        ({"x5c": ["MIIB"]}, "jose.key_in_header"),
        ({"x5t": "AA"}, "jose.key_in_header"),
        ({"x5t#S256": "AA"}, "jose.key_in_header"),
    ],
)
def test_pf_03_a_header_of_another_type_or_with_a_key_or_an_extension_is_refused(
    resolver: StandingResolver, signer: Signer, changed: dict[str, Any], code: str
) -> None:
    assert refusal(forged(signer, **changed), resolver).code == code


def test_pf_03_the_key_that_a_jwt_brings_along_is_not_looked_at(
    resolver: StandingResolver, signer: Signer
) -> None:
    stranger = holder_signer(KeyType.P256)
    token = forge(header_of(signer, jwk=stranger.public_key.to_jwk()), DIPLOMA, stranger)

    assert refusal(token, resolver).code == "jose.key_in_header"


def test_header_parameters_that_nobody_knows_are_ignored(resolver: StandingResolver, signer: Signer) -> None:
    verified(forged(signer, cty=None, nonsense={"a": [1]}), resolver)


@pytest.mark.parametrize(
    ("algorithm", "code"),
    [
        ("none", "proof.missing"),
        ("None", "proof.unknown_algorithm"),
        ("", "proof.unknown_algorithm"),
        ("HS256", "proof.unknown_algorithm"),
        ("RS256", "proof.unknown_algorithm"),
        ("ES512", "proof.unknown_algorithm"),
        ("ES256K", "proof.unknown_algorithm"),
        ("es256", "proof.unknown_algorithm"),
        ("ES384", "proof.wrong_key_type"),
        ("EdDSA", "proof.wrong_key_type"),
        ("Ed25519", "proof.wrong_key_type"),
    ],
)
def test_pf_03_an_algorithm_that_does_not_belong_to_the_key_is_refused(
    resolver: StandingResolver, signer: Signer, algorithm: str, code: str
) -> None:
    assert refusal(forged(signer, alg=algorithm), resolver).code == code
    unsigned = forge(header_of(signer, alg=algorithm), DIPLOMA, None)
    assert refusal(unsigned, resolver).code == code


@pytest.mark.parametrize("key_type", [KeyType.ED25519, KeyType.P384])
def test_pf_03_a_header_that_calls_another_key_es256_is_refused(
    resolver: StandingResolver, key_type: KeyType
) -> None:
    signer = issuer_signer(resolver, key_type=key_type)

    assert refusal(forged(signer, alg="ES256"), resolver).code == "proof.wrong_key_type"


def test_pf_03_the_public_key_is_no_shared_secret(resolver: StandingResolver, signer: Signer) -> None:
    pem, jwk = signer.public_key.to_pem().encode(), json.dumps(signer.public_key.to_jwk()).encode()
    for secret in (pem, jwk, signer.public_key.encoded):
        covered = forge(header_of(signer, alg="HS256"), DIPLOMA, None).rpartition(".")[0]
        mac = hmac.new(secret, covered.encode(), hashlib.sha256).digest()

        assert refusal(f"{covered}.{segment(mac)}", resolver).code == "proof.unknown_algorithm"


def test_an_algorithm_that_the_caller_does_not_allow_is_refused(
    resolver: StandingResolver, signer: Signer
) -> None:
    found = refusal(signed(signer), resolver, algorithms=frozenset({"EdDSA"}))

    assert found.code == "proof.algorithm_not_allowed"


# --- The key is the one that the DID document lists, for this purpose, now


@pytest.mark.parametrize(
    "kid",
    [
        "key-1",
        "#key-1",
        "",
        "did:web:roc-voorbeeld.example",
        "https://roc-voorbeeld.example/keys#key-1",
        "did:web:roc-voorbeeld.example/../evil#key-1",
        "did:web:roc-voorbeeld.example?versionId=1#key-1",
        "../../../../etc/passwd",
        "did:web:roc-voorbeeld.example#key-1#key-2",
        "did:web:roc-voorbeeld.example#",
        "did:web:roc-voorbeeld.example#key-1\n",
        "did:web:" + "a" * 5000 + "#key-1",
        "' OR 1=1 --",
    ],
)
def test_a_kid_that_is_no_did_url_of_a_key_is_refused(
    resolver: StandingResolver, signer: Signer, kid: str
) -> None:
    assert refusal(forged(signer, kid=kid), resolver).code == "proof.malformed"


def test_a_jwt_without_a_kid_is_refused(resolver: StandingResolver, signer: Signer) -> None:
    assert refusal(forged(signer, kid=None), resolver).code == "proof.malformed"


def test_pf_03_a_kid_that_climbs_out_of_its_host_is_refused() -> None:
    def fetch(url: str, *, accept: str = "") -> bytes:
        raise AssertionError(f"fetched {url}")

    resolver = DidResolver(fetch, now=lambda: NOW)
    signer = holder_signer(KeyType.P256)
    for kid in ("did:web:roc-voorbeeld.example:..:evil#key-1", "did:web:a.example:%2e%2e:b#key-1"):
        jwt = SecuredJwt.read(forged(signer, kid=kid), expected=CREDENTIAL)
        with pytest.raises(InvalidDidError):
            verify_jwt(
                jwt, resolver=resolver, algorithms=EVERY_ALGORITHM, at=NOW, domain=None, challenge=None
            )


def test_a_key_that_is_not_in_the_document_is_refused(resolver: StandingResolver, signer: Signer) -> None:
    assert refusal(forged(signer, kid=f"{ISSUER}#key-9"), resolver).code == "proof.unknown_method"


def test_pf_01_a_key_for_another_purpose_is_refused(resolver: StandingResolver) -> None:
    signer = issuer_signer(resolver, key_type=KeyType.P256, purposes=(ProofPurpose.AUTHENTICATION,))

    assert refusal(signed(signer), resolver).code == "proof.purpose_not_allowed"


def test_pf_02_a_key_of_somebody_else_in_the_document_is_refused(resolver: StandingResolver) -> None:
    signer = issuer_signer(resolver, key_type=KeyType.P256, controller="did:web:evil.example")

    assert refusal(signed(signer), resolver).code == "proof.foreign_controller"


@pytest.mark.parametrize(
    ("ended", "code"), [("expires", "proof.key_expired"), ("revoked", "proof.key_revoked")]
)
def test_a_key_that_ended_is_refused_from_that_moment_on(
    resolver: StandingResolver, ended: str, code: str
) -> None:
    token = signed(issuer_signer(resolver, key_type=KeyType.P256, **{ended: NOW}))

    verified(token, resolver, at=NOW - timedelta(seconds=1))
    assert refusal(token, resolver, at=NOW).code == code


def test_the_party_that_signed_is_told_and_not_assumed(resolver: StandingResolver) -> None:
    """Whether it may speak for the issuer is for the caller to decide, as with any proof."""
    stranger = holder_signer(KeyType.P256)

    assert verified(signed(stranger), resolver).controller == did_of(stranger)


# --- The signature covers every byte


@pytest.mark.parametrize("key_type", list(KeyType))
def test_a_byte_changed_anywhere_is_noticed(resolver: StandingResolver, key_type: KeyType) -> None:
    signer = issuer_signer(resolver, key_type=key_type)
    token = signed(signer)
    for place in range(0, len(token), 41):
        if token[place] == ".":
            continue
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]

        refusal(changed, resolver)


def test_a_signature_over_another_payload_or_header_does_not_hold(
    resolver: StandingResolver, signer: Signer
) -> None:
    _, _, signature = contents(signed(signer))
    token = forge(header_of(signer), DIPLOMA, None, signature=signature)

    assert refusal(token, resolver).code == "proof.signature_mismatch"


@pytest.mark.parametrize("length", [0, 1, 63, 65, 72, 96])
def test_pf_04_a_signature_of_another_length_is_refused(
    resolver: StandingResolver, signer: Signer, length: int
) -> None:
    token = forge(header_of(signer), DIPLOMA, None, signature=bytes(length))

    assert refusal(token, resolver).code == "proof.signature_encoding"


def test_a_signature_of_zeros_does_not_hold(resolver: StandingResolver, signer: Signer) -> None:
    # CVE-2022-21449: r = s = 0.
    token = forge(header_of(signer), DIPLOMA, None, signature=bytes(64))

    assert refusal(token, resolver).code == "proof.signature_mismatch"


# --- The payload is the document, beside claims that agree with it


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"vc": {}}, "jose.former_claim"),
        ({"vc": None}, "jose.former_claim"),
        ({"vp": "nooo"}, "jose.former_claim"),
        ({"proof": {"type": "DataIntegrityProof"}}, "jose.proof_inside"),
        ({"proof": None}, "jose.proof_inside"),
        ({"iat": "2010-01-01T19:23:24Z"}, "jose.claim"),
        ({"iat": True}, "jose.claim"),
        ({"iat": 1e15}, "jose.claim"),
        ({"iat": -1e15}, "jose.claim"),
        ({"exp": None}, "jose.claim"),
        ({"exp": {}}, "jose.claim"),
        ({"exp": "1734397450"}, "jose.claim"),
        ({"nbf": [1]}, "jose.claim"),
        ({"iss": 7}, "jose.claim"),
        ({"iss": ""}, "jose.claim"),
        ({"sub": []}, "jose.claim"),
        ({"aud": []}, "jose.claim"),
        ({"aud": ["a", "a"]}, "jose.claim"),
        ({"aud": ["a", 1]}, "jose.claim"),
        ({"jti": {}}, "jose.claim"),
        ({"nonce": 1}, "jose.claim"),
        ({"iss": "did:web:evil.example"}, "jose.claim_conflict"),
        ({"jti": "urn:uuid:another"}, "jose.claim_conflict"),
        ({"sub": "did:web:evil.example", "credentialSubject": {"id": "did:key:z1"}}, "jose.claim_conflict"),
        (
            {"sub": "did:key:z1", "credentialSubject": [{"id": "did:key:z1"}, {"id": "did:key:z2"}]},
            "jose.claim_conflict",
        ),
    ],
)
def test_a_claim_of_another_kind_or_that_contradicts_the_document_is_refused(
    resolver: StandingResolver, signer: Signer, members: JsonObject, code: str
) -> None:
    assert refusal(forged(signer, {**DIPLOMA, **members}), resolver).code == code


def test_an_issuer_in_the_header_must_be_the_issuer_too(resolver: StandingResolver, signer: Signer) -> None:
    assert refusal(forged(signer, iss="did:web:evil.example"), resolver).code == "jose.claim_conflict"
    verified(forged(signer, iss=ISSUER), resolver)


def test_an_issuer_that_is_an_object_is_compared_by_its_id(
    resolver: StandingResolver, signer: Signer
) -> None:
    document = {**DIPLOMA, "issuer": {"id": ISSUER, "name": "ROC"}}

    verified(forged(signer, {**document, "iss": ISSUER}), resolver)
    other = forged(signer, {**document, "iss": "did:web:evil.example"})
    assert refusal(other, resolver).code == "jose.claim_conflict"


def test_claims_that_agree_are_no_part_of_the_document(resolver: StandingResolver, signer: Signer) -> None:
    subject = "did:key:z6MkSubject"
    document = {**DIPLOMA, "credentialSubject": {"id": subject}}
    claims = {"iss": ISSUER, "sub": subject, "jti": DIPLOMA["id"], "aud": ["a", "b"], "nonce": "n", "nbf": 0}

    read = SecuredJwt.read(
        forged(signer, {**claims, **document, "iat": 1.5, "exp": 2e9}), expected=CREDENTIAL
    )

    assert read.document == document
    assert read.claims.issued_at == datetime(1970, 1, 1, 0, 0, 1, 500_000, tzinfo=UTC)


def test_members_that_no_context_defines_stay_and_are_ignored(
    resolver: StandingResolver, signer: Signer
) -> None:
    token = forged(signer, {**DIPLOMA, "statusEntry": 1})

    verified(token, resolver)
    assert SecuredJwt.read(token, expected=CREDENTIAL).document["statusEntry"] == 1


def test_what_has_expired_or_not_begun_does_not_hold(resolver: StandingResolver, signer: Signer) -> None:
    ends = signed(signer, expires=NOW + timedelta(hours=1))
    begins = forged(signer, {**DIPLOMA, "nbf": int(NOW.timestamp())})

    verified(ends, resolver)
    verified(begins, resolver)
    assert refusal(ends, resolver, at=NOW + timedelta(hours=1)).code == "proof.expired"
    assert refusal(begins, resolver, at=NOW - timedelta(seconds=1)).code == "proof.not_yet"


# --- Presentations: the holder's key, an audience and a nonce


def presentation(holder: str, *credentials: str) -> JsonObject:
    shown: list[JsonValue] = [envelope_of(token, CREDENTIAL) for token in credentials]
    return {
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiablePresentation"],
        "holder": holder,
        "verifiableCredential": shown,
    }


def shown(signer: Signer, **options: Any) -> str:
    given = {"jwt_type": PRESENTATION, "domain": "https://a.example", "challenge": "c", **options}
    return signed(signer, document=presentation(did_of(signer), "eyJ.e.e"), **given)


def asked(token: str, resolver: StandingResolver, **options: Any) -> VerifiedProof:
    given = {"domain": "https://a.example", "challenge": "c", **options}
    return verified(token, resolver, expected=PRESENTATION, **given)


def test_a_presentation_holds_for_whom_and_for_what_it_was_made(resolver: StandingResolver) -> None:
    holder = holder_signer(KeyType.P384)

    proof = asked(shown(holder), resolver)

    assert (proof.controller, proof.cryptosuite, proof.created) == (did_of(holder), "ES384", NOW)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        ({"domain": "https://b.example"}, "proof.wrong_domain"),
        ({"domain": None}, "proof.wrong_domain"),
        ({"challenge": "d"}, "proof.wrong_challenge"),
        ({"challenge": None}, "proof.wrong_challenge"),
        ({"expires": NOW}, "proof.expired"),
    ],
)
def test_pf_08_a_presentation_for_somebody_else_or_of_another_time_is_refused(
    resolver: StandingResolver, made: dict[str, Any], code: str
) -> None:
    with pytest.raises(ProofError) as refused:
        asked(shown(holder_signer(), **made), resolver)

    assert refused.value.code == code


def test_pf_08_a_presentation_for_several_places_is_for_none(resolver: StandingResolver) -> None:
    holder = holder_signer(KeyType.P256)
    payload = {
        **presentation(did_of(holder)),
        "aud": ["https://a.example", "https://b.example"],
        "nonce": "c",
    }
    token = forge(header_of(holder, typ="vp+jwt", cty="vp"), payload, holder)

    with pytest.raises(ProofError, match=r"proof\.wrong_domain"):
        asked(token, resolver)


def test_pf_01_a_key_for_statements_does_not_present(resolver: StandingResolver, signer: Signer) -> None:
    token = signed(signer, document=presentation(ISSUER), jwt_type=PRESENTATION)

    assert refusal(token, resolver, expected=PRESENTATION).code == "proof.purpose_not_allowed"


def test_ld_06_a_presentation_is_no_credential_and_the_other_way_round(
    resolver: StandingResolver, signer: Signer
) -> None:
    assert refusal(shown(signer), resolver).code == "jose.wrong_type"
    assert refusal(signed(signer), resolver, expected=PRESENTATION).code == "jose.wrong_type"


def test_an_iss_that_is_not_the_holder_is_refused(resolver: StandingResolver) -> None:
    holder = holder_signer(KeyType.P256)
    payload = {**presentation(did_of(holder)), "iss": ISSUER}
    token = forge(header_of(holder, typ="vp+jwt", cty="vp"), payload, holder)

    assert refusal(token, resolver, expected=PRESENTATION).code == "jose.claim_conflict"


# --- Signing


@pytest.mark.parametrize("key_type", list(KeyType))
def test_what_is_signed_verifies_and_says_by_which_key(resolver: StandingResolver, key_type: KeyType) -> None:
    signer = issuer_signer(resolver, key_type=key_type)

    proof = verified(signed(signer), resolver)

    assert proof == VerifiedProof(
        verification_method=signer.verification_method,
        controller=ISSUER,
        created=NOW,
        cryptosuite=NAMES[key_type],
        key=signer.public_key,
    )


def test_the_payload_is_the_document_with_who_and_when(signer: Signer) -> None:
    header, payload, _ = contents(signed(signer, expires=NOW + timedelta(days=1)))

    assert header == header_of(signer)
    assert next(iter(header)) == "alg"
    assert payload == {
        **DIPLOMA,
        "iss": ISSUER,
        "iat": int(NOW.timestamp()),
        "exp": int((NOW + timedelta(days=1)).timestamp()),
    }


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"vc": {}}, "jose.former_claim"),
        ({"vp": {}}, "jose.former_claim"),
        ({"iss": ISSUER}, "jose.claim_taken"),
        ({"exp": 1}, "jose.claim_taken"),
        ({"badExtension": {"huh": "what?"}}, "unsigned.undefined_term"),
        ({"holder": ISSUER}, "unsigned.undefined_term"),  # a word of presentations
        ({"@context": [CREDENTIALS_V2, "https://evil.example/context"]}, "context.unknown"),
        ({"@context": [CREDENTIALS_V2, {"foo": "https://a.example/foo"}]}, "context.inline"),
    ],
)
def test_a_document_that_can_not_be_read_in_one_way_is_not_signed(
    signer: Signer, members: JsonObject, code: str
) -> None:
    with pytest.raises(MalformedDocumentError) as refused:
        signed(signer, document={**DIPLOMA, **members})

    assert refused.value.code == code


def test_a_secured_document_is_not_secured_again(signer: Signer) -> None:
    document = add_proof(
        DIPLOMA,
        cryptosuite="ecdsa-rdfc-2019",
        signer=signer,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=NOW,
    )

    with pytest.raises(MalformedDocumentError, match=r"jose\.proof_inside"):
        signed(signer, document=document)


def test_a_context_that_defines_every_word_defines_no_member_by_name(signer: Signer) -> None:
    examples = "https://www.w3.org/ns/credentials/examples/v2"
    rules = ContextRules(
        supplied={examples: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}},
        inline=True,
    )
    document: JsonObject = {
        "@context": [CREDENTIALS_V2, examples, {"inline": "https://a.example/inline"}],
        "type": ["VerifiableCredential", "ExampleCredential"],
        "issuer": ISSUER,
        "credentialSubject": {"anything": {"at": "all"}},
        "inline": "defined",
    }

    assert signed(signer, document=document, contexts=rules)
    with pytest.raises(MalformedDocumentError, match=r"unsigned\.undefined_term"):
        signed(signer, document={**document, "badExtension": 1}, contexts=rules)


# --- Other software reads what we write, and we read what it writes


def raw_verify(key: PublicKey, covered: bytes, signature: bytes) -> None:
    """Verify with the primitives alone, as RFC 7518 and RFC 8037 say."""
    jwk = key.to_jwk()
    if key.key_type is KeyType.ED25519:
        ed25519.Ed25519PublicKey.from_public_bytes(opened(str(jwk["x"]))).verify(signature, covered)
        return
    half = len(signature) // 2
    x, y = (int.from_bytes(opened(str(jwk[name])), "big") for name in "xy")
    r, s = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
    public = ec.EllipticCurvePublicNumbers(x, y, CURVES[key.key_type]).public_key()
    public.verify(encode_dss_signature(r, s), covered, ec.ECDSA(HASHES[key.key_type]))


@pytest.mark.parametrize("key_type", list(KeyType))
def test_the_bare_primitives_verify_what_we_sign(resolver: StandingResolver, key_type: KeyType) -> None:
    signer = issuer_signer(resolver, key_type=key_type)
    token = signed(signer)
    _, _, signature = contents(token)

    raw_verify(signer.public_key, token.rpartition(".")[0].encode(), signature)
    with pytest.raises(InvalidSignature):
        raw_verify(signer.public_key, b"x" + token.rpartition(".")[0].encode(), signature)


@pytest.mark.parametrize("algorithm", ["EdDSA", "Ed25519"])
def test_both_names_of_ed25519_are_read(resolver: StandingResolver, algorithm: str) -> None:
    signer = issuer_signer(resolver)

    assert verified(forged(signer, alg=algorithm), resolver).cryptosuite == algorithm


# --- Envelopes


def test_an_envelope_gives_back_its_jwt(signer: Signer) -> None:
    document = envelope_of("eyJ.e30.c2ln", CREDENTIAL)

    assert is_enveloped(document)
    assert Envelope.from_document(document, expected=CREDENTIAL).jwt(CREDENTIAL) == "eyJ.e30.c2ln"


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"type": "EnvelopedVerifiablePresentation"}, "envelope.wrong_type"),
        ({"type": ["EnvelopedVerifiableCredential", "VerifiableCredential"]}, "envelope.wrong_type"),
        ({"type": None}, "envelope.wrong_type"),
        ({"@context": "https://evil.example"}, "document.base_context"),
        ({"@context": None}, "document.base_context"),
        ({"id": None}, "envelope.malformed"),
        ({"id": "not-a-credential"}, "envelope.malformed"),
        ({"id": "data:application/vc+jwt"}, "envelope.malformed"),
        ({"id": "https://a.example/,eyJ"}, "envelope.malformed"),
        ({"issuer": ISSUER}, "envelope.malformed"),
        ({"credentialSubject": {"id": "did:key:z1"}}, "envelope.malformed"),
        ({"id": "data:application/vp+jwt,eyJ"}, "envelope.wrong_type"),
        ({"id": "data:application/vc+sd-jwt,eyJ"}, "envelope.unsupported"),
        ({"id": "data:application/vc+cose;base64,0oRY"}, "envelope.unsupported"),
        ({"id": "data:application/vc+jwt;base64,ZXlK"}, "envelope.unsupported"),
        ({"id": "data:,eyJ"}, "envelope.unsupported"),
    ],
)
def test_what_is_no_envelope_of_a_credential_is_refused(members: JsonObject, code: str) -> None:
    with pytest.raises((MalformedDocumentError, UnsupportedEnvelopeError)) as refused:
        Envelope.from_document({**envelope_of("eyJ", CREDENTIAL), **members}, expected=CREDENTIAL).jwt(
            CREDENTIAL
        )

    assert refused.value.code == code


# --- Whatever is handed over

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
WORDS = st.sampled_from(
    [
        "alg",
        "typ",
        "cty",
        "kid",
        "crit",
        "jwk",
        "iss",
        "sub",
        "aud",
        "exp",
        "iat",
        "jti",
        "nonce",
        "vc",
        "issuer",
    ]
)


@given(st.text(max_size=200))
def test_any_text_is_refused_by_a_domain_error(text: str) -> None:
    with pytest.raises(DomainError):
        SecuredJwt.read(text, expected=CREDENTIAL)


@given(st.dictionaries(WORDS, JSON, max_size=5), st.dictionaries(WORDS, JSON, max_size=5))
def test_any_header_and_claims_are_judged_and_never_an_exception(header: Any, claims: Any) -> None:
    resolver = StandingResolver()
    signer = issuer_signer(resolver, key_type=KeyType.ED25519)
    token = forge({**header_of(signer), **header}, {**DIPLOMA, **claims}, signer)
    with contextlib.suppress(DomainError):
        verified(token, resolver)
        # It held: then there is nothing of this in it.
        assert not {"crit", "jwk"} & header.keys()
        assert "vc" not in claims
