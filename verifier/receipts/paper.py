"""A receipt as a PDF for the file: what it says in words, and the signed receipt inside."""

from flask import render_template

from schemas.documents import JsonObject, serialize
from schemas.verification_receipt import VerificationReceipt
from verifier.receipts.words import receipt_words
from web.pdf import Attachment, render

# Plain ASCII, and the same for every receipt: the name of a file says nothing about who was checked.
FILE_NAME = "bewijs-van-controle"


def make_pdf(receipt: VerificationReceipt, document: JsonObject, *, host: str, entry_url: str) -> bytes:
    """Return the PDF of a signed receipt. Call it in a request, for the language.

    Raises `PdfUnavailableError`.
    """
    page = render_template(
        "verifier/receipt_paper.html",
        receipt=receipt_words(receipt),
        receipt_id=document["id"],
        host=host,
        entry_url=entry_url,
    )
    attachment = Attachment(
        name=f"{FILE_NAME}.json", content=serialize(document), description="Bewijs van controle, ondertekend"
    )
    return render(page, attachments=[attachment], created=receipt.checked_at)
