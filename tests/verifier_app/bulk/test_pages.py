"""Batches of organisations: taken in by page or program, checked by the worker, seen by their owner alone."""

import io
import re
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from schemas.documents import serialize
from tests.ecosystem import World
from tests.verifier_app.bulk.test_batches import packed
from tests.verifier_app.cases import CASES
from tests.verifier_app.doors import SHARE, Answer, WorldClient, words_of
from verifier.bulk import keeping
from verifier.context import current_verifier
from verifier.models import BulkCheckRow
from verifier.organisations import registering
from verifier.organisations.api_keys import api_keys
from verifier.organisations.roles import Role
from verifier.organisations.staff import accounts
from verifier.views.desk import current_desk
from web.application import current_database

PASSWORD = "fietsen naar de markt"


@dataclass(frozen=True)
class House:
    """An organisation with somebody of HR who is signed in, and a key for its other systems."""

    slug: str
    client: FlaskClient
    key: str

    def post(self, content: bytes) -> str:
        response = self.client.post(
            f"/console/{self.slug}/bulk",
            data={"file": (io.BytesIO(content), "in.zip"), "csrf_token": self.token()},
        )
        assert response.status_code == 303, words_of(response.text)
        return response.location

    def token(self) -> str:
        page = self.client.get(f"/console/{self.slug}/bulk").text
        match = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert match
        return match[1]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


def _house(app: Flask, world: World, slug: str, role: Role = Role.CHECKER) -> House:
    at = world.clock()
    with app.app_context(), current_database().transaction() as session:
        organisation = registering.create_organisation(
            session, slug=slug, name=f"{slug} (fictief)", base_url="https://localhost", at=at
        )
        accounts.create(
            session,
            organisation,
            login=f"hr@{slug}.example",
            name="Hanna Reader",
            official_id="hr-1",
            password=PASSWORD,
            roles=[role],
            passwords=current_verifier().passwords,
            at=at,
        )
        key = api_keys.create(session, organisation, name="hr system", at=at).text
    client = app.test_client()
    page = client.get(f"/sign-in/{slug}", base_url="https://localhost").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    response = client.post(
        f"/sign-in/{slug}",
        base_url="https://localhost",
        data={"login": f"hr@{slug}.example", "password": PASSWORD, "csrf_token": token[1] if token else ""},
    )
    assert response.status_code == 303
    return House(slug, client, key)


def work(app: Flask, world: World) -> int:
    """Let the worker work until there is nothing left, and return in how many parts."""
    parts = 0
    with app.app_context():
        while keeping.check_next_part(
            current_database(), current_desk(), current_verifier().seal, at=world.clock()
        ):
            parts += 1
    return parts


@pytest.fixture
def house(app: Flask, world: World) -> House:
    return _house(app, world, "thuiszorg")


def _zip(world: World, *names: str) -> bytes:
    return packed(*((f"{name}.json", serialize(CASES[name].make(world))) for name in names))


def test_a_batch_with_bad_rows_is_watched_and_taken_along(app: Flask, world: World, house: House) -> None:
    good = _zip(world, "valid diploma", "unbound", "revoked", "changed")
    location = house.post(good)
    waiting = house.client.get(location)
    assert "Bezig: 0 van 4" in words_of(waiting.text)
    assert "data-refresh-ms" in waiting.text
    assert f'href="{location}"' in waiting.text  # without a script: a link to the same page
    assert "http-equiv" not in waiting.text  # a page that reloads under a reader fails WCAG 2.2.1

    work(app, world)
    page = house.client.get(location).text
    words = words_of(page)
    assert "Klaar: 4 gecontroleerd" in words
    assert "data-refresh-ms" not in page
    for counted in ("1 echt en geldig", "1 let op", "2 niet geldig of geen bewijs"):
        assert counted in words
    assert "Niet geldig: ingetrokken door de uitgever." in words
    assert "Samira" not in page

    for ending, begin in (("csv", b"\xef\xbb\xbfRegel;"), ("xlsx", b"PK")):
        result = house.client.get(f"{location}/result.{ending}")
        assert result.data.startswith(begin)
        assert "attachment" in result.headers["Content-Disposition"]
    assert house.client.get(f"{location}/result.exe").status_code == 404


def test_what_was_handed_in_is_erased_when_it_was_judged_and_all_of_it_after_an_hour(
    app: Flask, world: World, house: House
) -> None:
    location = house.post(_zip(world, "unbound"))

    def rows() -> list[BulkCheckRow]:
        with app.app_context(), current_database().reading() as session:
            return list(session.scalars(select(BulkCheckRow)))

    (before,) = rows()
    assert before.item is not None
    assert b"Samira" not in before.item
    work(app, world)
    (after,) = rows()
    assert after.item is None
    assert after.line is not None
    assert b"Ervarings" not in after.line

    world.clock.passes(minutes=61)
    assert house.client.get(location, base_url="https://localhost").status_code in (302, 303, 404)
    with app.app_context(), current_database().transaction() as session:
        assert keeping.remove_over(session, at=world.clock()) == 1
    assert rows() == []


def test_a_batch_is_checked_in_parts_and_a_part_that_was_lost_is_checked_again(
    app: Flask, world: World, house: House
) -> None:
    content = serialize(CASES["unbound"].make(world))
    location = house.post(packed(*((f"{number}.json", content) for number in range(keeping.PART + 3))))
    assert work(app, world) == 2
    assert f"Klaar: {keeping.PART + 3} gecontroleerd" in words_of(house.client.get(location).text)


def test_links_in_a_batch_are_fetched_by_the_worker_and_not_by_the_page(
    app: Flask, world: World, house: House, network: WorldClient
) -> None:
    shown = CASES["valid diploma"].make(world)
    network.posts[SHARE] = Answer(200, serialize(shown))
    location = house.post(f"omschrijving;link\nPiet;{SHARE}\nAnna;nergens\n".encode())
    assert not network.asked
    work(app, world)
    words = words_of(house.client.get(location).text)
    assert "2 · Piet" in words
    assert "Dit is geen link die wij kunnen openen." in words
    assert SHARE not in house.client.get(location).text


def test_nobody_else_sees_a_batch(app: Flask, world: World, house: House) -> None:
    location = house.post(_zip(world, "unbound"))
    bulk_id = location.rpartition("/")[2]
    other = _house(app, world, "roc")
    assert other.client.get(location).status_code == 404
    for address in (f"/console/roc/bulk/{bulk_id}", f"/console/roc/bulk/{bulk_id}/result.csv"):
        assert other.client.get(address).status_code == 404
    token = other.token()
    discarded = other.client.post(f"/console/roc/bulk/{bulk_id}/discard", data={"csrf_token": token})
    assert discarded.status_code == 404
    assert other.client.get(f"/api/v1/bulk/{bulk_id}", headers=other.headers).status_code == 404
    assert app.test_client().get(location).status_code in (302, 303)
    assert house.client.get(location).status_code == 200


def test_who_only_administers_does_not_check(app: Flask, world: World) -> None:
    admin = _house(app, world, "beheer", Role.ADMIN)
    assert admin.client.get("/console/beheer/bulk").status_code == 403


def test_a_batch_can_be_thrown_away_and_the_worker_goes_on_without_it(
    app: Flask, world: World, house: House
) -> None:
    location = house.post(_zip(world, "unbound"))
    token = house.token()
    assert house.client.post(f"{location}/discard", data={"csrf_token": token}).status_code == 303
    assert house.client.get(location).status_code == 404
    assert work(app, world) == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"naam\nPiet\n", "Wij zien geen kolom met links."),
        (b"PK\x03\x04", "Dit ZIP-bestand is beschadigd."),
        (b"link\n" + b"https://a.example/\n" * 2_001, "Geef er hoogstens 2000 af."),
        (b"\xff\xd8\xff\x00", "Dit bestand kunnen wij niet lezen."),
    ],
    ids=["no links", "half a zip", "too many", "a photo"],
)
def test_a_file_that_is_no_batch_is_explained_at_the_field(house: House, content: bytes, said: str) -> None:
    response = house.client.post(
        "/console/thuiszorg/bulk", data={"file": (io.BytesIO(content), "x"), "csrf_token": house.token()}
    )
    assert response.status_code == 422
    assert said in words_of(response.text)


def test_no_more_than_some_batches_wait_at_the_same_time(world: World, house: House) -> None:
    for _ in range(keeping.MAX_UNFINISHED):
        house.post(_zip(world, "unbound"))
    response = house.client.post(
        "/console/thuiszorg/bulk",
        data={"file": (io.BytesIO(_zip(world, "unbound")), "x"), "csrf_token": house.token()},
    )
    assert response.status_code == 422
    assert "Er lopen nog controles." in words_of(response.text)


def test_a_batch_that_waited_too_long_could_not_be_checked(app: Flask, world: World, house: House) -> None:
    location = house.post(_zip(world, "unbound"))
    with app.app_context():
        later = world.clock() + keeping.CHECKED_WITHIN
        keeping.check_next_part(current_database(), current_desk(), current_verifier().seal, at=later)
    assert "Hier kwamen wij niet aan toe." in words_of(house.client.get(location).text)


def test_a_program_starts_and_reads_a_batch_with_its_key(app: Flask, world: World, house: House) -> None:
    program = app.test_client()
    content = _zip(world, "valid diploma", "changed")
    assert program.post("/api/v1/bulk", data=content).status_code == 401
    assert (
        program.post("/api/v1/bulk", data=content, headers={"Authorization": "Bearer x"}).status_code == 401
    )
    started = program.post("/api/v1/bulk", data=content, headers=house.headers)
    assert started.status_code == 202
    work(app, world)
    answer = program.get(f"/api/v1/bulk/{started.get_json()['id']}", headers=house.headers).get_json()
    assert (answer["done"], answer["total"]) == (2, 2)
    assert [row["outcome"] for row in answer["rows"]] == ["passed", "failed"]
    refused = program.post("/api/v1/bulk", data=b"naam\nx\n", headers=house.headers)
    assert (refused.status_code, refused.get_json()["code"]) == (422, "batch.no_links")
