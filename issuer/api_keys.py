"""API keys: how another system of an institution shows who it is.

A key is `vakbewijs_<id>.<secret>`, the secret 256 random bits. It is shown once; kept is the digest of the
secret, so a stolen database opens nothing. A key is for one institution and says what it may be used for.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from issuer import audit
from issuer.errors import ForbiddenError, NotFoundError, RefusedInputError, UnauthorizedError
from issuer.models import ApiKey, ApiScope, Institution
from issuer.models.api import KEY_NAME_LENGTH
from web import api_keys as key_texts


@dataclass(frozen=True, slots=True)
class NewApiKey:
    """A key that was just made, with the only sight of its text that there will ever be."""

    key: ApiKey
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who knocks at the machine door: a key's system, or anybody where the door stands open."""

    institution_id: str | None
    """None: any institution of this installation."""
    api_key_id: str | None
    scopes: frozenset[ApiScope]

    @property
    def name_in_trail(self) -> str:
        """Who acted, for the audit trail."""
        return self.api_key_id or audit.OPEN_DOOR

    def require(self, scope: ApiScope) -> None:
        """Raise `ForbiddenError("api_key.scope")` unless the key is good for this."""
        if scope not in self.scopes:
            raise ForbiddenError("api_key.scope", scope=scope.value)


ANYBODY = Caller(None, None, frozenset(ApiScope))


def create_api_key(
    session: Session,
    institution: Institution,
    *,
    name: str,
    scopes: Collection[ApiScope],
    at: datetime,
    actor: str = audit.OPERATOR,
) -> NewApiKey:
    """Make a key. Raises `RefusedInputError`: `api_key.name`, `api_key.scopes`."""
    name = name.strip()
    if not name or len(name) > KEY_NAME_LENGTH:
        raise RefusedInputError("api_key.name", characters=str(KEY_NAME_LENGTH))
    if not scopes:
        raise RefusedInputError("api_key.scopes")
    secret = key_texts.new_secret()
    key = ApiKey(
        institution_id=institution.id,
        name=name,
        secret_hash=key_texts.digest(secret),
        scopes=sorted(scope.value for scope in set(scopes)),
        created_by=actor,
        created_at=at,
    )
    session.add(key)
    session.flush()
    _note(session, key, "api_key.created", at, actor, detail=",".join(key.scopes))
    return NewApiKey(key, key_texts.key_text(key.id, secret))


def end_api_key(
    session: Session, institution_id: str, key_id: str, *, at: datetime, actor: str = audit.OPERATOR
) -> ApiKey:
    """End a key, for good; ending it again changes nothing. Raises `NotFoundError("api_key.unknown")`."""
    key = session.get(ApiKey, (institution_id, key_id))
    if key is None:
        raise NotFoundError("api_key.unknown")
    if key.ended_at is None:
        key.ended_at = at
        _note(session, key, "api_key.ended", at, actor)
    return key


def api_keys_of(session: Session, institution_id: str) -> list[ApiKey]:
    """Return the institution's keys, the newest first, ended ones too."""
    return list(
        session.scalars(
            select(ApiKey)
            .where(ApiKey.institution_id == institution_id)
            .order_by(ApiKey.created_at.desc(), ApiKey.id.desc())
        )
    )


def authenticate(session: Session, text: str) -> ApiKey:
    """Return the key that a text is.

    Raises `UnauthorizedError`: `api_key.unknown` for a text that is no key of ours, and `api_key.ended`,
    which only who had the right secret gets to hear.
    """
    key_id = key_texts.key_id_of(text)
    key = session.scalar(select(ApiKey).where(ApiKey.id == key_id)) if key_id else None
    if not key_texts.opens(key.secret_hash if key else None, text) or key is None:
        raise UnauthorizedError("api_key.unknown")
    if key.ended_at is not None:
        raise UnauthorizedError("api_key.ended")
    return key


def needs_noting(key: ApiKey, *, at: datetime) -> bool:
    """Say whether a use at this time is to be written down."""
    return key_texts.needs_noting(key.last_used_at, at=at)


def note_use(session: Session, key: ApiKey, *, at: datetime) -> None:
    """Write down when a key was last used."""
    found = session.get(ApiKey, (key.institution_id, key.id))
    if found is not None:
        found.last_used_at = at


def caller_of(key: ApiKey) -> Caller:
    """Return the key's system as the services see it."""
    return Caller(key.institution_id, key.id, frozenset(ApiScope(scope) for scope in key.scopes))


def _note(session: Session, key: ApiKey, action: str, at: datetime, actor: str, detail: str = "") -> None:
    audit.append(
        session, key.institution_id, action, at=at, actor=actor, object_id=key.id, detail=detail or key.id
    )
