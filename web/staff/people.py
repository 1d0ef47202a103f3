"""The pages about who works at a tenant, for those who administer accounts."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, SelectMultipleField, StringField
from wtforms.validators import InputRequired

from web.context import current_database, now
from web.forms import BaseForm
from web.rate_limits import rate_limit
from web.refusals import ConflictError, RefusedInputError
from web.staff.accounts import require_other
from web.staff.console import StaffConsole, Visitor
from web.staff.words import STAFF_SENTENCES

AnyVisitor = Visitor[Any, Any, Any]

_FIELDS = {
    "staff.login": "login",
    "staff.name": "name",
    "staff.official_id": "official_id",
    "staff.password": "password",
    "staff.roles": "roles",
    "staff.exists": "login",
}


class RolesForm(BaseForm):
    """Which roles somebody has."""

    roles = SelectMultipleField(_l("Taken"), [InputRequired()])


class StaffForm(BaseForm):
    """A new account."""

    name = StringField(_l("Naam"), [InputRequired()], render_kw={"autocomplete": "off"})
    login = StringField(
        _l("E-mailadres"), [InputRequired()], render_kw={"autocomplete": "off", "inputmode": "email"}
    )
    official_id = StringField(validators=[InputRequired()], render_kw={"autocomplete": "off", "size": "12"})
    roles = SelectMultipleField(_l("Taken"), [InputRequired()])
    password = PasswordField(
        _l("Eerste wachtwoord"), [InputRequired()], render_kw={"autocomplete": "new-password"}
    )


def add_people(console: StaffConsole[Any]) -> None:
    """Give a console its pages about its staff."""
    accounts, words = console.accounts, console.words

    @console.blueprint.get("/staff")
    @console.page(console.admin)
    def staff_list(visitor: AnyVisitor) -> ResponseReturnValue:
        """Show everybody who can sign in here."""
        with current_database().reading() as session:
            people = accounts.all_of(session, visitor.tenant_id)
        return console.show("staff.html", people=people)

    @console.blueprint.route("/staff/new", methods=["GET", "POST"])
    @console.page(console.admin)
    @rate_limit("30 per hour")
    def new_staff(visitor: AnyVisitor) -> ResponseReturnValue:
        """Make an account."""
        form = StaffForm()
        form.official_id.label.text = words.official_id
        form.roles.choices = words.role_choices()
        if form.validate_on_submit():
            try:
                with current_database().transaction() as session:
                    accounts.create(
                        session,
                        visitor.tenant,
                        login=str(form.login.data),
                        name=str(form.name.data),
                        official_id=str(form.official_id.data).strip(),
                        password=str(form.password.data),
                        roles=[console.roles(role) for role in form.roles.data or ()],
                        passwords=console.doorkeeping().passwords,
                        at=now(),
                        actor=visitor.staff.id,
                    )
            except (RefusedInputError, ConflictError) as error:
                form[_FIELDS[error.code]].errors = [str(STAFF_SENTENCES[error.code]) % dict(error.parameters)]
            else:
                flash(_("Het account is gemaakt."), "good")
                return redirect(url_for("console.staff_list"), 303)
        return console.show_form("staff_new.html", form)

    @console.blueprint.route("/staff/<staff_id>", methods=["GET", "POST"])
    @console.page(console.admin)
    def change_roles(visitor: AnyVisitor, staff_id: str) -> ResponseReturnValue:
        """Change what somebody may do; their sessions end, so that it holds at once (WB-08)."""
        with current_database().reading() as session:
            member = accounts.find(session, visitor.tenant_id, staff_id)
        form = RolesForm(data={"roles": [role.value for role in accounts.roles_of(member)]})
        form.roles.choices = words.role_choices()
        if form.validate_on_submit():
            roles = [console.roles(role) for role in form.roles.data or ()]
            with current_database().transaction() as session:
                member = accounts.find(session, visitor.tenant_id, staff_id)
                require_other(member, visitor.staff)
                accounts.set_roles(session, member, roles, at=now(), actor=visitor.staff.id)
                console.doorkeeping().sessions.end_all(session, tenant=visitor.tenant_id, owner=member.id)
            flash(_("De taken zijn gewijzigd."), "good")
            return redirect(url_for("console.staff_list"), 303)
        return console.show_form("staff_roles.html", form, member=member)

    @console.blueprint.post("/staff/<staff_id>/deactivate")
    @console.page(console.admin)
    def deactivate_staff(visitor: AnyVisitor, staff_id: str) -> ResponseReturnValue:
        """Close an account, and end its sessions."""
        with current_database().transaction() as session:
            member = accounts.find(session, visitor.tenant_id, staff_id)
            require_other(member, visitor.staff)
            accounts.deactivate(session, member, at=now(), actor=visitor.staff.id)
            console.doorkeeping().sessions.end_all(session, tenant=visitor.tenant_id, owner=member.id)
        flash(_("Het account is gesloten."), "good")
        return redirect(url_for("console.staff_list"), 303)
