"""What other software can ask about requests and answers, declared once (`web.openapi`)."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from schemas.credential import CredentialKind
from schemas.disclosure import PersonalPart
from schemas.documents import JsonObject
from schemas.presentation_request import MAX_KEEP_DAYS, MAX_WANTED, PurposeKind
from web.openapi import Answer, Operation, found, refused

_NO_KEY = refused(_l("Er is geen goede sleutel meegestuurd."))
_UNKNOWN = refused(_l("Dit verzoek of antwoord bestaat niet."))
_BAD = refused(_l("Er klopt iets niet. De code zegt wat, en waar het staat."))
_TOO_OFTEN = refused(_l("Dit ging te vaak achter elkaar."))
_ENDED = refused(_l("Dit verzoek neemt geen antwoorden meer aan."))

_WANTED: JsonObject = {
    "type": "object",
    "required": ["kind"],
    "properties": {
        "kind": {"enum": [kind.value for kind in CredentialKind]},
        "standard": {"type": "string"},
        "name": {"type": "string"},
        "level": {"type": "string"},
    },
}
_PURPOSE: JsonObject = {
    "type": "object",
    "required": ["kind", "text"],
    "properties": {
        "kind": {"enum": [kind.value for kind in PurposeKind]},
        "text": {"type": "string"},
    },
}
_ANSWER: JsonObject = {
    "type": "object",
    "required": ["id", "receivedAt", "keepUntil", "outcomeOnArrival", "assessment", "note"],
    "properties": {"receivedAt": {"type": "string", "format": "date-time"}},
}
_SHOWN: Mapping[str, JsonObject] = {
    "id": {"type": "string"},
    "title": {"type": "string"},
    "state": {"enum": ["open", "answered", "expired", "closed"]},
    "link": {"type": "string", "format": "uri"},
    "answersKept": {"type": "integer"},
    "request": {"type": "object"},
}

SCHEMAS: Mapping[str, JsonObject] = {
    "Question": {
        "type": "object",
        "required": ["title", "purpose", "wanted", "keepDays", "lastDay", "manyAnswers"],
        "properties": {
            "title": {"type": "string"},
            "purpose": _PURPOSE,
            "wanted": {"type": "array", "minItems": 1, "maxItems": MAX_WANTED, "items": _WANTED},
            "keepDays": {"type": "integer", "minimum": 1, "maximum": MAX_KEEP_DAYS},
            "lastDay": {"type": "string", "format": "date"},
            "manyAnswers": {"type": "boolean"},
            "needs": {"type": "array", "items": {"enum": [part.value for part in PersonalPart]}},
            "ownWords": {"type": "boolean"},
        },
    },
    "Request": {"type": "object", "required": ["id", "link", "state"], "properties": dict(_SHOWN)},
    "RequestList": {
        "type": "object",
        "required": ["requests"],
        "properties": {"requests": {"type": "array"}},
    },
    "RequestWithAnswers": {
        "type": "object",
        "required": ["id", "answers"],
        "properties": {**_SHOWN, "answers": {"type": "array", "items": _ANSWER}},
    },
    "JudgedAnswer": {
        "type": "object",
        "required": ["id", "report", "presentation"],
        "properties": {"report": {"type": "object"}, "presentation": {"type": "object"}},
    },
    "PrepareAnswer": {
        "type": "object",
        "required": ["request"],
        "properties": {"request": {"type": "string"}},
    },
    "Prepared": {
        "type": "object",
        "required": ["request", "challenge", "domain"],
        "properties": {
            "request": {"type": "string", "contentEncoding": "base64"},
            "challenge": {"type": "string"},
            "domain": {"type": "string"},
        },
    },
    "AnswerToRequest": {
        "type": "object",
        "required": ["request", "digest", "challenge", "presentation"],
        "properties": {
            "request": {"type": "string"},
            "digest": {"type": "string"},
            "challenge": {"type": "string"},
            "presentation": {"type": "object"},
        },
    },
    "AnswerTaken": {
        "type": "object",
        "required": ["keepUntil"],
        "properties": {"keepUntil": {"type": "string", "format": "date-time"}},
    },
    "DidDocument": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
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
            400: _BAD,
            401: _NO_KEY,
            422: refused(_l("Zo kan het niet gevraagd worden.")),
            429: _TOO_OFTEN,
        },
    ),
    Operation(
        method="GET",
        path="/api/v1/requests",
        name="listRequests",
        keyed=True,
        title=_l("De verzoeken van uw organisatie"),
        about=_l("De nieuwste eerst."),
        answers={200: found("RequestList", _l("De verzoeken.")), 401: _NO_KEY, 429: _TOO_OFTEN},
    ),
    Operation(
        method="GET",
        path="/api/v1/requests/{request_id}",
        name="getRequest",
        keyed=True,
        title=_l("Eén verzoek, met de antwoorden die er nog zijn"),
        about=_l("Antwoorden verdwijnen op de dag die is beloofd."),
        parameters=_ID,
        answers={
            200: found("RequestWithAnswers", _l("Het verzoek.")),
            401: _NO_KEY,
            404: _UNKNOWN,
            429: _TOO_OFTEN,
        },
    ),
    Operation(
        method="GET",
        path="/api/v1/requests/{request_id}/answers/{answer_id}",
        name="getAnswer",
        keyed=True,
        title=_l("Eén antwoord, nu opnieuw gecontroleerd"),
        about=_l("Geeft het verslag en de presentatie zoals die is gestuurd."),
        parameters={**_ID, "answer_id": _l("Het kenmerk van het antwoord.")},
        answers={
            200: found("JudgedAnswer", _l("Het antwoord.")),
            401: _NO_KEY,
            404: _UNKNOWN,
            429: _TOO_OFTEN,
        },
    ),
    Operation(
        method="POST",
        path="/api/v1/requests/{request_id}/close",
        name="closeRequest",
        keyed=True,
        title=_l("Een verzoek sluiten"),
        about=_l("Er komen geen antwoorden meer bij. Wat er al is, blijft tot zijn dag."),
        parameters=_ID,
        answers={204: Answer(says=_l("Gesloten.")), 401: _NO_KEY, 404: _UNKNOWN, 429: _TOO_OFTEN},
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
            400: _BAD,
            404: _UNKNOWN,
            409: refused(_l("Het verzoek is al beantwoord.")),
            410: _ENDED,
            429: _TOO_OFTEN,
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
            400: _BAD,
            404: _UNKNOWN,
            409: refused(_l("Het verzoek is al beantwoord.")),
            410: _ENDED,
            422: refused(_l("Het antwoord klopt niet, of hoort niet bij dit verzoek.")),
            429: _TOO_OFTEN,
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
