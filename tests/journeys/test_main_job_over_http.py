"""The main job with plain requests: what the forms and machine addresses do, without a browser.

Each party has a client of its own with its own cookies; between the parties documents travel over HTTP.
"""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from werkzeug.test import Client, TestResponse

from tests.journeys.demo import RunningDemo
from vakbewijs.demo.certificates import SAMIRA_DIPLOMA
from vakbewijs.demo.world import ROC

_FORM = re.compile(r"<input[^>]*>")
_SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


class Visitor:
    """Somebody's client at one party."""

    def __init__(self, app: Flask, base_url: str) -> None:
        self._client: Client = app.test_client()
        self._base_url = base_url

    def get(self, address: str, **headers: str) -> TestResponse:
        return self._client.get(self._path(address), base_url=self._base_url, headers=headers)

    def post(self, address: str, fields: Mapping[str, object], **headers: str) -> TestResponse:
        return self._client.post(
            self._path(address),
            base_url=self._base_url,
            data=fields,
            headers={**_SAME_ORIGIN, **headers},
        )

    def sends(self, page: str, fields: Mapping[str, object], *, to: str | None = None) -> TestResponse:
        """Open a page and send its form back with these fields; it must redirect."""
        shown = self.get(page)
        assert shown.status_code == 200, f"{page}: {shown.status_code}\n{shown.text[:2000]}"
        answer = self.post(to or page, {**_hidden(shown.text), **fields})
        assert answer.status_code == 303, f"{page}: {answer.status_code}\n{answer.text[:2000]}"
        return answer

    def _path(self, address: str) -> str:
        parts = urlsplit(address)
        path = parts.path.removeprefix(urlsplit(self._base_url).path) or "/"
        return f"{path}?{parts.query}" if parts.query else path


def _hidden(page: str) -> dict[str, str]:
    found = {}
    for tag in _FORM.findall(page):
        attributes = dict(re.findall(r'([a-z_-]+)="([^"]*)"', tag))
        if attributes.get("type") == "hidden" and "name" in attributes:
            found[attributes["name"]] = unescape(attributes.get("value", ""))
    return found


def test_a_diploma_goes_from_the_school_to_the_employer_and_is_revoked(demo: RunningDemo) -> None:
    school = Visitor(demo.site.issuer, demo.addresses.issuer)
    nadia = Visitor(demo.site.wallet, demo.addresses.wallet)
    public = Visitor(demo.site.wallet, demo.addresses.wallet)
    employer = Visitor(demo.site.verifier, demo.addresses.verifier)

    # The school signs.
    staff = ROC.staff[0]
    school.sends(f"/sign-in/{ROC.slug}", {"login": staff.login, "password": staff.password})
    console = f"/console/{ROC.slug}"
    grounds = SAMIRA_DIPLOMA.grounds.qualification
    answer = school.sends(
        f"{console}/new/diploma/form?standard={grounds.code_system}:{grounds.code}",
        {
            "given_names": "Nadia",
            "family_name": "Verzonnen",
            "born": "14-03-1985",
            "awarded_on": "07-07-2017",
            "document": "mbo-diploma",
            "route": "BBL",
            "phase": "initieel",
            "funded": "ja",
            "in_register": "ja",
            "hours": "3200",
        },
    )
    award = answer.location
    school.sends(award, {}, to=f"{award}/submit")
    letter = school.get(f"{award}/letter").text
    code = unescape(re.search(r'code--large" translate="no">([^<]+)<', letter)[1])

    # Nadia keeps it.
    answer = nadia.sends("/receive/code", {"code": code})
    waiting = answer.location
    nadia.sends("/sign-up", {"name": "nadia@voorbeeld.example", "passphrase": "lamp gracht peper zeven"})
    nadia.sends("/recovery-code", {})
    offer = nadia.get(waiting)
    assert ROC.name in offer.text
    answer = nadia.sends(waiting, {}, to="/receive/accept")
    kept = answer.location
    assert "Echt en geldig" in nadia.get(kept).text

    # She shares it.
    document_id = kept.rsplit("/", 1)[-1]
    what = nadia.sends(kept, {"document": document_id}, to="/share").location
    who = nadia.sends(what, {"documents": document_id}).location
    why = nadia.sends(who, {"receiver": "Zorggroep De Linde"}).location
    how_long = nadia.sends(why, {}).location
    how_often = nadia.sends(how_long, {"duration": "1-week"}).location
    pin = nadia.sends(how_often, {"how_often": "always"}).location
    sure = nadia.sends(pin, {"wanted": "no"}).location
    share = nadia.sends(sure, {}).location
    link = unescape(re.search(r'id="link">([^<]+)<', nadia.get(share).text)[1])

    # Looking at the link counts as nothing; pressing the button does, and sends to the verifier.
    assert public.get(link).status_code == 200
    assert "Nog niet bekeken" in nadia.get("/shares").text
    sent = public.post(link, {})
    assert sent.status_code == 303
    assert "1 keer bekeken" in nadia.get("/shares").text

    # The employer sees the verdict, under the verifier's own name and in its own page.
    opened = employer.get(sent.location)
    assert opened.status_code == 303, opened.text
    verdict = employer.get(opened.location)
    assert "Echt en geldig" in verdict.text
    assert "Nadia Verzonnen" in verdict.text

    # The ticket worked once.
    ticket = parse_qs(urlsplit(sent.location).query)["ticket"][0]
    assert public.get(ticket).status_code in (404, 410)

    # The school revokes, and looking again shows it.
    school.sends(f"{award}/revoke", {"reason": "Op de verkeerde naam gesteld."})
    again = employer.post(opened.location, {})
    assert again.status_code == 303, again.text
    assert "ingetrokken" in employer.get(again.location).text

    # She stops; the link says so, and other software gets a code.
    nadia.sends(f"{share}/stop", {})
    assert public.get(link).status_code == 410
    refused = public.post(link, {}, Accept="application/vp")
    assert refused.status_code == 410
    assert refused.get_json()["code"] == "share.stopped"
