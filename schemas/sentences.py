"""Sentences for people about violations: Dutch message templates, translated by catalogues.

The templates hold `%(name)s` for the parameters of a violation. The English ones are in `translations/`.
"""

from collections.abc import Mapping

from schemas.violations import Violation

# Templates by violation code. B1 Dutch, "u"; names of members stand as they are in the document.
TEMPLATES: Mapping[str, str] = {
    # Shape: what JSON Schema says.
    "schema.missing": "“%(member)s” ontbreekt.",
    "schema.unexpected": "“%(member)s” hoort niet in dit document.",
    "schema.derived_claim": "“%(member)s” mag er niet in staan: dat volgt uit de andere gegevens.",
    "schema.wrong_type": "“%(member)s” heeft de verkeerde soort waarde.",
    "schema.empty": "“%(member)s” is leeg.",
    "schema.not_in_list": "“%(member)s” heeft een waarde die niet in de lijst staat: %(allowed)s.",
    "schema.not_fixed_value": "“%(member)s” heeft niet de waarde die voor dit soort document vastligt.",
    "schema.wrong_form": "“%(member)s” is niet goed geschreven; zo hoort het: %(form)s.",
    "schema.too_few": "“%(member)s” heeft te weinig onderdelen; minimaal %(limit)s.",
    "schema.too_many": "“%(member)s” heeft te veel onderdelen; maximaal %(limit)s.",
    "schema.too_long": "“%(member)s” is te lang; maximaal %(limit)s tekens.",
    "schema.out_of_range": "“%(member)s” is een getal buiten de grenzen; de grens is %(limit)s.",
    "schema.lacks_item": "In “%(member)s” ontbreekt een onderdeel dat verplicht is.",
    "schema.duplicate": "In “%(member)s” staat twee keer hetzelfde.",
    "schema.no_alternative": "“%(member)s” is niet compleet.",
    "schema.other": "“%(member)s” klopt niet.",
    # Rules of every award.
    "schema.valid_before_award": "Het document geldt vanaf een dag vóór de dag van toekenning (%(awarded)s).",
    "schema.born_after_award": "De geboortedatum ligt na de dag van toekenning.",
    "schema.level_mismatch": "Het niveau staat er twee keer, en niet gelijk: %(one)s en %(other)s.",
    "schema.level_not_aligned": "Bij het niveau ontbreekt de verwijzing naar %(framework)s.",
    "schema.size": "De omvang moet in uren (sbu) of in studiepunten (ec) staan, en niet in allebei.",
    "schema.code_mismatch": "De opleidingscode staat er twee keer, en niet gelijk: %(one)s en %(other)s.",
    "schema.unknown_result_description": "Een resultaat verwijst naar een onderdeel dat niet is beschreven.",
    "schema.unknown_level": "Een resultaat verwijst naar een niveau dat bij dat onderdeel niet bestaat.",
    "schema.value_out_of_range": "Het resultaat %(value)s ligt niet tussen %(minimum)s en %(maximum)s.",
    "schema.duplicate_id": "Twee onderdelen hebben hetzelfde kenmerk.",
    # Rules of an ervaringscertificaat.
    "schema.assessor_is_guide": "De assessor %(person)s is ook de begeleider; dat mag niet.",
    "schema.approver_took_part": "De goedkeurder %(person)s was ook assessor of begeleider.",
    "schema.unknown_evidence": "Een oordeel verwijst naar bewijs dat niet in het document staat.",
    "schema.verdict_mismatch": "Het oordeel “%(verdict)s” past niet bij het niveau “%(level)s”.",
    "schema.part_without_result": "Onderdeel %(part)s is beoordeeld, maar een oordeel ontbreekt.",
    "schema.part_judged_twice": "Onderdeel %(part)s heeft meer dan één oordeel.",
    "schema.unlisted_part": "Onderdeel %(part)s heeft een oordeel, maar hoort niet bij wat is beoordeeld.",
    "schema.evidence_after_award": "Het bewijs “%(evidence)s” is van na de dag van het certificaat.",
    "schema.unreadable_digest": "Het kenmerk van een bewijsstuk is niet te lezen.",
    "schema.award_before_agreement": "Het certificaat is van vóór de overeenkomst (%(agreed)s).",
    # Rules of a decision on exemptions.
    "schema.decision_before_request": "Het besluit is genomen vóór het verzoek (%(requested)s).",
    "schema.part_decided_twice": "Over onderdeel %(part)s staan er twee besluiten.",
    "schema.rejected_with_size": "Onderdeel %(part)s is afgewezen, maar er staat wel een omvang bij.",
    "schema.granted_without_size": "Bij onderdeel %(part)s ontbreekt de omvang van de vrijstelling.",
    "schema.shortening_sum": "De verkorting telt niet op: %(exempted)s + %(remaining)s is niet %(total)s.",
    "schema.shortening_parts": "De vrijgestelde onderdelen zijn samen %(sum)s, maar er staat %(exempted)s.",
    "schema.appeal_term": "De laatste dag voor beroep is minder dan %(weeks)s weken na het besluit.",
    # Rules of a statement of enrolments.
    "schema.period_reversed": "Een periode eindigt (%(until)s) vóór zij begint (%(since)s).",
    "schema.after_reference_date": "Een inschrijving of periode is van na de peildatum (%(on)s).",
    "schema.october": "De dagen 1 oktober bij “%(programme)s” passen niet bij de periode.",
    "schema.own_records_complete": "Alleen een register kan zeggen dat een overzicht compleet is.",
    "schema.coverage_twice": "Over de sector %(sector)s staat er twee keer dat het overzicht compleet is.",
    # Warnings: possible, but worth a closer look.
    "schema.before_qualification": "Dit document is ouder dan opleiding %(code)s, die begon op %(since)s.",
    "schema.level_differs": "Opleiding %(code)s heeft niveau %(known)s; in het document staat %(stated)s.",
}

# What norm 3.10 of the quality code for EVC demands has a name of its own when it is missing.
MISSING_FROM_NORM: Mapping[str, str] = {
    "loopbaandoel": "Het doel van de kandidaat ontbreekt (norm 3.10).",
    "standaardtype": "De landelijke standaard waartegen is beoordeeld ontbreekt (norm 3.10).",
    "procedurestap": "De stappen van de procedure ontbreken (norm 3.10).",
    "instrument": "De instrumenten die zijn gebruikt ontbreken (norm 3.10).",
    "result": "De oordelen per onderdeel ontbreken (norm 3.10).",
    "onderbouwing": "Bij een oordeel ontbreekt de onderbouwing (norm 3.10).",
    "gebaseerdOp": "Bij een oordeel ontbreekt op welk bewijs het rust (norm 3.10).",
    "conclusie": "De conclusie die past bij het doel ontbreekt (norm 3.10).",
}

# What a value of another type should have been, by the type in JSON Schema.
WRONG_TYPE: Mapping[str, str] = {
    "string": "“%(member)s” moet tekst zijn.",
    "integer": "“%(member)s” moet een heel getal zijn.",
    "boolean": "“%(member)s” moet waar of onwaar zijn (true of false).",
    "array": "“%(member)s” moet een lijst zijn.",
    "object": "“%(member)s” moet een object met eigen gegevens zijn.",
}

MESSAGE_IDS: frozenset[str] = frozenset(
    [*TEMPLATES.values(), *MISSING_FROM_NORM.values(), *WRONG_TYPE.values()]
)


def sentence(violation: Violation) -> tuple[str, Mapping[str, str]]:
    """Return the Dutch template for a violation, which is also its message id, and what fills it in.

    Does NOT translate: the caller looks the template up in its catalogue and then applies `%`.
    """
    parameters = {"member": _member(violation.pointer), **violation.parameters}
    template = TEMPLATES.get(violation.code, TEMPLATES["schema.other"])
    if violation.code == "schema.missing":
        template = MISSING_FROM_NORM.get(parameters["member"], template)
    elif violation.code == "schema.wrong_type":
        template = WRONG_TYPE.get(parameters.get("expected", ""), template)
    return template, parameters


def _member(pointer: str) -> str:
    """Return the name of the member that a pointer leads to, or of the array in which it ends."""
    names = [segment for segment in pointer.split("/") if segment and not segment.isdigit()]
    return names[-1].replace("~1", "/").replace("~0", "~") if names else "document"
