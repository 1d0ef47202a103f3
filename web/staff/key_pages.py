"""The pages about keys for a tenant's other systems, for those who administer them."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from web.context import current_database, now
from web.forms import BaseForm
from web.rate_limits import rate_limit
from web.staff.api_keys import ApiKeys, NewApiKey
from web.staff.console import StaffConsole, Visitor
from web.staff.tables import KEY_NAME_LENGTH

AnyVisitor: TypeAlias = Visitor[Any, Any, Any]


class ApiKeyForm(BaseForm):
    """A new key. An actor whose keys say what they are good for adds a field `scopes`."""

    name = StringField(
        _l("Voor welk systeem?"),
        [InputRequired(), Length(max=KEY_NAME_LENGTH)],
        render_kw={"autocomplete": "off"},
    )


def add_key_pages(
    console: StaffConsole[Any],
    keys: ApiKeys[Any],
    *,
    form_class: type[ApiKeyForm] = ApiKeyForm,
    columns: Callable[[Any], dict[str, Any]] = lambda _form: {},
    beside: Callable[[Session, Any], Mapping[str, object]] = lambda _session, _visitor: {},
) -> None:
    """Give a console its pages about keys.

    `columns` reads the actor's own columns from its form, `beside` finds what its template shows beside.
    """

    @console.blueprint.get("/api-keys")
    @console.page(console.admin)
    def api_key_list(visitor: AnyVisitor) -> ResponseReturnValue:
        """Show which systems have a key, and when they last used it."""
        with current_database().reading() as session:
            found, more = keys.all_of(session, visitor.tenant_id), beside(session, visitor)
        return console.show("api_keys.html", keys=found, **more)

    @console.blueprint.route("/api-keys/new", methods=["GET", "POST"])
    @console.page(console.admin)
    @rate_limit("30 per hour")
    def new_api_key(visitor: AnyVisitor) -> ResponseReturnValue:
        """Make a key, and show it: the one answer to a form that is no redirect, since it is kept nowhere."""
        form = form_class()
        if not form.validate_on_submit():
            return console.show_form("api_key_new.html", form)
        with current_database().transaction() as session:
            made: NewApiKey[Any] = keys.create(
                session,
                visitor.tenant,
                name=str(form.name.data),
                at=now(),
                actor=visitor.staff.id,
                **columns(form),
            )
        return console.show("api_key.html", made=made)

    @console.blueprint.post("/api-keys/<key_id>/end")
    @console.page(console.admin)
    def end_api_key(visitor: AnyVisitor, key_id: str) -> ResponseReturnValue:
        """End a key, for good."""
        with current_database().transaction() as session:
            keys.end(session, visitor.tenant_id, key_id, at=now(), actor=visitor.staff.id)
        flash(_("De sleutel werkt niet meer."), "good")
        return redirect(url_for("console.api_key_list"), 303)
