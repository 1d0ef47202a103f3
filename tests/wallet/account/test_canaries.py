"""A stolen instance folder, database and all, tells nothing of her, whichever ways in she has (OP-01)."""

import pytest
from flask import Flask

from tests.wallet.account.authenticator import Authenticator
from tests.wallet.account.test_browsers import PHONE
from tests.wallet.account.test_passkeys import adds, signs_in
from tests.wallet.browser import Browser
from tests.wallet.ecosystem import MemoryIssuer, diploma, offer_link
from tests.wallet.test_accounts import recovery_code, session_cookie
from wallet.settings import WalletSettings
from web.database import Database

NAME = "samira@canarie-naam.nl"
PASSPHRASE = "kanarie zingt zacht zondag"
FILE_PASSPHRASE = "bestand kanarie blauw dinsdag"
RECEIVER = "Zorggroep Canarievogel"
DEVICE = "canarie-telefoon"


@pytest.mark.parametrize("ways", ["passphrase", "passphrase and passkey"])
def test_no_file_of_the_instance_holds_anything_of_hers(
    app: Flask, database: Database, settings: WalletSettings, issuer: MemoryIssuer, ways: str
) -> None:
    samira = Browser(app).signs_up(NAME, PASSPHRASE)
    samira.send("/account/recovery-code")
    code = recovery_code(samira)
    issuer.has_ready("C" * 43, {**diploma(), "name": "Diploma Canarie"})
    document = samira.receives(offer_link("C" * 43))
    link = samira.link_of(samira.shares(document, receiver=RECEIVER))
    samira.send("/account/keys", {"passphrase": FILE_PASSPHRASE})
    secrets = [code, code.replace("-", ""), link.rsplit("/", 1)[-1]]
    raw_secrets: list[bytes] = []
    if "passkey" in ways:
        phone = Authenticator()
        adds(samira, phone, DEVICE)
        elsewhere = Browser(app)
        elsewhere.client.environ_base["HTTP_USER_AGENT"] = PHONE
        assert signs_in(elsewhere, phone) == "/documents"
        raw_secrets += [phone.credential_id, phone.prf_secret, phone.user_handle]
    secrets.append(session_cookie(samira))
    database.close()

    raw = b"".join(path.read_bytes() for path in settings.home.rglob("*") if path.is_file()).lower()
    assert b"wrapped_key" in raw, "the database is among the files"
    texts = [NAME, "samira", "canarie", "kanarie", PASSPHRASE, FILE_PASSPHRASE, RECEIVER, "iphone", *secrets]
    for canary in (*(text.encode() for text in texts), *raw_secrets):
        assert canary.lower() not in raw, canary
        assert canary.hex().encode() not in raw, canary
