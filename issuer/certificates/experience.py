"""The subject and the evidence of an ervaringscertificaat: all of norm 3.10 of the quality code. Pure."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from issuer.certificates import pieces
from issuer.certificates.grounds import EvidencePiece, ExperienceGrounds, Judgement, Verdict
from issuer.certificates.vocabulary import (
    EXPERIENCE_ACHIEVEMENT,
    EXPERIENCE_DOCUMENT,
    EXPERIENCE_LEGAL_BASIS,
)
from schemas.documents import JsonObject, JsonValue
from schemas.frameworks import Qualification, QualificationPart

QUALIFICATIONS_PAGE = "https://kwalificatiesmbo.nl/"
UNKNOWN_VERSION = "onbekend"

_VERDICT_WORDS: Mapping[Verdict, str] = {
    Verdict.RECOGNISED: "erkend",
    Verdict.PARTLY: "gedeeltelijk erkend",
    Verdict.NOT_RECOGNISED: "niet erkend",
}


def experience_name(grounds: ExperienceGrounds) -> str:
    """Return the name on the certificate."""
    return f"Ervaringscertificaat {grounds.qualification.name}"


def experience_subject(grounds: ExperienceGrounds, issuer_did: str, award_urn: str) -> JsonObject:
    """Return the subject of an ervaringscertificaat. Who approved it is added when somebody does."""
    achievement = _achievement(grounds, issuer_did)
    base = str(achievement["id"])
    subject: JsonObject = {
        "type": ["AchievementSubject", "NLSubject", "EVCSubject"],
        **pieces.person(grounds.person),
        "route": grounds.route,
        "loopbaandoel": grounds.goal,
        "datumOvereenkomst": grounds.agreed_on.isoformat(),
        "procedurestap": list(grounds.steps),
        "instrument": list(grounds.instruments),
        "conclusie": grounds.conclusion,
        "assessor": [_official(code, "assessor") | {"onafhankelijk": True} for code in grounds.assessors],
        "begeleider": [_official(code, "begeleider") for code in grounds.guides],
    }
    if grounds.advice:
        subject["ontwikkeladvies"] = grounds.advice
    if grounds.register_number:
        subject["registernummer"] = grounds.register_number
    subject["achievement"] = achievement
    subject["result"] = [_result(judgement, base, award_urn) for judgement in grounds.judgements]
    return subject


def evidence(grounds: ExperienceGrounds, award_urn: str) -> list[JsonValue]:
    """Return the pieces of evidence: titles and digests, never the files."""
    return [_evidence_piece(piece, award_urn) for piece in grounds.evidence]


def _achievement(grounds: ExperienceGrounds, issuer_did: str) -> JsonObject:
    qualification = grounds.qualification
    achievement = pieces.achievement(
        qualification,
        issuer_did,
        EXPERIENCE_ACHIEVEMENT,
        name=f"EVC {qualification.name}",
        description=f"Beoordeling van ervaring tegen de {grounds.standard_type} {qualification.name}",
        criteria="Kwaliteitscode EVC, norm 3.10",
    )
    base = str(achievement["id"])
    version = qualification.valid_from.isoformat() if qualification.valid_from else UNKNOWN_VERSION
    parts = [judgement.part for judgement in grounds.judgements]
    return achievement | {
        "waardedocument": EXPERIENCE_DOCUMENT,
        "grondslag": EXPERIENCE_LEGAL_BASIS,
        "standaardtype": grounds.standard_type,
        "standaardVersie": f"{qualification.code}@{version}",
        **pieces.level(qualification.level),
        "kwalificatieRef": [
            pieces.reference(qualification, "beoordeeld-tegen", [part.code for part in parts])
        ],
        "resultDescription": [_rubric(part, base, qualification) for part in parts],
    }


def _official(code: str, role: str) -> JsonObject:
    return {"type": "EVCFunctionaris", "functionarisId": code, "rol": role}


def _rubric(part: QualificationPart, base: str, qualification: Qualification) -> JsonObject:
    return {
        "id": f"{base}/{part.code}",
        "type": ["ResultDescription"],
        "name": f"{part.code} {part.name}",
        "resultType": "RubricCriterionLevel",
        "rubricCriterionLevel": [
            {"id": f"{base}/{part.code}/{verdict.value}", "type": ["RubricCriterionLevel"], "name": words}
            for verdict, words in _VERDICT_WORDS.items()
        ],
        "alignment": [
            pieces.alignment(
                "ext:Werkproces",
                part.name,
                part.code,
                f"Kwalificatiedossier {qualification.dossier or qualification.code}",
                QUALIFICATIONS_PAGE,
            )
        ],
    }


def _result(judgement: Judgement, base: str, award_urn: str) -> JsonObject:
    result: JsonObject = {
        "type": ["Result", "EVCResult"],
        "resultDescription": f"{base}/{judgement.part.code}",
        "achievedLevel": f"{base}/{judgement.part.code}/{judgement.verdict.value}",
        "oordeel": judgement.verdict.value,
        "onderbouwing": judgement.reason,
        "gebaseerdOp": [_evidence_urn(number, award_urn) for number in judgement.evidence],
    }
    if judgement.taken_over_from:
        result["overgenomenUit"] = judgement.taken_over_from
    return result


def _evidence_urn(number: str, award_urn: str) -> str:
    """Return the identifier of a piece of evidence: its own in this award, the same each time it is built."""
    return f"urn:uuid:{uuid5(UUID(award_urn), f'evidence/{number}')}"


def _evidence_piece(piece: EvidencePiece, award_urn: str) -> JsonObject:
    described: JsonObject = {
        "id": _evidence_urn(piece.number, award_urn),
        "type": ["Evidence", "EVCBewijs"],
        "name": piece.name,
        "bewijssoort": piece.sort,
        "datumBewijs": piece.dated.isoformat(),
    }
    if piece.digest:
        described["digestMultibase"] = piece.digest
    if piece.qualities:
        described["vraak"] = list(piece.qualities)
    return described
