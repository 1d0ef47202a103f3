"""What people print: each on one sheet of A4, also Samira's ervaringscertificaat."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.demo import RunningDemo
from tests.journeys.people import Registrar, Worker
from vakbewijs.demo.cases import TITLES
from vakbewijs.demo.seeding import cases_folder
from vakbewijs.demo.world import EVC, JOHAN

pytestmark = pytest.mark.browser

_PAGE = re.compile(rb"/Type\s*/Page\b")


def _sheets(page: Page) -> int:
    return len(_PAGE.findall(page.pdf(format="A4", prefer_css_page_size=True)))


def _unseen(_page: Page) -> None:
    """Other tests look at these pages."""


def test_every_verdict_of_the_demo_prints_on_one_sheet(
    demo: RunningDemo, open_page: Callable[..., Page]
) -> None:
    page = open_page(width=1280)
    sheets = {}
    for name in TITLES:
        page.goto(f"{demo.addresses.verifier}/")
        page.locator("input[type=file]").set_input_files(cases_folder(demo.addresses.home) / f"{name}.json")
        page.get_by_role("button", name="Controleren").click()
        page.wait_for_url("**/check/**")
        sheets[name] = _sheets(page)

    assert sheets == dict.fromkeys(TITLES, 1)


def test_the_certificates_of_the_evc_provider_print_on_one_sheet_each(
    demo: RunningDemo, open_page: Callable[..., Page]
) -> None:
    registrar = Registrar(open_page(width=1280), demo.addresses, _unseen)
    registrar.signs_in(EVC.slug, EVC.staff[0])
    registrar.presses("Certificaten")
    awards = [link.get_attribute("href") for link in registrar.page.locator("main table a").all()]

    assert awards
    for award in awards:
        registrar.goes_to(f"{demo.addresses.base_url}{award}/certificate")
        assert _sheets(registrar.page) == 1, award


def test_what_a_worker_prints_from_the_wallet_is_one_sheet(
    demo: RunningDemo, open_page: Callable[..., Page]
) -> None:
    worker = Worker(open_page(width=1280), demo.addresses, _unseen)
    worker.goes_to(f"{demo.addresses.wallet}/sign-in")
    worker.page.get_by_label("Je inlognaam").fill(JOHAN.account)
    worker.page.get_by_label("Je wachtwoord").fill(JOHAN.passphrase)
    worker.presses("Log in")
    worker.page.locator(".card__link").first.click()
    worker.presses("Print dit bewijs")

    assert _sheets(worker.page) == 1
