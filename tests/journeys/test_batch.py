"""A registrar who uploads a spreadsheet and waits: the page says by itself when it is done."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.demo import RunningDemo
from tests.journeys.people import Registrar
from vakbewijs.demo.world import ROC

pytestmark = pytest.mark.browser

_ROWS = (
    "voornamen;geslachtsnaam;geboortedatum;opleiding;datum;document;leerweg;fase;bekostigd;diplomaregister;sbu",
    "Noor;Reeks;14-03-1985;crebo:25491;06-07-2026;mbo-diploma;BBL;postinitieel;nee;ja;240",
    "Daan;Reeks;15-03-1985;crebo:25491;06-07-2026;mbo-diploma;BBL;postinitieel;nee;ja;240",
)


def test_the_page_of_a_running_batch_says_by_itself_that_it_is_done(
    demo: RunningDemo, open_page: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    registrar = Registrar(open_page(width=390), demo.addresses, accessible)
    registrar.signs_in(ROC.slug, ROC.staff[0])
    registrar.presses("Veel tegelijk uit een bestand")
    registrar.page.locator("input[type=file]").set_input_files(
        {"name": "reeks.csv", "mimeType": "text/csv", "buffer": "\n".join(_ROWS).encode()}
    )
    registrar.presses("Nakijken")
    registrar.reads("Alle 2 regels zijn goed")
    registrar.presses("2 certificaten ondertekenen en uitgeven")

    expect(registrar.page.locator("main .badge").first).to_have_text("Klaar", timeout=20_000)
