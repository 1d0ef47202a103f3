"""The form of an ervaringscertificaat: rows for evidence, findings and officials."""

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import (
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from issuer import words
from issuer.certificates.vocabulary import USUAL_STEPS
from issuer.entries.reader import Entry
from issuer.forms.certificates import PERSON_FIELDS, StandardForm
from issuer.forms.entry_form import REQUIRED, day_field, text_field
from issuer.forms.rows import Rows
from schemas.documents import JsonObject, JsonValue
from schemas.evidence import digest_multibase
from schemas.frameworks import Qualification
from web.forms import UploadField
from web.security import MAX_REQUEST_BYTES

MAX_SHOWN_FILE_NAME = 100


class EvidenceRow(Form):
    """A piece of evidence. Its file is read for its digest and thrown away."""

    number = HiddenField()
    name = text_field(_l("Titel"))
    sort = SelectField(
        _l("Soort bewijs"),
        [REQUIRED],
        choices=[SelectChoice("", _l("Kies een soort")), *words.choices(words.EVIDENCE_SORTS)],
    )
    dated = day_field(_l("Datum van het bewijs"))
    qualities = SelectMultipleField(_l("Voldoet aan"), choices=words.choices(words.QUALITIES))
    file = UploadField(_l("Bestand"), max_bytes=MAX_REQUEST_BYTES)
    digest = HiddenField()
    file_name = HiddenField()


class JudgementRow(Form):
    """What was found about one part of the standard."""

    part = text_field(_l("Code van het onderdeel"), size="15")
    part_name = text_field(_l("Naam van het onderdeel"))
    verdict = RadioField(
        _l("Oordeel"),
        choices=[*words.choices(words.VERDICTS), SelectChoice("", _l("Niet beoordeeld"))],
        default="",
    )
    reason = TextAreaField(
        _l("Onderbouwing: waarom overtuigt het bewijs?"), [REQUIRED], render_kw={"rows": "4"}
    )
    based_on = SelectMultipleField(_l("Op welk bewijs?"), [REQUIRED], validate_choice=False)


class OfficialRow(Form):
    """Somebody's code in the institution's own administration."""

    code = text_field(_l("Code"), size="15")


class ExperienceForm(StandardForm):
    """An ervaringscertificaat."""

    standard_type = SelectField(
        _l("Soort standaard"), [REQUIRED], choices=words.choices(words.STANDARD_TYPES)
    )
    agreed_on = day_field(_l("Datum van de overeenkomst"))
    awarded_on = day_field(_l("Datum van het certificaat"))
    route = RadioField(_l("Route"), [REQUIRED], choices=words.choices(words.ROUTES))
    goal = TextAreaField(_l("Doel van de kandidaat"), [REQUIRED], render_kw={"rows": "3"})
    steps = TextAreaField(_l("Stappen van de procedure"), [REQUIRED], render_kw={"rows": "8"})
    instruments = SelectMultipleField(
        _l("Gebruikte instrumenten"), [REQUIRED], choices=words.choices(words.INSTRUMENTS)
    )
    evidence = Rows(FormField(EvidenceRow), label=_l("Bewijs"))
    judgements = Rows(FormField(JudgementRow), label=_l("Oordeel per onderdeel"))
    assessors = Rows(FormField(OfficialRow), label=_l("Assessoren"))
    guides = Rows(FormField(OfficialRow), label=_l("Begeleiders"))
    conclusion = TextAreaField(_l("Conclusie die past bij het doel"), [REQUIRED], render_kw={"rows": "4"})
    advice = TextAreaField(_l("Ontwikkeladvies"), render_kw={"rows": "3"})
    register_number = text_field(_l("Registernummer"), required=False)

    @classmethod
    def entry_fields(cls) -> frozenset[str]:
        """Return the names of the fields that belong to the entry."""
        return frozenset(
            (
                "standard",
                "standard_type",
                "agreed_on",
                "awarded_on",
                "route",
                "goal",
                "steps",
                "instruments",
                "evidence",
                "judgements",
                "assessors",
                "guides",
                "conclusion",
                "advice",
                "register_number",
                *PERSON_FIELDS,
            )
        )

    def read_files(self) -> None:
        """Compute the digest of each chosen file and forget the file."""
        for row in self.evidence:
            file = row.form.file.data
            if isinstance(file, FileStorage) and file.filename:
                row.form.digest.data = digest_multibase(row.form.file.read())
                row.form.file_name.data = file.filename[:MAX_SHOWN_FILE_NAME]

    def fit(self, qualification: Qualification) -> None:
        """Let findings choose among the pieces of evidence."""
        pieces = [
            SelectChoice(
                row.form.number.data, f"{row.form.number.data}. {row.form.name.data or _l('zonder titel')}"
            )
            for row in self.evidence
        ]
        for row in self.judgements:
            row.form.based_on.choices = pieces
        self.has_fixed_parts = bool(qualification.parts)

    has_fixed_parts = False


def with_rows(entry: Entry, qualification: Qualification) -> JsonObject:
    """Return the entry with a row for every part of the standard, and at least one of each other sort."""
    complete: JsonObject = {"steps": "\n".join(USUAL_STEPS), "evidence": [{"number": "1"}]}
    complete |= {"assessors": [{}], "guides": [{}]}
    complete |= {name: value for name, value in entry.items() if value or name not in complete}
    complete["judgements"] = _judgement_rows(entry.get("judgements"), qualification)
    return complete


def _judgement_rows(judged: JsonValue, qualification: Qualification) -> list[JsonValue]:
    """Return a row per part that has no parts itself or was judged, with what was found about it so far."""
    rows = [row for row in judged if isinstance(row, dict)] if isinstance(judged, list) else []
    if not qualification.parts:
        return [*rows] or [{}]
    found = {str(row.get("part", "")).casefold(): row for row in rows}
    whole = {part.parent for part in qualification.parts}
    return [
        {**found.get(part.code.casefold(), {}), "part": part.code, "part_name": part.name}
        for part in qualification.parts
        if part.code not in whole or part.code.casefold() in found
    ]
