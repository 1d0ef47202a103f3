"""Values at rest open only under their own key and in their own place."""

import pytest

from keys.errors import SealError
from keys.sealing import new_key
from wallet.contents import ShareDescription
from wallet.vault import Place, Vault

HERE = Place("document", "row-1", "card")


@pytest.fixture
def vault() -> Vault:
    return Vault.new("wallet-a")


def test_what_was_sealed_opens_in_its_own_place(vault: Vault) -> None:
    assert vault.open(vault.seal(b"diploma", HERE), HERE) == b"diploma"


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place("share", "row-1", "card"),
        Place("document", "row-2", "card"),
        Place("document", "row-1", "verdict"),
    ],
)
def test_a_value_moved_to_another_table_row_or_column_does_not_open(vault: Vault, elsewhere: Place) -> None:
    sealed = vault.seal(b"diploma", HERE)
    with pytest.raises(SealError):
        vault.open(sealed, elsewhere)


def test_a_value_moved_to_another_wallet_does_not_open_even_under_the_same_key(vault: Vault) -> None:
    sealed = vault.seal(b"diploma", HERE)
    with pytest.raises(SealError):
        Vault("wallet-b", vault.data_key).open(sealed, HERE)


def test_the_data_key_opens_only_with_its_wrapping_key_for_its_wallet_and_way(vault: Vault) -> None:
    key = new_key()
    wrapped = vault.wrap(way="passphrase", wrapping_key=key)
    assert Vault.unwrap(wrapped, wallet_id="wallet-a", way="passphrase", wrapping_key=key) == vault
    for wallet_id, way, wrong in [
        ("wallet-b", "passphrase", key),
        ("wallet-a", "recovery-code", key),
        ("wallet-a", "passphrase", new_key()),
    ]:
        with pytest.raises(SealError):
            Vault.unwrap(wrapped, wallet_id=wallet_id, way=way, wrapping_key=wrong)


def test_typed_content_comes_back_as_it_was(vault: Vault) -> None:
    content = ShareDescription(receiver="Zorggroep", titles=("Diploma",))
    sealed = vault.seal_content(content, HERE)
    assert b"Zorggroep" not in sealed
    assert vault.open_content(ShareDescription, sealed, HERE) == content


def test_equal_values_have_equal_fingerprints_in_one_wallet_and_others_in_another(vault: Vault) -> None:
    assert vault.fingerprint(b"x") == vault.fingerprint(b"x")
    assert vault.fingerprint(b"x") != Vault.new("wallet-a").fingerprint(b"x")


def test_an_open_vault_never_prints_its_key(vault: Vault) -> None:
    assert repr(vault.data_key)[2:-1] not in repr(vault)
    assert vault.data_key.hex() not in repr(vault)
