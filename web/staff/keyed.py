"""The API key that came along with a request of another system."""

from web.api_keys import needs_noting
from web.context import current_database, now
from web.json_requests import bearer_key
from web.refusals import UnauthorizedError
from web.staff.api_keys import ApiKeys, KeyT


def current_key(keys: ApiKeys[KeyT]) -> KeyT:
    """Return the key that came along, and note its use.

    Raises `UnauthorizedError`: `api_key.missing`, `api_key.unknown`, `api_key.ended`.
    """
    text = bearer_key()
    if text is None:
        raise UnauthorizedError("api_key.missing")
    at = now()
    with current_database().reading() as session:
        key = keys.authenticate(session, text)
    if needs_noting(key.last_used_at, at=at):
        with current_database().transaction() as session:
            keys.note_use(session, key, at=at)
    return key
