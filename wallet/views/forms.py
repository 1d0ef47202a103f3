"""Forms that several pages have."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from wallet.sentences import DURATION_NAMES
from web.forms import BaseForm

__all__ = ["ConfirmForm", "DurationForm", "SelectChoice"]


class ConfirmForm(BaseForm):
    """One button."""


class DurationForm(BaseForm):
    """Until when a link is open."""

    duration = RadioField(
        _l("Hoe lang mag de ander kijken?"),
        [InputRequired()],
        choices=[SelectChoice(choice.value, name) for choice, name in DURATION_NAMES.items()],
    )
