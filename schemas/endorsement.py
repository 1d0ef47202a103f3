"""What an organisation signs about somebody's work: an EndorsementCredential of Open Badges 3.0.

It says one thing, in words: nothing that could be taken for a result, a diploma or a second subject. Reading
one says nothing about who signed it, nor whether an organisation may be believed.

- https://www.imsglobal.org/spec/ob/v3p0/#endorsementcredential
"""

from dataclasses import dataclass
from datetime import datetime

from schemas import members
from schemas.contexts import CREDENTIALS_V2, OPEN_BADGES_V3
from schemas.credential import VERIFIABLE_CREDENTIAL, Credential
from schemas.dates import format_instant
from schemas.documents import JsonObject, Limits
from schemas.errors import MalformedDocumentError

ENDORSEMENT_CREDENTIAL = "EndorsementCredential"
ENDORSEMENT_SUBJECT = "EndorsementSubject"

# 1,500 characters of text, a question and a proof; a chain of proofs is well below this as well.
MAX_ENDORSEMENT_BYTES = 64 * 1024
ENDORSEMENT_LIMITS = Limits(max_bytes=MAX_ENDORSEMENT_BYTES)

_SUBJECT = "/credentialSubject"
# Whatever else would stand in it was signed too, and would travel unseen.
_MEMBERS = frozenset(
    {
        "@context",
        "id",
        "type",
        "description",
        "issuer",
        "validFrom",
        "validUntil",
        "credentialStatus",
        "credentialSubject",
        "proof",
    }
)
_SUBJECT_MEMBERS = frozenset({"id", "type", "name", "endorsementComment"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsement:
    """Words about `subject` (a DID) in answer to `question`; `organisation` is what its signer says it is.

    `name` is whom the signer was told that it is about: without it, who signs sees a key and no person.
    """

    identifier: str
    issuer: str
    organisation: str
    subject: str
    name: str
    question: str
    comment: str


def unsigned(endorsement: Endorsement, *, at: datetime) -> JsonObject:
    """Return the credential that the issuer is to sign, valid from `at`."""
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_V3],
        "id": endorsement.identifier,
        "type": [VERIFIABLE_CREDENTIAL, ENDORSEMENT_CREDENTIAL],
        "description": endorsement.question,
        "issuer": {"id": endorsement.issuer, "type": ["Profile"], "name": endorsement.organisation},
        "validFrom": format_instant(at),
        "credentialSubject": {
            "id": endorsement.subject,
            "type": [ENDORSEMENT_SUBJECT],
            "name": endorsement.name,
            "endorsementComment": endorsement.comment,
        },
    }


def endorsement_of(document: JsonObject) -> Endorsement:
    """Read a credential as the endorsement that `unsigned` makes, signed or not.

    Raises `MalformedDocumentError`: `document.not_an_endorsement` for any other credential, also one that
    says more than that, and the codes of `Credential.from_document`.
    """
    credential = Credential.from_document(document)
    if (
        set(document) - _MEMBERS
        or document["@context"] != [CREDENTIALS_V2, OPEN_BADGES_V3]
        or document["type"] != [VERIFIABLE_CREDENTIAL, ENDORSEMENT_CREDENTIAL]
    ):
        raise _other("")
    subject = members.child(document, "credentialSubject")
    if set(subject) != _SUBJECT_MEMBERS or subject["type"] != [ENDORSEMENT_SUBJECT]:
        raise _other(_SUBJECT)
    issuer = members.child(document, "issuer")
    if set(issuer) != {"id", "type", "name"} or issuer["type"] != ["Profile"]:
        raise _other("/issuer")
    return Endorsement(
        identifier=members.text(document, "id"),
        issuer=credential.issuer_id,
        organisation=members.text(issuer, "name", "/issuer"),
        subject=members.text(subject, "id", _SUBJECT),
        name=members.text(subject, "name", _SUBJECT),
        question=members.text(document, "description"),
        comment=members.text(subject, "endorsementComment", _SUBJECT),
    )


def says_somebody_else(credential: Credential) -> bool:
    """Whether a credential is such an endorsement, and not by its own subject. Says nothing of its proof."""
    try:
        endorsement = endorsement_of(credential.document)
    except MalformedDocumentError:
        return False
    return endorsement.issuer != endorsement.subject


def _other(pointer: str) -> MalformedDocumentError:
    return MalformedDocumentError("document.not_an_endorsement", pointer=pointer)
