"""An employer asks, a worker answers on her phone, the employer reads it; and somebody who says no."""

import datetime
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from schemas.dates import legal_date
from tests.journeys.demo import RunningDemo
from tests.journeys.people import Person
from vakbewijs.demo.organisations import DE_LINDE
from vakbewijs.demo.world import JOHAN, SAMIRA, DemoHolder
from web.context import utc_now

pytestmark = pytest.mark.browser


class Recruiter(Person):
    """Somebody of HR who wants to know what people can do."""

    def signs_in(self) -> None:
        self.goes_to(f"{self.addresses.verifier}/")
        self.presses("Voor organisaties")
        self.presses(DE_LINDE.name)
        self.page.get_by_label("E-mailadres").fill(DE_LINDE.staff[0].login)
        self.page.get_by_label("Wachtwoord").fill(DE_LINDE.staff[0].password)
        self.presses("Inloggen")

    def asks(self, title: str, *, last_day: datetime.date) -> str:
        """Ask for a diploma Helpende or an ervaringscertificaat Verzorgende IG; return the link."""
        self.presses("Nieuw verzoek")
        self.presses("Maak de link")  # too soon: nothing is filled in
        self.reads("Er klopt iets nog niet")
        page = self.page
        page.get_by_label("Naam van dit verzoek").fill(title)
        page.get_by_label("Werken bij ons").check()
        page.get_by_label("Waarom vraagt u dit?").fill("Wij zoeken iemand met ervaring in de zorg.")
        page.locator("#kind_1").select_option(label="Diploma")
        page.locator("#standard_1").select_option("crebo:25498")
        page.locator("#level_1").select_option("2")
        page.get_by_text("Of dit bewijs (2)").click()
        page.locator("#kind_2").select_option(label="Ervaringscertificaat")
        page.locator("#standard_2").select_option("crebo:25491")
        page.get_by_label("De naam").check()
        page.get_by_label("Iemand mag ook eigen woorden meesturen").check()
        page.get_by_label("Tot en met welke dag").fill(f"{last_day.day}-{last_day.month}-{last_day.year}")
        page.get_by_label("Meer mensen").check()
        self.presses("Maak de link")
        return page.locator("#link").inner_text().strip()


class Applicant(Person):
    """A worker who got the link."""

    def opens(self, link: str) -> None:
        self.goes_to(link)
        self.reads(f"{DE_LINDE.name} vraagt om uw bewijzen")
        self.presses("Open in mijn wallet")
        self.reads("Naam nagegaan")

    def signs_in(self, holder: DemoHolder) -> None:
        self.presses("Ik heb al een wallet")
        self.page.get_by_label("Je inlognaam").fill(holder.account)
        self.page.get_by_label("Je wachtwoord").fill(holder.passphrase)
        self.presses("Log in")


@pytest.mark.parametrize(("width", "javascript"), [(390, True), (390, False)], ids=["phone", "no-javascript"])
def test_hr_asks_samira_answers_on_her_phone_and_johan_says_no(
    demo: RunningDemo,
    open_page: Callable[..., Page],
    accessible: Callable[[Page], None],
    width: int,
    javascript: bool,
) -> None:
    def look(page: Page) -> None:
        if javascript:  # axe itself is a script
            accessible(page)

    hr = Recruiter(open_page(width=1280), demo.addresses, accessible)
    samira = Applicant(open_page(width=width, javascript=javascript), demo.addresses, look)
    johan = Applicant(open_page(width=width, javascript=javascript), demo.addresses, look)
    title = f"Vacature verzorgende {'met' if javascript else 'zonder'} script"

    hr.signs_in()
    link = hr.asks(title, last_day=legal_date(utc_now()) + datetime.timedelta(days=14))
    hr.reads("Er is nog geen antwoord")
    hr.presses("Om te printen")
    hr.reads(f"{DE_LINDE.name} vraagt om uw bewijzen")
    hr.presses("Terug")

    samira.opens(link)
    samira.signs_in(SAMIRA)
    samira.reads("Wij zoeken iemand met ervaring in de zorg.")
    samira.presses("Kies wat je stuurt")
    samira.presses("Verder")  # too soon: nothing is chosen
    samira.reads("Kruis aan wat je wilt sturen.")
    samira.page.get_by_role("checkbox", name=re.compile("Helpende Zorg en Welzijn.*7 juli 2017")).check()
    samira.page.get_by_role("checkbox", name="Koken in het buurthuis").check()
    samira.presses("Verder")
    samira.reads("Klopt dit?")
    samira.reads("je naam")
    samira.reads("De ander leest erbij: dit zegt de eigenaar zelf.")
    samira.reads("Koken in het buurthuis")
    samira.presses("Stuur")
    samira.reads("Je hebt geantwoord")
    samira.goes_to(f"{demo.addresses.wallet}/shares")
    samira.reads(DE_LINDE.name)

    johan.opens(link)
    johan.signs_in(JOHAN)
    johan.presses("Kies wat je stuurt")
    johan.reads("Je hebt nog geen bewijs dat past.")
    johan.presses("Nee, ik stuur niets")
    johan.reads("Je hebt nee gezegd")

    hr.presses("Verzoeken")
    hr.presses(title)
    hr.reads("Echt en geldig")
    hr.presses("Antwoord van")
    hr.reads("Samira Voorbeeld")
    hr.reads("Echt en geldig, van een erkende uitgever.")
    hr.reads("Dit zegt de eigenaar zelf. Niemand heeft dit beoordeeld.")
    hr.reads("Elke woensdag kook ik")
    hr.page.get_by_label("Akkoord").check()
    hr.page.get_by_label("Notitie").fill("Uitnodigen voor een gesprek.")
    hr.presses("Bewaren")
    hr.reads("Akkoord")
    assert hr.page.get_by_text("Antwoord van").count() == 1  # of Johan's no there is no trace
    hr.presses("Antwoord van")
    hr.presses("Antwoord nu verwijderen")
    hr.reads("Er is nog geen antwoord, of de antwoorden zijn al verwijderd.")
    hr.presses("Verzoek sluiten")
    hr.reads("Gesloten")
    samira.goes_to(link)
    samira.reads("Dit verzoek neemt geen antwoorden meer aan.")
