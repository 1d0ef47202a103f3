"""DID URLs that name a verification method: a DID and a fragment, and nothing else in between.

No path and no query: a method is found in the document of its DID, so whatever else a DID URL could say would
only be a way of saying one name in many forms (https://www.w3.org/TR/did-1.0/#did-url-syntax).
"""

import re

# A did:jwk holds a whole key; this is ten times the longest of ours.
MAX_DID_URL_CHARACTERS = 4096

_METHOD_URL = re.compile(r"(did:[a-z0-9]+:[A-Za-z0-9._:%-]+)#[A-Za-z0-9._~:%@!$&'()*+,;=-]+", re.ASCII)


def did_of_method(text: str) -> str | None:
    """Return the DID to which the DID URL of a verification method belongs; None for any other text."""
    if len(text) > MAX_DID_URL_CHARACTERS:
        return None
    found = _METHOD_URL.fullmatch(text)
    return found[1] if found else None
