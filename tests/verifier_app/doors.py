"""The ways in, for tests: a network with wallets on it, and the three front doors side by side."""

import io
import json
import re
from dataclasses import dataclass
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from schemas.documents import JsonObject, serialize
from schemas.errors import FetchError
from tests.parties import SHARE_ORIGIN, Network

WALLET = f"{SHARE_ORIGIN}/wallet"
SHARE = f"{WALLET}/s/share-token-canary-4f1e"
TICKET = f"{WALLET}/t/ticket-canary-88c2"


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes = b""


class WorldClient:
    """The application's way to the network: the world's, and answers of wallets to POST and GET."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.posts: dict[str, Answer | FetchError] = {}
        self.gets: dict[str, Answer | FetchError] = {}
        self.asked: list[tuple[str, str]] = []
        self.once: set[str] = set()

    def get(self, url: str, *, accept: str, max_bytes: int) -> bytes:
        self.asked.append(("GET", url))
        if url not in self.gets:
            return self._network(url, accept=accept)
        answer = self.gets[url]
        if url in self.once:
            self.gets[url] = Answer(404)
        if isinstance(answer, FetchError):
            raise answer
        if answer.status != 200:
            raise FetchError("fetch.status", host="wallet", status=str(answer.status))
        if len(answer.body) > max_bytes:
            raise FetchError("fetch.too_large", host="wallet", limit=str(max_bytes))
        return answer.body

    def post(self, url: str, body: bytes, *, content_type: str, accept: str, max_bytes: int) -> Answer:
        self.asked.append(("POST", url))
        assert accept == "application/vp"
        answer = self.posts.get(url, Answer(404))
        if isinstance(answer, FetchError):
            raise answer
        return answer

    def shares(self, document: JsonObject) -> str:
        """Put a presentation behind the share link, and return the link."""
        self.posts[SHARE] = Answer(200, serialize(document))
        return SHARE

    def hands_ticket(self, document: JsonObject) -> str:
        """Put a presentation behind a ticket that works once, and return its address."""
        self.gets[TICKET] = Answer(200, serialize(document))
        self.once.add(TICKET)
        return TICKET

    def problem(self, code: str, status: int = 410) -> None:
        """Let the share link answer with a problem."""
        self.posts[SHARE] = Answer(status, json.dumps({"code": code}).encode())


def hand_in(client: FlaskClient, document: JsonObject | bytes | str) -> TestResponse:
    """Paste text in the box, or choose a file with these bytes, and press the button."""
    if isinstance(document, bytes):
        response = client.post("/", data={"file": (io.BytesIO(document), "document.json")})
        response.request.environ["wsgi.input"].close()  # the test client leaves the file that it made open
        return response
    text = document if isinstance(document, str) else serialize(document).decode()
    return client.post("/", data={"document": text})


def verdict(client: FlaskClient, document: JsonObject | bytes | str, *, audience: str = "") -> str:
    """Paste something in the box and return the page with the verdict, as the browser would show it."""
    response = hand_in(client, document)
    assert response.status_code == 303, response.text
    location = response.location + (f"/for/{audience}" if audience else "")
    page = client.get(location)
    assert page.status_code == 200, page.text
    return page.text


def words_of(page: str) -> str:
    """Return the text of a page, without tags and with single spaces."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page))).strip()


def headline(page: str) -> str:
    """Return the verdict: what stands in large letters, and the sentences that follow it."""
    found = re.search(r'<h1[^>]*>(.*?)</h1>\s*(?:<p class="verdict__text">(.*?)</p>)?', page, re.DOTALL)
    assert found, page
    return words_of(" ".join(part for part in found.groups() if part))


def finding_tones(page: str) -> list[str]:
    """Return the tone of every check on the page, in order."""
    return re.findall(r"checks__item--(\w+)", page)
