"""Keys of other systems of an organisation: as everywhere (`web.staff.api_keys`)."""

from verifier.models import ApiKey
from verifier.organisations import trail
from web.staff.api_keys import ApiKeys

api_keys = ApiKeys(ApiKey, note=trail.note)
