"""Step 9: are the files that were handed over the ones that the certificate rests on?"""

from schemas.errors import MalformedDocumentError
from schemas.evidence import matches
from verifier.checks.inquiry import Inquiry, failed, failure, passed, skipped
from verifier.result import Check

NAME = "evidence"


def check_evidence(inquiry: Inquiry) -> Check:
    """Compare the digest of every file that was supplied with the one that was signed.

    Files are optional: without any, nothing is said about them. A file that the certificate does not name
    fails, since it was handed over as evidence for it.
    """
    pieces = {piece.id: piece for piece in inquiry.credential.evidence if piece.id is not None}
    if not inquiry.evidence:
        named = len(inquiry.credential.evidence)
        return skipped(NAME, "evidence.not_supplied" if named else "evidence.none", count=str(named))
    for name, content in inquiry.evidence.items():
        piece = pieces.get(name)
        if piece is None or piece.digest is None:
            return failed(NAME, "evidence.not_named", detail=name)
        try:
            same = matches(piece.digest, content)
        except MalformedDocumentError as error:
            return failure(NAME, error)
        if not same:
            return failed(NAME, "evidence.other_file", name=piece.name, detail=name)
    return passed(NAME, "evidence.matches", count=str(len(inquiry.evidence)))
