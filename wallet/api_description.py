"""What other software can ask of the wallet, declared once (`web.openapi`): what is behind a shared link.

There is no page of it: the wallet's pages are for holders. A verifier reads `/openapi.json`.
"""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from schemas.documents import JsonObject
from web.api_shapes import ARRAY, record
from web.openapi import TOO_OFTEN, ApiDescription, Operation, found, refused

_SCHEMAS: Mapping[str, JsonObject] = {
    "Presentation": record(
        "@context",
        "type",
        "verifiableCredential",
        "proof",
        type={**ARRAY, "contains": {"const": "VerifiablePresentation"}},
    )
}
_ENDED = {
    404: refused(_l("Deze link is er niet.")),
    410: refused(_l("Deze link is voorbij.")),
    429: TOO_OFTEN,
}

DESCRIPTION = ApiDescription(
    title=_l("Vakbewijs wallet: voor programma’s"),
    about=_l("Haal op wat iemand met een link heeft gedeeld."),
    operations=(
        Operation(
            method="GET",
            path="/t/{ticket}",
            name="redeemTicket",
            title=_l("Ophalen wat gedeeld is"),
            about=_l("Een kaartje werkt één keer, vijf minuten lang."),
            parameters={"ticket": _l("Het kaartje dat na de knop op de link komt.")},
            answers={200: found("Presentation", _l("Wat gedeeld is."), "application/vp"), **_ENDED},
        ),
    ),
    schemas=_SCHEMAS,
)
