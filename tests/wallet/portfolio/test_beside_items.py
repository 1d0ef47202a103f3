"""What stands beside an item: her files, and what somebody else said about it."""

from io import BytesIO

from flask import Flask

from tests.wallet.browser import BASE, Browser, path_of
from tests.wallet.evidence.samples import jpeg
from tests.wallet.portfolio.writing import writes
from tests.wallet.references.people import answers, asks, confirmation_link, link_of, local
from web.database import Database

OWN_WORDS, SOMEONE_ELSE = "Eigen woorden", "Iemand anders zegt het"


def test_somebody_elses_word_counts_once_it_is_confirmed_and_accepted(
    app: Flask, samira: Browser, database: Database
) -> None:
    item = writes(samira)
    request = asks(samira, item=item)
    answers(app, link_of(samira, request))
    samira.send(f"/references/{request}/accept")
    assert SOMEONE_ELSE not in samira.open(f"/portfolio/items/{item}").text  # nobody knows yet who wrote it

    app.test_client().post(local(confirmation_link(database)), base_url=BASE)
    page = samira.open(f"/portfolio/items/{item}").text
    assert SOMEONE_ELSE in page
    assert OWN_WORDS not in page
    assert "Samira bleef altijd rustig." in page
    assert "debrug.example" in page
    assert "j.peeters@" not in page


def test_a_file_of_an_item_stands_on_its_page_and_goes_with_it(app: Flask, samira: Browser) -> None:
    item = writes(samira)
    photo = {"files": (BytesIO(jpeg()), "foto.jpg"), "item": item}
    file = path_of(samira.send("/files/add", photo, content_type="multipart/form-data"))
    assert file in samira.open(f"/portfolio/items/{item}").text

    samira.send(f"/portfolio/items/{item}/delete")
    assert samira.open(file).status_code == 404
