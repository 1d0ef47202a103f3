"""A holder's passkeys: adding, listing, removing, and opening her wallet with one.

A passkey is a way in only if it opens the data key itself: that is wrapped under what the PRF extension
gives, which nobody but the authenticator can compute again. A right signature alone opens nothing, and what
the database holds about a passkey opens nothing either (ADR 32).
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from keys import sealing
from keys.encoding import base64url_decode, base64url_encode
from keys.errors import SealError
from wallet.errors import AccountError, NotInThisWalletError, SignInError
from wallet.models import Passkey, WrappedKey
from wallet.vault import Place, SealedContent, Vault
from wallet.ways_in.ceremonies import Answer, NewCredential, RelyingParty, credential_in, verify_assertion
from web.database import new_row_id

# More than anybody has devices; a bound on what one page lists.
MAX_PASSKEYS = 20
MAX_NAME_CHARACTERS = 60
_WRAP_LABEL = "vakbewijs wallet passkey v1"
_LOOKUP_LABEL = b"vakbewijs wallet passkey lookup v1|"
_USER_LABEL = b"vakbewijs wallet passkey user v1|"


class PasskeyCard(SealedContent):
    """What she sees of a passkey, and its identifier, so that no device gets two."""

    name: str
    credential_id: str


@dataclass(frozen=True, slots=True)
class PasskeyView:
    """One line of her list."""

    passkey_id: str
    name: str
    created_at: datetime
    last_used_at: datetime | None


def user_handle(wallet_id: str, *, name_key: bytes) -> bytes:
    """Return the name by which an authenticator files her passkeys; tells nothing about her."""
    return hmac.new(name_key, _USER_LABEL + wallet_id.encode(), sha256).digest()


def known_credentials(session: Session, vault: Vault) -> list[bytes]:
    """Return the identifiers of her passkeys, which a device that holds one is not to make again."""
    return [base64url_decode(_card(vault, row).credential_id) for row in _rows(session, vault)]


def passkeys(session: Session, vault: Vault) -> list[PasskeyView]:
    """Return her passkeys, the first one first."""
    return [
        PasskeyView(row.passkey_id, _card(vault, row).name, row.created_at, row.last_used_at)
        for row in _rows(session, vault)
    ]


def add(
    session: Session,
    vault: Vault,
    made: NewCredential,
    *,
    prf: bytes,
    name: str,
    name_key: bytes,
    at: datetime,
) -> str:
    """Make a verified new passkey a way into this wallet, and return its row's id.

    Raises `AccountError`: `passkey.name`, `passkey.too_many`, `passkey.known`.
    """
    name = name.strip()
    if not 1 <= len(name) <= MAX_NAME_CHARACTERS:
        raise AccountError("passkey.name")
    if len(_rows(session, vault)) >= MAX_PASSKEYS:
        raise AccountError("passkey.too_many")
    passkey_id, salt = new_row_id(), sealing.new_salt()
    card = PasskeyCard(name=name, credential_id=base64url_encode(made.credential_id))
    try:
        with session.begin_nested():
            session.add(
                Passkey(
                    wallet_id=vault.wallet_id,
                    passkey_id=passkey_id,
                    lookup=_lookup(made.credential_id, name_key),
                    public_key=made.public_key,
                    sign_count=made.sign_count,
                    salt=salt,
                    wrapped=vault.wrap(way=_way(passkey_id), wrapping_key=_wrapping_key(prf, salt)),
                    sealed_card=vault.seal_content(card, _place(passkey_id)),
                    created_at=at,
                    last_used_at=None,
                )
            )
    except IntegrityError as error:
        raise AccountError("passkey.known") from error
    return passkey_id


def open_with(
    session: Session, party: RelyingParty, answer: Answer, *, challenge: bytes, name_key: bytes, at: datetime
) -> Vault:
    """Return the wallet that this answer opens; its challenge has been used up by the caller.

    Raises `SignInError("passkey.wrong")` whatever is wrong: unknown, another's, a counter that went back
    (a copy is about), a signature or a PRF that does not fit.
    """
    credential_id, handle = credential_in(answer)
    row = session.scalar(select(Passkey).where(Passkey.lookup == _lookup(credential_id, name_key)))
    if row is None:
        raise SignInError("passkey.wrong", detail="no such passkey")
    expected = user_handle(row.wallet_id, name_key=name_key)
    if handle is None or not hmac.compare_digest(handle, expected):
        raise SignInError("passkey.wrong", detail="another user")
    count = verify_assertion(
        party, answer, challenge=challenge, public_key=row.public_key, sign_count=row.sign_count
    )
    try:
        vault = Vault.unwrap(
            row.wrapped,
            wallet_id=row.wallet_id,
            way=_way(row.passkey_id),
            wrapping_key=_wrapping_key(answer.prf, row.salt),
        )
    except SealError as error:
        raise SignInError("passkey.wrong", detail=error.code) from error
    row.sign_count, row.last_used_at = count, at
    return vault


def remove(session: Session, vault: Vault, passkey_id: str) -> None:
    """Take a way in away. Raises `NotInThisWalletError`, `AccountError("passkey.last")`."""
    row = _row(session, vault, passkey_id)
    others = session.scalar(
        select(func.count())
        .select_from(WrappedKey)
        .where(WrappedKey.wallet_id == vault.wallet_id, WrappedKey.way == "passphrase")
    )
    if not others and len(_rows(session, vault)) == 1:
        raise AccountError("passkey.last")
    session.delete(row)
    session.flush()


def passkey(session: Session, vault: Vault, passkey_id: str) -> PasskeyView:
    """Return one of her passkeys; raises `NotInThisWalletError`."""
    row = _row(session, vault, passkey_id)
    return PasskeyView(passkey_id, _card(vault, row).name, row.created_at, row.last_used_at)


def _row(session: Session, vault: Vault, passkey_id: str) -> Passkey:
    row = session.get(Passkey, (vault.wallet_id, passkey_id))
    if row is None:
        raise NotInThisWalletError("wallet.not_found", detail="passkey")
    return row


def _rows(session: Session, vault: Vault) -> list[Passkey]:
    return list(
        session.scalars(
            select(Passkey).where(Passkey.wallet_id == vault.wallet_id).order_by(Passkey.passkey_id)
        )
    )


def _card(vault: Vault, row: Passkey) -> PasskeyCard:
    return vault.open_content(PasskeyCard, row.sealed_card, _place(row.passkey_id))


def _place(passkey_id: str) -> Place:
    return Place("passkey", passkey_id, "card")


def _way(passkey_id: str) -> str:
    return f"passkey:{passkey_id}"


def _wrapping_key(prf: bytes, salt: bytes) -> bytes:
    return sealing.derive(salt + prf, label=_WRAP_LABEL)


def _lookup(credential_id: bytes, name_key: bytes) -> bytes:
    return hmac.new(name_key, _LOOKUP_LABEL + credential_id, sha256).digest()
