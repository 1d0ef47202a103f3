"""The institution's staff, for those who administer it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, SelectMultipleField, StringField
from wtforms.validators import InputRequired

from issuer import words
from issuer.context import current_issuer
from issuer.errors import ConflictError, RefusedInputError
from issuer.models import Role
from issuer.sentences import STAFF_SENTENCES
from issuer.staff import accounts
from issuer.views.console.access import Visitor, console, staff_page
from web.application import current_database, now
from web.form_pages import form_page
from web.forms import BaseForm
from web.rate_limits import rate_limit
from web.staff.accounts import require_other

_FIELDS = {
    "staff.login": "login",
    "staff.name": "name",
    "staff.official_id": "official_id",
    "staff.password": "password",
    "staff.roles": "roles",
    "staff.exists": "login",
}


class StaffForm(BaseForm):
    """A new account."""

    name = StringField(_l("Naam"), [InputRequired()], render_kw={"autocomplete": "off"})
    login = StringField(
        _l("E-mailadres"), [InputRequired()], render_kw={"autocomplete": "off", "inputmode": "email"}
    )
    official_id = StringField(
        _l("Code op certificaten"), [InputRequired()], render_kw={"autocomplete": "off", "size": "12"}
    )
    roles = SelectMultipleField(_l("Taken"), [InputRequired()], choices=words.choices(words.ROLES))
    password = PasswordField(
        _l("Eerste wachtwoord"), [InputRequired()], render_kw={"autocomplete": "new-password"}
    )


class RolesForm(BaseForm):
    """Which roles somebody has."""

    roles = SelectMultipleField(_l("Taken"), [InputRequired()], choices=words.choices(words.ROLES))


@console.get("/staff")
@staff_page(Role.ADMIN)
def staff_list(visitor: Visitor) -> ResponseReturnValue:
    """Show everybody who can sign in here."""
    with current_database().reading() as session:
        people = accounts.all_of(session, visitor.institution_id)
    return render_template("issuer/staff.html", people=people)


@console.route("/staff/new", methods=["GET", "POST"])
@staff_page(Role.ADMIN)
@rate_limit("30 per hour")
def new_staff(visitor: Visitor) -> ResponseReturnValue:
    """Make an account."""
    form = StaffForm()
    if form.validate_on_submit():
        try:
            with current_database().transaction() as session:
                accounts.create(
                    session,
                    visitor.institution,
                    login=str(form.login.data),
                    name=str(form.name.data),
                    official_id=str(form.official_id.data).strip(),
                    password=str(form.password.data),
                    roles=[Role(role) for role in form.roles.data or ()],
                    passwords=current_issuer().passwords,
                    at=now(),
                    actor=visitor.actor.staff_id,
                )
        except (RefusedInputError, ConflictError) as error:
            form[_FIELDS[error.code]].errors = [str(STAFF_SENTENCES[error.code]) % dict(error.parameters)]
        else:
            flash(_("Het account is gemaakt."), "good")
            return redirect(url_for("console.staff_list"), 303)
    return form_page("issuer/staff_new.html", form)


@console.route("/staff/<staff_id>", methods=["GET", "POST"])
@staff_page(Role.ADMIN)
def change_roles(visitor: Visitor, staff_id: str) -> ResponseReturnValue:
    """Change what somebody may do; their sessions end, so that it holds at once (WB-08)."""
    with current_database().reading() as session:
        member = accounts.find(session, visitor.institution_id, staff_id)
    form = RolesForm(data={"roles": [given.role.value for given in member.roles]})
    if form.validate_on_submit():
        with current_database().transaction() as session:
            member = accounts.find(session, visitor.institution_id, staff_id)
            require_other(member, visitor.staff)
            accounts.set_roles(
                session,
                member,
                [Role(role) for role in form.roles.data or ()],
                at=now(),
                actor=visitor.actor.staff_id,
            )
            current_issuer().sessions.end_all(session, tenant=visitor.institution_id, owner=member.id)
        flash(_("De taken zijn gewijzigd."), "good")
        return redirect(url_for("console.staff_list"), 303)
    return form_page("issuer/staff_roles.html", form, member=member)


@console.post("/staff/<staff_id>/deactivate")
@staff_page(Role.ADMIN)
def deactivate_staff(visitor: Visitor, staff_id: str) -> ResponseReturnValue:
    """Close an account, and end its sessions."""
    with current_database().transaction() as session:
        member = accounts.find(session, visitor.institution_id, staff_id)
        require_other(member, visitor.staff)
        accounts.deactivate(session, member, at=now(), actor=visitor.actor.staff_id)
        current_issuer().sessions.end_all(session, tenant=visitor.institution_id, owner=member.id)
    flash(_("Het account is gesloten."), "good")
    return redirect(url_for("console.staff_list"), 303)
