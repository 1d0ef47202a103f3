"""What a certificate says about parts of qualifications, read once when it is kept. Pure; judges nothing.

The reading is the engine's (`verifier.exemptions.outcomes`), so that a school and the holder see the same.
"""

from itertools import islice

from schemas.kinds import KindView
from verifier.exemptions.outcomes import Extent, proven_outcomes
from wallet.contents import Coverage

FULL, PARTLY, NOT = Extent.FULL.value, Extent.PARTLY.value, Extent.NOT.value

# Twice the parts of the largest qualification; what a document names beyond that is not shown in a matrix.
MAX_PARTS = 200


def coverage_of(view: KindView | None) -> tuple[Coverage, ...]:
    """Return what a certificate covers; nothing for a foreign kind."""
    names = {} if view is None else {each.standard: each.name for each in view.references}
    return tuple(
        Coverage(
            code_system=outcome.ref.code_system,
            qualification=outcome.ref.qualification,
            qualification_name=names[f"{outcome.ref.code_system}:{outcome.ref.qualification}"],
            part=outcome.ref.part,
            found=outcome.extent.value,
        )
        for outcome in islice(proven_outcomes(view), MAX_PARTS)
    )
