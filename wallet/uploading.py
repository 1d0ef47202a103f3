"""Certificates from elsewhere, brought as a file or as text: JSON, a JWT, a badge or a PDF.

A whole wallet in a ZIP is read by `wallet.importing`, which brings its certificates here one by one.

A certificate is kept when its content can be believed, whatever else was found: a revoked diploma is hers to
keep, and says that it is revoked. What was changed after signing, or never signed, is not kept.
"""

from dataclasses import dataclass
from datetime import datetime

from schemas.errors import MalformedDocumentError
from verifier.reading import MAX_SUBMISSION_BYTES, Submission, SubmissionKind, read_submission
from wallet.checking import Checker
from wallet.errors import RefusedDocumentError
from wallet.holder import Holder
from wallet.receiving import Received, judge, refusal_code

MAX_BYTES = MAX_SUBMISSION_BYTES

# Without these nothing in the document is more than a stranger's words.
_NEEDED_TO_BELIEVE = frozenset({"structure", "proof", "key"})


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What of an upload may be kept, and why the rest may not."""

    received: tuple[Received, ...]
    refused: tuple[RefusedDocumentError, ...] = ()


def read_upload(checker: Checker, content: bytes, *, holder: Holder, at: datetime) -> Uploaded:
    """Judge every certificate in an upload, each by itself; their bytes stay as they were signed.

    Raises `RefusedDocumentError` when nothing of it may be kept: `document.not_json`, `document.too_large`,
    `document.refused_*` of the first.
    """
    submission = _read(content)
    received, refused = [], []
    for part in submission.attached or (submission,):
        try:
            received.append(judge_upload(checker, part, holder=holder, at=at))
        except RefusedDocumentError as error:
            refused.append(error)
    if not received:
        raise refused[0]
    return Uploaded(tuple(received), tuple(refused))


def _read(content: bytes) -> Submission:
    try:
        return read_submission(content)
    except MalformedDocumentError as error:
        is_large = error.code.endswith(".too_large")
        code = "document.too_large" if is_large else "document.not_json"
        raise RefusedDocumentError(code, detail=error.code) from error


def judge_upload(checker: Checker, submission: Submission, *, holder: Holder, at: datetime) -> Received:
    """Judge one certificate. Raises `RefusedDocumentError`, also for a link and for a shared selection."""
    if submission.kind is not SubmissionKind.CREDENTIAL or submission.document is None:
        raise RefusedDocumentError("document.not_json", detail=submission.kind)
    received = judge(checker, submission.document, holder=holder, at=at, original=submission.original)
    for finding in received.verdict.findings:
        if finding.name in _NEEDED_TO_BELIEVE and finding.outcome == "failed":
            raise RefusedDocumentError(refusal_code(received.verdict), detail=finding.code)
    return received
