"""PF-03, PF-04, PF-05: which keys are accepted, in which forms, and which signatures."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from keys.algorithms import KeyType, PublicKey, is_published_key
from keys.encoding import base64url_encode, multibase_encode
from keys.errors import InvalidKeyError, ProofError
from keys.signer import PrivateKey, PrivateKeySigner, generate
from schemas.documents import JsonValue
from tests.vectors import vectors_dir

P = 2**255 - 19
# The eight points of small order and the second, non-canonical spellings of some of them.
SMALL_ORDER = [
    0,
    1,
    P - 1,
    P,
    P + 1,
    0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    P - 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
]
EVERY_TYPE = list(KeyType)


def code_of(make: Any) -> str:
    with pytest.raises(InvalidKeyError) as refused:
        make()
    return refused.value.code


# --- PF-05: weak keys


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("y", SMALL_ORDER, ids=hex)
def test_pf_05_every_encoding_of_a_small_order_point_is_refused(y: int, sign: int) -> None:
    encoded = (y | sign << 255).to_bytes(32, "little")
    assert code_of(lambda: PublicKey(KeyType.ED25519, encoded)) == "key.weak"


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("y", range(P + 2, 2**255))
def test_pf_05_a_y_coordinate_that_is_not_below_p_is_refused(y: int, sign: int) -> None:
    encoded = (y | sign << 255).to_bytes(32, "little")
    assert code_of(lambda: PublicKey(KeyType.ED25519, encoded)) == "key.not_canonical"


def test_pf_05_a_y_coordinate_without_a_point_is_refused() -> None:
    codes = set()
    for y in range(2, 40):
        try:
            PublicKey(KeyType.ED25519, y.to_bytes(32, "little"))
        except InvalidKeyError as error:
            codes.add(error.code)
    assert codes == {"key.not_on_curve"}


@pytest.mark.parametrize("key_type", [KeyType.P256, KeyType.P384])
def test_pf_05_a_point_that_is_not_on_its_curve_is_refused(key_type: KeyType) -> None:
    size = key_type.parameters.coordinate_bytes
    refused = 0
    for x in range(1, 20):
        try:
            PublicKey(key_type, b"\x02" + x.to_bytes(size, "big"))
        except InvalidKeyError as error:
            assert error.code == "key.not_on_curve"  # noqa: PT017
            refused += 1
    assert 0 < refused < 19
    assert code_of(lambda: PublicKey(key_type, b"\x02" + b"\xff" * size)) == "key.not_on_curve"
    assert code_of(lambda: PublicKey(key_type, b"\x05" + b"\x01" * size)) == "key.not_on_curve"


@pytest.mark.parametrize("key_type", EVERY_TYPE)
def test_pf_05_a_key_of_another_length_is_refused(key_type: KeyType) -> None:
    encoded = generate(key_type).public_key.encoded
    for wrong in (b"", encoded[:-1], encoded + b"\0", b"\x04" + encoded * 2):
        assert code_of(lambda wrong=wrong: PublicKey(key_type, wrong)) == "key.wrong_length"


def test_pf_05_the_keys_of_the_vectors_are_known_as_published() -> None:
    for name in ("w3c-eddsa/keyPair.json", "w3c-ecdsa/p256KeyPair.json", "w3c-ecdsa/p384KeyPair.json"):
        pair = json.loads((vectors_dir() / name).read_text())
        assert is_published_key(PublicKey.from_multikey(pair["publicKeyMultibase"])), name
    for pair in json.loads(
        (vectors_dir() / "w3c-eddsa/proof-set-chain/multiKeyPairs.json").read_text()
    ).values():
        assert is_published_key(PublicKey.from_multikey(pair["publicKeyMultibase"]))


def test_pf_05_the_keys_of_the_did_key_specification_are_known_as_published() -> None:
    for number in range(5):
        assert is_published_key(PrivateKey(KeyType.ED25519, number.to_bytes(32, "big")).public_key)
    for text in (
        "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
        "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
        "z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54",
    ):
        assert is_published_key(PublicKey.from_multikey(text))


@pytest.mark.parametrize("key_type", EVERY_TYPE)
def test_a_new_key_is_not_a_published_one(key_type: KeyType) -> None:
    assert not is_published_key(generate(key_type).public_key)


# --- PF-03, PF-04: forms of keys


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "key.malformed"),
        ("z", "key.unsupported_type"),
        ("u7QFxq", "key.malformed"),
        ("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2 ", "key.malformed"),
        ("Z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", "key.malformed"),
        ("z16MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", "key.unsupported_type"),
        ("zTjsVPtY", "key.wrong_length"),
        ("z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F", "key.unsupported_type"),  # X25519
        ("zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme", "key.unsupported_type"),  # secp256k1
        (multibase_encode(b"\xed\x01" + b"\x02" * 31), "key.wrong_length"),
        (multibase_encode(b"\x80\x24" + b"\x02" * 34), "key.wrong_length"),
        ("z" + "1" * 300, "key.malformed"),
    ],
)
def test_pf_04_a_multikey_of_another_form_is_refused(text: str, code: str) -> None:
    assert code_of(lambda: PublicKey.from_multikey(text)) == code


def p256_jwk(**changes: JsonValue) -> dict[str, JsonValue]:
    return {
        **PublicKey.from_multikey("zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv").to_jwk(),
        **changes,
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"d": "AA"}, "key.private_member"),
        ({"kty": "oct", "k": "AAAA"}, "key.private_member"),
        ({"kty": "OKP"}, "key.unsupported_type"),
        ({"kty": "RSA"}, "key.unsupported_type"),
        ({"crv": "P-384"}, "key.wrong_length"),
        ({"crv": "P-521"}, "key.unsupported_type"),
        ({"crv": "secp256k1"}, "key.unsupported_type"),
        ({"crv": ["P-256"]}, "key.unsupported_type"),
        ({"alg": "ES384"}, "key.wrong_algorithm"),
        ({"alg": "none"}, "key.wrong_algorithm"),
        ({"alg": "HS256"}, "key.wrong_algorithm"),
        ({"alg": ["ES256"]}, "key.wrong_algorithm"),
        ({"use": "enc"}, "key.wrong_use"),
        ({"key_ops": ["sign"]}, "key.wrong_use"),
        ({"key_ops": "verify"}, "key.wrong_use"),
        ({"x": base64url_encode(b"\1" * 31)}, "key.wrong_length"),
        ({"x": base64url_encode(b"\0" + b"\1" * 32)}, "key.wrong_length"),
        ({"x": "AB=="}, "key.malformed"),
        ({"x": 7}, "key.malformed"),
        ({"y": None}, "key.malformed"),
        ({"y": base64url_encode(b"\1" * 32)}, "key.not_on_curve"),
    ],
    ids=repr,
)
def test_pf_03_a_jwk_of_another_form_is_refused(changes: dict[str, JsonValue], code: str) -> None:
    assert code_of(lambda: PublicKey.from_jwk(p256_jwk(**changes))) == code


def test_pf_03_members_of_a_jwk_that_allow_verifying_are_accepted() -> None:
    PublicKey.from_jwk(p256_jwk(alg="ES256", use="sig", key_ops=["verify"], kid="../../x", ext=True))


def pem_of(native: Any) -> str:
    return native.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()


def test_pf_05_a_pem_of_another_type_of_key_is_refused() -> None:
    others = [
        rsa.generate_private_key(65537, 2048).public_key(),
        ec.generate_private_key(ec.SECP256K1()).public_key(),
        dsa.generate_private_key(2048).public_key(),
    ]
    for native in others:
        assert code_of(lambda native=native: PublicKey.from_pem(pem_of(native))) == "key.unsupported_type"


def test_a_pem_that_is_not_one_public_key_is_refused() -> None:
    good = generate(KeyType.P256).public_key.to_pem()
    for text in ("", "x", good + good, good.replace("PUBLIC", "PRIVATE"), good[:-40], "é" + good, good * 40):
        assert code_of(lambda text=text: PublicKey.from_pem(text)) == "key.malformed"


def test_pf_05_small_order_keys_are_refused_in_every_form() -> None:
    weak = bytes(32)
    assert code_of(lambda: PublicKey.from_multikey(multibase_encode(b"\xed\x01" + weak))) == "key.weak"
    okp: dict[str, JsonValue] = {"kty": "OKP", "crv": "Ed25519", "x": base64url_encode(weak)}
    assert code_of(lambda: PublicKey.from_jwk(okp)) == "key.weak"
    pem = pem_of(ed25519.Ed25519PublicKey.from_public_bytes(weak))
    assert code_of(lambda: PublicKey.from_pem(pem)) == "key.weak"


@pytest.mark.parametrize("key_type", EVERY_TYPE)
def test_a_key_is_the_same_in_every_form(key_type: KeyType) -> None:
    private_key = generate(key_type)
    key = private_key.public_key
    assert PublicKey.from_multikey(key.to_multikey()) == key
    assert PublicKey.from_jwk(key.to_jwk()) == key
    assert PublicKey.from_pem(key.to_pem()) == key
    assert PrivateKey.from_pem(private_key.to_pem()).public_key == key
    assert key.to_multikey().startswith({"Ed25519": "z6Mk", "P-256": "zDn", "P-384": "z82L"}[key_type])


def test_the_thumbprint_is_that_of_rfc_8037() -> None:
    key = PublicKey.from_jwk(
        {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    )
    assert key.thumbprint() == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


# --- signatures


@pytest.mark.parametrize("key_type", EVERY_TYPE)
def test_pf_04_a_signature_of_another_length_is_refused_before_use(key_type: KeyType) -> None:
    private_key = generate(key_type)
    signature = private_key.sign(b"data")
    for wrong in (b"", signature[:-1], signature + b"\0", b"\0" + signature):
        with pytest.raises(ProofError) as refused:
            private_key.public_key.verify(wrong, b"data")
        assert refused.value.code == "proof.signature_encoding"


@pytest.mark.parametrize("key_type", [KeyType.P256, KeyType.P384])
def test_pf_04_a_der_signature_is_refused(key_type: KeyType) -> None:
    private_key = generate(key_type)
    signature = private_key.sign(b"data")
    half = len(signature) // 2
    der = encode_dss_signature(
        int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
    )
    with pytest.raises(ProofError):
        private_key.public_key.verify(der, b"data")


def test_pf_04_the_mirrored_ecdsa_signature_verifies_so_it_is_no_identifier() -> None:
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    private_key = generate(KeyType.P256)
    signature = private_key.sign(b"data")
    mirrored = signature[:32] + (order - int.from_bytes(signature[32:], "big")).to_bytes(32, "big")
    private_key.public_key.verify(mirrored, b"data")
    assert mirrored != signature


def test_pf_04_an_eddsa_signature_with_a_larger_s_is_refused() -> None:
    order = 2**252 + 27742317777372353535851937790883648493
    private_key = generate()
    signature = private_key.sign(b"data")
    larger = signature[:32] + (int.from_bytes(signature[32:], "little") + order).to_bytes(32, "little")
    with pytest.raises(ProofError) as refused:
        private_key.public_key.verify(larger, b"data")
    assert refused.value.code == "proof.signature_mismatch"


@pytest.mark.parametrize("key_type", EVERY_TYPE)
def test_a_signature_over_other_data_or_by_another_key_is_refused(key_type: KeyType) -> None:
    private_key = generate(key_type)
    signature = private_key.sign(b"data")
    private_key.public_key.verify(signature, b"data")
    for key, data in ((private_key.public_key, b"date"), (generate(key_type).public_key, b"data")):
        with pytest.raises(ProofError) as refused:
            key.verify(signature, data)
        assert refused.value.code == "proof.signature_mismatch"


@pytest.mark.parametrize("key_type", EVERY_TYPE)
@pytest.mark.parametrize("fill", [b"\0", b"\xff"])
def test_pf_04_extreme_signatures_are_refused(key_type: KeyType, fill: bytes) -> None:
    with pytest.raises(ProofError):
        generate(key_type).public_key.verify(fill * key_type.parameters.signature_bytes, b"data")


def wycheproof(name: str) -> Any:
    document = json.loads((vectors_dir() / "wycheproof" / name).read_text())
    for group in document["testGroups"]:
        for case in group["tests"]:
            yield pytest.param(group["publicKey"], case, id=f"{name.split('_test')[0]}-{case['tcId']}")


def read_wycheproof_key(public: dict[str, str]) -> PublicKey:
    if public["type"] == "EDDSAPublicKey":
        return PublicKey(KeyType.ED25519, bytes.fromhex(public["pk"]))
    key_type = {"secp256r1": KeyType.P256, "secp384r1": KeyType.P384}[public["curve"]]
    uncompressed = bytes.fromhex(public["uncompressed"])
    size = key_type.parameters.coordinate_bytes
    return PublicKey(key_type, bytes([2 + (uncompressed[-1] & 1)]) + uncompressed[1 : 1 + size])


@pytest.mark.parametrize(
    ("public", "case"),
    [
        *wycheproof("ed25519_test.json"),
        *wycheproof("ecdsa_secp256r1_sha256_p1363_test.json"),
        *wycheproof("ecdsa_secp384r1_sha384_p1363_test.json"),
    ],
)
def test_wycheproof_agrees(public: dict[str, str], case: dict[str, str]) -> None:
    key = read_wycheproof_key(public)
    signature, message = bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"])
    if case["result"] == "valid":
        key.verify(signature, message)
    else:
        with pytest.raises(ProofError):
            key.verify(signature, message)


# --- private keys


@pytest.mark.parametrize("key_type", EVERY_TYPE)
def test_a_private_key_never_shows_itself(key_type: KeyType) -> None:
    private_key = generate(key_type)
    signer = PrivateKeySigner(private_key, "did:example:1#1")
    for shown in (repr(private_key), str(private_key), repr(signer)):
        assert private_key.secret.hex() not in shown
        assert repr(private_key.secret) not in shown


@pytest.mark.parametrize("key_type", [KeyType.P256, KeyType.P384])
def test_a_private_scalar_outside_its_range_is_refused(key_type: KeyType) -> None:
    size = key_type.parameters.private_bytes
    for secret in (bytes(size), b"\xff" * size):
        assert code_of(lambda secret=secret: PrivateKey(key_type, secret)) == "key.out_of_range"
    assert code_of(lambda: PrivateKey(key_type, b"\1")) == "key.wrong_length"


def test_a_private_pem_that_is_not_plain_pkcs8_is_refused() -> None:
    for text in ("", "x", generate().public_key.to_pem()):
        assert code_of(lambda text=text: PrivateKey.from_pem(text)) == "key.malformed"
    other = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    assert code_of(lambda: PrivateKey.from_pem(other.decode())) == "key.unsupported_type"


@given(st.binary(max_size=60))
def test_any_bytes_are_a_key_or_an_invalid_key(content: bytes) -> None:
    for key_type in KeyType:
        try:
            key = PublicKey(key_type, content)
        except InvalidKeyError:
            continue
        assert key.encoded == content


@given(st.text(max_size=120))
def test_any_text_is_a_key_or_an_invalid_key(text: str) -> None:
    for read in (PublicKey.from_multikey, PublicKey.from_pem, PrivateKey.from_multikey, PrivateKey.from_pem):
        with pytest.raises(InvalidKeyError):
            read(text)


JWK_VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=50) | st.lists(st.text(max_size=5))


@given(st.dictionaries(st.sampled_from(["kty", "crv", "x", "y", "alg", "use", "key_ops", "d"]), JWK_VALUES))
def test_any_object_is_a_key_or_an_invalid_key(jwk: dict[str, JsonValue]) -> None:
    with pytest.raises(InvalidKeyError):
        PublicKey.from_jwk({"kty": "EC", "crv": "P-256", **jwk})
