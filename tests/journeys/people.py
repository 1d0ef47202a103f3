"""What people do in a browser, in their own words; each looks at every page that they reach."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.catalogues import in_language
from vakbewijs.demo.addresses import DemoAddresses
from vakbewijs.demo.world import DemoHolder, DemoStaff

Look = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a browser of their own, who looks (`look`) at every page that they reach.

    What they press and read is named in Dutch here, and looked for in the language that they read.
    """

    page: Page
    addresses: DemoAddresses
    look: Look
    language: str = "nl"

    def said(self, sentence: str) -> str:
        """Return a sentence as it stands on their pages."""
        return in_language(sentence, self.language)

    def field(self, label: str) -> Locator:
        """Return the field with a label."""
        return self.page.get_by_label(self.said(label))

    def goes_to(self, address: str) -> None:
        self.page.goto(address)
        self.look(self.page)

    def presses(self, name: str) -> None:
        """Press a button or follow a link that looks like one."""
        by_name = re.compile(rf"^\s*{re.escape(self.said(name))}")
        target = self.page.get_by_role("button", name=by_name).or_(
            self.page.get_by_role("link", name=by_name)
        )
        target.first.click()
        self.page.wait_for_load_state()
        self.look(self.page)

    def reads(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(self.said(text))


class Registrar(Person):
    """Somebody at a school who makes certificates."""

    def signs_in(self, institution: str, staff: DemoStaff) -> None:
        self.goes_to(f"{self.addresses.issuer}/sign-in/{institution}")
        self.page.get_by_label("E-mailadres").fill(staff.login)
        self.page.get_by_label("Wachtwoord").fill(staff.password)
        self.presses("Inloggen")

    def issues_a_diploma(self, *, given_names: str, family_name: str) -> str:
        """Fill in the form, look it over, issue it; return the address of the award."""
        self.presses("Nieuw certificaat")
        self.presses("Diploma")
        self.page.get_by_label("Naam of code").fill("25498")
        self.presses("Zoeken")
        self.presses("Helpende Zorg en Welzijn")
        self.presses("Controleren")  # too soon: nothing is filled in
        self.reads("Voornamen")
        fill = self.page.get_by_label
        fill("Voornamen").fill(given_names)
        fill("Achternaam").fill(family_name)
        fill("Geboortedatum").fill("14-03-1985")
        fill("Datum van de uitslag").fill("07-07-2017")
        self.page.get_by_role("radio", name="BBL").check()
        self.page.get_by_role("radio", name=re.compile("^Initieel")).check()
        self.page.get_by_role("group", name="Door de overheid bekostigd?").get_by_label("Ja").check()
        self.page.get_by_role("group", name="Staat het in het diplomaregister?").get_by_label("Ja").check()
        fill("Omvang in studiebelastingsuren").fill("3200")
        self.presses("Controleren")
        self.presses("Ondertekenen en uitgeven")
        return self.page.url

    def prints_the_letter(self) -> str:
        """Return the code on the letter."""
        self.presses("Brief afdrukken")
        code = self.page.locator(".code--large").inner_text()
        self.page.go_back()
        return code

    def revokes(self, award: str, reason: str) -> None:
        self.goes_to(award)
        self.presses("Voorgoed intrekken")
        self.page.get_by_label("Waarom?").fill(reason)
        self.page.locator("main form button[type=submit]").last.click()
        self.page.wait_for_load_state()
        self.look(self.page)


class Worker(Person):
    """Somebody who keeps what she can do in a wallet."""

    def signs_in(self, holder: DemoHolder) -> None:
        self.goes_to(f"{self.addresses.wallet}/sign-in")
        self.field("Je inlognaam").fill(holder.account)
        self.field("Je wachtwoord").fill(holder.passphrase)
        self.page.get_by_role("button", name=self.said("Log in"), exact=True).click()
        self.page.wait_for_load_state()

    def adds(self, document: bytes) -> None:
        self.goes_to(f"{self.addresses.wallet}/documents/add")
        file = {"name": "bewijs.json", "mimeType": "application/json", "buffer": document}
        self.page.locator("input[type=file]").first.set_input_files(file)
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_load_state()

    def types_the_code(self, code: str) -> None:
        self.goes_to(f"{self.addresses.wallet}/receive/code")
        self.page.locator("main input[name=code]").fill(code.lower().replace("-", " "))
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_load_state()
        self.look(self.page)

    def makes_a_wallet(self, name: str, passphrase: str) -> None:
        self.presses("Maak een wallet")
        self.field("Kies een inlognaam").fill(name)
        self.field("Kies een wachtwoord").fill(passphrase)
        self.presses("Maak mijn wallet")
        self.reads("Bewaar deze herstelcode")
        self.presses("Ik heb de code bewaard")

    def shares(self, *, receiver: str) -> str:
        """Share the certificate that she looks at; return the link."""
        self.presses("Deel dit bewijs")
        self.presses("Verder")
        self.presses("Verder")  # too soon: nobody is named
        self.field("Naam van de ander").fill(receiver)
        self.presses("Verder")
        return self._agrees()

    def shares_some(
        self, *ticked: str, receiver: str, reason: str = "", looks: int = 0, pin: str = ""
    ) -> str:
        """Tick exactly these and share them; return the link."""
        self.goes_to(f"{self.addresses.wallet}/documents")
        self.presses("Deel bewijzen")
        for box in self.page.get_by_role("checkbox").all():
            box.uncheck()
        for words in ticked:
            self.page.get_by_role("checkbox", name=re.compile(re.escape(words))).first.check()
        self.presses("Verder")
        self.field("Naam van de ander").fill(receiver)
        self.presses("Verder")
        return self._agrees(reason=reason, looks=looks, pin=pin)

    def _agrees(self, *, reason: str = "", looks: int = 0, pin: str = "") -> str:
        self.field("Waarom deel je dit?").fill(reason)
        self.presses("Verder")
        self.presses("Verder")  # a month, as offered
        if looks:
            self.page.get_by_role("radio", name=self.said("Een aantal keer")).check()
            self.field("Hoeveel keer?").fill(str(looks))
        self.presses("Verder")
        if pin:
            self.page.get_by_role("radio", name=self.said("Ja, met een pincode")).check()
            self.field("Kies 4 tot 8 cijfers").fill(pin)
        self.presses("Verder")
        self.presses("Maak de link")
        return self.page.locator("#link").inner_text().strip()

    def sees_who_can_look(self) -> None:
        self.goes_to(f"{self.addresses.wallet}/shares")

    def stops(self) -> None:
        self.presses("Stop")
        self.presses("Ja, stop")


class Employer(Person):
    """Somebody who wants to know whether a certificate is real."""

    def opens(self, link: str, *, pin: str = "") -> None:
        self.goes_to(link)
        if pin:
            self.field("Pincode").fill(pin)
        self.presses("Bekijk")

    def checks_again(self) -> None:
        self.presses("Nu opnieuw controleren")
