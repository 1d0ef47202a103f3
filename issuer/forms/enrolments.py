"""The form of an inschrijvingsverklaring: a row for every enrolment."""

from flask_babel import lazy_gettext as _l
from wtforms import Form, FormField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from issuer import words
from issuer.entries.reader import Entry
from issuer.forms.certificates import PERSON_FIELDS, PersonForm
from issuer.forms.entry_form import REQUIRED, day_field, text_field
from issuer.forms.rows import Rows
from schemas.documents import JsonObject


class EnrolmentRow(Form):
    """One enrolment at the institution itself."""

    name = text_field(_l("Naam van de opleiding"))
    programme = SelectField(
        _l("Niveau"),
        [REQUIRED],
        choices=[SelectChoice("", _l("Kies een niveau")), *words.choices(words.PROGRAMMES)],
    )
    field = SelectField(
        _l("Vakgebied"),
        choices=[SelectChoice("", _l("Niet bekend")), *words.choices(words.STUDY_FIELDS)],
    )
    since = day_field(_l("Ingeschreven vanaf"))
    until = day_field(_l("Ingeschreven tot en met"), required=False)
    phase = RadioField(_l("Fase van de opleiding"), [REQUIRED], choices=words.choices(words.PHASES))
    funded = RadioField(_l("Door de overheid bekostigd?"), [REQUIRED], choices=words.choices(words.YES_NO))
    completed = RadioField(_l("Diploma gehaald?"), [REQUIRED], choices=words.choices(words.YES_NO))


class StatementForm(PersonForm):
    """An inschrijvingsverklaring."""

    reference_date = day_field(_l("Stand op"))
    enrolments = Rows(FormField(EnrolmentRow), label=_l("Inschrijvingen"))

    @classmethod
    def entry_fields(cls) -> frozenset[str]:
        """Return the names of the fields that belong to the entry."""
        return frozenset(("reference_date", "enrolments", *PERSON_FIELDS))


def with_a_row(entry: Entry) -> JsonObject:
    """Return the entry with at least one row to fill in."""
    return {**entry, "enrolments": entry.get("enrolments") or [{}]}
