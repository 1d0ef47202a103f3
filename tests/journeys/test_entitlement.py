"""What may I still learn: Fatima, who has a master, and Piet, near his pension, on a phone and in Dutch."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.demo import RunningDemo
from tests.journeys.people import Worker
from vakbewijs.demo.learners import FATIMA, LISA, PIET
from vakbewijs.demo.world import SAMIRA, DemoHolder

pytestmark = pytest.mark.browser


class Learner(Worker):
    """Somebody who wants to know what she may still learn."""

    def signs_in(self, holder: DemoHolder) -> None:
        self.goes_to(f"{self.addresses.wallet}/sign-in")
        self.page.get_by_label("Je inlognaam").fill(holder.account)
        self.page.get_by_label("Je wachtwoord").fill(holder.passphrase)
        self.page.get_by_role("button", name="Log in", exact=True).click()
        self.page.wait_for_load_state()

    def looks_at_the_ladder(self) -> None:
        self.goes_to(f"{self.addresses.wallet}/portfolio")
        self.presses("Wat mag ik nog leren?")

    def throws_it_away(self) -> None:
        """Remove the certificate that is open now."""
        self.presses("Gooi dit bewijs weg")
        self.presses("Ja, gooi weg")

    def looks_at_the_plan(self) -> None:
        self.goes_to(f"{self.addresses.wallet}/learning/proposal")

    def answers(self, **answers: str) -> None:
        """Answer every question that is asked, by what it is about; the rest is not known."""
        self.presses("Beantwoord")
        for _ in range(5):
            if not self.page.url.endswith("/question"):
                return
            about = self.page.locator("input[name=about]").get_attribute("value") or ""
            answer = answers.get(about.replace("-", "_"), "Weet ik niet")
            self.page.get_by_role("radio", name=answer, exact=True).check()
            self.presses("Verder")
        assert not self.page.url.endswith("/question")

    def sees(self, target: str, outcome: str) -> None:
        rung = self.page.locator(f"a[href$='/why/{target}']")
        expect(rung).to_contain_text(outcome)


@pytest.fixture
def learner(demo: RunningDemo, open_page: Callable[..., Page], accessible: Callable[[Page], None]) -> Learner:
    return Learner(open_page(width=390), demo.addresses, accessible)


def test_fatima_has_used_up_her_master_and_the_register_makes_the_rest_sure(learner: Learner) -> None:
    learner.signs_in(FATIMA)
    learner.looks_at_the_ladder()
    learner.sees("master", "Al gebruikt")
    learner.sees("bachelor", "Al gebruikt")
    learner.sees("mbo-3", "We denken dat dit kan")
    learner.sees("tweede-graad-onderwijs-zorg", "Dit kan")
    learner.presses("Nog een studie, in zorg of onderwijs")
    learner.reads("Dit telde mee")
    learner.presses("Verklaring van inschrijvingen")
    learner.reads("Onderwijsregister Voorbeeld (fictief)")

    # Without the statement nobody can say what she does not have.
    learner.throws_it_away()
    learner.looks_at_the_ladder()
    learner.sees("master", "Al gebruikt")
    learner.sees("tweede-graad-onderwijs-zorg", "We weten het niet")

    learner.answers(field_of_degrees="Nee", nationality="Ja", student_finance="Nee")

    learner.sees("tweede-graad-onderwijs-zorg", "We denken dat dit kan")
    learner.presses("Master")
    learner.reads("Je hebt al een master")
    learner.reads("R3")
    learner.reads("Dit telde mee")
    learner.reads("Bedrijfskunde (VOORBEELD)")

    learner.looks_at_the_plan()
    learner.reads("Dit is een plan uit 2017, geen wet")
    learner.sees("master", "Al gebruikt")
    learner.sees("ad", "Dit zou niet kunnen")


def test_piet_is_told_what_the_plan_leaves_open_about_the_years_before_his_pension(learner: Learner) -> None:
    learner.signs_in(PIET)
    learner.looks_at_the_ladder()
    learner.sees("levenlanglerenkrediet", "Geen recht")
    learner.sees("bachelor", "Dit kan")
    learner.sees("master", "Dit kan")
    learner.sees("mbo-4", "We denken dat dit kan")

    learner.looks_at_the_plan()
    learner.answers(initial_education="Ja", work="Ja", degrees="Nee")
    learner.sees("mbo-4", "Dit zou dan kunnen")
    learner.presses("Mbo 4")
    learner.reads("Het tegoed stopt kort voor je pensioen. Hoe kort, staat er niet.")

    learner.presses("Naar de ladder")
    learner.presses("En als ik eerst een diploma haal?")
    learner.page.get_by_role("radio", name="Master", exact=True).check()
    learner.presses("Bekijk")
    learner.sees("bachelor", "dit verandert")


def test_samira_has_no_statement_and_is_told_that_nobody_knows(learner: Learner) -> None:
    learner.signs_in(SAMIRA)
    learner.looks_at_the_ladder()
    learner.sees("bachelor", "We weten het niet")
    learner.sees("master", "We weten het niet")
    learner.presses("Bachelor")
    learner.reads("Een officieel overzicht van je opleidingen maakt veel zeker.")


def test_lisa_is_told_to_finish_her_programme_first(learner: Learner) -> None:
    learner.signs_in(LISA)
    learner.looks_at_the_plan()
    learner.answers(initial_education="Nee")

    learner.sees("mbo-3", "Dit zou niet kunnen")
    learner.presses("Mbo 3")
    learner.reads("Maak eerst je opleiding af")
