"""Making a wallet, and the ways into it.

There is no stored password to compare with: a secret is right when it opens the data key. Guessing costs
an Argon2id per try, also for whoever stole the database, and needs no transaction meanwhile:

    with database.transaction() as session:
        door = accounts.approach(session, name, Way.PASSPHRASE, name_key=..., cost=..., at=now)
    vault = door.open(passphrase)               # slow on purpose; raises SignInError
    with database.transaction() as session:
        accounts.enter(session, door)
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from keys import sealing
from keys.errors import SealError
from keys.sealing import PassphraseCost
from wallet import names, throttling
from wallet.crockford import grouped, new_code, read_code
from wallet.errors import AccountError, SignInError
from wallet.holder import add_holder_key
from wallet.models import Wallet, WrappedKey
from wallet.passphrases import weakness
from wallet.vault import Place, Vault
from web.database import new_row_id

# 120 bits: as good as a key, so that no slow hash is needed, and six groups of four to copy by hand.
RECOVERY_CODE_LENGTH = 24
_RECOVERY_LABEL = "vakbewijs wallet recovery code v1"
_RANDOM_CODE_COST = ""
_CODE_PLACE = Place("wrapped_key", "recovery-code", "code")


class Way(StrEnum):
    """A way into a wallet."""

    PASSPHRASE = "passphrase"  # noqa: S105  (the name of a way, no secret)
    RECOVERY_CODE = "recovery-code"


@dataclass(frozen=True, slots=True)
class Door:
    """One attempt at one way in, counted already. Opens without the database."""

    name_lookup: bytes
    way: Way
    wallet_id: str
    salt: bytes
    cost: str
    wrapped: bytes = field(repr=False)

    def open(self, secret: str) -> Vault:
        """Return the open wallet; raises `SignInError("sign_in.wrong")`, never saying what was wrong."""
        try:
            key = _wrapping_key(self.way, secret, salt=self.salt, cost=self.cost)
            return Vault.unwrap(self.wrapped, wallet_id=self.wallet_id, way=self.way, wrapping_key=key)
        except SealError as error:
            raise SignInError("sign_in.wrong", detail=error.code) from error


def create(
    session: Session, *, name: str, passphrase: str, name_key: bytes, cost: PassphraseCost, at: datetime
) -> Vault:
    """Make a wallet with its first holder key and two ways in, and return it open.

    Raises `AccountError`: `account.name_*`, `account.name_taken`, `passphrase.*`.
    """
    if problem := names.name_problem(name) or weakness(passphrase, account_name=name):
        raise AccountError(problem)
    vault = create_without_passphrase(session, wallet_id=new_row_id(), name=name, name_key=name_key, at=at)
    session.add(_way_in(vault, Way.PASSPHRASE, passphrase, cost=cost.to_text(), at=at))
    session.flush()
    return vault


def create_without_passphrase(
    session: Session, *, wallet_id: str, name: str, name_key: bytes, at: datetime
) -> Vault:
    """Make a wallet with its first holder key and a recovery code as its only way in, and return it open.

    The caller adds another way in, in the same transaction. `wallet_id` was chosen before, for a passkey that
    names it. Raises `AccountError`: `account.name_*`, `account.name_taken`.
    """
    if problem := names.name_problem(name):
        raise AccountError(problem)
    vault = Vault.new(wallet_id)
    wallet = Wallet(
        wallet_id=vault.wallet_id,
        name_lookup=names.lookup(name, key=name_key),
        sealed_name=vault.seal(name.strip().encode(), _name_place(vault.wallet_id)),
        created_at=at,
    )
    try:
        with session.begin_nested():
            session.add(wallet)
    except IntegrityError as error:
        raise AccountError("account.name_taken") from error
    session.add(_new_recovery_code(vault, at))
    add_holder_key(session, vault, at=at)
    return vault


def is_taken(session: Session, name: str, *, name_key: bytes) -> bool:
    """Say whether a wallet has this name."""
    found = session.scalar(
        select(Wallet.wallet_id).where(Wallet.name_lookup == names.lookup(name, key=name_key))
    )
    return found is not None


def change_name(session: Session, vault: Vault, *, name: str, name_key: bytes) -> None:
    """Give the wallet another name to sign in with. Its ways in stay; a passkey keeps showing the old name.

    Raises `AccountError`: `account.name_*`, `account.name_taken`.
    """
    if problem := names.name_problem(name):
        raise AccountError(problem)
    wallet = session.get_one(Wallet, vault.wallet_id)
    try:
        with session.begin_nested():
            wallet.name_lookup = names.lookup(name, key=name_key)
            wallet.sealed_name = vault.seal(name.strip().encode(), _name_place(vault.wallet_id))
    except IntegrityError as error:
        raise AccountError("account.name_taken") from error


def has_passphrase(session: Session, vault: Vault) -> bool:
    """Say whether a passphrase opens this wallet; one that was made with a passkey may have none."""
    return session.get(WrappedKey, (vault.wallet_id, Way.PASSPHRASE)) is not None


def approach(
    session: Session, name: str, way: Way, *, name_key: bytes, cost: PassphraseCost, at: datetime
) -> Door:
    """Count an attempt and return the door to try; commit before trying it.

    A name without a wallet gets a door that no secret opens and that is as slow to try, by `cost`.
    Raises `TooManyAttemptsError`.
    """
    lookup = names.lookup(name, key=name_key)
    throttling.count_attempt(session, lookup, at=at)
    row = session.execute(
        select(WrappedKey)
        .join(Wallet, Wallet.wallet_id == WrappedKey.wallet_id)
        .where(Wallet.name_lookup == lookup, WrappedKey.way == way)
    ).scalar_one_or_none()
    if row is None:
        decoy_cost = cost.to_text() if way is Way.PASSPHRASE else _RANDOM_CODE_COST
        return Door(lookup, way, "", sealing.new_salt(), decoy_cost, b"")
    return Door(lookup, way, row.wallet_id, row.salt, row.cost, row.wrapped)


def enter(session: Session, door: Door) -> None:
    """Forget the wrong attempts, after the door opened."""
    throttling.forget_attempts(session, door.name_lookup)


def replace_passphrase(
    session: Session, vault: Vault, *, passphrase: str, cost: PassphraseCost, at: datetime
) -> None:
    """Set a new passphrase after recovery, and a new recovery code: the used one has been typed.

    Raises `AccountError`: `passphrase.*`.
    """
    change_passphrase(session, vault, passphrase=passphrase, cost=cost, at=at)
    session.merge(_new_recovery_code(vault, at))


def change_passphrase(
    session: Session, vault: Vault, *, passphrase: str, cost: PassphraseCost, at: datetime
) -> None:
    """Set a new passphrase in an open wallet; the recovery code stays good. Ends no sessions.

    Raises `AccountError`: `passphrase.*`.
    """
    if problem := weakness(passphrase, account_name=account_name(session, vault)):
        raise AccountError(problem)
    session.merge(_way_in(vault, Way.PASSPHRASE, passphrase, cost=cost.to_text(), at=at))


def replace_recovery_code(session: Session, vault: Vault, *, at: datetime) -> None:
    """Make a new recovery code; the old one opens nothing any more."""
    session.merge(_new_recovery_code(vault, at))


def unconfirmed_recovery_code(session: Session, vault: Vault) -> str | None:
    """Return the recovery code in groups of four, until its owner has said that she kept it."""
    row = session.get_one(WrappedKey, (vault.wallet_id, Way.RECOVERY_CODE))
    return grouped(vault.open(row.sealed_code, _CODE_PLACE).decode()) if row.sealed_code else None


def confirm_recovery_code(session: Session, vault: Vault) -> None:
    """Erase the readable recovery code: she keeps it now, and nobody else does."""
    session.get_one(WrappedKey, (vault.wallet_id, Way.RECOVERY_CODE)).sealed_code = None


def account_name(session: Session, vault: Vault) -> str:
    """Return the account name as its owner wrote it."""
    sealed = session.execute(
        select(Wallet.sealed_name).where(Wallet.wallet_id == vault.wallet_id)
    ).scalar_one()
    return vault.open(sealed, _name_place(vault.wallet_id)).decode()


def _name_place(wallet_id: str) -> Place:
    return Place("wallet", wallet_id, "name")


def _new_recovery_code(vault: Vault, at: datetime) -> WrappedKey:
    code = new_code(RECOVERY_CODE_LENGTH)
    row = _way_in(vault, Way.RECOVERY_CODE, code, cost=_RANDOM_CODE_COST, at=at)
    row.sealed_code = vault.seal(code.encode(), _CODE_PLACE)
    return row


def _way_in(vault: Vault, way: Way, secret: str, *, cost: str, at: datetime) -> WrappedKey:
    salt = sealing.new_salt()
    key = _wrapping_key(way, secret, salt=salt, cost=cost)
    return WrappedKey(
        wallet_id=vault.wallet_id,
        way=way,
        salt=salt,
        cost=cost,
        wrapped=vault.wrap(way=way, wrapping_key=key),
        sealed_code=None,
        created_at=at,
    )


def _wrapping_key(way: Way, secret: str, *, salt: bytes, cost: str) -> bytes:
    if way is Way.PASSPHRASE:
        return sealing.key_from_passphrase(secret, salt=salt, cost=PassphraseCost.from_text(cost))
    code = read_code(secret, RECOVERY_CODE_LENGTH)
    if code is None:
        raise SealError("seal.broken", detail="not a recovery code")
    return sealing.derive(salt + code.encode(), label=_RECOVERY_LABEL)
