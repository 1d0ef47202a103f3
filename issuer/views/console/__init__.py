"""The console, where staff make, approve, issue and revoke. Importing the pages registers them."""

from issuer.views.console import account as account
from issuer.views.console import api_access as api_access
from issuer.views.console import awards as awards
from issuer.views.console import batches as batches
from issuer.views.console import deciding as deciding
from issuer.views.console import drafting as drafting
from issuer.views.console import json_entry as json_entry
from issuer.views.console import overview as overview
from issuer.views.console import people as people
from issuer.views.console.access import console as console
