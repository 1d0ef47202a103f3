"""What other software can ask of the verifier, declared once (`web.openapi`); a test holds it to that."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from schemas.documents import JsonObject
from verifier import bulk_api_description, request_api_description
from verifier.api_parts import OUTCOME
from web.api_shapes import ARRAY, BOOLEAN, INSTANT, OBJECT, TEXT, list_of, record
from web.openapi import (
    BAD_REQUEST,
    JSON,
    NOT_JSON,
    TOO_LARGE,
    TOO_OFTEN,
    Answer,
    ApiDescription,
    Operation,
    found,
    refused,
)

_RESOLUTION_TYPE = "application/ld+json"

_CHECKED: Mapping[int, Answer] = {
    200: found("Verified", _l("Alles klopt.")),
    400: found("NotVerified", _l("Er klopt iets niet.")),
    413: TOO_LARGE,
    429: TOO_OFTEN,
}
_RESOLUTION = ("@context", "didDocument", "didDocumentMetadata", "didResolutionMetadata")
_SCHEMAS: Mapping[str, JsonObject] = {
    "VerifyCredentialRequest": record("verifiableCredential", verifiableCredential=OBJECT, options=OBJECT),
    "VerifyPresentationRequest": record(
        "verifiablePresentation",
        verifiablePresentation=OBJECT,
        options=record(challenge=TEXT, domain=TEXT),
    ),
    "Verified": record(
        "verified",
        verified={"const": True},
        checks=list_of(TEXT),
        warnings=ARRAY,
        errors={**ARRAY, "maxItems": 0},
    ),
    "NotVerified": record(
        "verified",
        "problemDetails",
        verified={"const": False},
        checks=list_of(TEXT),
        warnings=ARRAY,
        errors=ARRAY,
        problemDetails={**ARRAY, "minItems": 1},
    ),
    "DeriveRequest": record(
        "verifiableCredential",
        "options",
        verifiableCredential=OBJECT,
        options=record("selectivePointers", selectivePointers=list_of(TEXT, minItems=1)),
    ),
    "DeriveAnswer": record("verifiableCredential", verifiableCredential=record("proof")),
    "Resolution": record(
        *_RESOLUTION,
        didDocument=record("id"),
        didResolutionMetadata=record("contentType"),
        didDereferencingMetadata=OBJECT,
    ),
    "ResolutionRefusal": record(
        *_RESOLUTION,
        didDocument={**OBJECT, "maxProperties": 0},
        didResolutionMetadata=record("error"),
        didDereferencingMetadata=record("error"),
    ),
    "Submission": {
        "type": "object",
        "description": "The document itself, or an envelope with `document` or `link`. The `receipt` of an"
        " earlier check may stand beside them: evidence for what a key signed that was revoked since.",
        "properties": {"receipt": OBJECT},
    },
    "Report": record(
        "outcome",
        "verdict",
        "verifiedAt",
        "policy",
        "presentation",
        "credentials",
        outcome=OUTCOME,
        verdict=OBJECT,
        verifiedAt=INSTANT,
        policy=TEXT,
        carrier={
            "type": ["object", "null"],
            "properties": {"format": {"const": "pdf"}, "changedLater": BOOLEAN},
        },
        credentials=list_of(record("outcome", "checks", outcome=OUTCOME, checks=ARRAY)),
    ),
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
                400: BAD_REQUEST,
                404: refused(_l("Achter deze link is niets.")),
                410: refused(_l("De link is voorbij.")),
                415: NOT_JSON,
                422: refused(_l("Achter de link staat geen bewijs.")),
                429: TOO_OFTEN,
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
            answers=_CHECKED,
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
            answers=_CHECKED,
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
                400: BAD_REQUEST,
                413: TOO_LARGE,
                429: TOO_OFTEN,
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
                429: TOO_OFTEN,
            },
        ),
        *request_api_description.OPERATIONS,
        *bulk_api_description.OPERATIONS,
    ),
    schemas={**_SCHEMAS, **request_api_description.SCHEMAS, **bulk_api_description.SCHEMAS},
)
