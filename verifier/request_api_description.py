"""What other software can ask about requests and answers, declared once (`web.openapi`)."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from schemas.credential import CredentialKind
from schemas.disclosure import PersonalPart
from schemas.documents import JsonObject
from schemas.presentation_request import MAX_KEEP_DAYS, MAX_WANTED, PurposeKind
from verifier.api_parts import NO_KEY
from web.api_shapes import (
    ADDRESS,
    ARRAY,
    BOOLEAN,
    DATE,
    INSTANT,
    INTEGER,
    OBJECT,
    TEXT,
    list_of,
    one_of,
    record,
)
from web.openapi import BAD_REQUEST, TOO_OFTEN, Answer, Operation, found, refused

_UNKNOWN = refused(_l("Dit verzoek of antwoord bestaat niet."))
_KEY_REFUSALS: Mapping[int, Answer] = {401: NO_KEY, 404: _UNKNOWN, 429: TOO_OFTEN}
_OVER: Mapping[int, Answer] = {
    409: refused(_l("Het verzoek is al beantwoord.")),
    410: refused(_l("Dit verzoek neemt geen antwoorden meer aan.")),
}

_WANTED = record("kind", kind=one_of(CredentialKind), standard=TEXT, name=TEXT, level=TEXT)
_PURPOSE = record("kind", "text", kind=one_of(PurposeKind), text=TEXT)
_ANSWER = record(
    "id",
    "receivedAt",
    "keepUntil",
    "outcomeOnArrival",
    "assessment",
    "note",
    receivedAt=INSTANT,
)
_SHOWN: Mapping[str, JsonObject] = {
    "id": TEXT,
    "title": TEXT,
    "state": {"enum": ["open", "answered", "expired", "closed"]},
    "link": ADDRESS,
    "answersKept": INTEGER,
    "request": OBJECT,
}

SCHEMAS: Mapping[str, JsonObject] = {
    "Question": record(
        "title",
        "purpose",
        "wanted",
        "keepDays",
        "lastDay",
        "manyAnswers",
        title=TEXT,
        purpose=_PURPOSE,
        wanted=list_of(_WANTED, minItems=1, maxItems=MAX_WANTED),
        keepDays={**INTEGER, "minimum": 1, "maximum": MAX_KEEP_DAYS},
        lastDay=DATE,
        manyAnswers=BOOLEAN,
        needs=list_of(one_of(PersonalPart)),
        ownWords=BOOLEAN,
    ),
    "Request": record("id", "link", "state", **_SHOWN),
    "RequestList": record("requests", requests=ARRAY),
    "RequestWithAnswers": record("id", "answers", **_SHOWN, answers=list_of(_ANSWER)),
    "JudgedAnswer": record("id", "report", "presentation", report=OBJECT, presentation=OBJECT),
    "PrepareAnswer": record("request", request=TEXT),
    "Prepared": record(
        "request",
        "challenge",
        "domain",
        request={**TEXT, "contentEncoding": "base64"},
        challenge=TEXT,
        domain=TEXT,
    ),
    "AnswerToRequest": record(
        "request",
        "digest",
        "challenge",
        "presentation",
        request=TEXT,
        digest=TEXT,
        challenge=TEXT,
        presentation=OBJECT,
    ),
    "AnswerTaken": record("keepUntil", keepUntil=INSTANT),
    "DidDocument": record("id", id=TEXT),
}

_EXAMPLE: JsonObject = {
    "title": "Vacature verzorgende",
    "purpose": {"kind": "work", "text": "Wij willen weten of u mag werken als verzorgende."},
    "wanted": [
        {"kind": "Diploma", "level": "3"},
        {"kind": "Ervaringscertificaat", "standard": "crebo:25491"},
    ],
    "keepDays": 28,
    "lastDay": "2026-12-31",
    "manyAnswers": True,
    "needs": ["name"],
    "ownWords": False,
}
_ID = {"request_id": _l("Het kenmerk van het verzoek.")}

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        method="POST",
        path="/api/v1/requests",
        name="askForCertificates",
        keyed=True,
        title=_l("Vragen om bewijzen"),
        about=_l("Maakt een verzoek met een link voor wie antwoordt. Vraagt een sleutel van uw organisatie."),
        takes="Question",
        example=_EXAMPLE,
        answers={
            201: found("Request", _l("Het verzoek, met zijn link.")),
            400: BAD_REQUEST,
            401: NO_KEY,
            422: refused(_l("Zo kan het niet gevraagd worden.")),
            429: TOO_OFTEN,
        },
    ),
    Operation(
        method="GET",
        path="/api/v1/requests",
        name="listRequests",
        keyed=True,
        title=_l("De verzoeken van uw organisatie"),
        about=_l("De nieuwste eerst."),
        answers={200: found("RequestList", _l("De verzoeken.")), 401: NO_KEY, 429: TOO_OFTEN},
    ),
    Operation(
        method="GET",
        path="/api/v1/requests/{request_id}",
        name="getRequest",
        keyed=True,
        title=_l("Eén verzoek, met de antwoorden die er nog zijn"),
        about=_l("Antwoorden verdwijnen op de dag die is beloofd."),
        parameters=_ID,
        answers={200: found("RequestWithAnswers", _l("Het verzoek.")), **_KEY_REFUSALS},
    ),
    Operation(
        method="GET",
        path="/api/v1/requests/{request_id}/answers/{answer_id}",
        name="getAnswer",
        keyed=True,
        title=_l("Eén antwoord, nu opnieuw gecontroleerd"),
        about=_l("Geeft het verslag en de presentatie zoals die is gestuurd."),
        parameters={**_ID, "answer_id": _l("Het kenmerk van het antwoord.")},
        answers={200: found("JudgedAnswer", _l("Het antwoord.")), **_KEY_REFUSALS},
    ),
    Operation(
        method="POST",
        path="/api/v1/requests/{request_id}/close",
        name="closeRequest",
        keyed=True,
        title=_l("Een verzoek sluiten"),
        about=_l("Er komen geen antwoorden meer bij. Wat er al is, blijft tot zijn dag."),
        parameters=_ID,
        answers={204: Answer(says=_l("Gesloten.")), **_KEY_REFUSALS},
    ),
    Operation(
        method="POST",
        path="/api/v1/answers/prepare",
        name="prepareAnswer",
        title=_l("Lezen wat er gevraagd wordt (voor wallets)"),
        about=_l("Geeft het verzoek byte voor byte, met wat de wallet moet ondertekenen."),
        takes="PrepareAnswer",
        example={"request": "mjF7d8YfVW2W..."},
        answers={
            200: found("Prepared", _l("Het verzoek.")),
            400: BAD_REQUEST,
            404: _UNKNOWN,
            **_OVER,
            429: TOO_OFTEN,
        },
    ),
    Operation(
        method="POST",
        path="/api/v1/answers",
        name="answerRequest",
        title=_l("Antwoorden op een verzoek (voor wallets)"),
        about=_l("Neemt één presentatie aan, gemaakt voor dit verzoek, met alleen wat gevraagd is."),
        takes="AnswerToRequest",
        example={
            "request": "mjF7d8YfVW2W...",
            "digest": "9f86d081884c...",
            "challenge": "k3Yx...",
            "presentation": {"type": ["VerifiablePresentation"]},
        },
        answers={
            201: found("AnswerTaken", _l("Aangenomen.")),
            400: BAD_REQUEST,
            404: _UNKNOWN,
            **_OVER,
            422: refused(_l("Het antwoord klopt niet, of hoort niet bij dit verzoek.")),
            429: TOO_OFTEN,
        },
    ),
    Operation(
        method="GET",
        path="/organisations/{slug}/did.json",
        name="getOrganisation",
        title=_l("Het DID-document van een organisatie"),
        about=_l("Zegt dat deze organisatie hier vraagt. Of zij is wie zij zegt, zegt een register."),
        parameters={"slug": _l("De naam van de organisatie in adressen.")},
        answers={200: found("DidDocument", _l("Het document."), "application/did+json"), 404: _UNKNOWN},
    ),
)
