"""What an installation may configure, read once from the environment and checked before anything starts.

Each actor subclasses `ActorSettings`, names itself and adds its own fields:

    class WalletSettings(ActorSettings):
        model_config = SettingsConfigDict(env_prefix="VAKBEWIJS_WALLET_")
        actor: ClassVar[str] = "wallet"
"""

import os
import secrets
from pathlib import Path
from typing import ClassVar, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class TrustAnchorSetting(BaseModel):
    """A register keeper whose list counts, and for which kinds. No kinds means every kind it lists."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    did: str = Field(pattern=r"^did:[a-z0-9]+:\S+$")
    url: str = Field(pattern=r"^https?://[^\s/]+/\S*$")
    kinds: tuple[str, ...] = ()


class ActorSettings(BaseSettings):
    """The settings that every actor has. Values that are secrets print as dots."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", populate_by_name=True, hide_input_in_errors=True
    )

    actor: ClassVar[str]

    home: Path = Field(Path(".instance"), validation_alias=AliasChoices("VAKBEWIJS_HOME", "home"))
    allow_insecure_loopback: bool = Field(
        False, description="Demo and tests only: http and private addresses, for this machine itself."
    )
    public_base_url: str = Field(
        description="The address that the world uses, such as https://wallet.example.nl"
    )
    database_url: str = Field(
        "", validate_default=True, description="Empty: an SQLite file in the instance folder"
    )
    trusted_certificate: Path | None = Field(
        None, description="Local runs over https only: the certificate that servers on this machine show"
    )
    proxy_hops: int = Field(0, ge=0, le=5, description="How many proxies of our own stand in front")
    trusted_hosts: tuple[str, ...] = Field(
        (), description="Further Host names, for instance of a health probe"
    )
    trust_anchors: tuple[TrustAnchorSetting, ...] = ()
    key_passphrase: SecretStr | None = None
    key_file: Path | None = None
    rate_limits: bool = True
    rate_limit_storage: str = Field(
        "memory://", description="A `limits` storage address, to share between servers"
    )
    help_contact: str = Field("", description="Telephone number or address that stands on every page")

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        return home.expanduser().resolve()

    @field_validator("public_base_url")
    @classmethod
    def _public_address(cls, value: str, info: ValidationInfo) -> str:
        address = urlsplit(value.rstrip("/"))
        if not address.hostname or address.query or address.fragment or "@" in address.netloc:
            raise ValueError("must be an address such as https://wallet.example.nl")
        on_this_machine = address.hostname in LOOPBACK_HOSTS and info.data.get("allow_insecure_loopback")
        if address.scheme != "https" and not (address.scheme == "http" and on_this_machine):
            raise ValueError("must be https (http: only for this machine, with allow_insecure_loopback)")
        return address.geturl()

    @field_validator("database_url")
    @classmethod
    def _database_address(cls, value: str, info: ValidationInfo) -> str:
        home: Path = info.data.get("home", Path())
        return value or f"sqlite:///{home / cls.actor / cls.actor}.sqlite3"

    @model_validator(mode="after")
    def _one_way_to_unlock(self) -> Self:
        if self.key_passphrase is not None and self.key_file is not None:
            raise ValueError("give key_passphrase or key_file, not both")
        return self

    @property
    def folder(self) -> Path:
        """The actor's own folder inside the instance folder."""
        return self.home / self.actor

    @property
    def public_address(self) -> SplitResult:
        """The public base address in parts."""
        return urlsplit(self.public_base_url)

    @property
    def origin(self) -> str:
        """Scheme, host and port of the public address: what browsers send as `Origin`."""
        return f"{self.public_address.scheme}://{self.public_address.netloc}"

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies are for https only; true everywhere but on this machine itself."""
        return self.public_address.scheme == "https"

    def form_key(self) -> bytes:
        """Load the key that signs form tokens, making it at the first start.

        It protects no data: when it is lost, forms that stand open must be sent again.
        """
        return self.key_in_folder("form.key")

    def key_in_folder(self, name: str) -> bytes:
        """Load 32 random bytes from a file in the actor's folder, making it at the first start."""
        path = self.folder / name
        try:
            return path.read_bytes()
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
        try:
            os.link(draft, path)  # fails when another worker was first; then that one's key counts
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return path.read_bytes()
