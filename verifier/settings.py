"""What an installation of the verifier may configure, from `VAKBEWIJS_VERIFIER_...` in the environment."""

from datetime import timedelta
from typing import ClassVar
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from keys.trust_list import EVERY_KIND
from web.settings import ActorSettings, TrustAnchorSetting

_PREFIX = "VAKBEWIJS_VERIFIER_"


def _of_known_kinds(anchors: tuple[TrustAnchorSetting, ...]) -> tuple[TrustAnchorSetting, ...]:
    """Refuse a kind that does not exist: the keeper's word would silently count for nothing."""
    for anchor in anchors:
        for kind in anchor.kinds:
            if kind not in EVERY_KIND:
                raise ValueError(f"no register recognises anybody for {kind!r}")
    return anchors


class CommandSettings(BaseSettings):
    """What `vakbewijs verify` reads of the settings: whom to trust. It needs no address or folder."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="ignore")

    trust_anchors: tuple[TrustAnchorSetting, ...] = ()
    wallet_urls: tuple[str, ...] = ()

    _known_kinds = field_validator("trust_anchors")(_of_known_kinds)


class VerifierSettings(ActorSettings):
    """The settings of the verifier. Its one key signs receipts of checks; the key store needs no setting."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX)

    actor: ClassVar[str] = "verifier"

    wallet_urls: tuple[str, ...] = Field(
        (), description="Addresses of wallets whose share links are opened without asking first."
    )

    decided_cases_kept_days: int = Field(
        731,
        ge=92,
        le=3660,
        description="How long a decided case about exemptions is kept here, from the day of the decision.",
    )

    _known_kinds = field_validator("trust_anchors")(_of_known_kinds)

    @property
    def decided_cases_kept(self) -> timedelta:
        """`decided_cases_kept_days` as a span of time."""
        return timedelta(days=self.decided_cases_kept_days)

    def answers_key(self) -> bytes:
        """Load the key under which answers to requests are sealed, making it at the first start.

        It lies outside the database, so that a stolen database or backup opens no answer. Keep a copy of the
        file apart from the database's: without it the answers that are kept are lost.
        """
        return self.key_in_folder("answers.key")

    @field_validator("wallet_urls")
    @classmethod
    def _plain_addresses(cls, urls: tuple[str, ...]) -> tuple[str, ...]:
        for url in urls:
            address = urlsplit(url)
            if address.scheme not in ("https", "http") or not address.hostname or address.query:
                raise ValueError("each must be an address such as https://wallet.example.nl")
        return tuple(url.rstrip("/") for url in urls)
