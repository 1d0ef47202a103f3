"""The way in for staff: choosing the organisation, and signing in (`web.staff.entrance`)."""

from flask import render_template
from flask.typing import ResponseReturnValue

from schemas.documents import serialize
from verifier.organisations import registering
from verifier.views.console import staff
from web.application import current_database
from web.areas import api_blueprint, public_blueprint
from web.staff.entrance import entrance_of

public = public_blueprint("entrance_public", __name__)
documents = api_blueprint("organisation_documents", __name__)
blueprint = entrance_of(staff)


@public.get("/organisations")
def organisations() -> ResponseReturnValue:
    """Lead staff to their organisation."""
    with current_database().reading() as session:
        known = registering.all_organisations(session)
    return render_template("verifier/organisations.html", organisations=known)


@documents.get("/organisations/<slug>/did.json")
def did_document(slug: str) -> ResponseReturnValue:
    """Publish an organisation's DID document (https://w3c-ccg.github.io/did-method-web/#read-resolve)."""
    with current_database().reading() as session:
        document = registering.did_document(registering.find_organisation(session, slug))
    return serialize(document), 200, {"Content-Type": "application/did+json"}
