"""Passwords of accounts."""

import pytest
from argon2.exceptions import InvalidHashError

from web.passwords import MAXIMUM_CHARACTERS, PasswordCost, Passwords, is_long_enough

CHEAP = Passwords(PasswordCost.for_tests())


@pytest.mark.parametrize("wrong", ["", "correct horse batter", "correct horse batterY", "x" * 1000])
def test_a_wrong_password_is_refused(wrong: str) -> None:
    assert not CHEAP.verify(CHEAP.hash("correct horse battery"), wrong)


def test_an_account_that_does_not_exist_has_no_password() -> None:
    assert not CHEAP.verify(None, "nobody has this password")


def test_a_stored_value_that_is_no_hash_is_a_fault_and_not_a_wrong_password() -> None:
    with pytest.raises(InvalidHashError):
        CHEAP.verify("plain", "plain")


def test_a_password_is_verified_whatever_keyboard_composed_it() -> None:
    stored = CHEAP.hash("cafe\u0301 au lait!")
    assert CHEAP.verify(stored, "café au lait!")
    assert stored.startswith("$argon2id$")


def test_two_accounts_with_one_password_have_different_hashes() -> None:
    assert CHEAP.hash("correct horse battery") != CHEAP.hash("correct horse battery")


def test_a_hash_of_another_cost_is_outdated() -> None:
    dearer = Passwords(PasswordCost(memory_kib=16, passes=1, lanes=1))
    assert dearer.is_outdated(CHEAP.hash("correct horse battery"))
    assert not CHEAP.is_outdated(CHEAP.hash("correct horse battery"))


def test_the_cost_for_people_is_that_of_rfc_9106() -> None:
    cost = PasswordCost.interactive()
    assert (cost.memory_kib, cost.passes, cost.lanes) == (65536, 3, 4)


def test_only_length_counts() -> None:
    assert not is_long_enough("x" * 11)
    assert is_long_enough("x" * 12)
    assert not is_long_enough("x" * (MAXIMUM_CHARACTERS + 1))
    with pytest.raises(ValueError, match="too long"):
        CHEAP.hash("x" * (MAXIMUM_CHARACTERS + 1))
