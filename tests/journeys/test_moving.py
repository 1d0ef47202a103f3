"""She takes everything along, deletes her wallet, and finds it all again in a wallet somewhere else."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from schemas.documents import serialize
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, World
from tests.wallet.browser import PASSPHRASE, Browser, path_of
from tests.wallet.conftest import compiled_catalogues, empty_database  # noqa: F401  (fixtures)
from tests.wallet.evidence.samples import jpeg
from tests.wallet.leaving.world import brings, wallet_in
from tests.wallet.portfolio.writing import writes
from tests.wallet.references.people import answers, asks, confirmation_link, link_of, local
from wallet.settings import WalletSettings
from web.context import current_database

NAME = "samira@voorbeeld.nl"


@pytest.fixture
def world() -> World:
    return World()


def an_instance(world: World, home: Path, database: Path) -> Flask:
    """A wallet of its own: other database, keys and files."""
    settings = WalletSettings(
        home=home,
        public_base_url="http://localhost:8000/wallet",
        verifier_url="http://localhost:8000/verifier",
        allow_insecure_loopback=True,
        rate_limits=False,
    )
    return wallet_in(world, settings, database)


@pytest.fixture
def instances(
    world: World,
    tmp_path: Path,
    empty_database: Path,  # noqa: F811  (the fixture imported above)
) -> Iterator[tuple[Flask, Flask]]:
    both = (
        an_instance(world, tmp_path / "here", empty_database),
        an_instance(world, tmp_path / "elsewhere", empty_database),
    )
    yield both
    for app in both:
        with app.app_context():
            current_database().close()


def test_she_leaves_with_everything_and_has_it_elsewhere(
    world: World, instances: tuple[Flask, Flask], tmp_path: Path
) -> None:
    here, elsewhere = instances
    samira = Browser(here).signs_up(NAME)
    certificates = {
        serialize(world.school.issue(DIPLOMA)),
        serialize(world.evc_provider.issue(ERVARINGSCERTIFICAAT)),
    }
    for certificate in certificates:
        document = path_of(brings(samira, certificate)).rsplit("/", 1)[-1]
    item_id = writes(samira)
    samira.send(f"/portfolio/items/{item_id}/documents", {"chosen": [document]})
    photo = {"files": (io.BytesIO(jpeg()), "foto.jpg"), "title": "De keuken", "item": item_id}
    samira.send("/files/add", photo, content_type="multipart/form-data")
    request_id = asks(samira, item=item_id)
    answers(here, link_of(samira, request_id))
    with here.app_context():
        confirmation = confirmation_link(current_database())
    here.test_client().post(local(confirmation), base_url="http://localhost:8000/wallet")
    samira.send(f"/references/{request_id}/accept")

    bundle = samira.send("/account/export").data
    assert path_of(samira.send("/account/delete", {"word": "weg"})) == "/"
    assert Browser(here).signs_in(NAME).status_code == 422
    assert not [path for path in (tmp_path / "here").rglob("files/??/*") if path.is_file()]

    anew = Browser(elsewhere).signs_up(NAME, PASSPHRASE)
    arrived = anew.open(path_of(brings(anew, bundle, "/bring"))).text
    for sentence in (
        "2 bewijzen bewaard.",
        "1 eigen verhaal bewaard.",
        "1 bestand bewaard.",
        "1 bericht van een ander bewaard.",
    ):
        assert sentence in arrived
    with zipfile.ZipFile(io.BytesIO(anew.send("/account/export").data)) as taken:
        kept = {taken.read(name) for name in taken.namelist() if name.startswith("credentials/")}
        (file,) = json.loads(taken.read("files/index.json"))["files"]
    assert kept == certificates
    assert (file["title"], file["item"]) == ("De keuken", item_id)
    page = anew.open(f"/portfolio/items/{item_id}").text
    assert re.search(r"/documents/[0-9a-f-]{36}", page)
    for words in ("Ik hielp mensen met wassen.", "De keuken", "Samira bleef altijd rustig."):
        assert words in page
    assert "meegenomen uit een andere wallet" in page
