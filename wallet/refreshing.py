"""Judging certificates anew beside the pages: a page shows what was found last, and never waits for a check.

Her documents can be read only while she is here, so no worker can do this for her. A page that showed old
verdicts hands her open vault to a thread, once it has gone out; that judges, and writes each verdict in a
transaction of its own. Nothing waits in a queue: where too many are at it already, or hers was tried just
now, nothing happens, and her next page asks again. The threads end with the process, at any moment; what was
not judged by then is still old.

A vault lives as long as its thread, so up to some moments after she signs out. It is nowhere but in memory
(docs/adr/0047).
"""

import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from random import SystemRandom

from sqlalchemy.exc import SQLAlchemyError

from schemas.errors import DomainError
from verifier.result import Outcome
from wallet import shelf
from wallet.checking import Checker
from wallet.contents import Verdict
from wallet.errors import NotInThisWalletError
from wallet.holder import holder_of
from wallet.shelf import ShelfEntry
from wallet.vault import Vault
from web.database import Database
from web.logs import get_logger

log = get_logger("vakbewijs.refreshing")

# A revocation is seen by an employer at once, whatever stands here; her own list may lag this much.
OLD_AFTER = timedelta(hours=1)
# After a try, also one that failed: a page that is loaded again and again asks nobody again.
REST = timedelta(minutes=5)
MAX_WALLETS_AT_ONCE = 2
# A thread of one wallet ends: the rest is old at her next page still.
MAX_DOCUMENTS = 200
# The network is away, not one server: each further miss would cost a time-out.
MAX_MISSES_IN_A_ROW = 3

Work = Callable[[], None]


def in_a_thread(work: Work) -> None:
    """Do the work beside the request, in a thread that doesn't keep the process from ending."""
    threading.Thread(target=work, name="refreshing", daemon=True).start()


def is_old(verdict: Verdict, *, at: datetime) -> bool:
    """Say whether a verdict is to be asked for anew."""
    return at - verdict.checked_at >= OLD_AFTER


def replaces(new: Verdict, old: Verdict) -> bool:
    """Say whether a verdict takes the place of another; "could not check" never does of what was found."""
    if new.checked_at <= old.checked_at:
        return False
    return new.outcome != Outcome.INDETERMINATE or old.outcome == Outcome.INDETERMINATE


class Refresher:
    """Judges the old verdicts of a wallet beside its pages. Safe between threads.

    `start` begins the work and returns at once.
    """

    def __init__(
        self,
        database: Database,
        checker: Checker,
        *,
        now: Callable[[], datetime],
        start: Callable[[Work], None] = in_a_thread,
    ) -> None:
        self._database = database
        self._checker = checker
        self._now = now
        self._start = start
        self._lock = threading.Lock()
        self._at_work: set[str] = set()
        self._rest_until: dict[str, datetime] = {}

    def refresh(self, vault: Vault, entries: Iterable[ShelfEntry]) -> bool:
        """Begin to judge those of these that are old; say whether it began. Never waits."""
        at = self._now()
        old = [entry.document_id for entry in entries if is_old(entry.verdict, at=at)]
        if not old or not self._takes(vault.wallet_id, at):
            return False
        # In no order: a few whose issuer is gone for good must not keep the others from their turn each time.
        chosen = SystemRandom().sample(old, min(len(old), MAX_DOCUMENTS))
        try:
            self._start(lambda: self._work(vault, chosen))
        except RuntimeError:  # the system has no thread left
            self._leave(vault.wallet_id)
            return False
        return True

    def _takes(self, wallet_id: str, at: datetime) -> bool:
        with self._lock:
            self._rest_until = {each: until for each, until in self._rest_until.items() if until > at}
            if (
                wallet_id in self._at_work
                or wallet_id in self._rest_until
                or len(self._at_work) >= MAX_WALLETS_AT_ONCE
            ):
                return False
            self._at_work.add(wallet_id)
            self._rest_until[wallet_id] = at + REST
            return True

    def _leave(self, wallet_id: str) -> None:
        with self._lock:
            self._at_work.discard(wallet_id)

    def _work(self, vault: Vault, document_ids: Iterable[str]) -> None:
        """Judge one after the other; what the outside world does wrong ends it, until a later page."""
        try:
            misses = 0
            for document_id in document_ids:
                misses = 0 if self._judge(vault, document_id) else misses + 1
                if misses == MAX_MISSES_IN_A_ROW:
                    break
        except (DomainError, SQLAlchemyError, OSError) as error:
            log.warning("refresh_failed", error=type(error).__name__)
        finally:
            self._leave(vault.wallet_id)

    def _judge(self, vault: Vault, document_id: str) -> bool:
        """Judge one, and say whether that gave an answer. One that she deleted meanwhile needs none."""
        try:
            with self._database.reading() as session:
                held = shelf.open_document(session, vault, document_id)
                holder = holder_of(session, vault)
            verdict = self._checker.check(held.document, presented_by=holder.did, at=self._now())
            with self._database.transaction() as session:
                known = shelf.open_document(session, vault, document_id).entry.verdict
                if replaces(verdict, known):
                    shelf.record_verdict(session, vault, document_id, verdict)
        except NotInThisWalletError:
            return True
        return verdict.outcome != Outcome.INDETERMINATE
