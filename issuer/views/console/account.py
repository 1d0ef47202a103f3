"""A member of staff's own account: the password."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import InputRequired

from issuer.context import current_issuer
from issuer.errors import RefusedInputError
from issuer.sentences import STAFF_SENTENCES
from issuer.staff import accounts
from issuer.views.console.access import Visitor, console, staff_page
from web.application import current_database, now
from web.form_pages import form_page
from web.forms import BaseForm
from web.rate_limits import rate_limit


class PasswordForm(BaseForm):
    """The old password and a new one."""

    current = PasswordField(
        _l("Wachtwoord van nu"), [InputRequired()], render_kw={"autocomplete": "current-password"}
    )
    new = PasswordField(_l("Nieuw wachtwoord"), [InputRequired()], render_kw={"autocomplete": "new-password"})


@console.route("/account", methods=["GET", "POST"])
@staff_page()
@rate_limit("10 per hour")
def account(visitor: Visitor) -> ResponseReturnValue:
    """Change one's password; other browsers are signed out (WB-08)."""
    form = PasswordForm()
    if form.validate_on_submit():
        issuer = current_issuer()
        try:
            with current_database().transaction() as session:
                member = accounts.find(session, visitor.institution_id, visitor.actor.staff_id)
                accounts.change_password(
                    session,
                    member,
                    current=str(form.current.data),
                    new=str(form.new.data),
                    passwords=issuer.passwords,
                    at=now(),
                )
                issuer.sessions.end_others(session, visitor.signed_in)
        except RefusedInputError as error:
            field = form.current if error.code == "staff.password_wrong" else form.new
            field.errors = [str(STAFF_SENTENCES[error.code]) % dict(error.parameters)]
        else:
            flash(_("Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd."), "good")
            return redirect(url_for("console.dashboard"), 303)
    return form_page("issuer/account.html", form)
