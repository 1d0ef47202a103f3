"""Forms that several pages have."""

from collections.abc import Sequence
from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from wallet.durations import Duration
from wallet.sentences import DURATION_NAMES, FIELD_SENTENCES
from web.forms import BaseForm

__all__ = ["ConfirmForm", "DurationForm", "SelectChoice", "refuse", "refuse_form"]


def refuse(field: Field, code: str) -> None:
    """Put the sentence of a code at the field that it is about."""
    field.errors = [str(FIELD_SENTENCES[code])]


def refuse_form(form: BaseForm, code: str) -> None:
    """Put the sentence of a code at the form, where no field is to blame."""
    form.form_errors = [str(FIELD_SENTENCES[code])]


class ConfirmForm(BaseForm):
    """One button."""


class DurationForm(BaseForm):
    """Until when a link is open."""

    duration = RadioField(
        _l("Kies hoe lang"), [InputRequired(_l("Kies hoe lang de ander mag kijken."))], choices=[]
    )

    def offer(self, durations: Sequence[Duration]) -> Self:
        """Give the choices."""
        self.duration.choices = [SelectChoice(choice.value, DURATION_NAMES[choice]) for choice in durations]
        return self
