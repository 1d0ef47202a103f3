"""Where the public test vectors are: read in place, never copied into the repository."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


def vectors_dir() -> Path:
    """Return the folder with the public vectors, or skip the calling test with the reason.

    The folder is `../shared/vectors` beside the project, or what `VAKBEWIJS_VECTORS` names. Its
    `SOURCES.md` lists the public repositories and revisions from which it can be laid out again.
    """
    configured = os.environ.get("VAKBEWIJS_VECTORS")
    folder = Path(configured) if configured else REPOSITORY.parent / "shared" / "vectors"
    if not folder.is_dir():
        pytest.skip(
            f"no public test vectors in {folder}; lay out w3c/vc-di-eddsa, w3c/vc-di-ecdsa, w3c/rdf-canon, "
            "C2SP/wycheproof, cyberphone/json-canonicalization and nst/JSONTestSuite there, "
            "or set VAKBEWIJS_VECTORS",
            allow_module_level=True,
        )
    return folder
