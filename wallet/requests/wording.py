"""The words of requests on the wallet's pages: A2 Dutch, "je"."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from flask import Flask
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from schemas.credential import CredentialKind
from schemas.dates import legal_date
from schemas.disclosure import pointers_of
from schemas.presentation_request import PresentationRequest, PurposeKind, Wanted
from wallet.requests.fitting import Misfit
from wallet.requests.replies import Reply
from wallet.sharing.wording import hidden_words
from wallet.wording import kind_name
from web.languages import format_date
from web.problems import ProblemText
from web.text import isolated

PURPOSES: Mapping[PurposeKind, LazyString] = {
    PurposeKind.WORK: _l("Werken bij deze organisatie"),
    PurposeKind.ADMISSION: _l("Starten met een opleiding"),
    PurposeKind.EXEMPTION: _l("Een deel van een opleiding niet hoeven doen (vrijstelling)"),
    PurposeKind.OTHER: _l("Iets anders"),
}
MISFITS: Mapping[Misfit, LazyString] = {
    Misfit.NOT_ASKED: _l("Hier vraagt deze organisatie niet om."),
    Misfit.SHOWS_TOO_LITTLE: _l("Op dit bewijs staat niet alles wat ze moeten zien."),
    Misfit.NOT_VALID: _l("Dit bewijs is niet geldig, of hoort bij een andere wallet."),
}

_NOTHING_SENT = _l("Er is niets gestuurd.")
_ASK_AGAIN = _l("Vraag de organisatie om een nieuwe link.")
_TRY_AGAIN = _l("Er is niets gestuurd. Open de link en probeer het nog een keer.")
PROBLEM_TEXTS: Mapping[str, ProblemText] = {
    "asked.unreadable": ProblemText(_l("Dit is geen link naar een vraag om bewijzen."), _ASK_AGAIN),
    "asked.insecure": ProblemText(_l("Deze link is niet veilig."), _ASK_AGAIN),
    "asked.changed": ProblemText(_l("De vraag is veranderd. Kijk opnieuw wat er staat."), _TRY_AGAIN),
    "asked.nothing_chosen": ProblemText(_l("Je hebt nog niets gekozen."), _TRY_AGAIN),
    "asked.no_certificate": ProblemText(_l("Er is geen bewijs bij dat past."), _TRY_AGAIN),
    "asked.too_many": ProblemText(_l("Dit zijn er te veel. Kies er 10 of minder."), _NOTHING_SENT),
    "asked.too_many_own": ProblemText(_l("Dit is te veel. Kies er 20 of minder."), _NOTHING_SENT),
    "asked.sent": ProblemText(_l("Je hebt al antwoord gegeven."), _l("Dat kan maar één keer.")),
    "request.unknown": ProblemText(_l("We kunnen deze vraag niet vinden."), _ASK_AGAIN),
    "request.answered": ProblemText(_l("Iemand heeft hier al op geantwoord."), _ASK_AGAIN),
    "request.closed": ProblemText(_l("De organisatie neemt geen antwoorden meer aan."), _NOTHING_SENT),
    "request.expired": ProblemText(_l("De tijd om te antwoorden is voorbij."), _ASK_AGAIN),
    "answer.twice": ProblemText(_l("Je hebt hier al op geantwoord."), _l("Dat kan maar één keer.")),
    "answer.request_changed": ProblemText(_l("De vraag is veranderd."), _TRY_AGAIN),
    "answer.challenge": ProblemText(_l("Dat duurde te lang."), _TRY_AGAIN),
    "answer.not_by_holder": ProblemText(_l("De organisatie kan je antwoord niet lezen."), _TRY_AGAIN),
    "answer.not_yours": ProblemText(
        _l("Een bewijs hoort bij een andere wallet."), _l("Kies een ander bewijs. Er is niets gestuurd.")
    ),
    "answer.not_genuine": ProblemText(
        _l("Een bewijs klopt niet."), _l("Kies een ander bewijs. Er is niets gestuurd.")
    ),
    "answer.not_checked": ProblemText(
        _l("De organisatie kan een bewijs nu niet nakijken."),
        _l("Er is niets gestuurd. Probeer het over een paar minuten nog een keer."),
    ),
    "answer.no_certificate": ProblemText(_l("Er is geen bewijs bij dat past."), _TRY_AGAIN),
    "answer.hides_needed": ProblemText(
        _l("Je liet iets weg dat de organisatie moet zien."),
        _l("Laat dat erbij staan. Er is niets gestuurd."),
    ),
    "answer.not_asked": ProblemText(
        _l("Hier vraagt de organisatie niet om."), _l("Kies een ander bewijs. Er is niets gestuurd.")
    ),
    **{
        code: ProblemText(
            _l("We krijgen nu geen antwoord."),
            _l("Er is niets kwijt. Probeer het over een paar minuten nog een keer."),
        )
        for code in ("verifier.unreachable", "verifier.unreadable", "verifier.unexpected_answer")
    },
}
FIELD_SENTENCES: Mapping[str, LazyString] = {
    "asked.unreadable": _l("Deze link klopt niet. Kopieer de hele link, met https:// ervoor."),
    "asked.insecure": _l("Deze link is niet veilig. Vraag om een link die begint met https://."),
    "asked.nothing_chosen": _l("Kruis aan wat je wilt sturen."),
    "asked.no_certificate": _l("Kruis ook een bewijs aan."),
    "asked.too_many": _l("Dit zijn er te veel. Kies er 10 of minder."),
    "asked.too_many_own": _l("Kies van jezelf 20 dingen of minder."),
}


def init_request_wording(app: Flask) -> None:
    """Let templates name requests."""
    app.jinja_env.globals.update(
        request_facts=request_facts,
        wanted_name=wanted_name,
        reply_facts=reply_facts,
        needed_words=needed_words,
        sent_certificates=sent_certificates,
        misfit_words=lambda misfit: MISFITS[misfit],
    )


def wanted_name(wanted: Wanted) -> Markup:
    """Say which certificate would do."""
    parts = [Markup("{}").format(kind_name(CredentialKind(wanted.kind)))]
    if wanted.name or wanted.standard:
        parts.append(isolated(wanted.name or wanted.standard))
    if wanted.level:
        parts.append(Markup("{}").format(gettext("niveau %(level)s", level=wanted.level)))
    return Markup(" ").join(parts)


def request_facts(request: PresentationRequest, official_name: str | None) -> list[tuple[LazyString, object]]:
    """Return who asks, what for, why and for how long."""
    who = isolated(official_name or request.requester_name)
    needed: list[tuple[LazyString, object]] = []
    if request.needs:
        needed.append((_l("Dit moeten ze zien"), needed_words(request)))
    return [
        (_l("Wie vraagt dit"), who),
        (_l("Waarvoor"), PURPOSES[request.purpose_kind]),
        (_l("Waarom"), isolated(request.purpose)),
        *needed,
        (_l("Zo lang bewaren ze het"), _l("%(days)s dagen. Daarna is het weg.", days=request.keep_days)),
        (_l("Antwoorden kan tot en met"), format_date(_last_day(request.open_until))),
    ]


def needed_words(request: PresentationRequest) -> str:
    """Return what may not be left out, as one phrase."""
    return ", ".join(str(each) for each in hidden_words(pointers_of(request.needs)))


def sent_certificates(reply: Reply) -> list[tuple[str, str]]:
    """Return what was sent, by title, each with what she left out of it."""
    content = reply.content
    hidden = content.left_out or ((),) * len(content.titles)
    return [
        (title, ", ".join(str(each) for each in hidden_words(left_out)))
        for title, left_out in zip(content.titles, hidden, strict=True)
    ]


def reply_facts(reply: Reply) -> list[tuple[LazyString, object]]:
    """Return to whom an answer went, when, and until when they keep it."""
    facts: list[tuple[LazyString, object]] = [(_l("Voor"), isolated(reply.name))]
    if reply.ended_at:
        facts.append((_l("Gestuurd op"), format_date(legal_date(reply.ended_at))))
    if reply.content.keep_until:
        facts.append((_l("Ze bewaren het tot"), format_date(legal_date(reply.content.keep_until))))
    return facts


def _last_day(end: datetime) -> date:
    return legal_date(end - timedelta(microseconds=1))
