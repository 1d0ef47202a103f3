"""The cryptosuites by exact name. A policy's allow-list chooses among them; a document never adds one."""

from collections.abc import Mapping
from types import MappingProxyType

from keys.cryptosuites.base import Cryptosuite
from keys.cryptosuites.ecdsa import ECDSA_JCS_2019, ECDSA_RDFC_2019
from keys.cryptosuites.eddsa import EDDSA_JCS_2022, EDDSA_RDFC_2022

CRYPTOSUITES: Mapping[str, Cryptosuite] = MappingProxyType(
    {suite.name: suite for suite in (EDDSA_RDFC_2022, EDDSA_JCS_2022, ECDSA_RDFC_2019, ECDSA_JCS_2019)}
)
