"""Every page of an organisation's staff, and what it asks of others, in headless Chromium.

Nothing listens: what the browser asks is answered by the application in this process, with the cookies of
whoever signed in.
"""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, Route

from schemas.documents import JsonObject
from schemas.own_words import Experience
from tests.access import WCAG, ask_axe, troubles, troubles_with_the_keyboard, troubles_with_wishes
from tests.ecosystem import World
from tests.parties import SHARE_ORIGIN
from tests.verifier_app.doors import WorldClient, hand_in
from tests.verifier_app.organisations.conftest import LINDE, ORIGIN, Browser, signed_in
from tests.verifier_app.organisations.conftest import app as app_with_organisations
from tests.verifier_app.organisations.conftest import diploma as diploma
from tests.verifier_app.organisations.test_access_matrix import MATRIX, Things
from tests.verifier_app.test_shared_links import own_words
from verifier.organisations.roles import Role

pytestmark = pytest.mark.browser
app = app_with_organisations

# Width, colours and language; what a page says to a screen reader is asked once, on the phone.
SCREENS: dict[str, tuple[int, str, str, dict[str, object] | None]] = {
    "phone": (320, "light", "nl-NL", {"type": "tag", "values": WCAG}),
    "desk-in-english": (1280, "dark", "en-GB", {"type": "rule", "values": ["color-contrast"]}),
}
# Files and the way to a page, and a page that this case has none of.
NO_PAGES = (
    "/",
    "/exemptions/<case_id>/propose",
    "/exemptions/<case_id>/decide",
    "/exemptions/<case_id>/letter.pdf",
    "/bulk/<bulk_id>/result.<ending>",
)


def answered_here(page: Page, browser: Browser) -> None:
    """Let the application answer whatever the page asks of its own address, and nothing else be asked."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        headers = {"Accept-Language": route.request.headers.get("accept-language", "")}
        response = browser.client.get(path, base_url=ORIGIN, headers=headers, buffered=True)
        route.fulfill(status=response.status_code, headers=dict(response.headers), body=response.data)

    page.route(f"{ORIGIN}/**", answer)


@pytest.fixture
def pages(chromium_process: Chromium) -> Iterator[dict[str, Page]]:
    """A page for every screen."""
    made = {
        name: chromium_process.new_page(
            viewport={"width": width, "height": 844},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale=locale,
        )
        for name, (width, scheme, locale, _) in SCREENS.items()
    }
    yield made
    for page in made.values():
        page.close()


def checked(page: Page, path: str, screen: str) -> list[str]:
    """Open a page; return what is wrong with it on this screen."""
    width, *_, rules = SCREENS[screen]
    page.goto(ORIGIN + path)
    found = ["is a page about an error"] if page.locator(".problem__code").count() else []
    if rules is not None:
        violations = ask_axe(page, rules).response["violations"]
        found += [violation["id"] for violation in violations]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("scrolls sideways")
    return [f"{screen} {path}: {trouble}" for trouble in [*found, *troubles(page)]]


def test_every_page_of_the_console_passes_axe_and_fits(
    app: Flask, world: World, diploma: JsonObject, pages: dict[str, Page]
) -> None:
    things = Things(app, world, diploma, LINDE)
    problems: list[str] = []
    for role in Role:
        browser = signed_in(app, role)
        whose = [
            rule
            for (method, rule), roles in MATRIX.items()
            if method == "GET" and rule not in NO_PAGES and roles and min(roles) == role
        ]
        for screen, page in pages.items():
            page.unroute_all()
            answered_here(page, browser)
            for rule in whose:
                problems += checked(page, things.path(rule, LINDE), screen)
    assert problems == [], "\n".join(problems)


def test_a_decision_is_prepared_by_keyboard_and_stands_every_wish_for_colours(
    app: Flask, world: World, diploma: JsonObject, pages: dict[str, Page]
) -> None:
    things = Things(app, world, diploma, LINDE)
    page = pages["phone"]
    answered_here(page, signed_in(app, Role.ADVISER))
    page.goto(ORIGIN + things.path("/exemptions/<case_id>", LINDE))
    assert troubles_with_the_keyboard(page) == []
    assert troubles_with_wishes(page) == []


def test_who_has_no_account_can_use_every_page_in_arabic(
    app: Flask, world: World, network: WorldClient, diploma: JsonObject, chromium_process: Chromium
) -> None:
    things = Things(app, world, diploma, LINDE)
    visitor = Browser(app, LINDE)
    said = own_words(world, Experience("Koken in het buurthuis", "work", True, {"watGedaan": "Soep"}))
    shown = world.samira.present([diploma, said], domain=SHARE_ORIGIN)
    verdict = hand_in(app.test_client(), network.shares(shown)).location.removeprefix(ORIGIN)
    page = chromium_process.new_page(viewport={"width": 390, "height": 844}, locale="ar")
    answered_here(page, visitor)
    problems: list[str] = []
    for path in ("/", f"/ask/{things.asked.token}", "/organisations", verdict, "/check/" + "x" * 43):
        page.goto(ORIGIN + path)
        problems += [f"{path}: {trouble}" for trouble in troubles(page)]
        violations = ask_axe(page, SCREENS["phone"][-1]).response["violations"]
        problems += [f"{path}: {violation['id']}" for violation in violations]
    page.close()
    assert problems == [], "\n".join(problems)
