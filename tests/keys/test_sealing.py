"""OP-01: sealed values open with their key in their place, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys import sealing
from keys.errors import SealError
from keys.sealing import PassphraseCost

COST = PassphraseCost.for_tests()
KEY = bytes(range(32))
PLACE = "wallet:1:documents:7"


def broken(key: bytes, sealed: bytes, *, context: str = PLACE) -> None:
    with pytest.raises(SealError) as refused:
        sealing.unseal(key, sealed, context=context)
    assert refused.value.code == "seal.broken"


def test_op_01_another_key_does_not_open() -> None:
    broken(sealing.new_key(), sealing.seal(KEY, b"secret", context=PLACE))


@pytest.mark.parametrize(
    "place", ["", "wallet:1:documents:8", "wallet:2:documents:7", PLACE + " ", PLACE.upper()]
)
def test_op_01_a_value_that_was_moved_does_not_open(place: str) -> None:
    broken(KEY, sealing.seal(KEY, b"secret", context=PLACE), context=place)


def test_op_01_every_changed_byte_is_noticed() -> None:
    sealed = sealing.seal(KEY, b"secret", context=PLACE)
    for position in range(len(sealed)):
        broken(KEY, sealed[:position] + bytes([sealed[position] ^ 1]) + sealed[position + 1 :])
    broken(KEY, sealed[:-1])
    broken(KEY, sealed + b"\0")


@given(st.binary(max_size=80))
def test_any_bytes_do_not_open(content: bytes) -> None:
    broken(KEY, content)


@given(st.binary(max_size=200), st.text(max_size=20))
def test_what_is_sealed_opens_in_its_place(plaintext: bytes, place: str) -> None:
    sealed = sealing.seal(KEY, plaintext, context=place)
    assert sealing.unseal(KEY, sealed, context=place) == plaintext
    assert not plaintext or len(plaintext) < 8 or plaintext not in sealed


def test_the_same_value_is_never_sealed_alike() -> None:
    assert len({sealing.seal(KEY, b"secret", context=PLACE) for _ in range(50)}) == 50


@pytest.mark.parametrize("key", [b"", KEY[:31], KEY + b"\0"])
def test_a_key_of_another_length_is_a_mistake_of_the_program(key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        sealing.seal(key, b"", context=PLACE)


def test_labels_give_independent_keys() -> None:
    derived = {sealing.derive(b"token", label=label) for label in ("lookup", "content", "")}
    assert len(derived) == 3
    assert sealing.derive(b"token", label="lookup") == sealing.derive(b"token", label="lookup")
    assert sealing.derive(b"tokem", label="lookup") not in derived


def test_a_passphrase_is_the_same_however_the_keyboard_composes_it() -> None:
    salt = sealing.new_salt()
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    assert sealing.key_from_passphrase(composed, salt=salt, cost=COST) == sealing.key_from_passphrase(
        decomposed, salt=salt, cost=COST
    )


def test_salt_passphrase_and_cost_each_change_the_key() -> None:
    salt = bytes(16)
    keys = {
        sealing.key_from_passphrase("a", salt=salt, cost=COST),
        sealing.key_from_passphrase("A", salt=salt, cost=COST),
        sealing.key_from_passphrase("a ", salt=salt, cost=COST),
        sealing.key_from_passphrase("a", salt=b"\1" * 16, cost=COST),
        sealing.key_from_passphrase(
            "a", salt=salt, cost=PassphraseCost(memory_kib=16, iterations=1, lanes=1)
        ),
    }
    assert len(keys) == 5


@pytest.mark.parametrize(
    ("passphrase", "code"), [("", "seal.empty_passphrase"), ("x" * 1025, "seal.long_passphrase")]
)
def test_a_passphrase_that_is_none_is_refused(passphrase: str, code: str) -> None:
    with pytest.raises(SealError) as refused:
        sealing.key_from_passphrase(passphrase, salt=bytes(16), cost=COST)
    assert refused.value.code == code


def test_a_passphrase_with_half_a_character_is_a_passphrase() -> None:
    assert sealing.key_from_passphrase("\ud800", salt=bytes(16), cost=COST)


def test_a_short_salt_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="salt"):
        sealing.key_from_passphrase("a", salt=bytes(15), cost=COST)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "argon2id",
        "argon2i m=8,t=1,p=1",
        "argon2id m=8,t=1",
        "argon2id m=8,t=1,p=1,x=1",
        "argon2id p=1,t=1,m=8",
        "argon2id m=x,t=1,p=1",
        "argon2id m=99999999,t=1,p=1",
        "argon2id m=8,t=99999,p=1",
        "argon2id m=8,t=0,p=1",
        "argon2id m=8,t=1,p=0",
        "argon2id m=8,t=1,p=2",
        "argon2id m=-8,t=1,p=1",
    ],
)
def test_stored_parameters_that_are_unreasonable_are_refused(text: str) -> None:
    with pytest.raises(SealError) as refused:
        PassphraseCost.from_text(text)
    assert refused.value.code == "seal.unreasonable_cost"


def test_parameters_are_stored_and_read_back() -> None:
    for cost in (COST, PassphraseCost.interactive()):
        assert PassphraseCost.from_text(cost.to_text()) == cost
