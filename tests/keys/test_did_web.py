"""DW-01: which hosts a did:web may name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys.did_web import did_for_url, did_web_url
from keys.errors import InvalidDidError

REFUSED_HOSTS = [
    "127.0.0.1",
    "127.1",
    "0.0.0.0",  # noqa: S104
    "10.0.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "2130706433",
    "0x7f.1",
    "0x7f000001",
    "0x7f.0x0.0x0.0x1",
    "017700000001",
    "0177.0.0.1",
    "[::1]",
    "%5B::1%5D",
    "%5B%3A%3A1%5D",
    "[::ffff:127.0.0.1]",
    "64:ff9b::7f00:1",
    "localhost",
    "LOCALHOST",
    "foo.localhost",
    "localhost.localdomain",
    "intranet",
    "router.local",
    "db.internal",
    "metadata.google.internal",
    "nas.lan",
    "x.home.arpa",
    "1.0.0.127.in-addr.arpa",
    "hidden.onion",
    "user@example.nl",
    "user%40example.nl",
    "user:pass@example.nl",
    "example.nl.",
    "example..nl",
    ".example.nl",
    "-example.nl",
    "example-.nl",
    "Example.nl",
    "exa_mple.nl",
    "example.nl/",
    "example.nl%2F..",
    "example.nl%00",
    "example.nl ",
    " example.nl",
    "example.nl\n",
    "éxample.nl",
    "раypal.nl",
    "xn--pypal-4ve.nl",
    "xn--80ak6aa92e.com",
    "①②⑦.⓪.⓪.①",
    "example。nl",
    "a" * 64 + ".nl",
    ".".join(["a" * 60] * 5) + ".nl",
    "",
    "nl",
    "1.2.3.4.5",
    "example.1",
]


@pytest.mark.parametrize("host", REFUSED_HOSTS, ids=ascii)
@pytest.mark.parametrize("rest", ["", ":issuers:roc", "%3A8443:issuers:roc"])
def test_dw_01_a_host_that_may_be_near_or_deceiving_is_refused(host: str, rest: str) -> None:
    with pytest.raises(InvalidDidError) as refused:
        did_web_url(f"did:web:{host}{rest}", allow_insecure_loopback=False)
    assert refused.value.code in {"did.refused_host", "did.invalid"}


@pytest.mark.parametrize(
    "host", [host for host in REFUSED_HOSTS if host not in ("127.0.0.1",) and host != "localhost"]
)
def test_dw_01_the_loopback_exception_is_for_two_names_only(host: str) -> None:
    with pytest.raises(InvalidDidError):
        did_web_url(f"did:web:{host}", allow_insecure_loopback=True)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_dw_01_loopback_is_http_and_only_when_it_is_switched_on(host: str) -> None:
    did = f"did:web:{host}%3A8000:issuer:issuers:roc"
    with pytest.raises(InvalidDidError) as refused:
        did_web_url(did, allow_insecure_loopback=False)
    assert refused.value.code == "did.refused_host"
    url = did_web_url(did, allow_insecure_loopback=True)
    assert url == f"http://{host}:8000/issuer/issuers/roc/did.json"


def test_dw_01_other_hosts_stay_https_under_the_loopback_exception() -> None:
    assert did_web_url("did:web:roc.example.nl", allow_insecure_loopback=True).startswith("https://")


@pytest.mark.parametrize(
    "did",
    [
        "did:web",
        "did:key:z6Mk",
        "DID:WEB:example.nl",
        "did:web:example.nl%3A0",
        "did:web:example.nl%3A080",
        "did:web:example.nl%3A65536",
        "did:web:example.nl%3Ax",
        "did:web:example.nl%3A80%3A80",
        "did:web:example.nl%3A",
        "did:web:example.nl:",
        "did:web:example.nl::a",
        "did:web:example.nl:..:a",
        "did:web:example.nl:.",
        "did:web:example.nl:%2e%2e",
        "did:web:example.nl:a%2Fb",
        "did:web:example.nl:a%5Cb",
        "did:web:example.nl:a%3Fb",
        "did:web:example.nl:a%23b",
        "did:web:example.nl:a%00",
        "did:web:example.nl:a/b",
        "did:web:example.nl:a?b",
        "did:web:example.nl:a#b",
        "did:web:example.nl:%zz",
        "did:web:example.nl:" + "a" * 1100,
    ],
)
def test_dw_01_an_identifier_of_another_form_is_refused(did: str) -> None:
    with pytest.raises(InvalidDidError) as refused:
        did_web_url(did, allow_insecure_loopback=False)
    assert refused.value.code == "did.invalid"


@pytest.mark.parametrize(
    ("did", "url"),
    [
        ("did:web:example.nl", "https://example.nl/.well-known/did.json"),
        ("did:web:roc.example.nl:issuers:roc", "https://roc.example.nl/issuers/roc/did.json"),
        ("did:web:example.nl%3A8443:a", "https://example.nl:8443/a/did.json"),
        ("did:web:3m.example.nl", "https://3m.example.nl/.well-known/did.json"),
    ],
)
def test_an_identifier_leads_to_its_address(did: str, url: str) -> None:
    assert did_web_url(did, allow_insecure_loopback=False) == url


@pytest.mark.parametrize(
    ("base", "segments", "did"),
    [
        ("http://localhost:8000/issuer", ("issuers", "roc"), "did:web:localhost%3A8000:issuer:issuers:roc"),
        ("https://ROC.example.nl/", (), "did:web:roc.example.nl"),
        ("https://roc.example.nl", ("a",), "did:web:roc.example.nl:a"),
    ],
)
def test_an_address_of_ours_has_an_identifier(base: str, segments: tuple[str, ...], did: str) -> None:
    assert did_for_url(base, *segments) == did


@pytest.mark.parametrize(
    "base",
    [
        "",
        "example.nl",
        "ftp://example.nl",
        "https://",
        "https://user@example.nl",
        "https://example.nl?x",
        "https://10.0.0.1",
    ],
)
def test_an_address_that_no_identifier_can_name_is_refused(base: str) -> None:
    with pytest.raises(InvalidDidError):
        did_for_url(base)


@given(st.text(max_size=80))
def test_any_text_leads_to_an_https_address_or_nowhere(text: str) -> None:
    try:
        url = did_web_url("did:web:" + text, allow_insecure_loopback=False)
    except InvalidDidError:
        return
    assert url.startswith("https://")
    assert url.isascii()
    assert url.endswith("/did.json")
