"""Many from one spreadsheet: every error before anything is made, and every good row made exactly once.

Attack ids: OP-04, OP-05 (SECURITY.md).
"""

import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from issuer import audit, bulk, dry_run, services
from issuer.bulk_files import error_file, problem_sentences
from issuer.errors import ConflictError, NotFoundError, RefusedInputError
from issuer.installation import Installation
from issuer.models import (
    Award,
    AwardState,
    Base,
    Batch,
    BatchState,
    CopyState,
    Credential,
    Offer,
    RowState,
    StatusEntry,
)
from issuer.sheet_columns import template
from schemas.credential import CredentialKind
from schemas.documents import parse_object
from schemas.validation import validate
from tests.issuer.batch_worker import open_installation
from tests.issuer.conftest import NOW, Tenant, make_tenant
from web.database import Database
from web.spreadsheets import read_sheet, write_csv

ROWS = 500
BAD = {17: "opleiding", 250: "datum", 499: "voornamen"}
REPOSITORY = Path(__file__).resolve().parents[2]

HEADINGS = (
    "voornamen",
    "geslachtsnaam",
    "geboortedatum",
    "opleiding",
    "datum",
    "document",
    "leerweg",
    "fase",
    "bekostigd",
    "diplomaregister",
    "sbu",
)


def row(number: int, **changes: str) -> list[str]:
    cells = {
        "voornamen": f"Kandidaat {number}",
        "geslachtsnaam": "de Vries",
        "geboortedatum": "14-03-1985",
        "opleiding": "crebo:25498",
        "datum": "06-07-2026",
        "document": "mbo-diploma",
        "leerweg": "BBL",
        "fase": "postinitieel",
        "bekostigd": "nee",
        "diplomaregister": "ja",
        "sbu": "3200",
        **changes,
    }
    return [cells[heading] for heading in HEADINGS]


def five_hundred() -> bytes:
    """Return a file of 500 candidates of whom three are wrong."""
    wrong = {17: {"opleiding": "crebo:99999"}, 250: {"datum": "31-02-2026"}, 499: {"voornamen": ""}}
    return write_csv(HEADINGS, (row(number, **wrong.get(number, {})) for number in range(2, ROWS + 2)))


def check(
    database: Database,
    installation: Installation,
    tenant: Tenant,
    content: bytes,
    kind: CredentialKind = CredentialKind.DIPLOMA,
) -> Batch:
    with database.transaction() as session:
        return dry_run.check_file(
            session,
            installation,
            tenant.institution,
            kind=kind,
            file_name="juli.csv",
            content=content,
            by=tenant.registrar.id,
            at=NOW,
        )


def confirm(database: Database, tenant: Tenant, batch: Batch, *, again: bool = False) -> None:
    with database.transaction() as session:
        found = bulk.find_batch(session, tenant.id, batch.id, lock=True)
        bulk.confirm(session, found, by=tenant.registrar.id, again=again, at=NOW)


def run(database: Database, installation: Installation) -> None:
    while bulk.run_next(database, installation, at=NOW):
        pass


def test_the_dry_run_names_every_bad_row_and_makes_nothing(
    database: Database, installation: Installation, school: Tenant
) -> None:
    batch = check(database, installation, school, five_hundred())
    with database.reading() as session:
        wrong = {each.row_no: problem_sentences(each) for each in bulk.rows_with_problems(session, batch)}
        counts = bulk.progress(session, batch)
        assert session.scalar(select(func.count()).select_from(Award)) == 0
    assert {number: sentences[0].split(":")[0] for number, sentences in wrong.items()} == BAD
    assert (counts.invalid, counts.waiting) == (3, 497)
    assert not bulk.run_next(database, installation, at=NOW), "nothing runs before it is confirmed"


def assert_each_good_row_was_issued_once(database: Database, tenant: Tenant, batch: Batch, good: int) -> None:
    with database.reading() as session:
        found = bulk.find_batch(session, tenant.id, batch.id)
        counts = bulk.progress(session, found)
        copies = session.scalars(select(Credential)).all()
        names = Counter(session.scalars(select(Award.subject_name)))
        places = session.execute(select(StatusEntry.list_id, StatusEntry.position)).all()
        offers = session.scalar(select(func.count()).select_from(Offer))
        states = set(session.scalars(select(Award.state)))
    assert found.state is BatchState.DONE
    assert (counts.issued, counts.invalid, counts.waiting, counts.in_hand) == (good, 3, 0, 0)
    assert len(copies) == offers == good
    assert {copy.state for copy in copies} == {CopyState.SIGNED}
    assert states == {AwardState.ISSUED}
    assert set(names.values()) == {1}
    assert len(places) == len(set(places)) == 2 * good


def test_the_good_rows_are_issued_and_the_bad_ones_are_left(
    database: Database, installation: Installation, school: Tenant
) -> None:
    wrong = [row(number, datum="ooit") for number in (3, 5, 9)]
    batch = check(database, installation, school, write_csv(HEADINGS, [*map(row, range(20, 60)), *wrong]))
    confirm(database, school, batch)
    run(database, installation)
    assert_each_good_row_was_issued_once(database, school, batch, 40)
    with database.reading() as session:
        copy = session.scalars(select(Credential).limit(1)).one()
    assert copy.signed is not None
    assert validate(parse_object(copy.signed), CredentialKind.DIPLOMA) == ()


def statements_of_a_step(database: Database, installation: Installation, chunk: int) -> int:
    """Return how many statements one step of so many rows takes."""
    counted: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    event.listen(database.engine, "before_cursor_execute", count)
    try:
        assert bulk.run_next(database, installation, at=NOW, chunk=chunk)
    finally:
        event.remove(database.engine, "before_cursor_execute", count)
    return len(counted)


def test_a_step_of_many_rows_takes_as_many_statements_as_one_of_few(
    database: Database, installation: Installation, school: Tenant
) -> None:
    cells = [[*row(number), f"k{number}@voorbeeld.example"] for number in range(2, 46)]
    batch = check(database, installation, school, write_csv([*HEADINGS, "e-mail"], cells))
    confirm(database, school, batch)

    few, many = (statements_of_a_step(database, installation, chunk) for chunk in (4, 40))

    # A draw that was lost is drawn again with a statement of its own; of 40 that is rare.
    assert many <= few + 4
    with database.reading() as session:
        assert bulk.progress(session, batch).issued == 44
        assert audit.first_broken_link(session, school.id) is None


# How each worker process dies: at its n-th commit, just before it happens, or so many seconds after it began.
DEATHS = (("commit", 1), ("commit", 2), ("commit", 7), ("seconds", 0.02), ("seconds", 0.05), ("commit", 12))


def test_five_hundred_rows_with_three_bad_ones_give_497_certificates_also_when_the_worker_is_killed(
    tmp_path: Path,
) -> None:
    """Runs real worker processes on real files, killed with SIGKILL at six moments, then lets one finish."""
    database = Database(f"sqlite:///{tmp_path / 'issuer.sqlite3'}")
    Base.metadata.create_all(database.engine)
    installation = open_installation(tmp_path)
    tenant = make_tenant(database, installation, "roc")
    batch = check(database, installation, tenant, five_hundred())
    confirm(database, tenant, batch)
    for kind, moment in DEATHS:
        assert work_and_die(tmp_path, kind, moment) == -signal.SIGKILL
    with database.reading() as session:
        counts = bulk.progress(session, bulk.find_batch(session, tenant.id, batch.id))
    assert 0 < counts.issued < 497, "the deaths were in the middle"
    assert work_and_die(tmp_path, "never", 0) == 0
    assert_each_good_row_was_issued_once(database, tenant, batch, 497)
    database.close()


def work_and_die(folder: Path, kind: str, moment: float) -> int:
    """Run a worker process until it dies or has nothing left; return its exit code."""
    at_commit = str(moment) if kind == "commit" else "0"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.issuer.batch_worker", str(folder), at_commit],
        stdout=subprocess.PIPE,
        cwd=REPOSITORY,
    )
    with process:
        assert process.stdout is not None
        process.stdout.readline()  # it has loaded and begins now
        if kind == "seconds":
            time.sleep(moment)
            process.kill()
    return process.returncode


def test_a_row_that_fails_while_it_is_made_does_not_stop_the_others(
    database: Database, installation: Installation, school: Tenant
) -> None:
    batch = check(database, installation, school, write_csv(HEADINGS, [row(1), row(2), row(3)]))
    with database.transaction() as session:
        (first, *_others) = session.scalars(select(bulk.BatchRow).order_by(bulk.BatchRow.row_no))
        first.claims = None
    confirm(database, school, batch)
    run(database, installation)
    with database.reading() as session:
        counts = bulk.progress(session, bulk.find_batch(session, school.id, batch.id))
        (failed,) = bulk.rows_with_problems(session, batch)
    assert (counts.issued, counts.failed) == (2, 1)
    assert failed.state is RowState.FAILED
    assert problem_sentences(failed) == ["Dit concept is nog niet compleet."]


def test_the_file_with_errors_can_be_mended_and_uploaded(
    database: Database, installation: Installation, school: Tenant
) -> None:
    content = write_csv(HEADINGS, [row(1), row(2, opleiding="=1", voornamen="@Jan")])
    batch = check(database, installation, school, content.replace(b"'=1", b"=1"))
    with database.reading() as session:
        content = error_file(session, batch)
    (line,) = read_sheet(content).rows
    assert line.cells["voornamen"] == "@Jan"
    assert "formule" in line.cells["fouten"]
    assert b"'@Jan" in content
    mended = content.replace(b"'@Jan;de Vries;14-03-1985;", b"Jan;de Vries;14-03-1985;crebo:25498")
    with database.reading() as session:
        again = check(database, installation, school, mended)
        assert bulk.progress(session, again).waiting == 1


def test_the_same_file_again_is_refused_unless_it_is_meant(
    database: Database, installation: Installation, school: Tenant
) -> None:
    content = write_csv(HEADINGS, [row(1)])
    confirm(database, school, check(database, installation, school, content))
    second = check(database, installation, school, content)
    with pytest.raises(ConflictError) as refused:
        confirm(database, school, second)
    assert refused.value.code == "batch.same_file"
    confirm(database, school, second, again=True)
    run(database, installation)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Award)) == 2


def test_a_batch_is_confirmed_once(database: Database, installation: Installation, school: Tenant) -> None:
    batch = check(database, installation, school, write_csv(HEADINGS, [row(1)]))
    confirm(database, school, batch)
    with pytest.raises(ConflictError) as refused:
        confirm(database, school, batch, again=True)
    assert refused.value.code == "batch.running"


def test_a_batch_without_a_good_row_is_not_confirmed(
    database: Database, installation: Installation, school: Tenant
) -> None:
    batch = check(database, installation, school, write_csv(HEADINGS, [row(1, datum="morgen")]))
    with pytest.raises(ConflictError) as refused:
        confirm(database, school, batch)
    assert refused.value.code == "batch.no_valid_rows"


def test_a_batch_of_another_institution_does_not_exist(
    database: Database, installation: Installation, school: Tenant, other_school: Tenant
) -> None:
    batch = check(database, installation, school, write_csv(HEADINGS, [row(1)]))
    with database.reading() as session, pytest.raises(NotFoundError):
        bulk.find_batch(session, other_school.id, batch.id)


@pytest.mark.parametrize(
    ("headings", "code"),
    [(HEADINGS[:-3], "sheet.missing_headings"), ((*HEADINGS, "bsn"), "sheet.unknown_heading")],
)
def test_headings_that_are_missing_or_unknown_refuse_the_file(
    database: Database, installation: Installation, school: Tenant, headings: tuple[str, ...], code: str
) -> None:
    with pytest.raises(RefusedInputError) as refused:
        check(database, installation, school, write_csv(headings, [["x"] * len(headings)]))
    assert refused.value.code == code


@pytest.mark.parametrize("kind", [CredentialKind.DIPLOMA, CredentialKind.DEELCERTIFICAAT])
def test_the_template_is_a_good_file_but_for_its_example(
    database: Database, installation: Installation, school: Tenant, kind: CredentialKind
) -> None:
    pairs = dict(template(kind))
    example = list(pairs.values())
    real = [*example]
    real[0] = "Samira"
    batch = check(database, installation, school, write_csv(list(pairs), [example, real]), kind)
    with database.reading() as session:
        (left_behind,) = bulk.rows_with_problems(session, batch)
        assert problem_sentences(left_behind) == ["Dit is de voorbeeldregel. Haal deze regel weg."]
        assert bulk.progress(session, batch).waiting == 1


def test_ervaringscertificaten_from_a_file_wait_for_a_second_person(
    database: Database, installation: Installation, school: Tenant
) -> None:
    qualification = installation.frameworks.find("crebo", "25491")
    pairs = dict(template(CredentialKind.ERVARINGSCERTIFICAAT, qualification))
    pairs["voornamen"] = "Samira"
    kind = CredentialKind.ERVARINGSCERTIFICAAT
    batch = check(database, installation, school, write_csv(list(pairs), [list(pairs.values())]), kind)
    with database.reading() as session:
        assert [problem_sentences(each) for each in bulk.rows_with_problems(session, batch)] == []
    confirm(database, school, batch)
    run(database, installation)
    with database.transaction() as session:
        assert bulk.progress(session, bulk.find_batch(session, school.id, batch.id)).for_approval == 1
        award = session.scalars(select(Award)).one()
        services.approve(session, installation, school.institution, award, actor=school.approving, at=NOW)
    issued = services.issue_award(
        database, installation, institution_id=school.id, award_id=award.id, actor=school.approving, at=NOW
    )
    assert validate(parse_object(issued.credential), kind) == ()


def test_a_row_of_a_file_names_the_column_of_every_problem(
    database: Database, installation: Installation, school: Tenant
) -> None:
    pairs = dict(
        template(CredentialKind.ERVARINGSCERTIFICAAT, installation.frameworks.find("crebo", "25491"))
    )
    pairs |= {"voornamen": "Samira", "bewijs 1 datum": "gisteren", "B1-K1-W1 oordeel": "prima"}
    pairs |= {"B1-K1-W2 bewijs": "9", "begeleiders": "A-17", "e-mail": "geen adres"}
    content = write_csv(list(pairs), [list(pairs.values())])
    batch = check(database, installation, school, content, CredentialKind.ERVARINGSCERTIFICAAT)
    with database.reading() as session:
        (wrong,) = bulk.rows_with_problems(session, batch)
    columns = {sentence.split(":")[0] for sentence in problem_sentences(wrong)}
    assert columns == {"bewijs 1 datum", "b1-k1-w1 oordeel", "b1-k1-w2 bewijs", "begeleiders", "e-mail"}
