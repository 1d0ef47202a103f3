"""From what was decided to the award's document: everything that all its copies say alike. Pure.

The award's document is an unsigned credential without what belongs to one copy (its `id`, the moment
from which it holds, its places in the status lists, the holder's key); `copies` adds those.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from issuer.certificates import education, enrolments, experience
from issuer.certificates.grounds import (
    DiplomaGrounds,
    ExperienceGrounds,
    Grounds,
    PartGrounds,
    StatementGrounds,
)
from schemas.contexts import CREDENTIALS_V2, OPEN_BADGES_V3, VAKBEWIJS_V1
from schemas.credential import CredentialKind
from schemas.dates import format_instant, start_of_day
from schemas.documents import JsonObject
from schemas.validation import SCHEMA_IDS

OPEN_BADGES_SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)

# Registration schemes as Open Badges identifier types.
IDENTIFIER_TYPES: Mapping[str, str] = {
    "BRIN": "ext:BRIN",
    "RIO": "ext:RIO",
    "KVK": "ext:KVK",
    "NKC-EVC-aanbieder": "ext:NKC-EVC-aanbieder",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerProfile:
    """How the institution names itself in its certificates."""

    did: str
    name: str
    place: str
    identifiers: Mapping[str, str]

    def document(self) -> JsonObject:
        """Return the `issuer` member."""
        profile: JsonObject = {"id": self.did, "type": ["Profile"], "name": self.name}
        if self.identifiers:
            profile["otherIdentifier"] = [
                {"type": "IdentifierEntry", "identifier": number, "identifierType": IDENTIFIER_TYPES[scheme]}
                for scheme, number in self.identifiers.items()
            ]
        if self.place:
            profile["address"] = {
                "type": ["Address"],
                "addressCountryCode": "NL",
                "addressLocality": self.place,
            }
        return profile

    def named_in(self, kind: CredentialKind) -> JsonObject:
        """Return the `issuer` member of a kind: what is no Open Badge names DID and name only."""
        return self.document() if kind.is_open_badge else {"id": self.did, "name": self.name}


def kind_members(kind: CredentialKind) -> JsonObject:
    """Return the members by which a document says of which kind it is: contexts, types and schemas."""
    own_schema: JsonObject = {"id": SCHEMA_IDS[kind], "type": "JsonSchema"}
    if not kind.is_open_badge:
        return {
            "@context": [CREDENTIALS_V2, VAKBEWIJS_V1],
            "type": ["VerifiableCredential", kind.value],
            "credentialSchema": [own_schema],
        }
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_V3, VAKBEWIJS_V1],
        "type": ["VerifiableCredential", "OpenBadgeCredential", kind.value],
        "credentialSchema": [
            {"id": OPEN_BADGES_SCHEMA, "type": "1EdTechJsonSchemaValidator2019"},
            own_schema,
        ],
    }


def award_document(
    grounds: Grounds, *, issuer: IssuerProfile, award_urn: str, replaces_urn: str | None = None
) -> JsonObject:
    """Build the award's document from what was decided.

    Does NOT validate it: `checking.violations` does, as for a document that came in as JSON.
    """
    kind, name, subject = _core(grounds, issuer, award_urn)
    document: JsonObject = {
        **kind_members(kind),
        "name": name,
        "awardId": award_urn,
        **({"replacesAward": replaces_urn} if replaces_urn else {}),
        "issuer": issuer.named_in(kind),
        "credentialSubject": subject,
    }
    if not isinstance(grounds, StatementGrounds):
        document["awardedDate"] = awarded_date(grounds.awarded_on)
    if isinstance(grounds, ExperienceGrounds):
        document["evidence"] = experience.evidence(grounds, award_urn)
    return document


def awarded_date(day: date) -> str:
    """Write a legal date as Open Badges wants it: the instant at which that day begins in the Netherlands."""
    return format_instant(start_of_day(day))


def _core(grounds: Grounds, issuer: IssuerProfile, award_urn: str) -> tuple[CredentialKind, str, JsonObject]:
    """Return the kind, the name and the subject."""
    match grounds:
        case DiplomaGrounds():
            subject = education.diploma_subject(grounds, issuer.did)
            return CredentialKind.DIPLOMA, education.diploma_name(grounds), subject
        case PartGrounds():
            subject = education.part_subject(grounds, issuer.did)
            return CredentialKind.DEELCERTIFICAAT, education.part_name(grounds), subject
        case ExperienceGrounds():
            subject = experience.experience_subject(grounds, issuer.did, award_urn)
            return CredentialKind.ERVARINGSCERTIFICAAT, experience.experience_name(grounds), subject
        case StatementGrounds():
            subject = enrolments.statement_subject(grounds, issuer.name)
            return CredentialKind.INSCHRIJVINGSVERKLARING, enrolments.STATEMENT_NAME, subject
