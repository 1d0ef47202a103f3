"""The API key that came along with a request of an organisation's own system."""

from verifier.models import ApiKey
from verifier.organisations import api_keys
from verifier.organisations.errors import UnauthorizedError
from web.api_keys import needs_noting
from web.application import current_database, now
from web.json_requests import bearer_key


def current_key() -> ApiKey:
    """Return the key that came along, and note its use.

    Raises `UnauthorizedError`: `api_key.missing`, `api_key.unknown`, `api_key.ended`.
    """
    text = bearer_key()
    if text is None:
        raise UnauthorizedError("api_key.missing")
    at = now()
    with current_database().reading() as session:
        key = api_keys.authenticate(session, text)
    if needs_noting(key.last_used_at, at=at):
        with current_database().transaction() as session:
            api_keys.note_use(session, key, at=at)
    return key
