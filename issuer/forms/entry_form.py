"""Forms whose content is an entry: the fields only show and collect, `issuer.entries` judges.

Fields are named by their place in the entry (`evidence-0-name`), so that a problem finds its field.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import FieldList, FormField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields import Field

from issuer.entries.reader import Path, Problem
from issuer.sentences import CHOOSE, entry_sentence
from schemas.documents import JsonObject, JsonValue
from web.forms import BaseForm


class Required:
    """A validator that only sets the flag, so that the label does not say "hoeft niet"."""

    field_flags: Mapping[str, bool] = {"required": True}

    def __call__(self, form: object, field: object) -> None:
        """Judge nothing."""


REQUIRED = Required()


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A problem as the summary at the top shows it, with a link to its field."""

    field_id: str
    label: str
    message: str


class EntryForm(BaseForm):
    """A form over an entry."""

    def entry(self) -> JsonObject:
        """Return what was typed."""
        return {field.name: _value(field) for field in self if field.name in self.entry_fields()}

    @classmethod
    def entry_fields(cls) -> frozenset[str]:
        """Return the names of the fields that belong to the entry; buttons and files do not."""
        raise NotImplementedError

    def show(self, problems: Iterable[Problem]) -> list[ShownProblem]:
        """Put each problem at its field; return them for the summary."""
        shown = []
        for problem in problems:
            field = self._field_at(problem.path)
            message = _sentence(problem, field)
            if field is None:
                shown.append(ShownProblem("", "", message))
                continue
            if not isinstance(field, FieldList | FormField):
                field.errors = [*field.errors, message]
            shown.append(ShownProblem(_first_input(field), str(field.label.text), message))
        return shown

    def _field_at(self, path: Path) -> Field | None:
        found: Any = self
        for step in path.split("/"):
            if isinstance(found, FieldList):
                found = found.entries[int(step)] if step.isdecimal() and int(step) < len(found) else None
            elif isinstance(found, FormField):
                found = found.form._fields.get(step)
            elif found is not None:
                found = found._fields.get(step)
            if found is None:
                return None
        return found if isinstance(found, Field) else None


def text_field(label: Any, *, required: bool = True, **attributes: str) -> StringField:
    """Return a line of text."""
    return StringField(label, [REQUIRED] if required else [], render_kw=attributes)


def day_field(label: Any, *, required: bool = True) -> StringField:
    """Return a calendar date, typed as people write it."""
    return text_field(label, required=required, inputmode="numeric", autocomplete="off", size="12")


def _sentence(problem: Problem, field: Field | None) -> str:
    """Return the sentence for a problem. Where there is something to choose, nobody fills in."""
    if problem.code == "entry.required" and isinstance(field, RadioField | SelectField):
        return str(CHOOSE)
    return entry_sentence(problem)


def _value(field: Field) -> JsonValue:
    if isinstance(field, FieldList):
        return [_value(entry) for entry in field.entries]
    if isinstance(field, FormField):
        return {each.short_name: _value(each) for each in field.form if each.short_name not in _NOT_ENTRY}
    if isinstance(field, SelectMultipleField):
        return [str(choice) for choice in field.data or ()]
    return str(field.data or "")


_NOT_ENTRY = frozenset({"file", "csrf_token"})


def _first_input(field: Field) -> str:
    """Return the id of what a link to the field should focus."""
    if isinstance(field, FieldList | FormField):
        return f"{field.id}-section"
    return f"{field.id}-0" if field.type in ("RadioField", "SelectMultipleField") else str(field.id)
