"""The link of the request that waits while its reader makes an account or signs in (`wallet.carried`)."""

from wallet.carried import Carried
from wallet.requests.links import MAX_LINK_CHARACTERS

REQUEST: Carried[str] = Carried(
    cookie="request",
    salt="vakbewijs wallet asked request v1",
    max_characters=3 * MAX_LINK_CHARACTERS,
    write=str,
    read=str,
)
