"""What is fuzzed: valid documents of every kind from a small world, and ways to change them."""

import copy
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from hypothesis import strategies as st

from keys.controller import ProofPurpose
from keys.jose import JwtType, envelope_of
from keys.key_types import KeyType
from keys.proofs import add_proof, derive_proof
from keys.signer import Signer, generate
from schemas.contexts import CREDENTIALS_V2
from schemas.credential import CredentialKind
from schemas.documents import JsonObject, serialize
from schemas.errors import DomainError
from tests.differential.mutants import Pool, mutate
from tests.ecosystem import (
    DEELCERTIFICAAT,
    DIPLOMA,
    ERVARINGSCERTIFICAAT,
    INSCHRIJVINGSVERKLARING,
    SHARE_ID,
    SHARE_ORIGIN,
    VRIJSTELLINGSBESLUIT,
    World,
)
from tests.forging import contents, forge

# A guard against work without end, not a figure: what is slowest takes a hundredth of it on a busy
# machine. Counted in the time of this thread, so that what else the machine does is not counted.
MAX_SECONDS = 60.0

KINDS = (DIPLOMA, DEELCERTIFICAAT, ERVARINGSCERTIFICAAT, VRIJSTELLINGSBESLUIT, INSCHRIJVINGSVERKLARING)

# Seeds a source of chance of its own, so that a failure is found again by its seed.
CHANCES = st.randoms(use_true_random=True)


@cache
def world() -> World:
    """Return the world that every document here is of."""
    made = World()
    made.branch.rotate_key(generate(KeyType.P256))
    return made


@cache
def credentials() -> tuple[JsonObject, ...]:
    """Return credentials with proofs inside: of every kind, by every sort of suite, whole and in part."""
    here = world()
    whole = [here.issuer_of(kind).issue(kind, holder=here.samira) for kind in KINDS]
    unsigned = here.branch.prepare(DEELCERTIFICAAT, holder=here.samira)
    based = here.branch.sign(copy.deepcopy(unsigned), cryptosuite="ecdsa-sd-2023")
    shown = derive_proof(based, selective_pointers=("/credentialSubject/voornamen",))
    by_two = here.school.sign(here.school.issue(DIPLOMA, holder=here.samira))
    return (
        *whole,
        here.branch.sign(copy.deepcopy(unsigned)),
        here.branch.sign(unsigned, cryptosuite="ecdsa-jcs-2019"),
        based,
        shown,
        by_two,
    )


@cache
def tokens() -> tuple[str, ...]:
    """Return credentials and a presentation as JWTs."""
    here = world()
    issued = [here.issuer_of(kind).issue_jwt(kind, holder=here.samira) for kind in KINDS]
    return (*issued, here.samira.present_jwt([*issued[:2], credentials()[0]]))


@cache
def documents() -> tuple[JsonObject, ...]:
    """Return what may be handed over as JSON: credentials, envelopes, presentations, published lists."""
    here = world()
    *issued, shown = tokens()
    envelopes = [envelope_of(token, JwtType.CREDENTIAL) for token in issued]
    return (
        *credentials(),
        *envelopes,
        envelope_of(shown, JwtType.PRESENTATION),
        here.samira.present(credentials()[:2]),
        here.samira.present([envelopes[0], credentials()[-2]]),
        here.school.status_list("revocation"),
        here.keeper.publish(),
    )


def drawn_from(chance: random.Random, corpus: tuple[JsonObject, ...]) -> JsonObject:
    """Return a changed copy of one of these documents."""
    document = copy.deepcopy(chance.choice(corpus))
    mutate(document, chance, Pool(document))
    return document


def signed_if_possible(
    document: JsonObject, signer: Signer, purpose: ProofPurpose, **expected: str
) -> JsonObject:
    """Return the document with a proof over canonical JSON, which signs what no JSON-LD processor reads.

    Without a proof where even that is refused, such as for contexts that nobody knows.
    """
    document.pop("proof", None)
    try:
        return add_proof(
            document,
            cryptosuite="eddsa-jcs-2022",
            signer=signer,
            purpose=purpose,
            created=world().clock(),
            **expected,
        )
    except DomainError:
        return document


def signed_mutant(chance: random.Random) -> JsonObject:
    """Return a changed credential that its issuer signed as it is, so that the later checks meet it."""
    kind: CredentialKind = chance.choice(KINDS)
    issuer = world().issuer_of(kind)
    document = issuer.prepare(kind, holder=world().samira)
    mutate(document, chance, Pool(document))
    return signed_if_possible(document, issuer.signer, ProofPurpose.ASSERTION_METHOD)


def presented(credential: JsonObject) -> JsonObject:
    """Return a presentation of anything, signed by its holder."""
    holder = world().samira
    document: JsonObject = {
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiablePresentation"],
        "holder": holder.did,
        "verifiableCredential": [credential],
    }
    return signed_if_possible(
        document, holder.signer, ProofPurpose.AUTHENTICATION, domain=SHARE_ORIGIN, challenge=SHARE_ID
    )


def forged_token(chance: random.Random) -> str:
    """Return a JWT with a changed header or payload, signed again by a key that its reader knows."""
    header, payload, signature = contents(chance.choice(tokens()))
    for part, chances in ((payload, 0.8), (header, 0.3)):
        if chance.random() < chances:
            mutate(
                part, chance, Pool({**part, "exp": 1, "nbf": 2, "aud": ["x"], "jti": "urn:x", "type": ["x"]})
            )
    signer = chance.choice([world().school.signer, world().evc_provider.signer, None])
    return forge(header, payload, signer, signature=None if signer else signature)


def damaged(chance: random.Random, content: bytes) -> bytes:
    """Return the bytes with a few of them replaced, removed, doubled or cut off."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice((0, 1, 1, 4, 40)))
        piece = chance.choice(
            [b"", chance.randbytes(chance.choice((1, 3))), content[start:end] * 2, b'"', b"\\ud800", b"1e400"]
        )
        content = content[:start] + piece + (content[end:] if chance.random() < 0.95 else b"")
    return content


def submission(chance: random.Random) -> bytes | JsonObject:
    """Return something to hand over, of any of the sorts above."""
    match chance.randrange(6):
        case 0:
            return damaged(chance, serialize(chance.choice(documents())))
        case 1:
            return forged_token(chance).encode()
        case 2:
            return damaged(chance, chance.choice(tokens()).encode())
        case 3:
            return signed_mutant(chance)
        case 4:
            return presented(drawn_from(chance, credentials()))
        case _:
            return drawn_from(chance, documents())


def pointers(chance: random.Random, document: Any, *, count: int) -> list[str]:
    """Return JSON pointers, most of which lead somewhere in the document."""
    found = []
    for _ in range(count):
        value, pointer = document, ""
        while isinstance(value, dict | list) and value and (not pointer or chance.random() < 0.7):
            step = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
            value, pointer = value[step], f"{pointer}/{str(step).replace('~', '~0').replace('/', '~1')}"
        found.append(pointer if chance.random() < 0.9 else chance.choice(["", "/", "x", "/~", "/-", "/0/0"]))
    return found


@contextmanager
def in_bounded_time() -> Iterator[None]:
    """Fail when what is inside takes more processor time than any document may."""
    began = time.thread_time()
    yield
    assert time.thread_time() - began < MAX_SECONDS
