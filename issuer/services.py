"""What can be done at the issuer, in one place: for the command line, the demo and whoever reads first.

Functions that take a `Session` are one step inside the caller's transaction; those that take a `Database`
open their own, because a kill between their steps must leave something that can be finished. The time
(`at`, aware) and the `Installation` (keys, addresses, qualifications) are always given.

    with database.transaction() as session:
        school = create_institution(session, installation, slug="roc", name="ROC", kinds=[...], at=now)
        samira = create_staff(session, school, login="...", roles=[Role.REGISTRAR], ..., at=now)
        award = draft_from_entry(session, installation, school, kind=..., entry={...}, by=samira.id, at=now)
        submit(session, installation, school, award, actor=actor_of(samira), at=now)
    issued = issue_award(database, installation, institution_id=school.id, award_id=award.id, ...)
    issued.credential, issued.offer_link, issued.offer_code

An ervaringscertificaat is submitted by one person, approved by another (`approve`), then issued.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from issuer.awards import DraftContent as DraftContent
from issuer.awards import approve as approve
from issuer.awards import draft_award as draft_award
from issuer.awards import find_award as find_award
from issuer.awards import new_award_urn
from issuer.awards import submit as submit
from issuer.certificates.documents import award_document
from issuer.claiming import claim as claim
from issuer.corrections import correct as correct
from issuer.entries import Entry, read_entry
from issuer.errors import RefusedInputError
from issuer.installation import Installation as Installation
from issuer.institutions import create_institution as create_institution
from issuer.institutions import find_institution as find_institution
from issuer.institutions import profile_of
from issuer.issuing import IssuedAward as IssuedAward
from issuer.issuing import issue_award as issue_award
from issuer.issuing import issued_award as issued_award
from issuer.issuing import resume_interrupted as resume_interrupted
from issuer.models import Award, Institution
from issuer.offers import renew as renew_offer
from issuer.offers import withdraw as withdraw_offer
from issuer.revocation import end_copy as end_copy
from issuer.revocation import lift_suspension as lift_suspension
from issuer.revocation import revoke as revoke
from issuer.revocation import suspend as suspend
from issuer.signing_keys import add_key as add_key
from issuer.signing_keys import compromise_key as compromise_key
from issuer.signing_keys import retire_superseded as retire_superseded
from issuer.staff import accounts as accounts
from issuer.staff import actor_of as actor_of
from schemas.credential import CredentialKind
from schemas.dates import legal_date

__all__ = [
    "DraftContent",
    "Installation",
    "IssuedAward",
    "accounts",
    "actor_of",
    "add_key",
    "approve",
    "claim",
    "compromise_key",
    "correct",
    "create_institution",
    "draft_award",
    "draft_from_entry",
    "end_copy",
    "find_award",
    "find_institution",
    "issue_award",
    "issued_award",
    "lift_suspension",
    "renew_offer",
    "resume_interrupted",
    "retire_superseded",
    "revoke",
    "submit",
    "suspend",
    "withdraw_offer",
]


def draft_from_entry(
    session: Session,
    installation: Installation,
    institution: Institution,
    *,
    kind: CredentialKind,
    entry: Entry,
    by: str,
    at: datetime,
    email: str = "",
    replaces: Award | None = None,
) -> Award:
    """Make a complete draft from an entry: the fields of the console's form, as text.

    Raises `RefusedInputError("entry.refused")`, whose `fields` names what is wrong.
    """
    reading = read_entry(kind, entry, frameworks=installation.frameworks, today=legal_date(at))
    if reading.grounds is None:
        wrong = ", ".join(f"{problem.path} {problem.code}" for problem in reading.problems)
        raise RefusedInputError("entry.refused", detail=wrong, fields=wrong)
    urn = new_award_urn()
    claims = award_document(
        reading.grounds,
        issuer=profile_of(institution),
        award_urn=urn,
        replaces_urn=replaces.urn if replaces else None,
    )
    return draft_award(
        session,
        institution,
        kind=kind,
        content=DraftContent(entry=dict(entry), claims=claims, email=email),
        by=by,
        at=at,
        urn=urn,
        replaces=replaces,
    )
