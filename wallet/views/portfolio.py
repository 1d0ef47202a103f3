"""What she can do: the overview, per qualification, by year, and all of it on one sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from schemas.dates import legal_date
from wallet.context import current_wallet
from wallet.errors import NotInThisWalletError
from wallet.portfolio.collection import collect
from wallet.portfolio.matrix import matrices, matrix_of
from wallet.portfolio.profile import profile_of
from wallet.portfolio.timeline import by_year, moments
from wallet.sharing.overview import shown_now
from wallet.sharing.parts import PartKind
from wallet.vault import Vault
from wallet.views.paper import MAKING, pdf_possible
from wallet.views.signed_in import holder_page
from web import pdf
from web.application import current_database, now
from web.rate_limits import rate_limit

blueprint = Blueprint("portfolio", __name__, url_prefix="/portfolio")

# A page of these stays far below 150 KB, and can still be scrolled through.
PER_PAGE = 50

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """One page of a long list."""

    rows: Sequence[T]
    number: int
    last: int


@blueprint.get("")
@holder_page
def overview(vault: Vault) -> ResponseReturnValue:
    """List her own items, and lead to the ways to look at all that she has."""
    with current_database().reading() as session:
        collection = collect(session, vault)
        shown = shown_now(session, vault, PartKind.ITEM, at=now())
    return render_template(
        "wallet/portfolio/overview.html",
        page=_slice(collection.items),
        documents=collection.documents,
        shown=shown,
    )


@blueprint.get("/qualifications")
@holder_page
def qualifications(vault: Vault) -> ResponseReturnValue:
    """List the qualifications that her certificates and items touch."""
    with current_database().reading() as session:
        collection = collect(session, vault)
    found = matrices(collection, current_wallet().frameworks, on=legal_date(now()))
    return render_template("wallet/portfolio/qualifications.html", page=_slice(found))


@blueprint.get("/qualifications/<code_system>/<code>")
@holder_page
def matrix(vault: Vault, code_system: str, code: str) -> ResponseReturnValue:
    """Show per part what shows it and what is still bare."""
    with current_database().reading() as session:
        collection = collect(session, vault)
    found = matrix_of(collection, (code_system, code), current_wallet().frameworks, on=legal_date(now()))
    if found is None:
        raise NotInThisWalletError("wallet.not_found", detail="qualification")
    return render_template("wallet/portfolio/matrix.html", matrix=found)


@blueprint.get("/timeline")
@holder_page
def timeline(vault: Vault) -> ResponseReturnValue:
    """Show her career by year, as a list or as a table."""
    with current_database().reading() as session:
        collection = collect(session, vault)
    page = _slice(moments(collection))
    return render_template(
        "wallet/portfolio/timeline.html",
        page=page,
        years=by_year(tuple(page.rows)),
        as_table=request.args.get("view") == "table",
    )


@blueprint.get("/profile")
@holder_page
def profile(vault: Vault) -> ResponseReturnValue:
    """Show all that she can do as one sheet, to print."""
    with current_database().reading() as session:
        collection = collect(session, vault)
    return render_template(
        "wallet/portfolio/profile.html", profile=profile_of(collection), pdf_possible=pdf_possible()
    )


@blueprint.get("/profile.pdf")
@rate_limit(MAKING)
@holder_page
def profile_pdf(vault: Vault) -> ResponseReturnValue:
    """Give the same sheet as a PDF; the page itself says it when none can be made here."""
    if not pdf_possible():
        return redirect(url_for("portfolio.profile"), 303)
    with current_database().reading() as session:
        collection = collect(session, vault)
    sheet = render_template(
        "wallet/paper/profile.html", profile=profile_of(collection), day=legal_date(now())
    )
    response = Response(pdf.render(sheet, created=now()), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="ervaringsprofiel.pdf"'
    return response


def _slice(rows: Sequence[T]) -> Slice[T]:
    """Return the page that the address asks for; the nearest one when it asks for one that is not there."""
    last = max(1, -(-len(rows) // PER_PAGE))
    asked = request.args.get("page", "1")
    number = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return Slice(rows[(number - 1) * PER_PAGE : number * PER_PAGE], number, last)
