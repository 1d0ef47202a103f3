"""What the browser is asked and what it answers: the only module that knows the package `webauthn`.

Answers are untrusted: whatever is wrong with one is a `SignInError("passkey.wrong")`. User verification is
always demanded; origin and relying party come from the settings.
https://www.w3.org/TR/webauthn-3/#sctn-rp-operations
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import webauthn
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from wallet.errors import SignInError

# An answer has some 2 kB; with an attestation that nobody asked for, some 10.
MAX_ANSWER_CHARACTERS = 20_000
# What the PRF extension is evaluated on. The same for all: at sign-in nobody has said yet who she is. What
# comes out differs per passkey, and is derived further under a salt of that passkey.
PRF_INPUT = bytes_to_base64url(sha256(b"vakbewijs wallet data key v1").digest())
_PRF_BYTES = 32


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Whose passkeys these are: the host and the origin of the wallet's public address."""

    rp_id: str
    origin: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser sent: the credential as JSON, unjudged, and what its PRF gave; empty when nothing."""

    credential: str
    prf: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewCredential:
    """A passkey that was made just now."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def creation_options(
    party: RelyingParty, *, challenge: bytes, user_id: bytes, user_name: str, known: Sequence[bytes]
) -> dict[str, Any]:
    """Return the JSON for making a passkey that is found without a name, on none that holds one already."""
    options = webauthn.generate_registration_options(
        rp_id=party.rp_id,
        rp_name="Vakbewijs",
        user_id=user_id,
        user_name=user_name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=credential) for credential in known],
    )
    return options_to_json_dict(options)


def request_options(party: RelyingParty, *, challenge: bytes) -> dict[str, Any]:
    """Return the JSON for signing with any passkey of this wallet that the person has."""
    return options_to_json_dict(
        webauthn.generate_authentication_options(
            rp_id=party.rp_id, challenge=challenge, user_verification=UserVerificationRequirement.REQUIRED
        )
    )


def read_answer(credential: str, prf: str) -> Answer:
    """Read what a form carries; raises `SignInError`: `passkey.wrong`, `passkey.no_prf`."""
    if len(credential) > MAX_ANSWER_CHARACTERS:
        raise SignInError("passkey.wrong", detail="too long")
    try:
        secret = base64url_to_bytes(prf)
    except ValueError as error:
        raise SignInError("passkey.wrong", detail="the PRF is not base64url") from error
    if len(secret) != _PRF_BYTES:
        raise SignInError("passkey.no_prf", detail=f"{len(secret)} bytes")
    return Answer(credential, secret)


def challenge_in(answer: Answer) -> bytes:
    """Return the challenge that an answer claims to be about. Judges nothing else."""
    with _untrusted():
        if '"attestationObject"' in answer.credential:
            client_data = parse_registration_credential_json(answer.credential).response.client_data_json
        else:
            client_data = parse_authentication_credential_json(answer.credential).response.client_data_json
        return parse_client_data_json(client_data).challenge


def credential_in(answer: Answer) -> tuple[bytes, bytes | None]:
    """Return which credential, and which user, an answer claims to be of. Judges nothing."""
    with _untrusted():
        parsed = parse_authentication_credential_json(answer.credential)
    return parsed.raw_id, parsed.response.user_handle


def verify_creation(party: RelyingParty, answer: Answer, *, challenge: bytes) -> NewCredential:
    """Judge the answer to `creation_options`; which maker the passkey has is not asked."""
    with _untrusted():
        made = webauthn.verify_registration_response(
            credential=answer.credential,
            expected_challenge=challenge,
            expected_rp_id=party.rp_id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    return NewCredential(made.credential_id, made.credential_public_key, made.sign_count)


def verify_assertion(
    party: RelyingParty, answer: Answer, *, challenge: bytes, public_key: bytes, sign_count: int
) -> int:
    """Judge the answer to `request_options`; return the new counter, which a copy can't keep up with."""
    with _untrusted():
        return webauthn.verify_authentication_response(
            credential=answer.credential,
            expected_challenge=challenge,
            expected_rp_id=party.rp_id,
            expected_origin=party.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        ).new_sign_count


@contextmanager
def _untrusted() -> Iterator[None]:
    """Turn whatever reading or judging an answer raises into one error: the package promises no list."""
    try:
        yield
    except Exception as error:
        raise SignInError("passkey.wrong", detail=type(error).__name__) from error
