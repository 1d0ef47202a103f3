"""An organisation's side of a reference: a file to sign with its key, and the signed file that comes back.

Only a did:web counts as an organisation: anybody can make a did:key in a moment, and then nothing stands
behind a name. What the organisation calls itself is never believed; shown are the address of its key, and the
name in a trust list (ADR 51). Whatever is signed, it stays the word of somebody else.
"""

from datetime import datetime

from keys import did_web
from keys.cryptosuites import SELECTIVE_CRYPTOSUITES
from schemas import documents
from schemas.documents import JsonObject
from schemas.endorsement import ENDORSEMENT_LIMITS, Endorsement, endorsement_of, unsigned
from schemas.errors import DomainError
from wallet import links
from wallet.checking import Checker
from wallet.contents import ReferenceQuestion, ReferenceWords, Verdict
from wallet.errors import ReferenceRefusedError
from wallet.references.answering import MAX_NAME_CHARACTERS, MAX_TEXT_CHARACTERS
from wallet.states import INDETERMINATE, PASSED
from web.text import has_hidden_characters

# What must hold of the file itself. Whether a register knows the signer is told, and asked of nobody.
_REQUIRED = ("structure", "proof", "key", "binding")
_NOT_BROKEN = ("validity", "status")
_SKIPPED = "skipped"


def to_sign(
    token: str, question: ReferenceQuestion, *, issuer: str, organisation: str, comment: str, at: datetime
) -> bytes:
    """Return the file that an organisation signs: about her, for this question and no other.

    Raises `ReferenceRefusedError("reference.cannot_sign")` for a question asked before this was possible.
    """
    return documents.serialize(
        unsigned(
            Endorsement(
                identifier=links.endorsement_id(token),
                issuer=issuer,
                organisation=organisation,
                subject=subject_of(question),
                name=question.asker,
                question=question.question,
                comment=comment,
            ),
            at=at,
        )
    )


def subject_of(question: ReferenceQuestion) -> str:
    """Return whom a signed answer is about. Raises `ReferenceRefusedError("reference.cannot_sign")`."""
    if question.subject is None:
        raise ReferenceRefusedError("reference.cannot_sign")
    return question.subject


def check_signed(
    data: bytes, token: str, question: ReferenceQuestion, *, checker: Checker, at: datetime
) -> ReferenceWords:
    """Return what an organisation signed in answer to this question, after its proof was found good.

    May fetch the organisation's key, so never inside a transaction. `request_id` is empty until it is kept.
    Raises `ReferenceRefusedError`: `reference.not_endorsement`, `reference.other_question`,
    `reference.odd_words`, `reference.not_organisation`, `reference.signed_in_parts`,
    `reference.not_genuine`, `reference.own_key`, `reference.not_checked` (not now), `reference.cannot_sign`.
    """
    subject = subject_of(question)
    try:
        document = documents.parse_object(data, limits=ENDORSEMENT_LIMITS)
        endorsement = endorsement_of(document)
    except DomainError as error:
        raise ReferenceRefusedError("reference.not_endorsement", detail=error.code) from error
    # The name as well: what is signed about somebody of another name is never bound to her key.
    asked = (links.endorsement_id(token), subject, question.asker, question.question)
    if (endorsement.identifier, endorsement.subject, endorsement.name, endorsement.question) != asked:
        raise ReferenceRefusedError("reference.other_question")
    if not (
        _is_plain(endorsement.comment, MAX_TEXT_CHARACTERS)
        and _is_plain(endorsement.organisation, MAX_NAME_CHARACTERS)
    ):
        raise ReferenceRefusedError("reference.odd_words")
    # Before anything is fetched.
    if not endorsement.issuer.startswith(did_web.PREFIX):
        raise ReferenceRefusedError("reference.not_organisation")
    if not _signs_all(document):
        raise ReferenceRefusedError("reference.signed_in_parts")
    verdict = checker.check(document, presented_by=subject, at=at)
    _require_good(verdict)
    # What receivers will find: not her own key under an address of hers.
    if not any(finding.code == "issuer.endorsement" for finding in verdict.findings):
        raise ReferenceRefusedError("reference.own_key")
    return ReferenceWords(
        request_id="",
        text=endorsement.comment,
        name=verdict.issuer_name or did_web.host_of(endorsement.issuer),
        role="",
        organisation="",
        email="",
        signed=data.decode(),
        signer=endorsement.issuer,
        signer_name=verdict.issuer_name,
    )


def _signs_all(document: JsonObject) -> bool:
    """Whether no proof is one of which parts can be left out.

    The base proof of such a suite is its holder's secret (ADR 27), and this file is passed on as it is.
    """
    proofs = document.get("proof")
    return not any(
        isinstance(proof, dict) and proof.get("cryptosuite") in SELECTIVE_CRYPTOSUITES
        for proof in (proofs if isinstance(proofs, list) else [proofs])
    )


def _is_plain(text: str, longest: int) -> bool:
    """Whether a form of ours would have taken it."""
    return bool(text.strip()) and len(text) <= longest and not has_hidden_characters(text)


def _require_good(verdict: Verdict) -> None:
    outcomes = {finding.name: finding.outcome for finding in verdict.findings}
    checked = {name: outcomes.get(name, _SKIPPED) for name in (*_REQUIRED, *_NOT_BROKEN)}
    if INDETERMINATE in checked.values():
        raise ReferenceRefusedError("reference.not_checked")
    if any(checked[name] != PASSED for name in _REQUIRED) or any(
        checked[name] not in (PASSED, _SKIPPED) for name in _NOT_BROKEN
    ):
        raise ReferenceRefusedError("reference.not_genuine")
