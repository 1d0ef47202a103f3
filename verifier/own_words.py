"""Which results are words and no certificates: shown apart from certificates, and never counted as one.

By what was found alone, never by how a document calls itself. Her own words are signed by the very holder
who presents them, about herself, and of a kind that this product writes for that (`schemas.own_words`).
Somebody else's word is signed by an organisation, about that holder, in the one form of
`schemas.endorsement`. Anything else stays among the certificates, with its verdict: words that were changed,
that have run out, that are about somebody else, or of an unknown kind.
"""

from collections.abc import Iterable

from schemas.endorsement import Endorsement, endorsement_of
from schemas.errors import MalformedDocumentError
from schemas.own_words import OwnWords, own_words_of
from verifier.result import Outcome, VerificationResult

_CODE = "issuer.own_word"
_ENDORSEMENT_CODE = "issuer.endorsement"
_NOTHING_TO_SAY = frozenset({Outcome.PASSED, Outcome.SKIPPED})


def own_words(result: VerificationResult) -> OwnWords | None:
    """Return what a holder says of herself in a result, or None for anything else."""
    if result.outcome is not Outcome.WARNING or result.decisive.code != _CODE or result.credential is None:
        return None
    if result.check("binding").outcome is not Outcome.PASSED:
        return None
    try:
        return own_words_of(result.credential)
    except MalformedDocumentError:  # signed all the same, and shown as the signed document that it is
        return None


def endorsement(result: VerificationResult) -> Endorsement | None:
    """Return what an organisation signed about the holder who presents it, or None for anything else.

    `organisation` in it is what the signer calls itself: show `signed_by` in its place.
    """
    if result.credential is None or not result.content_is_proven:
        return None
    if result.check("issuer").code != _ENDORSEMENT_CODE:
        return None
    others = (check.outcome for check in result.checks if check.name != "issuer")
    if result.check("binding").outcome is not Outcome.PASSED or not _NOTHING_TO_SAY.issuperset(others):
        return None
    return endorsement_of(result.credential.document)


def signed_by(result: VerificationResult) -> str:
    """Return who signed an `endorsement`: the name in a register, or else the host of the key."""
    return result.check("issuer").parameters["by"]


def said_in(results: Iterable[VerificationResult]) -> tuple[OwnWords | Endorsement, ...]:
    """Return what is said in these results, by a holder herself or by others who signed it."""
    return tuple(said for result in results if (said := _said(result)) is not None)


def certificates(results: Iterable[VerificationResult]) -> tuple[VerificationResult, ...]:
    """Return the results that are neither own words nor the word of somebody else."""
    return tuple(result for result in results if _said(result) is None)


def _said(result: VerificationResult) -> OwnWords | Endorsement | None:
    return own_words(result) or endorsement(result)
