"""A receipt of a check: which file was checked, when, by which policy and with what findings.

It is about a check and about nobody: no claim, name or identifier of the document is in it, only the digest
of the file. Whoever has the file can tell that the receipt is about it; nobody else learns what it was. It
never says that a certificate holds today.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from schemas import members
from schemas.contexts import CREDENTIALS_V2, RECEIPT_V1
from schemas.credential import VERIFIABLE_CREDENTIAL, Credential
from schemas.dates import format_instant
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError

RECEIPT_TYPE = "VerificationReceipt"
_SUBJECT = "/credentialSubject"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFinding:
    """One check, by its stable names; `listed_on` is the day of the status list that it relied on."""

    check: str
    outcome: str
    code: str
    listed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCertificate:
    """What was found about one certificate in the file, in the order of the file."""

    outcome: str
    findings: tuple[ReceiptFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationReceipt:
    """The content of a receipt. `file_digest` as `schemas.evidence.digest_multibase` writes it."""

    checked_at: datetime
    policy: str
    outcome: str
    file_digest: str
    file_type: str
    sharing: tuple[ReceiptFinding, ...]
    """The checks on a shared selection itself; empty for a certificate on its own."""
    checked: tuple[CheckedCertificate, ...]

    @classmethod
    def of(cls, credential: Credential) -> "VerificationReceipt | None":
        """Read the receipt in a credential; None when it is none, or is not one that we can read."""
        if RECEIPT_TYPE not in credential.types:
            return None
        try:
            return _read(credential.subjects[0])
        except (MalformedDocumentError, ValueError, IndexError):
            return None


def build_receipt_document(receipt: VerificationReceipt, *, issuer: str, receipt_id: str) -> JsonObject:
    """Return the unsigned credential of a receipt."""
    subject: JsonObject = {
        "type": "Verification",
        "checkedAt": format_instant(receipt.checked_at),
        "policy": receipt.policy,
        "outcome": receipt.outcome,
        "fileDigest": receipt.file_digest,
        "fileType": receipt.file_type,
        "checked": [
            {
                "type": "CheckedCertificate",
                "outcome": certificate.outcome,
                "finding": _findings(certificate.findings),
            }
            for certificate in receipt.checked
        ],
    }
    if receipt.sharing:
        subject["sharing"] = _findings(receipt.sharing)
    return {
        "@context": [CREDENTIALS_V2, RECEIPT_V1],
        "id": receipt_id,
        "type": [VERIFIABLE_CREDENTIAL, RECEIPT_TYPE],
        "issuer": issuer,
        "validFrom": format_instant(receipt.checked_at),
        "credentialSubject": subject,
    }


def _findings(findings: Iterable[ReceiptFinding]) -> list[JsonValue]:
    written: list[JsonValue] = []
    for finding in findings:
        entry: JsonObject = {
            "type": "Finding",
            "check": finding.check,
            "outcome": finding.outcome,
            "code": finding.code,
        }
        if finding.listed_on is not None:
            entry["listedOn"] = finding.listed_on.isoformat()
        written.append(entry)
    return written


def _read(subject: Mapping[str, JsonValue]) -> VerificationReceipt:
    at = members.optional_instant(subject, "checkedAt", _SUBJECT)
    if at is None:
        raise members.malformed("document.not_text", f"{_SUBJECT}/checkedAt")
    return VerificationReceipt(
        checked_at=at,
        policy=members.text(subject, "policy", _SUBJECT),
        outcome=members.text(subject, "outcome", _SUBJECT),
        file_digest=members.text(subject, "fileDigest", _SUBJECT),
        file_type=members.text(subject, "fileType", _SUBJECT),
        sharing=_read_findings(subject, "sharing", _SUBJECT),
        checked=tuple(
            CheckedCertificate(
                outcome=members.text(entry, "outcome", pointer),
                findings=_read_findings(entry, "finding", pointer),
            )
            for pointer, entry in members.placed_children(subject, "checked", _SUBJECT)
        ),
    )


def _read_findings(parent: Mapping[str, JsonValue], member: str, at: str) -> tuple[ReceiptFinding, ...]:
    return tuple(
        ReceiptFinding(
            check=members.text(entry, "check", pointer),
            outcome=members.text(entry, "outcome", pointer),
            code=members.text(entry, "code", pointer),
            listed_on=members.optional_calendar_date(entry, "listedOn", pointer),
        )
        for pointer, entry in members.placed_children(parent, member, at)
    )
