"""Filling the demo's wallets through the wallet's own services, over the same HTTP as everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Flask

from vakbewijs.demo.world import DemoHolder
from wallet import accounts, receiving, services, shelf
from wallet.cards import Origin
from wallet.context import current_wallet
from wallet.durations import Duration
from wallet.holder import holder_of
from wallet.pending import PendingOffer
from wallet.portfolio import items
from wallet.portfolio.contents import ItemContent
from wallet.vault import Vault
from web.context import current_database
from web.row_ids import new_row_id


@dataclass(frozen=True, slots=True)
class DemoWallets:
    """The wallet application whose wallets are being filled."""

    app: Flask

    def open_account(self, holder: DemoHolder, *, at: datetime) -> Vault:
        """Make an account whose recovery code counts as kept, so that its owner can start at once."""
        with self.app.app_context():
            context = current_wallet()
            with current_database().transaction() as session:
                vault = accounts.create(
                    session,
                    name=holder.account,
                    passphrase=holder.passphrase,
                    name_key=context.name_key,
                    cost=context.passphrase_cost,
                    at=at,
                )
                accounts.confirm_recovery_code(session, vault)
        return vault

    def receive(self, vault: Vault, offer_link: str, *, issuer_url: str, at: datetime) -> str:
        """Collect what is offered and keep it; return the id of the document in the wallet."""
        with self.app.app_context():
            context = current_wallet()
            with current_database().reading() as session:
                holder = holder_of(session, vault)
            received = receiving.receive(
                context.issuers,
                context.checker,
                PendingOffer(offer_link, issuer_url),
                holder=holder,
                at=at,
            )
            with current_database().transaction() as session:
                return shelf.keep(
                    session,
                    vault,
                    received.credential,
                    original=received.original,
                    verdict=received.verdict,
                    origin=Origin.ISSUER,
                    at=at,
                ).document_id

    def write(self, vault: Vault, contents: Sequence[ItemContent], *, at: datetime) -> None:
        """Keep what a holder wrote about herself, in this order."""
        with self.app.app_context(), current_database().transaction() as session:
            for content in contents:
                item_id = new_row_id()
                items.start(session, vault, item_id=item_id, kind=content.kind, at=at)
                items.change(session, vault, item_id, items.answered(**dict(content)), at=at)

    def share(
        self, vault: Vault, document_id: str, *, receiver: str, duration: Duration, at: datetime
    ) -> str:
        """Share one document; return the link."""
        with self.app.app_context():
            return services.share_documents(
                current_database(),
                vault,
                [document_id],
                settings=current_wallet().settings,
                receiver=receiver,
                duration=duration,
                at=at,
            )
