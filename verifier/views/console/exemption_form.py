"""The form of a case: for each part of the programme what happens with it, how much, and why."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from verifier.exempting import words
from verifier.exempting.cases import Typed
from verifier.exempting.contents import CaseContent, Verdict
from verifier.exempting.looking import Look, key_of
from verifier.exemptions.matrix import Proposal
from verifier.organisations.errors import RefusedInputError
from web.forms import BaseForm
from web.languages import format_date

# What a proposal of the engine fills in; about the rest a person chooses.
_SUGGESTED = {
    Proposal.COVERED: Verdict.GRANTED,
    Proposal.PARTLY: Verdict.PARTLY,
    Proposal.NOT: Verdict.REFUSED,
}


class ChoicesForm(BaseForm):
    """The fields of parts are added by `choices_form`."""

    version = HiddenField()
    person = RadioField(_l("Voor wie is dit besluit?"), [InputRequired()])


def choices_form(look: Look, content: CaseContent, version: int) -> ChoicesForm:
    """Return a form with three fields per part, filled with what was chosen before or is proposed now."""
    fields: dict[str, Any] = {}
    filled: dict[str, str] = {"version": str(version)}
    for number, row in enumerate(look.matrix.rows):
        fields[f"verdict_{number}"] = RadioField(
            _l("Wat gebeurt er met dit onderdeel?"),
            [InputRequired()],
            choices=[SelectChoice(each.value, words.VERDICTS[each][1]) for each in Verdict],
        )
        fields[f"load_{number}"] = StringField(
            _l("Hoeveel hoeft niet meer?"), render_kw={"inputmode": "decimal", "autocomplete": "off"}
        )
        fields[f"reason_{number}"] = TextAreaField(_l("Waarom?"), render_kw={"rows": 2})
        chosen = content.choice(row.part.part_id)
        suggested = _SUGGESTED.get(row.proposal)
        filled[f"verdict_{number}"] = (
            chosen.verdict.value if chosen else (suggested.value if suggested else "")
        )
        if chosen is not None:
            filled[f"reason_{number}"] = chosen.reason
            if chosen.verdict is Verdict.PARTLY:
                filled[f"load_{number}"] = f"{chosen.load.normalize():f}".replace(".", ",")
    people = look.people
    if len(people) == 1:
        filled["person"] = key_of(people[0])
    elif content.person is not None:
        filled["person"] = key_of(content.person)
    form: ChoicesForm = type("PartsForm", (ChoicesForm,), fields)(data=filled)
    form.person.choices = [
        SelectChoice(key_of(each), f"{each.full_name}, {format_date(each.birth_date)}")
        for each in people
        if each.birth_date is not None
    ]
    return form


def typed_of(form: ChoicesForm, look: Look) -> Sequence[Typed]:
    """Return what was filled in."""
    return [
        Typed(
            part_id=row.part.part_id,
            verdict=Verdict(str(form[f"verdict_{number}"].data)),
            load=_load(str(form[f"load_{number}"].data or "")),
            reason=str(form[f"reason_{number}"].data or ""),
        )
        for number, row in enumerate(look.matrix.rows)
    ]


def blame(form: ChoicesForm, look: Look, error: RefusedInputError) -> None:
    """Put a refusal at the field that it is about."""
    sentence = [str(words.SENTENCES[error.code])]
    if error.code == "decision.person":
        form.person.errors = sentence
        return
    parts = [row.part.part_id for row in look.matrix.rows]
    kind = {"decision.reason": "reason", "decision.load": "load"}.get(error.code, "verdict")
    form[f"{kind}_{parts.index(error.parameters['part'])}"].errors = sentence


def _load(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
