"""The main job from letter to revocation, on a phone and on a desk, with and without JavaScript."""

import itertools
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.demo import RunningDemo
from tests.journeys.people import Employer, Registrar, Worker
from vakbewijs.demo.world import ROC

pytestmark = pytest.mark.browser

_NUMBERS = itertools.count(1)


@pytest.mark.parametrize(
    ("width", "javascript"), [(390, True), (1280, True), (390, False)], ids=["phone", "desk", "no-javascript"]
)
def test_a_diploma_is_signed_collected_shared_checked_and_revoked(
    demo: RunningDemo,
    open_page: Callable[..., Page],
    accessible: Callable[[Page], None],
    width: int,
    javascript: bool,
) -> None:
    def look(page: Page) -> None:
        if javascript:  # axe itself is a script
            accessible(page)

    def somebody(kind: type) -> object:
        return kind(open_page(width=width, javascript=javascript), demo.addresses, look)

    registrar, worker, employer = somebody(Registrar), somebody(Worker), somebody(Employer)
    assert isinstance(registrar, Registrar)
    assert isinstance(worker, Worker)
    assert isinstance(employer, Employer)
    family_name = f"Reisgenoot{next(_NUMBERS)}"

    registrar.signs_in(ROC.slug, ROC.staff[0])
    award = registrar.issues_a_diploma(given_names="Nadia", family_name=family_name)
    code = registrar.prints_the_letter()

    worker.types_the_code(code)
    worker.reads("Er ligt een bewijs voor je klaar")
    worker.reads(ROC.name)
    worker.makes_a_wallet(f"{family_name}@voorbeeld.example", "stoel regen banaan twaalf")
    worker.reads("Er ligt een bewijs voor je klaar")
    worker.presses("Bewaar in mijn wallet")
    worker.reads("Mbo-diploma Helpende Zorg en Welzijn")
    worker.reads("Echt en geldig")
    link = worker.shares(receiver="Zorggroep De Linde")

    employer.opens(link)
    employer.reads("Echt en geldig")
    employer.reads(f"Nadia {family_name}")
    employer.reads(ROC.name)

    worker.sees_who_can_look()
    worker.reads("Zorggroep De Linde")
    worker.reads("1 keer bekeken")

    registrar.revokes(award, "Op de verkeerde naam gesteld.")
    registrar.reads("Ingetrokken")
    employer.checks_again()
    employer.reads("ingetrokken")

    worker.sees_who_can_look()
    worker.stops()
    employer.goes_to(link)
    employer.reads("gestopt")
