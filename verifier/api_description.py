"""What other software can ask of the verifier, declared once (`web.openapi`); a test holds it to that."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from schemas.documents import JsonObject
from verifier import bulk_api_description, request_api_description
from web.openapi import JSON, ApiDescription, Operation, found, refused

_BAD_REQUEST = refused(_l("Er klopt iets niet. De code zegt wat, en waar het staat."))
_TOO_LARGE = refused(_l("Het verzoek is te groot."))
_TOO_OFTEN = refused(_l("Dit ging te vaak achter elkaar."))
_RESOLUTION_TYPE = "application/ld+json"

_OUTCOME: JsonObject = {"enum": ["passed", "warning", "failed", "indeterminate"]}
_SCHEMAS: Mapping[str, JsonObject] = {
    "VerifyCredentialRequest": {
        "type": "object",
        "required": ["verifiableCredential"],
        "properties": {"verifiableCredential": {"type": "object"}, "options": {"type": "object"}},
    },
    "VerifyPresentationRequest": {
        "type": "object",
        "required": ["verifiablePresentation"],
        "properties": {
            "verifiablePresentation": {"type": "object"},
            "options": {
                "type": "object",
                "properties": {"challenge": {"type": "string"}, "domain": {"type": "string"}},
            },
        },
    },
    "Verified": {
        "type": "object",
        "required": ["verified"],
        "properties": {
            "verified": {"const": True},
            "checks": {"type": "array", "items": {"type": "string"}},
            "warnings": {"type": "array"},
            "errors": {"type": "array", "maxItems": 0},
        },
    },
    "NotVerified": {
        "type": "object",
        "required": ["verified", "problemDetails"],
        "properties": {
            "verified": {"const": False},
            "checks": {"type": "array", "items": {"type": "string"}},
            "warnings": {"type": "array"},
            "errors": {"type": "array"},
            "problemDetails": {"type": "array", "minItems": 1},
        },
    },
    "DeriveRequest": {
        "type": "object",
        "required": ["verifiableCredential", "options"],
        "properties": {
            "verifiableCredential": {"type": "object"},
            "options": {
                "type": "object",
                "required": ["selectivePointers"],
                "properties": {
                    "selectivePointers": {"type": "array", "minItems": 1, "items": {"type": "string"}}
                },
            },
        },
    },
    "DeriveAnswer": {
        "type": "object",
        "required": ["verifiableCredential"],
        "properties": {"verifiableCredential": {"type": "object", "required": ["proof"]}},
    },
    "Resolution": {
        "type": "object",
        "required": ["@context", "didDocument", "didDocumentMetadata", "didResolutionMetadata"],
        "properties": {
            "didDocument": {"type": "object", "required": ["id"]},
            "didResolutionMetadata": {"type": "object", "required": ["contentType"]},
            "didDereferencingMetadata": {"type": "object"},
        },
    },
    "ResolutionRefusal": {
        "type": "object",
        "required": ["@context", "didDocument", "didDocumentMetadata", "didResolutionMetadata"],
        "properties": {
            "didDocument": {"type": "object", "maxProperties": 0},
            "didResolutionMetadata": {"type": "object", "required": ["error"]},
            "didDereferencingMetadata": {"type": "object", "required": ["error"]},
        },
    },
    "Submission": {
        "type": "object",
        "description": "The document itself, or an envelope with `document` or `link`. The `receipt` of an"
        " earlier check may stand beside them: evidence for what a key signed that was revoked since.",
        "properties": {"receipt": {"type": "object"}},
    },
    "Report": {
        "type": "object",
        "required": ["outcome", "verdict", "verifiedAt", "policy", "presentation", "credentials"],
        "properties": {
            "outcome": _OUTCOME,
            "verdict": {"type": "object"},
            "verifiedAt": {"type": "string", "format": "date-time"},
            "policy": {"type": "string"},
            "carrier": {
                "type": ["object", "null"],
                "properties": {"format": {"const": "pdf"}, "changedLater": {"type": "boolean"}},
            },
            "credentials": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["outcome", "checks"],
                    "properties": {"outcome": _OUTCOME, "checks": {"type": "array"}},
                },
            },
        },
    },
}

_EXAMPLE: JsonObject = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential"],
    "issuer": "did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b",
    "credentialSubject": {"id": "did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b"},
    "proof": {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofValue": "z3hq..."},
}

DESCRIPTION = ApiDescription(
    title=_l("Vakbewijs controleren: voor programma’s"),
    about=_l(
        "Controleer bewijzen en presentaties, laat een deel van een bewijs zien, en zoek openbare sleutels"
        " op. Daarvan bewaren wij niets en u heeft er geen sleutel voor nodig. Met een sleutel vraagt uw"
        " organisatie mensen om bewijzen en haalt zij de antwoorden op."
    ),
    operations=(
        Operation(
            method="POST",
            path="/api/v1/verify",
            name="verify",
            title=_l("Een bewijs of deellink beoordelen, met uitleg"),
            about=_l(
                "Het oordeel dat mensen op de pagina zien: is het echt, geldig, en van een erkende partij?"
                " Bij elk leesbaar document is het antwoord 200; het oordeel staat in het verslag."
            ),
            takes="Submission",
            takes_types=(JSON, "application/vc", "application/vp"),
            takes_files=(
                "application/vc+jwt",
                "application/vp+jwt",
                "application/jwt",
                "application/pdf",
                "image/png",
                "image/svg+xml",
            ),
            example={"link": "https://wallet.example.nl/s/..."},
            answers={
                200: found("Report", _l("Het verslag.")),
                400: _BAD_REQUEST,
                404: refused(_l("Achter deze link is niets.")),
                410: refused(_l("De link is voorbij.")),
                415: refused(_l("Het verzoek is geen JSON.")),
                422: refused(_l("Achter de link staat geen bewijs.")),
                429: _TOO_OFTEN,
                502: refused(_l("De link was nu niet te openen.")),
            },
        ),
        Operation(
            method="POST",
            path="/credentials/verify",
            name="verifyCredential",
            title=_l("Een bewijs controleren (VC-API)"),
            about=_l(
                "Het antwoord is 200 als alles klopt, en anders 400. Of de uitgever erkend is, telt hier niet"
                " mee: daarvoor is het adres hierboven."
            ),
            takes="VerifyCredentialRequest",
            example={"verifiableCredential": _EXAMPLE, "options": {}},
            answers={
                200: found("Verified", _l("Alles klopt.")),
                400: found("NotVerified", _l("Er klopt iets niet.")),
                413: _TOO_LARGE,
                429: _TOO_OFTEN,
            },
        ),
        Operation(
            method="POST",
            path="/presentations/verify",
            name="verifyPresentation",
            title=_l("Een presentatie controleren (VC-API)"),
            about=_l("Controleert de presentatie, voor wie zij gemaakt is, en elk bewijs erin."),
            takes="VerifyPresentationRequest",
            example={
                "verifiablePresentation": {
                    "@context": ["https://www.w3.org/ns/credentials/v2"],
                    "type": ["VerifiablePresentation"],
                    "verifiableCredential": [_EXAMPLE],
                    "proof": {"type": "DataIntegrityProof", "proofPurpose": "authentication"},
                },
                "options": {"challenge": "k3Yx...", "domain": "https://werkgever.example.nl"},
            },
            answers={
                200: found("Verified", _l("Alles klopt.")),
                400: found("NotVerified", _l("Er klopt iets niet.")),
                413: _TOO_LARGE,
                429: _TOO_OFTEN,
            },
        ),
        Operation(
            method="POST",
            path="/credentials/derive",
            name="deriveCredential",
            title=_l("Alleen een deel van een bewijs laten zien (VC-API)"),
            about=_l("Werkt voor bewijzen met ecdsa-sd-2023. De handtekening van de uitgever blijft gelden."),
            takes="DeriveRequest",
            example={
                "verifiableCredential": _EXAMPLE,
                "options": {"selectivePointers": ["/credentialSubject/id"]},
            },
            answers={
                201: found("DeriveAnswer", _l("Het bewijs met alleen dat deel.")),
                400: _BAD_REQUEST,
                413: _TOO_LARGE,
                429: _TOO_OFTEN,
            },
        ),
        Operation(
            method="GET",
            path="/1.0/identifiers/{identifier}",
            name="resolveIdentifier",
            title=_l("De openbare sleutels van een uitgever opzoeken"),
            about=_l("Voor did:key, did:jwk en did:web. Een adres met een # geeft alleen die ene sleutel."),
            parameters={"identifier": _l("De naam, met procenttekens gecodeerd.")},
            query={"publicKeyFormat": _l("Hoe de sleutel van een did:key geschreven wordt.")},
            answers={
                200: found("Resolution", _l("Het document."), _RESOLUTION_TYPE),
                400: found("ResolutionRefusal", _l("Deze naam kan niet."), _RESOLUTION_TYPE),
                404: found("ResolutionRefusal", _l("Niet gevonden."), _RESOLUTION_TYPE),
                429: _TOO_OFTEN,
            },
        ),
        *request_api_description.OPERATIONS,
        *bulk_api_description.OPERATIONS,
    ),
    schemas={**_SCHEMAS, **request_api_description.SCHEMAS, **bulk_api_description.SCHEMAS},
)
