"""The pages of an organisation's staff. Importing them registers them."""

from verifier.views.console import account as account
from verifier.views.console import answers as answers
from verifier.views.console import api_access as api_access
from verifier.views.console import bulk as bulk
from verifier.views.console import exemption_steps as exemption_steps
from verifier.views.console import exemptions as exemptions
from verifier.views.console import held_parts as held_parts
from verifier.views.console import people as people
from verifier.views.console import programmes as programmes
from verifier.views.console import requests as requests
from verifier.views.console.access import console as console
