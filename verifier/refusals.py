"""The sentence about something that was not judged: no document, a dead link, a row without one."""

from schemas.errors import DomainError
from verifier.errors import ReceiptError
from verifier.result import Check, Outcome
from verifier.sentences import explain
from verifier.services import NotADocumentError
from verifier.words import Words


def refusal(error: DomainError, said: Words) -> str:
    """Return why nothing was judged, in the reader's language; it never says "not genuine"."""
    _ = said.translate
    if isinstance(error, NotADocumentError):
        unreadable = Check("structure", Outcome.FAILED, error.code, error.parameters)
        return said.say(explain(unreadable)).text
    if isinstance(error, ReceiptError):
        return said.say(explain(Check("proof", Outcome.FAILED, error.code, error.parameters))).text
    match error.code:
        case "link.stopped" | "link.expired" | "link.unknown":
            return _("Deze link werkt niet meer.")
        case "link.no_document":
            return _("Achter deze link staat geen bewijs.")
        case "link.not_https" | "link.refused" | "link.unreadable":
            return _("Dit is geen link die wij kunnen openen.")
        case "batch.formula":
            return _("Hier staat een formule. Zet de link zelf neer.")
        case "batch.no_link_in_row":
            return _("In deze regel staat geen link.")
        case "batch.link_in_file":
            return _("In dit bestand staat alleen een link. Zet links in een spreadsheet.")
        case "batch.locked":
            return _("Dit bestand is op slot. Haal het wachtwoord eraf.")
        case "batch.damaged_file":
            return _("Dit bestand is beschadigd in het ZIP-bestand. Pak het opnieuw in.")
        case "batch.file_too_large":
            return _("Dit bestand is te groot om een bewijs te zijn.")
        case "batch.nested":
            return _("Dit is een ZIP in een ZIP. Pak het eerst uit.")
        case "batch.no_time":
            return _("Hier kwamen wij niet aan toe. Geef deze regel opnieuw af.")
        case _:
            return _("Wij konden dit nu niet ophalen.")


def batch_refusal(error: DomainError, said: Words) -> str:
    """Return why a spreadsheet or ZIP as a whole was refused, and what to do."""
    _ = said.translate
    match error.code:
        case "batch.empty" | "sheet.empty" | "sheet.no_rows":
            text = _("Hier staat niets in om te controleren.")
        case "batch.too_large":
            text = _("Dit bestand is te groot. Het mag hoogstens %(megabytes)s MB zijn.")
        case "sheet.too_large":
            text = _("Deze spreadsheet is te groot. Hij mag hoogstens %(megabytes)s MB zijn.")
        case "batch.too_many":
            text = _("Dit zijn er te veel tegelijk. Geef er hoogstens %(limit)s af.")
        case "sheet.too_many_rows":
            text = _("Dit zijn er te veel tegelijk. Geef er hoogstens %(rows)s af.")
        case "batch.unpacks_too_large" | "sheet.unpacks_too_large":
            text = _("Dit bestand wordt te groot als het is uitgepakt. Geef het in delen af.")
        case "batch.no_links":
            text = _("Wij zien geen kolom met links. Zet “link” boven die kolom.")
        case "batch.damaged":
            text = _("Dit ZIP-bestand is beschadigd. Pak het opnieuw in.")
        case _:
            text = _("Dit bestand kunnen wij niet lezen. Geef een CSV, een Excel-bestand (.xlsx) of een ZIP.")
    return text % error.parameters if "%(" in text else text
