"""The console of an organisation's staff, as `web.staff` makes it of our tables, roles and words."""

from flask_babel import lazy_gettext as _l

from verifier.context import current_verifier
from verifier.models import Organisation, Staff
from verifier.organisations import registering, words
from verifier.organisations.roles import Role
from verifier.organisations.staff import accounts
from web.staff import console as staff_console
from web.staff.console import ConsoleWords, StaffConsole, console_blueprint

# Whose work is reading what was sent; who only gives out accounts does not see personal data.
READERS = (Role.CHECKER, Role.ADVISER, Role.BOARD)


class Visitor(staff_console.Visitor[Organisation, Staff, Role]):
    """A member of staff at the console of their organisation."""

    __slots__ = ()

    @property
    def organisation(self) -> Organisation:
        """Where the visitor works."""
        return self.tenant

    @property
    def organisation_id(self) -> str:
        """The tenant of everything that this visitor may see."""
        return self.tenant.id


console = console_blueprint(__name__, Role)
staff = StaffConsole(
    blueprint=console,
    visitor=Visitor,
    accounts=accounts,
    find_tenant=registering.find_organisation,
    doorkeeping=current_verifier,
    roles=Role,
    admin=Role.ADMIN,
    words=ConsoleWords(
        roles=words.ROLES,
        official_id=_l("Code op besluiten"),
        official_id_hint=_l("Deze code staat op besluiten van deze persoon, zoals G-08."),
        another_tenant=_l("Andere organisatie"),
        keys_explained=_l(
            "Met een sleutel kan een ander systeem van uw organisatie verzoeken maken en antwoorden ophalen."
        ),
        key_name_hint=_l("Zo herkent u de sleutel later, zoals Personeelssysteem."),
    ),
    templates="verifier/console",
    home="console.home",
    front="entrance_public.organisations",
)
staff_page = staff.page
