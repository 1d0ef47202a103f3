"""Step 6: has the issuer revoked or suspended the document since?

A revocation is final and fails; a suspension may end and warns. What is wrong with the entry in the signed
document fails; what is wrong with the list, or with reaching it, leaves the status unknown (SL-02).
"""

from keys.errors import InvalidDidError, InvalidKeyError, ProofError
from keys.proofs import ProofPurpose, verify_proofs
from schemas.credential import BITSTRING_ENTRY, StatusEntry
from schemas.dates import legal_date
from schemas.errors import FetchError, MalformedDocumentError, StatusListError
from schemas.status_list import StatusList
from verifier.checks.inquiry import (
    Inquiry,
    failed,
    failure,
    indeterminate,
    passed,
    skipped,
    unreachable,
    warning,
)
from verifier.policy import StatusRule
from verifier.result import Check, worst

NAME = "status"
REVOCATION = "revocation"
SUSPENSION = "suspension"
# A certificate has one entry for revocation and one for suspension; more would only make us fetch.
MAX_ENTRIES = 4


def check_status(inquiry: Inquiry) -> Check:
    """Look up every status entry (Bitstring Status List v1.0, section 3.2) and return the gravest finding."""
    entries = inquiry.credential.status_entries
    if _must_be_revocable(inquiry) and REVOCATION not in {entry.purpose for entry in entries}:
        return failed(NAME, "status.missing")
    if not entries and inquiry.shown_in_part:
        return warning(NAME, "status.not_shown")
    if not entries:
        return skipped(NAME, "status.not_kept")
    if len(entries) > MAX_ENTRIES:
        return failed(NAME, "status.too_many_entries", count=str(len(entries)))
    findings = [_check_entry(inquiry, entry) for entry in entries]
    gravest = worst(finding.outcome for finding in findings)
    return next(finding for finding in findings if finding.outcome is gravest)


def _must_be_revocable(inquiry: Inquiry) -> bool:
    return inquiry.policy.status is StatusRule.REQUIRED and inquiry.credential.kind is not None


def _check_entry(inquiry: Inquiry, entry: StatusEntry) -> Check:
    known = entry.type == BITSTRING_ENTRY and entry.purpose in (REVOCATION, SUSPENSION)
    if not known or entry.index is None or entry.list_url is None:
        return indeterminate(NAME, "status.unknown_kind", detail=f"{entry.type} for {entry.purpose}")
    try:
        fetched = inquiry.status_lists.status_list(entry.list_url, at=inquiry.at)
        proofs = verify_proofs(
            fetched.document,
            purpose=ProofPurpose.ASSERTION_METHOD,
            resolver=inquiry.resolver,
            cryptosuites=inquiry.policy.cryptosuites_for_whole_documents,
            contexts=inquiry.policy.contexts,
            at=inquiry.at,
            domain=None,
            challenge=None,
            signatures=fetched.signatures,
        )
        status_list = fetched.read()
    except FetchError as error:
        return unreachable(NAME, error)
    except (ProofError, InvalidKeyError, InvalidDidError, MalformedDocumentError) as error:
        return indeterminate(NAME, "status.list_untrusted", detail=str(error))
    if problem := _not_this_list(inquiry, status_list, {proof.controller for proof in proofs}, entry):
        return problem
    try:
        is_set = status_list.read(entry.index, entry.purpose)
    except StatusListError as error:
        return failure(NAME, error)
    return _read_bit(inquiry, status_list, entry.purpose, is_set=is_set, current=fetched.current)


def _not_this_list(
    inquiry: Inquiry, status_list: StatusList, signers: set[str], entry: StatusEntry
) -> Check | None:
    """Return why a list whose proofs hold is not the one to look in."""
    listed = status_list.credential
    issuer = inquiry.credential.issuer_id
    publishers = {issuer}
    for known in inquiry.trust.entries_for(issuer):
        publishers.update(known.status_list_publishers)
    if listed.issuer_id not in publishers or listed.issuer_id not in signers:
        return indeterminate(NAME, "status.list_of_other", detail=listed.issuer_id)
    if listed.id is not None and listed.id != entry.list_url:
        return indeterminate(NAME, "status.other_list", detail=listed.id)
    return None


def _read_bit(
    inquiry: Inquiry, status_list: StatusList, purpose: str, *, is_set: bool, current: bool
) -> Check:
    """Judge a bit by the dates of its list.

    Revocation is final, so a list that is too old still tells that a document was revoked, and one that is
    younger than the time of judging that it was not revoked then. Nothing of the kind holds for suspension.
    What a list that is too old, or that could not be fetched again, says beyond that was so on its own day.
    """
    if is_set and purpose == REVOCATION:
        return failed(NAME, "status.revoked")
    listed, skew = status_list.credential, inquiry.policy.clock_skew
    if not current or (listed.valid_until is not None and inquiry.at - skew >= listed.valid_until):
        return _as_it_was(status_list, is_set=is_set)
    if purpose == SUSPENSION and listed.valid_from is not None and inquiry.at + skew < listed.valid_from:
        return indeterminate(NAME, "status.list_later", detail=listed.valid_from.isoformat())
    if is_set:
        return warning(NAME, "status.suspended")
    return passed(NAME, "status.clear", **_list_date(status_list))


def _as_it_was(status_list: StatusList, *, is_set: bool) -> Check:
    """Return what a list said on its day; it does not say how things are now."""
    date = _list_date(status_list)
    if not date:
        return indeterminate(NAME, "status.list_stale")
    return indeterminate(NAME, "status.suspended_then" if is_set else "status.clear_then", **date)


def _list_date(status_list: StatusList) -> dict[str, str]:
    """Return the day on which the list was signed, if it says so: what "not revoked" relies on."""
    since = status_list.credential.valid_from
    return {} if since is None else {"listed_on": legal_date(since).isoformat()}
