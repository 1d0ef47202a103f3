"""Issuing and verifying whole documents, and the parts that take the most of it."""

import secrets
from collections.abc import Iterator

from bench.documents import Subject, subjects
from bench.measuring import medians
from bench.pyld_route import by_pyld, canonicalize_by_pyld
from bench.table import Row, Target, microseconds
from issuer.certificates.copies import StatusPlace, copy_document
from keys.canonicalization import canonicalize_json, canonicalize_rdf
from keys.proofs import ProofPurpose, add_proof
from schemas.documents import parse_object, serialize
from schemas.status_list import MINIMUM_ENTRIES
from schemas.validation import validate
from verifier.result import Outcome

ISSUES_PER_SECOND, VERIFIES_PER_SECOND, TIMES_PYLD = 2_500, 2_000, 20
MESSAGE = bytes(64)  # what a Data Integrity signature covers: two SHA-256 digests


def rows() -> Iterator[Row]:
    """Yield the figures of each document, the one of some 5 KB with its targets."""
    for number, subject in enumerate(subjects()):
        yield from _rows(subject, with_targets=number == 1)


def _rows(subject: Subject, *, with_targets: bool) -> Iterator[Row]:
    signer, holder = subject.issuer.signer, subject.world.samira.did
    signature = signer.sign(MESSAGE)

    def issue() -> bytes:
        return _issue(subject, holder)

    def verify() -> None:
        _verify(subject)

    def with_jcs() -> bytes:
        return canonicalize_json(subject.document)

    found = medians(
        {
            "issue": issue,
            "issue by pyld": by_pyld(issue),
            "verify": verify,
            "verify by pyld": by_pyld(verify),
            "canonicalise": lambda: canonicalize_rdf(subject.document),
            "canonicalise by pyld": lambda: canonicalize_by_pyld(subject.document),
            "JCS": with_jcs,
            "sign": lambda: signer.sign(MESSAGE),
            "check": lambda: signer.public_key.verify(signature, MESSAGE),
        }
    )

    def row(what: str, timed: str, bare: str | None, target: int | None = None) -> Row:
        ratio = found[f"{timed} by pyld"] / found[timed] if f"{timed} by pyld" in found else None
        return Row(
            group=subject.title,
            what=what,
            figure=microseconds(found[timed]),
            times_pyld=ratio,
            signatures=found[timed] / found[bare] if bare else None,
            target=_target(1 / found[timed], ratio, target) if target and with_targets else None,
        )

    yield row("issue: build, validate, draw places, sign, serialise", "issue", "sign", ISSUES_PER_SECOND)
    yield row("verify: parse and all nine checks", "verify", "check", VERIFIES_PER_SECOND)
    yield row("canonicalise the document (RDFC-1.0)", "canonicalise", "check")
    yield row("canonicalise the document (JCS)", "JCS", "check")
    yield row("bare Ed25519: sign", "sign", None)
    yield row("bare Ed25519: check", "check", None)


def _target(per_second: float, times_pyld: float | None, wanted: int) -> Target:
    reached = per_second >= wanted and (times_pyld or 0) >= TIMES_PYLD
    return Target(f"{wanted:,}/s and {TIMES_PYLD} x pyld", reached)


def _issue(subject: Subject, holder: str) -> bytes:
    document = copy_document(
        subject.document,
        credential_urn="urn:uuid:5aaaaaaa-5555-4555-8555-555555555555",
        valid_from=subject.world.clock(),
        places=[
            StatusPlace(subject.issuer.list_url(purpose), secrets.randbelow(MINIMUM_ENTRIES), purpose)
            for purpose in ("revocation", "suspension")
        ],
        holder=holder,
    )
    if subject.kind is not None and validate(document, subject.kind):
        raise AssertionError("a document of the benchmark is not fit")
    return serialize(
        add_proof(
            document,
            cryptosuite="eddsa-rdfc-2022",
            signer=subject.issuer.signer,
            purpose=ProofPurpose.ASSERTION_METHOD,
            created=subject.world.clock(),
        )
    )


def _verify(subject: Subject) -> None:
    result = subject.world.verify(parse_object(subject.data))
    if not result.content_is_proven or result.outcome is Outcome.FAILED:
        raise AssertionError(f"a document of the benchmark does not hold: {result.checks}")
