"""Who may open what (WB-09): every route times nobody, Samira and Johan, on things that are Samira's."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pytest
from flask import Flask

from tests.wallet.account.authenticator import Authenticator
from tests.wallet.account.test_passkeys import adds
from tests.wallet.browser import BASE, Browser, path_of
from tests.wallet.ecosystem import MemoryIssuer, diploma, offer_link
from tests.wallet.evidence.samples import jpeg
from tests.wallet.portfolio.writing import writes
from tests.wallet.references.people import answers, asks, confirmation_link, link_of
from tests.wallet.requests.organisation import begins
from web import pdf
from web.database import Database

# Forms are sent empty, or with these answers, so that no route changes what the next one needs.
BAD_FIELDS = {
    "/share/<draft_id>/who": {"receiver": ""},
    "/share/<draft_id>/how-long": {"duration": "never"},
    "/share/<draft_id>/why": {"reason": "x" * 1000},
    "/share/<draft_id>/how-often": {"how_often": "some"},
    "/share/<draft_id>/pin": {"wanted": "yes"},
    "/portfolio/items/<item_id>/answer/<name>": {"answer": ""},
    "/portfolio/items/<item_id>/qualifications/<code_system>/<code>": {"chosen": "nothing"},
    "/portfolio/items/<item_id>/documents": {"chosen": "nothing"},
}
# What each route answers on an object of Samira's: to nobody, to Samira, to Johan.
# 303 to nobody is the way to the sign-in page. A route that is not here fails the test below.
SIGN_IN = "sign-in"
# A machine that can't make a PDF leads to the page that says so.
PAPER = 200 if pdf.unavailable() is None else 303
MATRIX: dict[tuple[str, str], tuple[int | str, int, int]] = {
    # Anybody's own
    ("GET", "/"): (200, 303, 303),
    ("GET", "/sign-up"): (200, 200, 200),
    ("POST", "/sign-up"): (422, 422, 422),
    ("GET", "/sign-up/passkey"): (200, 200, 200),
    ("POST", "/sign-up/passkey"): (422, 422, 422),
    ("GET", "/sign-up/passkey/make"): (303, 303, 303),
    ("POST", "/sign-up/passkey/make"): (303, 303, 303),
    ("GET", "/sign-in"): (200, 200, 200),
    ("POST", "/sign-in"): (422, 422, 422),
    ("POST", "/sign-in/again"): (303, 303, 303),
    ("GET", "/recover"): (200, 200, 200),
    ("POST", "/recover"): (422, 422, 422),
    ("POST", "/sign-out"): (303, 303, 303),
    ("GET", "/receive"): (303, 303, 303),
    ("GET", "/receive/code"): (200, 200, 200),
    ("POST", "/receive/code"): (422, 422, 422),
    ("POST", "/receive/host"): (422, 422, 422),
    ("POST", "/receive/decline"): (303, 303, 303),
    # A holder's own
    ("GET", "/recovery-code"): (SIGN_IN, 303, 303),
    ("POST", "/recovery-code"): (SIGN_IN, 303, 303),
    ("GET", "/account"): (SIGN_IN, 200, 200),
    ("POST", "/account/still-here"): (SIGN_IN, 204, 204),
    ("GET", "/account/confirm"): (SIGN_IN, 200, 200),
    ("POST", "/account/confirm"): (SIGN_IN, 422, 422),
    ("GET", "/account/name"): (SIGN_IN, 200, 200),
    ("POST", "/account/name"): (SIGN_IN, 422, 422),
    ("GET", "/account/passphrase"): (SIGN_IN, 200, 200),
    ("POST", "/account/passphrase"): (SIGN_IN, 422, 422),
    ("GET", "/account/recovery-code"): (SIGN_IN, 200, 200),
    ("POST", "/account/recovery-code"): (SIGN_IN, 303, 303),
    ("POST", "/sign-in/passkey"): (303, 303, 303),
    ("POST", "/account/confirm/passkey"): (SIGN_IN, 303, 303),
    ("GET", "/account/passkeys"): (SIGN_IN, 200, 200),
    ("GET", "/account/passkeys/add"): (SIGN_IN, 200, 200),
    ("POST", "/account/passkeys/add"): (SIGN_IN, 422, 422),
    ("GET", "/account/passkeys/<passkey_id>/remove"): (SIGN_IN, 200, 404),
    ("POST", "/account/passkeys/<passkey_id>/remove"): (SIGN_IN, 303, 404),
    ("GET", "/account/browsers"): (SIGN_IN, 200, 200),
    ("POST", "/account/browsers/end"): (SIGN_IN, 404, 404),
    ("POST", "/account/browsers/end-others"): (SIGN_IN, 303, 303),
    ("GET", "/account/data"): (SIGN_IN, 200, 200),
    ("GET", "/account/keys"): (SIGN_IN, 200, 200),
    ("POST", "/account/keys"): (SIGN_IN, 422, 422),
    ("GET", "/account/delete"): (SIGN_IN, 200, 200),
    ("POST", "/account/delete"): (SIGN_IN, 422, 422),
    ("GET", "/account/export"): (SIGN_IN, 200, 200),
    ("POST", "/account/export"): (SIGN_IN, 200, 200),
    ("GET", "/bring"): (SIGN_IN, 200, 200),
    ("POST", "/bring"): (SIGN_IN, 422, 422),
    ("POST", "/receive/accept"): (SIGN_IN, 303, 303),
    ("GET", "/documents"): (SIGN_IN, 200, 200),
    ("GET", "/documents/add"): (SIGN_IN, 200, 200),
    ("POST", "/documents/add"): (SIGN_IN, 422, 422),
    ("GET", "/files"): (SIGN_IN, 200, 200),
    ("GET", "/files/add"): (SIGN_IN, 200, 200),
    ("POST", "/files/add"): (SIGN_IN, 422, 422),
    ("GET", "/references"): (SIGN_IN, 200, 200),
    ("GET", "/references/ask"): (SIGN_IN, 200, 200),
    ("POST", "/references/ask"): (SIGN_IN, 422, 422),
    ("POST", "/share"): (SIGN_IN, 303, 303),
    ("GET", "/portfolio"): (SIGN_IN, 200, 200),
    ("GET", "/portfolio/qualifications"): (SIGN_IN, 200, 200),
    ("GET", "/portfolio/timeline"): (SIGN_IN, 200, 200),
    ("GET", "/portfolio/profile"): (SIGN_IN, 200, 200),
    ("GET", "/portfolio/profile.pdf"): (SIGN_IN, PAPER, PAPER),
    ("GET", "/portfolio/items/add"): (SIGN_IN, 200, 200),
    ("POST", "/portfolio/items/add"): (SIGN_IN, 422, 422),
    # Public facts about a qualification, beside what is the asker's own
    ("GET", "/portfolio/qualifications/<code_system>/<code>"): (SIGN_IN, 200, 200),
    ("GET", "/learning/<rules>"): (SIGN_IN, 200, 200),
    ("GET", "/learning/<rules>/question"): (SIGN_IN, 200, 200),
    ("POST", "/learning/<rules>/question"): (SIGN_IN, 422, 422),
    ("GET", "/learning/<rules>/why/<target>"): (SIGN_IN, 200, 200),
    ("GET", "/learning/<rules>/if"): (SIGN_IN, 200, 200),
    ("POST", "/learning/<rules>/forget"): (SIGN_IN, 303, 303),
    ("GET", "/shares"): (SIGN_IN, 200, 200),
    ("GET", "/shares/log"): (SIGN_IN, 200, 200),
    ("GET", "/shares/log.csv"): (SIGN_IN, 200, 200),
    ("GET", "/shares/log.json"): (SIGN_IN, 200, 200),
    ("GET", "/shares/stop-all"): (SIGN_IN, 200, 200),
    ("POST", "/shares/stop-all"): (SIGN_IN, 303, 303),
    # A request of an organisation: anybody may read it, whoever has a wallet may answer
    ("GET", "/requests"): (200, 200, 200),
    ("POST", "/requests"): (422, 422, 422),
    ("GET", "/requests/open"): (303, 303, 303),
    ("POST", "/requests/host"): (422, 422, 422),
    ("POST", "/requests/no"): (303, 303, 303),
    ("POST", "/requests/start"): (SIGN_IN, 303, 303),
    # Samira's, and nobody else's
    ("GET", "/documents/<document_id>"): (SIGN_IN, 200, 404),
    ("POST", "/documents/<document_id>/check"): (SIGN_IN, 303, 404),
    ("GET", "/documents/<document_id>/original"): (SIGN_IN, 200, 404),
    ("GET", "/documents/<document_id>/print"): (SIGN_IN, 200, 404),
    ("GET", "/documents/<document_id>/paper"): (SIGN_IN, 200, 404),
    ("GET", "/documents/<document_id>/paper.pdf"): (SIGN_IN, PAPER, 404),
    ("GET", "/documents/<document_id>/delete"): (SIGN_IN, 200, 404),
    ("POST", "/documents/<document_id>/delete"): (SIGN_IN, 303, 404),
    ("GET", "/files/<file_id>"): (SIGN_IN, 200, 404),
    ("GET", "/files/<file_id>/content"): (SIGN_IN, 200, 404),
    ("GET", "/files/<file_id>/picture"): (SIGN_IN, 200, 404),
    ("GET", "/files/<file_id>/thumbnail"): (SIGN_IN, 200, 404),
    ("GET", "/files/<file_id>/delete"): (SIGN_IN, 200, 404),
    ("POST", "/files/<file_id>/delete"): (SIGN_IN, 303, 404),
    ("GET", "/references/<request_id>"): (SIGN_IN, 200, 404),
    ("POST", "/references/<request_id>/accept"): (SIGN_IN, 303, 404),
    ("GET", "/references/<request_id>/delete"): (SIGN_IN, 200, 404),
    ("POST", "/references/<request_id>/delete"): (SIGN_IN, 303, 404),
    ("GET", "/share/<draft_id>/what"): (SIGN_IN, 200, 404),
    ("POST", "/share/<draft_id>/what"): (SIGN_IN, 422, 404),
    ("GET", "/share/<draft_id>/who"): (SIGN_IN, 200, 404),
    ("POST", "/share/<draft_id>/who"): (SIGN_IN, 422, 404),
    ("GET", "/share/<draft_id>/hide"): (SIGN_IN, 303, 404),
    ("POST", "/share/<draft_id>/hide"): (SIGN_IN, 303, 404),
    ("GET", "/share/<draft_id>/why"): (SIGN_IN, 200, 404),
    ("POST", "/share/<draft_id>/why"): (SIGN_IN, 422, 404),
    ("GET", "/share/<draft_id>/how-often"): (SIGN_IN, 200, 404),
    ("POST", "/share/<draft_id>/how-often"): (SIGN_IN, 422, 404),
    ("GET", "/share/<draft_id>/pin"): (SIGN_IN, 200, 404),
    ("POST", "/share/<draft_id>/pin"): (SIGN_IN, 422, 404),
    ("GET", "/share/<draft_id>/how-long"): (SIGN_IN, 200, 404),
    ("POST", "/share/<draft_id>/how-long"): (SIGN_IN, 422, 404),
    ("GET", "/share/<draft_id>/check"): (SIGN_IN, 200, 404),
    ("POST", "/share/<draft_id>/check"): (SIGN_IN, 303, 404),
    ("GET", "/requests/<reply_id>"): (SIGN_IN, 303, 404),
    ("GET", "/requests/<reply_id>/what"): (SIGN_IN, 200, 404),
    ("POST", "/requests/<reply_id>/what"): (SIGN_IN, 422, 404),
    ("GET", "/requests/<reply_id>/hide"): (SIGN_IN, 303, 404),  # nothing can be left out of what she chose
    ("POST", "/requests/<reply_id>/hide"): (SIGN_IN, 303, 404),
    ("GET", "/requests/<reply_id>/check"): (SIGN_IN, 200, 404),
    ("POST", "/requests/<reply_id>/check"): (SIGN_IN, 303, 404),
    ("POST", "/requests/<reply_id>/decline"): (SIGN_IN, 422, 404),  # sent before, by the row above
    ("GET", "/shares/<share_id>"): (SIGN_IN, 200, 404),
    ("GET", "/shares/<share_id>/print"): (SIGN_IN, 200, 404),
    ("GET", "/learning/law/share/<share_id>"): (SIGN_IN, 200, 404),
    ("GET", "/shares/<share_id>/paper.pdf"): (SIGN_IN, PAPER, 404),
    ("GET", "/shares/<share_id>/stop"): (SIGN_IN, 200, 404),
    ("POST", "/shares/<share_id>/stop"): (SIGN_IN, 303, 404),
    ("POST", "/shares/<share_id>/unlock"): (SIGN_IN, 303, 404),
    ("POST", "/shares/<share_id>/suggestions/<suggestion_id>/keep"): (SIGN_IN, 303, 404),
    # Throwing away what is not there is no mistake, and touches nothing of anybody else's.
    ("POST", "/shares/<share_id>/suggestions/<suggestion_id>/delete"): (SIGN_IN, 303, 303),
    ("GET", "/shares/<share_id>/prolong"): (SIGN_IN, 200, 404),
    ("POST", "/shares/<share_id>/prolong"): (SIGN_IN, 422, 404),
    ("GET", "/portfolio/items/<item_id>"): (SIGN_IN, 200, 404),
    ("GET", "/portfolio/items/<item_id>/go-on"): (SIGN_IN, 303, 404),
    ("GET", "/portfolio/items/<item_id>/answer/<name>"): (SIGN_IN, 200, 404),
    ("POST", "/portfolio/items/<item_id>/answer/<name>"): (SIGN_IN, 422, 404),
    ("GET", "/portfolio/items/<item_id>/qualifications"): (SIGN_IN, 200, 404),
    ("GET", "/portfolio/items/<item_id>/qualifications/<code_system>/<code>"): (SIGN_IN, 200, 404),
    ("POST", "/portfolio/items/<item_id>/qualifications/<code_system>/<code>"): (SIGN_IN, 422, 404),
    ("GET", "/portfolio/items/<item_id>/documents"): (SIGN_IN, 200, 404),
    ("POST", "/portfolio/items/<item_id>/documents"): (SIGN_IN, 422, 404),
    ("GET", "/portfolio/items/<item_id>/delete"): (SIGN_IN, 200, 404),
    ("POST", "/portfolio/items/<item_id>/delete"): (SIGN_IN, 303, 404),
    # Whoever has the link
    ("GET", "/s/<token>"): (200, 200, 200),
    ("POST", "/s/<token>"): (303, 303, 303),
    ("GET", "/s/<token>/suggest"): (200, 200, 200),
    ("POST", "/s/<token>/suggest"): (422, 422, 422),
    ("GET", "/s/<token>/thanks"): (200, 200, 200),
    ("GET", "/t/<ticket>"): (200, 200, 200),
    ("GET", "/t/<ticket>/files"): (200, 200, 200),
    ("POST", "/t/<ticket>/files/<file_id>"): (200, 200, 200),
    ("GET", "/r/<question_token>"): (200, 200, 200),
    ("POST", "/r/<question_token>"): (422, 422, 422),
    ("GET", "/r/<question_token>/organisation"): (200, 200, 200),
    ("POST", "/r/<question_token>/organisation"): (422, 422, 422),
    ("GET", "/r/<question_token>/signed"): (200, 200, 200),
    ("POST", "/r/<question_token>/signed"): (422, 422, 422),
    ("GET", "/r/received"): (200, 200, 200),
    ("GET", "/r/sent"): (200, 200, 200),
    ("GET", "/r/confirm/<confirmation_token>"): (200, 200, 200),
    ("POST", "/r/confirm/<confirmation_token>"): (303, 303, 303),
    ("GET", "/r/confirmed"): (200, 200, 200),
    # The shell
    ("GET", "/static/web/<path:filename>"): (200, 200, 200),
    ("POST", "/language"): (400, 400, 400),
    ("GET", "/openapi.json"): (200, 200, 200),
    ("GET", "/livez"): (200, 200, 200),
    ("GET", "/readyz"): (200, 200, 200),
}


@dataclass
class Things:
    """What Samira has, by the names of the parameters of routes."""

    document_id: str
    file_id: str
    request_id: str
    question: str
    confirmation: str
    suggestion: str
    draft_id: str
    share_id: str
    reply_id: str
    token: str
    passkey_id: str
    item_id: str
    ticket: Callable[[], str]

    def path(self, rule: str) -> str:
        ticket = self.ticket() if "<ticket>" in rule else ""
        return (
            rule.replace("<document_id>", self.document_id)
            .replace("<file_id>", self.file_id)
            .replace("<request_id>", self.request_id)
            .replace("<question_token>", self.question)
            .replace("<confirmation_token>", self.confirmation)
            .replace("<draft_id>", self.draft_id)
            .replace("<share_id>", self.share_id)
            .replace("<reply_id>", self.reply_id)
            .replace("<passkey_id>", self.passkey_id)
            .replace("<suggestion_id>", self.suggestion)
            .replace("<token>", self.token)
            .replace("<item_id>", self.item_id)
            .replace("<name>", "title")
            .replace("<rules>", "law")
            .replace("<target>", "mbo-3")
            .replace("<code_system>", "crebo")
            .replace("<code>", "25491")
            .replace("<ticket>", ticket)
            .replace("<path:filename>", "style.css")
        )


@pytest.fixture
def things(app: Flask, samira: Browser, issuer: MemoryIssuer, database: Database) -> Things:
    issuer.has_ready("D" * 43, diploma())
    document = samira.receives(offer_link("D" * 43))
    photo = {"files": (BytesIO(jpeg()), "Samira.jpg")}
    file = path_of(samira.send("/files/add", photo, content_type="multipart/form-data")).rsplit("/", 1)[-1]
    share = samira.agrees({"documents": [document], "files": [file]}, counsellor=True)
    token = samira.link_of(share).rsplit("/", 1)[-1]
    draft = path_of(samira.send("/share", {"document": [document]})).split("/")[2]
    samira.send(f"/share/{draft}/what", {"documents": [document]})
    samira.send(f"/share/{draft}/who", {"receiver": "Zorggroep"})
    samira.send(f"/share/{draft}/why")
    samira.send(f"/share/{draft}/how-long", {"duration": "1-day"})
    samira.send(f"/share/{draft}/how-often", {"how_often": "always"})
    samira.send(f"/share/{draft}/pin", {"wanted": "no"})

    def ticket() -> str:
        location = app.test_client().post(f"/s/{token}", base_url=BASE).location
        return location.rsplit("%2F", 1)[-1]

    reply = begins(samira)
    samira.send(f"/requests/{reply}/what", {"documents": [document]})
    adds(samira, Authenticator())
    (passkey,) = re.findall(r"/passkeys/([0-9a-f-]{36})/remove", samira.open("/account/passkeys").text)
    item = writes(samira, title="Thuishulp bij Samira")
    request = asks(samira)
    question = link_of(samira, asks(samira)).rsplit("/", 1)[-1]
    answers(app, link_of(samira, request))
    confirmation = confirmation_link(database).rsplit("/", 1)[-1]
    tip = {"text": "Vertel ook over de keuken, Samira.", "name": "Coach"}
    app.test_client().post(f"/s/{token}/suggest", base_url=BASE, data=tip)
    (suggestion,) = re.findall(r"/suggestions/([0-9a-f-]{36})/keep", samira.open(f"/shares/{share}").text)
    return Things(
        document_id=document,
        file_id=file,
        request_id=request,
        question=question,
        confirmation=confirmation,
        suggestion=suggestion,
        draft_id=draft,
        share_id=share,
        reply_id=reply,
        token=token,
        passkey_id=passkey,
        item_id=item,
        ticket=ticket,
    )


def routes(app: Flask) -> set[tuple[str, str]]:
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint != "static"
    }


def test_every_route_stands_in_the_matrix(app: Flask) -> None:
    assert routes(app) == set(MATRIX)


# What ends something comes last, in this order.
ENDING = (
    "/requests/<reply_id>/check",
    "/requests/<reply_id>/decline",
    "/share/<draft_id>/check",
    "/shares/<share_id>/suggestions/<suggestion_id>/delete",
    "/shares/stop-all",
    "/shares/<share_id>/stop",
    "/documents/<document_id>/delete",
    "/portfolio/items/<item_id>/delete",
    "/files/<file_id>/delete",
    "/references/<request_id>/delete",
    "/sign-out",
)


def in_a_harmless_order() -> list[tuple[str, str]]:
    def ends(route: tuple[str, str]) -> int:
        method, rule = route
        return ENDING.index(rule) + 1 if method == "POST" and rule in ENDING else 0

    return sorted(MATRIX, key=ends)


@pytest.mark.parametrize("who", ["nobody", "samira", "johan"])
def test_every_route_answers_each_person_as_the_matrix_says(
    browser: Browser, samira: Browser, johan: Browser, things: Things, who: str
) -> None:
    person = {"nobody": browser, "samira": samira, "johan": johan}[who]
    wrong = []
    for method, rule in in_a_harmless_order():
        expected = MATRIX[method, rule][("nobody", "samira", "johan").index(who)]
        path = things.path(rule)
        response = person.open(path) if method == "GET" else person.send(path, BAD_FIELDS.get(rule))
        if expected == SIGN_IN:
            met = response.status_code == 303 and path_of(response).startswith("/sign-in")
        else:
            met = response.status_code == expected
        if not met:
            wrong.append(f"{method} {rule}: {response.status_code}, not {expected}")
        if who == "johan" and not rule.startswith(("/s/", "/t/", "/r/")):
            assert b"Samira" not in response.data, rule
    assert wrong == []


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)


def test_somebody_elses_and_what_does_not_exist_look_the_same(johan: Browser, things: Things) -> None:
    hers_to_find = (
        ("documents", things.document_id),
        ("files", things.file_id),
        ("portfolio/items", things.item_id),
        ("references", things.request_id),
        ("shares", things.share_id),
        ("requests", things.reply_id),
    )
    for rule, real in hers_to_find:
        made_up = "0190aaaa-0000-7000-8000-00000000ffff"
        hers, nothing = johan.open(f"/{rule}/{real}"), johan.open(f"/{rule}/{made_up}")
        assert hers.status_code == nothing.status_code == 404
        assert without_tokens(hers.text).replace(real, made_up) == without_tokens(nothing.text)


@pytest.mark.parametrize(
    "path",
    ["/documents/%00", "/documents/..%2f..", "/shares/" + "x" * 3000, "/share/é/what", "/documents/'--"],
)
def test_odd_addresses_are_not_found(samira: Browser, path: str) -> None:
    assert samira.open(path).status_code == 404


def test_what_one_holder_shares_is_not_in_the_list_of_another(
    samira: Browser, johan: Browser, things: Things
) -> None:
    assert things.share_id not in johan.open("/shares").text
    assert things.document_id not in johan.open("/documents").text
    for page in ("", "/timeline", "/profile", "/qualifications/crebo/25491"):
        assert things.item_id not in johan.open(f"/portfolio{page}").text
