"""What is answered when something can't be done: one table of statuses, and the words by code."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from schemas.errors import DomainError, FetchError
from verifier.bulk.batches import BATCH_CODES, BatchError
from verifier.checked_documents import CheckGoneError
from verifier.errors import ReceiptError
from verifier.links import LinkEndedError, LinkError, LinkNeedsPinError, NoDocumentError, UnknownLinkError
from verifier.organisations import errors
from verifier.organisations.words import REQUEST_SENTENCES
from verifier.services import NotADocumentError
from web.pdf import PdfUnavailableError
from web.problems import ProblemText
from web.refusals import REFUSAL_STATUSES
from web.staff.words import PROBLEM_TEXTS as STAFF_PROBLEMS
from web.staff.words import ROLE_ADVICE

ERROR_STATUSES: Mapping[type[DomainError], int] = {
    NotADocumentError: 400,
    ReceiptError: 400,
    LinkError: 400,
    UnknownLinkError: 404,
    LinkEndedError: 410,
    LinkNeedsPinError: 403,
    CheckGoneError: 410,
    NoDocumentError: 422,
    FetchError: 502,
    PdfUnavailableError: 503,
    BatchError: 422,
    **REFUSAL_STATUSES,
    errors.RequestEndedError: 410,
    errors.AnswerRefusedError: 422,
}

_ASK_OWNER = _l("Vraag de eigenaar van het bewijs om een nieuwe link.")
_NOT_READABLE = _l("Dit is geen bewijs dat wij kunnen lezen.")
_ENDED = ProblemText(_l("Deze link werkt niet meer."), _ASK_OWNER)
_NO_LINK = ProblemText(_l("Dit is geen link die wij kunnen openen."), _ASK_OWNER)

_ASK_ORGANISATION = _l("Vraag de organisatie om een nieuwe link.")
_ANSWER_ADVICE = _l("Open de link opnieuw en stuur uw antwoord nog een keer.")

# What organisations, their systems and the wallets that answer them can run into.
REQUEST_TEXTS: Mapping[str, ProblemText] = {
    "request.unknown": ProblemText(_l("Dit verzoek bestaat niet."), _ASK_ORGANISATION),
    "request.closed": ProblemText(_l("Dit verzoek is gesloten."), _ASK_ORGANISATION),
    "request.expired": ProblemText(_l("De tijd voor dit verzoek is voorbij."), _ASK_ORGANISATION),
    "request.answered": ProblemText(_l("Iemand heeft dit verzoek al beantwoord."), _ASK_ORGANISATION),
    "answer.unknown": ProblemText(
        _l("Dit antwoord is er niet meer."),
        _l("Wij verwijderen antwoorden op de dag die is beloofd. Een collega kan dat eerder doen."),
    ),
    "answer.twice": ProblemText(
        _l("U hebt dit verzoek al beantwoord."),
        _l("Neem contact op met de organisatie als er iets verandert."),
    ),
    "answer.request_changed": ProblemText(
        _l("Dit antwoord hoort bij een ander verzoek dan u hebt gezien."), _ANSWER_ADVICE
    ),
    "answer.challenge": ProblemText(_l("Dit antwoord kwam te laat of twee keer."), _ANSWER_ADVICE),
    "answer.not_by_holder": ProblemText(
        _l("Dit antwoord is niet goed ondertekend voor dit verzoek."), _ANSWER_ADVICE
    ),
    "answer.not_yours": ProblemText(
        _l("Eén van de bewijzen hoort bij een andere wallet."),
        _l("Haal het bewijs opnieuw op in uw wallet en antwoord dan nog een keer."),
    ),
    "answer.not_genuine": ProblemText(
        _l("Eén van de bewijzen is niet echt, of later veranderd."),
        _l("Stuur alleen bewijzen die u van de uitgever kreeg."),
    ),
    "answer.not_checked": ProblemText(
        _l("Wij konden één van de bewijzen nu niet controleren."),
        _l("Probeer het over een paar minuten opnieuw."),
    ),
    "answer.not_asked": ProblemText(
        _l("Eén van de bewijzen is niet gevraagd."), _l("Stuur alleen bewijzen die bij het verzoek passen.")
    ),
    "answer.no_certificate": ProblemText(
        _l("In dit antwoord zit geen bewijs."), _l("Stuur minstens één bewijs dat bij het verzoek past.")
    ),
    "answer.hides_needed": ProblemText(
        _l("Er is iets weggelaten dat de organisatie nodig heeft."),
        _l("Laat zien wat het verzoek noemt. De rest mag u weglaten."),
    ),
    "answer.note": ProblemText(_l("Deze notitie is te lang."), _l("Gebruik hoogstens 1000 tekens.")),
    "bulk.unknown": ProblemText(
        _l("Deze controles zijn niet meer te zien."),
        _l("Wij bewaren ze een uur. Geef het bestand opnieuw af."),
    ),
    "bulk.busy": ProblemText(
        _l("Er lopen nog controles."), _l("Wacht tot er één klaar is en probeer het dan opnieuw.")
    ),
    **{
        code: ProblemText(
            _l("Dit bestand kunnen wij niet controleren."),
            _l("Geef een CSV of .xlsx met een kolom “link”, of een ZIP. Hoogstens 2000 tegelijk."),
        )
        for code in BATCH_CODES
    },
    "organisation.unknown": ProblemText(
        _l("Deze organisatie kennen wij niet."), _l("Kijk of het adres klopt.")
    ),
    "case.unknown": ProblemText(_l("Deze aanvraag bestaat niet."), _l("Ga terug naar de lijst.")),
    "case.look_alike": ProblemText(
        _l("Dit staat niet meer bij deze aanvraag."), _l("Open de aanvraag opnieuw en kijk nog een keer.")
    ),
    "case.stale": ProblemText(
        _l("Iemand anders veranderde deze aanvraag."), _l("Open de aanvraag opnieuw en kijk nog een keer.")
    ),
    "case.state": ProblemText(
        _l("Dit kan nu niet met deze aanvraag."), _l("Open de aanvraag opnieuw: een collega ging al verder.")
    ),
    "four_eyes.same_person": ProblemText(
        _l("U maakte dit advies zelf."), _l("Iemand anders van de examencommissie beslist erover.")
    ),
    "programme.unknown": ProblemText(_l("Deze opleiding kennen wij niet."), _l("Ga terug naar de lijst.")),
    "programme.retired": ProblemText(
        _l("Deze opleiding wordt niet meer gebruikt."), _l("Kies een andere opleiding.")
    ),
    "decision.no_issuer": ProblemText(
        _l("Er is nog geen uitgever die besluiten van uw school ondertekent."),
        _l("Vraag uw beheerder om die in te stellen."),
    ),
    "exemptions.no_rule": ProblemText(
        _l("Voor deze dag kennen wij geen regels over vrijstelling."), _l("Vraag uw beheerder om hulp.")
    ),
    "role.not_checker": ProblemText(_l("Dit hoort niet bij uw taak."), ROLE_ADVICE),
    "role.not_adviser": ProblemText(_l("Dit hoort niet bij uw taak."), ROLE_ADVICE),
    "role.not_board": ProblemText(_l("Dit hoort niet bij uw taak."), ROLE_ADVICE),
    "role.not_asker": ProblemText(_l("Dit hoort niet bij uw taak."), ROLE_ADVICE),
}

PROBLEM_TEXTS: Mapping[str, ProblemText] = {
    **STAFF_PROBLEMS,
    **REQUEST_TEXTS,
    **{
        code: ProblemText(sentence, _l("Verander het verzoek en stuur het opnieuw."))
        for code, sentence in REQUEST_SENTENCES.items()
    },
    "check.gone": ProblemText(
        _l("Deze controle is niet meer te zien."),
        _l("Wij bewaren niets langer dan 15 minuten. Open de link of het bestand opnieuw."),
    ),
    "link.stopped": _ENDED,
    "link.expired": _ENDED,
    "link.unknown": _ENDED,
    "link.unreadable": _NO_LINK,
    "link.refused": _NO_LINK,
    "link.not_https": ProblemText(
        _l("Wij openen alleen veilige links."), _l("Een veilige link begint met https://.")
    ),
    "link.pin": ProblemText(
        _l("Op deze link zit een pincode."),
        _l("Open de link zelf in uw browser. Daar typt u de pincode die u van de eigenaar kreeg."),
    ),
    "link.no_document": ProblemText(_l("Achter deze link staat geen bewijs."), _ASK_OWNER),
    **{
        code: ProblemText(
            _l("Wij konden dit nu niet ophalen."),
            _l("Dit zegt niets over het bewijs. Probeer het over een paar minuten opnieuw."),
        )
        for code in ("fetch.unreachable", "fetch.timeout", "fetch.status")
    },
    **{
        code: ProblemText(
            _l("Wat erbij staat, is geen bewijs van controle."),
            _l("Stuur het bewijs van controle als JSON, of laat het weg."),
        )
        for code in ("receipt.unreadable", "receipt.too_large")
    },
    "pdf.unavailable": ProblemText(
        _l("Wij kunnen hier geen PDF maken."),
        _l("Neem het bewijs van controle als bestand, of print de pagina."),
    ),
    **{
        code: ProblemText(_NOT_READABLE, _l("Stuur een bewijs als JSON, of een link ernaartoe."))
        for code in (
            "submission.empty",
            "submission.pdf",
            "submission.image",
            "submission.html",
            "submission.jwt",
            "submission.text",
            "submission.envelope",
            "pdf.unreadable",
            "pdf.encrypted",
            "pdf.too_large",
            "pdf.too_many_attachments",
            "pdf.several_selections",
            "badge.damaged",
            "badge.several",
            "badge.too_large",
            "document.not_an_object",
            "json.syntax",
            "json.not_utf8",
            "json.duplicate_key",
            "json.nan",
            "json.number_out_of_range",
            "json.lone_surrogate",
            "json.too_large",
            "json.too_deep",
            "json.too_many_values",
            "json.string_too_long",
        )
    },
}


def status_of(error: DomainError) -> int:
    """Return the status of an error's nearest class in the table; 400 for what is not there."""
    return next((ERROR_STATUSES[kind] for kind in type(error).__mro__ if kind in ERROR_STATUSES), 400)
