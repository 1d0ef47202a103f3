"""Keys for the organisation's other systems, for those who administer it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from verifier.organisations.api_keys import api_keys
from verifier.organisations.roles import Role
from verifier.views.console.access import Visitor, console, staff_page
from web.application import current_database, now
from web.form_pages import form_page
from web.forms import BaseForm
from web.rate_limits import rate_limit
from web.staff.tables import KEY_NAME_LENGTH


class ApiKeyForm(BaseForm):
    """A new key."""

    name = StringField(
        _l("Voor welk systeem?"),
        [InputRequired(), Length(max=KEY_NAME_LENGTH)],
        render_kw={"autocomplete": "off"},
    )


@console.get("/api-keys")
@staff_page(Role.ADMIN)
def api_key_list(visitor: Visitor) -> ResponseReturnValue:
    """Show which systems have a key, and when they last used it."""
    with current_database().reading() as session:
        keys = api_keys.all_of(session, visitor.organisation_id)
    return render_template("verifier/console/api_keys.html", keys=keys)


@console.route("/api-keys/new", methods=["GET", "POST"])
@staff_page(Role.ADMIN)
@rate_limit("30 per hour")
def new_api_key(visitor: Visitor) -> ResponseReturnValue:
    """Make a key, and show it: the one answer to a form that is no redirect, since it is kept nowhere."""
    form = ApiKeyForm()
    if not form.validate_on_submit():
        return form_page("verifier/console/api_key_new.html", form)
    with current_database().transaction() as session:
        made = api_keys.create(
            session, visitor.organisation, name=str(form.name.data), at=now(), actor=visitor.staff.id
        )
    return render_template("verifier/console/api_key.html", made=made)


@console.post("/api-keys/<key_id>/end")
@staff_page(Role.ADMIN)
def end_api_key(visitor: Visitor, key_id: str) -> ResponseReturnValue:
    """End a key, for good."""
    with current_database().transaction() as session:
        api_keys.end(session, visitor.organisation_id, key_id, at=now(), actor=visitor.staff.id)
    flash(_("De sleutel werkt niet meer."), "good")
    return redirect(url_for("console.api_key_list"), 303)
