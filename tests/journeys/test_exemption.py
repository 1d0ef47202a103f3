"""From a school's question to a decision in a wallet, and what follows when its source falls."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from issuer import awards, revocation
from issuer.installation import Installation
from issuer.institutions import find_institution
from issuer.staff import accounts, actor_of
from tests.journeys.demo import RunningDemo
from tests.journeys.people import Person, Worker
from vakbewijs.demo.certificates import RUNNING_EXAMPLE
from vakbewijs.demo.issuing import DemoIssuer
from vakbewijs.demo.organisations import ROC_BOARD, DemoMember
from vakbewijs.demo.world import EVC
from web.application import utc_now
from web.database import Database

pytestmark = pytest.mark.browser

ADVISER, MEMBER, _ = ROC_BOARD.staff


class SchoolStaff(Person):
    """Somebody who advises or decides on exemptions."""

    def signs_in(self, member: DemoMember) -> None:
        self.goes_to(f"{self.addresses.verifier}/sign-in/{ROC_BOARD.slug}")
        self.page.get_by_label("E-mailadres").fill(member.login)
        self.page.get_by_label("Wachtwoord").fill(member.password)
        self.presses("Inloggen")

    def link_of_the_request(self) -> str:
        self.presses("Verzoeken")
        self.presses("Vrijstelling Verzorgende IG")
        return self.page.locator("#link").inner_text().strip()

    def motivates(self, reason: str) -> None:
        """Say why, at every part that gets no exemption, and nothing at the others."""
        for part in self.page.locator("section.part-choice").all():
            if part.get_by_role("radio", name="Geen vrijstelling").is_checked():
                part.locator("textarea").fill(reason)

    def sees_cases(self) -> None:
        self.goes_to(f"{self.addresses.verifier}/console/{ROC_BOARD.slug}/exemptions")


@dataclass(frozen=True)
class EvcProvider:
    """The EVC provider, by its own services."""

    demo: RunningDemo

    def issues(self) -> tuple[str, str]:
        """Return the row of the award and the code on its letter."""
        settings = self.demo.addresses.issuer_settings()
        maker = DemoIssuer(Database(settings.database_url), Installation.open(settings))
        award = next(each for each in RUNNING_EXAMPLE if each.name == "samira-ervaring")
        issued = maker.issue(award)
        return issued.award_id, issued.offer_code

    def revokes(self, award_id: str) -> None:
        settings = self.demo.addresses.issuer_settings()
        with Database(settings.database_url).transaction() as session:
            institution = find_institution(session, EVC.slug)
            award = awards.find_award(session, institution.id, award_id)
            registrar = next(
                each for each in accounts.all_of(session, institution.id) if each.official_id == "A-20"
            )
            revocation.revoke(
                session,
                institution,
                award,
                reason="Fout in de beoordeling.",
                actor=actor_of(registrar),
                at=utc_now(),
            )


@pytest.mark.parametrize("width", [390, 1280], ids=["phone", "desk"])
def test_samira_asks_two_people_decide_and_the_letter_leads_to_her_wallet(
    demo: RunningDemo,
    open_page: Callable[..., Page],
    accessible: Callable[[Page], None],
    width: int,
) -> None:
    adviser = SchoolStaff(open_page(width=width), demo.addresses, accessible)
    member = SchoolStaff(open_page(width=width), demo.addresses, accessible)
    samira = Worker(open_page(width=390), demo.addresses, accessible)
    provider = EvcProvider(demo)

    award_id, code = provider.issues()
    samira.types_the_code(code)
    samira.makes_a_wallet(f"samira-{width}@voorbeeld.example", "stoel regen banaan twaalf")
    samira.presses("Bewaar in mijn wallet")

    adviser.signs_in(ADVISER)
    link = adviser.link_of_the_request()
    samira.goes_to(link)
    samira.presses("Open")
    samira.presses("Kies wat je stuurt")
    samira.page.get_by_role("checkbox").first.check()
    samira.presses("Verder")
    samira.presses("Stuur")

    adviser.sees_cases()
    adviser.presses("Antwoord van")
    adviser.page.get_by_role("radio", name="Verzorgende IG").first.check()
    adviser.presses("Verder")
    adviser.reads("Helpen bij de persoonlijke verzorging")
    adviser.reads("960 studie-uren")
    for part in adviser.page.locator("section.part-choice").all():
        if not part.locator("input[type=radio]:checked").count():
            part.get_by_role("radio", name="Geen vrijstelling").check()
    adviser.presses("Naar de examencommissie")
    adviser.reads("Schrijf in hoogstens 1000 tekens waarom")  # too soon: a refusal says why
    adviser.motivates("Dit staat niet in je ervaringscertificaat.")
    while adviser.page.get_by_role("button", name="Naar de examencommissie").count():
        adviser.presses("Naar de examencommissie")
    adviser.reads("Wacht op de examencommissie")

    member.signs_in(MEMBER)
    member.sees_cases()
    member.presses("Samira")
    member.presses("Beslissen")
    member.reads("Hoeft niet meer")
    member.reads("960 studie-uren")
    member.presses("Laat ondertekenen")
    member.reads("Code:")
    offer = member.page.locator("#link").inner_text().strip()
    letter = member.page.request.get(f"{member.page.url}/letter.pdf")
    assert letter.headers["content-type"] == "application/pdf"
    case = member.page.url

    offer_code = member.page.locator("strong.code").inner_text()
    assert offer.startswith(demo.addresses.issuer)
    samira.types_the_code(offer_code)
    samira.presses("Bewaar in mijn wallet")
    samira.reads("Vrijstelling")
    samira.reads("Echt en geldig")

    provider.revokes(award_id)
    member.goes_to(case)
    member.presses("Nu nakijken")
    member.reads("Een bewijs onder dit besluit geldt niet meer")
    member.sees_cases()
    member.reads("Een bewijs onder dit besluit geldt niet meer")
    samira.goes_to(f"{demo.addresses.wallet}/")
    samira.page.get_by_role("link", name=re.compile("Vrijstelling")).first.click()
    samira.reads("Echt en geldig")  # nothing changes by itself
