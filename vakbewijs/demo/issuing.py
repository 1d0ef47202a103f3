"""Filling the demo's issuer through its own services, as its staff would: draft, submit, approve, issue."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from issuer import services, signing_keys
from issuer.awards import new_award_urn
from issuer.certificates.adoption import adopt
from issuer.certificates.documents import IssuerProfile, award_document
from issuer.instances import create_instance
from issuer.institutions import profile_of
from issuer.models import AwardState, Role, Staff, StatusPurpose
from issuer.services import Installation, IssuedAward
from issuer.staff import accounts, actor_of
from keys.proofs import ProofPurpose, add_proof
from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from vakbewijs.demo.certificates import DemoAward
from vakbewijs.demo.world import DemoInstitution
from web.database import Database
from web.passwords import PasswordCost, Passwords

_FOUNDED = datetime(2017, 1, 2, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DemoIssuer:
    """The issuer that is being filled."""

    database: Database
    installation: Installation

    def found(self, institutions: Iterable[DemoInstitution]) -> None:
        """Make the institutions with their staff."""
        passwords = Passwords(PasswordCost.interactive())
        for institution in institutions:
            with self.database.transaction() as session:
                row = services.create_institution(
                    session,
                    self.installation,
                    slug=institution.slug,
                    name=institution.name,
                    kinds=institution.kinds,
                    at=_FOUNDED,
                    identifiers=institution.identifiers,
                    place=institution.place,
                    offer_days=3 * 365,
                )
                # The demo's machine door stands open; here is something behind it.
                create_instance(
                    session,
                    self.installation,
                    row,
                    name=institution.slug,
                    cryptosuite="eddsa-rdfc-2022",
                    status_purposes=[StatusPurpose.REVOCATION],
                    at=_FOUNDED,
                )
                for person in institution.staff:
                    services.accounts.create(
                        session,
                        row,
                        login=person.login,
                        name=person.name,
                        official_id=person.official_id,
                        password=person.password,
                        roles=person.roles,
                        passwords=passwords,
                        at=_FOUNDED,
                    )

    def issue(self, award: DemoAward) -> IssuedAward:
        """Take an award from draft to issued, with a second person where its kind asks for one."""
        return self._issue(
            award.institution,
            award.kind,
            lambda issuer, urn: award_document(award.grounds, issuer=issuer, award_urn=urn),
            at=award.signed,
        )

    def issue_supplied(
        self, by: DemoInstitution, supplied: JsonObject, *, kind: CredentialKind, at: datetime
    ) -> IssuedAward:
        """Issue a document that an institution's own software handed over as JSON."""
        return self._issue(
            by,
            kind,
            lambda issuer, urn: adopt(supplied, issuer=issuer, award_urn=urn, kinds=(kind,)).document,
            at=at,
        )

    def _issue(
        self,
        by: DemoInstitution,
        kind: CredentialKind,
        claims_of: Callable[[IssuerProfile, str], JsonObject],
        *,
        at: datetime,
    ) -> IssuedAward:
        with self.database.transaction() as session:
            institution = services.find_institution(session, by.slug)
            registrar = _with_role(accounts.all_of(session, institution.id), Role.REGISTRAR)
            urn = new_award_urn()
            row = services.draft_award(
                session,
                institution,
                kind=kind,
                content=services.DraftContent(claims=claims_of(profile_of(institution), urn)),
                by=registrar.id,
                at=at,
                urn=urn,
            )
            services.submit(session, self.installation, institution, row, actor=actor_of(registrar), at=at)
            if row.state is AwardState.SUBMITTED:
                approver = _with_role(accounts.all_of(session, institution.id), Role.APPROVER)
                services.approve(
                    session, self.installation, institution, row, actor=actor_of(approver), at=at
                )
        return services.issue_award(
            self.database,
            self.installation,
            institution_id=institution.id,
            award_id=row.id,
            actor=actor_of(registrar),
            at=at,
        )

    def revoke(self, award: DemoAward, issued: IssuedAward, *, reason: str) -> None:
        """Revoke an award, for good."""
        with self.database.transaction() as session:
            institution = services.find_institution(session, award.institution.slug)
            row = services.find_award(session, institution.id, issued.award_id, lock=True)
            actor = actor_of(_with_role(accounts.all_of(session, institution.id), Role.REGISTRAR))
            services.revoke(session, institution, row, actor=actor, reason=reason, at=award.signed)

    def suspend(self, award: DemoAward, issued: IssuedAward, *, reason: str) -> None:
        """Pause an award."""
        with self.database.transaction() as session:
            institution = services.find_institution(session, award.institution.slug)
            row = services.find_award(session, institution.id, issued.award_id, lock=True)
            actor = actor_of(_with_role(accounts.all_of(session, institution.id), Role.REGISTRAR))
            services.suspend(session, row, actor=actor, reason=reason, at=award.signed)

    def sign_past_the_rules(self, award: DemoAward, document: JsonObject) -> JsonObject:
        """Sign a document that the issuer's own rules refuse, as a dishonest institution would."""
        with self.database.reading() as session:
            institution = services.find_institution(session, award.institution.slug)
            signer = signing_keys.signer_for(session, self.installation, institution, at=award.signed)
        return add_proof(
            document,
            cryptosuite="eddsa-rdfc-2022",
            signer=signer,
            purpose=ProofPurpose.ASSERTION_METHOD,
            created=award.signed,
        )


def _with_role(staff: Iterable[Staff], role: Role) -> Staff:
    return next(person for person in staff if role in {given.role for given in person.roles})
