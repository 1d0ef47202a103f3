"""Someone else's word: asked by link, written once, read by her alone, accepted or thrown away."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from flask import Flask
from sqlalchemy import select, update

from keys.errors import SealError
from tests.wallet.browser import BASE, Browser
from tests.wallet.conftest import NOW
from tests.wallet.ecosystem import Clock
from tests.wallet.references.people import ANSWER, QUESTION, answers, asks, confirmation_link, link_of, local
from tests.wallet.test_at_rest import dump
from tests.wallet.test_hostile_content import ATTACKS, LIVE
from wallet.jobs import mailing
from wallet.models import OutboxMessage, Reference
from wallet.references import asking
from wallet.references.asking import MAX_OPEN, OPEN_FOR
from wallet.settings import WalletSettings
from wallet.vault import Vault
from wallet.views.signed_in import open_vault
from web.database import Database
from web.logs import Redaction


def open_link(app: Flask, link: str) -> tuple[int, str]:
    response = app.test_client().get(local(link), base_url=BASE)
    assert "Set-Cookie" not in response.headers
    return response.status_code, response.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", "x" * 1_501),
        ("name", ""),
        ("name", "x" * 101),
        ("role", "x" * 101),
        ("organisation", "x" * 101),
        ("name", "J. \u202eretoP"),
        ("text", "a\0b"),
        *[
            ("email", wrong)
            for wrong in ("", "peeters", "a@b", "a b@c.nl", "a@c.nl\nBcc: x@y.nl", "a@c.nl,b@c.nl", "é@c.nl")
        ],
        ("email", "x" * 250 + "@c.nl"),
    ],
)
def test_a_wrong_answer_is_refused_and_uses_nothing_up(
    app: Flask, samira: Browser, database: Database, field: str, value: str
) -> None:
    link = link_of(samira, asks(samira))
    assert answers(app, link, **{field: value}).status_code == 422
    with database.reading() as session:
        assert session.scalars(select(Reference)).all() == []
        assert session.scalars(select(OutboxMessage)).all() == []
    assert answers(app, link).status_code == 303


def test_no_log_holds_what_opens_a_question_or_confirms_an_address(
    app: Flask, samira: Browser, database: Database
) -> None:
    link = link_of(samira, asks(samira))
    answers(app, link)
    for secret in (link, confirmation_link(database)):
        redacted = str(Redaction().redact(f"GET {secret} 200"))
        assert secret.rsplit("/", 1)[-1] not in redacted


@pytest.mark.parametrize("missing", QUESTION)
def test_a_question_without_one_of_its_parts_is_not_asked(samira: Browser, missing: str) -> None:
    assert samira.send("/references/ask", {**QUESTION, missing: " "}).status_code == 422


def test_looking_at_the_link_uses_nothing_up_and_its_title_names_nobody(app: Flask, samira: Browser) -> None:
    link = link_of(samira, asks(samira))
    for _ in range(3):
        status, page = open_link(app, link)
        assert status == 200
        assert "Samira H." in page
        assert QUESTION["question"] in page
        assert "Samira" not in page.partition("</title>")[0]
    assert answers(app, link).status_code == 303


def test_a_link_takes_one_answer(app: Flask, samira: Browser) -> None:
    link = link_of(samira, asks(samira))
    assert answers(app, link).status_code == 303
    second = answers(app, link, text="Iets anders")
    assert second.status_code == 410
    assert "al beantwoord" in second.text
    assert open_link(app, link)[0] == 410


def test_a_link_ends(app: Flask, samira: Browser, clock: Clock) -> None:
    link = link_of(samira, asks(samira))
    clock.at += OPEN_FOR
    assert open_link(app, link)[0] == answers(app, link).status_code == 410


def test_a_question_that_was_taken_back_opens_nothing(app: Flask, samira: Browser) -> None:
    request = asks(samira)
    link = link_of(samira, request)
    samira.send(f"/references/{request}/delete")
    unknown = link[:-43] + "x" * 43
    assert open_link(app, link)[0] == open_link(app, unknown)[0] == answers(app, link).status_code == 404


def test_she_reads_the_answer_and_accepts_it(app: Flask, samira: Browser, database: Database) -> None:
    item = "0190aaaa-0000-7000-8000-000000000001"
    request = asks(samira, item=item)
    link = link_of(samira, request)
    assert samira.send(f"/references/{request}/accept").status_code == 404
    answers(app, link)
    page = samira.open(f"/references/{request}").text
    for text in ANSWER.values():
        assert text in page
    assert "Iemand anders zegt het" in page
    assert "Dat weten we nog niet." in page
    assert "Nieuw antwoord" in page
    assert samira.send(f"/references/{request}/accept").status_code == 303
    assert "Nieuw antwoord" not in samira.open(f"/references/{request}").text


def test_thrown_away_is_gone(app: Flask, samira: Browser, database: Database) -> None:
    request = asks(samira)
    answers(app, link_of(samira, request))
    assert samira.open(f"/references/{request}/delete").status_code == 200
    samira.send(f"/references/{request}/delete")
    assert samira.open(f"/references/{request}").status_code == 404
    with database.reading() as session:
        assert session.scalars(select(Reference)).all() == []


def test_the_mail_confirms_the_address_by_a_button_and_not_by_loading_a_page(
    app: Flask, samira: Browser, database: Database, settings: WalletSettings, clock: Clock
) -> None:
    request = asks(samira)
    answers(app, link_of(samira, request))
    link = confirmation_link(database)
    job = mailing(settings, database, now=clock)
    assert job.step()
    assert not job.step()
    (path,) = (settings.folder / "outbox").iterdir()
    mail = message_from_bytes(path.read_bytes(), policy=default)
    assert mail["To"] == ANSWER["email"]
    assert link in mail.get_content()  # type: ignore[attr-defined]
    assert "Samira" not in path.read_text()
    with database.reading() as session:
        assert session.scalars(select(OutboxMessage)).all() == []
    assert open_link(app, link)[0] == 200
    assert "Dat weten we nog niet." in samira.open(f"/references/{request}").text
    assert app.test_client().post(local(link), base_url=BASE).status_code == 303
    assert "Ja, de ander heeft dat laten zien." in samira.open(f"/references/{request}").text
    assert app.test_client().post(local(link)[:-1] + "!", base_url=BASE).status_code == 404


def test_a_mail_that_can_not_be_delivered_stays_for_later(
    app: Flask, samira: Browser, database: Database, settings: WalletSettings, clock: Clock
) -> None:
    answers(app, link_of(samira, asks(samira)))
    (settings.folder / "outbox").write_text("a file, where a folder should be")
    job = mailing(settings, database, now=clock)
    assert job.step()
    (settings.folder / "outbox").unlink()
    clock.at += timedelta(minutes=2)
    assert job.step()
    assert len(list((settings.folder / "outbox").iterdir())) == 1


def test_the_database_alone_tells_nothing_of_question_and_answer(
    app: Flask, samira: Browser, database: Database, settings: WalletSettings, clock: Clock
) -> None:
    link = link_of(samira, asks(samira))
    answers(app, link)
    confirmation = confirmation_link(database)
    mailing(settings, database, now=clock).step()
    dumped = dump(database).lower()
    tokens = (link.rsplit("/", 1)[-1], confirmation.rsplit("/", 1)[-1])
    for text in (*QUESTION.values(), *ANSWER.values(), *tokens):
        assert text.lower().encode() not in dumped, text


def test_an_answer_moved_under_another_question_does_not_open(
    app: Flask, samira: Browser, database: Database
) -> None:
    first, second = asks(samira), asks(samira)
    for request in (first, second):
        answers(app, link_of(samira, request), text=request)
    with database.transaction() as session:
        row = session.scalars(select(Reference).where(Reference.request_id == first)).one()
        session.execute(
            update(Reference).where(Reference.request_id == second).values(sealed_words=row.sealed_words)
        )
    vault = vault_of(app, samira)
    with database.reading() as session, pytest.raises(SealError):
        asking.references(session, vault, at=NOW)


def test_she_waits_for_twenty_people_at_most(samira: Browser) -> None:
    for _ in range(MAX_OPEN):
        last = asks(samira)
    response = samira.send("/references/ask", QUESTION)
    assert response.status_code == 422
    assert "Je wacht al op 20 mensen." in response.text
    samira.send(f"/references/{last}/delete")
    asks(samira)


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if attack.isprintable()])
def test_hostile_words_stay_text_on_both_sides(app: Flask, samira: Browser, attack: str) -> None:
    request = asks(samira, referee=attack, question=attack, asker=attack)
    link = link_of(samira, request)
    pages = [open_link(app, link)[1], samira.open(f"/references/{request}").text]
    answers(app, link, text=attack, name=attack, role=attack, organisation=attack)
    pages += [samira.open(path).text for path in ("/references", f"/references/{request}")]
    for page in pages:
        assert not [live for live in LIVE if live in page]
        assert ">49<" not in page
        assert " onmouseover='" not in page


def test_accepted_ones_of_an_item_show_where_the_writer_works_and_hide_the_address(
    app: Flask, samira: Browser, database: Database
) -> None:
    item = "0190aaaa-0000-7000-8000-000000000001"
    request, other = asks(samira, item=item), asks(samira)
    for each in (request, other):
        answers(app, link_of(samira, each))
    vault = vault_of(app, samira)
    with database.reading() as session:
        assert asking.references_of(session, vault, item, at=NOW) == ()
    samira.send(f"/references/{request}/accept")
    samira.send(f"/references/{other}/accept")
    with database.reading() as session:
        (view,) = asking.references_of(session, vault, item, at=NOW)
    assert view.request_id == request
    assert view.email_domain == "debrug.example"


def vault_of(app: Flask, person: Browser) -> Vault:
    """The open vault of a signed-in browser, as its pages get it."""
    cookie = person.client.get_cookie("wallet_session", domain="localhost", path="/wallet")
    assert cookie
    header = f"wallet_session={cookie.value}"
    with app.test_request_context("/documents", base_url=BASE, headers={"Cookie": header}):
        vault = open_vault()
    assert vault
    return vault
