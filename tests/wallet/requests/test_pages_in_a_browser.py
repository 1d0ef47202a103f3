"""The pages on which she answers an organisation, in headless Chromium: axe, and no scrolling sideways."""

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium

from schemas.disclosure import PersonalPart
from schemas.documents import serialize
from schemas.presentation_request import PurposeKind
from tests.wallet.browser import Browser, path_of
from tests.wallet.ecosystem import MemoryIssuer, diploma, offer_link
from tests.wallet.portfolio.writing import writes
from tests.wallet.references.people import answers as writes_reference
from tests.wallet.references.people import asks, link_of
from tests.wallet.requests.organisation import MemoryAsker, answers, begins
from tests.wallet.test_pages_in_a_browser import SCREENS, checked, opened
from tests.wallet.test_pages_in_a_browser import served as served
from tests.wallet.test_share_contract import selective

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_of_an_answer_passes_axe_and_fits(
    chromium_process: Chromium,
    served: tuple[Flask, str],
    issuer: MemoryIssuer,
    asker: MemoryAsker,
    screen: str,
) -> None:
    app, address = served
    verifier = address.replace("/wallet", "/verifier")
    link, other = (f"{verifier}/ask/" + letter * 43 for letter in "LM")
    issuer.has_ready("D" * 43, diploma())
    samira = Browser(app).signs_up("samira@voorbeeld.nl")
    asker.purpose_kind, asker.welcomes_own_words = PurposeKind.EXEMPTION, True
    asker.needs = (PersonalPart.NAME,)
    answered = answers(samira, samira.receives(offer_link("D" * 43)), link)
    presentation = asker.received[0]["presentation"]
    assert isinstance(presentation, dict)
    base = serialize(selective(str(presentation["holder"]))).decode()
    document = path_of(samira.send("/documents/add", {"text": base})).rsplit("/", 1)[-1]
    item, reference = writes(samira), asks(samira)
    writes_reference(app, link_of(samira, reference))
    samira.send(f"/references/{reference}/accept")
    reply = begins(samira, other)
    chosen = {"documents": [document], "items": [item], "references": [reference]}
    hide = path_of(samira.send(f"/requests/{reply}/what", chosen))
    samira.send(hide, {"hidden": [f"{document}|birthDate"]})
    *look, rules = SCREENS[screen]
    context = opened(chromium_process, address, samira, *look)
    page = context.new_page()
    problems: list[str] = []
    for path in (
        "/requests",
        f"/requests/open?request={other}",
        f"/requests/{reply}/what",
        hide,
        f"/requests/{reply}/check",
        f"/requests/{answered}",
        "/shares",
    ):
        page.goto(address + path)
        checked(page, problems, rules)
    context.close()
    assert problems == []
