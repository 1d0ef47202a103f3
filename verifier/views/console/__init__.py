"""The pages of an organisation's staff, in Dutch and English. Importing them registers them."""

from pathlib import Path

from verifier.organisations.api_keys import api_keys
from verifier.views.console import answers as answers
from verifier.views.console import bulk as bulk
from verifier.views.console import exemption_steps as exemption_steps
from verifier.views.console import exemptions as exemptions
from verifier.views.console import held_parts as held_parts
from verifier.views.console import programmes as programmes
from verifier.views.console import requests as requests
from verifier.views.console.access import console as console
from verifier.views.console.access import staff as staff
from web.staff.key_pages import add_key_pages
from web.staff.own_account import add_own_account
from web.staff.people import add_people

CONSOLE_CATALOGUE = Path(__file__).parent / "translations"

add_people(staff)
add_own_account(staff)
add_key_pages(staff, api_keys)
