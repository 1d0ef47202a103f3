"""What is answered when something can't be done: one table of statuses, and the words by code."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from schemas.errors import DomainError, FetchError
from verifier.checked_documents import CheckGoneError
from verifier.links import LinkEndedError, LinkError, LinkNeedsPinError, NoDocumentError, UnknownLinkError
from verifier.services import NotADocumentError
from web.problems import ProblemText

ERROR_STATUSES: Mapping[type[DomainError], int] = {
    NotADocumentError: 400,
    LinkError: 400,
    UnknownLinkError: 404,
    LinkEndedError: 410,
    LinkNeedsPinError: 403,
    CheckGoneError: 410,
    NoDocumentError: 422,
    FetchError: 502,
}

_ASK_OWNER = _l("Vraag de eigenaar van het bewijs om een nieuwe link.")
_NOT_READABLE = _l("Dit is geen bewijs dat wij kunnen lezen.")
_ENDED = ProblemText(_l("Deze link werkt niet meer."), _ASK_OWNER)
_NO_LINK = ProblemText(_l("Dit is geen link die wij kunnen openen."), _ASK_OWNER)

PROBLEM_TEXTS: Mapping[str, ProblemText] = {
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
