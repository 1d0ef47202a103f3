"""The forms of the public page: what is to be checked, and the receipt of an earlier check."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from schemas.documents import DOCUMENT_LIMITS, JsonObject
from verifier.earlier_checks import read_receipt
from verifier.errors import ReceiptError
from verifier.pdf_attachments import MAX_PDF_BYTES, is_pdf
from verifier.reading import is_badge
from web import qr
from web.forms import BaseForm, DocumentField, UploadField

# Where reading a photo goes wrong, the code says what a person can do about it.
_PHOTO_SENTENCES: Mapping[str, LazyString] = {
    "photo.too_large": _l("Deze foto is te groot. Maak een schermafdruk of een kleinere foto."),
    "photo.not_an_image": _l("Dit bestand kunnen wij niet lezen. Kies een JSON-bestand of een foto."),
    "photo.no_code": _l("Wij zien geen QR-code op deze foto. Zorg dat de hele code scherp in beeld is."),
    "photo.several_codes": _l("Er staan meer QR-codes op deze foto. Zorg dat er één in beeld is."),
}
_RECEIPT_SENTENCES: Mapping[str, LazyString] = {
    "receipt.unreadable": _l("Dit is geen bewijs van controle. Kies de PDF of het JSON-bestand ervan."),
    "receipt.too_large": _l("Dit bestand is te groot voor een bewijs van controle. Kies een ander bestand."),
}
_LARGE = _l("Dit is te groot voor een bewijs. Het mag hoogstens 1 MB zijn.")
_NOTHING = _l("Plak een link of kies een bestand.")
_BOTH = _l("Geef een link of tekst, of kies een bestand. Niet allebei.")


class EntryForm(BaseForm):
    """What someone hands in. After validation `handed_in` holds the bytes: a document or a link."""

    document = DocumentField(_l("Link of tekst van het bewijs"), [Optional()])
    file = UploadField(_l("Of een bestand of foto"), [Optional()], max_bytes=qr.MAX_PHOTO_BYTES)

    handed_in: bytes = b""

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Take what was given, in whichever of the two fields. Says at the field what is wrong otherwise."""
        if not super().validate(extra_validators):
            return False
        text, file = (self.document.data or "").encode("utf-8", "replace"), self.file.read()
        if bool(text.strip()) == bool(file):
            return self.refuse(_BOTH if file else _NOTHING)
        if file and _is_photo(file):
            try:
                self.handed_in = qr.read(file).encode()
            except qr.PhotoError as error:
                return self.refuse(_PHOTO_SENTENCES[error.code])
        else:
            self.handed_in = file or text
        may_be_large = is_pdf(self.handed_in) or is_badge(self.handed_in)  # those have bounds of their own
        fits = may_be_large or len(self.handed_in) <= DOCUMENT_LIMITS.max_bytes
        return fits or self.refuse(_LARGE)

    def refuse(self, sentence: LazyString | str) -> bool:
        """Say at the field that was used what is wrong with what it held. Returns False."""
        field = self.file if self.file.data else self.document
        field.errors = [*field.errors, sentence]
        return False


class ReceiptForm(BaseForm):
    """The receipt of an earlier check. After validation `handed_in` holds the document that it is."""

    receipt = UploadField(_l("Bewijs van controle"), max_bytes=MAX_PDF_BYTES)

    handed_in: JsonObject

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Read the file as a receipt. Says at the field what is wrong with one that is none."""
        if not super().validate(extra_validators):
            return False
        content = self.receipt.read()
        if not content:
            return self._refuse(_l("Kies een bestand."))
        try:
            self.handed_in = read_receipt(content)
        except ReceiptError as error:
            return self._refuse(_RECEIPT_SENTENCES[error.code])
        return True

    def _refuse(self, sentence: LazyString) -> bool:
        self.receipt.errors = [*self.receipt.errors, sentence]
        return False


def _is_photo(file: bytes) -> bool:
    """Say whether a file is to be looked at: neither text, nor a PDF, nor a badge; no picture is UTF-8."""
    try:
        file.decode()
    except UnicodeDecodeError:
        return not (is_pdf(file) or is_badge(file))
    return False
