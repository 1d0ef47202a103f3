"""What an account must be, how names are compared, and what an attempt to sign in does (WB-11).

Knows no database session: the caller finds the row, holds it, and commits what an attempt changed in it.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from web.passwords import Passwords, is_long_enough
from web.staff.tables import MAX_NAME_CHARACTERS, StaffMixin

MAX_FAILED_SIGN_INS = 5
LOCK = timedelta(minutes=5)

_LOGIN = re.compile(r"[^\s@/\\]{1,64}@[^\s@/\\]{1,120}")
_OFFICIAL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of an attempt to sign in: opened, or the code of why not."""

    opened: bool
    code: str = ""
    locked_now: bool = False
    """Whether this attempt was the one that closed the account for a while."""


def folded_login(text: str) -> str:
    """Return the form in which names are compared: one way to write every letter, no capitals."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def account_problem(*, login: str, name: str, official_id: str, password: str) -> str | None:
    """Return the code of what is wrong with a new account's fields, or None. `login` is folded already."""
    if not _LOGIN.fullmatch(login):
        return "staff.login"
    if not name.strip() or len(name) > MAX_NAME_CHARACTERS:
        return "staff.name"
    if not _OFFICIAL_ID.fullmatch(official_id):
        return "staff.official_id"
    return None if is_long_enough(password) else "staff.password"


def attempt(account: StaffMixin | None, password: str, *, passwords: Passwords, at: datetime) -> Attempt:
    """Judge a password, counting wrong ones in the row: after five the account waits.

    An unknown name costs the same time and gets the same answer as a wrong password.
    """
    if account is None or not account.active:
        passwords.verify(None, password)
        return Attempt(opened=False, code="sign_in.refused")
    if account.locked_until is not None and at < account.locked_until:
        return Attempt(opened=False, code="sign_in.locked")
    if not passwords.verify(account.password_hash, password):
        account.failed_sign_ins += 1
        locked = account.failed_sign_ins >= MAX_FAILED_SIGN_INS
        if locked:
            account.failed_sign_ins, account.locked_until = 0, at + LOCK
        return Attempt(opened=False, code="sign_in.refused", locked_now=locked)
    account.failed_sign_ins, account.locked_until = 0, None
    if passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hash(password)
    return Attempt(opened=True)
