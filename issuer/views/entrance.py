"""The way in: the start page, choosing the institution, signing in and out."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from issuer import institutions
from issuer.context import current_issuer
from issuer.sentences import SIGN_IN_SENTENCES
from issuer.staff import accounts
from web.addresses import own_path
from web.application import current_database, now
from web.areas import public_blueprint
from web.form_pages import form_page
from web.forms import BaseForm
from web.rate_limits import rate_limit

public = public_blueprint("entrance_public", __name__, indexed=True)
blueprint = Blueprint("entrance", __name__)


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


@public.get("/")
def home() -> ResponseReturnValue:
    """Lead holders to their code, and staff to their institution."""
    with current_database().reading() as session:
        known = institutions.all_institutions(session)
    return render_template("issuer/home.html", institutions=known)


@blueprint.route("/sign-in/<slug>", methods=["GET", "POST"])
@rate_limit("20 per minute")
def sign_in(slug: str) -> ResponseReturnValue:
    """Sign a member of staff in at one institution, and go on where that was wanted."""
    form = SignInForm()
    if request.method == "GET":
        form.next.data = request.args.get("next", "")
    with current_database().reading() as session:
        institution = institutions.find_institution(session, slug)
    if form.validate_on_submit():
        issuer, at = current_issuer(), now()
        home = url_for("console.dashboard", slug=slug)
        response = make_response(redirect(own_path(form.next.data, default=home), 303))
        with current_database().transaction() as session:
            attempt = accounts.sign_in(
                session,
                institution,
                login=str(form.login.data),
                password=str(form.password.data),
                passwords=issuer.passwords,
                at=at,
            )
            if attempt.staff is not None:
                issuer.sessions.start(
                    session, request, response, tenant=institution.id, owner=attempt.staff.id, at=at
                )
        if attempt.staff is not None:
            return response
        form.password.errors = [SIGN_IN_SENTENCES[attempt.code]]
        status = 429 if attempt.code == "sign_in.locked" else 422
        return render_template("issuer/sign_in.html", form=form, institution=institution), status
    return form_page("issuer/sign_in.html", form, institution=institution)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session on the server and on this browser."""
    response = make_response(redirect(url_for("entrance_public.home"), 303))
    with current_database().transaction() as session:
        current_issuer().sessions.end(session, request, response)
    return response
