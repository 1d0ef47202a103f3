"""Forms: the base class, fields and sentences in plain language that all actors share.

Templates render them with the macros of `web/forms.html`. Use the validators of WTForms as they are:
their messages are replaced by ours through the catalogue.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from os import SEEK_END
from typing import Any

from flask import request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, MultipleFileField
from flask_wtf.form import _Auto
from werkzeug.datastructures import FileStorage
from wtforms import Field, PasswordField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.widgets import TextInput

from web.areas import Area, current_area
from web.security import SAFE_METHODS
from web.text import has_hidden_characters

_NOT_A_DATE = _l("Dit is geen datum. Schrijf een datum zo: 31-12-2026.")

# What WTForms says -> what we say.
PLAIN_MESSAGES: Mapping[str, str] = {
    "This field is required.": _l("Vul dit in."),
    "Not a valid choice": _l("Kies een van de mogelijkheden."),
    "Not a valid choice.": _l("Kies een van de mogelijkheden."),
    "Invalid Choice: could not coerce.": _l("Kies een van de mogelijkheden."),
    "'%(value)s' is not a valid choice for this field.": _l("Kies een van de mogelijkheden."),
    "Invalid email address.": _l("Dit is geen e-mailadres. Een e-mailadres lijkt op naam@voorbeeld.nl."),
    "Not a valid integer value.": _l("Vul een heel getal in, zoals 12."),
    "Not a valid date value.": _NOT_A_DATE,
    "Invalid input.": _l("Dit kunnen we niet lezen. Kijk of het klopt."),
    "Field must be equal to %(other_name)s.": _l("Dit is niet hetzelfde als hierboven."),
    "Invalid URL.": _l("Dit is geen webadres. Een webadres begint met https://."),
    "The CSRF token is missing.": _l("Dit formulier is te oud. Vernieuw de pagina."),
    "Number must be between %(min)s and %(max)s.": _l("Kies een getal van %(min)s tot en met %(max)s."),
    "Number must be at least %(min)s.": _l("Kies een getal van %(min)s of meer."),
    "Number must be at most %(max)s.": _l("Kies een getal van %(max)s of minder."),
    "Field must be at least %(min)d character long.": _l("Gebruik minstens %(min)d teken."),
    "Field must be at least %(min)d characters long.": _l("Gebruik minstens %(min)d tekens."),
    "Field cannot be longer than %(max)d character.": _l("Gebruik hoogstens %(max)d teken."),
    "Field cannot be longer than %(max)d characters.": _l("Gebruik hoogstens %(max)d tekens."),
    "Field must be between %(min)d and %(max)d characters long.": _l("Gebruik %(min)d tot %(max)d tekens."),
}

# Nobody types more into one line; longer text has its own field and its own limit.
MAX_LINE_CHARACTERS = 500
MAX_TEXT_CHARACTERS = 20_000


class _PlainTranslations:
    """The messages of WTForms in our words and the reader's language."""

    def gettext(self, message: str) -> str:
        return str(PLAIN_MESSAGES.get(message, message))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)


class BaseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form with the token that its page needs, and without text that nobody can see."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """How WTForms makes our forms."""

        @property
        def csrf(self) -> bool:
            """Whether the form carries a token: only where there are cookies to bind it to."""
            return current_area() is Area.PERSONAL

        def wrap_formdata(self, _form: object, formdata: Any) -> Any:
            """Fill a form from what was typed alone: a file is for `UploadField`, and JSON is no form."""
            if formdata is not _Auto:
                return formdata
            return request.form if request.method not in SAFE_METHODS else None

        def get_translations(self, _form: object) -> _PlainTranslations:
            """Speak plainly."""
            return _PlainTranslations()

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check the fields, and every text for characters that nobody can see and for its length."""
        valid: bool = super().validate(extra_validators=extra_validators)
        refused = [_refuse_odd_text(field) for field in self if _is_typed_text(field)]
        return valid and not any(refused)


def _is_typed_text(field: Field) -> bool:
    return isinstance(field, StringField) and not isinstance(field, PasswordField | DocumentField)


def _refuse_odd_text(field: Field) -> bool:
    text = field.data if isinstance(field.data, str) else ""
    limit = MAX_TEXT_CHARACTERS if isinstance(field, TextAreaField) else MAX_LINE_CHARACTERS
    message = None
    if has_hidden_characters(text):
        message = _l("Er staan onzichtbare tekens in. Typ dit zelf, zonder plakken.")
    elif len(text) > limit:
        message = _l("Gebruik hoogstens %(max)d tekens.", max=limit)
    if message is not None:
        field.errors = [*field.errors, message]
    return message is not None


def sentences_of(field: Field) -> tuple[str, ...]:
    """Return what is wrong with a field itself; the fields in a list have sentences of their own."""
    errors: Iterable[object] = field.errors
    return tuple(str(error) for error in errors if isinstance(error, str | LazyString))


def choices(words: Mapping[str, LazyString], only: Collection[str] | None = None) -> list[SelectChoice]:
    """Return the choices of a field, all of the words or only some, in their order."""
    return [SelectChoice(code, word) for code, word in words.items() if only is None or code in only]


class DocumentField(TextAreaField):
    """A place to paste a document or a link; its content is judged elsewhere, as it is."""


class DateField(Field):
    """A calendar date, typed as `1-12-2026` or as `2026-12-01`. `data` is a `date` or None."""

    widget = TextInput()
    data: date | None

    _DUTCH = re.compile(r"\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})\s*")
    _ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})\s*")

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data.day}-{self.data.month}-{self.data.year}" if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the date. Raises `ValueError` with a sentence when it is none."""
        self.data = None
        text = str(valuelist[0]) if valuelist else ""
        if not text.strip():
            return
        if match := self._ISO.fullmatch(text):
            year, month, day = match.groups()
        elif match := self._DUTCH.fullmatch(text):
            day, month, year = match.groups()
        else:
            raise ValueError(str(_NOT_A_DATE))
        try:
            self.data = date(int(year), int(month), int(day))
        except ValueError:
            raise ValueError(str(_NOT_A_DATE)) from None


class UploadField(FileField):  # type: ignore[misc]
    """A file of bounded size. `data` is the file, or None; `read` gives its content once."""

    def __init__(self, label: Any = None, validators: Any = None, *, max_bytes: int, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.max_bytes = max_bytes

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Take the file from the files that came along; text under this field's name is no file."""
        if formdata is not None and self.name in request.files:
            formdata = request.files
        super().process(formdata, *args, **kwargs)

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002  (WTForms' signature)
        """Refuse a file over the limit, before anything reads it whole."""
        if isinstance(self.data, FileStorage) and self.data.stream.seek(0, SEEK_END) > self.max_bytes:
            megabytes = max(1, self.max_bytes // 1024**2)
            raise ValidationError(
                str(_l("Dit bestand is te groot. Kies een bestand tot %(size)d MB.", size=megabytes))
            )
        self.rewind()

    def rewind(self) -> None:
        """Go back to the start of the file."""
        if isinstance(self.data, FileStorage):
            self.data.stream.seek(0)

    def read(self) -> bytes:
        """Return the content, at most `max_bytes`; empty when no file was chosen."""
        if not isinstance(self.data, FileStorage):
            return b""
        self.rewind()
        return self.data.stream.read(self.max_bytes)


class UploadsField(MultipleFileField):  # type: ignore[misc]
    """Any number of files. `data` is the list of them; whoever reads them bounds each."""

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Take the files from those that came along; text under this field's name is no file."""
        if formdata is not None and self.name in request.files:
            formdata = request.files
        super().process(formdata, *args, **kwargs)

    def uploads(self) -> list[FileStorage]:
        """Return the files that were chosen."""
        return [each for each in self.data or [] if isinstance(each, FileStorage) and each.filename]
