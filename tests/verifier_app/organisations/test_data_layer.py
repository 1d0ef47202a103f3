"""The same on SQLite and PostgreSQL: a filled database down and up, and the life of an answer (OP-10)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import inspect

from keys.sealing import new_key
from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from schemas.presentation_request import PresentationRequest, PurposeKind, Wanted, digest_of
from tests.ecosystem import World
from tests.parties import SHARE_ORIGIN
from verifier.cli import MIGRATIONS
from verifier.judging import Judgement
from verifier.models import Base, Organisation
from verifier.organisations import registering
from verifier.organisations.api_keys import api_keys
from verifier.organisations.errors import ConflictError
from verifier.organisations.roles import Role
from verifier.organisations.staff import accounts
from verifier.requests import answering, answers, answers_of, asking
from verifier.requests.asking import Question
from verifier.requests.sealing import AnswerSeal
from verifier.services import HandedIn
from web.database import Database
from web.migrations import current, differences, downgrade, head, upgrade
from web.passwords import PasswordCost, Passwords

PUBLIC = {"checked_document", "seen_trust_list", "staff_session"}


@pytest.fixture
def migrated(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    upgrade(database, MIGRATIONS)
    yield database
    database.close()


def fills(database: Database, at: datetime) -> Organisation:
    with database.transaction() as session:
        made = registering.create_organisation(
            session, base_url="https://verifier.example", slug="linde", name="De Linde", at=at
        )
        accounts.create(
            session,
            made,
            login="hr@linde.example",
            name="HR",
            official_id="L-1",
            password="twaalf tekens of meer",
            roles=[Role.CHECKER, Role.ADMIN],
            passwords=Passwords(PasswordCost.for_tests()),
            at=at,
        )
        api_keys.create(session, made, name="HR-systeem", at=at)
    return made


def test_every_table_begins_with_its_organisation_but_for_what_belongs_to_none() -> None:
    for table in Base.metadata.sorted_tables:
        first = next(iter(table.primary_key.columns)).name
        expected = "id" if table.name == "organisation" else "organisation_id"
        assert (first == expected) is (table.name not in PUBLIC), table.name


def test_a_filled_database_goes_down_and_up_again(migrated: Database) -> None:
    assert differences(migrated, Base.metadata) == []
    fills(migrated, datetime(2026, 11, 24, tzinfo=UTC))
    downgrade(migrated, MIGRATIONS)
    assert set(inspect(migrated.engine).get_table_names()) <= {"alembic_version"}
    upgrade(migrated, MIGRATIONS)
    assert (differences(migrated, Base.metadata), current(migrated)) == ([], head(MIGRATIONS))


def test_an_answer_is_taken_once_kept_and_gone_on_its_day(migrated: Database) -> None:
    world, seal = World(), AnswerSeal(new_key())
    organisation = fills(migrated, world.clock())
    diploma: JsonObject = world.school.issue(CredentialKind.DIPLOMA, holder=world.samira)
    question = Question(
        title="Vacature",
        purpose_kind=PurposeKind.WORK,
        purpose="Om te weten of u mag werken.",
        wanted=(Wanted(kind=CredentialKind.DIPLOMA),),
        keep_days=7,
        last_day=world.clock().date() + timedelta(days=3),
        many=True,
    )
    with migrated.transaction() as session:
        row = asking.ask(session, organisation, question, at=world.clock(), actor="operator")

    def check(handed_in: HandedIn, at: datetime) -> Judgement:
        return world.judge_for(handed_in.document, challenge=handed_in.expected_challenge, at=at)

    def answer() -> None:
        with migrated.transaction() as session:
            _, challenge = answering.new_challenge(session, row.token, at=world.clock())
        answering.receive(
            migrated,
            row.token,
            world.samira.present([diploma], challenge=challenge),
            challenge=challenge,
            agreed_digest=digest_of(row.document),
            domain=SHARE_ORIGIN,
            check=check,
            seal=seal,
            at=world.clock(),
        )

    answer()
    with pytest.raises(ConflictError, match="twice"):
        answer()
    assert PresentationRequest.from_bytes(row.document).wanted == question.wanted
    with migrated.reading() as session:
        (view,) = asking.requests_of(
            session, organisation.id, purposes=frozenset(PurposeKind), at=world.clock()
        )
        (kept,) = answers_of(session, seal, organisation.id, row.id, at=world.clock())
    assert (view.kept, kept.outcome) == (1, "passed")
    world.clock.passes(days=7)
    with migrated.transaction() as session:
        # The answer, and the challenge of the refused one.
        assert answers.remove_over(session, at=world.clock()) == 2
        assert answers_of(session, seal, organisation.id, row.id, at=world.clock()) == []
