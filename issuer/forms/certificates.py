"""The forms of a diploma and a deelcertificaat."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from issuer import words
from issuer.certificates.vocabulary import (
    FULL_DOCUMENTS,
    HIGHER_EDUCATION,
    LEERWEGEN,
    LEGAL_BASES,
    PART_DOCUMENTS,
)
from issuer.entries.full import MBO_DIPLOMA
from issuer.forms.entry_form import REQUIRED, EntryForm, day_field, text_field
from schemas.frameworks import Qualification

PERSON_FIELDS = ("given_names", "family_name", "born")
ORIGIN_FIELDS = ("phase", "funded", "in_register", "hours", "credits")


class PersonForm(EntryForm):
    """Whom it is about, and where the letter or mail goes."""

    given_names = text_field(_l("Voornamen"), autocomplete="off")
    family_name = text_field(_l("Achternaam"), autocomplete="off")
    born = day_field(_l("Geboortedatum"))
    email = EmailField(_l("E-mailadres"), render_kw={"autocomplete": "off"})


class StandardForm(PersonForm):
    """What is also about a qualification or standard, chosen on the page before."""

    standard = HiddenField()


class EducationForm(StandardForm):
    """What a diploma and a deelcertificaat have in common."""

    awarded_on = day_field(_l("Datum van de uitslag"))
    phase = RadioField(_l("Fase van de opleiding"), [REQUIRED], choices=words.choices(words.PHASES))
    funded = RadioField(_l("Door de overheid bekostigd?"), [REQUIRED], choices=words.choices(words.YES_NO))
    in_register = RadioField(
        _l("Staat het in het diplomaregister?"), [REQUIRED], choices=words.choices(words.YES_NO_UNKNOWN)
    )
    hours = text_field(
        _l("Omvang in studiebelastingsuren (sbu)"), required=False, inputmode="numeric", size="8"
    )
    credits = text_field(_l("Of: omvang in studiepunten (ec)"), required=False, inputmode="decimal", size="8")


class DiplomaForm(EducationForm):
    """A diploma."""

    document = SelectField(_l("Soort document"), [REQUIRED])
    route = RadioField(_l("Leerweg"), [REQUIRED], choices=[SelectChoice(each, each) for each in LEERWEGEN])
    degree = text_field(_l("Graad"))
    accredited_on = day_field(_l("Datum van de laatste accreditatie"))

    @classmethod
    def entry_fields(cls) -> frozenset[str]:
        """Return the names of the fields that belong to the entry."""
        return frozenset(
            (
                "standard",
                "awarded_on",
                "document",
                "route",
                "degree",
                "accredited_on",
                *PERSON_FIELDS,
                *ORIGIN_FIELDS,
            )
        )

    def fit(self, qualification: Qualification) -> None:
        """Leave out what this qualification does not ask."""
        higher = qualification.code_system in HIGHER_EDUCATION
        names = [name for name in FULL_DOCUMENTS if (name == MBO_DIPLOMA) is not higher]
        self.document.choices = words.choices(words.DOCUMENTS, names)
        for name in ("route",) if higher else ("degree", "accredited_on"):
            del self._fields[name]

    @property
    def fields_in_order(self) -> Sequence[Any]:
        """The fields as the page shows them, below the person."""
        names = ("awarded_on", "document", "route", "degree", "accredited_on", *ORIGIN_FIELDS)
        return [self._fields[name] for name in names if name in self._fields]


class PartForm(EducationForm):
    """A deelcertificaat."""

    parts = SelectMultipleField(_l("Welke delen zijn behaald?"), [REQUIRED])
    document = SelectField(
        _l("Soort document"), [REQUIRED], choices=words.choices(words.DOCUMENTS, PART_DOCUMENTS)
    )
    legal_basis = SelectField(
        _l("Grondslag"),
        choices=[
            SelectChoice("", _l("De gebruikelijke voor dit soort document")),
            *(SelectChoice(each, each) for each in LEGAL_BASES),
        ],
    )
    mark = text_field(_l("Cijfer"), required=False, inputmode="decimal", size="5")

    @classmethod
    def entry_fields(cls) -> frozenset[str]:
        """Return the names of the fields that belong to the entry."""
        return frozenset(
            (
                "standard",
                "parts",
                "awarded_on",
                "document",
                "legal_basis",
                "mark",
                *PERSON_FIELDS,
                *ORIGIN_FIELDS,
            )
        )

    def fit(self, qualification: Qualification) -> None:
        """Offer the parts of this qualification."""
        self.parts.choices = [
            SelectChoice(part.code, f"{part.code} {part.name}") for part in qualification.parts
        ]

    @property
    def fields_in_order(self) -> Sequence[Any]:
        """The fields as the page shows them, below the person."""
        names = ("parts", "awarded_on", "document", "legal_basis", "mark", *ORIGIN_FIELDS)
        return [self._fields[name] for name in names]
