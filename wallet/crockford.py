"""Codes that people read from paper and type: Crockford's base 32, in groups of four.

The alphabet has no I, L, O or U; reading is generous (small letters, spaces, hyphens, O for 0, I and L
for 1), writing is always the same.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = frozenset(" -\u2010\u2011\u2012\u2013\u2014.\t\r\n\u00a0")


def new_code(length: int) -> str:
    """Return a random code of `length` characters (5 bits each), without separators."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def read_code(text: str, length: int) -> str | None:
    """Return the code that somebody typed, or None when it can't be one of `length` characters."""
    code = "".join(character for character in text if character not in _SEPARATORS)
    code = code.upper().translate(_READ_AS)
    if len(code) != length or not set(code) <= set(ALPHABET):
        return None
    return code


def grouped(code: str) -> str:
    """Return the code as people read it: groups of four with hyphens."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
