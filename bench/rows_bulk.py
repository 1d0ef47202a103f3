"""Issuing from spreadsheets into SQLite, as the worker does: places, signature, audit, offer and mail.

The dry runs that come before are the product's own too, and are timed apart.
"""

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.memory import resident_mib
from bench.table import Row, Target
from issuer import bulk, dry_run, services
from issuer.award_rules import Actor
from issuer.installation import Installation
from issuer.institutions import ISSUED_KINDS
from issuer.models import Base, Institution, Role
from keys.key_store import InMemoryKeyStore
from schemas.credential import CredentialKind
from schemas.frameworks import Frameworks
from web.database import Database
from web.passwords import PasswordCost, Passwords
from web.spreadsheets import write_csv

CREDENTIALS = 20_000
ROWS_OF_A_FILE = 2_000
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PER_SECOND, LIMIT_MIB, GROWTH_MIB = 1_000, 400, 24

_CELLS = {
    "voornamen": "Kandidaat",
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
    "e-mail": "kandidaat@voorbeeld.example",
}


def rows(credentials: int) -> Iterator[Row]:
    """Yield how many rows are judged and issued in a second, and what that does to memory."""
    with tempfile.TemporaryDirectory() as folder:
        shop = _Shop(Path(folder))
        judging = issuing = processor = 0.0
        memory: list[float] = []
        done = 0
        while done < credentials:
            rows_of_file = min(ROWS_OF_A_FILE, credentials - done)
            started = time.perf_counter()
            shop.upload(done, rows_of_file)
            judged, used = time.perf_counter(), time.process_time()
            shop.issue()
            issuing += time.perf_counter() - judged
            processor += time.process_time() - used
            judging += judged - started
            done += rows_of_file
            memory.append(resident_mib())
        shop.close()
    group = f"bulk: {credentials:,} diplomas into SQLite (WAL, every commit on disk)"
    yield Row(group=group, what="dry run: read, judge, keep", figure=f"{credentials / judging:,.0f}/s")
    yield Row(
        group=group,
        what="issue: places, signature, audit, offer, mail",
        figure=f"{credentials / issuing:,.0f}/s",
        target=Target(f">= {PER_SECOND:,}/s", credentials / issuing >= PER_SECOND),
    )
    yield Row(
        group=group,
        what="the same in processor time",
        figure=f"{processor / credentials * 1e6:,.0f} µs ({credentials / processor:,.0f}/s)",
    )
    growth = max(memory) - max(memory[: len(memory) // 3 + 1])
    yield Row(
        group=group,
        what="most memory, and its growth after the first third",
        figure=f"{max(memory):.0f} MiB, {growth:.1f} MiB",
        target=Target(f"< {LIMIT_MIB} MiB and flat", max(memory) < LIMIT_MIB and growth < GROWTH_MIB),
    )


class _Shop:
    """An issuer with one institution and one registrar, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(f"sqlite:///{folder / 'issuer.sqlite3'}")
        Base.metadata.create_all(self._database.engine)
        self._installation = Installation.assemble(
            base_url="http://localhost:8000/issuer",
            key_store=InMemoryKeyStore(),
            frameworks=Frameworks.shipped(),
            secret=bytes(32),
        )
        self._institution, self._registrar = self._found()

    def _found(self) -> tuple[Institution, Actor]:
        with self._database.transaction() as session:
            institution = services.create_institution(
                session,
                self._installation,
                slug="roc",
                name="ROC Voorbeeldstad (fictief)",
                place="Voorbeeldstad",
                kinds=ISSUED_KINDS,
                identifiers={"BRIN": "99XX"},
                at=NOW,
            )
            registrar = services.accounts.create(
                session,
                institution,
                login="registrar@voorbeeld.example",
                name="Registrar",
                official_id="R-01",
                password="een-lang-wachtwoord",  # noqa: S106
                roles=[Role.REGISTRAR],
                passwords=Passwords(PasswordCost.for_tests()),
                at=NOW,
            )
            return institution, services.actor_of(registrar)

    def upload(self, first: int, count: int) -> None:
        """Have a file judged and confirm it."""
        candidates = (
            list((_CELLS | {"voornamen": f"Kandidaat {number}"}).values())
            for number in range(first, first + count)
        )
        by = self._registrar.staff_id
        with self._database.transaction() as session:
            batch = dry_run.check_file(
                session,
                self._installation,
                self._institution,
                kind=CredentialKind.DIPLOMA,
                file_name="diplomas.csv",
                content=write_csv(list(_CELLS), candidates),
                by=by,
                at=NOW,
            )
        with self._database.transaction() as session:
            found = bulk.find_batch(session, batch.institution_id, batch.id, lock=True)
            bulk.confirm(session, found, by=by, again=False, at=NOW)

    def issue(self) -> None:
        """Do the worker's work until there is none."""
        while bulk.run_next(self._database, self._installation, at=NOW):
            pass

    def close(self) -> None:
        """Close the database, before its folder goes."""
        self._database.close()
