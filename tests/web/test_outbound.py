"""What other people's servers may try, from a server on this machine (DW-01, DW-02)."""

import gzip
import http.server
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from schemas.errors import FetchError
from web.outbound import DEFAULT_MAX_BYTES, OutboundClient

DEADLINE_SECONDS = 0.6

Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


class AwkwardServer(http.server.ThreadingHTTPServer):
    """A server on loopback whose paths each misbehave in their own way."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                outer.seen.append((self.command, self.path, headers, body))
                self.close_connection = True
                try:
                    outer.answers[self.path](self)
                except OSError:
                    return

            do_POST = do_GET  # noqa: N815  (the base class looks for this name)

            def log_message(self, *arguments: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)

    def address(self, path: str, answer: Answer, *, host: str = "127.0.0.1") -> str:
        self.answers[path] = answer
        return f"http://{host}:{self.server_port}{path}"


def answers(
    body: bytes = b"{}", *, status: int = 200, headers: dict[str, str] | None = None, length: bool = True
) -> Answer:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            handler.send_header(name, value)
        if length:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def server() -> Iterator[AwkwardServer]:
    running = AwkwardServer()
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture
def client() -> OutboundClient:
    return OutboundClient(allow_insecure_loopback=True, deadline_seconds=DEADLINE_SECONDS)


def refused(client: OutboundClient, url: str) -> FetchError:
    started = time.monotonic()
    with pytest.raises(FetchError) as caught:
        client.get(url)
    assert time.monotonic() - started < DEADLINE_SECONDS + 1.5
    return caught.value


@pytest.mark.parametrize(
    "url",
    [
        "http://example.nl/did.json",
        "ftp://example.nl/",
        "file:///etc/passwd",
        "https://user@example.nl/",
        "https://user:word@127.0.0.1/",
        "https://example.nl./",
        "https:///did.json",
        "https://[::1/",
        "https://example.nl:99999/",
        "https://example.nl:0/",
        "https://exa mple.nl/",
        "https://voorbeeld\u3002nl/",
        "https://еxample.nl/",
        "https://example.nl/\n",
        "https://example.nl\\@127.0.0.1/",
        "https://example.nl/" + "a" * 3000,
        "",
        "example.nl",
    ],
)
def test_dw_01_an_address_that_is_not_plain_https_is_refused_before_any_look_up(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise AssertionError("looked up a name")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(FetchError) as caught:
        OutboundClient().get(url)
    assert caught.value.code == "fetch.refused_address"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",  # noqa: S104
        "0x7f.1",
        "2130706433",
        "169.254.169.254",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "100.64.0.1",
        "[fd00::1]",
        "[fe80::1]",
        "[64:ff9b::7f00:1]",
        "224.0.0.1",
    ],
)
def test_dw_01_an_address_inside_a_network_is_refused(host: str) -> None:
    error = refused(OutboundClient(deadline_seconds=DEADLINE_SECONDS), f"https://{host}/did.json")
    assert error.code == "fetch.refused_address"


def test_dw_01_a_name_that_points_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: inside)
    error = refused(OutboundClient(), "https://innocent.example/")
    assert error.code == "fetch.refused_address"
    assert error.parameters["host"] == "innocent.example"


def test_dw_02_a_name_that_is_public_first_and_inside_later_is_looked_up_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int, *_: object, **__: object) -> list[object]:
        asked.append(host)
        address = "93.184.216.34" if host == "rebinding.example" else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port or 443))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    refused(OutboundClient(deadline_seconds=DEADLINE_SECONDS), "https://rebinding.example/")
    assert asked.count("rebinding.example") == 1


def test_http_on_loopback_is_refused_unless_switched_on(server: AwkwardServer) -> None:
    url = server.address("/ok", answers())
    assert refused(OutboundClient(), url).code == "fetch.refused_address"
    assert server.seen == []


def test_dw_02_a_redirect_is_not_followed(server: AwkwardServer, client: OutboundClient) -> None:
    target = server.address("/target", answers())
    error = refused(client, server.address("/moved", answers(status=302, headers={"Location": target})))
    assert error.code == "fetch.redirect"
    assert [path for _, path, _, _ in server.seen] == ["/moved"]


def test_dw_02_a_body_over_the_limit_is_refused_whether_announced_or_not(
    server: AwkwardServer, client: OutboundClient
) -> None:
    big = b"x" * (DEFAULT_MAX_BYTES + 1)
    assert refused(client, server.address("/big", answers(big))).code == "fetch.too_large"
    assert refused(client, server.address("/long", answers(big, length=False))).code == "fetch.too_large"


def test_dw_02_a_body_that_never_ends_is_refused(server: AwkwardServer, client: OutboundClient) -> None:
    def endless(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65536)

    assert refused(client, server.address("/endless", endless)).code == "fetch.too_large"


def test_dw_02_a_compressed_body_is_refused_before_it_can_unfold(
    server: AwkwardServer, client: OutboundClient
) -> None:
    bomb = gzip.compress(b"\0" * 20_000_000)
    assert len(bomb) < DEFAULT_MAX_BYTES
    url = server.address("/bomb", answers(bomb, headers={"Content-Encoding": "gzip"}))
    assert refused(client, url).code == "fetch.encoding"


def test_dw_02_a_body_that_drips_is_cut_off_at_the_deadline(
    server: AwkwardServer, client: OutboundClient
) -> None:
    def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b" ")
            time.sleep(0.05)

    assert refused(client, server.address("/drip", drip)).code == "fetch.timeout"


def test_dw_02_headers_that_drip_are_cut_off_at_the_deadline(
    server: AwkwardServer, client: OutboundClient
) -> None:
    def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100):
            handler.wfile.write(b"X-%d: 1\r\n" % number)
            time.sleep(0.05)

    assert refused(client, server.address("/drip", drip)).code == "fetch.timeout"


def test_a_server_that_says_nothing_is_left_at_the_deadline(
    server: AwkwardServer, client: OutboundClient
) -> None:
    assert refused(client, server.address("/mute", lambda _: time.sleep(2))).code == "fetch.timeout"


def test_a_tls_handshake_that_stalls_is_left_at_the_deadline(client: OutboundClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        error = refused(client, f"https://127.0.0.1:{mute.getsockname()[1]}/")
    assert error.code == "fetch.timeout"


def test_a_body_that_stops_short_is_not_taken_for_whole(
    server: AwkwardServer, client: OutboundClient
) -> None:
    def short(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"{}")

    assert refused(client, server.address("/short", short)).code == "fetch.unreachable"


def test_a_closed_port_is_unreachable(client: OutboundClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert refused(client, f"http://127.0.0.1:{port}/").code == "fetch.unreachable"


def test_dw_02_a_page_is_not_taken_for_a_document(server: AwkwardServer, client: OutboundClient) -> None:
    page = answers(b"<html>", headers={"Content-Type": "text/html; charset=utf-8"})
    assert refused(client, server.address("/page", page)).code == "fetch.content_type"


@pytest.mark.parametrize("status", [204, 404, 500])
def test_another_status_than_200_is_no_document(
    server: AwkwardServer, client: OutboundClient, status: int
) -> None:
    error = refused(client, server.address("/status", answers(b"", status=status)))
    assert (error.code, error.parameters["status"]) == ("fetch.status", str(status))


def test_a_proxy_from_the_environment_is_not_used(
    server: AwkwardServer, client: OutboundClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert client.get(server.address("/ok", answers(b'{"a":1}'))) == b'{"a":1}'


def test_a_document_is_fetched_as_it_is(server: AwkwardServer, client: OutboundClient) -> None:
    body = b'{"name": "\xc3\xa9"}'
    assert (
        client.get(server.address("/ok", answers(body), host="localhost"), accept="application/did") == body
    )
    _, _, headers, _ = server.seen[0]
    assert headers["accept"] == "application/did"
    assert headers["accept-encoding"] == "identity"
    assert headers["host"] == f"localhost:{server.server_port}"
    assert "cookie" not in headers
    assert "python" not in headers["user-agent"].lower()


def test_an_answer_to_a_post_comes_back_with_its_status(
    server: AwkwardServer, client: OutboundClient
) -> None:
    url = server.address("/claim", answers(b'{"code":"offer.claimed"}', status=409))
    response = client.post(url, b'{"x":1}', content_type="application/json")
    assert (response.status, response.body) == (409, b'{"code":"offer.claimed"}')
    assert response.headers["content-type"] == "application/json"
    method, _, headers, body = server.seen[0]
    assert (method, headers["content-type"], body) == ("POST", "application/json", b'{"x":1}')
