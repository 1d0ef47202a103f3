"""What Samira and the one she asks do, in one call each."""

import re
from html import unescape
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.wallet.browser import BASE, Browser, path_of
from wallet.models import OutboxMessage
from web.database import Database

QUESTION = {"referee": "Chef Peeters", "question": "Hoe ging ik met gasten om?", "asker": "Samira H."}
ANSWER = {
    "text": "Samira bleef altijd rustig.",
    "name": "J. Peeters",
    "role": "chef-kok",
    "organisation": "Grand Café De Brug",
    "email": "j.peeters@debrug.example",
}


def asks(person: Browser, **fields: str) -> str:
    """Ask for a reference and return the id of the question."""
    return path_of(person.send("/references/ask", {**QUESTION, **fields})).rsplit("/", 1)[-1]


def link_of(person: Browser, request_id: str) -> str:
    match = re.search(r'id="link">([^<]+)<', person.open(f"/references/{request_id}").text)
    assert match, "no link on the page"
    return unescape(match[1])


def answers(app: Flask, link: str, **fields: str) -> TestResponse:
    """Answer by a link, on a browser that nobody is signed in on."""
    return app.test_client().post(local(link), base_url=BASE, data={**ANSWER, **fields})


def confirmation_link(database: Database) -> str:
    """The link in the mail that waits."""
    with database.reading() as session:
        body = session.scalars(select(OutboxMessage.body)).one()
    match = re.search(r"https?://\S+", body)
    assert match, body
    return match[0]


def local(link: str) -> str:
    return urlsplit(link).path.removeprefix("/wallet")
