"""Settings are refused before anything starts."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.web.sample import SampleSettings


@pytest.mark.parametrize(
    "address",
    [
        "http://wallet.example.nl",
        "http://localhost:8000",  # without allow_insecure_loopback
        "ftp://wallet.example.nl",
        "https://",
        "https://user@wallet.example.nl",
        "https://wallet.example.nl?x=1",
        "https://wallet.example.nl/#x",
        "wallet.example.nl",
    ],
)
def test_a_public_address_that_is_not_a_plain_https_address_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        SampleSettings(home=tmp_path, public_base_url=address)


def test_http_is_for_this_machine_alone_even_when_it_is_allowed(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        SampleSettings(home=tmp_path, public_base_url="http://10.0.0.1", allow_insecure_loopback=True)


def test_a_missing_public_address_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VAKBEWIJS_SAMPLE_PUBLIC_BASE_URL", raising=False)
    with pytest.raises(ValidationError):
        SampleSettings(home=tmp_path)


def test_a_passphrase_and_a_key_file_together_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="not both"):
        SampleSettings(
            home=tmp_path, public_base_url="https://a.nl", key_passphrase="geheim", key_file=tmp_path / "key"
        )


def test_a_refused_setting_does_not_print_the_secrets_beside_it(tmp_path: Path) -> None:
    with pytest.raises(ValidationError) as caught:
        SampleSettings(home=tmp_path, public_base_url="http://a.nl", key_passphrase="geheim")
    assert "geheim" not in str(caught.value)


def test_settings_come_from_the_environment_of_the_actor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAKBEWIJS_HOME", str(tmp_path))
    monkeypatch.setenv("VAKBEWIJS_SAMPLE_PUBLIC_BASE_URL", "https://a.nl/wallet/")
    monkeypatch.setenv("VAKBEWIJS_SAMPLE_KEY_PASSPHRASE", "geheim")
    monkeypatch.setenv(
        "VAKBEWIJS_SAMPLE_TRUST_ANCHORS", '[{"did": "did:web:nkc.nl", "url": "https://nkc.nl/list"}]'
    )
    settings = SampleSettings()
    assert settings.public_base_url == "https://a.nl/wallet"
    assert settings.origin == "https://a.nl"
    assert settings.secure_cookies
    assert settings.trust_anchors[0].did == "did:web:nkc.nl"
    assert settings.database_url == f"sqlite:///{tmp_path}/sample/sample.sqlite3"
    assert "geheim" not in repr(settings)


def test_the_form_key_is_made_once_and_is_for_the_owner_alone(tmp_path: Path) -> None:
    settings = SampleSettings(home=tmp_path, public_base_url="https://a.nl")
    first = settings.form_key()
    assert settings.form_key() == first
    assert len(first) == 32
    assert (tmp_path / "sample" / "form.key").stat().st_mode & 0o077 == 0
    assert list((tmp_path / "sample").iterdir()) == [tmp_path / "sample" / "form.key"]
