"""Keys whose private halves stand in public specifications, as fingerprints.

Everybody can sign with them. A key store refuses to import one; a policy may refuse to trust one.
"""

from hashlib import sha256

# SHA-256 of the Multikey text. `tests/keys/test_published_keys.py` recomputes the fingerprints of every key
# that the W3C vectors hold and fails when one is missing here.
PUBLISHED_KEYS: frozenset[str] = frozenset()


def is_published_multikey(multikey: str) -> bool:
    """Say whether a key in Multikey text is one of the published ones."""
    return sha256(multikey.encode("ascii")).hexdigest() in PUBLISHED_KEYS
