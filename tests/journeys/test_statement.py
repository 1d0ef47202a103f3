"""A statement of enrolments from a school's form, on a phone, to a wallet in which it is real and valid."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.demo import RunningDemo
from tests.journeys.people import Registrar, Worker
from vakbewijs.demo.learners import HIGHER

pytestmark = pytest.mark.browser


class StatingRegistrar(Registrar):
    """Somebody at a school who says where people were enrolled."""

    def fills_in_an_enrolment(self, number: int, **values: str) -> None:
        row = self.page.get_by_role("group", name=f"Inschrijving {number}", exact=True)
        for label, value in values.items():
            row.get_by_label(label.replace("_", " ")).fill(value)
        row.get_by_label("Niveau").select_option("Bachelor")
        row.get_by_role("radio", name="Initieel: de eerste").check()
        row.get_by_role("group", name="Door de overheid bekostigd?").get_by_label("Ja").check()
        row.get_by_role("group", name="Diploma gehaald?").get_by_label("Nee").check()

    def issues_a_statement(self) -> None:
        self.presses("Nieuw certificaat")
        self.presses("Inschrijvingsverklaring")
        self.presses("Controleren")  # too soon: nothing is filled in
        self.reads("Voeg minstens één inschrijving toe.")
        fill = self.page.get_by_label
        fill("Voornamen").fill("Noor")
        fill("Achternaam").fill("Leerling")
        fill("Geboortedatum").fill("14-03-1999")
        fill("Stand op").fill("01-06-2026")
        dates = {"Ingeschreven_vanaf": "01-09-2019", "Ingeschreven_tot_en_met": "31-08-2018"}
        self.fills_in_an_enrolment(1, Naam_van_de_opleiding="Verpleegkunde", **dates)
        self.presses("Inschrijving toevoegen")
        self.fills_in_an_enrolment(2, Naam_van_de_opleiding="Rechten", Ingeschreven_vanaf="01-09-2024")
        self.presses("Controleren")
        self.reads("Deze datum is van vóór het begin van de inschrijving.")
        self.page.get_by_label("Ingeschreven tot en met").first.fill("31-08-2021")
        self.presses("Controleren")
        self.reads("eigen administratie")
        self.presses("Ondertekenen en uitgeven")


def test_a_school_states_enrolments_and_their_owner_keeps_them(
    demo: RunningDemo, open_page: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    registrar = StatingRegistrar(open_page(width=390), demo.addresses, accessible)
    registrar.signs_in(HIGHER.slug, HIGHER.staff[0])
    registrar.issues_a_statement()
    code = registrar.prints_the_letter()

    worker = Worker(open_page(width=390), demo.addresses, accessible)
    worker.types_the_code(code)
    worker.makes_a_wallet("noor.leerling@voorbeeld.example", "trein koffie zadel negen")
    worker.presses("Bewaar in mijn wallet")
    worker.reads("Verpleegkunde")
    worker.reads("Rechten")
    worker.reads("Echt en geldig")
