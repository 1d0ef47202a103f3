"""What a page must be for whoever sees, hears, reads or moves otherwise: questions to a page in Chromium."""

import re

from playwright.sync_api import Page

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

TARGET_PIXELS = 47.5  # 48, less what rounding takes
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


def troubles(page: Page) -> list[str]:
    """Return all of the above, each with its sort."""
    asked = (small_targets, ambiguous_buttons, foreign_buttons, troubles_with_large_text)
    return [f"{question.__name__}: {found}" for question in asked for found in question(page)]
