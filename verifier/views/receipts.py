"""Receipts of a check, as JSON and as PDF, and the DID document of whoever signs them: this verifier.

Nothing is stored: a receipt is made of the check that is asked for, at that moment.
"""

from flask import Flask, Response, current_app

from schemas.documents import JsonObject, serialize
from schemas.verification_receipt import VerificationReceipt
from verifier.receipts import paper
from verifier.receipts.making import receipt_of, signed
from verifier.receipts.signing import ReceiptKeys
from verifier.views.checks import download, judged
from web.application import external_url, now
from web.areas import api_blueprint, public_blueprint
from web.rate_limits import rate_limit

receipts = public_blueprint("receipts", __name__, url_prefix="/check")
own_document = api_blueprint("own_document", __name__)

_EXTENSION = "vakbewijs_verifier_receipt_keys"
_DOCUMENT_SECONDS = 300


def init_receipts(app: Flask, keys: ReceiptKeys) -> None:
    """Give the application the keys that it signs receipts with."""
    app.extensions[_EXTENSION] = keys


def _keys() -> ReceiptKeys:
    keys: ReceiptKeys = current_app.extensions[_EXTENSION]
    return keys


@receipts.get("/<handle>/receipt.json")
@rate_limit("60 per minute")
def as_json(handle: str) -> Response:
    """Give the signed receipt of a check that is made now."""
    _, document = _made(handle)
    return download(serialize(document), f"{paper.FILE_NAME}.json", media_type="application/vc")


@receipts.get("/<handle>/receipt.pdf")
@rate_limit("10 per minute; 100 per day")
def as_pdf(handle: str) -> Response:
    """Give the same as a PDF with the signed receipt inside; 503 where no PDF can be made."""
    receipt, document = _made(handle)
    content = paper.make_pdf(receipt, document, host=_keys().host, entry_url=external_url("entry.show"))
    return download(content, f"{paper.FILE_NAME}.pdf", media_type="application/pdf")


@own_document.get("/did.json")
@own_document.get("/.well-known/did.json")
@rate_limit("600 per minute")
def did_document() -> Response:
    """Publish the keys of this verifier, at the address that its DID leads to."""
    response = Response(serialize(_keys().did_document()), mimetype="application/did+json")
    response.cache_control.public = True
    response.cache_control.max_age = _DOCUMENT_SECONDS
    return response


def _made(handle: str) -> tuple[VerificationReceipt, JsonObject]:
    kept, judgement = judged(handle)
    receipt = receipt_of(judgement, kept.handed_in)
    return receipt, signed(receipt, issuer=_keys().did, signer=_keys().signer(at=now()))
