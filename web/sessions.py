"""Who is signed in: a row per browser session, found by the hash of a random cookie (WB-08).

The cookie is the only place that holds the session's secret: the database has its hash, and under a
key derived from it the wrapped secret of the owner (in the wallet: her data key). So neither the
database nor a backup opens a session or anything behind it.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from flask import Request, Response
from sqlalchemy import CursorResult, Delete, LargeBinary, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from schemas.errors import DomainError
from web.cookies import cookie_attributes, cookie_name, rebind_forms
from web.database import UtcDateTime
from web.settings import ActorSettings

TOKEN_BYTES = 32
# Not every page view is worth a write; idle time is kept to this precision.
SEEN_PRECISION = timedelta(minutes=1)
_WRAP_LABEL = "vakbewijs browser session secret"


class Sealing(Protocol):
    """The three functions that wrap a secret; the module `keys.sealing` is one."""

    def seal(self, key: bytes, plaintext: bytes, *, context: str) -> bytes: ...
    def unseal(self, key: bytes, sealed: bytes, *, context: str) -> bytes: ...
    def derive(self, secret: bytes, *, label: str) -> bytes: ...


class BrowserSessionMixin:
    """The columns of an actor's table of browser sessions."""

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    tenant: Mapped[str] = mapped_column(String(64), index=True)
    owner: Mapped[str] = mapped_column(String(64), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    wrapped_secret: Mapped[bytes | None] = mapped_column(LargeBinary)


Row = TypeVar("Row", bound=BrowserSessionMixin)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A valid browser session. `secret` is what `start` was given; it never prints."""

    id_hash: str
    tenant: str
    owner: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    secret: bytes | None

    def __repr__(self) -> str:
        return f"SignedIn(tenant={self.tenant!r}, owner={self.owner!r}, secret=…)"

    @classmethod
    def of(cls, row: BrowserSessionMixin, secret: bytes | None) -> "SignedIn":
        """Return the session of a row that was found, with what its cookie opens."""
        return cls(row.id_hash, row.tenant, row.owner, row.created_at, row.seen_at, row.expires_at, secret)

    def is_stale(self, at: datetime) -> bool:
        """Say whether `touch` should note that the owner is still there."""
        return at - self.seen_at >= SEEN_PRECISION


class Sessions(Generic[Row]):
    """Starts, finds and ends browser sessions of one actor."""

    def __init__(
        self,
        model: type[Row],
        settings: ActorSettings,
        *,
        idle: timedelta,
        absolute: timedelta,
        sealing: Sealing | None = None,
    ) -> None:
        self._model = model
        self._cookie = cookie_name(settings, "session")
        self._attributes = cookie_attributes(settings)
        self._idle = idle
        self._absolute = absolute
        self._sealing = sealing

    def start(
        self,
        session: Session,
        request: Request,
        response: Response,
        *,
        tenant: str,
        owner: str,
        at: datetime,
        secret: bytes | None = None,
    ) -> Row:
        """Sign someone in on this browser, under a new id; whatever session it had before ends.

        Also for a change of rights, or when the owner has shown again who she is: call it again with the
        same owner. Returns the new row, for the actor's own columns.
        """
        self._delete(session, request)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        row = self._model()
        row.id_hash, row.tenant, row.owner = _hash(token), tenant, owner
        row.created_at = row.seen_at = at
        row.expires_at = at + self._absolute
        row.wrapped_secret = self._wrap(token, secret)
        session.add(row)
        session.flush()
        response.set_cookie(self._cookie, token, **self._attributes)
        rebind_forms(token)
        return row

    def load(self, session: Session, request: Request, *, at: datetime) -> SignedIn | None:
        """Return the browser's session, or None: no cookie, unknown, idle too long, or over. Only reads."""
        token = request.cookies.get(self._cookie)
        row = session.get(self._model, _hash(token)) if token else None
        if token is None or row is None or at >= row.expires_at or at >= row.seen_at + self._idle:
            return None
        try:
            secret = self._unwrap(token, row.wrapped_secret)
        except DomainError:  # a row that was tampered with is no session
            return None
        return SignedIn.of(row, secret)

    def touch(self, session: Session, signed_in: SignedIn, *, at: datetime) -> None:
        """Note that the owner is still there, so that the idle time starts again."""
        row = session.get(self._model, signed_in.id_hash)
        if row is not None:
            row.seen_at = max(row.seen_at, at)

    def end(self, session: Session, request: Request, response: Response) -> None:
        """Sign out: the row goes, the cookie goes, and the browser drops the pages that it kept (WB-16)."""
        self._delete(session, request)
        response.delete_cookie(self._cookie, **self._attributes)
        response.headers["Clear-Site-Data"] = '"cache"'
        rebind_forms("")

    def of_owner(self, session: Session, *, tenant: str, owner: str, at: datetime) -> Sequence[Row]:
        """Return the rows of an owner's sessions that still hold, the last used one first."""
        return (
            session.execute(
                select(self._model)
                .where(
                    self._model.tenant == tenant,
                    self._model.owner == owner,
                    self._model.expires_at > at,
                    self._model.seen_at > at - self._idle,
                )
                .order_by(self._model.seen_at.desc(), self._model.id_hash)
            )
            .scalars()
            .all()
        )

    def end_one(self, session: Session, id_hash: str, *, tenant: str, owner: str) -> bool:
        """End one session if it is this owner's; say whether there was such a session."""
        return bool(
            _deleted(
                session,
                delete(self._model).where(
                    self._model.tenant == tenant,
                    self._model.owner == owner,
                    self._model.id_hash == id_hash,
                ),
            )
        )

    def end_others(self, session: Session, signed_in: SignedIn) -> int:
        """End the owner's sessions on all other browsers, after a change of password; return how many."""
        return _deleted(
            session,
            delete(self._model).where(
                self._model.tenant == signed_in.tenant,
                self._model.owner == signed_in.owner,
                self._model.id_hash != signed_in.id_hash,
            ),
        )

    def end_all(self, session: Session, *, tenant: str, owner: str) -> int:
        """End every session of an owner; return how many."""
        return _deleted(
            session, delete(self._model).where(self._model.tenant == tenant, self._model.owner == owner)
        )

    def remove_expired(self, session: Session, *, at: datetime) -> int:
        """Delete the rows of sessions that are over; return how many. For a job."""
        return _deleted(
            session,
            delete(self._model).where(
                (self._model.expires_at <= at) | (self._model.seen_at <= at - self._idle)
            ),
        )

    def _delete(self, session: Session, request: Request) -> None:
        if token := request.cookies.get(self._cookie):
            session.execute(delete(self._model).where(self._model.id_hash == _hash(token)))

    def _wrap(self, token: str, secret: bytes | None) -> bytes | None:
        if secret is None:
            return None
        if self._sealing is None:
            raise RuntimeError("sessions with a secret need a sealing")
        key = self._sealing.derive(token.encode(), label=_WRAP_LABEL)
        return self._sealing.seal(key, secret, context=_hash(token))

    def _unwrap(self, token: str, wrapped: bytes | None) -> bytes | None:
        if wrapped is None or self._sealing is None:
            return None
        key = self._sealing.derive(token.encode(), label=_WRAP_LABEL)
        return self._sealing.unseal(key, wrapped, context=_hash(token))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _deleted(session: Session, statement: Delete) -> int:
    result = session.execute(statement)
    return result.rowcount if isinstance(result, CursorResult) else 0
