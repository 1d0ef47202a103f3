"""`python -m tests.fuzz --minutes 10`: search again and again, until something is found or the time is up."""

import argparse
import subprocess
import sys
import time

# What this package leaves to tests that lie beside the code they are about.
_BESIDE = ("tests/verifier/test_garbage.py", "tests/schemas/test_two_roads.py")


def main() -> int:
    """Return 0 when nothing was found. What hypothesis found it keeps, and tries first next time."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, required=True, help="how long to search")
    ends = time.monotonic() + 60 * parser.parse_args().minutes
    rounds = 0
    while (left := ends - time.monotonic()) > 0:
        try:
            found = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "pytest",
                    "-q",
                    "-x",
                    "--hypothesis-profile=fuzz",
                    "tests/fuzz",
                    *_BESIDE,
                ],
                timeout=left,
                check=False,
            )
        except subprocess.TimeoutExpired:
            break
        if found.returncode:
            return found.returncode
        rounds += 1
    print(f"nothing found in {rounds} full rounds and a part of one")
    return 0


sys.exit(main())
