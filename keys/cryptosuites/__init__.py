"""One declaration per Data Integrity cryptosuite, and the registry that finds them by name."""

from keys.cryptosuites.base import Cryptosuite
from keys.cryptosuites.registry import CRYPTOSUITES

__all__ = ["CRYPTOSUITES", "Cryptosuite"]
