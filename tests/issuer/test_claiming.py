"""Collecting an offer: only with a fresh challenge, a proof for this issuer, and the first key that asked."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from issuer import services
from issuer.installation import Installation
from issuer.models import AuditEntry, Credential, Offer, OfferChallenge, OfferState
from issuer.services import IssuedAward
from keys.key_types import KeyType
from keys.proofs import ProofPurpose, verify_proofs
from schemas.credential import Credential as CredentialView
from schemas.credential import CredentialKind
from schemas.validation import validate
from tests.issuer import samples
from tests.issuer.conftest import NOW, Clock, Tenant
from tests.issuer.test_issuing import OwnResolver
from tests.issuer.wallets import Wallet, challenge, claim, preview
from verifier.policy import PRODUCT_POLICY
from web.database import Database


@pytest.fixture
def issued(database: Database, installation: Installation, school: Tenant) -> IssuedAward:
    return samples.issued(database, installation, school, CredentialKind.ERVARINGSCERTIFICAAT)


def copies(database: Database) -> int:
    with database.reading() as session:
        return len(session.scalars(select(Credential)).all())


def test_a_preview_says_what_from_whom_and_for_whom(app: Flask, issued: IssuedAward, school: Tenant) -> None:
    answer = preview(app, issued.offer_link).get_json()
    assert answer["domain"] == "http://localhost:8000"
    assert answer["offer"] == {
        "issuer": school.institution.did,
        "issuerName": "Instelling roc (fictief)",
        "kind": "Ervaringscertificaat",
        "title": "Ervaringscertificaat Verzorgende IG",
        "subjectName": "Samira Voorbeeld",
        "awardedDate": "2026-05-11",
        "expires": "2027-05-26T22:00:00Z",
        "state": "open",
    }


@pytest.mark.parametrize("key_type", list(KeyType))
def test_a_wallet_gets_its_own_copy_bound_to_its_key(
    app: Flask, issued: IssuedAward, installation: Installation, school: Tenant, key_type: KeyType
) -> None:
    wallet = Wallet(key_type)
    answer = claim(app, issued.offer_link, wallet.present(challenge(app, issued.offer_link)))
    assert answer.status_code == 200, answer.text
    document = answer.get_json()["credential"]
    assert validate(document, CredentialKind.ERVARINGSCERTIFICAAT) == ()
    verify_proofs(
        document,
        purpose=ProofPurpose.ASSERTION_METHOD,
        resolver=OwnResolver(installation, school),
        cryptosuites=PRODUCT_POLICY.cryptosuites,
        at=NOW,
        domain=None,
        challenge=None,
    )
    bound, unbound = CredentialView.from_document(document), json.loads(issued.credential)
    assert bound.subject_ids == (wallet.did,)
    assert bound.award_id == unbound["awardId"]
    assert bound.id != unbound["id"]
    places = {entry["id"] for entry in unbound["credentialStatus"]}
    assert places.isdisjoint(entry.id for entry in bound.status_entries)


def test_the_code_of_the_letter_opens_the_same_offer_however_it_is_typed(
    app: Flask, issued: IssuedAward
) -> None:
    typed = issued.offer_code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    wallet = Wallet()
    answer = claim(app, typed, wallet.present(challenge(app, typed)))
    assert answer.status_code == 200


def test_asking_again_with_the_same_key_gives_the_same_copy_also_after_the_last_day(
    app: Flask, issued: IssuedAward, clock: Clock, database: Database
) -> None:
    wallet = Wallet()
    first = claim(app, issued.offer_link, wallet.present(challenge(app, issued.offer_link)))
    clock.advance(timedelta(days=400))
    assert preview(app, issued.offer_link).get_json()["offer"]["state"] == "claimed"
    again = claim(app, issued.offer_link, wallet.present(challenge(app, issued.offer_link), at=clock.at))
    assert again.status_code == 200
    assert again.get_json() == first.get_json()
    assert copies(database) == 2


def test_another_key_is_refused_once_an_offer_was_collected(
    app: Flask, issued: IssuedAward, database: Database
) -> None:
    first, second = Wallet(), Wallet()
    assert claim(app, issued.offer_link, first.present(challenge(app, issued.offer_link))).status_code == 200
    refused = claim(app, issued.offer_link, second.present(challenge(app, issued.offer_link)))
    assert (refused.status_code, refused.get_json()["code"]) == (409, "offer.claimed")
    assert copies(database) == 2


def test_pf_08_a_challenge_works_once(app: Flask, issued: IssuedAward) -> None:
    wallet, nonce = Wallet(), challenge(app, issued.offer_link)
    assert claim(app, issued.offer_link, wallet.present(nonce)).status_code == 200
    replayed = claim(app, issued.offer_link, wallet.present(nonce))
    assert (replayed.status_code, replayed.get_json()["code"]) == (422, "claim.challenge")


def test_pf_08_a_challenge_is_used_up_by_a_claim_that_fails(app: Flask, issued: IssuedAward) -> None:
    wallet, nonce = Wallet(), challenge(app, issued.offer_link)
    assert (
        claim(app, issued.offer_link, wallet.present(nonce, domain="https://evil.example")).status_code == 422
    )
    assert claim(app, issued.offer_link, wallet.present(nonce)).get_json()["code"] == "claim.challenge"


def test_pf_08_a_challenge_dies_after_ten_minutes(app: Flask, issued: IssuedAward, clock: Clock) -> None:
    wallet, nonce = Wallet(), challenge(app, issued.offer_link)
    clock.advance(timedelta(minutes=10))
    assert claim(app, issued.offer_link, wallet.present(nonce)).get_json()["code"] == "claim.challenge"


def test_pf_08_a_challenge_of_one_offer_opens_no_other(
    app: Flask, issued: IssuedAward, database: Database, installation: Installation, school: Tenant
) -> None:
    other = samples.issued(database, installation, school)
    nonce = challenge(app, other.offer_link)
    assert claim(app, issued.offer_link, Wallet().present(nonce)).get_json()["code"] == "claim.challenge"


def test_pf_09_a_proof_that_is_not_for_us_or_not_by_the_holder_claims_nothing(
    app: Flask, issued: IssuedAward, database: Database
) -> None:
    def attempt(**how: object) -> str:
        nonce = challenge(app, issued.offer_link)
        answer = claim(app, issued.offer_link, Wallet().present(nonce, **how))  # type: ignore[arg-type]
        assert answer.status_code in (400, 422), answer.text
        return str(answer.get_json()["code"])

    assert attempt(domain="https://issuer.evil.example") == "claim.proof"
    assert attempt(domain=None) == "claim.proof"
    assert attempt(purpose=ProofPurpose.ASSERTION_METHOD) == "claim.proof"
    assert attempt(holder=Wallet().did) == "claim.holder"
    assert attempt(holder="did:web:evil.example") == "claim.holder"
    assert attempt(verifiableCredential=[json.loads(issued.credential)]) == "claim.holds_credentials"
    assert copies(database) == 1


def test_a_changed_presentation_claims_nothing(app: Flask, issued: IssuedAward, database: Database) -> None:
    presentation = Wallet().present(challenge(app, issued.offer_link))
    changed = {**presentation, "id": "urn:uuid:11111111-1111-4111-8111-111111111111"}
    assert claim(app, issued.offer_link, changed).get_json()["code"] == "claim.proof"
    assert copies(database) == 1


@pytest.mark.parametrize(
    "reference", ["0000-0000-0000", "x" * 43, "http://localhost:8000/issuer/o/" + "x" * 43, "", "zzz", "\x00"]
)
def test_an_unknown_link_and_an_unknown_code_get_the_same_answer(
    app: Flask, school: Tenant, reference: str
) -> None:
    for answer in (preview(app, reference), claim(app, reference, Wallet().present("x"))):
        assert (answer.status_code, answer.get_json()["code"]) == (404, "offer.unknown")


def test_an_expired_offer_is_gone(app: Flask, issued: IssuedAward, clock: Clock) -> None:
    nonce = challenge(app, issued.offer_link)
    clock.advance(timedelta(days=184))
    assert preview(app, issued.offer_link).get_json()["code"] == "offer.expired"
    gone = claim(app, issued.offer_link, Wallet().present(nonce))
    assert (gone.status_code, gone.get_json()["code"]) == (410, "offer.expired")


def test_a_withdrawn_offer_is_gone_and_a_new_one_works(
    app: Flask, issued: IssuedAward, database: Database, installation: Installation, school: Tenant
) -> None:
    with database.transaction() as session:
        award = services.find_award(session, school.id, issued.award_id, lock=True)
        services.renew_offer(
            session, installation, school.institution, award, actor=school.registering, at=NOW
        )
    gone = preview(app, issued.offer_link)
    assert (gone.status_code, gone.get_json()["code"]) == (410, "offer.withdrawn")
    with database.reading() as session:
        renewed = services.issued_award(session, installation, school.id, issued.award_id)
    assert (
        claim(app, renewed.offer_code, Wallet().present(challenge(app, renewed.offer_code))).status_code
        == 200
    )


def test_a_lost_wallet_collects_again_and_the_lost_copy_can_end(
    app: Flask, issued: IssuedAward, database: Database, installation: Installation, school: Tenant
) -> None:
    lost, found = Wallet(), Wallet()
    claim(app, issued.offer_link, lost.present(challenge(app, issued.offer_link)))
    with database.transaction() as session:
        award = services.find_award(session, school.id, issued.award_id, lock=True)
        services.renew_offer(
            session, installation, school.institution, award, actor=school.registering, at=NOW
        )
        (copy,) = session.scalars(select(Credential).where(Credential.bound_to == lost.did))
        services.end_copy(
            session, award, copy.id, actor=school.registering, reason="Telefoon gestolen", at=NOW
        )
    with database.reading() as session:
        renewed = services.issued_award(session, installation, school.id, issued.award_id)
    again = claim(app, renewed.offer_link, found.present(challenge(app, renewed.offer_link)))
    assert again.status_code == 200
    by_lost_key = claim(app, issued.offer_link, lost.present(challenge(app, issued.offer_link)))
    assert by_lost_key.get_json()["code"] == "offer.withdrawn"


def test_a_revoked_award_is_collected_by_nobody(
    app: Flask, issued: IssuedAward, database: Database, school: Tenant
) -> None:
    nonce = challenge(app, issued.offer_link)
    with database.transaction() as session:
        award = services.find_award(session, school.id, issued.award_id, lock=True)
        services.revoke(
            session, school.institution, award, actor=school.registering, reason="Vergissing", at=NOW
        )
    assert claim(app, issued.offer_link, Wallet().present(nonce)).get_json()["code"] == "offer.withdrawn"


def test_secrets_are_in_no_table_and_the_person_is_a_pseudonym_in_the_trail(
    app: Flask, issued: IssuedAward, database: Database
) -> None:
    nonce = challenge(app, issued.offer_link)
    claim(app, issued.offer_link, Wallet().present(nonce))
    token = issued.offer_link.rpartition("/")[2]
    with database.reading() as session:
        offer = session.scalars(select(Offer)).one()
        used = session.scalars(select(OfferChallenge)).one()
        trail = session.scalars(select(AuditEntry)).all()
    assert offer.state is OfferState.CLAIMED
    stored = f"{offer.token_hash} {offer.code_hash} {offer.sealed!r} {used.nonce_hash}"
    for secret in (token, issued.offer_code.replace("-", ""), nonce):
        assert secret not in stored
    assert used.used_at is not None
    told = " ".join(f"{row.actor} {row.action} {row.subject} {row.detail}" for row in trail)
    assert "Samira" not in told
    assert "Voorbeeld" not in told
