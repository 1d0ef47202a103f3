"""What is wrong with an award's document, before anybody signs it. Pure.

In order: it is of the kind that was asked for and speaks in the name of this institution; none of its
dates is in the future; it keeps the schema and the rules of its kind; and every member of it would be
covered by the signature.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from issuer.certificates.copies import StatusPlace, copy_document, with_approver
from issuer.certificates.documents import IssuerProfile
from keys.canonicalization import canonicalize_rdf
from schemas.credential import CredentialKind
from schemas.dates import legal_date, start_of_day
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError
from schemas.frameworks import Frameworks
from schemas.validation import validate
from schemas.violations import Severity, Violation, rule_broken

# Stands in for what a copy adds, so that a draft is judged as the credential that it would become.
_SAMPLE_URN = "urn:uuid:00000000-0000-4000-8000-000000000000"
_SAMPLE_PLACES = (
    StatusPlace("https://voorbeeld.example/status/revocation-1", 0, "revocation"),
    StatusPlace("https://voorbeeld.example/status/suspension-1", 0, "suspension"),
)
_SAMPLE_APPROVER = "GOEDKEURDER-VOLGT"


def findings(
    document: JsonObject,
    *,
    kind: CredentialKind,
    issuer: IssuerProfile,
    frameworks: Frameworks,
    today: date,
    built_here: bool = False,
) -> tuple[Violation, ...]:
    """Return everything that is wrong or doubtful about this document; pointers are into it.

    An error keeps it from being issued, a warning asks for a second look. A document that names no
    approver yet is judged as if it did. `built_here` skips the costly look for members that no signature
    would cover: a document that `documents` built has none.
    """
    own = [*_foreign_members(document, issuer, kind), *_future_dates(document, today)]
    try:
        complete = sample_copy(document, kind=kind, today=today)
        found = validate(complete, kind, frameworks=frameworks)
        if not built_here and not errors_among(found):
            canonicalize_rdf(complete)
    except MalformedDocumentError as error:
        found = (Violation(error.pointer, "document", error.code, error.parameters),)
    return (*own, *found)


def errors_among(found: Iterable[Violation]) -> tuple[Violation, ...]:
    """Return only what keeps a document from being issued."""
    return tuple(violation for violation in found if violation.severity is Severity.ERROR)


def sample_copy(document: JsonObject, *, kind: CredentialKind, today: date) -> JsonObject:
    """Return the credential that the document would become, with stand-ins for what a copy adds.

    Raises `MalformedDocumentError` for a document that has no subject to speak of.
    """
    if not isinstance(document.get("@context"), list):
        raise MalformedDocumentError("document.base_context", pointer="/@context")
    if not isinstance(document.get("credentialSubject"), dict):
        raise MalformedDocumentError("document.no_subject", pointer="/credentialSubject")
    if kind is CredentialKind.ERVARINGSCERTIFICAAT and "goedkeurder" not in _subject(document):
        document = with_approver(document, _SAMPLE_APPROVER)
    return copy_document(
        document,
        credential_urn=_SAMPLE_URN,
        valid_from=start_of_day(today) + timedelta(hours=12),
        places=_SAMPLE_PLACES,
        holder=None,
    )


def officials_of(document: JsonObject) -> frozenset[str]:
    """Return the codes, case-folded, of everyone who took part in the assessment."""
    subject = _subject(document)
    found: set[str] = set()
    for role in ("assessor", "begeleider"):
        people = subject.get(role)
        for person in people if isinstance(people, list) else [people]:
            code = person.get("functionarisId") if isinstance(person, dict) else None
            if isinstance(code, str):
                found.add(code.casefold())
    return frozenset(found)


def _subject(document: JsonObject) -> JsonObject:
    subject = document.get("credentialSubject")
    return subject if isinstance(subject, dict) else {}


def _foreign_members(document: JsonObject, issuer: IssuerProfile, kind: CredentialKind) -> list[Violation]:
    if document.get("issuer") != issuer.named_in(kind):
        return [rule_broken("/issuer", "award.other_issuer", name=issuer.name)]
    return []


def _future_dates(document: JsonObject, today: date) -> list[Violation]:
    subject = _subject(document)
    dated: list[tuple[str, JsonValue]] = [
        ("/awardedDate", document.get("awardedDate")),
        ("/credentialSubject/datumOvereenkomst", subject.get("datumOvereenkomst")),
        ("/credentialSubject/besluitdatum", subject.get("besluitdatum")),
        ("/credentialSubject/peildatum", subject.get("peildatum")),
        ("/credentialSubject/geboortedatum", subject.get("geboortedatum")),
    ]
    return [
        rule_broken(pointer, "award.in_the_future") for pointer, value in dated if _is_after(value, today)
    ]


def _is_after(value: JsonValue, today: date) -> bool:
    """Say whether a date lies after today; text that is no date is the schema's business."""
    if not isinstance(value, str):
        return False
    try:
        return legal_date(value) > today
    except MalformedDocumentError:
        return False
