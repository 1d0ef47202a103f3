"""The issuer's sentences by code: at a field, in a dry run, on a page when something fails. B1 Dutch, "u"."""

from collections.abc import Mapping

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from issuer.entries.reader import Problem
from schemas.sentences import sentence
from schemas.violations import Violation
from web.problems import ProblemText
from web.staff.words import PROBLEM_TEXTS as STAFF_PROBLEMS

ENTRY_SENTENCES: Mapping[str, LazyString] = {
    "entry.required": _l("Vul dit in."),
    "entry.one_line": _l("Schrijf dit op één regel."),
    "entry.too_long": _l("Gebruik hoogstens %(characters)s tekens."),
    "entry.hidden_character": _l("Er staan onzichtbare tekens in. Typ dit zelf, zonder plakken."),
    "entry.not_a_date": _l("Dit is geen datum. Schrijf een datum zo: 31-12-2026."),
    "entry.in_the_future": _l("Deze datum is te laat. Kijk of de dag en het jaar kloppen."),
    "entry.not_a_choice": _l("Kies een van deze: %(allowed)s."),
    "entry.yes_or_no": _l("Schrijf ja of nee."),
    "entry.not_a_number": _l("Schrijf een heel getal van 1 tot en met %(largest)s."),
    "entry.too_many_rows": _l("Dit zijn er te veel. Het kunnen er hoogstens %(rows)s zijn."),
    "entry.unknown_qualification": _l("We kennen geen opleiding met code %(code)s."),
    "entry.unknown_part": _l("Onderdeel %(code)s hoort niet bij %(qualification)s."),
    "entry.one_size": _l("Vul de omvang in uren óf in studiepunten in. Niet allebei."),
    "entry.not_credits": _l("Schrijf studiepunten zo: 7 of 7,5."),
    "entry.not_a_mark": _l("Schrijf een cijfer van 1 tot en met 10, zoals 7 of 7,5."),
    "entry.before_agreement": _l("Deze datum is van vóór de overeenkomst."),
    "entry.instruments": _l("Kies het portfolio en minstens één ander instrument."),
    "entry.no_evidence": _l("Voeg minstens één bewijsstuk toe."),
    "entry.unknown_evidence": _l("Bewijs %(number)s bestaat niet."),
    "entry.no_judgements": _l("Geef bij minstens één onderdeel een oordeel."),
    "entry.twice": _l("Dit staat er twee keer."),
    "entry.no_enrolments": _l("Voeg minstens één inschrijving toe."),
    "entry.before_birth": _l("Deze datum is van vóór de geboorte."),
    "entry.ends_before_start": _l("Deze datum is van vóór het begin van de inschrijving."),
    "entry.enrolment_too_long": _l("Een inschrijving duurt hoogstens %(years)s jaar. Kijk de datum na."),
    "entry.assessor_is_guide": _l("%(code)s is assessor en begeleider. Dat mag niet dezelfde persoon zijn."),
    "entry.not_a_digest": _l("Dit is geen vingerafdruk van een bestand. Kies het bestand opnieuw."),
    "entry.not_a_urn": _l("Dit is geen kenmerk van een certificaat. Het begint met urn:uuid:."),
    "entry.not_an_email": _l("Dit is geen e-mailadres. Een e-mailadres lijkt op naam@voorbeeld.nl."),
    "sheet.formula": _l("Hier staat een formule. Zet de waarde zelf neer."),
    "sheet.example_row": _l("Dit is de voorbeeldregel. Haal deze regel weg."),
    "sheet.duplicate_row": _l("Deze regel is dezelfde als regel %(row)s."),
    "award.in_the_future": _l("Deze datum ligt in de toekomst."),
    "award.other_issuer": _l("De uitgever in dit document is niet %(name)s."),
    "award.signed_already": _l("Dit document is al ondertekend. Haal de handtekening eruit."),
    "award.unknown_kind": _l(
        "Hier moet Diploma, Deelcertificaat, Ervaringscertificaat of Inschrijvingsverklaring bij staan."
    ),
    "json.nothing_given": _l("Plak een document of kies een bestand."),
    "json.too_large": _l("Dit document is te groot."),
    "json.not_utf8": _l("Dit bestand is geen tekst in UTF-8."),
    "json.syntax": _l("Dit is geen goede JSON. De fout staat op regel %(line)s, teken %(column)s."),
    "json.duplicate_key": _l("Het veld “%(member)s” staat twee keer in hetzelfde object."),
    "document.not_an_object": _l("Hier hoort een object te staan, tussen accolades."),
    "document.no_subject": _l("Het document zegt niet over wie het gaat."),
    "document.no_issuer": _l("Het document zegt niet wie het uitgeeft."),
    "document.base_context": _l("De eerste context moet https://www.w3.org/ns/credentials/v2 zijn."),
}
CHOOSE = _l("Kies een van de mogelijkheden.")
OTHER_VIOLATION = _l("Dit klopt niet (code %(code)s).")

SHEET_SENTENCES: Mapping[str, LazyString] = {
    "sheet.too_large": _l("Dit bestand is te groot. Het mag hoogstens %(megabytes)s MB zijn."),
    "sheet.empty": _l("Dit bestand is leeg, of de eerste regel met kolomnamen ontbreekt."),
    "sheet.no_rows": _l("Onder de kolomnamen staan geen regels."),
    "sheet.too_many_columns": _l("Er zijn te veel kolommen. Het kunnen er hoogstens %(columns)s zijn."),
    "sheet.heading_missing": _l("Kolom %(column)s heeft geen naam."),
    "sheet.heading_twice": _l("De kolom “%(heading)s” komt twee keer voor."),
    "sheet.unknown_heading": _l(
        "We kennen de kolom “%(heading)s” niet. Haal deze weg of gebruik ons voorbeeld."
    ),
    "sheet.missing_headings": _l("Deze kolommen ontbreken: %(headings)s."),
    "sheet.too_many_blank_rows": _l("Er staan te veel lege regels in. Haal ze weg."),
    "sheet.too_many_rows": _l("Er zijn te veel regels. Het kunnen er hoogstens %(rows)s zijn."),
    "sheet.cell_without_heading": _l("In regel %(row)s staat iets buiten de kolommen."),
    "sheet.cell_too_long": _l(
        "In regel %(row)s is “%(heading)s” te lang. Gebruik hoogstens %(characters)s tekens."
    ),
    "sheet.not_csv": _l("Dit CSV-bestand kunnen we niet lezen. Kijk of alle aanhalingstekens kloppen."),
    "sheet.not_text": _l("Dit is geen CSV-bestand of Excel-bestand (.xlsx)."),
    "sheet.not_xlsx": _l("Dit Excel-bestand kunnen we niet lezen. Sla het opnieuw op als .xlsx."),
    "sheet.unpacks_too_large": _l("Dit Excel-bestand is te groot als het wordt uitgepakt."),
    "sheet.nothing_given": _l("Kies een bestand."),
}

_ROLE_ADVICE = _l("Vraag iemand met deze taak, of vraag de beheerder om de taak.")
_LOOK_AGAIN = _l("Ga terug en vernieuw de pagina om te zien hoe het nu is.")
_ASK_SENDER = _l("Vraag de instelling om een nieuwe link of code.")

PROBLEM_TEXTS: Mapping[str, ProblemText] = {
    **STAFF_PROBLEMS,
    "role.not_registrar": ProblemText(_l("Dit kan alleen iemand van de registratie."), _ROLE_ADVICE),
    "role.not_approver": ProblemText(_l("Dit kan alleen een goedkeurder."), _ROLE_ADVICE),
    "four_eyes.own_work": ProblemText(
        _l("U kunt uw eigen werk niet goedkeuren."), _l("Vraag een andere goedkeurder om te kijken.")
    ),
    "four_eyes.took_part": ProblemText(
        _l("U was assessor of begeleider bij dit certificaat."),
        _l("Vraag een goedkeurder die er niet bij betrokken was."),
    ),
    "award.unknown": ProblemText(_l("Dit certificaat bestaat niet."), _l("Zoek het op in de lijst.")),
    "award.incomplete": ProblemText(
        _l("Dit concept is nog niet compleet."), _l("Ga terug en vul in wat nog ontbreekt.")
    ),
    "award.kind": ProblemText(
        _l("Deze instelling geeft dit soort certificaat niet uit."), _l("Kies een ander soort.")
    ),
    "award.draft": ProblemText(_l("Dit is nog een concept."), _LOOK_AGAIN),
    "award.submitted": ProblemText(_l("Dit is al ingediend."), _LOOK_AGAIN),
    "award.approved": ProblemText(_l("Dit is al goedgekeurd."), _LOOK_AGAIN),
    "award.issued": ProblemText(_l("Dit is al uitgegeven."), _LOOK_AGAIN),
    "award.revoked": ProblemText(
        _l("Dit certificaat is ingetrokken."),
        _l("Intrekken is voorgoed. Maak zo nodig een nieuw certificaat."),
    ),
    "award.suspended": ProblemText(_l("Dit certificaat staat al stil."), _LOOK_AGAIN),
    "award.not_suspended": ProblemText(_l("Dit certificaat staat niet stil."), _LOOK_AGAIN),
    "award.not_issued": ProblemText(_l("Dit certificaat is nog niet uitgegeven."), _l("Geef het eerst uit.")),
    "schema.invalid": ProblemText(
        _l("Het certificaat klopt nog niet."), _l("Ga terug naar het concept en kijk wat er mis is.")
    ),
    "batch.unknown": ProblemText(_l("Dit bestand bestaat hier niet."), _l("Zoek het op in de lijst.")),
    "batch.checked": ProblemText(_l("Dit bestand is nog niet bevestigd."), _LOOK_AGAIN),
    "batch.running": ProblemText(_l("Dit bestand wordt al verwerkt."), _LOOK_AGAIN),
    "batch.done": ProblemText(_l("Dit bestand is al verwerkt."), _LOOK_AGAIN),
    "batch.discarded": ProblemText(_l("Dit bestand is weggegooid."), _l("Upload het opnieuw.")),
    "batch.no_valid_rows": ProblemText(
        _l("Er is geen enkele regel goed."), _l("Verbeter het bestand en upload het opnieuw.")
    ),
    "batch.same_file": ProblemText(
        _l("Dit bestand is al eerder verwerkt."), _l("Ga terug en vink aan dat u het nog een keer wilt.")
    ),
    "key.none": ProblemText(
        _l("Deze instelling kan nu niet ondertekenen."), _l("Vraag de beheerder om een nieuwe sleutel.")
    ),
    "paper.unknown": ProblemText(
        _l("We kennen dit adres niet."),
        _l("Kijk of u alle letters en cijfers goed hebt overgenomen."),
    ),
    "offer.unknown": ProblemText(
        _l("We kennen deze link of code niet."), _l("Kijk of u alles goed hebt overgenomen.")
    ),
    "offer.expired": ProblemText(_l("Deze link is verlopen."), _ASK_SENDER),
    "offer.withdrawn": ProblemText(_l("Dit aanbod is teruggenomen."), _ASK_SENDER),
    "offer.claimed": ProblemText(_l("Dit bewijs is al opgehaald."), _ASK_SENDER),
    "offer.none_open": ProblemText(_l("Er is geen open link."), _LOOK_AGAIN),
    "credential.unbound": ProblemText(
        _l("Het exemplaar op papier stopt alleen samen met het certificaat."),
        _l("Trek zo nodig het certificaat in."),
    ),
    "credential.ended": ProblemText(_l("Dit exemplaar is al beëindigd."), _LOOK_AGAIN),
    "claim.challenge": ProblemText(
        _l("De wallet reageerde te laat of twee keer."), _l("Begin opnieuw in de wallet.")
    ),
    "claim.proof": ProblemText(
        _l("De wallet kon haar sleutel niet bewijzen."), _l("Begin opnieuw in de wallet.")
    ),
}

REASON_SENTENCES: Mapping[str, LazyString] = {
    "reason.missing": _l("Schrijf waarom."),
    "reason.too_long": _l("Maak dit korter. Gebruik hoogstens %(characters)s tekens."),
}


def entry_sentence(problem: Problem) -> str:
    """Return the sentence for a problem of an entry."""
    return code_sentence(problem.code, problem.parameters)


def code_sentence(code: str, parameters: Mapping[str, str]) -> str:
    """Return the sentence for a code of ours; a code without one is named."""
    template = ENTRY_SENTENCES.get(code) or SHEET_SENTENCES.get(code)
    if template is None:
        return str(OTHER_VIOLATION) % {"code": code}
    return str(template) % {
        **dict.fromkeys(("line", "column", "member", "allowed", "name"), "?"),
        **parameters,
    }


def violation_sentence(violation: Violation) -> str:
    """Return the sentence for a violation, ours or the schemas'."""
    if violation.code in ENTRY_SENTENCES:
        return code_sentence(violation.code, violation.parameters)
    template, parameters = sentence(violation)
    return str(gettext(template)) % dict(parameters)
