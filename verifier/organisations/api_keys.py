"""API keys: how another system of an organisation shows who it is (`web.api_keys`)."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from verifier.models import ApiKey, Organisation
from verifier.models.organisations import KEY_NAME_LENGTH
from verifier.organisations import trail
from verifier.organisations.errors import NotFoundError, RefusedInputError, UnauthorizedError
from web import api_keys as key_texts


@dataclass(frozen=True, slots=True)
class NewApiKey:
    """A key that was just made, with the only sight of its text that there will ever be."""

    key: ApiKey
    text: str = field(repr=False)


def create_api_key(
    session: Session, organisation: Organisation, *, name: str, at: datetime, actor: str = trail.OPERATOR
) -> NewApiKey:
    """Make a key. Raises `RefusedInputError("api_key.name")`."""
    name = name.strip()
    if not name or len(name) > KEY_NAME_LENGTH:
        raise RefusedInputError("api_key.name", characters=str(KEY_NAME_LENGTH))
    secret = key_texts.new_secret()
    key = ApiKey(
        organisation_id=organisation.id,
        name=name,
        secret_hash=key_texts.digest(secret),
        created_by=actor,
        created_at=at,
    )
    session.add(key)
    session.flush()
    trail.note(session, organisation.id, "api_key.created", at=at, actor=actor, object_id=key.id)
    return NewApiKey(key, key_texts.key_text(key.id, secret))


def end_api_key(
    session: Session, organisation_id: str, key_id: str, *, at: datetime, actor: str = trail.OPERATOR
) -> ApiKey:
    """End a key, for good; ending it again changes nothing. Raises `NotFoundError("api_key.unknown")`."""
    key = session.get(ApiKey, (organisation_id, key_id))
    if key is None:
        raise NotFoundError("api_key.unknown")
    if key.ended_at is None:
        key.ended_at = at
        trail.note(session, organisation_id, "api_key.ended", at=at, actor=actor, object_id=key.id)
    return key


def api_keys_of(session: Session, organisation_id: str) -> list[ApiKey]:
    """Return the organisation's keys, the newest first, ended ones too."""
    return list(
        session.scalars(
            select(ApiKey)
            .where(ApiKey.organisation_id == organisation_id)
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


def note_use(session: Session, key: ApiKey, *, at: datetime) -> None:
    """Write down when a key was last used."""
    found = session.get(ApiKey, (key.organisation_id, key.id))
    if found is not None:
        found.last_used_at = at
