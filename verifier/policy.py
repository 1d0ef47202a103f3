"""What a verifier insists on. Every field is a decision; nothing means "all" by being left out."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from keys.canonicalization import PRODUCT_CONTEXT_RULES, ContextRules
from keys.cryptosuites import SELECTIVE_CRYPTOSUITES
from schemas.contexts import CONFORMANCE_CONTEXTS, PRODUCT_CONTEXTS
from schemas.credential import CredentialKind
from verifier.errors import PolicyError

# Documents that carry the system's own facts; none of them is ever a certificate (LD-06).
INFRASTRUCTURE_TYPES = frozenset(
    {"BitstringStatusListCredential", "TrustListCredential", "VerifiablePresentation"}
)


class StatusRule(StrEnum):
    """Whether a certificate must say where its status can be looked up."""

    REQUIRED = "required"  # for the kinds of this product; elsewhere a missing status is only mentioned
    IF_PRESENT = "if-present"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationPolicy:
    """A named set of demands. Construction raises `PolicyError` for one that could let nothing pass.

    `cryptosuites`: proofs by any other suite fail. `jose_algorithms`: JWTs by any other algorithm fail; with
    none, all of them do. `types`: a credential must have at least one of them; `VerifiableCredential` among
    them admits every kind of certificate, but never infrastructure.
    `recognition_required`: kinds that fail when no register recognises the issuer; others get a warning.
    `contexts`: the JSON-LD contexts that documents may use; whoever allows more lets a document say what its
    words mean. `empty_presentations`: whether a presentation may show nothing but who its holder is.
    `refuse_published_keys`: private halves that stand in a specification prove nothing, but for its examples.
    """

    name: str
    cryptosuites: frozenset[str]
    types: frozenset[str]
    recognition_required: frozenset[CredentialKind]
    jose_algorithms: frozenset[str] = frozenset()
    contexts: ContextRules = PRODUCT_CONTEXT_RULES
    status: StatusRule = StatusRule.REQUIRED
    empty_presentations: bool = False
    refuse_published_keys: bool = True
    clock_skew: timedelta = timedelta(minutes=2)

    def __post_init__(self) -> None:
        if not self.name or not self.cryptosuites or not self.types:
            raise PolicyError("policy.empty", detail=repr(self.name))
        if self.types & INFRASTRUCTURE_TYPES:
            raise PolicyError("policy.infrastructure", detail=str(sorted(self.types & INFRASTRUCTURE_TYPES)))
        if self.clock_skew < timedelta():
            raise PolicyError("policy.clock_skew", detail=str(self.clock_skew))

    @property
    def cryptosuites_for_whole_documents(self) -> frozenset[str]:
        """The suites for what nobody may show a part of: presentations, status lists, registers.

        A list of which the holder could leave out the end would stay fresh for ever.
        """
        return self.cryptosuites - SELECTIVE_CRYPTOSUITES


PRODUCT_POLICY = VerificationPolicy(
    name="vakbewijs-2026",
    cryptosuites=frozenset(
        {"eddsa-rdfc-2022", "eddsa-jcs-2022", "ecdsa-rdfc-2019", "ecdsa-jcs-2019", "ecdsa-sd-2023"},
    ),
    jose_algorithms=frozenset({"ES256", "ES384", "EdDSA", "Ed25519"}),
    types=frozenset({"VerifiableCredential"}),
    # Anybody can sign "you can do this"; only a recognised provider makes it an ervaringscertificaat.
    recognition_required=frozenset({CredentialKind.ERVARINGSCERTIFICAAT}),
)

# Other people's software over the VC-API: any certificate that holds by the standards, of whomever. It says
# what a standard says of a document, never that a school or employer may rely on it (ADR 19).
VC_API_POLICY = VerificationPolicy(
    name="vc-api-2026",
    cryptosuites=PRODUCT_POLICY.cryptosuites | {"ecdsa-sd-2023", "Ed25519Signature2020"},
    jose_algorithms=PRODUCT_POLICY.jose_algorithms,
    types=frozenset({"VerifiableCredential"}),
    recognition_required=frozenset(),
    contexts=ContextRules(inline=True),
    status=StatusRule.IF_PRESENT,
    empty_presentations=True,
    refuse_published_keys=False,
)

# A server under the public test suites, whose documents name the context of the specification's examples.
# That context gives every word a meaning, so under this policy no word is undefined: for tests alone.
CONFORMANCE_POLICY = replace(
    VC_API_POLICY,
    name="conformance-2026",
    contexts=ContextRules(allowed=PRODUCT_CONTEXTS | CONFORMANCE_CONTEXTS, inline=True),
)
