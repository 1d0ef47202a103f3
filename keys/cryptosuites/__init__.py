"""One declaration per Data Integrity cryptosuite, and the registry that finds them by name."""

from keys.cryptosuites.registry import CRYPTOSUITES, SELECTIVE_CRYPTOSUITES
from keys.cryptosuites.suite import DATA_INTEGRITY_PROOF, Suite

__all__ = ["CRYPTOSUITES", "DATA_INTEGRITY_PROOF", "SELECTIVE_CRYPTOSUITES", "Suite"]
