"""Which results are somebody's own words: shown apart from certificates, and never counted as one.

By what was found alone, never by how a document calls itself: signed by the very holder who presents it,
about herself, and of a kind that this product writes for that (`schemas.own_words`). Anything else stays
among the certificates, with its verdict: words that were changed, somebody else's, or of an unknown kind.
"""

from collections.abc import Iterable

from schemas.errors import MalformedDocumentError
from schemas.own_words import OwnWords, own_words_of
from verifier.result import Outcome, VerificationResult

_CODE = "issuer.own_word"


def own_words(result: VerificationResult) -> OwnWords | None:
    """Return what a holder says of herself in a result, or None for a certificate."""
    if result.outcome is not Outcome.WARNING or result.decisive.code != _CODE or result.credential is None:
        return None
    if result.check("binding").outcome is not Outcome.PASSED:
        return None
    try:
        return own_words_of(result.credential)
    except MalformedDocumentError:  # signed all the same, and shown as the signed document that it is
        return None


def said_in(results: Iterable[VerificationResult]) -> tuple[OwnWords, ...]:
    """Return what a holder says of herself in these results."""
    return tuple(said for result in results if (said := own_words(result)) is not None)


def certificates(results: Iterable[VerificationResult]) -> tuple[VerificationResult, ...]:
    """Return the results that are no own words."""
    return tuple(result for result in results if own_words(result) is None)
