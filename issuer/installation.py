"""What the issuer's services need besides the database and the time: keys, addresses, qualifications.

One installation serves several institutions. Private keys are in its key store, by institution; the
secret that seals links and codes is a file beside it, so that a stolen database opens neither.
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from issuer.settings import IssuerSettings
from keys import sealing
from keys.directory_store import DirectoryKeyStore
from keys.key_store import KeyStore
from keys.unlocking import KeyFile, Passphrase, Unlock
from schemas.frameworks import Frameworks

_OFFER_LOOKUP = "vakbewijs issuer: find an offer by its link or code"
_OFFER_SEALING = "vakbewijs issuer: seal an offer's link and code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The issuer as an installation: its public address, its keys and what it knows of qualifications."""

    base_url: str
    key_store: KeyStore
    frameworks: Frameworks
    lookup_key: bytes = field(repr=False)
    sealing_key: bytes = field(repr=False)

    @classmethod
    def assemble(
        cls, *, base_url: str, key_store: KeyStore, frameworks: Frameworks, secret: bytes
    ) -> "Installation":
        """Put an installation together; its keys for offers are derived from `secret`."""
        return cls(
            base_url=base_url.rstrip("/"),
            key_store=key_store,
            frameworks=frameworks,
            lookup_key=sealing.derive(secret, label=_OFFER_LOOKUP),
            sealing_key=sealing.derive(secret, label=_OFFER_SEALING),
        )

    @classmethod
    def open(cls, settings: IssuerSettings) -> "Installation":
        """Open the installation that the settings describe, making its key store at the first start.

        Raises `KeyStoreError` when the key store can't be opened.
        """
        return cls.assemble(
            base_url=settings.public_base_url,
            key_store=DirectoryKeyStore(settings.folder / "keys", unlock=_unlock(settings)),
            frameworks=Frameworks.load(settings.home / "frameworks" / "crebo.json"),
            secret=KeyFile.made_once(settings.folder / "offers.key").read_key(),
        )

    @property
    def origin(self) -> str:
        """Scheme, host and port: the domain that a wallet's proof must name."""
        address = urlsplit(self.base_url)
        return f"{address.scheme}://{address.netloc}"

    @property
    def host(self) -> str:
        """What people are asked to look for in an address."""
        return urlsplit(self.base_url).netloc

    def status_list_url(self, slug: str, list_id: str) -> str:
        """Return the public address of a status list."""
        return f"{self.base_url}/issuers/{slug}/status/{list_id}"

    def issuing_url(self, instance_name: str) -> str:
        """Return the address at which an instance signs for other systems."""
        return f"{self.base_url}/issuers/{instance_name}/credentials/issue"

    def offer_link(self, token: str) -> str:
        """Return the link of an offer."""
        return f"{self.base_url}/o/{token}"

    def paper_address(self, token: str) -> str:
        """Return the address on a printed certificate. Its path is one that no log shows."""
        return f"{self.base_url}/check/{token}"

    @property
    def code_page(self) -> str:
        """Where a code from a letter is typed in."""
        return f"{self.base_url}/o"


def _unlock(settings: IssuerSettings) -> Unlock:
    """Return what opens the key store: as configured, or else a key file in the instance folder."""
    if settings.key_passphrase is not None:
        return Passphrase(settings.key_passphrase.get_secret_value())
    return (
        KeyFile(settings.key_file) if settings.key_file else KeyFile.made_once(settings.folder / "keys.key")
    )
