"""The school's side of exemptions in the demo: a programme, an open request, and who signs its decisions."""

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask

from issuer.api_keys import create_api_key
from issuer.institutions import find_institution
from issuer.models import ApiScope
from schemas.credential import CredentialKind
from schemas.dates import legal_date
from schemas.documents import JsonObject, JsonValue, serialize
from schemas.presentation_request import PurposeKind, Wanted
from vakbewijs.demo.addresses import DemoAddresses
from vakbewijs.demo.organisations import ROC_BOARD
from verifier.context import current_verifier
from verifier.exempting import issuer_door, programmes
from verifier.organisations import registering
from verifier.organisations.roles import Role
from verifier.organisations.staff import accounts
from verifier.requests import asking
from verifier.requests.asking import Question
from web.context import current_database
from web.database import Database

BOARD = "examencommissie Zorg en Welzijn"
APPEAL_BODY = "Commissie van beroep voor de examens van ROC Voorbeeldstad (fictief)"
OPEN_DAYS = 60

# Fictional parts and hours; the codes are those of the example in `schemas/frameworks`.
_PARTS = (
    ("B1-K1-W1", "Helpen bij de persoonlijke verzorging", "640"),
    ("B1-K1-W2", "Volgen hoe het met de zorgvrager gaat", "320"),
    ("B1-K1-W3", "Verpleegtechnische handelingen", "960"),
    ("B1-K2-W1", "Zorg afstemmen met collega’s en naasten", "480"),
    ("B1-K2-W2", "Werken aan kwaliteit", "320"),
)


def programme_document() -> JsonObject:
    """Return "Verzorgende IG" of the ROC, with loads in hours of study."""
    parts: list[JsonValue] = [
        {
            "id": code,
            "title": title,
            "load": load,
            "outcomes": [{"codeSystem": "crebo", "qualification": "25491", "part": code}],
        }
        for code, title, load in _PARTS
    ]
    parts.append({"id": "nederlands", "title": "Nederlands", "load": "240", "category": "nederlands"})
    parts.append({"id": "keuze-1", "title": "Keuzedeel", "load": "240"})
    return {
        "title": "Verzorgende IG",
        "codeSystem": "crebo",
        "qualification": "25491",
        "sector": "mbo",
        "loadUnit": "sbu",
        "parts": parts,
    }


def prepare_exemptions(
    verifier_app: Flask, issuer_database: Database, addresses: DemoAddresses, *, clock: Callable[[], datetime]
) -> str:
    """Give the school's board a programme, a request that is open, and the key of its issuer.

    Returns the link of the request.
    """
    at = clock()
    with issuer_database.transaction() as session:
        institution = find_institution(session, ROC_BOARD.slug)
        key = create_api_key(session, institution, name="Examencommissie", scopes=[ApiScope.DECIDE], at=at)
    with verifier_app.app_context(), current_database().transaction() as session:
        school = registering.find_organisation(session, ROC_BOARD.slug)
        adviser = next(
            each for each in accounts.all_of(session, school.id) if Role.ADVISER in accounts.roles_of(each)
        )
        issuer_door.set_issuer(
            session,
            school,
            current_verifier().seal,
            url=f"{addresses.issuer}/issuers/{ROC_BOARD.slug}/decisions",
            key=key.text,
            at=at,
        )
        programmes.add_programme(
            session,
            school.id,
            document=serialize(programme_document()),
            board=BOARD,
            appeal_body=APPEAL_BODY,
            actor=adviser.id,
            at=at,
        )
        asked = asking.ask(session, school, _question(at), at=at, actor=adviser.id)
        return f"{addresses.verifier}/ask/{asked.token}"


def _question(at: datetime) -> Question:
    return Question(
        title="Vrijstelling Verzorgende IG, start februari",
        purpose_kind=PurposeKind.EXEMPTION,
        purpose="Wij kijken welke delen van de opleiding Verzorgende IG je niet meer hoeft te doen.",
        wanted=tuple(
            Wanted(kind=kind)
            for kind in (
                CredentialKind.ERVARINGSCERTIFICAAT,
                CredentialKind.DIPLOMA,
                CredentialKind.DEELCERTIFICAAT,
            )
        ),
        keep_days=91,
        last_day=legal_date(at) + timedelta(days=OPEN_DAYS),
        many=True,
    )
