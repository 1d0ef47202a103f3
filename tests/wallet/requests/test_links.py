"""Which links to requests a wallet follows, and whose word about a name it believes."""

import pytest

from schemas.credential import CredentialKind
from tests.wallet.requests.organisation import DID, LINK, VERIFIER, MemoryAsker
from wallet.errors import RequestRefusedError, VerifierUnavailableError
from wallet.requests.askers import read_asked
from wallet.requests.links import read_link, speaks_for

TOKEN = "L" * 43


@pytest.mark.parametrize(
    "text",
    [
        "",
        "geen link",
        f"{VERIFIER}/ask/",
        f"{VERIFIER}/ask/{TOKEN[:-1]}",
        f"{VERIFIER}/ask/{TOKEN}/x",
        f"{VERIFIER}/ask/{TOKEN}?a=b",
        f"{VERIFIER}/ask/{TOKEN}#a",
        f"{VERIFIER}/s/{TOKEN}",
        f"https://verifier.example/../ask/{TOKEN}",
        f"https://user@verifier.example/ask/{TOKEN}",
        f"https://vérifier.example/ask/{TOKEN}",
        f"javascript://x/ask/{TOKEN}",
        f"https://{'a' * 3000}.example/ask/{TOKEN}",
    ],
)
def test_what_is_no_link_to_a_request_is_refused(text: str) -> None:
    with pytest.raises(RequestRefusedError, match="unreadable"):
        read_link(text, verifier_url=VERIFIER)


def test_an_unknown_address_must_be_https() -> None:
    with pytest.raises(RequestRefusedError, match="insecure"):
        read_link(f"http://elsewhere.example/ask/{TOKEN}", verifier_url=VERIFIER)


def test_only_the_verifier_of_the_settings_is_known() -> None:
    assert read_link(LINK, verifier_url=VERIFIER).known
    other = read_link(f"https://elsewhere.example/check/ask/{TOKEN}", verifier_url=VERIFIER)
    assert not other.known
    assert (other.verifier_url, other.origin) == (
        "https://elsewhere.example/check",
        "https://elsewhere.example",
    )


@pytest.mark.parametrize(
    ("verifier_url", "did", "believed"),
    [
        (VERIFIER, DID, True),
        ("https://evil.example", DID, False),
        ("https://evil.example", "did:web:evil.example:organisations:de-linde", True),
        ("https://evil.example", "did:web:evil.example.good.example:organisations:x", False),
        ("https://evil.example", "did:web:evil.example:organisationsx:y", False),
        ("https://evil.example", "did:web:evil.example:organisations", False),
        ("https://evil.example", "did:key:z6Mk", False),
        ("https://evil.example?x", DID, False),
    ],
)
def test_an_address_speaks_for_the_organisations_below_it_alone(
    verifier_url: str, did: str, believed: bool
) -> None:
    assert speaks_for(verifier_url, did) is believed


def test_an_answer_to_sign_for_another_domain_is_not_signed() -> None:
    """A verifier in the middle could otherwise have her sign for the organisation that it imitates."""
    link = read_link(f"https://middle.example/ask/{TOKEN}", verifier_url=VERIFIER)
    with pytest.raises(VerifierUnavailableError, match="domain"):
        read_asked({"request": "e30=", "challenge": "c" * 20, "domain": "https://bank.example"}, link)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"request": "%%%", "challenge": "c" * 20, "domain": "http://localhost:8000"},
        {"request": "e30=", "challenge": "c" * 20, "domain": "http://localhost:8000"},
        {"request": "e30=", "challenge": "short", "domain": "http://localhost:8000"},
        {"request": 1, "challenge": None, "domain": []},
    ],
)
def test_an_answer_that_cant_be_read_is_no_request(answer: dict[str, object]) -> None:
    with pytest.raises(VerifierUnavailableError, match="unreadable"):
        read_asked(answer, read_link(LINK, verifier_url=VERIFIER))  # type: ignore[arg-type]


def test_a_request_reads_as_it_was_written() -> None:
    asked = MemoryAsker().prepare(read_link(LINK, verifier_url=VERIFIER))
    assert type(asked.request).from_bytes(asked.original) == asked.request
    assert asked.request.wanted[0].kind is CredentialKind.DIPLOMA
