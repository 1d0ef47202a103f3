"""The EdDSA suites (https://www.w3.org/TR/vc-di-eddsa/)."""

from keys.cryptosuites.base import Cryptosuite, JcsTransformation, RdfTransformation
from keys.key_types import KeyType

_HASHES = {KeyType.ED25519: "sha256"}

EDDSA_RDFC_2022 = Cryptosuite(name="eddsa-rdfc-2022", transformation=RdfTransformation(), hash_names=_HASHES)
EDDSA_JCS_2022 = Cryptosuite(name="eddsa-jcs-2022", transformation=JcsTransformation(), hash_names=_HASHES)
