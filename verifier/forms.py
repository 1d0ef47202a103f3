"""The one form of the verifier: a link, the text of a document, or a file with either."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from schemas.documents import DOCUMENT_LIMITS
from web import qr
from web.forms import BaseForm, DocumentField, UploadField

# How a JSON text begins, with or without the mark that some editors put before it.
_JSON_STARTS = (b"{", b"[", b"\xef\xbb\xbf")
_PDF_START = b"%PDF-"

# Where reading a photo goes wrong, the code says what a person can do about it.
_PHOTO_SENTENCES = {
    "photo.too_large": _l("Deze foto is te groot. Maak een schermafdruk of een kleinere foto."),
    "photo.not_an_image": _l("Dit bestand kunnen wij niet lezen. Kies een JSON-bestand of een foto."),
    "photo.no_code": _l("Wij zien geen QR-code op deze foto. Zorg dat de hele code scherp in beeld is."),
    "photo.several_codes": _l("Er staan meer QR-codes op deze foto. Zorg dat er één in beeld is."),
}
_PDF_SENTENCE = _l("Een pdf kunnen wij nog niet lezen. Maak een foto van de QR-code die erop staat.")
_LARGE_SENTENCE = _l("Dit is te groot voor een bewijs. Het mag hoogstens 1 MB zijn.")
_NOTHING_SENTENCE = _l("Plak een link of kies een bestand.")
_BOTH_SENTENCE = _l("Geef een link of tekst, óf een bestand. Niet allebei.")


class EntryForm(BaseForm):
    """What someone hands in. After validation `handed_in` holds the bytes: a document or a link."""

    document = DocumentField(_l("Link of tekst van het bewijs"), [Optional()])
    file = UploadField(_l("Bestand of foto"), [Optional()], max_bytes=qr.MAX_PHOTO_BYTES)

    handed_in: bytes = b""

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Take what was given, in whichever of the two fields. Adds a sentence to the field otherwise."""
        if not super().validate(extra_validators):
            return False
        text, file = (self.document.data or "").strip().encode("utf-8", "replace"), self.file.read()
        if bool(text) == bool(file):
            return self._refuse(self.document, _BOTH_SENTENCE if text else _NOTHING_SENTENCE)
        if file.startswith(_PDF_START):
            return self._refuse(self.file, _PDF_SENTENCE)
        if file and not file.lstrip().startswith(_JSON_STARTS):
            try:
                text = qr.read(file).strip().encode()
            except qr.PhotoError as error:
                return self._refuse(self.file, _PHOTO_SENTENCES[error.code])
        self.handed_in = text or file
        if len(self.handed_in) > DOCUMENT_LIMITS.max_bytes:
            return self._refuse(self.document if not file else self.file, _LARGE_SENTENCE)
        return True

    def refuse(self, sentence: object) -> None:
        """Say at the field that was used what is wrong with what it held."""
        self._refuse(self.file if self.file.data else self.document, sentence)

    @staticmethod
    def _refuse(field: DocumentField | UploadField, sentence: object) -> bool:
        field.errors = [*field.errors, sentence]
        return False
