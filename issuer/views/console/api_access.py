"""Keys for the institution's other systems, for those who administer it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length

from issuer import instances, words
from issuer.api_keys import api_keys, create_api_key
from issuer.context import current_installation
from issuer.models import ApiScope, Role
from issuer.views.console.access import Visitor, console, staff_page
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
    scopes = SelectMultipleField(
        _l("Wat mag het systeem?"), [InputRequired()], choices=words.choices(words.API_SCOPES)
    )


@console.get("/api-keys")
@staff_page(Role.ADMIN)
def api_key_list(visitor: Visitor) -> ResponseReturnValue:
    """Show which systems have a key, when they last used it, and at which addresses they sign."""
    with current_database().reading() as session:
        keys = api_keys.all_of(session, visitor.institution_id)
        found = instances.instances_of(session, visitor.institution_id)
    addresses = [(each, current_installation().issuing_url(each.name)) for each in found]
    return render_template("issuer/api_keys.html", keys=keys, addresses=addresses)


@console.route("/api-keys/new", methods=["GET", "POST"])
@staff_page(Role.ADMIN)
@rate_limit("30 per hour")
def new_api_key(visitor: Visitor) -> ResponseReturnValue:
    """Make a key, and show it: the one answer to a form that is no redirect, since it is kept nowhere."""
    form = ApiKeyForm()
    if not form.validate_on_submit():
        return form_page("issuer/api_key_new.html", form)
    with current_database().transaction() as session:
        made = create_api_key(
            session,
            visitor.institution,
            name=str(form.name.data),
            scopes=[ApiScope(scope) for scope in form.scopes.data or ()],
            at=now(),
            actor=visitor.actor.staff_id,
        )
    return render_template("issuer/api_key.html", made=made)


@console.post("/api-keys/<key_id>/end")
@staff_page(Role.ADMIN)
def end_api_key(visitor: Visitor, key_id: str) -> ResponseReturnValue:
    """End a key, for good."""
    with current_database().transaction() as session:
        api_keys.end(session, visitor.institution_id, key_id, at=now(), actor=visitor.actor.staff_id)
    flash(_("De sleutel werkt niet meer."), "good")
    return redirect(url_for("console.api_key_list"), 303)
