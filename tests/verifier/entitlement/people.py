"""The five people of the running example, with documents that are really signed and verified."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from schemas.documents import JsonObject
from tests.ecosystem import DEELCERTIFICAAT, DIPLOMA, ERVARINGSCERTIFICAAT, INSCHRIJVINGSVERKLARING, World
from verifier.result import VerifiedCredential

TODAY = date(2026, 7, 1)

SAMIRA = date(1985, 3, 14)  # as in the samples
JOHAN = date(1990, 4, 2)
FATIMA = date(1984, 11, 20)
PIET = date(1963, 2, 11)
LISA = date(2009, 3, 1)

_DEGREES = {
    "ad": ("ad-getuigschrift", "AssociateDegree", "Associate degree", "5"),
    "bachelor": ("hbo-getuigschrift", "BachelorDegree", "Bachelor of Science", "6"),
    "master": ("wo-getuigschrift", "MasterDegree", "Master of Science", "7"),
}


@cache
def world() -> World:
    return World()


def verified(document: JsonObject) -> VerifiedCredential:
    """Verify a document in the small world."""
    return world().verify(document, presented_by=world().samira.did).require()


def mbo(level: str, awarded: date, born: date, **subject: Any) -> JsonObject:
    """Return an mbo diploma of a level."""

    def change(document: Any) -> None:
        _dated(document, awarded)
        _about(document, born, **subject)
        _levelled(document, level)

    return _diploma(change, awarded)


def degree(name: str, awarded: date, born: date, *, graad: str = "", **subject: Any) -> JsonObject:
    """Return the getuigschrift of an ad, bachelor or master."""
    kind, achievement_type, title, level = _DEGREES[name]

    def change(document: Any) -> None:
        _dated(document, awarded)
        _about(document, born, **subject)
        _levelled(document, level)
        document["credentialSubject"] |= {"graad": graad or title, "laatsteAccreditatie": "1990-01-01"}
        achievement = document["credentialSubject"]["achievement"]
        del achievement["leerweg"]
        achievement |= {
            "waardedocument": kind,
            "achievementType": achievement_type,
            "grondslag": "WHW-7.11",
            "otherIdentifier": [
                {"type": "IdentifierEntry", "identifier": "99001", "identifierType": "ext:CROHO"}
            ],
            "kwalificatieRef": [
                {
                    "type": "KwalificatieRef",
                    "codeStelsel": "croho",
                    "code": "99001",
                    "naam": "Bedrijfskunde (VOORBEELD)",
                    "relatie": "volledig",
                }
            ],
        }

    return _diploma(change, awarded)


def secondary(kind: str, level: str, awarded: date, born: date) -> JsonObject:
    """Return the diploma of a secondary school."""

    def change(document: Any) -> None:
        _dated(document, awarded)
        _about(document, born)
        _levelled(document, level)
        achievement = document["credentialSubject"]["achievement"]
        for member in ("leerweg", "kwalificatieRef", "otherIdentifier", "sbu"):
            del achievement[member]
        achievement |= {
            "waardedocument": kind,
            "achievementType": "SecondarySchoolDiploma",
            "grondslag": "geen",
        }

    return _diploma(change, awarded)


def statement(born: date, until: date, *enrolments: JsonObject, **subject: Any) -> JsonObject:
    """Return a complete statement of enrolments up to a day."""

    def change(document: Any) -> None:
        document["validFrom"] = f"{until}T12:00:00Z"
        about = document["credentialSubject"]
        about |= {"geboortedatum": str(born), "peildatum": str(until), **subject}
        for coverage in about["dekking"]:
            coverage["totEnMet"] = str(until)
        about["inschrijving"] = list(enrolments)
        if not enrolments:
            del about["inschrijving"]

    return world().register.issue(INSCHRIJVINGSVERKLARING, holder=world().samira, change=_new(change))


def enrolment(programme: str, since: date, until: date | None, *octobers: int, **further: Any) -> JsonObject:
    """Return one enrolment of a statement."""
    members: JsonObject = {
        "type": "Inschrijving",
        "instelling": "ROC Voorbeeldstad",
        "naam": f"Opleiding {programme} (VOORBEELD)",
        "soortOpleiding": programme,
        "bekostigd": True,
        "opleidingsfase": "initieel",
        "van": str(since),
        "diplomaBehaald": until is not None,
        **further,
    }
    if until is not None:
        members["totEnMet"] = str(until)
    if octobers:
        members["eenOktober"] = [f"{year}-10-01" for year in octobers]
    return members


def part_certificate(born: date) -> JsonObject:
    """Return an mbo-certificaat."""
    return world().school.issue(
        DEELCERTIFICAAT, holder=world().samira, change=_new(lambda document: _about(document, born))
    )


def ervaringscertificaat() -> JsonObject:
    """Return Samira's ervaringscertificaat."""
    return world().evc_provider.issue(
        ERVARINGSCERTIFICAAT, holder=world().samira, change=_new(lambda _: None)
    )


def samira() -> list[VerifiedCredential]:
    return [verified(mbo("2", date(2017, 7, 6), SAMIRA)), verified(ervaringscertificaat())]


def johan() -> list[VerifiedCredential]:
    return [verified(mbo("2", date(2017, 7, 6), JOHAN)), verified(part_certificate(JOHAN))]


def fatima() -> list[VerifiedCredential]:
    return [
        verified(degree("bachelor", date(2012, 8, 31), FATIMA)),
        verified(degree("master", date(2014, 8, 31), FATIMA)),
    ]


def piet() -> list[VerifiedCredential]:
    return [verified(mbo("4", date(2016, 7, 1), PIET))]


def lisa() -> list[VerifiedCredential]:
    running = enrolment("mbo-3", date(2025, 8, 1), None, 2025)
    return [
        verified(secondary("vmbo-diploma", "2", date(2025, 6, 20), LISA)),
        verified(statement(LISA, date(2026, 6, 20), running)),
    ]


def _diploma(change: Callable[[Any], None], awarded: date) -> JsonObject:
    assert awarded <= TODAY
    return world().school.issue(DIPLOMA, holder=world().samira, change=_new(change))


_numbers = iter(range(1, 10_000))


def _new(change: Callable[[Any], None]) -> Callable[[Any], None]:
    """Give a document and its award names of their own, and then change it."""

    def changed(document: Any) -> None:
        number = next(_numbers)
        document["id"] = f"urn:uuid:{number:08x}-1111-4111-8111-111111111111"
        document["awardId"] = f"urn:uuid:{number:08x}-2222-4222-8222-222222222222"
        change(document)

    return changed


def _dated(document: Any, awarded: date) -> None:
    document |= {"awardedDate": f"{awarded}T00:00:00+02:00", "validFrom": f"{awarded}T12:00:00+02:00"}


def _about(document: Any, born: date, **subject: Any) -> None:
    document["credentialSubject"] |= {"geboortedatum": str(born), **subject}


def _levelled(document: Any, level: str) -> None:
    achievement = document["credentialSubject"]["achievement"]
    achievement |= {"nlqfNiveau": level, "eqfNiveau": int(level)}
    for alignment in achievement["alignment"]:
        alignment["targetCode"] = level
