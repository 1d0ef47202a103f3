"""An institution signs what it was asked to say about somebody's work: the file that a wallet gave out.

Signed is exactly the form of `schemas.endorsement` and nothing besides (ADR 51). No copy is kept and nobody's
name: the audit trail gets the identifier of the document, which says nothing to who hasn't the document. So
there is no status to set either: who regrets what it said has to say so to whom it said it.
"""

import re
from datetime import datetime

from sqlalchemy.orm import Session

from issuer import audit, signing_keys
from issuer.errors import RefusedInputError
from issuer.installation import Installation
from issuer.instances import find_instance
from issuer.institutions import get_institution
from keys.controller import ProofPurpose
from keys.cryptosuites import SELECTIVE_CRYPTOSUITES
from keys.proofs import add_proof
from schemas import documents
from schemas.documents import JsonObject
from schemas.endorsement import ENDORSEMENT_LIMITS, Endorsement, endorsement_of, unsigned
from schemas.errors import MalformedDocumentError

# Nothing about a person can stand in the audit trail by way of this.
_IDENTIFIER = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def endorse(
    session: Session,
    installation: Installation,
    instance_name: str,
    data: bytes,
    *,
    at: datetime,
    actor: str = audit.OPERATOR,
) -> tuple[Endorsement, bytes]:
    """Sign a file by an instance: return what it says, for who signs to read, and the signed file.

    Issuer and date are those of the institution and of now, whatever stood there; a file that was made for
    another institution is refused.

    Raises `NotFoundError("instance.unknown")`, `ConflictError("key.none")` and `RefusedInputError`:
    `endorsement.form`, `endorsement.other_issuer`, `endorsement.in_parts` for an instance whose proofs let
    parts be left out.
    """
    instance = find_instance(session, None, instance_name)
    if instance.cryptosuite in SELECTIVE_CRYPTOSUITES:
        raise RefusedInputError("endorsement.in_parts", name=instance.name)
    institution = get_institution(session, instance.institution_id)
    endorsement = _read(data, issuer=institution.did, name=institution.name, at=at)
    signer = signing_keys.signer_for(
        session,
        installation,
        institution,
        at=at,
        instance_name=instance.key_use,
    )
    try:
        signed = add_proof(
            unsigned(endorsement, at=at),
            cryptosuite=instance.cryptosuite,
            signer=signer,
            purpose=ProofPurpose.ASSERTION_METHOD,
            created=at,
        )
    except MalformedDocumentError as error:  # text that this suite can't sign
        raise RefusedInputError("endorsement.form", reason=error.code) from error
    audit.append(
        session,
        institution.id,
        "endorsement.signed",
        at=at,
        actor=actor,
        object_id=institution.id,
        detail=endorsement.identifier,
    )
    return endorsement, documents.serialize(signed)


def _read(data: bytes, *, issuer: str, name: str, at: datetime) -> Endorsement:
    """Read a file as the unsigned form, with this institution as its issuer."""
    try:
        document = documents.parse_object(data, limits=ENDORSEMENT_LIMITS)
        if "issuer" in document and _issuer_id(document) != issuer:
            raise RefusedInputError("endorsement.other_issuer", issuer=issuer)
        endorsement = _with_issuer(document, issuer, name)
        form = unsigned(endorsement, at=at)
    except MalformedDocumentError as error:
        raise RefusedInputError("endorsement.form", reason=error.code) from error
    stated = {**document, "issuer": form["issuer"], "validFrom": form["validFrom"]}
    if stated != form:
        raise RefusedInputError("endorsement.form", reason="document.not_an_endorsement")
    if not _IDENTIFIER.fullmatch(endorsement.identifier) or not endorsement.comment.strip():
        raise RefusedInputError("endorsement.form", reason="document.not_an_endorsement")
    return endorsement


def _with_issuer(document: JsonObject, issuer: str, name: str) -> Endorsement:
    dated = {"validFrom": "2000-01-01T00:00:00Z", **document}  # any date: the form gets its own
    return endorsement_of({**dated, "issuer": {"id": issuer, "type": ["Profile"], "name": name}})


def _issuer_id(document: JsonObject) -> object:
    issuer = document["issuer"]
    return issuer.get("id") if isinstance(issuer, dict) else issuer
