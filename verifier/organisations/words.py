"""How organisations and requests speak on pages: closed sets, and sentences by code. B1 Dutch, "u"."""

import sys
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from flask import Flask
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from schemas.credential import CredentialKind
from schemas.dates import legal_date
from schemas.disclosure import PersonalPart
from schemas.presentation_request import PurposeKind
from verifier.models import Assessment
from verifier.organisations.roles import Role
from verifier.requests.asking import RequestState
from verifier.result import Outcome
from web.forms import choices as choices

ROLES: Mapping[str, LazyString] = {
    Role.CHECKER: _l("Controle: vraagt bewijzen en leest de antwoorden, zoals HR"),
    Role.ADVISER: _l("Advies: bereidt vrijstellingen voor"),
    Role.BOARD: _l("Examencommissie: beslist over vrijstellingen"),
    Role.ADMIN: _l("Beheer: medewerkers en sleutels"),
}
PURPOSES: Mapping[str, LazyString] = {
    PurposeKind.WORK: _l("Werken bij ons"),
    PurposeKind.ADMISSION: _l("Toelating tot een opleiding"),
    PurposeKind.EXEMPTION: _l("Vrijstelling van een deel van een opleiding"),
    PurposeKind.OTHER: _l("Iets anders"),
}
PERSONAL_PARTS: Mapping[str, LazyString] = {
    PersonalPart.NAME: _l("De naam"),
    PersonalPart.BIRTH_DATE: _l("De geboortedatum"),
}
KINDS: Mapping[str, LazyString] = {
    CredentialKind.DIPLOMA: _l("Diploma"),
    CredentialKind.DEELCERTIFICAAT: _l("Deelcertificaat"),
    CredentialKind.ERVARINGSCERTIFICAAT: _l("Ervaringscertificaat"),
    CredentialKind.VRIJSTELLINGSBESLUIT: _l("Vrijstellingsbesluit"),
}
STATES: Mapping[str, tuple[str, LazyString]] = {
    RequestState.OPEN: ("good", _l("Open")),
    RequestState.ANSWERED: ("neutral", _l("Beantwoord")),
    RequestState.EXPIRED: ("neutral", _l("Verlopen")),
    RequestState.CLOSED: ("neutral", _l("Gesloten")),
}
OUTCOMES: Mapping[str, tuple[str, LazyString]] = {
    Outcome.PASSED: ("good", _l("Echt en geldig")),
    Outcome.WARNING: ("attention", _l("Echt, met een opmerking")),
    Outcome.FAILED: ("bad", _l("Niet geldig")),
    Outcome.INDETERMINATE: ("unknown", _l("Niet alles kon worden gecontroleerd")),
}
ASSESSMENTS: Mapping[str, tuple[str, LazyString]] = {
    Assessment.NONE: ("neutral", _l("Nog niet bekeken")),
    Assessment.ACCEPTED: ("good", _l("Akkoord")),
    Assessment.NEEDS_INFO: ("attention", _l("Meer nodig")),
}
KEEP_DAYS: Mapping[int, LazyString] = {
    7: _l("1 week"),
    28: _l("4 weken"),
    91: _l("3 maanden"),
    182: _l("6 maanden"),
    365: _l("1 jaar"),
}

REQUEST_SENTENCES: Mapping[str, LazyString] = {
    "request.title": _l("Vul een naam in van hoogstens 200 tekens."),
    "request.purpose": _l("Schrijf in hoogstens 600 tekens waarvoor u dit vraagt."),
    "request.wanted": _l("Kies minstens één soort bewijs."),
    "request.keep_days": _l("Kies hoe lang u het antwoord bewaart."),
    "request.last_day": _l("Kies een dag vanaf vandaag, hoogstens een jaar vooruit."),
    "request.purpose_kind": _l("Kies waarvoor u dit vraagt."),
    "request.too_many": _l("Uw organisatie heeft te veel verzoeken gemaakt."),
}


def keep_words(days: int) -> str:
    """Return how long an answer is kept, as people say it."""
    return str(KEEP_DAYS.get(days) or _l("%(days)s dagen", days=days))


def last_open_day(end: datetime) -> date:
    """Return the day to show for an end: "tot en met" this one."""
    return legal_date(end - timedelta(microseconds=1))


def register_words(app: Flask) -> None:
    """Let templates look a word up: `words.KINDS[kind]`."""
    app.jinja_env.globals["words"] = sys.modules[__name__]
