"""What the verifier does with what is handed in, whichever door it comes through.

A page, the API and the command line differ in how they receive something and in how they show what was
found. In between there is only this: see what it is, fetch it when it is a link, judge it.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from keys.did_web import host_of
from schemas.digests import digests_of
from schemas.documents import JsonObject, serialize
from schemas.errors import DomainError, MalformedDocumentError
from verifier.earlier_checks import EarlierCheck
from verifier.fetch_budget import fetch_budget
from verifier.judging import Judge, Judgement
from verifier.links import Link, LinkOpener, NoDocumentError
from verifier.pdf_attachments import is_pdf
from verifier.reading import (
    Submission,
    SubmissionKind,
    document_submission,
    is_badge,
    is_jwt,
    read_submission,
)

# A message around a link, as wallets and people send them; longer texts are no messages.
_MAX_MESSAGE_BYTES = 4_096
# An address up to the first space, without the sign that ends a sentence around it.
_LINKS = re.compile(r"https?://\S*[^\s.,;:!?)>\]\"'”’]")


class NotADocumentError(DomainError):
    """What was handed in is no JSON object and no link, so nothing was judged (`submission.*`, `json.*`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """A document (or a PDF with documents in it) as it came in, byte for byte, and where from."""

    document: bytes
    fetched_from: str = ""
    """The host that it was fetched from; empty when the visitor had it."""
    expected_domain: str | None = None
    """The origin that a presentation must be made for: that of the link behind which it was."""
    from_known_wallet: bool = False
    """Whether a wallet that this installation knows made the selection; never so for what a visitor had."""
    files_at: str = ""
    """Where that wallet shows the files of this look; empty where there is no such page."""
    expected_challenge: str | None = None
    """The challenge that a presentation must answer, where we gave one."""
    receipt: JsonObject | None = None
    """The receipt of an earlier check that came with it, as yet believed in nothing (ADR 50)."""
    submission: Submission | None = field(default=None, repr=False, compare=False)
    """What the bytes were read as, where they were read already; so they are read once."""

    @property
    def earlier(self) -> EarlierCheck | None:
        """The receipt with the file that it came with, for the engine."""
        if self.receipt is None:
            return None
        return EarlierCheck(receipt=self.receipt, file=digests_of(self.document))

    @property
    def is_jwt(self) -> bool:
        """Whether it came in as a compact JWT instead of JSON."""
        return is_jwt(self.document)

    @property
    def is_pdf(self) -> bool:
        """Whether it came in as a PDF with signed files in it."""
        return is_pdf(self.document)

    @property
    def file_name(self) -> str:
        """A name for the document as a file; it says nothing about what is in it."""
        return f"bewijs.{'pdf' if self.is_pdf else 'jwt' if self.is_jwt else 'json'}"

    @property
    def sha256(self) -> str:
        """The SHA-256 of the document as it came in, in hexadecimal, as `sha256sum` prints it."""
        return hashlib.sha256(self.document).hexdigest()

    @property
    def media_type(self) -> str:
        """The media type of the document as it came in."""
        if self.is_pdf:
            return "application/pdf"
        if not self.is_jwt:
            return "application/json"
        kind = (self.submission or read_submission(self.document)).kind
        return "application/vp+jwt" if kind is SubmissionKind.PRESENTATION else "application/vc+jwt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where documents and links are handed in. Safe to share between threads."""

    judge: Judge
    opener: LinkOpener
    forget: Callable[[], None]
    """Drops what was fetched before, for "check again now"."""
    allow_insecure_loopback: bool = False

    def receive(self, handed_in: bytes) -> HandedIn | Link:
        """Tell a document from a link.

        Raises `NotADocumentError` for what is neither or can't be read, and `LinkError` for an address
        that is not opened here.
        """
        try:
            submission = read_submission(handed_in)
        except MalformedDocumentError as error:
            if error.code == "submission.text" and (link := self._link_in_text(handed_in)):
                return link
            raise NotADocumentError(error.code, detail=error.detail, pointer=error.pointer) from error
        if submission.kind is SubmissionKind.LINK:
            return self.read_link(submission.link or "")
        # A badge is only a picture of what is signed in it; a PDF is kept whole, for there may be more in it.
        return HandedIn(
            document=submission.original if is_badge(handed_in) else handed_in, submission=submission
        )

    def receive_document(self, document: JsonObject) -> HandedIn:
        """Take a document that was parsed with what was around it, by `schemas.documents`."""
        return HandedIn(document=serialize(document), submission=document_submission(document))

    def read_link(self, text: str) -> Link:
        """Return the link that a text is. Raises `LinkError`."""
        return Link.read(text, allow_insecure_loopback=self.allow_insecure_loopback)

    def fetch(self, link: Link) -> HandedIn:
        """Fetch what is behind a link, known or agreed to by whoever asked.

        Raises what `LinkOpener.fetch` raises, and `NoDocumentError` when it turns out to be something else.
        """
        document = self.opener.fetch(link)
        try:
            received = self.receive(document)
        except NotADocumentError as error:
            raise NoDocumentError("link.no_document", detail=error.code, host=link.host) from error
        if not isinstance(received, HandedIn):
            raise NoDocumentError("link.no_document", detail="a link behind a link", host=link.host)
        return replace(
            received,
            document=document,
            fetched_from=link.host,
            expected_domain=link.origin,
            from_known_wallet=self.opener.is_known(link),
            files_at=self.opener.files_of(link),
        )

    def check(self, handed_in: HandedIn, *, at: datetime) -> Judgement:
        """Judge a document, waiting for others no longer than the budget. Never raises for a bad one."""
        with fetch_budget():
            if handed_in.submission is None:
                return self.judge.judge(
                    handed_in.document,
                    at=at,
                    expected_domain=handed_in.expected_domain,
                    expected_challenge=handed_in.expected_challenge,
                    earlier=handed_in.earlier,
                )
            return self.judge.judge_submission(
                handed_in.submission,
                at=at,
                expected_domain=handed_in.expected_domain,
                expected_challenge=handed_in.expected_challenge,
                earlier=handed_in.earlier,
            )

    def knows(self, link: Link) -> bool:
        """Say whether a link leads to a wallet of the settings, or to an issuer that a register names.

        That is where the address on a printed certificate leads; nobody needs to be asked whether it fits.
        """
        if self.opener.is_known(link):
            return True
        place = urlsplit(link.url).netloc.lower()
        lists = self.judge.trust_lists.registry().lists
        return any(place == host_of(entry.entity) for each in lists for entry in each.trust_list.entries)

    def _link_in_text(self, handed_in: bytes) -> Link | None:
        """Return the one link in a message that somebody pasted whole, or one without its beginning."""
        text = handed_in[:_MAX_MESSAGE_BYTES].decode("utf-8", "replace").strip()
        found = [text] if Link.lacks_scheme(text) else _LINKS.findall(text)
        return self.read_link(found[0]) if len(found) == 1 else None
