"""What can go wrong with keys, identifiers and proofs.

Each family says what the failure means to whoever asked, which is what a verifier decides on:

- `ProofError`: the proof was judged, and it does not hold.
- `SelectionError`: whoever signs or shows asked for a part that the document does not have.
- `InvalidKeyError`, `InvalidDidError`: the input itself can never be right.
- `ResolutionError`: a key could not be fetched NOW; nothing is known about the proof.
- `SealError`, `KeyStoreError`: our own secrets can't be opened or used as asked.

Programs and translations read `code`; `str(error)` is English for logs.
"""

from schemas.errors import DomainError, FetchError


class InvalidKeyError(DomainError):
    """Bytes or text that are not a usable public or private key (codes `key.*`)."""


class InvalidDidError(DomainError):
    """An identifier that can't be resolved by anyone, or whose document is not its own (codes `did.*`)."""


class ResolutionError(FetchError):
    """A DID document could not be fetched now: not a verdict on anything (codes `did.*`)."""


class ProofError(DomainError):
    """A proof that was judged and does not hold, or can't be judged as it stands (codes `proof.*`)."""


class SelectionError(DomainError):
    """A choice of what to sign or show apart that can't be made of this document (codes `selection.*`)."""


class VerificationMethodError(ProofError):
    """A proof made with a key that its controller did not list for this purpose (codes `proof.*`)."""


class SealError(DomainError):
    """A sealed secret that does not open: wrong key, wrong place, or changed (codes `seal.*`)."""


class KeyStoreError(DomainError):
    """The key store can't do what is asked (codes `keystore.*`)."""


class TrustListError(DomainError):
    """A trust list that contradicts itself or can't be changed as asked (codes `trust.*`)."""
