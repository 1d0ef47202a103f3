"""Sharing exactly what she wants, on a phone: some certificates and a story, with a PIN, for a few looks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.demo import RunningDemo
from tests.journeys.people import Employer, Worker
from vakbewijs.demo.seeding import cases_folder
from vakbewijs.demo.world import SAMIRA

pytestmark = pytest.mark.browser

# Her own diploma, by its date: she also gets one that is suspended, which looks alike.
DIPLOMA, STORY, OTHER_STORY = "7 juli 2017", "Mevrouw wilde niet meer eten", "Koken in het buurthuis"


def people(
    demo: RunningDemo,
    open_page: Callable[..., Page],
    accessible: Callable[[Page], None],
    *,
    javascript: bool = True,
    width: int = 390,
) -> tuple[Worker, Employer]:
    """Samira, signed in, and an employer."""

    def look(page: Page) -> None:
        if javascript:  # axe itself is a script
            accessible(page)

    worker = Worker(open_page(javascript=javascript, width=width), demo.addresses, look)
    employer = Employer(open_page(javascript=javascript, width=width), demo.addresses, look)
    worker.signs_in(SAMIRA)
    return worker, employer


@pytest.mark.parametrize(
    ("width", "javascript"),
    [(390, True), (1280, True), (390, False)],
    ids=["phone", "desk", "no-javascript"],
)
def test_the_receiver_sees_exactly_what_she_ticked_until_she_stops(
    demo: RunningDemo,
    open_page: Callable[..., Page],
    accessible: Callable[[Page], None],
    width: int,
    javascript: bool,
) -> None:
    worker, employer = people(demo, open_page, accessible, javascript=javascript, width=width)
    for name in ("samira-ervaring", "gepauzeerd"):
        worker.adds((cases_folder(demo.addresses.home) / f"{name}.json").read_bytes())
    link = worker.shares_some(
        DIPLOMA, "Ervaringscertificaat", STORY, receiver="Zorggroep De Linde", reason="Ik zoek werk bij u."
    )

    employer.opens(link)
    employer.reads("Alle 2 bewijzen")
    employer.reads("Ik zoek werk bij u.")
    employer.reads("Dit zegt de eigenaar zelf. Niemand heeft dit beoordeeld.")
    employer.reads(STORY)
    shown = employer.page.locator("main").inner_text()
    assert OTHER_STORY not in shown
    assert "2018" not in shown

    worker.goes_to(f"{demo.addresses.wallet}/portfolio")
    worker.reads("1 ding deel je nu met een link")
    worker.sees_who_can_look()
    worker.reads("1 keer bekeken")
    worker.stops()
    employer.goes_to(link)
    employer.reads("Dit wordt niet meer gedeeld.")


def test_with_a_pin_the_link_alone_shows_nothing(
    demo: RunningDemo, open_page: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    worker, employer = people(demo, open_page, accessible)
    link = worker.shares_some(DIPLOMA, receiver="Zorggroep De Linde", pin="2580")
    worker.reads("De pincode is 2580")
    employer.opens(link)
    employer.reads("Vul de pincode in")
    employer.opens(link, pin="1111")
    employer.reads("Deze pincode klopt niet")
    employer.opens(link, pin="2580")
    employer.reads("Samira Voorbeeld")
    assert "2580" not in employer.page.url


def test_a_link_for_one_look_can_be_looked_at_once(
    demo: RunningDemo, open_page: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    worker, employer = people(demo, open_page, accessible)
    link = worker.shares_some(DIPLOMA, receiver="Zorggroep De Linde", looks=1)
    employer.goes_to(link)  # looking at the page is no look at the certificate
    employer.opens(link)
    employer.reads("Samira Voorbeeld")
    employer.page.reload()  # the verifier's own page can be looked at again
    employer.reads("Samira Voorbeeld")
    employer.goes_to(link)
    employer.reads("vaak genoeg bekeken")


def test_a_shared_photo_is_downloaded_from_the_wallet_and_the_download_is_noted(
    demo: RunningDemo, open_page: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    from tests.wallet.evidence.samples import jpeg

    worker, employer = people(demo, open_page, accessible)
    worker.goes_to(f"{demo.addresses.wallet}/files/add")
    photo = {"name": "keuken.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    worker.page.locator("input[type=file]").first.set_input_files(photo)
    worker.page.locator("main form button[type=submit]").first.click()
    worker.page.wait_for_load_state()
    link = worker.shares_some("keuken", receiver="Zorggroep De Linde")
    employer.opens(link)
    employer.reads("keuken.jpg")
    employer.presses("Open de bestanden")
    with employer.page.expect_download() as download:
        employer.page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename.endswith(".jpg")
    worker.goes_to(f"{demo.addresses.wallet}/shares/log")
    worker.reads("Iemand opende een bestand")


def test_a_counsellor_leaves_a_tip_and_can_do_nothing_else(
    demo: RunningDemo, open_page: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    worker, coach = people(demo, open_page, accessible)
    worker.sees_who_can_look()
    worker.presses("Deel met iemand die je helpt")
    worker.page.get_by_role("checkbox", name=STORY).check()
    worker.presses("Verder")
    worker.page.get_by_label("Naam van de ander").fill("Mijn loopbaancoach")
    for _ in range(4):  # who, why, how long, PIN
        worker.presses("Verder")
    worker.presses("Maak de link")
    link = worker.page.locator("#link").inner_text().strip()
    coach.goes_to(link)
    coach.presses("Laat een tip achter")
    coach.page.get_by_label("Uw tip").fill("Vertel ook wat je leerde.")
    coach.page.get_by_label("Uw naam").fill("Loes")
    coach.presses("Verstuur de tip")
    coach.reads("Uw tip is verstuurd")
    worker.sees_who_can_look()
    worker.reads("1 nieuwe tip")
    worker.presses("Toon de link")
    worker.reads("Vertel ook wat je leerde.")
    worker.presses("Bewaar de tip")
    expect(worker.page.locator("main")).to_contain_text("Bewaard")
