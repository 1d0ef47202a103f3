"""The ECDSA suites (https://www.w3.org/TR/vc-di-ecdsa/); the curve decides the hash."""

from keys.cryptosuites.base import Cryptosuite, JcsTransformation, RdfTransformation
from keys.key_types import KeyType

_HASHES = {KeyType.P256: "sha256", KeyType.P384: "sha384"}

ECDSA_RDFC_2019 = Cryptosuite(name="ecdsa-rdfc-2019", transformation=RdfTransformation(), hash_names=_HASHES)
ECDSA_JCS_2019 = Cryptosuite(name="ecdsa-jcs-2019", transformation=JcsTransformation(), hash_names=_HASHES)
