"""What we take for an e-mail address: enough to catch slips, not a proof that it exists. Pure."""

import re

_ADDRESS = re.compile(r"[^\s@<>\"',;:()\[\]\\]{1,64}@[A-Za-z0-9.-]{1,180}\.[A-Za-z]{2,60}")
MAX_CHARACTERS = 254


def is_email_address(text: str) -> bool:
    """Say whether a mail could be sent to this text."""
    return len(text) <= MAX_CHARACTERS and text.isascii() and _ADDRESS.fullmatch(text) is not None
