"""Judging a batch row by row: the same desk and the same judgement as for one certificate.

Rows keep their order. Links are fetched some at a time, since each waits for somebody else's server; judging
is one after the other. One row never stops the others: what is wrong with it becomes its verdict.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from schemas.errors import DomainError
from verifier.bulk.batches import Item
from verifier.judging import Judgement
from verifier.links import Link
from verifier.result import Outcome, worst
from verifier.services import Desk, HandedIn, NotADocumentError

# Servers of wallets and issuers at which we wait at the same time: enough to get on, few enough to be polite.
FETCHES_AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRow:
    """The verdict on one item: the judgement, or else why there is none. Nothing of the content is kept.

    `judgement` is there when a document could be read. `problem` is the code of what stood in its way.
    """

    number: int
    label: str
    outcome: Outcome
    judgement: Judgement | None = None
    problem: DomainError | None = None

    @property
    def code(self) -> str:
        """The stable code of what decided: of the decisive check, or of the problem."""
        if self.problem is not None:
            return self.problem.code
        if self.judgement is None:
            raise RuntimeError("a row has a judgement or a problem")
        return decisive_code(self.judgement)


class RowError(DomainError):
    """What is wrong with a row before anything was judged (`batch.*`)."""


def check_items(
    desk: Desk,
    items: Sequence[Item],
    *,
    at: datetime,
    may_go_on: Callable[[], bool] = lambda: True,
) -> Iterator[CheckedRow]:
    """Yield a row per item, in order. Never raises for what an item holds or leads to.

    `may_go_on` is asked before each item: once it says no, the rest could not be checked (`batch.no_time`).
    """
    with ThreadPoolExecutor(max_workers=FETCHES_AT_ONCE) as pool:
        for start in range(0, len(items), FETCHES_AT_ONCE):
            part = items[start : start + FETCHES_AT_ONCE]
            going = may_go_on()
            fetching = {
                item.number: pool.submit(_fetched, desk, item.link)
                for item in part
                if going and item.link is not None
            }
            for item in part:
                yield _row(desk, item, fetching.get(item.number), at) if going else _no_time(item)


def worst_row(rows: Sequence[CheckedRow]) -> Outcome:
    """Return the outcome that a script acts on: failed, then could-not-check, then warning, then passed."""
    return worst(row.outcome for row in rows)


def decisive_code(judgement: Judgement) -> str:
    """Return the code of the check that decided over everything; empty where all is well: none stood out."""
    if judgement.outcome is Outcome.PASSED:
        return ""
    presentation = judgement.presentation
    checks = [check for result in judgement.results for check in result.checks]
    if presentation is not None:
        checks = [*presentation.checks, *checks]
    return next(check.code for check in checks if check.outcome is judgement.outcome)


def _fetched(desk: Desk, link: str) -> HandedIn:
    return desk.fetch(desk.read_link(link))


def _row(desk: Desk, item: Item, fetching: Future[HandedIn] | None, at: datetime) -> CheckedRow:
    try:
        handed_in = fetching.result() if fetching is not None else _received(desk, item)
    except DomainError as error:
        return _refused(item, error)
    judgement = desk.check(handed_in, at=at)
    return CheckedRow(number=item.number, label=item.label, outcome=judgement.outcome, judgement=judgement)


def _received(desk: Desk, item: Item) -> HandedIn:
    if item.problem is not None or item.content is None:
        raise RowError(item.problem or "batch.no_link_in_row")
    received = desk.receive(item.content)
    if isinstance(received, Link):  # a file that holds a link: the sender did not ask us to go there
        raise RowError("batch.link_in_file")
    return received


def _refused(item: Item, error: DomainError) -> CheckedRow:
    """What is no document is not valid; what could not be opened or fetched could not be checked."""
    outcome = Outcome.FAILED if isinstance(error, NotADocumentError) else Outcome.INDETERMINATE
    return CheckedRow(number=item.number, label=item.label, outcome=outcome, problem=error)


def _no_time(item: Item) -> CheckedRow:
    return CheckedRow(
        number=item.number,
        label=item.label,
        outcome=Outcome.INDETERMINATE,
        problem=RowError("batch.no_time"),
    )
