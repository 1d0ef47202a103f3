"""Account names: compared without regard to case or spelling variants, found by a keyed digest only."""

import hmac
import unicodedata
from hashlib import sha256

MINIMUM_CHARACTERS = 3
# The longest e-mail address that mail servers accept (RFC 5321, section 4.5.3.1).
MAXIMUM_CHARACTERS = 254


def folded(name: str) -> str:
    """Return the form in which names are compared: NFKC, folded case, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def lookup(name: str, *, key: bytes) -> bytes:
    """Return the digest by which an account is found; nobody without the key can test a name against it."""
    return hmac.new(key, folded(name).encode(errors="surrogatepass"), sha256).digest()


def name_problem(name: str) -> str | None:
    """Return the code of what is wrong with a new account name, or None."""
    name = folded(name)
    if len(name) < MINIMUM_CHARACTERS:
        return "account.name_short"
    if len(name) > MAXIMUM_CHARACTERS:
        return "account.name_long"
    # Invisible characters would make two names look the same.
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") for character in name):
        return "account.name_characters"
    return None
