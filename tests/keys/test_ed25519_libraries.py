"""PF-05: two libraries verify Ed25519, and their verdicts are one. Wycheproof is in `test_algorithms`.

libsodium is asked first and OpenSSL where it refuses. So OpenSSL's verdict stands as long as libsodium never
accepts more, which is what these tests are about: R and keys with a part of small order, other spellings of
R, S beyond the group order.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ed25519
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError

from keys.algorithms import KeyType, PublicKey
from keys.errors import InvalidKeyError, ProofError
from keys.signer import PrivateKey, generate
from tests.keys.edwards import BASE, OF_ORDER_8, L, P, add, challenge, encode, multiply
from tests.vectors import vectors_dir

SECRET, NONCE = 0x1234567890ABCDEF_FEDCBA0987654321, 0x0F1E2D3C4B5A6978_8796A5B4C3D2E1F0


def libsodium(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        crypto_sign_open(signature + message, key)
    except BadSignatureError:
        return False
    return True


def openssl(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def ours(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        PublicKey(KeyType.ED25519, key).verify(signature, message)
    except (ProofError, InvalidKeyError):
        return False
    return True


def assert_one_verdict(key: bytes, signature: bytes, message: bytes) -> bool:
    """Return the verdict, after seeing that all three that could give it give the same."""
    if len(signature) == 64:
        if libsodium(key, signature, message):
            assert openssl(key, signature, message)
        try:
            acceptable = bool(PublicKey(KeyType.ED25519, key))
        except InvalidKeyError:
            acceptable = False
        assert ours(key, signature, message) == (acceptable and openssl(key, signature, message))
    return ours(key, signature, message)


def torsioned() -> Iterator[tuple[int, int, bool, bytes, bytes, bytes]]:
    """Yield signatures whose key and R hold a part of small order; `alone`: R holds nothing else."""
    torsion = [multiply(times, OF_ORDER_8) for times in range(8)]
    for of_key in range(8):
        key = encode(add(multiply(SECRET, BASE), torsion[of_key]))
        for of_r in range(8):
            for alone in (False, True):
                nonce = 0 if alone else NONCE
                r = encode(add(multiply(nonce, BASE), torsion[of_r]))
                for number in range(8):
                    message = b"message %d" % number
                    s = (nonce + challenge(r, key, message) * SECRET) % L
                    yield of_key, of_r, alone, key, r + s.to_bytes(32, "little"), message


def test_a_part_of_small_order_in_key_or_r_gives_no_two_verdicts() -> None:
    accepted: dict[bool, int] = {False: 0, True: 0}
    for of_key, of_r, alone, key, signature, message in torsioned():
        verdict = assert_one_verdict(key, signature, message)
        # Without the cofactor, R must be exactly what it is claimed to be.
        torsion_fits = (of_r + of_key * (challenge(signature[:32], key, message) % 8)) % 8 == 0
        assert verdict == torsion_fits, (of_key, of_r, alone)
        accepted[alone] += verdict
    assert accepted[False] > 8
    assert accepted[True] > 8  # what libsodium refuses and RFC 8032 does not


@pytest.mark.parametrize("y", [0, 1, P - 1, P, P + 1, OF_ORDER_8[1], P - OF_ORDER_8[1]], ids=hex)
@pytest.mark.parametrize("sign", [0, 1])
def test_keys_and_rs_of_small_order_in_every_spelling_give_one_verdict(y: int, sign: int) -> None:
    small = (y | sign << 255).to_bytes(32, "little")
    good = encode(multiply(SECRET, BASE))
    for number in range(16):
        message = b"message %d" % number
        s = challenge(small, good, message) * SECRET % L
        assert_one_verdict(good, small + s.to_bytes(32, "little"), message)
        assert not assert_one_verdict(small, small + bytes(32), message)


@pytest.mark.parametrize("y", range(P, 2**255))
def test_a_second_spelling_of_a_point_gives_one_verdict(y: int) -> None:
    key = generate().public_key.encoded
    for sign in (0, 1):
        spelling = (y | sign << 255).to_bytes(32, "little")
        assert not assert_one_verdict(spelling, spelling + bytes(32), b"data")
        assert not assert_one_verdict(key, spelling + bytes(32), b"data")


@pytest.mark.parametrize("times", range(1, 16))
def test_a_larger_s_gives_one_verdict(times: int) -> None:
    key = generate()
    signature = key.sign(b"data")
    s = int.from_bytes(signature[32:], "little") + times * L
    if s < 2**256:
        larger = signature[:32] + s.to_bytes(32, "little")
        assert not assert_one_verdict(key.public_key.encoded, larger, b"data")


def test_wycheproof_gives_one_verdict() -> None:
    document: Any = json.loads((vectors_dir() / "wycheproof" / "ed25519_test.json").read_text())
    for group in document["testGroups"]:
        key = bytes.fromhex(group["publicKey"]["pk"])
        for case in group["tests"]:
            assert_one_verdict(key, bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]))


@settings(max_examples=50)
@given(st.binary(min_size=64, max_size=64), st.binary(max_size=40), st.integers(0, 511))
def test_any_signature_gives_one_verdict(noise: bytes, message: bytes, bit: int) -> None:
    key = PrivateKey(KeyType.ED25519, noise[:32])
    encoded, signature = key.public_key.encoded, key.sign(message)
    flipped = (int.from_bytes(signature, "little") ^ 1 << bit).to_bytes(64, "little")
    assert assert_one_verdict(encoded, signature, message)
    assert not assert_one_verdict(encoded, flipped, message)
    assert not assert_one_verdict(encoded, noise, message)


@settings(max_examples=50)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
def test_a_signature_has_the_same_bytes_by_either_library(seed: bytes, message: bytes) -> None:
    expected = ed25519.Ed25519PrivateKey.from_private_bytes(seed).sign(message)
    assert PrivateKey(KeyType.ED25519, seed).sign(message) == expected
