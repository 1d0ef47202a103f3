"""How exemptions speak on the school's pages: closed sets, and sentences by code. B1 Dutch, "u"."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from verifier.exempting.case_rules import CaseState
from verifier.exempting.contents import Verdict
from verifier.exemptions.matrix import Cell, Proposal
from verifier.exemptions.outcomes import Extent
from verifier.exemptions.programme import LoadUnit
from verifier.exemptions.reasons import Reason
from verifier.exemptions.stacking import HeldPart
from verifier.exemptions.texts import REASON_TEXTS
from verifier.exemptions.weighing import Standing
from verifier.words import Words

STATES: Mapping[str, tuple[str, LazyString]] = {
    CaseState.OPEN: ("attention", _l("Advies maken")),
    CaseState.PROPOSED: ("attention", _l("Wacht op de examencommissie")),
    CaseState.DECIDED: ("attention", _l("Besloten, nog niet verstuurd")),
    CaseState.ISSUED: ("good", _l("Ondertekend")),
}
PROPOSAL_TONES: Mapping[str, str] = {
    Proposal.COVERED: "good",
    Proposal.PARTLY: "attention",
    Proposal.NOT: "neutral",
    Proposal.CANT_TELL: "unknown",
}
STANDINGS: Mapping[str, tuple[str, LazyString]] = {
    Standing.COUNTS: ("good", _l("Telt mee")),
    Standing.IN_DOUBT: ("unknown", _l("Kijk zelf")),
    Standing.STOPPED: ("neutral", _l("Telt niet mee")),
}
_EXTENTS: Mapping[str, tuple[str, LazyString]] = {
    Extent.PARTLY: ("attention", _l("Telt mee voor een deel")),
    Extent.NOT: ("neutral", _l("Zegt: nog niet aangetoond")),
}
_HOLDINGS: Mapping[Extent | None, tuple[str, LazyString]] = {
    Extent.FULL: ("good", _l("Heeft dit")),
    Extent.PARTLY: ("attention", _l("Heeft een deel")),
    Extent.NOT: ("neutral", _l("Nog niet aangetoond")),
    None: ("neutral", _l("Geen bewijs")),
}
_WEIGH_YOURSELF = ("unknown", _l("Kijk zelf"))
VERDICTS: Mapping[str, tuple[str, LazyString]] = {
    Verdict.GRANTED: ("good", _l("Vrijstelling")),
    Verdict.PARTLY: ("attention", _l("Vrijstelling voor een deel")),
    Verdict.REFUSED: ("neutral", _l("Geen vrijstelling")),
}
UNITS: Mapping[str, LazyString] = {LoadUnit.SBU: _l("studie-uren"), LoadUnit.EC: _l("studiepunten")}
_ONE_UNIT: Mapping[str, LazyString] = {LoadUnit.SBU: _l("studie-uur"), LoadUnit.EC: _l("studiepunt")}

# What can be wrong in a form, and in which field of it; `%(part)s` is chosen by the view.
SENTENCES: Mapping[str, LazyString] = {
    "programme.unreadable": _l("Dit is geen opleiding die wij kunnen lezen: %(why)s"),
    "programme.too_large": _l("Dit is te groot. Een opleiding past in 256 kB."),
    "programme.load": _l("De omvang van onderdeel %(part)s klopt niet. Gebruik hele uren, meer dan 0."),
    "programme.board": _l("Vul de naam van de examencommissie in, in hoogstens 200 tekens."),
    "programme.appeal_body": _l("Vul in waar iemand in beroep kan, in hoogstens 200 tekens."),
    "programme.too_many": _l("Uw organisatie heeft te veel opleidingen. Vraag uw beheerder om hulp."),
    "decision.reason": _l("Schrijf in hoogstens 1000 tekens waarom. De student leest dit."),
    "decision.load": _l("Vul in hoeveel er niet meer hoeft: meer dan 0, en minder dan het hele onderdeel."),
    "decision.no_proof": _l("Hiervoor is geen bewijs dat mag meetellen. Dan kan er geen vrijstelling zijn."),
    "decision.missing": _l("Kies wat er met dit onderdeel gebeurt."),
    "decision.person": _l("Kies voor wie dit besluit is."),
    "case.note": _l("Schrijf in hoogstens 1000 tekens wat er anders moet."),
}


def standing_of(cell: Cell) -> tuple[str, LazyString]:
    """Return what one certificate says for a part, with its tone: what may count can say "not yet"."""
    if cell.standing is Standing.COUNTS and cell.extent is not Extent.FULL:
        return _EXTENTS[cell.extent]
    return STANDINGS[cell.standing]


def amount(load: Decimal, unit: LoadUnit) -> str:
    """Return a load as people say it: "320 studie-uren"."""
    number = f"{load.normalize():f}".replace(".", ",")
    return f"{number} {(_ONE_UNIT if load == 1 else UNITS)[unit]}"


def say(reason: Reason, words: Words) -> str:
    """Return a reason of the engine as a sentence."""
    parameters = {name: _written(name, value, words) for name, value in reason.parameters.items()}
    return words.translate(REASON_TEXTS[reason.code]) % parameters


def _written(name: str, value: str, words: Words) -> str:
    return words.date(date.fromisoformat(value)) if name == "on" else value


def holding_of(part: HeldPart) -> tuple[str, LazyString]:
    """Return how far somebody holds a part of a qualification, as a tone and words."""
    return _WEIGH_YOURSELF if part.is_doubted and part.extent is not Extent.NOT else _HOLDINGS[part.extent]
