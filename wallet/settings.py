"""What an operator may configure about the wallet, besides what every actor has (`web.settings`)."""

import os
from typing import ClassVar

from pydantic import Field, field_validator
from pydantic_settings import SettingsConfigDict

from keys.sealing import KEY_BYTES, new_key
from keys.trust_list import EVERY_KIND
from wallet.evidence.storage import Storage, open_storage
from web.settings import ActorSettings, TrustAnchorSetting


class WalletSettings(ActorSettings):
    """Settings of one wallet installation (`VAKBEWIJS_WALLET_*`)."""

    model_config = SettingsConfigDict(env_prefix="VAKBEWIJS_WALLET_")
    actor: ClassVar[str] = "wallet"

    issuer_urls: tuple[str, ...] = Field((), description="Issuers that the wallet contacts without asking")
    ended_shares_kept_days: int = Field(
        365, ge=1, le=3650, description="How long a holder still sees a link that ended or was stopped"
    )
    verifier_url: str = Field(description="Where the receiver of a share is sent, to have it judged")
    file_storage_url: str = Field(
        "",
        pattern=r"^$|^(s3|gs|az|file)://",
        description="Where sealed files lie, such as s3://bucket/folder; empty: a folder of the instance",
    )
    mail_sender: str = Field("wallet@localhost", description="The address that mail comes from")
    file_megabytes: int = Field(500, ge=1, description="How much room each wallet has for files")

    @field_validator("trust_anchors")
    @classmethod
    def _known_kinds(cls, anchors: tuple[TrustAnchorSetting, ...]) -> tuple[TrustAnchorSetting, ...]:
        """Refuse a kind that does not exist: the keeper's word would silently count for nothing."""
        for anchor in anchors:
            for kind in anchor.kinds:
                if kind not in EVERY_KIND:
                    raise ValueError(f"no register recognises anybody for {kind!r}")
        return anchors

    @field_validator("issuer_urls")
    @classmethod
    def _without_final_slash(cls, urls: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(url.rstrip("/") for url in urls)

    @field_validator("verifier_url")
    @classmethod
    def _one_without_final_slash(cls, url: str) -> str:
        return url.rstrip("/")

    @property
    def room_bytes(self) -> int:
        """How many bytes of files a wallet may hold."""
        return self.file_megabytes * 1024 * 1024

    def file_storage(self) -> Storage:
        """Return the store of files; raises `ModuleNotFoundError` when its package is not installed."""
        return open_storage(self.file_storage_url, self.folder / "files")

    def account_name_key(self) -> bytes:
        """Load the key under which account names are digested, making it at the first start.

        It lies outside the database, so that a stolen database tells nobody's name. Keep a copy of the
        file apart from the database's: without it nobody can sign in, though nothing is lost.
        """
        path = self.folder / "account-names.key"
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        if not path.exists():
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(new_key())
            try:
                os.link(draft, path)  # fails when another worker was first; then that one's key counts
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        key = path.read_bytes()
        if len(key) != KEY_BYTES:
            raise ValueError(f"{path} is damaged: put its copy back")
        return key
