"""Addresses that people hand in: which are read, which are known, what each answer means (WB-10, DW-01)."""

import json

import pytest

from schemas.errors import DomainError, FetchError
from tests.parties import Network
from tests.verifier_app.doors import SHARE, TICKET, WALLET, Answer, WorldClient
from verifier.links import (
    Link,
    LinkEndedError,
    LinkError,
    LinkNeedsPinError,
    LinkOpener,
    NoDocumentError,
    UnknownLinkError,
)
from web.outbound import OutboundClient

ELSEWHERE = "https://elders.example/bewijs.json"


@pytest.fixture
def network() -> WorldClient:
    return WorldClient(Network())


@pytest.fixture
def opener(network: WorldClient) -> LinkOpener:
    return LinkOpener(network, wallet_urls=[WALLET])


@pytest.mark.parametrize(
    ("text", "url", "host"),
    [
        ("  https://wallet.example/s/abc \n", "https://wallet.example/s/abc", "wallet.example"),
        ("HTTPS://Wallet.Example/s/abc", "https://wallet.example/s/abc", "wallet.example"),
        (
            "https://wallet.example:8443/s/abc#here",
            "https://wallet.example:8443/s/abc",
            "wallet.example:8443",
        ),
        ("wallet.example/s/abc", "https://wallet.example/s/abc", "wallet.example"),
        ("https://wаllet.example/s", "https://xn--wllet-4ve.example/s", "xn--wllet-4ve.example"),
        ("https://[2001:db8::1]/s", "https://[2001:db8::1]/s", "[2001:db8::1]"),
    ],
)
def test_an_address_is_read_as_people_hand_it_in(text: str, url: str, host: str) -> None:
    link = Link.read(text)
    assert (link.url, link.host) == (url, host)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "link.unreadable"),
        ("samira", "link.unreadable"),
        ("javascript:alert(1)", "link.unreadable"),
        ("data:application/json,{}", "link.unreadable"),
        ("file:///etc/passwd", "link.unreadable"),
        ("wifi:T:WPA;S:net;P:pass;;", "link.unreadable"),
        ("//wallet.example/s/abc", "link.unreadable"),
        ("https://", "link.unreadable"),
        ("https://wallet.example@evil.example/s", "link.unreadable"),
        ("https://wallet.example\\@evil.example/s", "link.unreadable"),
        ("https://wallet.example/s\tabc", "link.unreadable"),
        ("https://wallet.example:port/s", "link.unreadable"),
        ("https://[::1/s", "link.unreadable"),
        (f"https://{'a' * 70}é.example/s", "link.unreadable"),
        (f"https://wallet.example/{'a' * 2000}", "link.unreadable"),
        ("http://wallet.example/s/abc", "link.not_https"),
        ("http://localhost:8000/s/abc", "link.not_https"),
    ],
)
def test_what_is_no_https_address_is_not_opened(text: str, code: str) -> None:
    with pytest.raises(LinkError) as refused:
        Link.read(text)
    assert refused.value.code == code


def test_http_is_for_this_machine_itself_and_only_where_a_setting_says_so() -> None:
    link = Link.read("http://localhost:8000/wallet/s/abc", allow_insecure_loopback=True)
    assert link.origin == "http://localhost:8000"
    with pytest.raises(LinkError):
        Link.read("http://wallet.example/s/abc", allow_insecure_loopback=True)


@pytest.mark.parametrize(
    ("url", "known"),
    [
        (SHARE, True),
        (TICKET, True),
        (f"{WALLET}.evil.example/s/abc", False),
        (f"{WALLET}evil/s/abc", False),
        (f"{WALLET}/../evil", False),
        ("https://evil.example/wallet/s/abc", False),
    ],
)
def test_only_addresses_below_a_wallet_that_we_know_are_known(
    opener: LinkOpener, url: str, known: bool
) -> None:
    assert opener.is_known(Link.read(url)) is known


def test_a_share_link_is_asked_with_post_for_a_presentation(opener: LinkOpener, network: WorldClient) -> None:
    network.posts[SHARE] = Answer(200, b"{}")
    assert opener.fetch(Link.read(SHARE)) == b"{}"
    assert network.asked == [("POST", SHARE)]


def test_a_ticket_and_a_file_elsewhere_are_asked_with_get(opener: LinkOpener, network: WorldClient) -> None:
    network.gets = {TICKET: Answer(200, b"{}"), ELSEWHERE: Answer(200, b"[]")}
    assert opener.fetch(Link.read(TICKET)) == b"{}"
    assert opener.fetch(Link.read(ELSEWHERE)) == b"[]"
    assert [method for method, _ in network.asked] == ["GET", "GET"]


def test_only_a_ticket_of_a_wallet_that_we_know_leads_to_files(opener: LinkOpener) -> None:
    assert opener.files_of(Link.read(TICKET)) == f"{TICKET}/files"
    for other in (SHARE, ELSEWHERE, TICKET.replace("https://", "https://x.")):
        assert opener.files_of(Link.read(other)) == ""


def test_a_page_of_another_wallet_is_asked_for_the_presentation_behind_it(
    opener: LinkOpener, network: WorldClient
) -> None:
    network.gets[ELSEWHERE] = FetchError("fetch.content_type", host="elders.example")
    network.posts[ELSEWHERE] = Answer(200, b"{}")
    assert opener.fetch(Link.read(ELSEWHERE)) == b"{}"


@pytest.mark.parametrize(
    ("answer", "error", "code"),
    [
        (Answer(410, b'{"code": "share.stopped"}'), LinkEndedError, "link.stopped"),
        (Answer(410, b'{"code": "share.expired"}'), LinkEndedError, "link.expired"),
        (Answer(410, b"<p>gone</p>"), LinkEndedError, "link.stopped"),
        (Answer(404), UnknownLinkError, "link.unknown"),
        (Answer(403), NoDocumentError, "link.no_document"),
        (Answer(403, b'{"code": "share.pin_needed"}'), LinkNeedsPinError, "link.pin"),
        (Answer(403, b'{"code": ["share.pin"]}'), NoDocumentError, "link.no_document"),
        (Answer(410, b'{"code": "share.used_up"}'), LinkEndedError, "link.stopped"),
        (Answer(429), FetchError, "fetch.status"),
        (Answer(500), FetchError, "fetch.status"),
        (FetchError("fetch.timeout"), FetchError, "fetch.timeout"),
        (FetchError("fetch.unreachable"), FetchError, "fetch.unreachable"),
        (FetchError("fetch.too_large"), NoDocumentError, "link.no_document"),
        (FetchError("fetch.redirect", status="302"), NoDocumentError, "link.no_document"),
        (FetchError("fetch.refused_address"), LinkError, "link.refused"),
    ],
)
def test_each_answer_of_a_wallet_has_its_meaning(
    opener: LinkOpener,
    network: WorldClient,
    answer: Answer | FetchError,
    error: type[DomainError],
    code: str,
) -> None:
    network.posts[SHARE] = answer
    with pytest.raises(DomainError) as refused:
        opener.fetch(Link.read(SHARE))
    assert (type(refused.value), refused.value.code) == (error, code)
    assert "canary" not in json.dumps(dict(refused.value.parameters))


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://[::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.8/x",
        "https://100.64.0.1/x",
        "https://[64:ff9b::7f00:1]/x",
        "https://0x7f.1/x",
        "https://2130706433/x",
        "https://wallet.example./x",
    ],
)
def test_dw_01_no_address_inside_is_ever_fetched(url: str) -> None:
    opener = LinkOpener(OutboundClient(), wallet_urls=[])
    with pytest.raises(DomainError) as refused:
        opener.fetch(Link.read(url))
    # 0x7f.1 and 2130706433 may be names that do not resolve here; either way nothing was asked of them.
    assert refused.value.code in ("link.refused", "fetch.unreachable")
