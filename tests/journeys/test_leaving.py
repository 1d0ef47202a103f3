"""Taking everything along, deleting the wallet, and having it all in a new one: in a browser, with axe."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.demo import RunningDemo
from tests.journeys.people import Worker
from vakbewijs.demo.seeding import cases_folder

pytestmark = pytest.mark.browser

PASSPHRASE = "kers molen dinsdag groen"


@pytest.mark.parametrize(("width", "language"), [(390, "nl"), (1280, "ar")], ids=["phone", "desk-in-arabic"])
def test_she_takes_everything_along_deletes_her_wallet_and_has_it_again_in_a_new_one(
    demo: RunningDemo,
    open_page: Callable[..., Page],
    accessible: Callable[[Page], None],
    tmp_path: Path,
    width: int,
    language: str,
) -> None:
    worker = Worker(open_page(width=width, locale=language), demo.addresses, accessible, language)
    home = f"{demo.addresses.wallet}/"
    worker.goes_to(home)
    worker.makes_a_wallet(f"weg{width}@voorbeeld.example", PASSPHRASE)
    worker.adds((cases_folder(demo.addresses.home) / "samira-ervaring.json").read_bytes())
    worker.goes_to(f"{home}account/export")
    with worker.page.expect_download() as download:
        worker.page.get_by_role("button", name=worker.said("Maak het bestand")).click()
    bundle = tmp_path / "wallet.zip"
    download.value.save_as(bundle)

    worker.goes_to(f"{home}account/delete")
    worker.field("Typ het woord: weg").fill("weg")
    worker.presses("Ja, haal alles weg")
    worker.reads("Jouw bewijzen op 1 plek")
    worker.goes_to(f"{home}documents")
    assert "/sign-in" in worker.page.url

    worker.goes_to(home)
    worker.makes_a_wallet(f"nieuw{width}@voorbeeld.example", PASSPHRASE)
    worker.goes_to(f"{home}bring")
    worker.field("Kies het ZIP-bestand").set_input_files(bundle)
    worker.presses("Zet alles in deze wallet")
    worker.goes_to(f"{home}documents")
    worker.reads("Ervaringscertificaat Verzorgende IG")
