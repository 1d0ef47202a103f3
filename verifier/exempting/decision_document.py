"""A decision as the document that the school's issuer signs. Pure: the same case gives the same document.

Identifiers, issuer, status and date of signing are the issuer's to add (docs/adr/0043).
"""

from collections.abc import Mapping
from decimal import Decimal

from schemas.credential import CredentialKind
from schemas.documents import JsonObject, JsonValue
from schemas.frameworks import Frameworks
from verifier.exempting.contents import CaseContent, PartChoice, Verdict
from verifier.exemptions import Programme
from verifier.exemptions.programme import LoadUnit
from verifier.exemptions.rules import Sector, rule_for

# The terms of `grondslagVrijstelling` in our schema.
LEGAL_BASES: Mapping[Sector, str] = {Sector.MBO: "EKB-14a", Sector.HO: "WHW-7.12b"}
_UNITS: Mapping[LoadUnit, tuple[str, str]] = {
    LoadUnit.SBU: ("omvangSbu", "sbu"),
    LoadUnit.EC: ("omvangEc", "ec"),
}


def exempted_load(content: CaseContent) -> Decimal:
    """Return how much need not be done, in the programme's unit."""
    return sum((each.load for each in content.choices), Decimal(0))


def decision_document(
    programme: Programme, content: CaseContent, *, frameworks: Frameworks, board: str, appeal_body: str
) -> JsonObject:
    """Return the unsigned VrijstellingsBesluit of a case that was decided.

    Raises ValueError for a case that is not decided: the caller asks its state.
    """
    person, decided_on = content.person, content.decided_on
    if person is None or decided_on is None or person.birth_date is None:
        raise ValueError("a decision needs a person and a day")
    rule = rule_for(programme.sector, content.requested_on)
    total, exempted = programme.total_load, exempted_load(content)
    _, unit = _UNITS[programme.load_unit]
    related: list[JsonValue] = [
        {"id": each.credential_id, "digestMultibase": each.digest} for each in content.sources
    ]
    return {
        "type": ["VerifiableCredential", CredentialKind.VRIJSTELLINGSBESLUIT.value],
        "name": f"Vrijstellingsbesluit {programme.title}",
        "credentialSubject": {
            "type": "VrijstellingSubject",
            "voornamen": person.given_names,
            "geslachtsnaam": person.family_name,
            "geboortedatum": person.birth_date.isoformat(),
            "opleiding": _reference(programme, frameworks),
            "verzoekdatum": content.requested_on.isoformat(),
            "besluitdatum": decided_on.isoformat(),
            "examencommissie": board,
            "grondslag": LEGAL_BASES[programme.sector],
            "onderdeelbesluit": [_part(each, programme.load_unit) for each in content.choices],
            "verkorting": {
                "type": "Verkorting",
                f"{unit}Totaal": _amount(total, programme.load_unit),
                f"{unit}Vrijgesteld": _amount(exempted, programme.load_unit),
                f"{unit}Resterend": _amount(total - exempted, programme.load_unit),
            },
            "rechtsmiddel": {
                "type": "Rechtsmiddel",
                "instantie": appeal_body,
                "termijnWeken": rule.appeal_weeks,
                "uiterlijk": rule.last_day_of_appeal(decided_on).isoformat(),
            },
        },
        **({"relatedResource": related} if related else {}),
    }


def _reference(programme: Programme, frameworks: Frameworks) -> JsonObject:
    reference: JsonObject = {
        "type": "KwalificatieRef",
        "codeStelsel": programme.code_system,
        "code": programme.qualification,
        "naam": programme.title,
    }
    known = frameworks.find(programme.code_system, programme.qualification)
    if known is not None:
        reference["naam"] = known.name
        if known.dossier:
            reference["dossier"] = known.dossier
        if known.valid_from:
            reference["geldigVan"] = known.valid_from.isoformat()
    return reference


def _part(choice: PartChoice, unit: LoadUnit) -> JsonObject:
    name, _ = _UNITS[unit]
    written: JsonObject = {
        "type": "OnderdeelBesluit",
        "onderdeel": choice.part_id,
        "besluit": choice.verdict.value,
        "motivering": choice.reason or "Aangetoond met de bewijzen die hierbij staan.",
    }
    if choice.verdict is not Verdict.REFUSED:
        written[name] = _amount(choice.load, unit)
        written["bewijsCredential"] = list[JsonValue](
            sorted({each.credential_id for each in choice.rests_on})
        )
    return written


def _amount(load: Decimal, unit: LoadUnit) -> JsonValue:
    if unit is LoadUnit.SBU:
        return int(load)
    written = f"{load:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
