"""Names and passphrases: length counts, composition does not, and look-alikes are one."""

import pytest

from wallet.names import folded, lookup, name_problem
from wallet.passphrases import weakness

KEY = b"k" * 32


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("kort", "passphrase.short"),
        ("x" * 201, "passphrase.long"),
        ("aaaaaaaaaaaaaaa", "passphrase.easy"),
        ("wachtwoord1234", "passphrase.easy"),
        ("WelkomWelkom12", "passphrase.easy"),
        ("Samira@Voorbeeld.nl", "passphrase.is_name"),
        ("fiets soep maandag groen", None),
        ("geen cijfers nodig", None),
        ("wachtwoord van tante Fatima", None),
    ],
)
def test_a_passphrase_is_judged_by_length_and_by_what_everybody_tries(
    passphrase: str, code: str | None
) -> None:
    assert weakness(passphrase, account_name="samira@voorbeeld.nl") == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ab", "account.name_short"),
        ("   ", "account.name_short"),
        ("x" * 255, "account.name_long"),
        ("sami\u200bra", "account.name_characters"),
        ("sami\u202era", "account.name_characters"),
        ("sami\x00ra", "account.name_characters"),
        ("samira@voorbeeld.nl", None),
        ("Şamîra Öz", None),
    ],
)
def test_a_name_is_long_enough_and_has_nothing_invisible(name: str, code: str | None) -> None:
    assert name_problem(name) == code


def test_names_are_one_whatever_their_case_and_spelling_variant() -> None:
    assert folded(" Jose\u0301  Stra\u00dfe ") == folded("JOSÉ STRASSE")
    assert lookup("Samira@Voorbeeld.NL", key=KEY) == lookup("samira@voorbeeld.nl", key=KEY)
    assert lookup("samira", key=KEY) != lookup("samira", key=b"l" * 32)
