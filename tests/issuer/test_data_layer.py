"""The same on SQLite and PostgreSQL: migrations up and down, and a whole life of an award (OP-10)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from issuer import audit, bulk, claiming, direct_issuing, dry_run, instances, services
from issuer.api_keys import ANYBODY
from issuer.app import create_app
from issuer.cli import MIGRATIONS
from issuer.models import (
    AwardState,
    Base,
    Credential,
    OfferChallenge,
    OutboxMessage,
    Role,
    StatusPurpose,
)
from issuer.settings import IssuerSettings
from keys.canonicalization import PRODUCT_CONTEXT_RULES
from keys.key_types import KeyType
from keys.resolver import DidResolver
from schemas.credential import CredentialKind
from schemas.documents import parse_object
from tests.issuer import samples
from tests.issuer.conftest import NOW, Browser, make_installation, make_tenant
from tests.issuer.test_bulk import HEADINGS, row
from tests.issuer.wallets import Wallet
from web.database import Database
from web.migrations import current, differences, downgrade, head, upgrade
from web.passwords import PasswordCost
from web.spreadsheets import write_csv


@pytest.fixture
def migrated(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    upgrade(database, MIGRATIONS)
    yield database
    database.close()


def no_fetch(url: str, *, accept: str = "application/json") -> bytes:
    raise AssertionError(f"nothing is fetched to check a did:key, but {url} was")


def test_the_migrations_lead_to_the_models_and_can_be_repeated(migrated: Database) -> None:
    assert differences(migrated, Base.metadata) == []
    assert current(migrated) == head(MIGRATIONS)
    upgrade(migrated, MIGRATIONS)


def test_a_filled_database_goes_down_and_up_again(migrated: Database) -> None:
    make_tenant(migrated, make_installation(), "roc")
    downgrade(migrated, MIGRATIONS)
    left = set(inspect(migrated.engine).get_table_names()) - {"alembic_version"}
    assert left == set()
    upgrade(migrated, MIGRATIONS)
    assert differences(migrated, Base.metadata) == []


def test_the_machine_door_goes_down_and_leaves_the_awards(migrated: Database) -> None:
    installation = make_installation()
    tenant = make_tenant(migrated, installation, "roc")
    samples.issued(migrated, installation, tenant)
    with migrated.transaction() as session:
        instances.create_instance(
            session,
            installation,
            tenant.institution,
            name="roc-own",
            cryptosuite="eddsa-rdfc-2022",
            key_type=KeyType.ED25519,
            status_purposes=list(StatusPurpose),
            at=NOW,
        )
    issued = direct_issuing.issue(
        migrated,
        installation,
        ANYBODY,
        "roc-own",
        direct_issuing.IssueRequest(
            credential={
                "@context": ["https://www.w3.org/ns/credentials/v2"],
                "type": ["VerifiableCredential"],
                "issuer": tenant.institution.did,
                "credentialSubject": {"name": "Somebody"},
            },
            body=b"{}",
        ),
        contexts=PRODUCT_CONTEXT_RULES,
        at=NOW,
    )
    assert b"statusListIndex" in issued

    downgrade(migrated, MIGRATIONS, "0001")
    with migrated.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM credential")).scalar() == 1
        assert connection.execute(text("SELECT count(*) FROM institution_key")).scalar() == 1
    upgrade(migrated, MIGRATIONS)
    assert differences(migrated, Base.metadata) == []


def test_before_statements_of_enrolments_there_were_none_and_one_is_never_thrown_away(
    migrated: Database,
) -> None:
    installation = make_installation()
    tenant = make_tenant(migrated, installation, "roc")
    samples.issued(migrated, installation, tenant)
    downgrade(migrated, MIGRATIONS, "0003")

    def make_statement() -> None:
        with migrated.transaction() as session:
            session.execute(text("UPDATE award SET kind = 'Inschrijvingsverklaring'"))

    with pytest.raises(IntegrityError):
        make_statement()

    upgrade(migrated, MIGRATIONS)
    assert differences(migrated, Base.metadata) == []
    make_statement()
    with pytest.raises(IntegrityError):
        downgrade(migrated, MIGRATIONS, "0003")
    assert current(migrated) == head(MIGRATIONS)
    for change in ("UPDATE award SET kind = 'Perfect'", "UPDATE award SET state = 'perfect'"):
        with pytest.raises(IntegrityError), migrated.transaction() as session:
            session.execute(text(change))


def test_every_table_begins_its_key_with_its_tenant() -> None:
    tenants = {"institution": "id", "outbox": "tenant", "staff_session": "id_hash"}
    for table in Base.metadata.sorted_tables:
        first = next(iter(table.primary_key.columns)).name
        assert first == tenants.get(table.name, "institution_id"), table.name


def test_a_whole_life_of_an_award(migrated: Database) -> None:
    installation = make_installation()
    tenant = make_tenant(migrated, installation, "roc")
    kind = CredentialKind.ERVARINGSCERTIFICAAT
    issued = samples.issued(migrated, installation, tenant, kind, email="samira@voorbeeld.example")
    with migrated.transaction() as session:
        nonce = claiming.new_challenge(session, installation, issued.offer_code, at=NOW)
    wallet = Wallet()
    copy = services.claim(
        migrated,
        installation,
        DidResolver(no_fetch, now=lambda: NOW),
        reference=issued.offer_code,
        presentation=wallet.present(nonce),
        at=NOW,
    )
    subject = parse_object(copy)["credentialSubject"]
    assert isinstance(subject, dict)
    assert subject["id"] == wallet.did
    with migrated.transaction() as session:
        award = services.find_award(session, tenant.id, issued.award_id, lock=True)
        services.suspend(session, award, actor=tenant.registering, reason="Onderzoek", at=NOW)
        services.lift_suspension(session, award, actor=tenant.registering, reason="In orde", at=NOW)
        services.revoke(session, tenant.institution, award, actor=tenant.registering, reason="Fraude", at=NOW)
    with migrated.reading() as session:
        found = services.find_award(session, tenant.id, issued.award_id)
        assert (found.state, found.revoked_at) == (AwardState.REVOKED, NOW)
        assert found.legal_date is not None
        stored = session.scalars(select(Credential).where(Credential.bound_to == wallet.did)).one()
        assert stored.signed == copy, "the bytes that were signed, and not one other"
        assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 2
        assert audit.first_broken_link(session, tenant.id) is None
    with migrated.transaction() as session:
        claiming.remove_expired_challenges(session, at=NOW + timedelta(hours=1))
    with migrated.reading() as session:
        assert session.scalar(select(func.count()).select_from(OfferChallenge)) == 0


def test_a_batch_runs(migrated: Database) -> None:
    installation = make_installation()
    tenant = make_tenant(migrated, installation, "roc")
    with migrated.transaction() as session:
        batch = dry_run.check_file(
            session,
            installation,
            tenant.institution,
            kind=CredentialKind.DIPLOMA,
            file_name="x.csv",
            content=write_csv(HEADINGS, [row(1), row(2, sbu="veel"), row(3)]),
            by=tenant.registrar.id,
            at=NOW,
        )
        bulk.confirm(session, batch, by=tenant.registrar.id, again=False, at=NOW)
    while bulk.run_next(migrated, installation, at=NOW):
        pass
    with migrated.reading() as session:
        counts = bulk.progress(session, bulk.find_batch(session, tenant.id, batch.id))
    assert (counts.issued, counts.invalid) == (2, 1)


def test_the_database_itself_refuses_a_second_unbound_copy(migrated: Database) -> None:
    installation = make_installation()
    tenant = make_tenant(migrated, installation, "roc")
    issued = samples.issued(migrated, installation, tenant)

    def add_second() -> None:
        with migrated.transaction() as session:
            first = session.scalars(select(Credential)).one()
            session.add(
                Credential(
                    institution_id=tenant.id,
                    urn="urn:uuid:11111111-1111-4111-8111-111111111111",
                    award_id=issued.award_id,
                    bound_to=first.bound_to,
                    state=first.state,
                    intended_at=NOW,
                )
            )

    with pytest.raises(IntegrityError):
        add_second()


def test_nothing_of_one_institution_can_refer_to_another(migrated: Database) -> None:
    installation = make_installation()
    one, other = make_tenant(migrated, installation, "roc"), make_tenant(migrated, installation, "evc")
    award = samples.submitted(migrated, installation, one)

    def move() -> None:
        with migrated.transaction() as session:
            session.execute(
                text("UPDATE award SET institution_id = :other WHERE id = :id"),
                {"other": other.id, "id": award.id},
            )

    with pytest.raises(IntegrityError):
        move()


def test_a_word_outside_a_closed_set_is_refused(migrated: Database) -> None:
    installation = make_installation()
    tenant = make_tenant(migrated, installation, "roc")
    award = samples.submitted(migrated, installation, tenant)

    def change() -> None:
        with migrated.transaction() as session:
            session.execute(text("UPDATE award SET state = 'perfect' WHERE id = :id"), {"id": award.id})

    with pytest.raises(IntegrityError):
        change()


def test_rows_hold_no_identification_number() -> None:
    columns = {column.name for table in Base.metadata.sorted_tables for column in table.columns}
    assert not {name for name in columns if "bsn" in name or "burgerservice" in name}


def test_an_odd_address_is_not_found_on_either_database(
    migrated: Database, settings: IssuerSettings, request: pytest.FixtureRequest
) -> None:
    tenant = make_tenant(migrated, make_installation(), "roc")
    address = migrated.engine.url.render_as_string(hide_password=False)
    app = create_app(
        settings.model_copy(update={"database_url": address}),
        clock=lambda: NOW,
        installation=make_installation(),
        password_cost=PasswordCost.for_tests(),
    )
    browser = Browser(app, tenant.slug)
    request.addfinalizer(app.extensions["vakbewijs"].database.close)
    assert browser.sign_in(Role.REGISTRAR).status_code == 303
    for odd in ("%00", "%FF", "x" * 3000, "%F0%9F%98%80"):
        for path in (
            f"/issuers/{odd}/did.json",
            f"/issuers/roc/status/{odd}",
            f"/sign-in/{odd}",
            f"/console/{odd}/",
            f"./awards/{odd}",
            f"./batches/{odd}",
        ):
            assert browser.get(path).status_code == 404, path
        assert browser.get(f"./awards?q={odd}").status_code == 200
