"""The address on a printed certificate: behind it lies the signed copy that the paper shows.

Whoever holds the paper can hand the address to any verifier, who fetches the copy and judges it. The
address opens this one document and nothing else; it collects nothing, unlike the link on a letter.
"""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from issuer.errors import NotFoundError
from issuer.installation import Installation
from issuer.models import Credential
from issuer.offer_secrets import TOKEN_BYTES, lookup_hash
from keys import sealing

_KIND = "paper"


def give_address(installation: Installation, copy: Credential) -> None:
    """Give the copy for paper its address, once."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    copy.paper_hash = lookup_hash(installation.lookup_key, _KIND, token)
    copy.paper_sealed = sealing.seal(installation.sealing_key, token.encode(), context=_context(copy))


def address_of(installation: Installation, copy: Credential) -> str:
    """Return the address to print. Raises `NotFoundError` for a copy that has none."""
    if copy.paper_sealed is None:
        raise NotFoundError("paper.unknown")
    token = sealing.unseal(installation.sealing_key, copy.paper_sealed, context=_context(copy))
    return installation.paper_address(token.decode())


def find_copy(session: Session, installation: Installation, token: str) -> Credential:
    """Return the copy behind an address, whatever became of it: its status says that.

    Raises `NotFoundError("paper.unknown")`.
    """
    hashed = lookup_hash(installation.lookup_key, _KIND, token)
    copy = session.scalars(select(Credential).where(Credential.paper_hash == hashed)).one_or_none()
    if copy is None or copy.signed is None:
        raise NotFoundError("paper.unknown")
    return copy


def _context(copy: Credential) -> str:
    return f"issuer:{copy.institution_id}:paper:{copy.id}"
