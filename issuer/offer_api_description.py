"""What a wallet can ask of the issuer about what lies ready for somebody, declared once (`web.openapi`)."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from schemas.documents import JsonObject
from web.api_shapes import ADDRESS, OBJECT, TEXT, record, refer
from web.openapi import BAD_REQUEST, NOT_JSON, TOO_OFTEN, Answer, Operation, found, refused

_REFUSALS: Mapping[int, Answer] = {
    400: BAD_REQUEST,
    404: refused(_l("Dit aanbod is er niet.")),
    409: refused(_l("Een ander heeft het al opgehaald.")),
    410: refused(_l("Het aanbod is voorbij.")),
    415: NOT_JSON,
    422: refused(_l("De wallet heeft niet laten zien dat de sleutel van haar is.")),
    429: TOO_OFTEN,
}

SCHEMAS: Mapping[str, JsonObject] = {
    "OfferReference": record("offer", offer=TEXT),
    "OfferPreview": record(
        "offer",
        "challenge",
        "domain",
        offer=record(
            "issuer",
            "issuerName",
            "kind",
            "title",
            "subjectName",
            "expires",
            "state",
            state={"enum": ["open", "claimed"]},
        ),
        challenge=TEXT,
        domain=ADDRESS,
    ),
    "OfferClaim": record("offer", "presentation", offer=TEXT, presentation=OBJECT),
    "OfferedCredential": record("credential", credential=refer("SecuredCredential")),
}

OPERATIONS = (
    Operation(
        method="POST",
        path="/api/v1/offers/preview",
        name="previewOffer",
        title=_l("Zien wat er klaarligt, voor een wallet"),
        takes="OfferReference",
        answers={200: found("OfferPreview", _l("Wat er klaarligt.")), **_REFUSALS},
    ),
    Operation(
        method="POST",
        path="/api/v1/offers/claim",
        name="claimOffer",
        title=_l("Ophalen wat er klaarligt, voor een wallet"),
        about=_l("De wallet ondertekent de opgave uit de vorige stap."),
        takes="OfferClaim",
        answers={200: found("OfferedCredential", _l("Het bewijs.")), **_REFUSALS},
    ),
)
