"""Step 4: was the issuer recognised to issue this kind, for this standard, at the date that the law looks at?

A signature proves who signed, and a false certificate can carry a perfectly good one. What stops those is
the register: who may certify what, since when, until when, by whose decision.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from keys import did_web
from keys.did_key import did_key_for
from keys.did_web import host_of
from keys.trust_list import RecognitionAnswer, RecognitionState
from schemas.dates import legal_date
from schemas.endorsement import says_somebody_else
from schemas.errors import MalformedDocumentError
from schemas.inschrijvingsverklaring import REGISTER_SCOPE, Inschrijvingsverklaring
from schemas.kinds import standards_of
from schemas.verification_receipt import RECEIPT_TYPE
from verifier.checks.inquiry import Inquiry, failed, failure, indeterminate, passed, warning
from verifier.result import Check

NAME = "issuer"

# What is found of a statement of enrolments that says to come from the register (ADR 52). Only with the
# former two may anybody conclude from what is not in it.
AS_REGISTER = frozenset({"issuer.register", "issuer.register_ended_later"})
NOT_THE_REGISTER = "issuer.not_the_register"

# What the registers say about this issuer, kind and standards on a day.
_Question = Callable[[date], RecognitionAnswer]


def check_issuer(inquiry: Inquiry) -> Check:
    """Ask the trust lists twice: at the legal date, and at the moment of signing.

    The legal date is that of the agreement for an ervaringscertificaat, the award for other kinds. Losing
    recognition later changes nothing about what was issued before; that is a note. Signing after it was
    lost is a warning; a recognition that was annulled never was. Whoever says to be the register is asked
    about as that first, and else as an issuer that states its own enrolments.
    """
    credential = inquiry.credential
    try:
        view = inquiry.view
    except MalformedDocumentError as error:
        # The schema check will say the same; without it there is nothing to ask the register.
        return failure(NAME, error)
    if credential.kind is None or view is None:
        return _unknown_kind(inquiry)

    on, standards = view.legal_date, standards_of(view)
    ask = partial(inquiry.trust.recognition, credential.issuer_id, credential.kind, standards)
    if isinstance(view, Inschrijvingsverklaring) and view.claims_to_be_the_register:
        as_itself = ask
        ask = partial(inquiry.trust.recognition, credential.issuer_id, credential.kind, (REGISTER_SCOPE,))
        if ask(on).state is RecognitionState.NOT_RECOGNISED and _stands_for_itself(inquiry, as_itself, on):
            inquiry.recognition = own = as_itself(on)
            return warning(NAME, NOT_THE_REGISTER, on=on.isoformat(), **_facts(own))
    inquiry.recognition = answer = ask(on)
    match answer.state:
        case RecognitionState.RECOGNISED:
            return _recognised(inquiry, answer, ask)
        case RecognitionState.ANNULLED:
            return failed(NAME, "issuer.annulled", on=on.isoformat(), **_facts(answer))
        case RecognitionState.UNKNOWN:
            return indeterminate(NAME, "issuer.register_unreachable")
        case RecognitionState.NOT_RECOGNISED:
            return _refusal(inquiry, "issuer.not_recognised", on=on.isoformat(), **_facts(answer))
        case RecognitionState.UNKNOWN_ISSUER:
            return _refusal(inquiry, _unlisted(inquiry))


def _stands_for_itself(inquiry: Inquiry, ask: _Question, on: date) -> bool:
    """Say whether a school that is not the register may state its own enrolments, then and at signing."""
    return all(ask(day).state is RecognitionState.RECOGNISED for day in (on, _signed_on(inquiry)))


def _signed_on(inquiry: Inquiry) -> date:
    return legal_date(min(inquiry.signed_at(proof) for proof in inquiry.issuer_proofs))


def _recognised(inquiry: Inquiry, answer: RecognitionAnswer, ask: _Question) -> Check:
    """Recognised at the legal date: also at signing, and today?"""
    facts = _facts(answer)
    signed_on = _signed_on(inquiry)
    at_signing = ask(signed_on).state
    view = inquiry.view
    is_register = isinstance(view, Inschrijvingsverklaring) and view.claims_to_be_the_register
    if at_signing is RecognitionState.UNKNOWN:
        return indeterminate(NAME, "issuer.register_unreachable")
    if at_signing is not RecognitionState.RECOGNISED:
        return warning(NAME, "issuer.signed_after_recognition", signed_on=signed_on.isoformat(), **facts)
    today = legal_date(inquiry.at)
    ended = answer.recognition is not None and not answer.recognition.in_period(today)
    if ended and ask(today).state is not RecognitionState.RECOGNISED:
        code = "issuer.register_ended_later" if is_register else "issuer.recognition_ended_later"
        return passed(NAME, code, **facts)
    return passed(NAME, "issuer.register" if is_register else "issuer.recognised", **facts)


def _refusal(inquiry: Inquiry, code: str, **parameters: str) -> Check:
    """Fail for a kind that only recognised issuers can issue; for other kinds it is something to know."""
    if inquiry.credential.kind in inquiry.policy.recognition_required:
        return failed(NAME, code, **parameters)
    return warning(NAME, code, **parameters)


def _unknown_kind(inquiry: Inquiry) -> Check:
    """A foreign certificate: the registers recognise nobody for it, but may know the issuer by name.

    A receipt of a check is none at all, whoever signed it, and must never read as one. Neither is what an
    organisation wrote about somebody: a register that is out of reach then leaves the host of its key.
    """
    if RECEIPT_TYPE in inquiry.credential.types:
        return warning(NAME, "issuer.receipt", by=host_of(inquiry.credential.issuer_id))
    entries = inquiry.trust.entries_for(inquiry.credential.issuer_id)
    if entries:
        inquiry.recognition = RecognitionAnswer(
            state=RecognitionState.NOT_RECOGNISED, on=legal_date(inquiry.at), entry=entries[0]
        )
    if _is_word_of_an_organisation(inquiry):
        known = entries[0].official_name if entries else host_of(inquiry.credential.issuer_id)
        return warning(NAME, "issuer.endorsement", by=known)
    if entries:
        return warning(NAME, "issuer.other_kind", name=entries[0].official_name)
    if inquiry.trust.unavailable:
        return indeterminate(NAME, "issuer.register_unreachable")
    return warning(NAME, _unlisted(inquiry))


def _is_word_of_an_organisation(inquiry: Inquiry) -> bool:
    """Tell what an organisation wrote about somebody from a certificate of a kind that is not ours.

    Only with a did:web, since anybody makes a did:key in a moment; not with the subject's own key, wherever
    it is published; and only when nothing of it can have been left out. Does NOT say about whom it is: the
    binding does.
    """
    own_key = any(did_key_for(proof.key) in inquiry.credential.subject_ids for proof in inquiry.issuer_proofs)
    return (
        inquiry.credential.issuer_id.startswith(did_web.PREFIX)
        and not own_key
        and not inquiry.shown_in_part
        and says_somebody_else(inquiry.credential)
    )


def _unlisted(inquiry: Inquiry) -> str:
    """Tell somebody's word about themselves from that of a party that no register knows."""
    own_word = inquiry.credential.issuer_id in inquiry.credential.subject_ids
    return "issuer.own_word" if own_word else "issuer.unknown"


def _facts(answer: RecognitionAnswer) -> dict[str, str]:
    """What the register says, for sentences: days as ISO dates, and "until" is the last day."""
    facts = {"name": answer.official_name or ""}
    if answer.recognition is not None:
        facts["recognised_by"] = answer.recognition.recognised_by
        facts["since"] = answer.recognition.recognised_from.isoformat()
        if answer.recognition.recognised_until is not None:
            facts["until"] = _last_day(answer.recognition.recognised_until).isoformat()
            facts["reason"] = answer.recognition.end_reason or ""
    return facts


def _last_day(recognised_until: date) -> date:
    """People read "tot en met"; the register keeps the first day without recognition."""
    return recognised_until - timedelta(days=1)
