"""What an installation of the issuer may configure."""

from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_settings import SettingsConfigDict

from web.settings import LOOPBACK_HOSTS, ActorSettings


class IssuerSettings(ActorSettings):
    """The issuer's settings; `VAKBEWIJS_ISSUER_*` in the environment."""

    model_config = SettingsConfigDict(env_prefix="VAKBEWIJS_ISSUER_")
    actor: ClassVar[str] = "issuer"

    wallet_url: str = Field(
        "", description="The wallet that offer pages send people to, such as https://wallet.example.nl"
    )
    verifier_url: str = Field("", description="The verifier that pages behind printed certificates lead to")
    open_machine_door: bool = Field(
        False,
        description="Demo and conformance tests only: other systems issue without a key, on this machine",
    )
    mail_sender: str = Field("bewijzen@localhost", description="The address that mail comes from")

    @model_validator(mode="after")
    def _open_on_this_machine_only(self) -> Self:
        on_this_machine = self.allow_insecure_loopback and self.public_address.hostname in LOOPBACK_HOSTS
        if self.open_machine_door and not on_this_machine:
            raise ValueError("open_machine_door is for a loopback address with allow_insecure_loopback")
        return self
