"""What an organisation signed about her, as it goes to others: its own document, unchanged.

Signed anew as hers it would be her own word only; a receiver checks the signature that stands under it. The
receiver reads the name in a register, or the host of the key, and so does she beforehand.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from schemas import documents
from schemas.dates import legal_date
from schemas.documents import JsonObject
from schemas.endorsement import ENDORSEMENT_CREDENTIAL, Endorsement, endorsement_of
from schemas.own_words import OwnWords
from wallet.holder import Holder
from wallet.presenting import sign_own_words
from wallet.references.asking import ReferenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedWords:
    """Words about her by who signed them; `title` is its name in a register, or else the host of its key."""

    kind: ClassVar = ENDORSEMENT_CREDENTIAL
    title: str
    said: Endorsement
    written_on: date
    document: JsonObject = field(repr=False)


def signed_words(view: ReferenceView) -> SignedWords | None:
    """Return what an organisation signed in answer to a question, or None when nobody signed the answer.

    Raises `MalformedDocumentError` for what `signing.check_signed` would not have let in.
    """
    if view.words is None or view.words.signed is None or view.written_at is None:
        return None
    document = documents.parse_object(view.words.signed.encode())
    return SignedWords(
        title=view.words.signer_name or view.signer_host,
        said=endorsement_of(document),
        written_on=legal_date(view.written_at),
        document=document,
    )


def as_credential(words: OwnWords | SignedWords, *, holder: Holder, at: datetime) -> JsonObject:
    """Return a part as the credential that a receiver gets: signed by her, or as its own signer made it."""
    if isinstance(words, SignedWords):
        return words.document
    return sign_own_words(words, holder=holder, at=at)
