"""The subject of a diploma and of a deelcertificaat: a qualification, or parts of one. Pure."""

from issuer.certificates import pieces
from issuer.certificates.grounds import DiplomaGrounds, PartGrounds
from issuer.certificates.vocabulary import FULL_DOCUMENTS, achievement_type
from schemas.documents import JsonObject


def diploma_name(grounds: DiplomaGrounds) -> str:
    """Return the name on the certificate."""
    return f"{grounds.document.capitalize()} {grounds.qualification.name}"


def diploma_subject(grounds: DiplomaGrounds, issuer_did: str) -> JsonObject:
    """Return the subject of a diploma."""
    qualification = grounds.qualification
    legal_basis = FULL_DOCUMENTS[grounds.document].legal_basis
    achievement = pieces.achievement(
        qualification,
        issuer_did,
        achievement_type(grounds.document, qualification.level),
        name=qualification.name,
        description=f"{qualification.name}, NLQF-niveau {qualification.level}",
        criteria=f"Examen afgelegd volgens het examenplan ({legal_basis}).",
    ) | {
        "otherIdentifier": [
            {
                "type": "IdentifierEntry",
                "identifier": qualification.code,
                "identifierType": f"ext:{qualification.code_system.upper()}",
            }
        ],
        "waardedocument": grounds.document,
        "grondslag": legal_basis,
        **pieces.level(qualification.level),
        **pieces.size(grounds.size),
        **({"leerweg": grounds.route} if grounds.route else {}),
        "kwalificatieRef": [pieces.reference(qualification, "volledig")],
    }
    subject: JsonObject = {
        "type": ["AchievementSubject", "NLSubject"],
        **pieces.person(grounds.person),
        "examenuitslag": "geslaagd",
        "bekostigd": grounds.funded,
        "opleidingsfase": grounds.phase,
        "diplomaregister": grounds.in_register,
    }
    if grounds.degree:
        subject["graad"] = grounds.degree
    if grounds.accredited_on is not None:
        subject["laatsteAccreditatie"] = grounds.accredited_on.isoformat()
    subject["achievement"] = achievement
    return subject


def part_name(grounds: PartGrounds) -> str:
    """Return the name on the certificate."""
    return f"{grounds.document.capitalize()} {_names_of_parts(grounds)}"


def part_subject(grounds: PartGrounds, issuer_did: str) -> JsonObject:
    """Return the subject of a deelcertificaat."""
    qualification = grounds.qualification
    codes = [part.code for part in grounds.parts]
    achievement = pieces.achievement(
        qualification,
        issuer_did,
        achievement_type(grounds.document, qualification.level),
        name=_names_of_parts(grounds),
        description=f"Onderdeel van {qualification.name} met zelfstandige waarde op de arbeidsmarkt",
        criteria=f"Onderdeel geëxamineerd door de examencommissie ({grounds.legal_basis}).",
    )
    achievement["id"] = f"{achievement['id']}/{'+'.join(codes)}"
    described, result = _result(f"{achievement['id']}/resultaat", grounds.mark)
    achievement |= {
        "waardedocument": grounds.document,
        "grondslag": grounds.legal_basis,
        **pieces.level(qualification.level),
        **pieces.size(grounds.size),
        "kwalificatieRef": [pieces.reference(qualification, "onderdeel-van", codes)],
        "resultDescription": [described],
    }
    return {
        "type": ["AchievementSubject", "NLSubject"],
        **pieces.person(grounds.person),
        "examenuitslag": "behaald",
        "bekostigd": grounds.funded,
        "opleidingsfase": grounds.phase,
        "diplomaregister": grounds.in_register,
        "achievement": achievement,
        "result": [result],
    }


def _names_of_parts(grounds: PartGrounds) -> str:
    return ", ".join(part.name for part in grounds.parts)


def _result(result_id: str, mark: str) -> tuple[JsonObject, JsonObject]:
    """Return the description of the result and the result: a mark, or passed without one."""
    described: JsonObject = {"id": result_id, "type": ["ResultDescription"], "name": "Eindwaardering"}
    result: JsonObject = {"type": ["Result"], "resultDescription": result_id, "status": "Completed"}
    if not mark:
        return described | {"resultType": "Status"}, result
    described |= {"resultType": "ext:MboCijfer", "valueMin": "1", "valueMax": "10", "requiredValue": "6"}
    return described, result | {"value": mark}
