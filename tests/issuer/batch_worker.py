"""A worker process for the tests: issues what is confirmed in a folder, until there is nothing left.

    python -m tests.issuer.batch_worker FOLDER N

It kills itself with SIGKILL just before its N-th commit; with 0 it lives.
"""

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import event

from issuer import bulk
from issuer.installation import Installation
from keys.directory_store import DirectoryKeyStore
from keys.sealing import PassphraseCost
from keys.unlocking import Passphrase
from schemas.frameworks import Frameworks
from tests.issuer.conftest import BASE_URL, NOW
from web.database import Database


def open_installation(folder: Path) -> Installation:
    """Open the installation of a folder, whose keys are files."""
    store = DirectoryKeyStore(
        folder / "keys", unlock=Passphrase("voor de test"), cost=PassphraseCost.for_tests()
    )
    return Installation.assemble(
        base_url=BASE_URL, key_store=store, frameworks=Frameworks.shipped(), secret=bytes(32)
    )


def main(folder: Path, deadly_commit: int) -> None:
    """Work until idle, or until death."""
    database = Database(f"sqlite:///{folder / 'issuer.sqlite3'}")
    installation = open_installation(folder)
    commits = 0

    @event.listens_for(database.engine, "commit")
    def die(_connection: object) -> None:
        nonlocal commits
        commits += 1
        if commits == deadly_commit:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.stdout.write("begins\n")  # the test waits for this line
    sys.stdout.flush()
    # Smaller steps than in production, so that five hundred rows take many commits to die at.
    while bulk.run_next(database, installation, at=NOW, chunk=25):
        pass


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
