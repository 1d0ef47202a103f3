"""Levels of the Dutch qualification framework (NLQF) and the European one (EQF).

An NLQF level is text, since there are an entry level and a "4+" (vwo) between 4 and 5. It comes from the
qualification, never from the level of the mbo programme: some specialist programmes of level 4 are EQF 5.
"""

# In order, lowest first.
NLQF_LEVELS: tuple[str, ...] = ("Instroom", "1", "2", "3", "4", "4+", "5", "6", "7", "8")

# The EQF level to which NLQF refers each level; the entry level lies below EQF 1.
_EQF = {"1": 1, "2": 2, "3": 3, "4": 4, "4+": 4, "5": 5, "6": 6, "7": 7, "8": 8}


def compare_levels(one: str, other: str) -> int:
    """Return a negative number, 0 or a positive one as the first NLQF level is lower, equal or higher.

    Raises ValueError for text that is not an NLQF level.
    """
    return NLQF_LEVELS.index(one) - NLQF_LEVELS.index(other)


def eqf_of(level: str) -> int | None:
    """Return the EQF level to which an NLQF level refers, None where there is none or none is known."""
    return _EQF.get(level)
