"""What each check costs in the verification of the usual document, and reading it before that."""

from collections.abc import Callable, Iterator

from bench.documents import Subject, usual_subject
from bench.measuring import medians
from bench.table import Row, microseconds
from schemas.documents import parse_object
from verifier.checks import CHECKS, Inquiry
from verifier.policy import PRODUCT_POLICY
from verifier.result import Check

MESSAGE = bytes(64)
BARE = "bare signature"


def rows() -> Iterator[Row]:
    """Yield a row for reading and one for each check, in their order."""
    subject = usual_subject()
    signer = subject.issuer.signer
    signature = signer.sign(MESSAGE)
    found = medians(
        {
            "parse": lambda: parse_object(subject.data),
            **{name: _alone(check, subject) for name, check in CHECKS.items()},
            BARE: lambda: signer.public_key.verify(signature, MESSAGE),
        }
    )
    for name, seconds in found.items():
        if name != BARE:
            yield Row(
                group=f"each check of the {subject.title}",
                what=name,
                figure=microseconds(seconds),
                signatures=seconds / found[BARE],
            )


def _alone(check: Callable[[Inquiry], Check], subject: Subject) -> Callable[[], Check]:
    """Return one check on an inquiry in which the checks before it have been done."""
    world = subject.world
    inquiry = Inquiry(
        document=subject.signed,
        policy=PRODUCT_POLICY,
        resolver=world.resolver,
        status_lists=world.status_lists,
        trust=world.trust_lists.registry(),
        at=world.clock(),
        presented_by=None,
        evidence={},
    )
    for each in CHECKS.values():
        each(inquiry)

    def first_to_read() -> Check:
        inquiry._view = None
        return check(inquiry)

    return first_to_read if check is CHECKS["issuer"] else lambda: check(inquiry)
