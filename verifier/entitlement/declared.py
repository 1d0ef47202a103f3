"""What somebody says about herself. It counts, and never as proven."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Answers to questions. None is "not answered" or "I do not know", which are the same to a rule."""

    degrees: frozenset[str] | None = None
    """The degrees (bachelor, master) that she has besides those of her documents; empty for none."""
    care_or_education_degree: bool | None = None
    """Whether she has a degree in education or health care."""
    meets_nationality_rule: bool | None = None
    """Whether she is Dutch, treated as Dutch by WSF 2000, 2.2, or Surinamese."""
    mbo_octobers: frozenset[int] | None = None
    """The years in which she was enrolled in mbo on 1 October; empty for none."""
    initial_education_finished: bool | None = None
    works: bool | None = None
    """Whether she works or looks for work."""
    has_start_qualification: bool | None = None
    gets_student_finance: bool | None = None
    born: date | None = None


NOTHING_DECLARED = Declared()
