"""Sending an answer: asked anew what is asked, signed for that and for nothing else, sent, and noted."""

from datetime import datetime

from schemas.presentation_request import digest_of
from wallet.errors import RequestRefusedError
from wallet.holder import holder_of
from wallet.presenting import present_answer
from wallet.requests import replies
from wallet.requests.answer_parts import answer_parts
from wallet.requests.askers import AskerApi
from wallet.requests.links import read_link
from wallet.requests.replies import Reply, ReplyState, Sent
from wallet.sharing.parts import Parts
from wallet.sharing.signed_words import as_credential
from wallet.vault import Vault
from web.database import Database


def send(
    database: Database,
    vault: Vault,
    reply_id: str,
    *,
    askers: AskerApi,
    verifier_url: str,
    at: datetime,
) -> None:
    """Send what she chose. A second click on what was sent changes nothing.

    The request is fetched again, outside any transaction, for a fresh challenge; when it is no longer what
    she saw, nothing is signed.

    Raises `RequestRefusedError` (`asked.changed`, `asked.nothing_chosen`, and what the verifier refuses),
    `VerifierUnavailableError`, `NotInThisWalletError`, `ShareError` (`share.too_much`, `share.cannot_hide`).
    """
    with database.reading() as session:
        reply = replies.reply(session, vault, reply_id)
        if reply.state is ReplyState.SENT:
            return
        parts = answer_parts(session, vault, reply, at=at)
        holder = holder_of(session, vault)
    if not parts.documents:
        raise RequestRefusedError("asked.nothing_chosen")
    link = read_link(reply.content.link, verifier_url=verifier_url)
    asked = askers.prepare(link)
    if asked.original != reply.original:
        raise RequestRefusedError("asked.changed")
    presentation = present_answer(
        [
            *(held.document for held in parts.documents),
            *(as_credential(part.words, holder=holder, at=at) for part in parts.own),
        ],
        holder=holder,
        challenge=asked.challenge,
        domain=link.origin,
        created=at,
    )
    keep_until = askers.answer(
        link, digest=digest_of(asked.original), challenge=asked.challenge, presentation=presentation
    )
    with database.transaction() as session:
        replies.record_sent(
            session,
            vault,
            reply_id,
            sent=_sent(reply, parts),
            keep_until=keep_until,
            at=at,
        )


def _sent(reply: Reply, parts: Parts) -> Sent:
    hidden = reply.content.hidden or {}
    return Sent(
        titles=tuple(held.entry.card.title for held in parts.documents),
        left_out=tuple(hidden.get(held.entry.document_id, ()) for held in parts.documents),
        own_titles=tuple(part.words.title for part in parts.own),
    )
