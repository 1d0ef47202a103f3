"""Digests of evidence: what they match, and what is no digest."""

import base64
import hashlib

import pytest

from schemas.errors import MalformedDocumentError
from schemas.evidence import digest_multibase, is_digest, matches

CONTENT = b"Werkplekbezoek (VOORBEELD)"
# SHA-256 multihash of b"hello world" in base58btc and base64url, as IPFS and the VC Data Model write them.
HELLO_BASE58 = "zQmaozNR7DZHQK1ZcU9p7QdrshMvXqWK6gpu5rmrkPdT3L4"
HELLO_BASE64URL = "uEiC5TSe5k00-CKUuUtfafav6xITv43pTgO6QiPes4u_N6Q"


def multibase(multihash: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(multihash).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "digest",
    [
        "",
        "u",
        "z",
        "m" + HELLO_BASE64URL[1:],  # another multibase
        HELLO_BASE64URL + "=",
        HELLO_BASE64URL[:-1],
        HELLO_BASE64URL[:-1] + "R",  # unused bits that are not zero
        HELLO_BASE64URL.replace("-", "+"),
        HELLO_BASE58 + "0",  # not in the alphabet
        HELLO_BASE58 + " ",
        "zQmExample1",
        multibase(b"\x11\x14" + hashlib.sha1(CONTENT).digest()),  # noqa: S324  (a function that is broken)
        multibase(b"\x12\x20" + hashlib.sha256(CONTENT).digest()[:-1]),
        multibase(b"\x12\x20" + hashlib.sha256(CONTENT).digest() + b"\x00"),
        "z" + "1" * 10_000,
        "u" + "A" * 10_000,
    ],
)
def test_text_that_is_no_digest_is_refused(digest: str) -> None:
    assert not is_digest(digest)
    with pytest.raises(MalformedDocumentError) as caught:
        matches(digest, CONTENT)
    assert caught.value.code == "document.digest"


@pytest.mark.parametrize("digest", [HELLO_BASE58, HELLO_BASE64URL])
def test_both_ways_of_writing_a_digest_match_the_file_and_no_other(digest: str) -> None:
    assert is_digest(digest)
    assert matches(digest, b"hello world")
    assert not matches(digest, b"hello world.")


@pytest.mark.parametrize(("header", "function"), [(b"\x20\x30", "sha384"), (b"\x13\x40", "sha512")])
def test_longer_digests_are_read_too(header: bytes, function: str) -> None:
    digest = multibase(header + hashlib.new(function, CONTENT).digest())
    assert matches(digest, CONTENT)
    assert not matches(digest, b"")


def test_the_digest_that_we_write_is_base64url_of_a_sha_256_multihash() -> None:
    assert digest_multibase(b"hello world") == HELLO_BASE64URL
    assert matches(digest_multibase(CONTENT), CONTENT)
