"""Keys of an institution's other systems: as everywhere (`web.staff.api_keys`), each with its scopes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from issuer import audit
from issuer.errors import ForbiddenError, RefusedInputError
from issuer.models import ApiKey, ApiScope, Institution
from web.staff.api_keys import ApiKeys, NewApiKey

api_keys = ApiKeys(ApiKey, note=audit.append)


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
) -> NewApiKey[ApiKey]:
    """Make a key. Raises `RefusedInputError`: `api_key.name`, `api_key.scopes`."""
    return api_keys.create(session, institution, name=name, at=at, actor=actor, **scope_columns(scopes))


def scope_columns(scopes: Collection[ApiScope]) -> dict[str, Any]:
    """Return what making a key writes down of its scopes. Raises `RefusedInputError("api_key.scopes")`."""
    if not scopes:
        raise RefusedInputError("api_key.scopes")
    codes = sorted(scope.value for scope in set(scopes))
    return {"scopes": codes, "detail": ",".join(codes)}


def caller_of(key: ApiKey) -> Caller:
    """Return the key's system as the services see it."""
    return Caller(key.institution_id, key.id, frozenset(ApiScope(scope) for scope in key.scopes))
