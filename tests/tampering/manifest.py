"""Everything that can be wrong, each once or more, and the codes that no case expects, with the reason."""

from collections.abc import Mapping

from tests.tampering import cases_certificate, cases_document, cases_jose, cases_proof, cases_shown
from tests.tampering.case import Case

CASES: tuple[Case, ...] = (
    *cases_document.CASES,
    *cases_proof.CASES,
    *cases_certificate.CASES,
    *cases_shown.CASES,
    *cases_jose.CASES,
)

_IN_SIGNATURE_ENCODING = "reported as proof.signature_encoding, with this in the log"
_IN_KEYS = "reported as did.invalid, or as proof.unsupported_method where a DID document lists such a key"
_IN_LIST_UNTRUSTED = "reported as status.list_untrusted, with this in the log"
_NO_REFUSAL = "says that all is well, or that there was nothing to check; see tests/verifier"

# By code, or by family for codes that differ in wording only.
NOT_EXPECTED: Mapping[str, str] = {
    "binding.holds": _NO_REFUSAL,
    "binding.receipt": _NO_REFUSAL,
    "document.not_an_endorsement": "about references; see tests/wallet/references/test_signing.py",
    "evidence.matches": _NO_REFUSAL,
    "evidence.none": _NO_REFUSAL,
    "evidence.not_supplied": _NO_REFUSAL,
    "freshness.holds": _NO_REFUSAL,
    "freshness.not_asked": _NO_REFUSAL,
    "issuer.recognised": _NO_REFUSAL,
    "issuer.recognition_ended_later": _NO_REFUSAL,
    "issuer.register": _NO_REFUSAL,
    "issuer.register_ended_later": _NO_REFUSAL,
    "key.of_issuer": _NO_REFUSAL,
    "presentation.read": _NO_REFUSAL,
    "presentation.signed": _NO_REFUSAL,
    "proof.holds": _NO_REFUSAL,
    "proof.holds_by_receipt": _NO_REFUSAL,
    "receipt": "why a receipt is no evidence; each reason in tests/verifier/test_earlier_checks.py",
    "status.clear": _NO_REFUSAL,
    "status.not_kept": _NO_REFUSAL,
    "status.not_shown": "about foreign kinds; see tests/verifier/test_selective_disclosure.py",
    "structure.read": _NO_REFUSAL,
    "validity.no_end": _NO_REFUSAL,
    "validity.within": _NO_REFUSAL,
    "validity.not_shown": "about foreign kinds; see tests/verifier/test_selective_disclosure.py",
    "schema": "which rule was broken; every rule has its tests in tests/schemas",
    "encoding": _IN_SIGNATURE_ENCODING,
    "key.malformed": _IN_KEYS,
    "key.no_secret": "of the command for test suites; see tests/keys/test_jose_commands.py",
    "key.not_canonical": _IN_KEYS,
    "key.not_on_curve": _IN_KEYS,
    "key.out_of_range": _IN_KEYS,
    "key.private_member": _IN_KEYS,
    "key.unsupported_type": _IN_KEYS,
    "key.weak": _IN_KEYS,
    "key.wrong_algorithm": _IN_KEYS,
    "key.wrong_length": _IN_KEYS,
    "key.wrong_use": _IN_KEYS,
    "status.encoding": _IN_LIST_UNTRUSTED,
    "status.too_large": _IN_LIST_UNTRUSTED,
    "status.too_short": _IN_LIST_UNTRUSTED,
    "status.ttl": _IN_LIST_UNTRUSTED,
    "status.wrong_type": _IN_LIST_UNTRUSTED,
    "complexity.graph": "needs blank nodes that are named, which the lossless guard refuses; see tests/keys",
    "context.altered": "a bundled file that was changed on disk; see tests/schemas",
    "context.missing": "the views ask for the base context first: document.base_context",
    "context.vocab": "about contexts inside documents, which the product refuses whole: context.inline",
    "did.json": "a file name",
    "document.not_a_number": "about the version of a trust list; see tests/verifier/test_trust_lists.py",
    "jose.claim_taken": "refused when signing; see tests/keys/test_jose.py",
    "proof.algorithm_not_allowed": "the product allows all that we know; see tests/verifier/test_policy.py",
    "proof.not_a_base_proof": "about deriving, which is the holder's; see tests/keys",
    "proof.no_selective_disclosure": "about deriving, which is the holder's; see tests/keys",
    "proof.verification_only": "about signing by a suite of the past; see tests/keys",
    "unsigned.container": "no pinned context has a container that loses its keys; see tests/keys",
    "unsigned.nothing": "a credential always makes statements; see tests/keys",
}
