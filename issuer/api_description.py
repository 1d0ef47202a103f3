"""What other software can ask of the issuer, declared once (`web.openapi`); a test holds it to the truth."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from issuer.models import StatusPurpose
from schemas.documents import JsonObject
from web.json_requests import IDEMPOTENCY_HEADER
from web.openapi import JSON, Answer, ApiDescription, Operation, found, refused

_LD = "application/ld+json"
_BAD_REQUEST = refused(_l("Er klopt iets niet. De code zegt wat, en waar het staat."))
_NO_KEY = refused(_l("Er is geen geldige sleutel meegestuurd."))
_NOT_ALLOWED = refused(_l("De sleutel is hier niet voor, of dit soort bewijs kan hier niet."))
_UNKNOWN = refused(_l("Dit bestaat niet, of het hoort bij een andere instelling."))
_TOO_LARGE = refused(_l("Het verzoek is te groot."))
_TOO_OFTEN = refused(_l("Dit ging te vaak achter elkaar."))
_OFFER_REFUSALS: Mapping[int, Answer] = {
    400: _BAD_REQUEST,
    404: refused(_l("Dit aanbod is er niet.")),
    409: refused(_l("Een ander heeft het al opgehaald.")),
    410: refused(_l("Het aanbod is voorbij.")),
    415: refused(_l("Het verzoek is geen JSON.")),
    422: refused(_l("De wallet heeft niet laten zien dat de sleutel van haar is.")),
    429: _TOO_OFTEN,
}
_INSTITUTION = _l("De naam van de instelling in adressen.")
_LIST = _l("De naam van de lijst, zoals revocation-1.")

_CREDENTIAL: JsonObject = {
    "type": "object",
    "required": ["@context", "type", "issuer", "credentialSubject"],
    "properties": {
        "@context": {"type": "array", "minItems": 1},
        "type": {"type": "array", "contains": {"const": "VerifiableCredential"}},
        "issuer": {
            "anyOf": [{"type": "string", "format": "uri"}, {"type": "object", "required": ["id"]}],
        },
        "credentialSubject": {
            "anyOf": [{"type": "object", "minProperties": 1}, {"type": "array", "minItems": 1}],
        },
    },
}
_SCHEMAS: Mapping[str, JsonObject] = {
    "Credential": _CREDENTIAL,
    "SecuredCredential": {
        "allOf": [
            {"$ref": "#/components/schemas/Credential"},
            {
                "type": "object",
                "required": ["proof"],
                "properties": {
                    "proof": {
                        "type": "object",
                        "required": [
                            "type",
                            "cryptosuite",
                            "created",
                            "verificationMethod",
                            "proofPurpose",
                            "proofValue",
                        ],
                        "properties": {
                            "type": {"const": "DataIntegrityProof"},
                            "cryptosuite": {"type": "string"},
                            "created": {"type": "string", "format": "date-time"},
                            "verificationMethod": {"type": "string", "format": "uri"},
                            "proofPurpose": {"const": "assertionMethod"},
                            "proofValue": {"type": "string", "pattern": "^[zu][A-Za-z0-9_-]+$"},
                        },
                    }
                },
            },
        ]
    },
    "IssueRequest": {
        "type": "object",
        "required": ["credential"],
        "properties": {
            "credential": {"$ref": "#/components/schemas/Credential"},
            "options": {
                "type": "object",
                "properties": {
                    "credentialId": {"type": "string", "minLength": 1, "maxLength": 2048},
                    "mandatoryPointers": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
    "IssueAnswer": {
        "type": "object",
        "required": ["verifiableCredential"],
        "properties": {"verifiableCredential": {"$ref": "#/components/schemas/SecuredCredential"}},
        "additionalProperties": False,
    },
    "DecisionRequest": {
        "type": "object",
        "required": ["credential", "preparedBy", "decidedBy"],
        "properties": {
            "credential": {"type": "object", "required": ["type", "credentialSubject"]},
            "preparedBy": {"type": "string", "minLength": 1},
            "decidedBy": {"type": "string", "minLength": 1},
            "email": {"type": "string"},
        },
    },
    "IssuedDecision": {
        "type": "object",
        "required": ["awardId", "credential", "offer", "paper"],
        "properties": {
            "awardId": {"type": "string", "pattern": "^urn:uuid:"},
            "credential": {"$ref": "#/components/schemas/SecuredCredential"},
            "offer": {
                "type": "object",
                "required": ["link", "code"],
                "properties": {"link": {"type": "string", "format": "uri"}, "code": {"type": "string"}},
            },
            "paper": {"type": "string", "format": "uri"},
        },
        "additionalProperties": False,
    },
    "StatusChange": {
        "type": "object",
        "required": ["credentialId", "credentialStatus"],
        "properties": {
            "credentialId": {"type": "string", "minLength": 1, "maxLength": 2048},
            "credentialStatus": {
                "type": "object",
                "required": ["type", "statusPurpose"],
                "properties": {
                    "type": {"const": "BitstringStatusListEntry"},
                    "statusPurpose": {"enum": [purpose.value for purpose in StatusPurpose]},
                },
            },
            "status": {"type": "boolean", "default": True},
        },
    },
    "StatusList": {
        "allOf": [
            {"$ref": "#/components/schemas/SecuredCredential"},
            {
                "type": "object",
                "properties": {
                    "type": {"contains": {"const": "BitstringStatusListCredential"}},
                    "issuer": {"type": "string", "format": "uri"},
                    "credentialSubject": {
                        "type": "object",
                        "required": ["type", "statusPurpose", "encodedList"],
                        "properties": {
                            "type": {"const": "BitstringStatusList"},
                            "encodedList": {"type": "string", "pattern": "^u[A-Za-z0-9_-]+$"},
                        },
                    },
                },
            },
        ]
    },
    "DidDocument": {
        "type": "object",
        "required": ["@context", "id", "verificationMethod", "assertionMethod"],
        "properties": {"id": {"type": "string", "pattern": "^did:"}, "verificationMethod": {"type": "array"}},
    },
    "JsonLdContext": {"type": "object", "required": ["@context"]},
    "JsonSchema": {"type": "object", "required": ["$id", "$schema"]},
    "OfferReference": {
        "type": "object",
        "required": ["offer"],
        "properties": {"offer": {"type": "string"}},
    },
    "OfferPreview": {
        "type": "object",
        "required": ["offer", "challenge", "domain"],
        "properties": {
            "offer": {
                "type": "object",
                "required": ["issuer", "issuerName", "kind", "title", "subjectName", "expires", "state"],
                "properties": {"state": {"enum": ["open", "claimed"]}},
            },
            "challenge": {"type": "string"},
            "domain": {"type": "string", "format": "uri"},
        },
    },
    "OfferClaim": {
        "type": "object",
        "required": ["offer", "presentation"],
        "properties": {"offer": {"type": "string"}, "presentation": {"type": "object"}},
    },
    "OfferedCredential": {
        "type": "object",
        "required": ["credential"],
        "properties": {"credential": {"$ref": "#/components/schemas/SecuredCredential"}},
    },
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
                400: _BAD_REQUEST,
                401: _NO_KEY,
                403: _NOT_ALLOWED,
                404: _UNKNOWN,
                409: refused(_l("Deze herhalingswaarde hoorde bij een ander verzoek.")),
                413: _TOO_LARGE,
                503: refused(_l("De sleutels zijn nu niet te openen.")),
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
                400: _BAD_REQUEST,
                401: _NO_KEY,
                403: refused(_l("De sleutel is hier niet voor, of deze mensen mogen dit niet samen.")),
                404: _UNKNOWN,
                409: refused(_l("Deze herhalingswaarde hoorde bij een ander verzoek.")),
                413: _TOO_LARGE,
                422: refused(_l("Er klopt iets niet in het besluit, of iemand is hier niet bekend.")),
                503: refused(_l("De sleutels zijn nu niet te openen.")),
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
                400: _BAD_REQUEST,
                401: _NO_KEY,
                403: _NOT_ALLOWED,
                404: _UNKNOWN,
                413: _TOO_LARGE,
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
            answers={
                204: Answer(says=_l("De lijst is ondertekend.")),
                401: _NO_KEY,
                403: _NOT_ALLOWED,
                404: _UNKNOWN,
            },
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
        Operation(
            method="POST",
            path="/api/v1/offers/preview",
            name="previewOffer",
            title=_l("Zien wat er klaarligt, voor een wallet"),
            takes="OfferReference",
            answers={200: found("OfferPreview", _l("Wat er klaarligt.")), **_OFFER_REFUSALS},
        ),
        Operation(
            method="POST",
            path="/api/v1/offers/claim",
            name="claimOffer",
            title=_l("Ophalen wat er klaarligt, voor een wallet"),
            about=_l("De wallet ondertekent de opgave uit de vorige stap."),
            takes="OfferClaim",
            answers={200: found("OfferedCredential", _l("Het bewijs.")), **_OFFER_REFUSALS},
        ),
    ),
    schemas=_SCHEMAS,
)
