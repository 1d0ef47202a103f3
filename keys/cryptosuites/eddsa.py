"""The EdDSA suites (https://www.w3.org/TR/vc-di-eddsa/).

`Ed25519Signature2020` is the one that documents of the VC Data Model 1.1 carry. It hashes as
eddsa-rdfc-2022 does, and its name is the proof's type (section 3.4 of the specification).
"""

from keys.cryptosuites.base import Cryptosuite, JcsTransformation, RdfTransformation
from keys.key_types import KeyType

_HASHES = {KeyType.ED25519: "sha256"}

EDDSA_RDFC_2022 = Cryptosuite(name="eddsa-rdfc-2022", transformation=RdfTransformation(), hash_names=_HASHES)
EDDSA_JCS_2022 = Cryptosuite(name="eddsa-jcs-2022", transformation=JcsTransformation(), hash_names=_HASHES)
ED25519_SIGNATURE_2020 = Cryptosuite(
    name="Ed25519Signature2020",
    transformation=RdfTransformation(),
    hash_names=_HASHES,
    proof_type="Ed25519Signature2020",
    verification_only=True,
)
