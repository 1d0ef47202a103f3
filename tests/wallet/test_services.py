"""The wallet without its pages: what a program such as the demo does."""

import pytest

from keys.sealing import PassphraseCost
from schemas.documents import parse_object
from schemas.presentation import Presentation
from tests.wallet.browser import PASSPHRASE
from tests.wallet.conftest import NOW
from tests.wallet.ecosystem import ISSUER_URL, MemoryChecker, MemoryIssuer, diploma, offer_link
from wallet import links, opening, services, shelf
from wallet.durations import Duration
from wallet.errors import NotInThisWalletError, ShareError
from wallet.pending import PendingOffer
from wallet.settings import WalletSettings
from wallet.vault import Vault
from web.database import Database

OFFER = PendingOffer(offer_link("S" * 43), ISSUER_URL)


@pytest.fixture
def vault(migrated: Database, issuer: MemoryIssuer) -> Vault:
    issuer.has_ready("S" * 43, diploma())
    return services.create_account(
        migrated,
        name_key=b"k" * 32,
        name="samira",
        passphrase=PASSPHRASE,
        at=NOW,
        cost=PassphraseCost.for_tests(),
    )


def test_an_account_a_claim_and_a_link(
    migrated: Database, vault: Vault, issuer: MemoryIssuer, checker: MemoryChecker, settings: WalletSettings
) -> None:
    kept = services.claim_offer(migrated, vault, OFFER, issuers=issuer, checker=checker, at=NOW)
    again = services.claim_offer(migrated, vault, OFFER, issuers=issuer, checker=checker, at=NOW)
    assert (kept.is_new, again.is_new, again.document_id) == (True, False, kept.document_id)
    link = services.share_documents(
        migrated,
        vault,
        [kept.document_id],
        settings=settings,
        receiver="Zorggroep De Linde",
        duration=Duration.WEEK,
        at=NOW,
    )
    base, token = link.rsplit("/", 1)
    assert base == "http://localhost:8000/wallet/s"
    with migrated.transaction() as session:
        presentation = Presentation.from_document(
            parse_object(opening.look(session, token, links.presentation_key(token), at=NOW))
        )
    assert presentation.credentials == (issuer.offers["S" * 43].copy,)


def test_checking_again_remembers_what_was_found(
    migrated: Database, vault: Vault, issuer: MemoryIssuer, checker: MemoryChecker
) -> None:
    kept = services.claim_offer(migrated, vault, OFFER, issuers=issuer, checker=checker, at=NOW)
    checker.says("failed", "status", "status.revoked")
    services.check_again(migrated, vault, kept.document_id, checker=checker, at=NOW)
    with migrated.reading() as session:
        assert shelf.entries(session, vault)[0].verdict.outcome == "failed"


@pytest.mark.parametrize(
    ("documents", "receiver", "code"),
    [([], "Zorggroep", "share.nothing_chosen"), (["x"] * 2, "", "share.receiver_missing")],
)
def test_a_share_that_makes_no_sense_is_refused(
    migrated: Database,
    vault: Vault,
    settings: WalletSettings,
    documents: list[str],
    receiver: str,
    code: str,
) -> None:
    with pytest.raises(ShareError) as refused:
        services.share_documents(
            migrated,
            vault,
            documents,
            settings=settings,
            receiver=receiver,
            duration=Duration.DAY,
            at=NOW,
        )
    assert refused.value.code == code


def test_a_document_that_is_not_in_the_wallet_cannot_be_shared_or_checked(
    migrated: Database, vault: Vault, settings: WalletSettings, checker: MemoryChecker
) -> None:
    with pytest.raises(NotInThisWalletError):
        services.share_documents(
            migrated,
            vault,
            ["0190aaaa-0000-7000-8000-00000000ffff"],
            settings=settings,
            receiver="Zorggroep",
            duration=Duration.DAY,
            at=NOW,
        )
    with pytest.raises(NotInThisWalletError):
        services.check_again(migrated, vault, "niets", checker=checker, at=NOW)
