"""The console, where staff make, approve, issue and revoke. Importing the pages registers them."""

from issuer.views.console import api_access as api_access
from issuer.views.console import awards as awards
from issuer.views.console import batches as batches
from issuer.views.console import deciding as deciding
from issuer.views.console import drafting as drafting
from issuer.views.console import json_entry as json_entry
from issuer.views.console import overview as overview
from issuer.views.console.access import console as console
from issuer.views.console.access import staff as staff
from web.staff.own_account import add_own_account
from web.staff.people import add_people

add_people(staff)
add_own_account(staff)
