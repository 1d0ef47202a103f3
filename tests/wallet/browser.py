"""A browser for tests: follows the wallet's pages and forms as a person would, without JavaScript."""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Self
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

BASE = "http://localhost:8000/wallet"
PASSPHRASE = "fiets soep maandag paars"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Browser:
    """One person's browser, with her cookies."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self._token, self._cookies_of_token = "", ""

    def open(self, path: str, **options: object) -> TestResponse:
        """GET a page of the wallet; `path` is as below the wallet's address."""
        return self.client.get(_local(path), base_url=BASE, buffered=True, **options)

    def send(self, path: str, fields: Mapping[str, object] | None = None, **options: object) -> TestResponse:
        """POST a form with the token that the wallet gave this browser."""
        return self.client.post(
            _local(path),
            base_url=BASE,
            data={"csrf_token": self.form_token(), **(fields or {})},
            buffered=True,
            **options,
        )

    def fill(self, path: str, fields: Mapping[str, object] | None = None) -> TestResponse:
        """Open a page, keep the hidden fields of its forms, and send it back filled in."""
        page = self.open(path).text
        return self.send(path, {**hidden_fields(page), **(fields or {})})

    def form_token(self) -> str:
        """The token for forms, from a page that always has one; asked anew when the cookies changed."""
        if not self._token or self._cookies_of_token != self._cookies():
            match = _TOKEN.search(self.open("/receive/code").text)
            assert match, "no form token on the page"
            self._token, self._cookies_of_token = unescape(match[1]), self._cookies()
        return self._token

    def _cookies(self) -> str:
        cookies = self.client._cookies or {}
        return ";".join(sorted(each._to_request_header() for each in cookies.values()))

    def signs_up(self, name: str, passphrase: str = PASSPHRASE) -> Self:
        """Make a wallet, and say that the recovery code is kept."""
        response = self.send("/sign-up", {"name": name, "passphrase": passphrase})
        assert response.status_code == 303, response.text
        self.send("/recovery-code")
        return self

    def signs_in(self, name: str, passphrase: str = PASSPHRASE) -> TestResponse:
        return self.send("/sign-in", {"name": name, "passphrase": passphrase})

    def receives(self, link: str) -> str:
        """Accept an offer and return the id of the document in the wallet."""
        page = self.open("/receive", query_string={"offer": link})
        assert page.status_code == 200, page.text
        response = self.send("/receive/accept", hidden_fields(page.text))
        assert response.status_code == 303, response.text
        return path_of(response).rsplit("/", 1)[-1]

    def shares(
        self, *document_ids: str, receiver: str = "Zorggroep De Linde", duration: str = "1-month"
    ) -> str:
        """Go through the questions about documents and return the share's id."""
        return self.agrees({"documents": list(document_ids)}, receiver=receiver, duration=duration)

    def agrees(
        self,
        chosen: Mapping[str, object],
        *,
        receiver: str = "Zorggroep De Linde",
        reason: str = "",
        duration: str = "1-month",
        looks: int = 0,
        pin: str = "",
        hidden: Sequence[str] = (),
        counsellor: bool = False,
    ) -> str:
        """Go through all the questions and return the share's id; `chosen` is by the fields of the page."""
        path = path_of(self.send("/share", {"for": "counsellor"} if counsellor else {}))
        answers: dict[str, Mapping[str, object]] = {
            "what": chosen,
            "hide": {"hidden": list(hidden)},
            "who": {"receiver": receiver},
            "why": {"reason": reason},
            "how-long": {"duration": duration},
            "how-often": {"how_often": "some" if looks else "always", "number": looks or ""},
            "pin": {"wanted": "yes" if pin else "no", "pin": pin},
            "check": {},
        }
        while path.startswith("/share/"):
            path = path_of(self.send(path, answers[path.rsplit("/", 1)[-1]]))
        return path.rsplit("/", 1)[-1]

    def link_of(self, share_id: str) -> str:
        """The link of a share, as its page shows it."""
        match = re.search(r'id="link">([^<]+)<', self.open(f"/shares/{share_id}").text)
        assert match, "no link on the page"
        return unescape(match[1])


def path_of(response: TestResponse) -> str:
    """Where a redirect leads, as a path below the wallet's address."""
    assert response.status_code == 303, f"{response.status_code}: {response.text[:2000]}"
    return _local(response.location)


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms, but for the tokens."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        attributes = dict(re.findall(r'([a-z_-]+)="([^"]*)"', tag))
        if attributes.get("type") == "hidden" and attributes.get("name") not in ("csrf_token", "next", None):
            found[attributes["name"]] = unescape(attributes.get("value", ""))
    return found


def _local(path: str) -> str:
    parts = urlsplit(path)
    local = parts.path.removeprefix("/wallet") or "/"
    return f"{local}?{parts.query}" if parts.query else local
