"""Bitstring status lists: bounded decoding (SL-01), bits at the right place, wrong lists refused (SL-02)."""

import base64
import gzip
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.credential import Credential
from schemas.documents import JsonObject
from schemas.errors import MalformedDocumentError, StatusListError
from schemas.status_list import (
    MAX_DECODED_BYTES,
    MINIMUM_ENTRIES,
    StatusBits,
    StatusList,
    build_status_list_document,
    read_bit,
)

URL = "https://roc-voorbeeld.example/status/revocation-1"


def encoded(compressed: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(compressed).rstrip(b"=").decode()


def document(bits: StatusBits | None = None) -> JsonObject:
    return build_status_list_document(
        url=URL,
        issuer="did:web:roc-voorbeeld.example",
        purpose="revocation",
        bits=bits or StatusBits(),
        valid_from=datetime(2026, 5, 1, tzinfo=UTC),
        valid_until=datetime(2026, 5, 2, tzinfo=UTC),
        ttl=timedelta(minutes=5),
    )


def changed(members: JsonObject) -> JsonObject:
    """Return a list whose subject has other members."""
    built = document()
    subject = built["credentialSubject"]
    assert isinstance(subject, dict)
    subject.update(members)
    return built


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "status.encoding"),
        ("H4sI", "status.encoding"),  # no multibase prefix
        ("u!!!!", "status.encoding"),
        (encoded(b"no gzip at all"), "status.encoding"),
        (encoded(zlib.compress(bytes(16_384))), "status.encoding"),  # zlib, not gzip
        (encoded(gzip.compress(bytes(16_384), mtime=0)[:-1]), "status.encoding"),  # torn
        (encoded(gzip.compress(bytes(16_384), mtime=0) + b"x"), "status.encoding"),  # something after it
        (encoded(gzip.compress(bytes(16_384), mtime=0) * 2), "status.encoding"),  # two members
        (encoded(gzip.compress(bytes(16_383), mtime=0)), "status.too_short"),
        (encoded(gzip.compress(b"", mtime=0)), "status.too_short"),
        (encoded(gzip.compress(bytes(MAX_DECODED_BYTES + 1), mtime=0)), "status.too_large"),
        (encoded(gzip.compress(bytes(200 * 1024 * 1024), 9, mtime=0)), "status.too_large"),  # a bomb
    ],
    ids=lambda value: value[:24],
)
def test_sl_01_a_list_that_is_torn_too_short_or_a_bomb_is_refused(text: str, code: str) -> None:
    with pytest.raises(StatusListError) as caught:
        StatusBits.decode(text)
    assert caught.value.code == code


def test_one_flipped_byte_in_the_compressed_bits_is_noticed() -> None:
    compressed = bytearray(gzip.compress(bytes(16_384), mtime=0))
    compressed[len(compressed) // 2] ^= 0xFF
    with pytest.raises(StatusListError):
        StatusBits.decode(encoded(bytes(compressed)))


@pytest.mark.parametrize("index", [-1, MINIMUM_ENTRIES, 2**53])
def test_sl_02_an_index_outside_the_list_is_refused(index: int) -> None:
    with pytest.raises(StatusListError) as caught:
        read_bit(document(), index, "revocation")
    assert caught.value.code == "status.index_out_of_range"


def test_sl_02_a_list_with_another_purpose_says_nothing() -> None:
    with pytest.raises(StatusListError) as caught:
        read_bit(document(), 1, "suspension")
    assert caught.value.code == "status.wrong_purpose"


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "BitstringStatusListEntry"},
        {"statusPurpose": 1},
        {"encodedList": None},
        {"ttl": "300000"},
        {"ttl": -1},
        {"ttl": True},
        {"ttl": 1.5},
    ],
)
def test_a_subject_of_another_shape_is_refused(changes: JsonObject) -> None:
    with pytest.raises(MalformedDocumentError):
        StatusList.from_document(changed(changes))


def test_a_diploma_is_not_a_status_list() -> None:
    with pytest.raises(StatusListError) as caught:
        StatusList.from_document({**document(), "type": ["VerifiableCredential"]})
    assert caught.value.code == "status.wrong_type"


def test_the_first_entry_is_the_leftmost_bit() -> None:
    bits = StatusBits()
    bits.set(0)
    compressed = base64.urlsafe_b64decode(bits.encode()[1:] + "==")
    assert gzip.decompress(compressed)[0] == 0b1000_0000


def test_the_example_of_the_specification_is_all_clear() -> None:
    text = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
    bits = StatusBits.decode(text)
    assert len(bits) == MINIMUM_ENTRIES
    assert not any(bits[index] for index in range(0, len(bits), 97))


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(0, MINIMUM_ENTRIES - 1), max_size=50))
def test_exactly_the_bits_that_were_set_are_read_back(indexes: set[int]) -> None:
    bits = StatusBits()
    for index in indexes:
        bits.set(index)
    listed = StatusList.from_document(document(bits))
    assert {index for index in range(MINIMUM_ENTRIES) if listed.bits[index]} == indexes


def test_a_bit_can_be_cleared_again() -> None:
    bits = StatusBits()
    bits.set(7)
    bits.set(7, False)
    assert bits.encode() == StatusBits().encode()


def test_the_document_is_a_credential_with_its_validity_and_time_to_live() -> None:
    listed = StatusList.from_document(document())
    assert Credential.from_document(document()).id == URL
    assert listed.credential.valid_until == datetime(2026, 5, 2, tzinfo=UTC)
    assert listed.ttl == timedelta(minutes=5)


@pytest.mark.parametrize("entries", [0, -8, 7])
def test_a_list_has_a_positive_multiple_of_eight_entries(entries: int) -> None:
    with pytest.raises(ValueError, match="eight"):
        StatusBits(entries)
