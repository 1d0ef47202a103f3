"""Deleting a wallet: every row of hers in every table, and nothing of anybody else's.

The tables are read from the metadata, so that a table made later is erased too. An issuer is not told:
what it awarded stays its own record, and she can claim it again in another wallet. Backups keep her sealed
rows until they are rotated; the keys that open those are in her hands alone.
"""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wallet.models import Base, SignInAttempts, Wallet
from wallet.throttling import forget_attempts

# The column by which a table says whose row it is; sessions call it their tenant.
OWNER_COLUMNS = ("wallet_id", "tenant")
# Tables without an owner: what they hold of a person is erased by name below, or there is nothing.
OWNERLESS = frozenset({SignInAttempts.__tablename__, "seen_trust_list", "used_challenge"})


def erase(session: Session, wallet_id: str) -> None:
    """Delete a wallet with everything in it; one that is gone already is no mistake.

    Its links stop, its sessions end. Does not touch other wallets, nor anything at issuers.
    """
    name_lookup = session.scalar(select(Wallet.name_lookup).where(Wallet.wallet_id == wallet_id))
    for table in reversed(Base.metadata.sorted_tables):  # what refers goes before what it refers to
        for name in OWNER_COLUMNS:
            if name in table.columns:
                session.execute(delete(table).where(table.columns[name] == wallet_id))
    if name_lookup is not None:
        forget_attempts(session, name_lookup)
    session.expire_all()
