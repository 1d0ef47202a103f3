"""The fictional organisations that ask for certificates in the demo, with who works there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Flask

from keys.did_web import did_for_url
from vakbewijs.demo.addresses import DemoAddresses
from verifier.context import current_verifier
from verifier.organisations import registering
from verifier.organisations.roles import Role
from verifier.organisations.staff import accounts
from web.context import current_database


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMember:
    """Somebody who works at an organisation, with what they sign in with."""

    login: str
    password: str
    name: str
    official_id: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOrganisation:
    """An organisation with an account at the verifier. `identifiers` stand in the register."""

    slug: str
    name: str
    place: str
    identifiers: Mapping[str, str]
    staff: tuple[DemoMember, ...]

    def did(self, addresses: DemoAddresses) -> str:
        """Return the identifier under which it asks."""
        return did_for_url(addresses.verifier, "organisations", self.slug)


DE_LINDE = DemoOrganisation(
    slug="zorggroep-de-linde",
    name="Zorggroep De Linde (fictief)",
    place="Voorbeeldstad",
    identifiers={"KVK": "00000005"},
    staff=(
        DemoMember(
            login="hr@delinde.example",
            password="koffie voor het gesprek",  # noqa: S106  (printed by the demo)
            name="Marit Jansen",
            official_id="L-01",
            roles=(Role.CHECKER, Role.ADMIN),
        ),
    ),
)

ROC_BOARD = DemoOrganisation(
    slug="roc-voorbeeldstad",
    name="ROC Voorbeeldstad (fictief)",
    place="Voorbeeldstad",
    identifiers={"BRIN": "99XX"},
    staff=(
        DemoMember(
            login="advies@roc.example",
            password="eerst lezen dan wegen",  # noqa: S106
            name="Noor Peters",
            official_id="V-11",
            roles=(Role.ADVISER, Role.CHECKER),
        ),
        DemoMember(
            login="commissie@roc.example",
            password="wij beslissen met twee",  # noqa: S106
            name="Henk van Dijk",
            official_id="E-21",
            roles=(Role.BOARD, Role.ADMIN),
        ),
        DemoMember(
            login="commissie2@roc.example",
            password="het tweede paar ogen",  # noqa: S106
            name="Yasmin Aydin",
            official_id="E-22",
            roles=(Role.BOARD,),
        ),
    ),
)

ORGANISATIONS = (DE_LINDE, ROC_BOARD)


def found_organisations(app: Flask, *, clock: Callable[[], datetime]) -> None:
    """Make the organisations and their staff at the verifier."""
    with app.app_context():
        verifier = current_verifier()
        with current_database().transaction() as session:
            for each in ORGANISATIONS:
                made = registering.create_organisation(
                    session,
                    base_url=verifier.settings.public_base_url,
                    slug=each.slug,
                    name=each.name,
                    place=each.place,
                    at=clock(),
                )
                for member in each.staff:
                    accounts.create(
                        session,
                        made,
                        login=member.login,
                        name=member.name,
                        official_id=member.official_id,
                        password=member.password,
                        roles=member.roles,
                        passwords=verifier.passwords,
                        at=clock(),
                    )
