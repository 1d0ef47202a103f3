"""What Samira puts in a wallet to share, and what receivers do with a link, in one call each."""

from io import BytesIO
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from schemas.documents import JsonObject, parse_object
from schemas.presentation import Presentation
from tests.wallet.browser import BASE, Browser, path_of
from tests.wallet.evidence.samples import jpeg
from tests.wallet.references.people import answers, asks, confirmation_link, link_of, local
from web.database import Database


def keeps_a_photo(person: Browser) -> str:
    photo = {"files": (BytesIO(jpeg()), "vakantie.jpg"), "title": "Mijn keuken"}
    sent = person.send("/files/add", photo, content_type="multipart/form-data")
    return path_of(sent).rsplit("/", 1)[-1]


def has_a_reference(app: Flask, database: Database, person: Browser, *, confirmed: bool = True) -> str:
    request = asks(person)
    answers(app, link_of(person, request))
    if confirmed:
        app.test_client().post(local(confirmation_link(database)), base_url=BASE)
    person.send(f"/references/{request}/accept")
    return request


def path_of_link(person: Browser, share_id: str) -> str:
    return "/s/" + person.link_of(share_id).rsplit("/", 1)[-1]


def press(browser: Browser, path: str, pin: str = "", **headers: str) -> TestResponse:
    """Press the button on the page of a link."""
    return browser.client.post(
        path, base_url=BASE, data={"pin": pin} if pin else {}, headers=headers, buffered=True
    )


def presented(browser: Browser, path: str, pin: str = "") -> Presentation:
    """What a verifier gets that asks by itself."""
    response = press(browser, path, pin, Accept="application/vp")
    assert response.status_code == 200, response.text
    return Presentation.from_document(parse_object(response.data))


def ticket_of(response: TestResponse) -> str:
    """The path of the ticket with which a person is sent to the verifier."""
    assert response.status_code == 303, response.text
    (address,) = parse_qs(urlsplit(response.location).query)["ticket"]
    return urlsplit(address).path.removeprefix("/wallet")


def subject_of(document: JsonObject) -> JsonObject:
    subject = document["credentialSubject"]
    assert isinstance(subject, dict)
    return subject
