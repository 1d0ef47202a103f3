"""A member of staff's own account: the password."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import InputRequired

from web.context import current_database, now
from web.forms import BaseForm
from web.rate_limits import rate_limit
from web.refusals import RefusedInputError
from web.staff.console import StaffConsole, Visitor
from web.staff.words import STAFF_SENTENCES


class PasswordForm(BaseForm):
    """The old password and a new one."""

    current = PasswordField(
        _l("Wachtwoord van nu"), [InputRequired()], render_kw={"autocomplete": "current-password"}
    )
    new = PasswordField(_l("Nieuw wachtwoord"), [InputRequired()], render_kw={"autocomplete": "new-password"})


def add_own_account(console: StaffConsole[Any]) -> None:
    """Give a console the page where a visitor sees and changes their own account."""

    @console.blueprint.route("/account", methods=["GET", "POST"])
    @console.page()
    @rate_limit("10 per hour")
    def account(visitor: Visitor[Any, Any, Any]) -> ResponseReturnValue:
        """Change one's password; other browsers are signed out (WB-08)."""
        form = PasswordForm()
        if form.validate_on_submit():
            doorkeeping = console.doorkeeping()
            try:
                with current_database().transaction() as session:
                    member = console.accounts.find(session, visitor.tenant_id, visitor.staff.id)
                    console.accounts.change_password(
                        session,
                        member,
                        current=str(form.current.data),
                        new=str(form.new.data),
                        passwords=doorkeeping.passwords,
                        at=now(),
                    )
                    doorkeeping.sessions.end_others(session, visitor.signed_in)
            except RefusedInputError as error:
                field = form.current if error.code == "staff.password_wrong" else form.new
                field.errors = [str(STAFF_SENTENCES[error.code]) % dict(error.parameters)]
            else:
                flash(_("Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd."), "good")
                return redirect(url_for("console.account"), 303)
        return console.show_form("account.html", form)
