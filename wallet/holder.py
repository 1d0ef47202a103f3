"""The keys by which a holder proves that a copy is hers: a did:key per wallet, its private half sealed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from keys.did_key import did_key_for, verification_method_for
from keys.key_types import KeyType
from keys.signer import PrivateKey, PrivateKeySigner, Signer, generate
from wallet.models import HolderKey
from wallet.vault import Place, Vault
from web.database import new_row_id


@dataclass(frozen=True, slots=True)
class Holder:
    """Who presents: the identifier in her copies, and what signs for it."""

    did: str
    signer: Signer


def add_holder_key(session: Session, vault: Vault, *, at: datetime) -> None:
    """Make a new Ed25519 key for the wallet."""
    key_id = new_row_id()
    private_key = generate(KeyType.ED25519)
    session.add(
        HolderKey(
            wallet_id=vault.wallet_id,
            key_id=key_id,
            sealed_private_key=vault.seal(private_key.secret, _place(key_id)),
            created_at=at,
        )
    )
    session.flush()


def holder_of(session: Session, vault: Vault) -> Holder:
    """Return the wallet's holder with her oldest key: the one that all her copies are bound to."""
    row = session.execute(
        select(HolderKey)
        .where(HolderKey.wallet_id == vault.wallet_id)
        .order_by(HolderKey.created_at, HolderKey.key_id)
        .limit(1)
    ).scalar_one()
    private_key = PrivateKey(KeyType.ED25519, vault.open(row.sealed_private_key, _place(row.key_id)))
    public_key = private_key.public_key
    return Holder(did_key_for(public_key), PrivateKeySigner(private_key, verification_method_for(public_key)))


def holder_keys(session: Session, vault: Vault) -> list[PrivateKey]:
    """Return the wallet's private keys, the oldest first: for her own copy of them and nothing else."""
    rows = session.scalars(
        select(HolderKey)
        .where(HolderKey.wallet_id == vault.wallet_id)
        .order_by(HolderKey.created_at, HolderKey.key_id)
    )
    return [
        PrivateKey(KeyType.ED25519, vault.open(row.sealed_private_key, _place(row.key_id))) for row in rows
    ]


def _place(key_id: str) -> Place:
    return Place("holder_key", key_id, "private_key")
