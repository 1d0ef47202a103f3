"""One verification under way: what was given, and what the checks so far have established."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from keys.proofs import VerifiedProof
from keys.resolver import Resolver
from keys.trust_list import RecognitionAnswer, TrustRegistry
from schemas.credential import Credential
from schemas.disclosure import left_out
from schemas.documents import JsonObject
from schemas.errors import DomainError
from schemas.kinds import KindView, view_of
from verifier.earlier_checks import EarlierCheck
from verifier.policy import VerificationPolicy
from verifier.ports import StatusListSource
from verifier.result import Check, Outcome
from verifier.securing import SecuredDocument

# Names of members are the document's own, and a finding stays small; no member of ours lies this deep.
MAX_POINTER_CHARACTERS = 300


@dataclass(slots=True, kw_only=True)
class Inquiry:
    """The question (first part, never changed) and the facts that checks establish for later ones.

    `document` is what was handed over, perhaps an envelope; `credential.document` is what it says.

    A check may rely on a fact that an earlier check of the order has set: after a fatal finding no later
    check runs.
    """

    document: JsonObject
    policy: VerificationPolicy
    resolver: Resolver
    status_lists: StatusListSource
    trust: TrustRegistry
    at: datetime
    presented_by: str | None
    evidence: Mapping[str, bytes]
    earlier: EarlierCheck | None = None

    opened: SecuredDocument | None = None
    read: Credential | None = None
    proofs: tuple[VerifiedProof, ...] = ()
    issuer_proofs: tuple[VerifiedProof, ...] = ()
    recognition: RecognitionAnswer | None = None
    _view: KindView | None = None

    @property
    def secured(self) -> SecuredDocument:
        """The document and how it was secured, as opened by the structure check."""
        if self.opened is None:
            raise RuntimeError("a check ran before the document was opened")
        return self.opened

    @property
    def credential(self) -> Credential:
        """The credential as read by the structure check."""
        if self.read is None:
            raise RuntimeError("a check ran before the structure was read")
        return self.read

    @property
    def view(self) -> KindView | None:
        """The typed view of a credential of ours, read once; raises `MalformedDocumentError` as `view_of`."""
        if self._view is None:
            self._view = view_of(self.credential)
        return self._view

    @property
    def shown_in_part(self) -> bool:
        """Whether the holder chose what to show: then what is absent may only have been left out.

        One proof of the issuer over the whole document says that this is the whole.
        """
        return bool(self.issuer_proofs) and all(proof.selective for proof in self.issuer_proofs)

    @property
    def left_out(self) -> frozenset[str]:
        """The JSON pointers of what the holder of a certificate of ours may leave out, and did."""
        return left_out(self.document) if self.shown_in_part else frozenset()

    def signed_at(self, proof: VerifiedProof) -> datetime:
        """When a proof says that it was made; one that does not say may be as young as this question."""
        return proof.created or self.at


def passed(name: str, code: str, /, **parameters: str) -> Check:
    """Return a finding that all is well."""
    return Check(name, Outcome.PASSED, code, parameters)


def warning(name: str, code: str, /, **parameters: str) -> Check:
    """Return a finding that a person should read."""
    return Check(name, Outcome.WARNING, code, parameters)


def failed(name: str, code: str, /, *, detail: str = "", **parameters: str) -> Check:
    """Return a finding that the document does not hold."""
    return Check(name, Outcome.FAILED, code, parameters, detail)


def skipped(name: str, code: str, /, **parameters: str) -> Check:
    """Return that there was nothing to check."""
    return Check(name, Outcome.SKIPPED, code, parameters)


def not_believable(name: str, because: str) -> Check:
    """Return that a check was left out, since it would judge what an earlier one did not find to hold."""
    return skipped(name, f"{name}.not_believable", because=because)


def indeterminate(name: str, code: str, /, *, detail: str = "", **parameters: str) -> Check:
    """Return that it could not be checked now."""
    return Check(name, Outcome.INDETERMINATE, code, parameters, detail)


def failure(name: str, error: DomainError) -> Check:
    """Turn a domain error of the layers below into a finding that the document does not hold, and where."""
    where = {"pointer": error.pointer} if 0 < len(error.pointer) <= MAX_POINTER_CHARACTERS else {}
    return Check(name, Outcome.FAILED, error.code, {**error.parameters, **where}, str(error))


def unreachable(name: str, error: DomainError) -> Check:
    """Turn a failed fetch into a finding that it could not be checked now."""
    return Check(name, Outcome.INDETERMINATE, error.code, error.parameters, str(error))
