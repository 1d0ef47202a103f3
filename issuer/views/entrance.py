"""The way in: the start page, where staff choose their institution, and signing in (`web.staff.entrance`)."""

from flask import render_template
from flask.typing import ResponseReturnValue

from issuer import institutions
from issuer.views.console import staff
from web.application import current_database
from web.areas import public_blueprint
from web.staff.entrance import entrance_of

public = public_blueprint("entrance_public", __name__, indexed=True)
blueprint = entrance_of(staff)


@public.get("/")
def home() -> ResponseReturnValue:
    """Lead holders to their code, and staff to their institution."""
    with current_database().reading() as session:
        known = institutions.all_institutions(session)
    return render_template("issuer/home.html", institutions=known)
