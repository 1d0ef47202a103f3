"""Her answer to a request: in the making, sent, or a no. All of it sealed under her own key.

A no stays here. The organisation is not told, and can't tell it from a link that nobody opened.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from schemas.disclosure import pointers_of
from schemas.presentation_request import PresentationRequest
from wallet.contents import Chosen
from wallet.errors import NotInThisWalletError, RequestRefusedError
from wallet.models import RequestReply
from wallet.requests.askers import Asked
from wallet.requests.links import RequestLink
from wallet.sharing.contract import Selection
from wallet.sharing.leaving_out import with_hideable
from wallet.vault import Place, SealedContent, Vault
from web.database import new_row_id

_PROBLEMS = {"share.too_much": "asked.too_many", "share.too_much_own": "asked.too_many_own"}


class ReplyState(StrEnum):
    """What became of a request in this wallet."""

    DRAFT = "draft"
    SENT = "sent"
    DECLINED = "declined"


class Sent(SealedContent):
    """What was in an answer, by its titles: `left_out` has the JSON pointers of each certificate in turn."""

    titles: tuple[str, ...]
    left_out: tuple[tuple[str, ...], ...]
    own_titles: tuple[str, ...]


class ReplyContent(Chosen):
    """What is known of a reply; `request` is what she saw, base64 of its bytes. Files are never in one.

    `official_name` is that of a trust list, None when nobody vouches for who asks.
    """

    link: str
    request: str
    official_name: str | None
    titles: tuple[str, ...] = ()
    # Titles that were kept before something could be left out or added stand without these.
    left_out: tuple[tuple[str, ...], ...] = ()
    own_titles: tuple[str, ...] = ()
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


def choose(
    session: Session,
    vault: Vault,
    reply_id: str,
    document_ids: Sequence[str],
    *,
    item_ids: Sequence[str] = (),
    reference_ids: Sequence[str] = (),
) -> Reply:
    """Note what she chose, and what she may leave out of it: never what the request needs to see.

    Whether it fits is asked again when it is sent (`answer_parts`). Raises `RequestRefusedError`
    (`asked.nothing_chosen`, `asked.no_certificate`, `asked.too_many`, `asked.too_many_own`, `asked.sent`) and
    `NotInThisWalletError`.
    """
    row = _draft(session, vault, reply_id)
    reply = _opened(vault, row)
    chosen = reply.content.model_copy(
        update={
            "document_ids": tuple(dict.fromkeys(document_ids)),
            "item_ids": tuple(dict.fromkeys(item_ids)),
            "reference_ids": tuple(dict.fromkeys(reference_ids)),
        }
    )
    if not chosen.document_ids:
        own = chosen.item_ids or chosen.reference_ids
        raise RequestRefusedError("asked.no_certificate" if own else "asked.nothing_chosen")
    if problem := Selection.of(chosen).problem():
        raise RequestRefusedError(_PROBLEMS[problem])
    content = with_hideable(session, vault, chosen, must_show=pointers_of(reply.request.needs))
    return _record(vault, row, content)


def leave_out(session: Session, vault: Vault, reply_id: str, hidden: Mapping[str, tuple[str, ...]]) -> Reply:
    """Note what she leaves out, of what may be. Raises as `decline`."""
    row = _draft(session, vault, reply_id)
    content = _opened(vault, row).content.model_copy(update={"hidden": dict(hidden)})
    return _record(vault, row, content)


def decline(session: Session, vault: Vault, reply_id: str, *, at: datetime) -> None:
    """Note a no. Nobody is told. Raises `RequestRefusedError("asked.sent")`, `NotInThisWalletError`."""
    row = _draft(session, vault, reply_id)
    row.state, row.ended_at = ReplyState.DECLINED.value, at
    content = _opened(vault, row).content
    _record(
        vault,
        row,
        ReplyContent(link=content.link, request=content.request, official_name=content.official_name),
    )


def record_sent(
    session: Session,
    vault: Vault,
    reply_id: str,
    *,
    sent: Sent,
    keep_until: datetime,
    at: datetime,
) -> None:
    """Note that an answer was taken in, with what was in it; raises `NotInThisWalletError`."""
    row = _row(session, vault, reply_id)
    row.state, row.ended_at = ReplyState.SENT.value, at
    content = _opened(vault, row).content.model_copy(
        update={
            "titles": sent.titles,
            "left_out": sent.left_out,
            "own_titles": sent.own_titles,
            "keep_until": keep_until,
        }
    )
    _record(vault, row, content)


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


def _record(vault: Vault, row: RequestReply, content: ReplyContent) -> Reply:
    row.sealed_content = vault.seal_content(content, _place(row.reply_id))
    return _opened(vault, row)


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
