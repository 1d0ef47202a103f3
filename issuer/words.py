"""How the closed sets of the issuer are called on pages. Codes travel; these are for people."""

import sys
from collections.abc import Mapping

from flask import Flask
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from issuer.models import ApiScope, AwardState, BatchState, CopyState, OfferState, Role
from schemas.credential import CredentialKind
from web.forms import choices as choices

KINDS: Mapping[str, LazyString] = {
    CredentialKind.DIPLOMA: _l("Diploma"),
    CredentialKind.DEELCERTIFICAAT: _l("Deelcertificaat"),
    CredentialKind.ERVARINGSCERTIFICAAT: _l("Ervaringscertificaat"),
    CredentialKind.VRIJSTELLINGSBESLUIT: _l("Besluit over vrijstellingen"),
    CredentialKind.INSCHRIJVINGSVERKLARING: _l("Inschrijvingsverklaring"),
}
KINDS_EXPLAINED: Mapping[str, LazyString] = {
    CredentialKind.DIPLOMA: _l("Een hele opleiding is afgerond."),
    CredentialKind.DEELCERTIFICAAT: _l("Eén of meer delen van een opleiding zijn afgerond."),
    CredentialKind.ERVARINGSCERTIFICAAT: _l("Ervaring is beoordeeld tegen een standaard (EVC)."),
    CredentialKind.INSCHRIJVINGSVERKLARING: _l("Welke opleidingen iemand bij u volgde, en wanneer."),
}
STATES: Mapping[str, tuple[str, LazyString]] = {
    AwardState.DRAFT: ("neutral", _l("Concept")),
    AwardState.SUBMITTED: ("attention", _l("Wacht op goedkeuring")),
    AwardState.APPROVED: ("attention", _l("Klaar om uit te geven")),
    AwardState.ISSUED: ("good", _l("Uitgegeven")),
    AwardState.REVOKED: ("bad", _l("Ingetrokken")),
}
SUSPENDED = ("attention", _l("Tijdelijk stilgezet"))
COPY_STATES: Mapping[str, tuple[str, LazyString]] = {
    CopyState.INTENDED: ("attention", _l("Wordt ondertekend")),
    CopyState.SIGNED: ("good", _l("Ondertekend")),
    CopyState.ENDED: ("bad", _l("Beëindigd")),
}
OFFER_STATES: Mapping[str, tuple[str, LazyString]] = {
    OfferState.OPEN: ("neutral", _l("Nog niet opgehaald")),
    OfferState.CLAIMED: ("good", _l("Opgehaald")),
    OfferState.WITHDRAWN: ("neutral", _l("Teruggenomen")),
}
OFFER_EXPIRED = ("attention", _l("Verlopen"))
BATCH_STATES: Mapping[str, tuple[str, LazyString]] = {
    BatchState.CHECKED: ("attention", _l("Gecontroleerd, nog niet uitgegeven")),
    BatchState.RUNNING: ("neutral", _l("Bezig")),
    BatchState.DONE: ("good", _l("Klaar")),
    BatchState.DISCARDED: ("neutral", _l("Weggegooid")),
}
ROLES: Mapping[str, LazyString] = {
    Role.REGISTRAR: _l("Registratie: maakt, verstuurt en trekt in"),
    Role.APPROVER: _l("Goedkeurder: keurt ervaringscertificaten goed"),
    Role.ADMIN: _l("Beheer: medewerkers en sleutels"),
}
API_SCOPES: Mapping[str, LazyString] = {
    ApiScope.ISSUE: _l("Bewijzen laten ondertekenen"),
    ApiScope.STATUS: _l("Bewijzen intrekken en stilzetten"),
}
VERDICTS: Mapping[str, LazyString] = {
    "erkend": _l("Erkend"),
    "gedeeltelijk": _l("Gedeeltelijk erkend"),
    "niet-erkend": _l("Niet erkend"),
    "verleend": _l("Vrijstelling"),
    "afgewezen": _l("Geen vrijstelling"),
}
OFFICIALS: Mapping[str, LazyString] = {
    "assessor": _l("Assessor"),
    "begeleider": _l("Begeleider"),
    "goedkeurder": _l("Goedkeurder"),
}
DOCUMENTS: Mapping[str, LazyString] = {
    "mbo-diploma": _l("Mbo-diploma"),
    "ad-getuigschrift": _l("Getuigschrift associate degree"),
    "hbo-getuigschrift": _l("Hbo-getuigschrift"),
    "wo-getuigschrift": _l("Wo-getuigschrift"),
    "mbo-certificaat": _l("Mbo-certificaat"),
    "ho-certificaat": _l("Certificaat hoger onderwijs"),
    "microcredential": _l("Microcredential"),
    "branchecertificaat": _l("Branchecertificaat"),
    "praktijkverklaring": _l("Praktijkverklaring"),
    "ervaringscertificaat": _l("Ervaringscertificaat"),
}
PHASES: Mapping[str, LazyString] = {
    "initieel": _l("Initieel: de eerste opleiding"),
    "postinitieel": _l("Postinitieel: daarna, naast werk"),
}
PROGRAMMES: Mapping[str, LazyString] = {
    "vo": _l("Middelbare school"),
    "entree": _l("Entreeopleiding"),
    "mbo-2": _l("Mbo niveau 2"),
    "mbo-3": _l("Mbo niveau 3"),
    "mbo-4": _l("Mbo niveau 4"),
    "ad": _l("Associate degree"),
    "bachelor": _l("Bachelor"),
    "master": _l("Master"),
}
STUDY_FIELDS: Mapping[str, LazyString] = {
    "onderwijs": _l("Onderwijs"),
    "gezondheidszorg": _l("Gezondheidszorg"),
    "overig": _l("Iets anders"),
}
YES_NO: Mapping[str, LazyString] = {"ja": _l("Ja"), "nee": _l("Nee")}
YES_NO_UNKNOWN: Mapping[str, LazyString] = {**YES_NO, "onbekend": _l("Onbekend")}
ROUTES: Mapping[str, LazyString] = {
    "arbeidsmarktroute": _l("Arbeidsmarktroute"),
    "onderwijsroute": _l("Onderwijsroute"),
}
STANDARD_TYPES: Mapping[str, LazyString] = {
    "onderwijsstandaard": _l("Onderwijsstandaard"),
    "beroepsstandaard": _l("Beroepsstandaard"),
    "branchestandaard": _l("Branchestandaard"),
    "competentiestandaard": _l("Competentiestandaard"),
}
EVIDENCE_SORTS: Mapping[str, LazyString] = {
    "diploma": _l("Diploma"),
    "certificaat": _l("Certificaat"),
    "getuigschrift": _l("Getuigschrift"),
    "referentie": _l("Referentie"),
    "beoordeling": _l("Beoordeling"),
    "beroepsproduct": _l("Beroepsproduct"),
    "observatie": _l("Observatie"),
    "interview": _l("Interview"),
    "foto-video": _l("Foto of video"),
    "eerder-ervaringscertificaat": _l("Eerder ervaringscertificaat"),
}
QUALITIES: Mapping[str, LazyString] = {
    "variatie": _l("Variatie"),
    "relevantie": _l("Relevantie"),
    "actualiteit": _l("Actualiteit"),
    "authenticiteit": _l("Authenticiteit"),
    "kwantiteit": _l("Kwantiteit"),
}
INSTRUMENTS: Mapping[str, LazyString] = {
    "portfolio": _l("Portfolio"),
    "criteriumgericht interview": _l("Criteriumgericht interview"),
    "werkplekbezoek": _l("Werkplekbezoek"),
    "praktijkassessment": _l("Praktijkassessment"),
    "proeve van bekwaamheid": _l("Proeve van bekwaamheid"),
}
EVENTS: Mapping[str, LazyString] = {
    "award.drafted": _l("Concept gemaakt"),
    "award.edited": _l("Concept gewijzigd"),
    "award.discarded": _l("Concept weggegooid"),
    "award.submitted": _l("Ingediend"),
    "award.sent_back": _l("Teruggestuurd"),
    "award.approved": _l("Goedgekeurd"),
    "award.issued": _l("Uitgegeven"),
    "award.suspended": _l("Tijdelijk stilgezet"),
    "award.unsuspended": _l("Weer geldig gemaakt"),
    "award.revoked": _l("Ingetrokken"),
    "credential.signed": _l("Exemplaar ondertekend"),
    "credential.ended": _l("Exemplaar beëindigd"),
    "offer.made": _l("Link en code gemaakt"),
    "offer.withdrawn": _l("Link en code teruggenomen"),
    "offer.claimed": _l("Opgehaald in een wallet"),
}
ACTORS: Mapping[str, LazyString] = {
    "holder": _l("De eigenaar"),
    "worker": _l("Het systeem"),
    "operator": _l("De beheerder van het systeem"),
}


def register_words(app: Flask) -> None:
    """Let templates look a word up: `words.KINDS[award.kind]`."""
    app.jinja_env.globals["words"] = sys.modules[__name__]
