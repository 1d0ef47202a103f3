"""The proof values of ecdsa-sd-2023, read strictly: one text for one value, all of it bounded."""

from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys.cryptosuites.ecdsa_sd.proof_value import (
    MAX_LABELS,
    MAX_POINTER_BYTES,
    MAX_POINTERS,
    MAX_PROOF_VALUE_CHARACTERS,
    MAX_SIGNATURES,
    MAX_STATEMENTS,
    BaseProofValue,
    DerivedProofValue,
)
from keys.encoding import base64url_encode
from keys.errors import ProofError

BASE, DERIVED = b"\xd9\x5d\x00", b"\xd9\x5d\x01"
SIGNATURE, KEY, DIGEST = b"s" * 64, b"\x80\x24\x02" + b"k" * 32, b"d" * 32


def text(content: bytes) -> str:
    return "u" + base64url_encode(content)


def base(*components: Any) -> str:
    return text(BASE + cbor2.dumps([*components]))


def derived(*components: Any) -> str:
    return text(DERIVED + cbor2.dumps([*components]))


def refusal_of(kind: type[BaseProofValue | DerivedProofValue], value: Any) -> str:
    with pytest.raises(ProofError) as refused:
        kind.parse(value)
    return refused.value.code


def test_good_values_are_read() -> None:
    value = BaseProofValue.parse(base(SIGNATURE, KEY, DIGEST, [SIGNATURE], ["/issuer", "/é"]))
    assert value == BaseProofValue(
        base_signature=SIGNATURE,
        public_key=KEY[2:],
        hmac_key=DIGEST,
        signatures=(SIGNATURE,),
        mandatory_pointers=("/issuer", "/é"),
    )
    shown = DerivedProofValue.parse(
        derived(SIGNATURE, KEY, [SIGNATURE], {0: DIGEST, 30: b"e" * 32}, [0, 300])
    )
    assert shown.labels == {"c14n0": text(DIGEST), "c14n30": text(b"e" * 32)}
    assert shown.mandatory_indexes == (0, 300)
    assert DerivedProofValue.parse(shown.encode()) == shown
    assert DerivedProofValue.parse(derived(SIGNATURE, KEY, [], {}, [])).signatures == ()


GOOD_BASE = [SIGNATURE, KEY, DIGEST, [SIGNATURE], ["/issuer"]]
GOOD_DERIVED = [SIGNATURE, KEY, [SIGNATURE], {0: DIGEST}, [0]]
OTHER_VALUES: dict[str, Any] = {
    "null": None,
    "true": True,
    "text": "s" * 64,
    "short bytes": b"s" * 63,
    "long bytes": b"s" * 65,
    "negative": -1,
    "half": 0.5,
    "tagged bytes": cbor2.CBORTag(64, SIGNATURE),
    "big number": 2**64,
    "undefined": cbor2.undefined,
    "array in array": [[]],
    "array of null": [None],
    "map of text": {"c14n0": DIGEST},
    "map of short bytes": {0: b"d" * 31},
    "map with a negative key": {-1: DIGEST},
}


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("name", OTHER_VALUES)
def test_a_component_of_another_type_or_length_is_refused(name: str, place: int) -> None:
    for make, kind, good in ((base, BaseProofValue, GOOD_BASE), (derived, DerivedProofValue, GOOD_DERIVED)):
        components = [*good]
        components[place] = OTHER_VALUES[name]
        assert refusal_of(kind, make(*components)) == "proof.signature_encoding"


def test_a_key_of_another_type_is_refused() -> None:
    for key in (b"\xed\x01" + b"k" * 33, b"\x81\x24\x02" + b"k" * 32, KEY[1:] + b"k"):
        assert (
            refusal_of(DerivedProofValue, derived(SIGNATURE, key, [], {}, [])) == "proof.signature_encoding"
        )


@pytest.mark.parametrize("count", [0, 4, 6])
def test_an_array_of_another_length_is_refused(count: int) -> None:
    components = [*GOOD_DERIVED, [0]][:count]
    assert refusal_of(DerivedProofValue, derived(*components)) == "proof.signature_encoding"


def _encodings() -> dict[str, bytes]:
    good = cbor2.dumps(GOOD_DERIVED)
    key_head = b"\x58\x23"
    return {
        "bytes after the end": good + b"\x00",
        "cut short": good[:-1],
        "nothing": b"",
        "a tag around it": b"\xd8\x40" + good,
        "an array of indefinite length": b"\x9f" + good[1:] + b"\xff",
        "a count in more bytes than needed": b"\x98\x05" + good[1:],
        "a length in more bytes than needed": good.replace(key_head, b"\x59\x00\x23"),
        "bytes of indefinite length": good.replace(key_head, b"\x5f" + key_head) + b"\xff",
        "an index in more bytes than needed": good[:-1] + b"\x18\x00",
        "two labels for one node": good[:-38]
        + b"\xa2\x00\x58\x20"
        + DIGEST
        + b"\x00\x58\x20"
        + b"e" * 32
        + b"\x81\x00",
        "a map of indefinite length": good.replace(b"\xa1\x00", b"\xbf\x00")[:-2] + b"\xff\x81\x00",
        "a count that the bytes do not have": b"\x85" + b"\x9b" + b"\xff" * 8,
        "a length that the bytes do not have": b"\x85\x5b" + b"\x7f" * 8,
        "reserved lengths": b"\x85\x5c" + SIGNATURE,
        "arrays in arrays": b"\x81" * 100_000,
        "a break": b"\xff",
    }


@pytest.mark.parametrize("name", list(_encodings()))
def test_cbor_that_is_not_the_shortest_and_only_form_is_refused(name: str) -> None:
    content = _encodings()[name]
    assert refusal_of(DerivedProofValue, text(DERIVED + content)) == "proof.signature_encoding"


def test_the_tampered_encodings_differ_from_a_good_one_in_one_thing() -> None:
    good = cbor2.dumps(GOOD_DERIVED)
    assert DerivedProofValue.parse(text(DERIVED + good))
    two = _encodings()["two labels for one node"].replace(b"\x00\x58\x20eee", b"\x01\x58\x20eee")
    assert len(DerivedProofValue.parse(text(DERIVED + two)).labels) == 2


def test_two_nodes_of_one_label_are_refused() -> None:
    value = derived(SIGNATURE, KEY, [], {0: DIGEST, 1: DIGEST}, [])
    assert refusal_of(DerivedProofValue, value) == "proof.signature_encoding"


def test_every_count_is_bounded() -> None:
    for value in (
        derived(SIGNATURE, KEY, [SIGNATURE] * (MAX_SIGNATURES + 1), {}, []),
        derived(SIGNATURE, KEY, [], {}, [0] * (MAX_STATEMENTS + 1)),
        derived(SIGNATURE, KEY, [], {}, [MAX_STATEMENTS + 1]),
        derived(SIGNATURE, KEY, [], {MAX_LABELS + 1: DIGEST}, []),
        derived(SIGNATURE, KEY, [], {n: n.to_bytes(32, "big") for n in range(MAX_LABELS + 1)}, []),
    ):
        assert refusal_of(DerivedProofValue, value) == "proof.signature_encoding"
    for value in (
        base(SIGNATURE, KEY, DIGEST, [SIGNATURE] * (MAX_SIGNATURES + 1), []),
        base(SIGNATURE, KEY, DIGEST, [], ["/x"] * (MAX_POINTERS + 1)),
        base(SIGNATURE, KEY, DIGEST, [], ["/" + "x" * MAX_POINTER_BYTES]),
        base(SIGNATURE, KEY, DIGEST, [], [b"/x"]),
    ):
        assert refusal_of(BaseProofValue, value) == "proof.signature_encoding"


def test_the_largest_value_that_the_counts_allow_fits() -> None:
    value = derived(
        SIGNATURE,
        KEY,
        [SIGNATURE] * MAX_SIGNATURES,
        {n: n.to_bytes(32, "big") for n in range(MAX_LABELS)},
        [MAX_STATEMENTS] * MAX_STATEMENTS,
    )
    assert len(value) < MAX_PROOF_VALUE_CHARACTERS
    assert DerivedProofValue.parse(value)
    largest = base(
        SIGNATURE, KEY, DIGEST, [SIGNATURE] * MAX_SIGNATURES, ["x" * MAX_POINTER_BYTES] * MAX_POINTERS
    )
    assert len(largest) < MAX_PROOF_VALUE_CHARACTERS
    assert BaseProofValue.parse(largest)
    assert (
        refusal_of(DerivedProofValue, "u" + "A" * MAX_PROOF_VALUE_CHARACTERS + "A")
        == "proof.signature_encoding"
    )


def test_pointers_that_are_no_utf_8_are_refused() -> None:
    content = cbor2.dumps([SIGNATURE, KEY, DIGEST, [], ["/x"]]).replace(b"/x", b"\xff\xfe")
    assert refusal_of(BaseProofValue, text(BASE + content)) == "proof.signature_encoding"


@pytest.mark.parametrize(
    "value", [None, 7, "", "z" + "A" * 40, "u=", "uA", "u ", "U2V0B", "u2V0BhVhA\n", "u2V0C"]
)
def test_text_that_is_no_proof_value_is_refused(value: Any) -> None:
    assert refusal_of(DerivedProofValue, value) == "proof.signature_encoding"


def test_each_header_leads_to_its_own_kind_only() -> None:
    assert refusal_of(DerivedProofValue, base(*GOOD_BASE)) == "proof.not_derived"
    assert refusal_of(BaseProofValue, derived(*GOOD_DERIVED)) == "proof.not_a_base_proof"


@given(st.binary(max_size=300), st.sampled_from([b"", b"\x85", cbor2.dumps(GOOD_DERIVED)[:150]]))
def test_any_bytes_are_refused_or_read(content: bytes, start: bytes) -> None:
    for header, kind in ((BASE, BaseProofValue), (DERIVED, DerivedProofValue)):
        try:
            value = kind.parse(text(header + start + content))
        except ProofError:
            continue
        assert kind.parse(value.encode()) == value


@given(st.integers(min_value=0, max_value=len(cbor2.dumps(GOOD_DERIVED)) - 1), st.integers(1, 255))
def test_a_flipped_bit_gives_another_value_or_none(place: int, flip: int) -> None:
    good = cbor2.dumps(GOOD_DERIVED)
    changed = bytearray(good)
    changed[place] ^= flip
    try:
        value = DerivedProofValue.parse(text(DERIVED + bytes(changed)))
    except ProofError:
        return
    assert value != DerivedProofValue.parse(text(DERIVED + good))
