"""The console's first page, and the page about the institution's own keys."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from issuer import overview
from issuer.context import current_installation
from issuer.models import Role
from issuer.views.console.access import AWARD_ROLES, Visitor, console, staff_page
from web.application import current_database, now


@console.get("/")
@staff_page()
def dashboard(visitor: Visitor) -> ResponseReturnValue:
    """Show what needs attention; those who only administer accounts go to the accounts."""
    if not visitor.has(*AWARD_ROLES):
        return redirect(url_for("console.staff_list"), 303)
    with current_database().reading() as session:
        waiting = overview.attention(session, visitor.institution_id, at=now())
        to_approve = overview.for_approval(session, visitor.institution_id)
        batches = overview.recent_batches(session, visitor.institution_id)[:5]
    return render_template("issuer/dashboard.html", waiting=waiting, to_approve=to_approve, batches=batches)


@console.get("/institution")
@staff_page(Role.ADMIN)
def institution(visitor: Visitor) -> ResponseReturnValue:
    """Show how the institution names itself, and its signing keys with their states."""
    records = current_installation().key_store.records(visitor.institution.slug)
    return render_template("issuer/institution.html", records=records)
