"""What the holder signs: documents for a share or for one who asks, her own words, or nothing but her key."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from keys.controller import ProofPurpose
from keys.proofs import add_proof
from schemas import documents
from schemas.contexts import CREDENTIALS_V2
from schemas.documents import JsonObject
from schemas.errors import MalformedDocumentError
from schemas.own_words import OwnWords, unsigned
from wallet.errors import ShareError
from wallet.holder import Holder

CRYPTOSUITE = "eddsa-rdfc-2022"
# Signs the JSON as it is: for a selection that is too large, or holds something foreign, for RDF.
FALLBACK_CRYPTOSUITE = "eddsa-jcs-2022"


def present_selection(
    credentials: Sequence[JsonObject],
    *,
    holder: Holder,
    share_id: str,
    domain: str,
    created: datetime,
    expires: datetime,
    reason: str = "",
) -> JsonObject:
    """Return the presentation of a share: made once, for its own link, until its own end.

    `reason` is why she shares it, in her own words, for the receiver to read. The challenge is the share's
    id, so that it can't pass for the presentation of another share. Raises `ShareError("share.too_much")`
    when it is larger than verifiers read.
    """
    return _signed(
        {
            **_unsigned(holder),
            "id": f"urn:uuid:{share_id}",
            **({"description": reason} if reason else {}),
            "verifiableCredential": list(credentials),
        },
        holder=holder,
        domain=domain,
        challenge=share_id,
        created=created,
        expires=expires,
    )


def present_answer(
    credentials: Sequence[JsonObject], *, holder: Holder, challenge: str, domain: str, created: datetime
) -> JsonObject:
    """Return the presentation that answers one request, for one verifier, once.

    It names no end: the challenge has one at the verifier, who uses it up.
    Raises `ShareError("share.too_much")` when it is larger than verifiers read.
    """
    return _signed(
        {**_unsigned(holder), "verifiableCredential": list(credentials)},
        holder=holder,
        domain=domain,
        challenge=challenge,
        created=created,
        expires=None,
    )


def sign_own_words(words: OwnWords, *, holder: Holder, at: datetime) -> JsonObject:
    """Return something of her own as a credential of hers (docs/adr/0036).

    The JSON is signed as it is when she wrote what can't be said in RDF.
    """
    document = unsigned(words, holder=holder.did, identifier=f"urn:uuid:{uuid.uuid4()}", at=at)
    sign = partial(
        add_proof, document, signer=holder.signer, purpose=ProofPurpose.ASSERTION_METHOD, created=at
    )
    try:
        return sign(cryptosuite=CRYPTOSUITE)
    except MalformedDocumentError:
        return sign(cryptosuite=FALLBACK_CRYPTOSUITE)


def present_key(*, holder: Holder, challenge: str, domain: str, created: datetime) -> JsonObject:
    """Return a presentation that shows possession of the holder's key and nothing else."""
    return add_proof(
        _unsigned(holder),
        cryptosuite=CRYPTOSUITE,
        signer=holder.signer,
        purpose=ProofPurpose.AUTHENTICATION,
        created=created,
        domain=domain,
        challenge=challenge,
    )


def _signed(
    unsigned: JsonObject,
    *,
    holder: Holder,
    domain: str,
    challenge: str,
    created: datetime,
    expires: datetime | None,
) -> JsonObject:
    sign = partial(
        add_proof,
        unsigned,
        signer=holder.signer,
        purpose=ProofPurpose.AUTHENTICATION,
        created=created,
        domain=domain,
        challenge=challenge,
        expires=expires,
    )
    try:
        presentation = sign(cryptosuite=CRYPTOSUITE)
    except MalformedDocumentError:
        presentation = sign(cryptosuite=FALLBACK_CRYPTOSUITE)
    _check_readable(presentation)
    return presentation


def _check_readable(presentation: JsonObject) -> None:
    """Refuse what a strict reader on the other side would refuse, such as too many bytes."""
    try:
        documents.parse_object(documents.serialize(presentation))
    except MalformedDocumentError as error:
        raise ShareError("share.too_much", detail=error.code) from error


def _unsigned(holder: Holder) -> JsonObject:
    return {"@context": [CREDENTIALS_V2], "type": ["VerifiablePresentation"], "holder": holder.did}
