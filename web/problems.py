"""When something can't be done: one page, or one problem+json (RFC 9457), that says what to do now.

Exceptions know no HTTP. Each actor gives one table of exception class -> status; the words come from
the code of the problem, or else from its status. A 500 shows nothing but an incident number, which
stands in the log beside the traceback.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from schemas.errors import DomainError
from web.areas import Area, current_area
from web.logs import get_logger

PROBLEM_TYPES = "https://w3id.org/vakbewijs/problems/"
PROBLEM_JSON = "application/problem+json"
_HEADERS_OF_ERRORS = frozenset({"Allow", "Retry-After", "WWW-Authenticate"})

log = get_logger("vakbewijs.problems")


@dataclass(frozen=True, slots=True)
class ProblemText:
    """What a person reads: what happened, and what to do now. Both are (lazy) catalogue sentences."""

    title: str
    advice: str


_AGAIN = _l("Ga terug en probeer het nog een keer.")

STATUS_TEXTS: Mapping[int, ProblemText] = {
    400: ProblemText(_l("We begrijpen dit verzoek niet."), _AGAIN),
    401: ProblemText(_l("Log eerst in."), _l("Probeer het daarna opnieuw.")),
    403: ProblemText(_l("Dit mag hier niet."), _l("Ga terug, vernieuw de pagina en probeer het opnieuw.")),
    404: ProblemText(
        _l("Deze pagina bestaat niet."),
        _l("Kijk of het adres klopt. Misschien mist er een letter of cijfer."),
    ),
    405: ProblemText(_l("Dit kan niet op deze manier."), _AGAIN),
    409: ProblemText(
        _l("Dit is al gedaan, of iemand anders was eerder."),
        _l("Vernieuw de pagina om te zien hoe het nu is."),
    ),
    410: ProblemText(_l("Dit is niet meer beschikbaar."), _l("Vraag de afzender om een nieuwe link.")),
    413: ProblemText(_l("Dit bestand is te groot."), _l("Kies een kleiner bestand en probeer het opnieuw.")),
    415: ProblemText(_l("Dit soort bestand kunnen we niet lezen."), _l("Kies een ander bestand.")),
    422: ProblemText(
        _l("Er klopt iets niet in wat er gestuurd is."), _l("Kijk het na en probeer het opnieuw.")
    ),
    429: ProblemText(_l("Dit ging te vaak achter elkaar."), _l("Wacht even. Probeer het daarna opnieuw.")),
    500: ProblemText(
        _l("Er ging iets mis bij ons."), _l("Dat is onze fout. Probeer het over een paar minuten opnieuw.")
    ),
    503: ProblemText(_l("Dit werkt nu even niet."), _l("Probeer het over een paar minuten opnieuw.")),
}
CODE_TEXTS: Mapping[str, ProblemText] = {
    "form.expired": ProblemText(
        _l("Dit formulier is te oud."), _l("Ga terug, vernieuw de pagina en vul het formulier opnieuw in.")
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem on its way to the reader. `incident` is set for our own faults only."""

    status: int
    code: str
    text: ProblemText
    parameters: Mapping[str, str]
    pointer: str = ""
    incident: str = ""


class Problems:
    """Turns exceptions into answers, by an actor's tables."""

    def __init__(self, statuses: Mapping[type[DomainError], int], texts: Mapping[str, ProblemText]) -> None:
        self._statuses = statuses
        self._texts = {**CODE_TEXTS, **texts}

    def of_domain_error(self, error: DomainError) -> Problem:
        """Describe an expected refusal: the status of its nearest class in the table, else 400."""
        status = next((self._statuses[kind] for kind in type(error).__mro__ if kind in self._statuses), 400)
        return Problem(
            status, error.code, self._text(error.code, status), dict(error.parameters), pointer=error.pointer
        )

    def of_http_error(self, error: HTTPException) -> Problem:
        """Describe what Flask or a view refused with a status."""
        status = error.code or 500
        code = "form.expired" if isinstance(error, CSRFError) else f"http.{status}"
        return Problem(status, code, self._text(code, status), {})

    def of_fault(self, incident: str) -> Problem:
        """Describe a fault of ours."""
        return Problem(500, "http.500", STATUS_TEXTS[500], {}, incident=incident)

    def _text(self, code: str, status: int) -> ProblemText:
        fallback = STATUS_TEXTS[400] if status < 500 else STATUS_TEXTS[500]
        return self._texts.get(code) or STATUS_TEXTS.get(status, fallback)


def init_problems(app: Flask, problems: Problems) -> None:
    """Register the handlers: refusals, HTTP errors, and everything else as a fault of ours."""

    def on_domain_error(error: DomainError) -> Response:
        problem = problems.of_domain_error(error)
        log.info("refused", code=error.code, detail=error.detail, status=problem.status)
        return answer(problem)

    def on_http_error(error: HTTPException) -> Response:
        if isinstance(error, SecurityError):  # a Host that is not ours: no address can be made for it
            return Response("Bad Request\n", 400, mimetype="text/plain")
        if error.code is None or error.code < 400:  # a redirect on its way
            return make_response(error.get_response(request.environ))
        if error.code == 500:
            return on_fault(getattr(error, "original_exception", None) or error)
        response = answer(problems.of_http_error(error))
        for name, value in error.get_headers():
            if name in _HEADERS_OF_ERRORS:
                response.headers[name] = value
        return response

    def on_fault(error: BaseException) -> Response:
        incident = new_incident()
        log.error("incident", incident=incident, route=str(request.url_rule), exc_info=error)
        return answer(problems.of_fault(incident))

    app.register_error_handler(DomainError, on_domain_error)
    app.register_error_handler(HTTPException, on_http_error)


def new_incident() -> str:
    """Return a number to say over the telephone, such as `4821-0937`. It identifies, it opens nothing."""
    digits = f"{secrets.randbelow(10**8):08}"
    return f"{digits[:4]}-{digits[4:]}"


def answer(problem: Problem) -> Response:
    """Return the problem as JSON to programs and as a page to people."""
    if wants_json():
        response = jsonify(_as_json(problem))
        response.mimetype = PROBLEM_JSON
    else:
        page = "web/fault.html" if problem.incident else "web/problem.html"
        response = make_response(render_template(page, problem=problem))
    response.status_code = problem.status
    return response


def wants_json() -> bool:
    """Say whether the reader is a program: an API address, or a reader that takes no pages."""
    accepts = request.accept_mimetypes
    return current_area() is Area.API or (bool(accepts) and not accepts.accept_html)


def _as_json(problem: Problem) -> dict[str, object]:
    members: dict[str, object] = {
        "type": PROBLEM_TYPES + problem.code,
        "title": str(problem.text.title),
        "status": problem.status,
        "detail": str(problem.text.advice),
        "code": problem.code,
    }
    if problem.parameters:
        members["parameters"] = dict(problem.parameters)
    if problem.pointer:
        members["pointer"] = problem.pointer
    if problem.incident:
        members["incident"] = problem.incident
    return members
