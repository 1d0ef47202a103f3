"""What the sealed columns hold, once opened. One class per column, read and written by `wallet.vault`."""

from datetime import date, datetime

from pydantic import Field

from wallet.vault import SealedContent


class Coverage(SealedContent):
    """What a document says about one part of a qualification; `part` is None for the whole of it.

    `found`: "full", "partly" or "not". A "not" is something still to show, never a failure.
    """

    code_system: str
    qualification: str
    qualification_name: str
    part: str | None
    found: str


class Card(SealedContent):
    """What the list shows of a document, taken from it when it was stored, so that no list parses documents.

    `issuer_name` is what the DOCUMENT says; the name that the trust list gives stands in the verdict.
    """

    title: str
    kind: str | None
    issuer_id: str
    issuer_name: str | None
    subject_name: str | None
    awarded_on: date | None
    valid_until: datetime | None
    origin: str
    # None in cards from before coverage was kept; it is read from the document then.
    coverage: tuple[Coverage, ...] | None = None


class Finding(SealedContent):
    """One check of the engine, as it came out."""

    name: str
    outcome: str
    code: str
    parameters: dict[str, str]


class Verdict(SealedContent):
    """What the engine found at `checked_at`; the findings are kept, so that sentences may improve."""

    outcome: str
    findings: tuple[Finding, ...]
    # The name under which the trust list knows the issuer, if it does.
    issuer_name: str | None
    checked_at: datetime


class ShareDescription(SealedContent):
    """What was agreed in a share, and what is in it by title, in the order in which it is shown.

    `hidden`: per document the JSON pointers of what is left out of it. `pin_key` (base64) is what the PIN
    was hashed into, so that she need not wait for that to prolong her link.
    """

    receiver: str
    titles: tuple[str, ...]
    reason: str = ""
    hidden: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    looks: int | None = None
    pin: str = ""
    pin_key: str = ""


class Chosen(SealedContent):
    """What she chose so far to show somebody.

    `hideable`: per chosen document what may be left out of it, so that no page works that out again.
    `hidden`: what she leaves out, as JSON pointers per document; None is not answered yet.
    """

    document_ids: tuple[str, ...] = ()
    item_ids: tuple[str, ...] = ()
    file_ids: tuple[str, ...] = ()
    reference_ids: tuple[str, ...] = ()
    hideable: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    hidden: dict[str, tuple[str, ...]] | None = None


class ShareAnswers(Chosen):
    """The answers given so far while a share is being made; None is not answered yet.

    `looks` is 0 for as many as they like; an empty `reason` or `pin` means that she wants none.
    """

    receiver: str | None = None
    reason: str | None = None
    duration: str | None = None
    looks: int | None = None
    pin: str | None = None
    for_counsellor: bool = False


class FileAccess(SealedContent):
    """What opens the bytes of a shared file; `key` is base64, `place` that to which they are sealed."""

    title: str
    name: str
    media_type: str
    size: int
    storage_key: str
    key: str
    place: str


class SuggestionWords(SealedContent):
    """What a counsellor suggests; `share_id` ties it to the link by which it was left."""

    share_id: str
    about: str
    text: str
    name: str


class FileDescription(SealedContent):
    """What the wallet knows of a file, and the key (base64) under which its bytes are sealed.

    Digests are SHA-256 multihashes in multibase, of the bytes as they were given and as they were kept.
    """

    title: str
    name: str
    media_type: str
    original_digest: str
    kept_digest: str
    key: str


class ReferenceQuestion(SealedContent):
    """What someone is asked, sealed under a key from the link that she sends him.

    `subject` is the DID that her copies are bound to: an organisation that signs its answer signs it about
    that. None in a question that was asked before organisations could sign.
    """

    asker: str
    question: str
    subject: str | None = None


class ReferenceDescription(SealedContent):
    """A question as its asker knows it, with the token of its link so that she can show it again.

    `brought_on` is the day (ISO 8601) on which she brought it from another wallet, answer and all.
    """

    asker: str
    referee: str
    question: str
    token: str
    brought_on: str | None = None


class ReferenceWords(SealedContent):
    """What someone wrote about her, and who he says that he is; `request_id` ties it to the question.

    `signed` is the endorsement as its organisation signed it, whose proof was checked when it came in;
    `signer` its did:web, and `signer_name` the name under which a trust list knew it then, if any did.
    """

    request_id: str
    text: str
    name: str
    role: str
    organisation: str
    email: str
    signed: str | None = None
    signer: str | None = None
    signer_name: str | None = None
