"""The frame of a staff console: every page gets its visitor, and nobody sees another tenant's pages.

A visitor who is signed in elsewhere gets "does not exist" (WB-09); one who is not signed in is sent to
sign in and back again. `StaffConsole` is what an actor supplies.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeAlias, TypeVar

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from wtforms import Form
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from web.areas import Area, AreaBlueprint
from web.context import current_database, now
from web.forms import choices
from web.passwords import Passwords
from web.refusals import ForbiddenError
from web.sessions import Sessions, SignedIn
from web.staff.accounts import Accounts, RoleT, StaffT
from web.staff.tables import TenantMixin

TENANT = "slug"  # the tenant's name in addresses, in the address of every page

P = ParamSpec("P")
TenantT = TypeVar("TenantT", bound=TenantMixin)


@dataclass(frozen=True, slots=True)
class Visitor(Generic[TenantT, StaffT, RoleT]):
    """A member of staff at the console of their tenant."""

    tenant: TenantT
    staff: StaffT
    roles: frozenset[RoleT]
    signed_in: SignedIn

    @property
    def tenant_id(self) -> str:
        """The tenant of everything that this visitor may see."""
        return self.tenant.id

    def has(self, *roles: RoleT) -> bool:
        """Say whether the visitor has one of these roles."""
        return not self.roles.isdisjoint(roles)


VisitorT = TypeVar("VisitorT", bound=Visitor[Any, Any, Any])
StaffView: TypeAlias = Callable[Concatenate[VisitorT, P], ResponseReturnValue]
View: TypeAlias = Callable[P, ResponseReturnValue]


class Doorkeeping(Protocol):
    """What a running application was made with, for signing in."""

    @property
    def sessions(self) -> Sessions[Any]:
        """The browser sessions of staff."""

    @property
    def passwords(self) -> Passwords:
        """How passwords are hashed."""


@dataclass(frozen=True, slots=True)
class ConsoleWords:
    """What is called otherwise at each actor; (lazy) sentences of the actor's own catalogue."""

    roles: Mapping[str, LazyString]
    official_id: LazyString
    """The label of the code by which documents name somebody."""
    official_id_hint: LazyString
    another_tenant: LazyString
    """The link from signing in to the list of tenants."""
    keys_explained: LazyString
    """What another system may do with a key."""
    key_name_hint: LazyString

    def role_choices(self) -> list[SelectChoice]:
        """Return the roles as the choices of a field."""
        return choices(self.roles)

    def role_name(self, role: str) -> str:
        """Return a role's short name: what stands before the colon."""
        return str(self.roles[role]).partition(":")[0]


@dataclass(frozen=True, slots=True)
class StaffConsole(Generic[VisitorT]):
    """A staff console, by what is the actor's own in it.

    `blueprint` holds its pages, below `/console/<slug>`, and is the actor's too: it adds its own pages with
    `page`. Templates are looked for in the folder `templates` before those of `web/staff`.
    """

    blueprint: Blueprint
    visitor: type[VisitorT]
    accounts: Accounts[Any, Any]
    find_tenant: Callable[[Session, str], TenantMixin]
    """Finds a tenant by its name in addresses. Raises `NotFoundError`."""
    doorkeeping: Callable[[], Doorkeeping]
    roles: type[Any]
    admin: Any
    """The role that administers accounts and keys."""
    words: ConsoleWords
    templates: str
    home: str
    """The endpoint where a visitor arrives."""
    front: str
    """The endpoint of the public list of tenants."""

    def page(self, *roles: Any) -> Callable[[StaffView[VisitorT, P]], View[P]]:
        """Give a view its visitor, who has one of the roles if any are named.

        Raises `NotFoundError` for a tenant that is not the visitor's, `ForbiddenError("role.*")`.
        """

        def decorate(view: StaffView[VisitorT, P]) -> View[P]:
            @wraps(view)
            def for_staff(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
                visitor = self._visitor(g.slug)
                if visitor is None:
                    return _ask_to_sign_in(g.slug)
                g.visitor = visitor
                if roles and not visitor.has(*roles):
                    raise ForbiddenError(f"role.not_{roles[0].value}")
                return view(visitor, *args, **kwargs)

            return for_staff

        return decorate

    def show(self, template: str, **values: Any) -> str:
        """Render one of the console's own pages."""
        return render_template(
            [f"{self.templates}/{template}", f"web/staff/{template}"],
            layout=f"{self.templates}/layout.html",
            console=self,
            **values,
        )

    def show_form(self, template: str, form: Form, **values: Any) -> tuple[str, int]:
        """Render a page with a form, with the status that fits its errors."""
        return self.show(template, form=form, **values), 422 if form.errors else 200

    def _visitor(self, slug: str) -> VisitorT | None:
        sessions, at = self.doorkeeping().sessions, now()
        with current_database().reading() as session:
            tenant = self.find_tenant(session, slug)
            signed_in = sessions.load(session, request, at=at)
            if signed_in is None:
                return None
            if signed_in.tenant != tenant.id:
                raise NotFound
            member = self.accounts.find(session, tenant.id, signed_in.owner)
        if not member.active:
            return None
        if signed_in.is_stale(at):
            with current_database().transaction() as session:
                sessions.touch(session, signed_in, at=at)
        return self.visitor(tenant, member, self.accounts.roles_of(member), signed_in)


def console_blueprint(import_name: str, roles: type[Any]) -> Blueprint:
    """Return the blueprint of a console's pages, which all have the tenant in their address.

    Templates get `visitor`, and the actor's roles as `Role`; those in a folder `templates` beside the
    views are found.
    """
    console = AreaBlueprint(
        "console",
        import_name,
        area=Area.PERSONAL,
        for_staff=True,
        url_prefix=f"/console/<{TENANT}>",
        template_folder="templates",
    )

    @console.url_value_preprocessor
    def take_tenant(_endpoint: str | None, values: dict[str, object] | None) -> None:
        g.slug = (values or {}).pop(TENANT, "")

    @console.url_defaults
    def keep_tenant(_endpoint: str, values: dict[str, object]) -> None:
        """Let links between console pages leave the tenant out."""
        if "slug" in g:
            values.setdefault(TENANT, g.slug)

    @console.context_processor
    def for_templates() -> dict[str, object]:
        return {"visitor": g.get("visitor"), "Role": roles}

    return console


def _ask_to_sign_in(slug: str) -> ResponseReturnValue:
    """Redirect to the sign-in page; it leads back to a page, never into a form that was sent."""
    if request.method != "GET":
        flash(_("U was niet meer ingelogd. Log opnieuw in."), "attention")
        return redirect(url_for("entrance.sign_in", slug=slug), 303)
    here = request.script_root + request.full_path.rstrip("?")
    return redirect(url_for("entrance.sign_in", slug=slug, next=here), 303)
