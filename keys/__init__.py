"""Who signs, and how: keys, identifiers, proofs, and whom to trust for what. Pure, but for two named edges.

From the outside in:

- `proofs` adds proofs to documents and verifies every one; `cryptosuites` declares the suites;
  `canonicalization` turns documents into the bytes that are signed, losing nothing.
- `jose` signs and verifies documents as JWTs, with the same keys.
- `resolver` finds the controller document of a DID (`did_key`, `did_jwk`, `did_web`, `controller`); the
  network is given to it.
- `algorithms` and `signer` are public and private keys, in the forms of `formats` and `encoding`.
- `key_store`, `directory_store` and `sealing` keep secrets; the directory is the only disk that is touched,
  with the register keeper's folder (`trust_keeper`, and `cli` for its commands).
- `trust_list` says who is recognised to issue what, and since when.

No key is ever in this package: private keys live in the instance folder.
"""
