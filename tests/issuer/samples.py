"""Complete entries of every kind about fictional people, and short ways to awards in any state."""

from datetime import datetime

from issuer import services
from issuer.installation import Installation
from issuer.models import Award
from issuer.services import IssuedAward
from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from tests.issuer.conftest import NOW, Tenant
from web.database import Database

PERSON: JsonObject = {"given_names": "Samira", "family_name": "Voorbeeld", "born": "14-03-1985"}


def diploma(**changes: object) -> JsonObject:
    """Return the entry of an mbo diploma."""
    return {
        **PERSON,
        "standard": "crebo:25498",
        "awarded_on": "06-07-2026",
        "document": "mbo-diploma",
        "route": "BBL",
        "phase": "initieel",
        "funded": "ja",
        "in_register": "ja",
        "hours": "3200",
        **changes,  # type: ignore[dict-item]
    }


def part(**changes: object) -> JsonObject:
    """Return the entry of an mbo-certificaat for one core task."""
    return {
        **PERSON,
        "standard": "crebo:25340",
        "parts": ["B1-K2"],
        "awarded_on": "02-03-2026",
        "document": "mbo-certificaat",
        "phase": "postinitieel",
        "funded": "nee",
        "in_register": "ja",
        "hours": "240",
        "mark": "7",
        **changes,  # type: ignore[dict-item]
    }


def experience(**changes: object) -> JsonObject:
    """Return the entry of an ervaringscertificaat: one part recognised, one not."""
    return {
        **PERSON,
        "standard": "crebo:25491",
        "standard_type": "onderwijsstandaard",
        "agreed_on": "15-01-2026",
        "awarded_on": "11-05-2026",
        "route": "arbeidsmarktroute",
        "goal": "Doorgroeien, en later het diploma halen",
        "steps": "intake\nportfolio\ncriteriumgericht interview\neindgesprek",
        "instruments": ["portfolio", "criteriumgericht interview"],
        "evidence": [
            {
                "number": "1",
                "name": "Referentie van de teamleider",
                "sort": "referentie",
                "dated": "02-11-2025",
                "qualities": ["relevantie", "actualiteit"],
            },
            {"number": "2", "name": "Werkplekbezoek", "sort": "observatie", "dated": "02-04-2026"},
        ],
        "judgements": [
            {
                "part": "B1-K1-W1",
                "part_name": "",
                "verdict": "erkend",
                "reason": "De referentie beschrijft drie situaties, de assessor zag er twee.",
                "based_on": ["1", "2"],
            },
            {
                "part": "B1-K2-W1",
                "part_name": "",
                "verdict": "niet-erkend",
                "reason": "Het bewijs gaat over meelopen, nog niet over zelf afstemmen.",
                "based_on": ["2"],
            },
        ],
        "conclusion": "Eén van de twee werkprocessen is erkend; dat past bij het doel.",
        "assessors": [{"code": "A-17"}],
        "guides": [{"code": "B-03"}],
        **changes,  # type: ignore[dict-item]
    }


def enrolment(**changes: object) -> JsonObject:
    """Return a row of a statement: an mbo programme that ended in a diploma."""
    return {
        "name": "Helpende Zorg en Welzijn",
        "programme": "mbo-2",
        "field": "gezondheidszorg",
        "since": "01-08-2015",
        "until": "06-07-2017",
        "phase": "initieel",
        "funded": "ja",
        "completed": "ja",
        **changes,  # type: ignore[dict-item]
    }


def statement(**changes: object) -> JsonObject:
    """Return the entry of an inschrijvingsverklaring: an enrolment that ended and one that runs."""
    return {
        **PERSON,
        "reference_date": "01-06-2026",
        "enrolments": [
            enrolment(),
            enrolment(name="Verzorgende IG", programme="mbo-3", since="1-10-2025", until="", completed="nee"),
        ],
        **changes,  # type: ignore[dict-item]
    }


ENTRIES = {
    CredentialKind.DIPLOMA: diploma,
    CredentialKind.DEELCERTIFICAAT: part,
    CredentialKind.ERVARINGSCERTIFICAAT: experience,
    CredentialKind.INSCHRIJVINGSVERKLARING: statement,
}


def drafted(
    database: Database,
    installation: Installation,
    tenant: Tenant,
    kind: CredentialKind = CredentialKind.DIPLOMA,
    *,
    email: str = "",
    entry: JsonObject | None = None,
) -> Award:
    """Make a complete draft, by the registrar."""
    with database.transaction() as session:
        return services.draft_from_entry(
            session,
            installation,
            tenant.institution,
            kind=kind,
            entry=entry or ENTRIES[kind](),
            by=tenant.registrar.id,
            at=NOW,
            email=email,
        )


def submitted(
    database: Database,
    installation: Installation,
    tenant: Tenant,
    kind: CredentialKind = CredentialKind.DIPLOMA,
    **how: str,
) -> Award:
    """Make an award that its author has sent on: approved, or waiting for a second person."""
    award = drafted(database, installation, tenant, kind, **how)
    with database.transaction() as session:
        award = services.find_award(session, tenant.id, award.id, lock=True)
        services.submit(session, installation, tenant.institution, award, actor=tenant.registering, at=NOW)
    return award


def issued(
    database: Database,
    installation: Installation,
    tenant: Tenant,
    kind: CredentialKind = CredentialKind.DIPLOMA,
    *,
    at: datetime = NOW,
    **how: str,
) -> IssuedAward:
    """Make an issued award, approved by the second person where its kind asks for one."""
    award = submitted(database, installation, tenant, kind, **how)
    if kind is CredentialKind.ERVARINGSCERTIFICAAT:
        with database.transaction() as session:
            award = services.find_award(session, tenant.id, award.id, lock=True)
            services.approve(session, installation, tenant.institution, award, actor=tenant.approving, at=at)
    return services.issue_award(
        database, installation, institution_id=tenant.id, award_id=award.id, actor=tenant.registering, at=at
    )
