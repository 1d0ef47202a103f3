"""What the people of the demo were awarded, and the cases that must not pass. Data only."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from issuer.certificates.grounds import (
    DiplomaGrounds,
    EvidencePiece,
    ExperienceGrounds,
    Grounds,
    Judgement,
    PartGrounds,
    StudyLoad,
    Verdict,
)
from issuer.certificates.vocabulary import INSTRUMENTS, USUAL_STEPS
from schemas.credential import CredentialKind
from schemas.evidence import digest_multibase
from schemas.frameworks import CREBO, Frameworks, Qualification, QualificationPart
from vakbewijs.demo.world import BRANCH, EVC, EVC_ENDED, JOHAN, ROC, SAMIRA, UNLISTED, DemoInstitution

_SHIPPED = Frameworks.shipped()


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAward:
    """An award: by whom, on which grounds, and when its institution signed it."""

    name: str
    institution: DemoInstitution
    kind: CredentialKind
    grounds: Grounds
    signed: datetime


def _qualification(code: str) -> Qualification:
    found = _SHIPPED.find(CREBO, code)
    if found is None:
        raise LookupError(f"the demo needs qualification {code}")
    return found


def _part(qualification: Qualification, code: str) -> QualificationPart:
    return next(part for part in qualification.parts if part.code == code)


_HELPENDE = _qualification("25498")
_VERZORGENDE = _qualification("25491")
_MONTEUR = _qualification("25342")
_EERSTE_MONTEUR = _qualification("25340")

_REFERENCE_LETTER = EvidencePiece(
    number="1",
    name="Referentieverklaring teamleider",
    sort="referentie",
    dated=date(2025, 11, 2),
    digest=digest_multibase(b"Samira werkt sinds 2019 zelfstandig in de zorg."),
    qualities=("relevantie", "actualiteit", "authenticiteit"),
)
_WORKPLACE_VISIT = EvidencePiece(
    number="2",
    name="Werkplekbezoek door de assessor",
    sort="observatie",
    dated=date(2026, 4, 2),
    digest=digest_multibase(b"Verslag van een ochtend op de afdeling."),
    qualities=("variatie", "relevantie", "actualiteit", "authenticiteit", "kwantiteit"),
)
_INTERVIEW = EvidencePiece(
    number="3",
    name="Gesprek over het eigen werk",
    sort="interview",
    dated=date(2026, 4, 9),
    qualities=("variatie", "authenticiteit"),
)

_SAMIRA_EXPERIENCE = ExperienceGrounds(
    person=SAMIRA.person,
    qualification=_VERZORGENDE,
    standard_type="onderwijsstandaard",
    awarded_on=date(2026, 5, 11),
    agreed_on=date(2026, 1, 15),
    route="onderwijsroute",
    goal="Doorgroeien in de zorg en later het diploma Verzorgende IG halen met vrijstellingen.",
    steps=USUAL_STEPS,
    instruments=INSTRUMENTS[:3],
    evidence=(_REFERENCE_LETTER, _WORKPLACE_VISIT, _INTERVIEW),
    judgements=(
        Judgement(
            part=_part(_VERZORGENDE, "B1-K1-W1"),
            verdict=Verdict.RECOGNISED,
            reason=(
                "De teamleider beschrijft zes jaar zelfstandig werk bij wassen en aankleden. Bij het bezoek "
                "deed de kandidaat dit bij drie cliënten veilig en met aandacht."
            ),
            evidence=("1", "2"),
        ),
        Judgement(
            part=_part(_VERZORGENDE, "B1-K1-W2"),
            verdict=Verdict.RECOGNISED,
            reason=(
                "De kandidaat zag tijdens het bezoek een verandering bij een cliënt, meldde die en legde "
                "in het gesprek uit waarom dat nodig was."
            ),
            evidence=("2", "3"),
        ),
        Judgement(
            part=_part(_VERZORGENDE, "B1-K2-W1"),
            verdict=Verdict.NOT_RECOGNISED,
            reason=(
                "Afstemmen met naasten kwam alleen in het gesprek voor. Er is nog geen bewijs uit het werk "
                "zelf."
            ),
            evidence=("3",),
        ),
    ),
    conclusion="Twee van de drie beoordeelde werkprocessen zijn erkend. Dat past bij het doel.",
    advice="Verzamel bewijs over het afstemmen met naasten, of volg hiervoor een deel van de opleiding.",
    assessors=("A-17",),
    guides=("B-03",),
)

_SAMIRA_HELPENDE = DiplomaGrounds(
    person=SAMIRA.person,
    qualification=_HELPENDE,
    awarded_on=date(2017, 7, 7),
    document="mbo-diploma",
    route="BBL",
    phase="initieel",
    funded=True,
    in_register="ja",
    size=StudyLoad(hours=3200),
)
SAMIRA_DIPLOMA = DemoAward(
    name="samira-helpende",
    institution=ROC,
    kind=CredentialKind.DIPLOMA,
    grounds=_SAMIRA_HELPENDE,
    signed=datetime(2026, 2, 3, 9, 30, tzinfo=UTC),
)
SAMIRA_EXPERIENCE = DemoAward(
    name="samira-ervaring",
    institution=EVC,
    kind=CredentialKind.ERVARINGSCERTIFICAAT,
    grounds=_SAMIRA_EXPERIENCE,
    signed=datetime(2026, 5, 11, 13, 5, tzinfo=UTC),
)
_JOHAN_MONTEUR = DiplomaGrounds(
    person=JOHAN.person,
    qualification=_MONTEUR,
    awarded_on=date(2017, 7, 14),
    document="mbo-diploma",
    route="BBL",
    phase="initieel",
    funded=True,
    in_register="ja",
    size=StudyLoad(hours=3200),
)
JOHAN_DIPLOMA = DemoAward(
    name="johan-monteur",
    institution=ROC,
    kind=CredentialKind.DIPLOMA,
    grounds=_JOHAN_MONTEUR,
    signed=datetime(2026, 2, 3, 9, 40, tzinfo=UTC),
)
_JOHAN_CORE_TASK = PartGrounds(
    person=JOHAN.person,
    qualification=_EERSTE_MONTEUR,
    parts=(_part(_EERSTE_MONTEUR, "B1-K2"),),
    awarded_on=date(2026, 3, 2),
    document="mbo-certificaat",
    legal_basis="WEB-7.2.3",
    phase="postinitieel",
    funded=False,
    in_register="nee",
    mark="7",
    size=StudyLoad(hours=240),
)
JOHAN_PART = DemoAward(
    name="johan-deel",
    institution=BRANCH,
    kind=CredentialKind.DEELCERTIFICAAT,
    grounds=_JOHAN_CORE_TASK,
    signed=datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
)
RUNNING_EXAMPLE = (SAMIRA_DIPLOMA, SAMIRA_EXPERIENCE, JOHAN_DIPLOMA, JOHAN_PART)

REVOKED = DemoAward(
    name="ingetrokken",
    institution=ROC,
    kind=CredentialKind.DIPLOMA,
    grounds=replace(_JOHAN_MONTEUR, awarded_on=date(2018, 7, 6)),
    signed=datetime(2026, 2, 10, 9, 0, tzinfo=UTC),
)
SUSPENDED = DemoAward(
    name="gepauzeerd",
    institution=ROC,
    kind=CredentialKind.DIPLOMA,
    grounds=replace(_SAMIRA_HELPENDE, awarded_on=date(2018, 7, 6)),
    signed=datetime(2026, 2, 10, 9, 10, tzinfo=UTC),
)
OTHER_STANDARD = DemoAward(
    name="niet-erkend-voor-standaard",
    institution=EVC,
    kind=CredentialKind.ERVARINGSCERTIFICAAT,
    grounds=replace(
        _SAMIRA_EXPERIENCE,
        person=JOHAN.person,
        qualification=_MONTEUR,
        goal="Laten zien wat ik als monteur al kan.",
        judgements=(
            Judgement(
                part=_part(_MONTEUR, "B1-K1-W1"),
                verdict=Verdict.RECOGNISED,
                reason="De kandidaat bereidde bij het bezoek het werk voor drie opdrachten goed voor.",
                evidence=("2",),
            ),
        ),
        conclusion="Het beoordeelde werkproces is erkend.",
        advice="",
    ),
    signed=datetime(2026, 5, 12, 9, 0, tzinfo=UTC),
)
RECOGNITION_LOST = DemoAward(
    name="erkenning-later-vervallen",
    institution=EVC_ENDED,
    kind=CredentialKind.ERVARINGSCERTIFICAAT,
    grounds=_SAMIRA_EXPERIENCE,
    signed=datetime(2026, 5, 11, 13, 5, tzinfo=UTC),
)
BEFORE_QUALIFICATION = DemoAward(
    name="voor-de-opleiding-bestond",
    institution=ROC,
    kind=CredentialKind.DIPLOMA,
    grounds=replace(_JOHAN_MONTEUR, awarded_on=date(2014, 7, 4)),
    signed=datetime(2026, 2, 10, 9, 20, tzinfo=UTC),
)
UNLISTED_ISSUER = DemoAward(
    name="onbekende-uitgever",
    institution=UNLISTED,
    kind=CredentialKind.DEELCERTIFICAAT,
    grounds=replace(_JOHAN_CORE_TASK, awarded_on=date(2026, 3, 9)),
    signed=datetime(2026, 3, 9, 11, 0, tzinfo=UTC),
)
CASE_AWARDS = (
    REVOKED,
    SUSPENDED,
    OTHER_STANDARD,
    RECOGNITION_LOST,
    BEFORE_QUALIFICATION,
    UNLISTED_ISSUER,
)
