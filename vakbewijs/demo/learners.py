"""Three people who show what one may still learn: Fatima, Piet and Lisa, and a university. All fictional."""

from datetime import UTC, date, datetime

from issuer.certificates.grounds import DiplomaGrounds, Person, StudyLoad
from issuer.models import Role
from schemas.credential import CredentialKind
from schemas.frameworks import CREBO, Frameworks, Qualification
from vakbewijs.demo.certificates import DemoAward
from vakbewijs.demo.world import ROC, DemoHolder, DemoInstitution, DemoRecognition, DemoStaff

HIGHER = DemoInstitution(
    slug="hogeschool-voorbeeld",
    name="Hogeschool Voorbeeld (fictief)",
    place="Voorbeeldstad",
    identifiers={"BRIN": "99YY"},
    kinds=(CredentialKind.DIPLOMA, CredentialKind.INSCHRIJVINGSVERKLARING),
    staff=(
        DemoStaff(
            login="getuigschrift@hogeschool.example",
            password="hoger klimmen met beleid",  # noqa: S106  (opens a demo on one's own machine)
            name="Ilse Brouwer",
            official_id="H-01",
            roles=(Role.REGISTRAR, Role.ADMIN),
        ),
    ),
    recognitions=(
        DemoRecognition(
            kinds=(CredentialKind.DIPLOMA, CredentialKind.INSCHRIJVINGSVERKLARING),
            standards=None,
            since=date(2002, 9, 1),
        ),
    ),
)

FATIMA = DemoHolder(
    person=Person(given_names="Fatima", family_name="Voorbeeld", born=date(1984, 11, 20)),
    account="fatima@voorbeeld.example",
    passphrase="boeken op de keukentafel",  # noqa: S106
)
PIET = DemoHolder(
    person=Person(given_names="Piet", family_name="Proefman", born=date(1963, 2, 11)),
    account="piet@voorbeeld.example",
    passphrase="nog lang niet uitgewerkt",  # noqa: S106
)
LISA = DemoHolder(
    person=Person(given_names="Lisa", family_name="Voorbeeld", born=date(2009, 3, 1)),
    account="lisa@voorbeeld.example",
    passphrase="morgen weer naar school",  # noqa: S106
)
LEARNERS = (FATIMA, PIET, LISA)

_SHIPPED = Frameworks.shipped()


def _mbo(code: str) -> Qualification:
    found = _SHIPPED.find(CREBO, code)
    if found is None:
        raise LookupError(f"the demo needs qualification {code}")
    return found


def _degree(name: str, code: str, level: str, title: str, awarded: date, ects: str) -> DemoAward:
    return DemoAward(
        name=name,
        institution=HIGHER,
        kind=CredentialKind.DIPLOMA,
        grounds=DiplomaGrounds(
            person=FATIMA.person,
            qualification=Qualification(
                code_system="croho",
                code=code,
                name="Bedrijfskunde (VOORBEELD)",
                level=level,
                kind="wo-opleiding",
            ),
            awarded_on=awarded,
            document="wo-getuigschrift",
            degree=title,
            accredited_on=date(2005, 1, 1),
            phase="initieel",
            funded=True,
            in_register="ja",
            size=StudyLoad(ects=ects),
        ),
        signed=datetime(2026, 2, 4, 9, 0, tzinfo=UTC),
    )


def _mbo_award(name: str, holder: DemoHolder, code: str, awarded: date) -> DemoAward:
    return DemoAward(
        name=name,
        institution=ROC,
        kind=CredentialKind.DIPLOMA,
        grounds=DiplomaGrounds(
            person=holder.person,
            qualification=_mbo(code),
            awarded_on=awarded,
            document="mbo-diploma",
            route="BOL",
            phase="initieel",
            funded=True,
            in_register="ja",
            size=StudyLoad(hours=3200),
        ),
        signed=datetime(2026, 7, 6, 9, 0, tzinfo=UTC),
    )


# By holder, in the order of collecting.
LEARNERS_AWARDS: tuple[tuple[DemoHolder, tuple[DemoAward, ...]], ...] = (
    (
        FATIMA,
        (
            _degree("fatima-bachelor", "99011", "6", "Bachelor of Science", date(2006, 8, 31), "180"),
            _degree("fatima-master", "99012", "7", "Master of Science", date(2008, 8, 31), "60"),
        ),
    ),
    (PIET, (_mbo_award("piet-eerste-monteur", PIET, "25340", date(2016, 7, 8)),)),
    (LISA, (_mbo_award("lisa-helpende", LISA, "25498", date(2026, 7, 3)),)),
)
