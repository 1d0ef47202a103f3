"""What `vakbewijs verify` does: put a desk together, check one thing, print what was found.

No Flask and no database: a command keeps nothing, so it does not notice a trust list that is older than
one that it saw in a former run. What it does not need for an answer it does not import.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import click

from keys.errors import InvalidKeyError, TrustListError
from keys.trust_list import TrustAnchor, TrustList
from schemas.documents import Limits, parse_object
from schemas.errors import DomainError, FetchError, MalformedDocumentError
from verifier.earlier_checks import read_receipt
from verifier.links import Answer, Client, Link, LinkError
from verifier.pdf_attachments import MAX_PDF_BYTES
from verifier.printing import Printer
from verifier.reading import MAX_SUBMISSION_BYTES
from verifier.report import report
from verifier.result import Outcome
from verifier.services import Desk, HandedIn, NotADocumentError
from verifier.sources import InMemorySeenVersions
from verifier.wiring import TRUST_LIST_MAX_BYTES, open_desk, trust_anchor
from verifier.words import Words

EXIT_CODES: Mapping[Outcome, int] = {
    Outcome.PASSED: 0,
    Outcome.FAILED: 1,
    Outcome.INDETERMINATE: 2,
    Outcome.WARNING: 3,
}
STANDARD_INPUT = "-"

_TRUST_LIST_LIMITS = Limits(max_bytes=TRUST_LIST_MAX_BYTES, max_values=1_000_000)


@dataclass(slots=True)
class ClientOnDemand:
    """The guarded way to the network, imported at the first fetch."""

    allow_insecure_loopback: bool
    _client: Client | None = field(default=None, init=False)

    def get(self, url: str, *, accept: str, max_bytes: int) -> bytes:
        """Return the body of a 200 answer, or raise `FetchError`."""
        return self._made().get(url, accept=accept, max_bytes=max_bytes)

    def post(self, url: str, body: bytes, *, content_type: str, accept: str, max_bytes: int) -> Answer:
        """Return the answer, or raise `FetchError`."""
        return self._made().post(url, body, content_type=content_type, accept=accept, max_bytes=max_bytes)

    def _made(self) -> Client:
        if self._client is None:
            from web.outbound import OutboundClient

            self._client = OutboundClient(allow_insecure_loopback=self.allow_insecure_loopback)
        return self._client


@dataclass(frozen=True, slots=True)
class ListsAtHand:
    """A `Fetch` of the trust lists that were named on the command line."""

    lists: Mapping[str, bytes]

    def __call__(self, url: str, *, accept: str = "application/json") -> bytes:  # noqa: ARG002  (the port)
        """Return the list that says of itself to be at an address."""
        return self.lists[url]


def make_desk(trust: Sequence[str], *, client: Client, at: datetime, allow_insecure_loopback: bool) -> Desk:
    """Return a desk that goes by the trust lists that were named, or else by those of the settings.

    Raises `click.UsageError` for a list that can't be read: without it the verdict would be another.
    """
    anchors: Iterable[TrustAnchor]
    if trust:
        lists = [_trust_list(source, client) for source in trust]
        anchors = [trust_anchor(read.keeper, read.url) for read, _ in lists]
        at_hand = ListsAtHand({read.url: data for read, data in lists})
        wallet_urls: tuple[str, ...] = ()
    else:
        from verifier.settings import CommandSettings
        from web.commands import read_settings

        settings = read_settings(CommandSettings)
        anchors = [trust_anchor(anchor.did, anchor.url, anchor.kinds) for anchor in settings.trust_anchors]
        at_hand, wallet_urls = None, settings.wallet_urls
    return open_desk(
        anchors,
        client=client,
        wallet_urls=wallet_urls,
        seen=InMemorySeenVersions(),
        now=lambda: at,
        allow_insecure_loopback=allow_insecure_loopback,
        fetch_trust_list=at_hand,
    )


def run(
    desk: Desk, source: str, *, at: datetime, said: Words, as_json: bool, receipt: Path | None = None
) -> int:
    """Check what a file, an address or standard input holds, print the findings, and return the exit code.

    `receipt` is the file of an earlier check, for what a key signed that was revoked since.
    """
    try:
        earlier = read_receipt(_read_file(receipt, MAX_PDF_BYTES)) if receipt is not None else None
        received = _receive(desk, source)
        handed_in = desk.fetch(received) if isinstance(received, Link) else received
    except DomainError as error:
        return _refuse(error, said, as_json)
    judgement = desk.check(replace(handed_in, receipt=earlier), at=at)
    if as_json:
        _print_json(report(judgement, translate=said.translate, format_date=said.iso_date))
    else:
        Printer(said).judgement(judgement)
    return EXIT_CODES[judgement.outcome]


def _receive(desk: Desk, source: str) -> HandedIn | Link:
    if source == STANDARD_INPUT:
        return desk.receive(sys.stdin.buffer.read(MAX_SUBMISSION_BYTES + 1))
    path = Path(source)
    if not path.is_file():
        try:
            return desk.read_link(source)
        except LinkError as error:
            if error.code != "link.unreadable":
                raise
            raise click.UsageError(f"there is no file {source}, and it is no https address") from error
    return desk.receive(_read_file(path, MAX_SUBMISSION_BYTES))


def _refuse(error: DomainError, said: Words, as_json: bool) -> int:
    """Say why nothing was judged. What is no document is not valid; the rest could not be checked."""
    if as_json:
        _print_json({"code": error.code, "parameters": dict(error.parameters)})
    else:
        Printer(said).refusal(error)
    return EXIT_CODES[Outcome.FAILED if isinstance(error, NotADocumentError) else Outcome.INDETERMINATE]


def _trust_list(source: str, client: Client) -> tuple[TrustList, bytes]:
    """Read a list to see who keeps it. Its proof is verified where it is used."""
    try:
        if Path(source).is_file():
            data = _read_file(Path(source), TRUST_LIST_MAX_BYTES)
        else:
            data = client.get(
                source, accept="application/vc, application/json", max_bytes=TRUST_LIST_MAX_BYTES
            )
        return TrustList.from_document(parse_object(data, limits=_TRUST_LIST_LIMITS)), data
    except (MalformedDocumentError, TrustListError, InvalidKeyError, FetchError) as error:
        raise click.UsageError(f"{source} is no trust list that can be read ({error.code})") from error


def _read_file(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise click.UsageError(f"{path} can't be read: {error.strerror}") from error


def _print_json(members: Mapping[str, object]) -> None:
    click.echo(json.dumps(members, ensure_ascii=False, indent=2))
