"""What a page must be for whoever sees, hears, reads or moves otherwise: questions to a page in Chromium."""

import re
from collections.abc import Mapping, Sequence

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.2 AA, and what axe's authors advise beside it.
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_AXE = Axe()

# What can be tapped, less links inside a sentence (WCAG 2.2, 2.5.8); a checkbox has its label around it.
_SMALL_TARGETS = """(least) => [...document.querySelectorAll(
    "a.button, button, header a, footer a, summary, select, textarea, .choice, .error-summary a, .card__link,"
    + " .link-list a, .back-link a, input:not([type=hidden]):not([type=radio]):not([type=checkbox])")]
  .filter((e) => e.checkVisibility() && !e.closest(".visually-hidden"))
  .filter((e) => !e.matches(".card__link"))  // its whole card can be tapped
  .filter((e) => e.getBoundingClientRect().height < least)
  .map((e) => e.outerHTML.slice(0, 120))"""

_BUTTON_NAMES = """() => [...document.querySelectorAll("button, summary, input[type=submit], a.button")]
  .filter((e) => e.checkVisibility())
  .map((e) => ({
    name: (e.ariaLabel ?? e.textContent).replace(/\\s+/g, " ").trim(),
    language: e.closest("[lang]").lang,
    quoted: e.querySelector("bdi")?.textContent.trim() ?? "",
    acts: e.matches("a") ? e.href : (e.form?.action ?? "") + e.value,
  }))"""

# Where two things that can be used lie over each other, or text leaves the box that holds it.
_OVERLAPS = """() => {
  const used = [...document.querySelectorAll(
    "main a, main button, main input, main select, main textarea, header a")]
    .filter((e) => e.checkVisibility() && getComputedStyle(e).position === "static"
      && !e.closest(".choice, .card--link, .actions"));
  const boxes = used.map((e) => [e, [...e.getClientRects()]]);
  const found = [];
  for (let i = 0; i < boxes.length; i += 1)
    for (let j = i + 1; j < boxes.length; j += 1)
      for (const a of boxes[i][1]) for (const b of boxes[j][1])
        if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6
            && !boxes[i][0].contains(boxes[j][0]))
          found.push(boxes[i][0].outerHTML.slice(0, 80) + " over " + boxes[j][0].outerHTML.slice(0, 80));
  return found;
}"""

# On a phone of 390 pixels and wider the choice of a language stands beside the name of the service.
_HEADER_ROWS = """() => {
  const [name, menu] = [document.querySelector(".wordmark"), document.querySelector(".languages summary")];
  if (!name || !menu || window.innerWidth < 390) return [];
  const below = menu.getBoundingClientRect().top >= name.getBoundingClientRect().bottom;
  return below ? ["the choice of a language takes a row of its own"] : [];
}"""

# What a keyboard reaches and does not show that it did, and what comes in another order than it is read in.
_FOCUS = """() => {
  const reached = document.activeElement;
  const shown = [reached, reached.closest(".card--link")].filter(Boolean).map((e) => getComputedStyle(e))
    .some((style) => parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none");
  const box = reached.getBoundingClientRect();
  return {
    name: reached.outerHTML.slice(0, 120),
    shown,
    visible: box.height > 0 && box.bottom > 0 && box.top < window.innerHeight,
    place: [...document.querySelectorAll("*")].indexOf(reached),
    left: reached === document.body,
  };
}"""

# What still moves after the wish that nothing does.
_MOVING = """() => [...document.querySelectorAll("*")].filter((e) => {
    const style = getComputedStyle(e);
    const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
    return lasts(style.transitionDuration)
      || (style.animationName !== "none" && lasts(style.animationDuration));
  }).map((e) => e.outerHTML.slice(0, 80))"""

# Backgrounds are gone in forced colours: what is pressed or filled in has an edge then.
_BARE = """() => [...document.querySelectorAll(
    "main .button:not(.button--quiet), .field__input, main .choice")]
  .filter((e) => e.checkVisibility())
  .filter((e) => parseFloat(getComputedStyle(e).borderBlockStartWidth) < 1
    || getComputedStyle(e).borderBlockStartStyle === "none")
  .map((e) => e.outerHTML.slice(0, 80))"""

# Text with too little contrast against the first colour that lies behind it.
_FAINT = """(least) => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const texts = [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility()
    && !e.closest(".skip-link, .visually-hidden, svg")
    && [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return texts.filter((e) => {
    const [a, b] = [light(parts(getComputedStyle(e).color)), light(behind(e))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < least;
  }).map((e) => e.outerHTML.slice(0, 100));
}"""

TARGET_PIXELS = 47.5  # 48, less what rounding takes
LEAST_CONTRAST = 4.5  # to one; WCAG 2.2, 1.4.3
MAX_STOPS = 60  # of the keyboard on one page; a longer page is not followed to its end
_LETTERS = {"ar": re.compile("[\u0600-\u06ff]"), "uk": re.compile("[\u0400-\u04ff]")}


def small_targets(page: Page) -> list[str]:
    """Return what can be tapped and is lower than 48 pixels."""
    found: list[str] = page.evaluate(_SMALL_TARGETS, TARGET_PIXELS)
    return found


def ambiguous_buttons(page: Page) -> list[str]:
    """Return the names of buttons that do different things under one name, or have none."""
    acts: dict[str, set[str]] = {}
    for button in page.evaluate(_BUTTON_NAMES):
        acts.setdefault(button["name"], set()).add(button["acts"])
    return [name for name, done in acts.items() if not name or len(done) > 1]


def foreign_buttons(page: Page) -> list[str]:
    """Return the names of buttons that are not in the letters of the page, where its language has its own."""
    language = page.evaluate("document.documentElement.lang")
    letters = _LETTERS.get(language)
    if letters is None:
        return []
    return [
        button["name"]
        for button in page.evaluate(_BUTTON_NAMES)
        if button["language"] == language
        and button["name"] != button["quoted"]  # what a certificate is called stays in its own language
        and not letters.search(button["name"])
    ]


def troubles_with_large_text(page: Page) -> list[str]:
    """Return what goes wrong at twice the size of text: scrolling sideways, and things over each other."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    found: list[str] = page.evaluate(_OVERLAPS)
    page.evaluate("document.documentElement.style.fontSize = ''")
    return [*([f"scrolls sideways by {overflow} px"] if overflow > 0 else []), *found]


def crowded_header(page: Page) -> list[str]:
    """Return what does not fit in the one row of the header, on a phone of 390 pixels and wider."""
    found: list[str] = page.evaluate(_HEADER_ROWS)
    return found


def ask_axe(page: Page, rules: Sequence[str] | Mapping[str, object] = WCAG) -> AxeResults:
    """Run axe by tags, or by what its `runOnly` takes.

    It works out violations alone, and does not fetch the style sheets once more: they are of our own address.
    """
    return _AXE.run(page, options={"runOnly": rules, "resultTypes": ["violations"], "preload": False})


def troubles(page: Page) -> list[str]:
    """Return all of the above, each with its sort."""
    asked = (small_targets, ambiguous_buttons, foreign_buttons, crowded_header, troubles_with_large_text)
    return [f"{question.__name__}: {found}" for question in asked for found in question(page)]


def troubles_with_the_keyboard(page: Page) -> list[str]:
    """Go through a page by Tab alone; return where the focus is unseen or jumps back.

    The first stop must be the link to the content, which must be seen then, and lead there. Leaves the focus
    behind, so this comes after what else is asked of a page.
    """
    found: list[str] = []
    page.evaluate("document.activeElement.blur()")
    last = -1
    for number in range(MAX_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if stop["left"] or stop["place"] == last:
            break
        if number == 0 and "skip-link" not in stop["name"]:
            found.append(f"the first stop is no link to the content but {stop['name']}")
        if stop["place"] < last:
            if number and "skip-link" in stop["name"]:
                break  # around once
            found.append(f"the focus jumps back to {stop['name']}")
        if not stop["shown"]:
            found.append(f"no outline on {stop['name']}")
        if not stop["visible"]:
            found.append(f"the focus is out of sight at {stop['name']}")
        last = stop["place"]
    if not page.locator(".skip-link").count():
        return found
    page.locator(".skip-link").focus()
    page.keyboard.press("Enter")
    if page.evaluate("document.activeElement.id") != "main":
        found.append("the link to the content does not lead there")
    return found


def troubles_with_wishes(page: Page) -> list[str]:
    """Return what is lost of a page to whoever asks the system for more contrast, own colours or no motion.

    Leaves the page as the system of the browser shows it.
    """
    found: list[str] = []
    page.emulate_media(reduced_motion="reduce")
    found += [f"moves: {moving}" for moving in page.evaluate(_MOVING)]
    page.emulate_media(forced_colors="active")
    found += [f"has no edge in forced colours: {bare}" for bare in page.evaluate(_BARE)]
    for scheme in ("light", "dark"):
        page.emulate_media(forced_colors="none", contrast="more", color_scheme=scheme)
        found += [f"{scheme}, more contrast: {faint}" for faint in page.evaluate(_FAINT, LEAST_CONTRAST)]
    page.emulate_media(contrast="no-preference", color_scheme="light", reduced_motion="no-preference")
    return found
