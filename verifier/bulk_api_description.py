"""What other software can ask about many certificates at once, and of this verifier itself."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from schemas.documents import JsonObject
from verifier.api_parts import NO_KEY, OUTCOME
from web.api_shapes import INSTANT, INTEGER, TEXT, list_of, record
from web.openapi import TOO_LARGE, TOO_OFTEN, Operation, found, refused

_DID = "application/did+json"
_SO_FAR: JsonObject = {"id": TEXT, "total": INTEGER, "done": INTEGER, "expiresAt": INSTANT}

SCHEMAS: Mapping[str, JsonObject] = {
    "BatchTaken": record(*_SO_FAR, **_SO_FAR),
    "Batch": record(
        *_SO_FAR,
        "rows",
        **_SO_FAR,
        rows=list_of(
            record(
                "number",
                "label",
                "outcome",
                "code",
                "sentence",
                "kinds",
                "issuers",
                number=INTEGER,
                outcome=OUTCOME,
            )
        ),
    ),
}

OPERATIONS = (
    Operation(
        method="POST",
        path="/api/v1/bulk",
        name="startBatch",
        title=_l("Veel bewijzen tegelijk controleren"),
        about=_l(
            "De body is een CSV of .xlsx met een kolom “link”, of een ZIP met bestanden."
            " Hoogstens 2000 tegelijk. Na een uur is alles weg."
        ),
        takes_files=("text/csv", "application/zip", "application/octet-stream"),
        takes_types=(),
        answers={
            202: found("BatchTaken", _l("Aangenomen; de controle begint.")),
            401: NO_KEY,
            409: refused(_l("Er lopen nog controles.")),
            413: TOO_LARGE,
            422: refused(_l("Dit bestand kunnen wij niet controleren.")),
            429: TOO_OFTEN,
        },
        keyed=True,
    ),
    Operation(
        method="GET",
        path="/api/v1/bulk/{bulk_id}",
        name="getBatch",
        title=_l("Hoe ver het is, en de uitslagen tot nu toe"),
        parameters={"bulk_id": _l("Het nummer uit het antwoord op de aanvraag.")},
        answers={
            200: found("Batch", _l("De uitslagen.")),
            401: NO_KEY,
            404: refused(_l("Deze controles zijn niet meer te zien.")),
            429: TOO_OFTEN,
        },
        keyed=True,
    ),
    *(
        Operation(
            method="GET",
            path=path,
            name=name,
            title=_l("De openbare sleutels van deze controleur"),
            about=_l("Daarmee ondertekent hij bewijzen van controle, en niets anders."),
            answers={200: found("DidDocument", _l("Het document."), _DID), 429: TOO_OFTEN},
        )
        for path, name in (("/.well-known/did.json", "getVerifier"), ("/did.json", "getVerifierBelowPath"))
    ),
)
