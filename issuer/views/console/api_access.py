"""What the issuer adds to the pages about keys: scopes, and the addresses at which keys sign."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import SelectMultipleField
from wtforms.validators import InputRequired

from issuer import instances, words
from issuer.api_keys import api_keys, scope_columns
from issuer.context import current_installation
from issuer.models import ApiScope
from issuer.views.console.access import Visitor, staff
from web.staff.key_pages import ApiKeyForm, add_key_pages

# A key to hand in decisions names two people of the staff each time; one administrator makes none (ADR 43).
_OFFERED = {scope: name for scope, name in words.API_SCOPES.items() if scope != ApiScope.DECIDE}


class ScopedKeyForm(ApiKeyForm):
    """A new key, and what it is good for."""

    scopes = SelectMultipleField(
        _l("Wat mag het systeem?"), [InputRequired()], choices=words.choices(_OFFERED)
    )


def _columns(form: ScopedKeyForm) -> dict[str, Any]:
    return scope_columns([ApiScope(scope) for scope in form.scopes.data or ()])


def _addresses(session: Session, visitor: Visitor) -> Mapping[str, object]:
    found = instances.instances_of(session, visitor.institution_id)
    return {"addresses": [(each, current_installation().issuing_url(each.name)) for each in found]}


add_key_pages(staff, api_keys, form_class=ScopedKeyForm, columns=_columns, beside=_addresses)
