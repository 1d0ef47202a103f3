"""API keys: how another system of a tenant shows who it is (`web.api_keys` has their text).

A key is for one tenant. It is shown once; kept is the digest of its secret, so a stolen database opens
nothing. An actor makes one of these over its own table: `keys = ApiKeys(ApiKey, note=...)`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from web import api_keys as key_texts
from web.refusals import NotFoundError, RefusedInputError, UnauthorizedError
from web.staff.tables import KEY_NAME_LENGTH, ApiKeyMixin, TenantMixin
from web.staff.trail import OPERATOR, Note

KeyT = TypeVar("KeyT", bound=ApiKeyMixin)


@dataclass(frozen=True, slots=True)
class NewApiKey(Generic[KeyT]):
    """A key that was just made, with the only sight of its text that there will ever be."""

    key: KeyT
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ApiKeys(Generic[KeyT]):
    """The keys at one actor: its table and its trail."""

    key: type[KeyT]
    note: Note = field(kw_only=True)

    def create(
        self,
        session: Session,
        tenant: TenantMixin,
        *,
        name: str,
        at: datetime,
        actor: str = OPERATOR,
        detail: str = "",
        **own_columns: object,
    ) -> NewApiKey[KeyT]:
        """Make a key. `detail` goes into the trail. Raises `RefusedInputError("api_key.name")`."""
        name = name.strip()
        if not name or len(name) > KEY_NAME_LENGTH:
            raise RefusedInputError("api_key.name", characters=str(KEY_NAME_LENGTH))
        secret = key_texts.new_secret()
        key = self.key(
            tenant_id=tenant.id,
            name=name,
            secret_hash=key_texts.digest(secret),
            created_by=actor,
            created_at=at,
            **own_columns,
        )
        session.add(key)
        session.flush()
        self.note(session, tenant.id, "api_key.created", at=at, actor=actor, object_id=key.id, detail=detail)
        return NewApiKey(key, key_texts.key_text(key.id, secret))

    def end(
        self, session: Session, tenant_id: str, key_id: str, *, at: datetime, actor: str = OPERATOR
    ) -> KeyT:
        """End a key, for good; ending it again changes nothing. Raises `NotFoundError("api_key.unknown")`."""
        key = session.get(self.key, (tenant_id, key_id))
        if key is None:
            raise NotFoundError("api_key.unknown")
        if key.ended_at is None:
            key.ended_at = at
            self.note(session, tenant_id, "api_key.ended", at=at, actor=actor, object_id=key.id)
        return key

    def all_of(self, session: Session, tenant_id: str) -> list[KeyT]:
        """Return the tenant's keys, the newest first, ended ones too."""
        found = select(self.key).where(self.key.tenant_id == tenant_id)
        return list(session.scalars(found.order_by(self.key.created_at.desc(), self.key.id.desc())))

    def authenticate(self, session: Session, text: str) -> KeyT:
        """Return the key that a text is.

        Raises `UnauthorizedError`: `api_key.unknown` for a text that is no key of ours, and `api_key.ended`,
        which only who had the right secret gets to hear.
        """
        key_id = key_texts.key_id_of(text)
        key = session.scalar(select(self.key).where(self.key.id == key_id)) if key_id else None
        if not key_texts.opens(key.secret_hash if key else None, text) or key is None:
            raise UnauthorizedError("api_key.unknown")
        if key.ended_at is not None:
            raise UnauthorizedError("api_key.ended")
        return key

    def note_use(self, session: Session, key: KeyT, *, at: datetime) -> None:
        """Write down when a key was last used."""
        found = session.get(self.key, (key.tenant_id, key.id))
        if found is not None:
            found.last_used_at = at
