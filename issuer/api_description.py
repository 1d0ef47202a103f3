"""What other software can ask of the issuer, declared once (`web.openapi`); a test holds it to the truth."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from issuer import offer_api_description
from issuer.models import StatusPurpose
from schemas.documents import JsonObject
from web.api_shapes import (
    ADDRESS,
    ARRAY,
    BOOLEAN,
    INSTANT,
    OBJECT,
    TEXT,
    closed,
    list_of,
    one_of,
    record,
    refer,
    text_like,
)
from web.json_requests import IDEMPOTENCY_HEADER
from web.openapi import (
    BAD_REQUEST,
    JSON,
    TOO_LARGE,
    Answer,
    ApiDescription,
    Operation,
    found,
    refused,
)

_LD = "application/ld+json"
_UNKNOWN = refused(_l("Dit bestaat niet, of het hoort bij een andere instelling."))
_KEY_REFUSALS: Mapping[int, Answer] = {
    401: refused(_l("Er is geen geldige sleutel meegestuurd.")),
    403: refused(_l("De sleutel is hier niet voor, of dit soort bewijs kan hier niet.")),
    404: _UNKNOWN,
}
_OTHER_REQUEST = refused(_l("Deze herhalingswaarde hoorde bij een ander verzoek."))
_KEYS_SHUT = refused(_l("De sleutels zijn nu niet te openen."))
_INSTITUTION = _l("De naam van de instelling in adressen.")
_LIST = _l("De naam van de lijst, zoals revocation-1.")

_IDENTIFIER: JsonObject = {"type": "string", "minLength": 1, "maxLength": 2048}
_OFFICIAL: JsonObject = {"type": "string", "minLength": 1}
_PROOF = record(
    "type",
    "cryptosuite",
    "created",
    "verificationMethod",
    "proofPurpose",
    "proofValue",
    type={"const": "DataIntegrityProof"},
    cryptosuite=TEXT,
    created=INSTANT,
    verificationMethod=ADDRESS,
    proofPurpose={"const": "assertionMethod"},
    proofValue=text_like("^[zu][A-Za-z0-9_-]+$"),
)
_SCHEMAS: Mapping[str, JsonObject] = {
    "Credential": record(
        "@context",
        "type",
        "issuer",
        "credentialSubject",
        **{"@context": {**ARRAY, "minItems": 1}},
        type={**ARRAY, "contains": {"const": "VerifiableCredential"}},
        issuer={"anyOf": [ADDRESS, record("id")]},
        credentialSubject={"anyOf": [{**OBJECT, "minProperties": 1}, {**ARRAY, "minItems": 1}]},
    ),
    "SecuredCredential": {"allOf": [refer("Credential"), record("proof", proof=_PROOF)]},
    "IssueRequest": record(
        "credential",
        credential=refer("Credential"),
        options=record(credentialId=_IDENTIFIER, mandatoryPointers=list_of(TEXT)),
    ),
    "IssueAnswer": closed(record("verifiableCredential", verifiableCredential=refer("SecuredCredential"))),
    "DecisionRequest": record(
        "credential",
        "preparedBy",
        "decidedBy",
        credential=record("type", "credentialSubject"),
        preparedBy=_OFFICIAL,
        decidedBy=_OFFICIAL,
        email=TEXT,
    ),
    "IssuedDecision": closed(
        record(
            "awardId",
            "credential",
            "offer",
            "paper",
            awardId=text_like("^urn:uuid:"),
            credential=refer("SecuredCredential"),
            offer=record("link", "code", link=ADDRESS, code=TEXT),
            paper=ADDRESS,
        )
    ),
    "StatusChange": record(
        "credentialId",
        "credentialStatus",
        credentialId=_IDENTIFIER,
        credentialStatus=record(
            "type",
            "statusPurpose",
            type={"const": "BitstringStatusListEntry"},
            statusPurpose=one_of(StatusPurpose),
        ),
        status={**BOOLEAN, "default": True},
    ),
    "StatusList": {
        "allOf": [
            refer("SecuredCredential"),
            record(
                type={"contains": {"const": "BitstringStatusListCredential"}},
                issuer=ADDRESS,
                credentialSubject=record(
                    "type",
                    "statusPurpose",
                    "encodedList",
                    type={"const": "BitstringStatusList"},
                    encodedList=text_like("^u[A-Za-z0-9_-]+$"),
                ),
            ),
        ]
    },
    "DidDocument": record(
        "@context",
        "id",
        "verificationMethod",
        "assertionMethod",
        id=text_like("^did:"),
        verificationMethod=ARRAY,
    ),
    "JsonLdContext": record("@context"),
    "JsonSchema": record("$id", "$schema"),
}

DESCRIPTION = ApiDescription(
    title=_l("Vakbewijs uitgeven: voor programma’s"),
    about=_l(
        "Laat bewijzen ondertekenen door een instelling, trek ze in, en haal op wat openbaar is. De adressen"
        " en berichten zijn die van de W3C CCG VC-API."
    ),
    operations=(
        Operation(
            method="POST",
            path="/issuers/{instance}/credentials/issue",
            name="issueCredential",
            title=_l("Een bewijs laten ondertekenen"),
            about=_l(
                "Het bewijs komt terug zoals het gestuurd is, met een handtekening. Wat niet klopt, wordt"
                " geweigerd en nooit verbeterd. Een diploma, deelcertificaat of ervaringscertificaat kan hier"
                " niet: daarover beslist iemand van de instelling."
            ),
            parameters={"instance": _l("De naam waaronder de instelling ondertekent.")},
            headers={IDEMPOTENCY_HEADER: _l("Bij een herhaling geeft dezelfde waarde hetzelfde bewijs.")},
            takes="IssueRequest",
            example={
                "credential": {
                    "@context": ["https://www.w3.org/ns/credentials/v2"],
                    "type": ["VerifiableCredential"],
                    "issuer": "did:web:diplomas.example.nl:issuers:roc-voorbeeld",
                    "credentialSubject": {"id": "did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b"},
                },
                "options": {"credentialId": "urn:uuid:7f0c2e0a-2d1c-4a61-9a9b-5d1a6b8f6f6e"},
            },
            answers={
                201: found("IssueAnswer", _l("Het ondertekende bewijs.")),
                400: BAD_REQUEST,
                **_KEY_REFUSALS,
                409: _OTHER_REQUEST,
                413: TOO_LARGE,
                503: _KEYS_SHUT,
            },
            keyed=True,
        ),
        Operation(
            method="POST",
            path="/issuers/{slug}/decisions",
            name="issueDecision",
            title=_l("Een besluit van de examencommissie laten ondertekenen"),
            about=_l(
                "Voor het systeem waarin de eigen examencommissie besluit. Wie het besluit voorbereidde en"
                " wie besloot, zijn twee medewerkers die hier bekend zijn. De student krijgt een aanbod."
            ),
            parameters={"slug": _INSTITUTION},
            headers={IDEMPOTENCY_HEADER: _l("Verplicht. Een herhaling geeft hetzelfde besluit.")},
            takes="DecisionRequest",
            example={
                "credential": {
                    "type": ["VerifiableCredential", "VrijstellingsBesluit"],
                    "name": "Besluit over vrijstellingen",
                    "credentialSubject": {"type": "VrijstellingSubject"},
                },
                "preparedBy": "ADV-1",
                "decidedBy": "EC-2",
            },
            answers={
                201: found("IssuedDecision", _l("Het ondertekende besluit en het aanbod.")),
                400: BAD_REQUEST,
                **_KEY_REFUSALS,
                403: refused(_l("De sleutel is hier niet voor, of deze mensen mogen dit niet samen.")),
                409: _OTHER_REQUEST,
                413: TOO_LARGE,
                422: refused(_l("Er klopt iets niet in het besluit, of iemand is hier niet bekend.")),
                503: _KEYS_SHUT,
            },
            keyed=True,
        ),
        Operation(
            method="POST",
            path="/credentials/status",
            name="setCredentialStatus",
            title=_l("Een bewijs intrekken of tijdelijk stilzetten"),
            about=_l("Intrekken kan nooit ongedaan worden. Stilzetten wel: stuur dan status false."),
            takes="StatusChange",
            example={
                "credentialId": "urn:uuid:7f0c2e0a-2d1c-4a61-9a9b-5d1a6b8f6f6e",
                "credentialStatus": {"type": "BitstringStatusListEntry", "statusPurpose": "revocation"},
            },
            answers={
                200: found("StatusChange", _l("Zo is het nu.")),
                400: BAD_REQUEST,
                **_KEY_REFUSALS,
                413: TOO_LARGE,
            },
            keyed=True,
        ),
        Operation(
            method="POST",
            path="/issuers/{slug}/status/{list_id}/publish",
            name="publishStatusList",
            title=_l("Een statuslijst nu opnieuw ondertekenen"),
            about=_l("Dit is zelden nodig: de lijst wordt vanzelf opnieuw ondertekend."),
            parameters={"slug": _INSTITUTION, "list_id": _LIST},
            answers={204: Answer(says=_l("De lijst is ondertekend.")), **_KEY_REFUSALS},
            keyed=True,
        ),
        Operation(
            method="GET",
            path="/issuers/{slug}/status/{list_id}",
            name="getStatusList",
            title=_l("Een statuslijst ophalen"),
            about=_l("Openbaar, zonder sleutel: wij zien niet wie u controleert."),
            parameters={"slug": _INSTITUTION, "list_id": _LIST},
            answers={
                200: found("StatusList", _l("De ondertekende lijst."), JSON, _LD, "application/vc"),
                404: _UNKNOWN,
            },
        ),
        Operation(
            method="GET",
            path="/issuers/{slug}/did.json",
            name="getDidDocument",
            title=_l("De openbare sleutels van een instelling ophalen"),
            parameters={"slug": _INSTITUTION},
            answers={
                200: found("DidDocument", _l("De sleutels."), JSON, _LD, "application/did+json"),
                404: _UNKNOWN,
            },
        ),
        Operation(
            method="GET",
            path="/contexts/v1",
            name="getContext",
            title=_l("De betekenis van onze woorden ophalen (JSON-LD)"),
            answers={200: found("JsonLdContext", _l("De context."), _LD, JSON)},
        ),
        Operation(
            method="GET",
            path="/schemas/{name}",
            name="getSchema",
            title=_l("Een JSON Schema ophalen"),
            parameters={"name": _l("Het laatste deel van het adres, zoals diploma-v1.json.")},
            answers={200: found("JsonSchema", _l("Het schema."), "application/schema+json"), 404: _UNKNOWN},
        ),
        *offer_api_description.OPERATIONS,
    ),
    schemas={**_SCHEMAS, **offer_api_description.SCHEMAS},
)
