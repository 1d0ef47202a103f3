"""The rules of the VC Data Model 2.0, and of 1.1, about what a document looks like, whoever signed it.

`check_credential` and `check_presentation` are asked before a document is signed and again when one is
verified, so that what nobody may issue does not verify either.

Not here, but where a document is canonicalised (`keys.canonicalization`): that every member and type has a
meaning in the contexts, that types and identifiers further down are absolute IRIs, and that a context does
not redefine a protected term.

- https://www.w3.org/TR/vc-data-model-2.0/
- https://www.w3.org/TR/vc-data-model-1.1/
"""

from schemas.data_model.credential import check_credential
from schemas.data_model.presentation import check_presentation

__all__ = ["check_credential", "check_presentation"]
