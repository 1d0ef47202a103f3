"""The fictional institutions and people of the demo. Codes of qualifications are real, all else is made up.

The passwords here open a demo on one's own machine and nothing else; they are printed at every start.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from issuer.certificates.grounds import Person
from issuer.models import Role
from schemas.credential import CredentialKind

KEEPER_NAME = "NKC Voorbeeld (fictief)"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoStaff:
    """Somebody who works at an institution, with what they sign in with."""

    login: str
    password: str
    name: str
    official_id: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRecognition:
    """What the register says of an institution. `until` is the first day without recognition."""

    kinds: tuple[CredentialKind, ...]
    standards: tuple[str, ...] | None
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoInstitution:
    """An institution, its staff and its recognitions (none: the register does not know it)."""

    slug: str
    name: str
    place: str
    identifiers: Mapping[str, str]
    kinds: tuple[CredentialKind, ...]
    staff: tuple[DemoStaff, ...]
    recognitions: tuple[DemoRecognition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoHolder:
    """Somebody with a wallet."""

    person: Person
    account: str
    passphrase: str


ROC = DemoInstitution(
    slug="roc-voorbeeldstad",
    name="ROC Voorbeeldstad (fictief)",
    place="Voorbeeldstad",
    identifiers={"BRIN": "99XX"},
    kinds=(
        CredentialKind.DIPLOMA,
        CredentialKind.DEELCERTIFICAAT,
        CredentialKind.VRIJSTELLINGSBESLUIT,
        CredentialKind.INSCHRIJVINGSVERKLARING,
    ),
    staff=(
        DemoStaff(
            login="diploma@roc.example",
            password="rustig tekenen op dinsdag",  # noqa: S106  (printed by the demo)
            name="Karin de Vries",
            official_id="R-01",
            roles=(Role.REGISTRAR, Role.ADMIN),
        ),
        # The examination board: the same people as at the verifier, who must be staff where is signed.
        DemoStaff(
            login="advies@roc.example",
            password="eerst lezen dan wegen",  # noqa: S106
            name="Noor Peters",
            official_id="V-11",
            roles=(Role.REGISTRAR,),
        ),
        DemoStaff(
            login="commissie@roc.example",
            password="wij beslissen met twee",  # noqa: S106
            name="Henk van Dijk",
            official_id="E-21",
            roles=(Role.APPROVER,),
        ),
        DemoStaff(
            login="commissie2@roc.example",
            password="het tweede paar ogen",  # noqa: S106
            name="Yasmin Aydin",
            official_id="E-22",
            roles=(Role.APPROVER,),
        ),
    ),
    recognitions=(
        DemoRecognition(
            kinds=(
                CredentialKind.DIPLOMA,
                CredentialKind.DEELCERTIFICAAT,
                CredentialKind.VRIJSTELLINGSBESLUIT,
                CredentialKind.INSCHRIJVINGSVERKLARING,
            ),
            standards=None,
            since=date(2012, 8, 1),
        ),
    ),
)

EVC = DemoInstitution(
    slug="evc-voorbeeld",
    name="EVC Voorbeeld (fictief)",
    place="Voorbeeldstad",
    identifiers={"NKC-EVC-aanbieder": "EVC-000", "KVK": "00000000"},
    kinds=(CredentialKind.ERVARINGSCERTIFICAAT,),
    staff=(
        DemoStaff(
            login="assessor@evc.example",
            password="samen kijken naar bewijs",  # noqa: S106
            name="Ruben Smit",
            official_id="A-20",
            roles=(Role.REGISTRAR,),
        ),
        DemoStaff(
            login="tweede@evc.example",
            password="vier ogen zien meer",  # noqa: S106
            name="Anna Bakker",
            official_id="G-05",
            roles=(Role.APPROVER, Role.ADMIN),
        ),
    ),
    recognitions=(
        DemoRecognition(
            kinds=(CredentialKind.ERVARINGSCERTIFICAAT,),
            standards=("crebo:25491", "crebo:25498"),
            since=date(2024, 1, 1),
        ),
    ),
)

EVC_ENDED = DemoInstitution(
    slug="evc-van-toen",
    name="EVC Van Toen (fictief)",
    place="Oud-Voorbeeld",
    identifiers={"NKC-EVC-aanbieder": "EVC-001"},
    kinds=(CredentialKind.ERVARINGSCERTIFICAAT,),
    staff=(
        DemoStaff(
            login="assessor@vantoen.example",
            password="wat was dat blijft zo",  # noqa: S106
            name="Els Mulder",
            official_id="A-31",
            roles=(Role.REGISTRAR,),
        ),
        DemoStaff(
            login="tweede@vantoen.example",
            password="nog een keer lezen",  # noqa: S106
            name="Wim de Boer",
            official_id="G-32",
            roles=(Role.APPROVER,),
        ),
    ),
    recognitions=(
        DemoRecognition(
            kinds=(CredentialKind.ERVARINGSCERTIFICAAT,),
            standards=("crebo:25491",),
            since=date(2023, 1, 1),
            until=date(2026, 7, 1),
        ),
    ),
)

BRANCH = DemoInstitution(
    slug="branche-techniek",
    name="Branche Techniek Voorbeeld (fictief)",
    place="Werkdorp",
    identifiers={"KVK": "00000001"},
    kinds=(CredentialKind.DEELCERTIFICAAT,),
    staff=(
        DemoStaff(
            login="certificaat@techniek.example",
            password="elke moer zit vast",  # noqa: S106
            name="Sven Visser",
            official_id="B-01",
            roles=(Role.REGISTRAR,),
        ),
    ),
    recognitions=(
        DemoRecognition(
            kinds=(CredentialKind.DEELCERTIFICAAT,),
            standards=("crebo:25340", "crebo:25342"),
            since=date(2016, 1, 1),
        ),
    ),
)

UNLISTED = DemoInstitution(
    slug="academie-zonder-register",
    name="Academie Zonder Register (fictief)",
    place="Nergenshuizen",
    identifiers={"KVK": "00000009"},
    kinds=(CredentialKind.DEELCERTIFICAAT,),
    staff=(
        DemoStaff(
            login="info@academie.example",
            password="niemand kent ons nog",  # noqa: S106
            name="Tom Kuiper",
            official_id="Z-01",
            roles=(Role.REGISTRAR,),
        ),
    ),
    recognitions=(),
)

INSTITUTIONS = (ROC, EVC, EVC_ENDED, BRANCH, UNLISTED)

SAMIRA = DemoHolder(
    person=Person(given_names="Samira", family_name="Voorbeeld", born=date(1985, 3, 14)),
    account="samira@voorbeeld.example",
    passphrase="fietsen door de regen",  # noqa: S106
)
JOHAN = DemoHolder(
    person=Person(given_names="Johan", family_name="Proefman", born=date(1992, 11, 2)),
    account="johan@voorbeeld.example",
    passphrase="sleutels op de werkbank",  # noqa: S106
)
HOLDERS = (SAMIRA, JOHAN)
