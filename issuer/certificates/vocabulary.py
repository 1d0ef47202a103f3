"""The closed sets of words that certificates use, and what follows from one. Pure.

The words themselves are Dutch legal notions and stand in documents as they are; the pages translate
them through the catalogue.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PHASES = ("initieel", "postinitieel")
REGISTER_ANSWERS = ("ja", "nee", "onbekend")
LEERWEGEN = ("BOL", "BBL", "derde leerweg")
EVC_ROUTES = ("arbeidsmarktroute", "onderwijsroute")
STANDARD_TYPES = ("onderwijsstandaard", "beroepsstandaard", "branchestandaard", "competentiestandaard")
VRAAK = ("variatie", "relevantie", "actualiteit", "authenticiteit", "kwantiteit")
PORTFOLIO = "portfolio"
INSTRUMENTS = (
    PORTFOLIO,
    "criteriumgericht interview",
    "werkplekbezoek",
    "praktijkassessment",
    "proeve van bekwaamheid",
)
USUAL_STEPS = (
    "intake",
    "portfolio",
    "portfoliobeoordeling",
    "criteriumgericht interview",
    "werkplekbezoek",
    "rapportage",
    "eindgesprek",
)
EVIDENCE_SORTS = (
    "diploma",
    "certificaat",
    "getuigschrift",
    "referentie",
    "beoordeling",
    "beroepsproduct",
    "observatie",
    "interview",
    "foto-video",
    "eerder-ervaringscertificaat",
)


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """What a kind of document of value is called in Open Badges, and the law that it rests on."""

    achievement_type: str
    legal_basis: str


FULL_DOCUMENTS: Mapping[str, DocumentKind] = {
    "mbo-diploma": DocumentKind("Diploma", "WEB-7.4.6"),
    "ad-getuigschrift": DocumentKind("AssociateDegree", "WHW-7.11"),
    "hbo-getuigschrift": DocumentKind("BachelorDegree", "WHW-7.11"),
    "wo-getuigschrift": DocumentKind("BachelorDegree", "WHW-7.11"),
}
PART_DOCUMENTS: Mapping[str, DocumentKind] = {
    "mbo-certificaat": DocumentKind("Certificate", "WEB-7.2.3"),
    "ho-certificaat": DocumentKind("Certificate", "WHW-7.11"),
    "microcredential": DocumentKind("MicroCredential", "Kwaliteitskader-microcredentials-HO"),
    "branchecertificaat": DocumentKind("Certificate", "NLQF-ingeschaald"),
    "praktijkverklaring": DocumentKind("Certificate", "WEB-7.4.6"),
}
LEGAL_BASES = (
    "WEB-7.4.6",
    "WEB-7.2.3",
    "WHW-7.11",
    "Kwaliteitskader-microcredentials-HO",
    "Kwaliteitskader-microcredentials-mbo",
    "NLQF-ingeschaald",
    "Kwaliteitscode-EVC",
    "NRTO",
    "geen",
)
PROGRAMMES = ("vo", "entree", "mbo-2", "mbo-3", "mbo-4", "ad", "bachelor", "master")
STUDY_FIELDS = ("onderwijs", "gezondheidszorg", "overig")
HIGHER_EDUCATION = ("croho", "isat")
EXPERIENCE_DOCUMENT = "ervaringscertificaat"
EXPERIENCE_LEGAL_BASIS = "Kwaliteitscode-EVC"
EXPERIENCE_ACHIEVEMENT = "ext:Ervaringscertificaat"
MASTER_LEVEL = "7"


def achievement_type(document: str, level: str) -> str:
    """Return the Open Badges achievement type of a full or partial document of value.

    A getuigschrift of level 7 is a master's degree, which the document's name does not say.
    """
    kind = FULL_DOCUMENTS.get(document) or PART_DOCUMENTS[document]
    if kind.achievement_type == "BachelorDegree" and level == MASTER_LEVEL:
        return "MasterDegree"
    return kind.achievement_type
