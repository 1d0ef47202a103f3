"""Who is at the console: every page gets its visitor, and nobody sees another organisation's pages.

A visitor who is signed in elsewhere gets "does not exist" (WB-09); one who is not signed in is sent to
sign in and back again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias

from flask import Blueprint, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from verifier.context import current_verifier
from verifier.models import Organisation, Staff
from verifier.organisations import registering
from verifier.organisations.errors import ForbiddenError
from verifier.organisations.roles import Role
from verifier.organisations.staff import accounts
from web.application import current_database, now
from web.sessions import SignedIn

P = ParamSpec("P")

# Whose work is reading what was sent; who only gives out accounts does not see personal data.
READERS = (Role.CHECKER, Role.ADVISER, Role.BOARD)

console = Blueprint("console", __name__, url_prefix="/console/<slug>")


@dataclass(frozen=True, slots=True)
class Visitor:
    """A member of staff at the console of their organisation."""

    organisation: Organisation
    staff: Staff
    roles: frozenset[Role]
    signed_in: SignedIn

    @property
    def organisation_id(self) -> str:
        """The tenant of everything that this visitor may see."""
        return self.organisation.id

    def has(self, *roles: Role) -> bool:
        """Say whether the visitor has one of these roles."""
        return not self.roles.isdisjoint(roles)


StaffView: TypeAlias = Callable[Concatenate[Visitor, P], ResponseReturnValue]
View: TypeAlias = Callable[P, ResponseReturnValue]


def staff_page(*roles: Role) -> Callable[[StaffView[P]], View[P]]:
    """Give the view its visitor, who has one of the roles if any are named.

    Raises `NotFoundError` for an organisation that is not the visitor's, `ForbiddenError("role.*")`.
    """

    def decorate(view: StaffView[P]) -> View[P]:
        @wraps(view)
        def for_staff(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            visitor = _visitor(g.slug)
            if visitor is None:
                return _ask_to_sign_in(g.slug)
            g.visitor = visitor
            if roles and not visitor.has(*roles):
                raise ForbiddenError(f"role.not_{roles[0].value}")
            return view(visitor, *args, **kwargs)

        return for_staff

    return decorate


@console.url_value_preprocessor
def _take_organisation(_endpoint: str | None, values: dict[str, object] | None) -> None:
    g.slug = (values or {}).pop("slug", "")


@console.url_defaults
def _keep_organisation(_endpoint: str, values: dict[str, object]) -> None:
    """Let links between console pages leave the organisation out."""
    if "slug" in g:
        values.setdefault("slug", g.slug)


@console.context_processor
def _for_templates() -> dict[str, object]:
    return {"visitor": g.get("visitor"), "Role": Role}


def _visitor(slug: str) -> Visitor | None:
    sessions, at = current_verifier().sessions, now()
    with current_database().reading() as session:
        organisation = registering.find_organisation(session, slug)
        signed_in = sessions.load(session, request, at=at)
        if signed_in is None:
            return None
        if signed_in.tenant != organisation.id:
            raise NotFound
        member = accounts.find(session, organisation.id, signed_in.owner)
    if not member.active:
        return None
    if signed_in.is_stale(at):
        with current_database().transaction() as session:
            sessions.touch(session, signed_in, at=at)
    return Visitor(organisation, member, accounts.roles_of(member), signed_in)


def _ask_to_sign_in(slug: str) -> ResponseReturnValue:
    """Redirect to the sign-in page; it leads back to a page, never into a form that was sent."""
    if request.method != "GET":
        flash(_("U was niet meer ingelogd. Log opnieuw in."), "attention")
        return redirect(url_for("entrance.sign_in", slug=slug), 303)
    here = request.script_root + request.full_path.rstrip("?")
    return redirect(url_for("entrance.sign_in", slug=slug, next=here), 303)
