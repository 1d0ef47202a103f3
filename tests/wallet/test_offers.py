"""Reading what somebody brings, before anybody is contacted (WB-10)."""

import pytest

from wallet.crockford import grouped, new_code, read_code
from wallet.errors import OfferError
from wallet.offers import OfferCode, OfferLink, origin_of, read_offer

KNOWN = ("http://localhost:8000/issuer", "https://uitgifte.voorbeeld.nl")
TOKEN = "a" * 43


def read(text: str) -> OfferCode | OfferLink:
    return read_offer(text, issuer_urls=KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "ABCD",
        "ABCD-2345-EFGH-2345-XXXX",
        "UUUU-UUUU-UUUU",  # U is not in the alphabet
        "javascript:alert(1)",
        "javascript://uitgifte.voorbeeld.nl/o/" + TOKEN,
        "ftp://uitgifte.voorbeeld.nl/o/" + TOKEN,
        "https://uitgifte.voorbeeld.nl/",
        "https://uitgifte.voorbeeld.nl/o/",
        "https://uitgifte.voorbeeld.nl/o/short",
        f"https://uitgifte.voorbeeld.nl/o/{TOKEN}/meer",
        f"https://uitgifte.voorbeeld.nl/../o/{TOKEN}",
        f"https://uitgifte.voorbeeld.nl/o/{TOKEN}?x=1",
        f"https://uitgifte.voorbeeld.nl/o/{TOKEN}#x",
        f"https://uitgifte.voorbeeld.nl@evil.example/o/{TOKEN}",
        f"https://evil.example\\@uitgifte.voorbeeld.nl/o/{TOKEN}",
        f"https://uitgifte.voorbeeld.nl:99999/o/{TOKEN}",
        f"https://uitgifte.voorbeeld.nl./o/{TOKEN}",
        f"https://uitgiftе.voorbeeld.nl/o/{TOKEN}",  # a Cyrillic e
        f"https://[::1]/o/{TOKEN}",
        f"https:///o/{TOKEN}",
        f"//uitgifte.voorbeeld.nl/o/{TOKEN}",
        "https://uitgifte.voorbeeld.nl/o/" + "a" * 4000,
        "\x00" * 12,
        "https://[/o/" + TOKEN,
    ],
)
def test_what_is_neither_a_code_nor_an_offer_link_is_refused(text: str) -> None:
    with pytest.raises(OfferError) as refused:
        read(text)
    assert refused.value.code == "offer.unreadable"


@pytest.mark.parametrize(
    "typed", ["ABCD-2345-EFG1", "abcd 2345 efgi", " abcd2345efgl ", "AbCd\u201323-45-EFG1"]
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read(typed) == OfferCode("ABCD2345EFG1")


def test_a_link_to_a_configured_issuer_is_known() -> None:
    assert read(f"https://UITGIFTE.voorbeeld.nl/o/{TOKEN}") == OfferLink(
        f"https://UITGIFTE.voorbeeld.nl/o/{TOKEN}",
        "https://uitgifte.voorbeeld.nl",
        "uitgifte.voorbeeld.nl",
        known=True,
    )


@pytest.mark.parametrize(
    "link",
    [
        f"https://uitgifte.voorbeeld.nl.evil.example/o/{TOKEN}",
        f"https://uitgifte.voorbeeld.nl:8443/o/{TOKEN}",
        f"https://uitgifte.voorbeeld.nl/anders/o/{TOKEN}",
        f"https://xn--uitgift-9of.voorbeeld.nl/o/{TOKEN}",
    ],
)
def test_a_link_to_any_other_address_is_not_known(link: str) -> None:
    found = read(link)
    assert isinstance(found, OfferLink)
    assert not found.known


@pytest.mark.parametrize("link", [f"http://uitgifte.voorbeeld.nl/o/{TOKEN}", f"http://localhost:9/o/{TOKEN}"])
def test_a_link_without_encryption_is_refused_unless_its_address_is_configured(link: str) -> None:
    with pytest.raises(OfferError) as refused:
        read(link)
    assert refused.value.code == "offer.insecure"
    assert isinstance(read(f"http://localhost:8000/issuer/o/{TOKEN}"), OfferLink)


def test_codes_have_no_letters_that_look_like_digits_and_read_back_in_groups() -> None:
    for _ in range(50):
        code = new_code(24)
        assert not set(code) & set("ILOU")
        assert read_code(grouped(code).lower(), 24) == code


def test_origins_are_compared_without_path_and_case() -> None:
    assert origin_of("https://Uitgifte.voorbeeld.NL/pad") == "https://uitgifte.voorbeeld.nl"
