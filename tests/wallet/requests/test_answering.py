"""An organisation asks; she sees who and what, sends what she chooses, or says no."""

import pytest
from flask import Flask

from keys.proofs import ProofPurpose, verify_proofs
from keys.resolver import DidResolver
from schemas.credential import CredentialKind
from schemas.presentation_request import Wanted, digest_of
from tests.wallet.browser import Browser, hidden_fields, path_of
from tests.wallet.ecosystem import Clock, MemoryChecker, MemoryIssuer, diploma, offer_link
from tests.wallet.requests.organisation import DID, LINK, MemoryAsker, answers, begins
from verifier.policy import PRODUCT_POLICY
from wallet.errors import RequestRefusedError, VerifierUnavailableError
from web.context import current_settings


@pytest.fixture
def held(samira: Browser, issuer: MemoryIssuer) -> str:
    issuer.has_ready("D" * 43, diploma())
    return samira.receives(offer_link("D" * 43))


def page(browser: Browser, path: str, **options: object) -> str:
    return " ".join(browser.open(path, **options).text.split())


def test_without_an_account_she_first_sees_who_asks_what(browser: Browser) -> None:
    shown = page(browser, "/requests/open", query_string={"request": LINK})
    assert "Zorggroep De Linde vraagt om je bewijzen" in shown
    assert "Wij willen weten of je mag werken als verzorgende." in shown
    assert "28 dagen" in shown
    assert "Maak een wallet" in shown


def test_after_making_a_wallet_the_request_still_waits(browser: Browser) -> None:
    browser.open("/requests/open", query_string={"request": LINK})
    browser.send("/sign-up", {"name": "nieuw@voorbeeld.nl", "passphrase": "fiets soep maandag paars"})
    assert path_of(browser.send("/recovery-code")) == "/requests/open"


def test_a_name_is_believed_from_a_trust_list_alone(
    browser: Browser, checker: MemoryChecker, asker: MemoryAsker
) -> None:
    assert "Deze naam is niet nagegaan." in page(browser, "/requests/open", query_string={"request": LINK})
    checker.names[DID] = "Stichting Zorggroep De Linde"
    shown = page(browser, "/requests/open", query_string={"request": LINK})
    assert "Stichting Zorggroep De Linde vraagt" in shown
    assert "niet nagegaan" not in shown
    asker.requester = "did:web:somebody-else.example"
    checker.names[asker.requester] = "Belastingdienst"
    shown = page(browser, "/requests/open", query_string={"request": LINK})
    assert "Belastingdienst" not in shown
    assert "Deze naam is niet nagegaan." in shown


def test_an_unknown_address_is_asked_about_before_it_is_contacted(
    browser: Browser, asker: MemoryAsker
) -> None:
    link = LINK.replace("http://localhost:8000", "https://elsewhere.example")
    shown = browser.open("/requests/open", query_string={"request": link})
    assert "elsewhere.example" in shown.text
    assert asker.prepared == 0
    agreed = browser.send("/requests/host", {"link": hidden_fields(shown.text)["link"]})
    assert "vraagt om je bewijzen" in page(browser, path_of(agreed))


def test_the_answer_is_signed_for_this_request_and_this_verifier(
    samira: Browser, asker: MemoryAsker, clock: Clock, held: str
) -> None:
    answers(samira, held)
    (sent,) = asker.received
    presentation = sent["presentation"]
    assert isinstance(presentation, dict)
    assert sent["digest"] == digest_of(asker.prepare(None).original)  # type: ignore[arg-type]
    (proof,) = verify_proofs(
        presentation,
        cryptosuites=PRODUCT_POLICY.cryptosuites_for_whole_documents,
        resolver=DidResolver(no_network, now=clock),
        purpose=ProofPurpose.AUTHENTICATION,
        at=clock(),
        domain="http://localhost:8000",
        challenge=str(sent["challenge"]),
    )
    assert proof.controller == presentation["holder"]
    assert len(presentation["verifiableCredential"]) == 1  # type: ignore[arg-type]


def no_network(url: str, *, accept: str = "") -> bytes:
    raise AssertionError(url)


def test_she_sees_what_she_sent_to_whom_and_until_when_they_keep_it(samira: Browser, held: str) -> None:
    reply = answers(samira, held)
    shown = page(samira, f"/requests/{reply}")
    assert "Zorggroep De Linde" in shown
    assert "22 december 2026" in shown
    overview = page(samira, "/shares")
    assert f"/requests/{reply}" in overview
    assert "22 december 2026" in overview


def test_a_second_click_sends_nothing_twice(samira: Browser, asker: MemoryAsker, held: str) -> None:
    reply = answers(samira, held)
    assert path_of(samira.send(f"/requests/{reply}/check")) == f"/requests/{reply}"
    assert begins(samira) == reply  # the link leads to what she sent
    assert len(asker.received) == 1


def test_a_no_is_told_to_nobody_and_can_be_taken_back(samira: Browser, asker: MemoryAsker, held: str) -> None:
    reply = begins(samira)
    asked_before = asker.prepared
    assert path_of(samira.send(f"/requests/{reply}/decline")) == f"/requests/{reply}"
    assert (asker.prepared, asker.received) == (asked_before, [])
    shown = samira.open(f"/requests/{reply}")
    assert "Je hebt nee gezegd" in shown.text
    assert "Nee gezegd" in page(samira, "/shares")
    again = samira.send("/requests/start", {"link": hidden_fields(shown.text)["link"]})
    assert path_of(again) == f"/requests/{reply}/what"


def test_what_was_sent_cant_be_declined(samira: Browser, held: str) -> None:
    reply = answers(samira, held)
    assert samira.send(f"/requests/{reply}/decline").status_code == 422
    assert "Je hebt geantwoord" in page(samira, f"/requests/{reply}")


def test_nothing_is_signed_when_the_request_is_no_longer_what_she_saw(
    samira: Browser, asker: MemoryAsker, held: str
) -> None:
    reply = begins(samira)
    samira.send(f"/requests/{reply}/what", {"documents": [held]})
    asker.purpose = "Wij verkopen het door."
    refused = samira.send(f"/requests/{reply}/check")
    assert refused.status_code == 422
    assert "De vraag is veranderd" in refused.text
    assert asker.received == []


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(kind=CredentialKind.ERVARINGSCERTIFICAAT),
        Wanted(kind=CredentialKind.DIPLOMA, standard="crebo:00000"),
        Wanted(kind=CredentialKind.DIPLOMA, level="8"),
    ],
    ids=["kind", "standard", "level"],
)
def test_what_is_not_asked_for_cant_be_chosen_and_she_reads_why(
    samira: Browser, asker: MemoryAsker, held: str, wanted: Wanted
) -> None:
    asker.wanted = (wanted,)
    reply = begins(samira)
    shown = page(samira, f"/requests/{reply}/what")
    assert "Je hebt nog geen bewijs dat past." in shown
    assert "Hier vraagt deze organisatie niet om." in shown
    assert samira.send(f"/requests/{reply}/what", {"documents": [held]}).status_code == 422
    assert path_of(samira.open(f"/requests/{reply}/check")) == f"/requests/{reply}/what"
    assert samira.send(f"/requests/{reply}/check").status_code == 422
    assert asker.received == []


@pytest.mark.parametrize("code", ["binding.other_presenter", "status.revoked"])
def test_what_does_not_hold_or_is_anothers_is_not_offered(
    samira: Browser, checker: MemoryChecker, asker: MemoryAsker, held: str, code: str
) -> None:
    checker.says("warning" if code.startswith("binding") else "failed", code.partition(".")[0], code)
    samira.send(f"/documents/{held}/check")
    shown = page(samira, f"/requests/{begins(samira)}/what")
    assert "Dit bewijs is niet geldig, of hoort bij een andere wallet." in shown


@pytest.mark.parametrize("code", ["request.closed", "answer.twice", "answer.not_asked"])
def test_a_refusal_is_told_in_plain_words_and_nothing_counts_as_sent(
    samira: Browser, asker: MemoryAsker, held: str, code: str
) -> None:
    reply = begins(samira)
    samira.send(f"/requests/{reply}/what", {"documents": [held]})
    asker.refuses = RequestRefusedError(code)
    assert samira.send(f"/requests/{reply}/check").status_code == 422
    assert path_of(samira.open(f"/requests/{reply}")) == f"/requests/{reply}/what"


def test_a_verifier_that_does_not_answer_loses_nothing(
    samira: Browser, asker: MemoryAsker, held: str
) -> None:
    reply = begins(samira)
    samira.send(f"/requests/{reply}/what", {"documents": [held]})
    asker.refuses = VerifierUnavailableError("verifier.unreachable")
    assert samira.send(f"/requests/{reply}/check").status_code == 503
    asker.refuses = None
    assert path_of(samira.send(f"/requests/{reply}/check")) == f"/requests/{reply}"


@pytest.mark.parametrize("text", ["", "x", "https://elsewhere.example/s/abc", "\u202e", "x" * 9000])
def test_a_wrong_link_is_refused_at_the_field(browser: Browser, text: str) -> None:
    assert browser.send("/requests", {"link": text}).status_code == 422
    assert browser.open("/requests/open", query_string={"request": text or "-"}).status_code == 422


def test_a_changed_or_missing_link_in_the_form_starts_nothing(samira: Browser, asker: MemoryAsker) -> None:
    for link in ("", LINK, "x" * 9000):
        assert path_of(samira.send("/requests/start", {"link": link})) == "/requests"
    assert asker.prepared == 0


def test_what_is_known_of_a_request_lies_sealed(app: Flask, samira: Browser, held: str) -> None:
    answers(samira, held)
    with app.app_context():
        folder = current_settings().folder
    stored = b"".join(path.read_bytes() for path in folder.glob("wallet.sqlite3*"))
    assert stored
    for text in (b"De Linde", b"verzorgende", LINK.encode(), b"localhost:8000/verifier/ask"):
        assert text not in stored
