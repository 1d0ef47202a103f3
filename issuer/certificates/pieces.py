"""The pieces of JSON that every certificate is made of: person, achievement, level, size, reference. Pure."""

from collections.abc import Sequence

from issuer.certificates.grounds import Person, StudyLoad
from schemas.documents import JsonObject, JsonValue
from schemas.frameworks import Qualification, eqf_of

LANGUAGE = "nl-NL"

# Where the frameworks that alignments point to are explained.
NLQF_PAGE = "https://nlqf.nl/"
EQF_PAGE = "http://data.europa.eu/snb/eqf/"


def person(about: Person) -> JsonObject:
    """Return the members by which every copy names the person."""
    return {
        "voornamen": about.given_names,
        "geslachtsnaam": about.family_name,
        "geboortedatum": about.born.isoformat(),
    }


def achievement(
    qualification: Qualification,
    issuer_did: str,
    achievement_type: str,
    *,
    name: str,
    description: str,
    criteria: str,
) -> JsonObject:
    """Return what every achievement has; its `id` is a name under the institution's DID, not an address."""
    return {
        "id": f"{issuer_did}/{qualification.code_system}/{qualification.code}",
        "type": ["Achievement", "NLAchievement"],
        "achievementType": achievement_type,
        "name": name,
        "description": description,
        "criteria": {"narrative": criteria},
        "inLanguage": LANGUAGE,
        "alignment": _level_alignments(qualification.level),
    }


def level(nlqf: str) -> JsonObject:
    """Return the level as NLQF and, where there is an equal, as EQF."""
    eqf = eqf_of(nlqf)
    return {"nlqfNiveau": nlqf} | ({} if eqf is None else {"eqfNiveau": eqf})


def size(load: StudyLoad) -> JsonObject:
    """Return the size in study hours or in credits."""
    if load.hours is not None:
        return {"sbu": load.hours}
    return {"ec": load.ects} if load.ects else {}


def reference(qualification: Qualification, relation: str, parts: Sequence[str] = ()) -> JsonObject:
    """Return the reference to a qualification, and to the parts of it that this is about."""
    described: JsonObject = {
        "type": "KwalificatieRef",
        "codeStelsel": qualification.code_system,
        "code": qualification.code,
        "naam": qualification.name,
        "relatie": relation,
    }
    if qualification.dossier:
        described["dossier"] = qualification.dossier
    if qualification.valid_from:
        described["geldigVan"] = qualification.valid_from.isoformat()
    if parts:
        described["onderdeel"] = list(parts)
    return described


def alignment(kind: str, name: str, code: str, framework: str, page: str) -> JsonObject:
    """Return an alignment with an entry of a framework."""
    return {
        "type": ["Alignment"],
        "targetType": kind,
        "targetName": name,
        "targetCode": code,
        "targetFramework": framework,
        "targetUrl": page,
    }


def _level_alignments(nlqf: str) -> list[JsonValue]:
    eqf = eqf_of(nlqf)
    aligned: list[JsonValue] = [alignment("ext:NLQF", f"NLQF niveau {nlqf}", nlqf, "NLQF", NLQF_PAGE)]
    if eqf is not None:
        aligned.append(alignment("ext:EQF", f"EQF level {eqf}", str(eqf), "EQF", f"{EQF_PAGE}{eqf}"))
    return aligned
