"""A fictional register of education, and what its software hands over as JSON about Fatima and Piet.

It is recognised to speak as the register, so what is not in its statements did not happen. Samira has none:
her ladder stays unsure. The days are those of the day on which the demo is filled, since a statement speaks
of today for a month.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from issuer.models import Role
from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from schemas.inschrijvingsverklaring import REGISTER, REGISTER_SCOPE, octobers_between
from vakbewijs.demo.learners import FATIMA, HIGHER, PIET
from vakbewijs.demo.world import ROC, DemoHolder, DemoInstitution, DemoRecognition, DemoStaff

EDUCATION_REGISTER = DemoInstitution(
    slug="onderwijsregister",
    name="Onderwijsregister Voorbeeld (fictief)",
    place="Registerstad",
    identifiers={"KVK": "00000007"},
    kinds=(CredentialKind.INSCHRIJVINGSVERKLARING,),
    staff=(
        DemoStaff(
            login="loket@onderwijsregister.example",
            password="alles op volgorde gezet",  # noqa: S106  (opens a demo on one's own machine)
            name="Joost van Leeuwen",
            official_id="O-01",
            roles=(Role.REGISTRAR, Role.ADMIN),
        ),
    ),
    recognitions=(
        DemoRecognition(
            kinds=(CredentialKind.INSCHRIJVINGSVERKLARING,),
            standards=(REGISTER_SCOPE,),
            since=date(2010, 1, 1),
        ),
    ),
)

# Degrees are counted from this day on (WHW 7.45a), so a list that begins with it leaves nothing open.
_COMPLETE_SINCE = date(1991, 9, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A document as the register's software hands it over, and whose it is."""

    name: str
    holder: DemoHolder
    document: JsonObject


def statements(on: date) -> Iterator[HandedOver]:
    """Yield the statements of the register as they are on a day."""
    yield HandedOver(
        name="fatima-inschrijvingen",
        holder=FATIMA,
        document=_statement(
            FATIMA,
            on,
            _enrolment(HIGHER.name, "Bedrijfskunde", "bachelor", date(2002, 9, 1), date(2006, 8, 31)),
            _enrolment(HIGHER.name, "Bedrijfskunde", "master", date(2006, 9, 1), date(2008, 8, 31)),
        ),
    )
    yield HandedOver(
        name="piet-inschrijvingen",
        holder=PIET,
        document=_statement(
            PIET, on, _enrolment(ROC.name, "Eerste monteur", "mbo-3", date(2013, 8, 1), date(2016, 7, 8))
        ),
    )


def _statement(holder: DemoHolder, on: date, *enrolments: JsonObject) -> JsonObject:
    person = holder.person
    return {
        "type": ["VerifiableCredential", CredentialKind.INSCHRIJVINGSVERKLARING.value],
        "name": "Verklaring van inschrijvingen",
        "credentialSubject": {
            "type": "InschrijvingSubject",
            "voornamen": person.given_names,
            "geslachtsnaam": person.family_name,
            "geboortedatum": person.born.isoformat(),
            "bron": REGISTER,
            "peildatum": on.isoformat(),
            "nationaliteitseis": True,
            "dekking": [
                {
                    "type": "InschrijvingDekking",
                    "sector": sector,
                    "van": _COMPLETE_SINCE.isoformat(),
                    "totEnMet": on.isoformat(),
                }
                for sector in ("vo", "mbo", "ho")
            ],
            "inschrijving": [*enrolments],
        },
    }


def _enrolment(institution: str, name: str, programme: str, since: date, until: date) -> JsonObject:
    return {
        "type": "Inschrijving",
        "instelling": institution,
        "naam": f"{name} (VOORBEELD)",
        "soortOpleiding": programme,
        "vakgebied": "overig",
        "bekostigd": True,
        "opleidingsfase": "initieel",
        "van": since.isoformat(),
        "totEnMet": until.isoformat(),
        "eenOktober": [day.isoformat() for day in octobers_between(since, until)],
        "diplomaBehaald": True,
    }
