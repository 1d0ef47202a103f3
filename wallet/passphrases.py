"""What makes a passphrase too easy to guess; length is the rule, composition is not."""

import unicodedata

from wallet import names

MINIMUM_CHARACTERS = 12
# Argon2id hashes any length; the bound keeps a request from costing more than its hash.
MAXIMUM_CHARACTERS = 200
_MINIMUM_DISTINCT_CHARACTERS = 5
_OFTEN_CHOSEN = (
    "wachtwoord",
    "welkom",
    "password",
    "qwertyuiop",
    "123456789",
    "geheim",
    "vakbewijs",
    "iloveyou",
    "abcdefgh",
)


def weakness(passphrase: str, *, account_name: str) -> str | None:
    """Return the code of what is wrong with a new passphrase, or None when it will do.

    It judges new passphrases only: signing in never tells why a passphrase is refused.
    """
    text = unicodedata.normalize("NFKC", passphrase)
    if len(text) < MINIMUM_CHARACTERS:
        return "passphrase.short"
    if len(text) > MAXIMUM_CHARACTERS:
        return "passphrase.long"
    folded = text.casefold()
    if folded == names.folded(account_name):
        return "passphrase.is_name"
    if len(set(folded)) < _MINIMUM_DISTINCT_CHARACTERS or _mostly_often_chosen(folded):
        return "passphrase.easy"
    return None


def _mostly_often_chosen(folded: str) -> bool:
    """Whether little is left when the words that everybody tries first are taken out."""
    for word in _OFTEN_CHOSEN:
        folded = folded.replace(word, "")
    return len(folded) < _MINIMUM_DISTINCT_CHARACTERS
