"""Sending an answer: asked anew what is asked, signed for that and for nothing else, sent, and noted."""

from datetime import datetime

from schemas.presentation_request import digest_of
from wallet import shelf
from wallet.errors import RequestRefusedError
from wallet.holder import holder_of
from wallet.presenting import present_answer
from wallet.requests import replies
from wallet.requests.askers import AskerApi
from wallet.requests.fitting import fitting
from wallet.requests.links import read_link
from wallet.requests.replies import ReplyState
from wallet.showing import as_shown
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
    """Send the chosen certificates. A second click on what was sent changes nothing.

    The request is fetched again, outside any transaction, for a fresh challenge; when it is no longer what
    she saw, nothing is signed.

    Raises `RequestRefusedError` (`asked.changed`, `asked.nothing_chosen`, and what the verifier refuses),
    `VerifierUnavailableError`, `NotInThisWalletError`, `ShareError("share.too_much")`.
    """
    with database.reading() as session:
        reply = replies.reply(session, vault, reply_id)
        if reply.state is ReplyState.SENT:
            return
        fits = {entry.document_id for entry in fitting(session, vault, reply.request).fits}
        chosen = [each for each in reply.content.document_ids if each in fits]
        held = [shelf.open_document(session, vault, each) for each in chosen]
        holder = holder_of(session, vault)
    if not held:
        raise RequestRefusedError("asked.nothing_chosen")
    link = read_link(reply.content.link, verifier_url=verifier_url)
    asked = askers.prepare(link)
    if asked.original != reply.original:
        raise RequestRefusedError("asked.changed")
    presentation = present_answer(
        [as_shown(each.document) for each in held],
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
            titles=[each.entry.card.title for each in held],
            keep_until=keep_until,
            at=at,
        )
