"""The API key that came along with a request of an organisation's own system."""

from verifier.models import ApiKey
from verifier.organisations.api_keys import api_keys
from web.staff import keyed


def current_key() -> ApiKey:
    """Return the key that came along, and note its use. Raises `UnauthorizedError` (`web.staff.keyed`)."""
    return keyed.current_key(api_keys)
