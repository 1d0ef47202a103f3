"""Who is recognised to issue what, for which standard, from when until when, and who says so.

- `model`: one list with its entries, read from a document or made by a keeper.
- `publication`: a list as a credential.
- `registry`: the lists that a verifier trusts, and the question that it asks of them.

Intervals are half-open: recognised from a date, until (and not on) another. A page that shows the last day
writes "tot en met" the day before `recognised_until`.
"""

from keys.trust_list.model import (
    EndReason,
    Recognition,
    Registration,
    SigningKey,
    TrustEntry,
    TrustList,
)
from keys.trust_list.publication import build_trust_list_document
from keys.trust_list.registry import (
    EVERY_KIND,
    AnchoredList,
    RecognitionAnswer,
    RecognitionState,
    TrustAnchor,
    TrustRegistry,
)

__all__ = [
    "EVERY_KIND",
    "AnchoredList",
    "EndReason",
    "Recognition",
    "RecognitionAnswer",
    "RecognitionState",
    "Registration",
    "SigningKey",
    "TrustAnchor",
    "TrustEntry",
    "TrustList",
    "TrustRegistry",
    "build_trust_list_document",
]
