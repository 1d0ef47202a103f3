"""How much memory this process has now."""

import resource
import sys
from pathlib import Path

_STATM = Path("/proc/self/statm")  # Linux; its second number is the resident pages


def resident_mib() -> float:
    """Return the resident memory in MiB; where only the peak is known, that."""
    if _STATM.exists():
        pages = int(_STATM.read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 1024**2
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)
