"""The verifier's own key and the DID document that publishes it: for receipts, and for nothing else.

The key is made the first time that it is asked for, in the instance folder beside the database. It vouches
for what this verifier found on a day; it stands in no register and makes nobody's certificate true.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from keys.controller import VerificationMethod, build_did_document
from keys.did_web import did_for_url, did_web_url
from keys.directory_store import DirectoryKeyStore
from keys.key_store import KeyRecord, KeyState, KeyStore
from keys.key_types import KeyType
from keys.signer import Signer
from keys.unlocking import KeyFile, Passphrase, Unlock
from schemas.documents import JsonObject, serialize
from verifier.links import Answer, Client
from verifier.settings import VerifierSettings

_OWNER = "verifier"


@dataclass(frozen=True, slots=True)
class ReceiptKeys:
    """The keys of this verifier. Safe between threads and processes, as the key store is."""

    did: str
    did_document_url: str
    store: KeyStore

    @classmethod
    def open(cls, settings: VerifierSettings) -> "ReceiptKeys":
        """Open the key store that the settings describe, making it at the first start.

        Raises `KeyStoreError` when it can't be opened.
        """
        did = did_for_url(settings.public_base_url)
        url = did_web_url(did, allow_insecure_loopback=True)
        store = DirectoryKeyStore(settings.folder / "keys", unlock=_unlock(settings))
        return cls(did, url, store)

    @property
    def host(self) -> str:
        """What people know this verifier by."""
        return urlsplit(self.did_document_url).netloc

    def signer(self, *, at: datetime) -> Signer:
        """Return the signer of the newest active key, made now when there is none."""
        active = [record for record in self._records() if record.state is KeyState.ACTIVE]
        record = active[-1] if active else self._make(at)
        return self.store.signer(_OWNER, record.key_id)

    def renew(self, *, at: datetime) -> KeyRecord:
        """Make a new key and retire the others: what they signed stays valid, their private halves go."""
        record = self._make(at)
        for earlier in self._records():
            if earlier.state is KeyState.ACTIVE and earlier.key_id != record.key_id:
                self.store.retire(_OWNER, earlier.key_id, at=at)
        return record

    def did_document(self) -> JsonObject:
        """Return the public DID document: every key that ever signed a receipt."""
        return build_did_document(
            self.did,
            (
                VerificationMethod(
                    id=record.verification_method,
                    controller=self.did,
                    public_key=record.public_key,
                    revoked=record.compromised,
                )
                for record in self._records()
                if record.state is not KeyState.DESTROYED
            ),
        )

    def _make(self, at: datetime) -> KeyRecord:
        return self.store.create(
            _OWNER,
            KeyType.ED25519,
            verification_method=lambda key: f"{self.did}#{key.to_multikey()}",
            at=at,
        )

    def _records(self) -> tuple[KeyRecord, ...]:
        return self.store.records(_OWNER)


@dataclass(frozen=True, slots=True)
class KnowsItself:
    """A way to the network that does not go outside for this verifier's own DID document.

    A server that asks itself over the network waits for itself when it has one thread.
    """

    client: Client
    keys: ReceiptKeys

    def get(self, url: str, *, accept: str, max_bytes: int) -> bytes:
        """Return the body of a 200 answer, or raise `FetchError`."""
        if url == self.keys.did_document_url:
            return serialize(self.keys.did_document())
        return self.client.get(url, accept=accept, max_bytes=max_bytes)

    def post(self, url: str, body: bytes, *, content_type: str, accept: str, max_bytes: int) -> Answer:
        """Return the answer, or raise `FetchError`."""
        return self.client.post(url, body, content_type=content_type, accept=accept, max_bytes=max_bytes)


def _unlock(settings: VerifierSettings) -> Unlock:
    """Return what opens the key store: as configured, or else a key file in the instance folder."""
    if settings.key_passphrase is not None:
        return Passphrase(settings.key_passphrase.get_secret_value())
    if settings.key_file is not None:
        return KeyFile(settings.key_file)
    return KeyFile.made_once(settings.folder / "keys.key")
