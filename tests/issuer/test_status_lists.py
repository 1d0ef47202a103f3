"""Status lists: places that nobody else has, bits that are never un-revoked, lists signed when they must.

Attack ids: SL-03, SL-05 (SECURITY.md).
"""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from issuer import status_lists
from issuer.installation import Installation
from issuer.models import Base, CopyState, Credential, StatusEntry, StatusList, StatusPurpose
from keys.proofs import ProofPurpose, verify_proofs
from schemas.documents import parse_object
from schemas.status_list import MINIMUM_ENTRIES, read_bit
from tests.issuer import samples
from tests.issuer.conftest import NOW, Browser, Clock, Tenant, make_installation, make_tenant
from tests.issuer.test_issuing import OwnResolver
from verifier.policy import PRODUCT_POLICY
from web.database import Database, new_row_id

THREADS = 8
PER_THREAD = 25


@pytest.fixture
def any_database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


def take(database: Database, tenant: Tenant, award_id: str, holder: str) -> list[tuple[str, int]]:
    """Take places for a new copy in a transaction of its own."""
    with database.transaction() as session:
        copy = Credential(
            institution_id=tenant.id,
            urn=f"urn:uuid:{new_row_id()}",
            award_id=award_id,
            bound_to=holder,
            state=CopyState.INTENDED,
            intended_at=NOW,
        )
        session.add(copy)
        return [(place.list_id, place.position) for place in status_lists.take_places(session, copy, at=NOW)]


def test_sl_05_writers_at_once_never_get_the_same_place(
    any_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A small list makes the draws collide; the database must still hand out each place once.
    monkeypatch.setattr(status_lists, "MINIMUM_ENTRIES", THREADS * PER_THREAD + 40)
    installation = make_installation()
    tenant = make_tenant(any_database, installation, "roc")
    award_id = samples.submitted(any_database, installation, tenant).id
    taken: list[tuple[str, int]] = []
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(PER_THREAD):
                taken.extend(take(any_database, tenant, award_id, f"did:key:z{number}-{turn}"))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(taken) == len(set(taken)) == THREADS * PER_THREAD * len(StatusPurpose)


def test_a_full_list_is_followed_by_the_next(
    database: Database, installation: Installation, school: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status_lists, "MINIMUM_ENTRIES", 4)
    award_id = samples.submitted(database, installation, school).id
    taken = [take(database, school, award_id, f"did:key:z{number}") for number in range(12)]
    lists = {list_id for places in taken for list_id, _ in places}
    assert {"revocation-1", "revocation-2", "suspension-1", "suspension-2"} <= lists


def test_sl_05_many_copies_at_once_get_a_place_each_and_go_on_in_the_next_list(
    any_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status_lists, "MINIMUM_ENTRIES", 16)
    installation = make_installation()
    tenant = make_tenant(any_database, installation, "roc")
    award_id = samples.submitted(any_database, installation, tenant).id
    with any_database.transaction() as session:
        copies = [
            Credential(
                institution_id=tenant.id,
                id=new_row_id(),
                urn=f"urn:uuid:{new_row_id()}",
                award_id=award_id,
                bound_to=f"did:key:z{number}",
                state=CopyState.INTENDED,
                intended_at=NOW,
            )
            for number in range(40)
        ]
        session.add_all(copies)
        status_lists.take_places_for(session, tenant.id, [copy.id for copy in copies], at=NOW)
    with any_database.reading() as session:
        found = status_lists.places_of_all(session, tenant.id, [copy.id for copy in copies])
    taken = [(place.list_id, place.position) for places in found.values() for place in places]
    assert all([place.purpose for place in places] == list(StatusPurpose) for places in found.values())
    assert len(taken) == len(set(taken)) == 2 * len(copies)
    assert {"revocation-3", "suspension-3"} <= {list_id for list_id, _ in taken}
    assert all(0 <= position < 16 for _, position in taken)


def test_sl_05_a_place_belongs_to_one_copy_for_good(
    database: Database, installation: Installation, school: Tenant
) -> None:
    samples.issued(database, installation, school)
    with database.reading() as session:
        entry = session.scalars(select(StatusEntry)).first()
        assert entry is not None
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(
            StatusEntry(
                institution_id=entry.institution_id,
                list_id=entry.list_id,
                position=entry.position + 1,
                credential_id=entry.credential_id,
                purpose=entry.purpose,
            )
        )


def test_sl_03_places_are_spread_over_the_whole_list(
    database: Database, installation: Installation, school: Tenant
) -> None:
    award_id = samples.submitted(database, installation, school).id
    positions = [take(database, school, award_id, f"did:key:z{number}")[0][1] for number in range(60)]
    assert positions != sorted(positions)
    assert max(positions) - min(positions) > MINIMUM_ENTRIES // 2


def test_a_published_list_is_signed_by_the_institution_and_says_what_the_rows_say(
    app: Flask, database: Database, installation: Installation, school: Tenant
) -> None:
    issued = json.loads(samples.issued(database, installation, school).credential)
    (revocation,) = [each for each in issued["credentialStatus"] if each["statusPurpose"] == "revocation"]
    answer = Browser(app, school.slug).get(f"/issuers/{school.slug}/status/revocation-1")
    document = parse_object(answer.data)
    verify_proofs(
        document,
        purpose=ProofPurpose.ASSERTION_METHOD,
        resolver=OwnResolver(installation, school),
        cryptosuites=PRODUCT_POLICY.cryptosuites,
        at=NOW,
        domain=None,
        challenge=None,
    )
    assert document["id"] == revocation["statusListCredential"]
    assert document["issuer"] == school.institution.did
    assert not read_bit(document, int(revocation["statusListIndex"]), "revocation")
    with database.transaction() as session:
        (entry,) = session.scalars(select(StatusEntry).where(StatusEntry.purpose == StatusPurpose.REVOCATION))
        status_lists.set_bits(session, school.id, [entry.credential_id], StatusPurpose.REVOCATION, at=NOW)
    changed = Browser(app, school.slug).get(f"/issuers/{school.slug}/status/revocation-1")
    assert read_bit(parse_object(changed.data), int(revocation["statusListIndex"]), "revocation")
    assert changed.headers["ETag"] != answer.headers["ETag"]


def test_a_list_is_signed_again_only_when_a_bit_changed_or_its_end_is_near(
    app: Flask, database: Database, school: Tenant, clock: Clock
) -> None:
    browser = Browser(app, school.slug)
    path = f"/issuers/{school.slug}/status/suspension-1"
    first = browser.get(path)
    clock.advance(timedelta(hours=11))
    assert browser.get(path).data == first.data
    clock.advance(timedelta(hours=2))
    later = browser.get(path)
    assert later.data != first.data
    assert parse_object(later.data)["validUntil"] == "2026-11-25T22:30:00Z"


def test_a_list_is_signed_again_after_its_key_was_compromised(
    app: Flask, database: Database, installation: Installation, school: Tenant, clock: Clock
) -> None:
    from issuer import services

    browser = Browser(app, school.slug)
    path = f"/issuers/{school.slug}/status/revocation-1"
    before = parse_object(browser.get(path).data)
    (old,) = installation.key_store.records(school.slug)
    with database.transaction() as session:
        services.add_key(session, installation, school.institution, at=clock.at, lead=timedelta(0))
        services.compromise_key(session, installation, school.institution, old.key_id, at=clock.at)
    after = parse_object(browser.get(path).data)
    assert isinstance(before["proof"], dict)
    assert isinstance(after["proof"], dict)
    assert after["proof"]["verificationMethod"] != before["proof"]["verificationMethod"]


def test_an_unknown_list_is_not_found_and_makes_none(app: object, database: Database, school: Tenant) -> None:
    answer = Browser(app, school.slug).get(f"/issuers/{school.slug}/status/revocation-2")
    assert answer.status_code == 404
    assert answer.get_json()["code"] == "status_list.unknown"
    with database.reading() as session:
        assert len(session.scalars(select(StatusList)).all()) == 2
