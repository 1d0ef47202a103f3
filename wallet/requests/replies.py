"""Her answer to a request: in the making, sent, or a no. All of it sealed under her own key.

A no stays here. The organisation is not told, and can't tell it from a link that nobody opened.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from schemas.presentation_request import PresentationRequest
from wallet.errors import NotInThisWalletError, RequestRefusedError
from wallet.models import RequestReply
from wallet.requests.askers import Asked
from wallet.requests.links import RequestLink
from wallet.vault import Place, SealedContent, Vault
from web.database import new_row_id

# A reader looks at a few certificates, not a pile; the same bound as for a shared selection.
MAX_DOCUMENTS = 10


class ReplyState(StrEnum):
    """What became of a request in this wallet."""

    DRAFT = "draft"
    SENT = "sent"
    DECLINED = "declined"


class ReplyContent(SealedContent):
    """What is known of a reply; `request` is what she saw, base64 of its bytes.

    `official_name` is that of a trust list, None when nobody vouches for who asks.
    """

    link: str
    request: str
    official_name: str | None
    document_ids: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    keep_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply as its owner sees it."""

    reply_id: str
    state: ReplyState
    content: ReplyContent = field(repr=False)
    created_at: datetime
    ended_at: datetime | None

    @property
    def original(self) -> bytes:
        """The request that she saw, byte for byte."""
        return base64.b64decode(self.content.request)

    @property
    def request(self) -> PresentationRequest:
        """The request that she saw."""
        return PresentationRequest.from_bytes(self.original)

    @property
    def name(self) -> str:
        """Who asks: the name of a trust list, else what the request itself says."""
        return self.content.official_name or self.request.requester_name


def begin(
    session: Session,
    vault: Vault,
    link: RequestLink,
    asked: Asked,
    *,
    official_name: str | None,
    at: datetime,
) -> Reply:
    """Begin a reply to a request, or go on with the one that there is.

    A draft and a no start afresh with what is asked now; what was sent stays sent.
    """
    lookup = vault.fingerprint(link.text.encode())
    row = _with_lookup(session, vault, lookup)
    if row is not None and ReplyState(row.state) is ReplyState.SENT:
        return _opened(vault, row)
    content = ReplyContent(
        link=link.text,
        request=base64.b64encode(asked.original).decode(),
        official_name=official_name,
    )
    if row is None:
        reply_id = new_row_id()
        row = RequestReply(
            wallet_id=vault.wallet_id,
            reply_id=reply_id,
            lookup=lookup,
            state=ReplyState.DRAFT.value,
            sealed_content=vault.seal_content(content, _place(reply_id)),
            created_at=at,
        )
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:  # the other click was first
            found = _with_lookup(session, vault, lookup)
            if found is None:
                raise
            return _opened(vault, found)
    else:
        row.state, row.ended_at = ReplyState.DRAFT.value, None
        row.sealed_content = vault.seal_content(content, _place(row.reply_id))
    return _opened(vault, row)


def reply(session: Session, vault: Vault, reply_id: str) -> Reply:
    """Return one reply; raises `NotInThisWalletError`."""
    return _opened(vault, _row(session, vault, reply_id))


def ended(session: Session, vault: Vault) -> tuple[Reply, ...]:
    """Return what she sent and what she said no to, the newest first."""
    rows = session.scalars(
        select(RequestReply)
        .where(RequestReply.wallet_id == vault.wallet_id, RequestReply.state != ReplyState.DRAFT.value)
        .order_by(RequestReply.ended_at.desc(), RequestReply.reply_id.desc())
    )
    return tuple(_opened(vault, row) for row in rows)


def choose(session: Session, vault: Vault, reply_id: str, document_ids: Sequence[str]) -> None:
    """Note which certificates she chose.

    Raises `RequestRefusedError` (`asked.nothing_chosen`, `asked.too_many`, `asked.sent`) and
    `NotInThisWalletError`.
    """
    chosen = tuple(dict.fromkeys(document_ids))
    if not chosen:
        raise RequestRefusedError("asked.nothing_chosen")
    if len(chosen) > MAX_DOCUMENTS:
        raise RequestRefusedError("asked.too_many")
    row = _draft(session, vault, reply_id)
    content = _opened(vault, row).content.model_copy(update={"document_ids": chosen})
    row.sealed_content = vault.seal_content(content, _place(reply_id))


def decline(session: Session, vault: Vault, reply_id: str, *, at: datetime) -> None:
    """Note a no. Nobody is told. Raises `RequestRefusedError("asked.sent")`, `NotInThisWalletError`."""
    row = _draft(session, vault, reply_id)
    row.state, row.ended_at = ReplyState.DECLINED.value, at
    content = _opened(vault, row).content.model_copy(update={"document_ids": ()})
    row.sealed_content = vault.seal_content(content, _place(reply_id))


def record_sent(
    session: Session,
    vault: Vault,
    reply_id: str,
    *,
    titles: Sequence[str],
    keep_until: datetime,
    at: datetime,
) -> None:
    """Note that an answer was taken in, with what was in it; raises `NotInThisWalletError`."""
    row = _row(session, vault, reply_id)
    row.state, row.ended_at = ReplyState.SENT.value, at
    content = _opened(vault, row).content.model_copy(
        update={"titles": tuple(titles), "keep_until": keep_until}
    )
    row.sealed_content = vault.seal_content(content, _place(reply_id))


def _draft(session: Session, vault: Vault, reply_id: str) -> RequestReply:
    row = _row(session, vault, reply_id)
    if ReplyState(row.state) is ReplyState.SENT:
        raise RequestRefusedError("asked.sent")
    return row


def _row(session: Session, vault: Vault, reply_id: str) -> RequestReply:
    row = session.get(RequestReply, (vault.wallet_id, reply_id))
    if row is None:
        raise NotInThisWalletError("wallet.not_found", detail="request reply")
    return row


def _with_lookup(session: Session, vault: Vault, lookup: bytes) -> RequestReply | None:
    return session.scalar(
        select(RequestReply).where(RequestReply.wallet_id == vault.wallet_id, RequestReply.lookup == lookup)
    )


def _opened(vault: Vault, row: RequestReply) -> Reply:
    return Reply(
        reply_id=row.reply_id,
        state=ReplyState(row.state),
        content=vault.open_content(ReplyContent, row.sealed_content, _place(row.reply_id)),
        created_at=row.created_at,
        ended_at=row.ended_at,
    )


def _place(reply_id: str) -> Place:
    return Place("request_reply", reply_id, "content")
