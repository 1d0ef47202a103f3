"""Where each party of the demo lives: one local address, one path and one set of settings per party."""

from dataclasses import dataclass
from pathlib import Path

from issuer.settings import IssuerSettings
from verifier.settings import VerifierSettings
from wallet.settings import WalletSettings
from web.settings import TrustAnchorSetting


@dataclass(frozen=True, slots=True)
class DemoAddresses:
    """The demo under one base address, such as `http://localhost:8000`, with its files in `home`.

    `certificate` is what the demo shows when its address is https.
    """

    home: Path
    base_url: str
    certificate: Path | None = None

    @property
    def issuer(self) -> str:
        """Where schools and providers issue."""
        return f"{self.base_url}/issuer"

    @property
    def wallet(self) -> str:
        """Where workers keep and share."""
        return f"{self.base_url}/wallet"

    @property
    def verifier(self) -> str:
        """Where employers and schools check."""
        return f"{self.base_url}/verifier"

    @property
    def register(self) -> str:
        """Where the register keeper publishes its static files."""
        return f"{self.base_url}/register"

    @property
    def cases(self) -> str:
        """Where the example documents are."""
        return f"{self.base_url}/voorbeelden"

    @property
    def register_home(self) -> Path:
        """The register keeper's own folder: it is a party of its own, with its own key store."""
        return self.home / "register"

    def issuer_settings(self) -> IssuerSettings:
        """Return the issuer's settings."""
        return IssuerSettings(
            home=self.home,
            public_base_url=self.issuer,
            allow_insecure_loopback=True,
            trusted_certificate=self.certificate,
            wallet_url=self.wallet,
            verifier_url=self.verifier,
            open_machine_door=True,
        )

    def wallet_settings(self, anchor: TrustAnchorSetting) -> WalletSettings:
        """Return the wallet's settings, which trust one register keeper."""
        return WalletSettings(
            home=self.home,
            public_base_url=self.wallet,
            allow_insecure_loopback=True,
            trusted_certificate=self.certificate,
            trust_anchors=(anchor,),
            issuer_urls=(self.issuer,),
            verifier_url=self.verifier,
        )

    def verifier_settings(self, anchor: TrustAnchorSetting) -> VerifierSettings:
        """Return the verifier's settings, which trust one register keeper."""
        return VerifierSettings(
            home=self.home,
            public_base_url=self.verifier,
            allow_insecure_loopback=True,
            trusted_certificate=self.certificate,
            trust_anchors=(anchor,),
            wallet_urls=(self.wallet,),
        )
