"""From the code on a letter to a link that ended, for who reads another language than the school writes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.access import troubles
from tests.journeys.demo import RunningDemo
from tests.journeys.people import Employer, Registrar, Worker
from vakbewijs.demo.seeding import cases_folder
from vakbewijs.demo.world import ROC, SAMIRA

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1280], ids=["phone", "desk"])
def test_a_worker_who_reads_arabic_collects_shares_and_stops_and_an_employer_reads_it_too(
    demo: RunningDemo, open_page: Callable[..., Page], accessible: Callable[[Page], None], width: int
) -> None:
    def look(page: Page) -> None:
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        accessible(page)

    registrar = Registrar(open_page(), demo.addresses, lambda _: None)
    worker = Worker(open_page(width=width, locale="ar"), demo.addresses, look, "ar")
    employer = Employer(open_page(width=width, locale="ar"), demo.addresses, look, "ar")

    registrar.signs_in(ROC.slug, ROC.staff[0])
    registrar.issues_a_diploma(given_names="Nadia", family_name=f"Lezer{width}")
    worker.types_the_code(registrar.prints_the_letter())
    worker.reads("Er ligt een bewijs voor je klaar")
    worker.makes_a_wallet(f"lezer{width}@voorbeeld.example", "stoel regen banaan twaalf")
    worker.presses("Bewaar in mijn wallet")
    worker.reads("Mbo-diploma Helpende Zorg en Welzijn")  # as the school wrote it
    worker.reads("Echt en geldig")
    link = worker.shares(receiver="Zorggroep De Linde")

    employer.opens(link)
    employer.reads("Echt en geldig, van een erkende uitgever.")
    employer.reads(f"Nadia Lezer{width}")
    worker.sees_who_can_look()
    worker.stops()
    employer.goes_to(link)
    employer.reads("Dit wordt niet meer gedeeld.")


def test_on_a_phone_in_arabic_two_of_three_are_shared_and_exactly_those_are_seen(
    demo: RunningDemo, open_page: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    def look(page: Page) -> None:
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        accessible(page)
        assert troubles(page) == [], page.url

    worker = Worker(open_page(locale="ar"), demo.addresses, look, "ar")
    employer = Employer(open_page(locale="ar"), demo.addresses, look, "ar")
    worker.signs_in(SAMIRA)
    for name in ("samira-ervaring", "gepauzeerd"):
        worker.adds((cases_folder(demo.addresses.home) / f"{name}.json").read_bytes())
    link = worker.shares_some("7 يوليو 2017", "Ervaringscertificaat", receiver="Zorggroep De Linde")

    employer.opens(link)
    shown = employer.page.locator("main").inner_text()
    assert "7 يوليو 2017" in shown
    assert "EVC Voorbeeld (fictief)" in shown
    assert "2018" not in shown  # the suspended diploma, which looks alike
    assert employer.page.get_by_text("Samira Voorbeeld", exact=True).count() >= 1
    worker.sees_who_can_look()
    worker.stops()
    employer.goes_to(link)
    employer.reads("Dit wordt niet meer gedeeld.")
