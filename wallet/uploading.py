"""A certificate from elsewhere, brought as a file or as text.

It is kept when its content can be believed, whatever else was found: a revoked diploma is hers to keep,
and says that it is revoked. What was changed after signing, or never signed, is not kept.
"""

from datetime import datetime

from schemas import documents
from schemas.errors import MalformedDocumentError
from wallet.checking import Checker
from wallet.errors import RefusedDocumentError
from wallet.holder import Holder
from wallet.receiving import Received, judge, refusal_code

# A certificate with a picture in it stays far below this; it is also the strict parser's own limit.
MAX_BYTES = documents.DOCUMENT_LIMITS.max_bytes

# Without these nothing in the document is more than a stranger's words.
_NEEDED_TO_BELIEVE = frozenset({"structure", "proof", "key"})


def read_upload(checker: Checker, original: bytes, *, holder: Holder, at: datetime) -> Received:
    """Judge an uploaded document; its bytes stay as they were given.

    Raises `RefusedDocumentError`: `document.not_json`, `document.refused_*`.
    """
    try:
        document = documents.parse_object(original)
    except MalformedDocumentError as error:
        raise RefusedDocumentError("document.not_json", detail=error.code) from error
    received = judge(checker, document, holder=holder, at=at, original=original)
    for finding in received.verdict.findings:
        if finding.name in _NEEDED_TO_BELIEVE and finding.outcome == "failed":
            raise RefusedDocumentError(refusal_code(received.verdict), detail=finding.code)
    return received
