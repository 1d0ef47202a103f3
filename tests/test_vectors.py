"""Every file of the public vectors is used by a test, or stands here with the reason why not."""

import os
import subprocess
import sys
from pathlib import Path

from tests.vectors import REPOSITORY, vectors_dir

MODULES = (
    "tests/keys/test_algorithms.py",
    "tests/keys/test_ecdsa_sd_vectors.py",
    "tests/keys/test_jcs.py",
    "tests/keys/test_legacy_proofs.py",
    "tests/keys/test_rdfc10.py",
    "tests/keys/test_w3c_vectors.py",
    "tests/schemas/test_json_suite.py",
)
_THE_SAME = "the manifest is read as manifest.jsonld; this is the same in another form"
_WORDS = "the words in which the manifest is written, no test"
NOT_USED = {
    "SOURCES.md": "where the vectors come from",
    "w3c-ecdsa/prCredUnsigned.json": "another description than in the signed vectors, which are read instead",
    "w3c-rdf-canon/LICENCE.md": "the licence",
    "w3c-rdf-canon/manifest": _THE_SAME,
    "w3c-rdf-canon/manifest.csv": _THE_SAME,
    "w3c-rdf-canon/manifest.ttl": _THE_SAME,
    "w3c-rdf-canon/vocab.jsonld": _WORDS,
    "w3c-rdf-canon/vocab.ttl": _WORDS,
    "w3c-rdf-canon/vocab_context.jsonld": _WORDS,
}


def test_every_file_of_the_vectors_is_used_or_left_out_with_a_reason(tmp_path: Path) -> None:
    folder, read = vectors_dir(), tmp_path / "read"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "tests.vectors_read",
            "-p",
            "no:cacheprovider",
            *MODULES,
        ],
        cwd=REPOSITORY,
        env={**os.environ, "VAKBEWIJS_VECTORS": str(folder.resolve()), "VECTORS_READ": str(read)},
        check=True,
        capture_output=True,
    )
    there = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}

    assert there - set(read.read_text(encoding="utf-8").splitlines()) == set(NOT_USED)
