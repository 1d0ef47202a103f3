"""The way in for staff: signing in at one tenant, and out."""

from typing import Any

from flask import Blueprint, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from web.addresses import own_path
from web.areas import Area, AreaBlueprint
from web.context import current_database, now
from web.forms import BaseForm
from web.rate_limits import rate_limit
from web.staff.console import TENANT, StaffConsole
from web.staff.words import SIGN_IN_SENTENCES


class SignInForm(BaseForm):
    """Name and password."""

    login = StringField(
        _l("E-mailadres"),
        [InputRequired()],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Wachtwoord"), [InputRequired()], render_kw={"autocomplete": "current-password"}
    )
    next = HiddenField()


def entrance_of(console: StaffConsole[Any]) -> Blueprint:
    """Return the blueprint of signing in to a console, and out of it. It brings our templates."""
    entrance = AreaBlueprint(
        "entrance", __name__, area=Area.PERSONAL, for_staff=True, template_folder="templates"
    )

    @entrance.route(f"/sign-in/<{TENANT}>", methods=["GET", "POST"])
    @rate_limit("20 per minute")
    def sign_in(slug: str) -> ResponseReturnValue:
        """Sign a member of staff in at one tenant, and go on where that was wanted."""
        form = SignInForm()
        if request.method == "GET":
            form.next.data = request.args.get("next", "")
        with current_database().reading() as session:
            tenant = console.find_tenant(session, slug)
        if not form.validate_on_submit():
            return console.show_form("sign_in.html", form, tenant=tenant)
        doorkeeping, at = console.doorkeeping(), now()
        home = url_for(console.home, slug=slug)
        response = make_response(redirect(own_path(form.next.data, default=home), 303))
        with current_database().transaction() as session:
            attempt = console.accounts.sign_in(
                session,
                tenant,
                login=str(form.login.data),
                password=str(form.password.data),
                passwords=doorkeeping.passwords,
                at=at,
            )
            if attempt.staff is not None:
                doorkeeping.sessions.start(
                    session, request, response, tenant=tenant.id, owner=attempt.staff.id, at=at
                )
        if attempt.staff is not None:
            return response
        form.password.errors = [SIGN_IN_SENTENCES[attempt.code]]
        status = 429 if attempt.code == "sign_in.locked" else 422
        return console.show("sign_in.html", form=form, tenant=tenant), status

    @entrance.post("/sign-out")
    def sign_out() -> ResponseReturnValue:
        """End the session on the server and on this browser."""
        response = make_response(redirect(url_for(console.front), 303))
        with current_database().transaction() as session:
            console.doorkeeping().sessions.end(session, request, response)
        return response

    return entrance
