"""The wallet's encryption key pair: anybody may drop something in, only its owner takes it out.

X25519 and an ephemeral sender key (the sealed box of libsodium,
https://doc.libsodium.org/public-key_cryptography/sealed_boxes); the private half is sealed in the vault.
A sealed box knows no associated data, so what is put in says itself where it belongs.
"""

from dataclasses import dataclass, field
from datetime import datetime

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from sqlalchemy.orm import Session

from keys.errors import SealError
from wallet.models import EncryptionKey
from wallet.vault import Place, Vault

_PLACE = Place("encryption_key", "", "private_key")


def ensure_letterbox(session: Session, vault: Vault, *, at: datetime) -> None:
    """Make the wallet's key pair, unless it has one."""
    if session.get(EncryptionKey, vault.wallet_id) is not None:
        return
    private_key = PrivateKey.generate()
    session.add(
        EncryptionKey(
            wallet_id=vault.wallet_id,
            public_key=bytes(private_key.public_key),
            sealed_private_key=vault.seal(bytes(private_key), _PLACE),
            created_at=at,
        )
    )
    session.flush()


def drop(session: Session, wallet_id: str, content: bytes) -> bytes:
    """Return content sealed for a wallet's owner, who has a letterbox since she asked."""
    public_key = session.get_one(EncryptionKey, wallet_id).public_key
    return SealedBox(PublicKey(public_key)).encrypt(content)


@dataclass(frozen=True, slots=True)
class OpenLetterbox:
    """A letterbox whose owner is there; opened once for all that was dropped."""

    box: SealedBox[PrivateKey] = field(repr=False)

    def take(self, sealed: bytes) -> bytes:
        """Open what was dropped. Raises `SealError("seal.broken")`."""
        try:
            return self.box.decrypt(sealed)
        except CryptoError as error:
            raise SealError("seal.broken", detail="letterbox") from error


def open_letterbox(session: Session, vault: Vault) -> OpenLetterbox:
    """Open the letterbox, by one statement; it is there since something was dropped in it."""
    row = session.get_one(EncryptionKey, vault.wallet_id)
    return OpenLetterbox(SealedBox(PrivateKey(vault.open(row.sealed_private_key, _PLACE))))


def take(session: Session, vault: Vault, sealed: bytes) -> bytes:
    """Open one thing that was dropped. Raises `SealError("seal.broken")`."""
    return open_letterbox(session, vault).take(sealed)
