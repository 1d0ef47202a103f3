"""Fields and their sentences, and what the macros make of them."""

import io
import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import PasswordField, StringField, TextAreaField

from web.forms import BaseForm, DateField, DocumentField, UploadField


class Sample(BaseForm):
    line = StringField("Regel")
    text = TextAreaField("Tekst")
    document = DocumentField("Document")
    word = PasswordField("Wachtwoord")
    day = DateField("Dag")
    photo = UploadField("Foto", max_bytes=10)


def errors_of(app: Flask, **values: object) -> dict[str, list[str]]:
    with app.test_request_context("/s/x", method="POST"):  # a public page: no token
        form = Sample(MultiDict(values))
        form.validate()
        return {name: [str(error) for error in errors] for name, errors in form.errors.items()}


@pytest.mark.parametrize("text", ["Sam\u200bira", "\u202e", "a\x00b"])
def test_a_line_with_characters_that_nobody_sees_is_refused(app: Flask, text: str) -> None:
    assert errors_of(app, line=text) == {
        "line": ["Er staan onzichtbare tekens in. Typ dit zelf, zonder plakken."]
    }
    assert set(errors_of(app, text=text)) == {"text"}


def test_a_pasted_document_and_a_password_may_hold_anything(app: Flask) -> None:
    assert errors_of(app, document="{\u200b}", word="\u200bgeheim") == {}


def test_text_may_have_several_lines(app: Flask) -> None:
    assert errors_of(app, text="een\r\ntwee\tdrie") == {}


def test_a_line_that_is_too_long_is_refused(app: Flask) -> None:
    assert errors_of(app, line="x" * 501) == {"line": ["Gebruik hoogstens 500 tekens."]}
    assert errors_of(app, text="x" * 501) == {}
    assert set(errors_of(app, text="x" * 20_001)) == {"text"}


@pytest.mark.parametrize(
    "text", ["31-2-2026", "2026-13-01", "1-12-26", "morgen", "12/2026", "0-0-0000", "1-1-20261", "²-1-2026"]
)
def test_what_is_no_date_is_refused_with_an_example(app: Flask, text: str) -> None:
    assert errors_of(app, day=text) == {"day": ["Dit is geen datum. Schrijf een datum zo: 31-12-2026."]}


@pytest.mark.parametrize(
    "text", ["1-12-2026", "01-12-2026", "1/12/2026", "1.12.2026", " 1 12 2026 ", "2026-12-01"]
)
def test_a_date_is_read_as_people_write_it(app: Flask, text: str) -> None:
    with app.test_request_context("/s/x", method="POST"):
        form = Sample(MultiDict({"day": text}))
        assert form.validate()
        assert form.day.data == date(2026, 12, 1)


def test_a_refused_date_stands_as_it_was_typed_and_a_stored_one_as_people_write_it(
    app: Flask,
) -> None:
    with app.test_request_context("/s/x"):
        assert 'value="31-2-2026"' in str(Sample(MultiDict({"day": "31-2-2026"})).day())
        assert 'value="1-12-2026"' in str(Sample(None, data={"day": date(2026, 12, 1)}).day())


def test_an_upload_over_its_limit_is_refused_and_one_within_it_can_be_read(app: Flask) -> None:
    with app.test_request_context("/s/x", method="POST"):
        too_big = Sample(MultiDict({"photo": FileStorage(io.BytesIO(b"x" * 11), "foto.png")}))
        assert not too_big.validate()
        assert "te groot" in too_big.photo.errors[0]
        fits = Sample(MultiDict({"photo": FileStorage(io.BytesIO(b"x" * 10), "foto.png")}))
        assert fits.validate()
        assert fits.photo.read() == b"x" * 10
        assert Sample(MultiDict({})).photo.read() == b""


def submit(client: FlaskClient, **values: str) -> str:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/form").text)
    assert token
    return client.post("/form", data={"csrf_token": token[1], **values}).text


def summary_of(page: str) -> str:
    """What stands above the form; other forms may come before both."""
    found = page[page.index("error-summary") :]
    return found[: found.index("<form class")]


def test_every_error_is_linked_from_the_summary_to_an_element_that_is_there(client: FlaskClient) -> None:
    page = submit(client, born="31-31-2020", level="")
    summary = summary_of(page)
    targets = re.findall(r'href="#([\w-]+)"', summary)
    assert targets == ["name", "born", "passphrase", "period-0", "agreed"]
    for target in targets:
        assert f'id="{target}"' in page


def test_the_summary_also_says_what_is_translated_late(client: FlaskClient) -> None:
    page = submit(client, name="Sam\u200bira")
    summary = summary_of(page)
    assert 'href="#name"' in summary
    assert "Er staan onzichtbare tekens in." in summary


def test_a_field_points_to_its_hint_and_its_error(client: FlaskClient) -> None:
    page = submit(client, born="31-31-2020")
    field = re.search(r"<input[^>]*id=\"born\"[^>]*>", page)
    assert field
    assert 'aria-describedby="born-hint born-error"' in field[0]
    assert 'aria-invalid="true"' in field[0]
    assert 'id="born-hint"' in page
    assert 'id="born-error"' in page


def test_a_field_without_hint_and_error_points_to_nothing(client: FlaskClient) -> None:
    field = re.search(r"<input[^>]*id=\"email\"[^>]*>", client.get("/form").text)
    assert field
    assert "aria-" not in field[0]
    assert 'autocomplete="email"' in field[0]


def test_what_was_typed_stays_but_for_passwords(client: FlaskClient) -> None:
    page = submit(client, name='Samira "<b>"', passphrase="geheim geheim")
    assert 'value="Samira &#34;&lt;b&gt;&#34;"' in page
    assert "geheim" not in page


def test_errors_are_said_in_the_language_of_the_page(client: FlaskClient) -> None:
    client.set_cookie("lang", "en", path="/sample")
    assert "Fill this in." in submit(client)


def test_a_form_with_a_file_is_sent_as_one(client: FlaskClient) -> None:
    assert 'enctype="multipart/form-data"' in client.get("/form").text
    assert "enctype" not in client.get("/search").text


def test_a_form_that_was_accepted_leads_to_a_page_that_says_so(client: FlaskClient) -> None:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/form").text)
    assert token
    values = {
        "name": "Samira",
        "born": "1-1-1985",
        "passphrase": "x",
        "period": "1",
        "level": "",
        "agreed": "y",
    }
    response = client.post("/form", data={"csrf_token": token[1], **values}, follow_redirects=True)
    assert "notice--good" in response.text
    assert "Bewaard" in response.text


@pytest.mark.parametrize("body", ["1", '"x"', "true", "[]", '{"name": 1}', '{"name": "Samira"}', "{"])
def test_json_never_fills_a_form(client: FlaskClient, body: str) -> None:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/form").text)
    assert token
    answer = client.post(
        "/form", data=body, content_type="application/json", headers={"X-CSRFToken": token[1]}
    )
    assert answer.status_code < 500
    assert "error-summary" in answer.text
    assert "Samira" not in answer.text


def test_a_file_in_the_place_of_text_counts_as_nothing_and_text_in_that_of_a_file_too(app: Flask) -> None:
    names = ("line", "text", "document", "word", "day")
    sent = {name: (io.BytesIO(b"x"), "x.txt") for name in names} | {"photo": "text"}
    with app.test_request_context("/s/x", method="POST", data=sent):
        form = Sample()
        assert form.validate(), form.errors
        assert [form[name].data or "" for name in names] == [""] * len(names)
        assert form.photo.read() == b""


def test_a_file_that_was_sent_is_read(app: Flask) -> None:
    sent = {"photo": (io.BytesIO(b"abc"), "foto.png")}
    with app.test_request_context("/s/x", method="POST", data=sent):
        form = Sample()
        assert form.validate()
        assert form.photo.read() == b"abc"
