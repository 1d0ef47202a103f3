"""The doors of organisations and the receipts of checks: whatever comes in, an answer with a code."""

import io
import json
import random
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from hypothesis import given
from werkzeug.test import TestResponse

from schemas.documents import JsonObject, serialize
from tests.differential.mutants import Pool, mutate
from tests.ecosystem import DIPLOMA
from tests.fuzz.material import CHANCES, damaged, in_bounded_time, submission, world
from tests.verifier_app.doors import WALLET, WorldClient, hand_in
from verifier.app import create_app
from verifier.bulk import keeping
from verifier.cli import MIGRATIONS
from verifier.context import current_verifier
from verifier.organisations import registering
from verifier.organisations.api_keys import api_keys
from verifier.settings import VerifierSettings
from verifier.views.desk import current_desk
from web.context import current_database
from web.database import Database
from web.migrations import upgrade
from web.settings import TrustAnchorSetting
from web.spreadsheets import write_csv, write_xlsx

ORIGIN = "https://localhost"
_HEADINGS = ("link", "omschrijving", "url", "=1+1", "", "Link", "naam\x00", "x" * 3000)
_NAMES = ("a.json", "../../a.json", "b.pdf", "nested.zip", "=cmd.json", "", "x" * 300, "\u202e.json", "map/")


@dataclass(frozen=True)
class Organisation:
    """An organisation whose systems have a key, at a verifier of the world."""

    app: Flask
    key: str = field(repr=False)

    def post(self, path: str, body: bytes, kind: str) -> TestResponse:
        """Send a body with the key."""
        return self.app.test_client().post(
            path,
            data=body,
            content_type=kind,
            headers={"Authorization": f"Bearer {self.key}"},
            base_url=ORIGIN,
        )

    def get(self, path: str) -> TestResponse:
        """Ask with the key."""
        return self.app.test_client().get(
            path, headers={"Authorization": f"Bearer {self.key}"}, base_url=ORIGIN
        )

    def works(self) -> None:
        """Check every row that waits, as the worker does."""
        with self.app.app_context():
            while keeping.check_next_part(
                current_database(), current_desk(), current_verifier().seal, at=world().clock()
            ):
                pass


@pytest.fixture(scope="module")
def organisation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Organisation]:
    here = world()
    settings = VerifierSettings(
        home=tmp_path_factory.mktemp("verifier"),
        public_base_url=ORIGIN,
        wallet_urls=(WALLET,),
        trust_anchors=(TrustAnchorSetting(did=here.keeper.did, url=here.keeper.url),),
        rate_limits=False,
    )
    database = Database(settings.database_url)
    upgrade(database, MIGRATIONS)
    database.close()
    app = create_app(settings, clock=here.clock, client=WorldClient(here.network))
    app.testing = True
    with app.app_context(), current_database().transaction() as session:
        made = registering.create_organisation(
            session, slug="thuiszorg", name="Thuiszorg (fictief)", base_url=ORIGIN, at=here.clock()
        )
        key = api_keys.create(session, made, name="hr", at=here.clock()).text
    yield Organisation(app, key)
    with app.app_context():
        current_database().close()
    shutil.rmtree(settings.home, ignore_errors=True)


def _refused_in_good_order(answer: TestResponse) -> bool:
    """Whether an answer is a 4xx with a code, as problem+json."""
    return (
        400 <= answer.status_code < 500
        and answer.mimetype == "application/problem+json"
        and bool(answer.get_json()["code"])
    )


@given(CHANCES)
def test_what_is_asked_is_a_request_or_is_refused_with_a_code(
    organisation: Organisation, chance: random.Random
) -> None:
    last_day = (world().clock().date()).replace(day=28).isoformat()
    body: JsonObject = {
        "title": "Vacature",
        "purpose": {"kind": "employment", "text": "Wij zoeken iemand."},
        "wanted": [{"kind": "diploma", "standard": "crebo:25491", "level": "3", "name": "Verzorgende"}],
        "keepDays": 14,
        "lastDay": last_day,
        "manyAnswers": True,
    }
    for _ in range(chance.randrange(3)):
        mutate(body, chance, Pool({**body, "type": ["x"]}))
    content = serialize(body)
    if chance.random() < 0.3:
        content = damaged(chance, content)
    kind = chance.choice(["application/json"] * 5 + ["text/plain", "", "application/json; charset=latin-1"])
    answer = organisation.post("/api/v1/requests", content, kind)
    assert answer.status_code == 201 or _refused_in_good_order(answer), answer.text
    assert organisation.get("/api/v1/requests").status_code == 200


def _batch(chance: random.Random) -> bytes:
    """Return a spreadsheet or ZIP with anything in it, perhaps damaged."""
    handed_over = [submission(chance) for _ in range(chance.randrange(3))]
    contents = [each if isinstance(each, bytes) else serialize(each) for each in handed_over]
    if chance.random() < 0.5:
        headings = chance.sample(_HEADINGS, k=chance.randrange(1, 4))
        cells = ["https://x.example/s/a", "http://[", "=1", "", "\ud800".encode("utf-8", "replace").decode()]
        rows = [[chance.choice(cells) for _ in headings] for _ in range(chance.randrange(4))]
        write = chance.choice([write_csv, write_xlsx])
        batch = write([heading.replace("\x00", "") for heading in headings], rows)
    else:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as file:
            for place, content in enumerate(contents):
                file.writestr(f"{place}{chance.choice(_NAMES)}", content)
        batch = packed.getvalue()
    return damaged(chance, batch) if chance.random() < 0.5 else batch


@given(CHANCES)
def test_a_batch_of_anything_is_judged_row_by_row_or_refused_with_a_code(
    organisation: Organisation, chance: random.Random
) -> None:
    with in_bounded_time():
        answer = organisation.post("/api/v1/bulk", _batch(chance), "application/octet-stream")
        if answer.status_code != 202:
            assert _refused_in_good_order(answer), answer.text
            return
        organisation.works()
    batch = organisation.get(f"/api/v1/bulk/{answer.get_json()['id']}").get_json()
    assert batch["done"] == batch["total"] == answer.get_json()["total"] > 0
    assert all(row["outcome"] and row["code"] and row["sentence"] for row in batch["rows"])


@given(CHANCES)
def test_every_check_has_a_receipt_and_no_other_address_has_one(
    organisation: Organisation, chance: random.Random
) -> None:
    client = organisation.app.test_client()
    handed_over = submission(chance)
    taken = hand_in(client, handed_over if isinstance(handed_over, bytes) else serialize(handed_over))
    assert taken.status_code in (200, 303, 400, 502), taken.status_code
    if taken.status_code == 303:
        made = client.get(f"{taken.location}/receipt.json", base_url=ORIGIN)
        assert made.status_code == 200
        subject = json.loads(made.data)["credentialSubject"]
        assert subject["outcome"] in ("passed", "warning", "failed", "indeterminate")
    nowhere = damaged(chance, b"Ab" * 21 + b"x").decode("latin-1").replace("/", "")
    for ending in ("json", "pdf", "exe"):
        answer = client.get(f"/check/{nowhere}/receipt.{ending}", base_url=ORIGIN)
        assert 300 <= answer.status_code < 500, (nowhere, answer.status_code)


@given(CHANCES)
def test_a_changed_receipt_is_judged_as_anything_else(
    organisation: Organisation, chance: random.Random
) -> None:
    client = organisation.app.test_client()
    location = hand_in(client, serialize(world().school.issue(DIPLOMA))).location
    receipt = json.loads(client.get(f"{location}/receipt.json", base_url=ORIGIN).data)
    mutate(receipt, chance, Pool(receipt))
    content = serialize(receipt)
    answer = client.post(
        "/api/v1/verify",
        data=damaged(chance, content) if chance.random() < 0.3 else content,
        content_type="application/json",
        base_url=ORIGIN,
    )
    assert answer.status_code in (200, 400, 502), answer.text
    page = hand_in(client, content)
    assert page.status_code in (200, 303, 400, 502)
    if page.status_code == 303:
        assert client.get(page.location).status_code == 200
