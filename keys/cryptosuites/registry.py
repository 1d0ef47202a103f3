"""The cryptosuites by exact name. A policy's allow-list chooses among them; a document never adds one."""

from collections.abc import Mapping
from types import MappingProxyType

from keys.cryptosuites.ecdsa import ECDSA_JCS_2019, ECDSA_RDFC_2019
from keys.cryptosuites.ecdsa_sd import ECDSA_SD_2023
from keys.cryptosuites.eddsa import ED25519_SIGNATURE_2020, EDDSA_JCS_2022, EDDSA_RDFC_2022
from keys.cryptosuites.suite import Suite

_SUITES: tuple[Suite, ...] = (
    EDDSA_RDFC_2022,
    EDDSA_JCS_2022,
    ECDSA_RDFC_2019,
    ECDSA_JCS_2019,
    ECDSA_SD_2023,
    ED25519_SIGNATURE_2020,
)

CRYPTOSUITES: Mapping[str, Suite] = MappingProxyType({suite.name: suite for suite in _SUITES})

# Those whose holder may show part of what was signed.
SELECTIVE_CRYPTOSUITES = frozenset(suite.name for suite in _SUITES if suite.selective)
