"""The way in for staff: choosing the organisation, signing in and out."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from schemas.documents import serialize
from verifier.context import current_verifier
from verifier.organisations import registering
from verifier.organisations.staff import accounts
from verifier.organisations.words import SIGN_IN_SENTENCES
from web.addresses import own_path
from web.application import current_database, now
from web.areas import api_blueprint, public_blueprint
from web.form_pages import form_page
from web.forms import BaseForm
from web.rate_limits import rate_limit

public = public_blueprint("entrance_public", __name__)
documents = api_blueprint("organisation_documents", __name__)
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


@public.get("/organisations")
def organisations() -> ResponseReturnValue:
    """Lead staff to their organisation."""
    with current_database().reading() as session:
        known = registering.all_organisations(session)
    return render_template("verifier/console/organisations.html", organisations=known)


@documents.get("/organisations/<slug>/did.json")
def did_document(slug: str) -> ResponseReturnValue:
    """Publish an organisation's DID document (https://w3c-ccg.github.io/did-method-web/#read-resolve)."""
    with current_database().reading() as session:
        document = registering.did_document(registering.find_organisation(session, slug))
    return serialize(document), 200, {"Content-Type": "application/did+json"}


@blueprint.route("/sign-in/<slug>", methods=["GET", "POST"])
@rate_limit("20 per minute")
def sign_in(slug: str) -> ResponseReturnValue:
    """Sign a member of staff in at one organisation, and go on where that was wanted."""
    form = SignInForm()
    if request.method == "GET":
        form.next.data = request.args.get("next", "")
    with current_database().reading() as session:
        organisation = registering.find_organisation(session, slug)
    if form.validate_on_submit():
        verifier, at = current_verifier(), now()
        home = url_for("console.home", slug=slug)
        response = make_response(redirect(own_path(form.next.data, default=home), 303))
        with current_database().transaction() as session:
            attempt = accounts.sign_in(
                session,
                organisation,
                login=str(form.login.data),
                password=str(form.password.data),
                passwords=verifier.passwords,
                at=at,
            )
            if attempt.staff is not None:
                verifier.sessions.start(
                    session, request, response, tenant=organisation.id, owner=attempt.staff.id, at=at
                )
        if attempt.staff is not None:
            return response
        form.password.errors = [SIGN_IN_SENTENCES[attempt.code]]
        status = 429 if attempt.code == "sign_in.locked" else 422
        return render_template("verifier/console/sign_in.html", form=form, organisation=organisation), status
    return form_page("verifier/console/sign_in.html", form, organisation=organisation)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session on the server and on this browser."""
    response = make_response(redirect(url_for("entrance_public.organisations"), 303))
    with current_database().transaction() as session:
        current_verifier().sessions.end(session, request, response)
    return response
