"""What can go wrong in the wallet; each class is one answer at the edge (see `wallet.app`)."""

from schemas.errors import DomainError


class WalletError(DomainError):
    """The root of the wallet's own errors."""


class NotInThisWalletError(WalletError):
    """The asker's wallet has no such row; absent and somebody else's look the same (`wallet.not_found`)."""


class AccountError(WalletError):
    """An account can't be made or changed as asked (`account.*`)."""


class SignInError(WalletError):
    """The way in did not open the wallet (`sign_in.wrong`)."""


class TooManyAttemptsError(WalletError):
    """Too many wrong attempts on one account; `minutes` says how long to wait (`sign_in.locked`)."""


class KeyFileError(WalletError):
    """A file with keys can't be opened (`key_file.*`)."""


class OfferError(WalletError):
    """An offer can't be accepted: unreadable, unknown, expired, withdrawn, claimed by another (`offer.*`)."""


class IssuerUnavailableError(WalletError):
    """The issuer could not be reached or gave an answer that can't be read; try later (`issuer.*`)."""


class RefusedDocumentError(WalletError):
    """A document was not stored, and nothing of it was kept (`document.refused_*`)."""


class ItemError(WalletError):
    """An item of her own can't be made or changed as asked (`item.*`)."""


class ShareError(WalletError):
    """A share can't be made or changed as asked (`share.*`)."""


class RequestRefusedError(WalletError):
    """A request can't be opened or answered: by us (`asked.*`), by who asks (`request.*`, `answer.*`)."""


class VerifierUnavailableError(WalletError):
    """Who asks could not be reached or gave an answer that can't be read; try later (`verifier.*`)."""


class ShareEndedError(WalletError):
    """The right link, but it shows nothing now (`share.stopped`, `.expired`, `.used_up`, `.locked`)."""


class PinError(WalletError):
    """The right link without the right PIN, or not yet (`share.pin_wrong`, `share.pin_wait`)."""


class SuggestionError(WalletError):
    """A suggestion can't be left by this link (`suggestion.*`)."""


class UnknownLinkError(WalletError):
    """No share or ticket has this address; wrong and never existed look the same (`share.unknown`)."""


class EvidenceError(WalletError):
    """A file of hers can't be kept, and nothing of it was (`file.*`)."""


class StorageError(WalletError):
    """The store of files does not answer, or lost something (`storage.*`); try later."""


class ReferenceRefusedError(WalletError):
    """A reference can't be asked for (`reference.too_many`), or an answer is not what was asked for."""


class ReferenceEndedError(WalletError):
    """The right link, but it takes no answer any more (`reference.answered`, `reference.expired`)."""
