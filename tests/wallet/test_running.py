"""The wallet as it is run: its command, its settings, and its whole story on both databases."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import ValidationError

from keys.sealing import PassphraseCost
from tests.wallet.browser import BASE, Browser
from tests.wallet.conftest import MIGRATIONS
from tests.wallet.ecosystem import Clock, MemoryChecker, MemoryIssuer, diploma, offer_link
from wallet.app import create_app
from wallet.cli import wallet
from wallet.models import Base
from wallet.settings import WalletSettings
from web.database import Database
from web.migrations import current, differences, head


def test_the_story_runs_on_both_databases(
    migrated: Database,
    settings: WalletSettings,
    clock: Clock,
    issuer: MemoryIssuer,
    checker: MemoryChecker,
) -> None:
    address = migrated.engine.url.render_as_string(hide_password=False)
    app = create_app(
        settings.model_copy(update={"database_url": address}),
        clock=clock,
        issuers=issuer,
        checker=checker,
        passphrase_cost=PassphraseCost.for_tests(),
    )
    issuer.has_ready("D" * 43, diploma())
    samira, receiver = Browser(app).signs_up("samira@voorbeeld.nl"), Browser(app)
    share = samira.shares(samira.receives(offer_link("D" * 43)))
    path = "/s/" + samira.link_of(share).rsplit("/", 1)[-1]
    assert receiver.client.post(path, base_url=BASE).status_code == 303
    assert "1 keer bekeken" in samira.open("/shares").text
    samira.send(f"/shares/{share}/stop")
    assert receiver.client.post(path, base_url=BASE).status_code == 410
    app.extensions["vakbewijs"].database.close()


def test_the_command_migrates_and_may_do_so_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAKBEWIJS_HOME", str(tmp_path))
    monkeypatch.setenv("VAKBEWIJS_WALLET_PUBLIC_BASE_URL", "https://wallet.example.nl")
    monkeypatch.setenv("VAKBEWIJS_WALLET_VERIFIER_URL", "https://controle.example.nl")
    for _ in range(2):
        result = CliRunner().invoke(wallet, ["migrate"], catch_exceptions=False)
        assert result.exit_code == 0
    database = Database(f"sqlite:///{tmp_path}/wallet/wallet.sqlite3")
    assert current(database) == head(MIGRATIONS)
    assert differences(database, Base.metadata) == []
    database.close()


def test_settings_that_are_missing_or_unsafe_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        WalletSettings(home=tmp_path)
    with pytest.raises(ValidationError):
        WalletSettings(
            home=tmp_path,
            public_base_url="http://wallet.example.nl",
            verifier_url="https://controle.example.nl",
        )


def test_over_https_cookies_are_bound_to_their_host(settings: WalletSettings, tmp_path: Path) -> None:
    secure = WalletSettings(
        home=tmp_path,
        public_base_url="https://wallet.example.nl",
        verifier_url="https://controle.example.nl",
        rate_limits=False,
    )
    app = create_app(secure, passphrase_cost=PassphraseCost.for_tests())
    response = app.test_client().get("/sign-up", base_url="https://wallet.example.nl")
    assert all("__Host-" in line for line in response.headers.getlist("Set-Cookie"))
    policy = response.headers["Content-Security-Policy"]
    assert "form-action 'self' https://controle.example.nl" in policy
    app.extensions["vakbewijs"].database.close()
