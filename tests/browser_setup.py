"""Find headless Chromium for the browser tests, or install it, or say why neither worked.

Run by `make test` as a module. It never fails the run: without a browser the tests marked `browser` are
skipped, each with the reason that `chromium()` gives.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS_CANDIDATES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
INSTALL_TIMEOUT_SECONDS = 600

# As root in a container; and no errands of the browser's own, which would leave the machine.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Return the path of a Chromium or Chrome on this machine, or None.

    `VAKBEWIJS_CHROMIUM` names one explicitly; otherwise the system's, otherwise the one that
    Playwright installed for itself.
    """
    named = os.environ.get("VAKBEWIJS_CHROMIUM")
    if named:
        return named
    for candidate in CANDIDATES:
        if found := shutil.which(candidate):
            return found
    for path in MACOS_CANDIDATES:
        if Path(path).exists():
            return path
    return _playwright_chromium()


def _playwright_chromium() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def _commands() -> list[list[str]]:
    """Ways to install a browser here, the system's package manager first."""
    commands = []
    if shutil.which("apt-get") and os.geteuid() == 0:
        commands.append(["apt-get", "install", "--yes", "--quiet", "chromium"])
    commands.append([sys.executable, "-m", "playwright", "install", "chromium"])
    return commands


def main() -> None:
    """Make sure that a browser is there; print one line that says which, or why not."""
    if path := chromium():
        print(f"Browser tests use {path}")
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "--quiet"], env=environment, capture_output=True, check=False)
    for command in _commands():
        print(f"Installing a browser for the tests: {' '.join(command)}")
        try:
            subprocess.run(
                command, env=environment, capture_output=True, check=False, timeout=INSTALL_TIMEOUT_SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            print(f"  that did not work: {error}")
        if path := chromium():
            print(f"Browser tests use {path}")
            return
    print("No Chromium found and none could be installed: the tests marked 'browser' will be skipped.")


if __name__ == "__main__":
    main()
