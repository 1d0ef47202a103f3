"""The page behind the code on a printed certificate: for people a way to a verifier, for programs the copy.

This page judges nothing: the issuer would vouch for its own paper.
"""

from urllib.parse import urlencode

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from issuer import awards, institutions, paper
from issuer.context import current_installation, current_issuer
from web.application import current_database
from web.areas import public_blueprint
from web.rate_limits import rate_limit

blueprint = public_blueprint("paper_pages", __name__)

DOCUMENT_TYPES = ("application/vc", "application/ld+json", "application/json")
PAGE_TYPE = "text/html"


@blueprint.get("/check/<token>")
@rate_limit("120 per minute")
def show(token: str) -> ResponseReturnValue:
    """Give programs the signed copy, and lead people to a verifier that fetches it."""
    installation = current_installation()
    with current_database().reading() as session:
        copy = paper.find_copy(session, installation, token)
        award = awards.find_award(session, copy.institution_id, copy.award_id)
        institution = institutions.get_institution(session, copy.institution_id)
    asked = request.accept_mimetypes.best_match([PAGE_TYPE, *DOCUMENT_TYPES], PAGE_TYPE)
    if asked != PAGE_TYPE:
        return Response(copy.signed, mimetype=asked, headers={"Vary": "Accept"})
    address = paper.address_of(installation, copy)
    verifier = current_issuer().settings.verifier_url.rstrip("/")
    return render_template(
        "issuer/paper.html",
        award=award,
        institution=institution,
        address=address,
        check=f"{verifier}/open?{urlencode({'ticket': address})}" if verifier else "",
    )
