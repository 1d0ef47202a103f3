"""The console of an institution's staff, as `web.staff` makes it of our tables, roles and words."""

from flask_babel import lazy_gettext as _l

from issuer import institutions, words
from issuer.award_rules import Actor
from issuer.context import current_issuer
from issuer.models import Institution, Role, Staff
from issuer.staff import accounts, actor_of
from web.staff import console as staff_console
from web.staff.console import ConsoleWords, StaffConsole, console_blueprint

# Certificates hold personal data: who only administers accounts does not see them.
AWARD_ROLES = (Role.REGISTRAR, Role.APPROVER)


class Visitor(staff_console.Visitor[Institution, Staff, Role]):
    """A member of staff at the console of their institution."""

    __slots__ = ()

    @property
    def institution(self) -> Institution:
        """Where the visitor works."""
        return self.tenant

    @property
    def institution_id(self) -> str:
        """The tenant of everything that this visitor may see."""
        return self.tenant.id

    @property
    def actor(self) -> Actor:
        """The visitor as the rules of awards see them."""
        return actor_of(self.staff)


console = console_blueprint(__name__, Role)
staff = StaffConsole(
    blueprint=console,
    visitor=Visitor,
    accounts=accounts,
    find_tenant=institutions.find_institution,
    doorkeeping=current_issuer,
    roles=Role,
    admin=Role.ADMIN,
    words=ConsoleWords(
        roles=words.ROLES,
        official_id=_l("Code op certificaten"),
        official_id_hint=_l("Deze code staat op certificaten die deze persoon goedkeurt, zoals G-08."),
        another_tenant=_l("Andere instelling"),
        keys_explained=_l(
            "Met een sleutel kan een ander systeem van uw instelling bewijzen laten ondertekenen of "
            "intrekken. Een diploma, deelcertificaat of ervaringscertificaat kan dat niet: daarover beslist "
            "een mens."
        ),
        key_name_hint=_l("Zo herkent u de sleutel later, zoals Leerlingadministratie."),
    ),
    templates="issuer",
    home="console.dashboard",
    front="entrance_public.home",
)
staff_page = staff.page
