"""What an installation of the issuer may configure."""

from typing import ClassVar

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from web.settings import ActorSettings


class IssuerSettings(ActorSettings):
    """The issuer's settings; `VAKBEWIJS_ISSUER_*` in the environment."""

    model_config = SettingsConfigDict(env_prefix="VAKBEWIJS_ISSUER_")
    actor: ClassVar[str] = "issuer"

    wallet_url: str = Field(
        "", description="The wallet that offer pages send people to, such as https://wallet.example.nl"
    )
    verifier_url: str = Field("", description="The verifier that pages behind printed certificates lead to")
    mail_sender: str = Field("bewijzen@localhost", description="The address that mail comes from")
