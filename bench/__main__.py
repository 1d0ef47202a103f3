"""`make bench`: issuing and verifying, each as a ratio against pyld and against the bare signature."""

import json
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from pyld import jsonld

from bench.measuring import Subject, medians
from keys.canonicalization import canonicalize_rdf
from keys.proofs import ProofPurpose, add_proof
from keys.signer import Signer
from schemas.contexts import load_context
from schemas.credential import CredentialKind
from schemas.documents import JsonObject, parse_object, serialize
from tests.ecosystem import World

RESULTS = Path(__file__).parent / "results.json"
BASELINE = "pyld: canonicalise document and proof options"
SIGN, CHECK = "bare Ed25519: sign", "bare Ed25519: verify"


def main() -> None:
    """Measure, print a table and write the same figures to `results.json`."""
    world = World()
    documents = {
        "diploma": world.school.prepare(CredentialKind.DIPLOMA, holder=world.samira),
        "ervaringscertificaat": world.evc_provider.prepare(
            CredentialKind.ERVARINGSCERTIFICAAT, holder=world.samira
        ),
    }
    rows = []
    for name, document in documents.items():
        issuer = world.school if name == "diploma" else world.evc_provider
        found = medians(_subjects(world, issuer.signer, document))
        rows += [
            {
                "document": f"{name} ({len(serialize(document))} bytes)",
                "what": what,
                "microseconds": round(seconds * 1e6, 1),
                "times_faster_than_pyld": round(found[BASELINE] / seconds, 2),
                "times_a_bare_verify": round(seconds / found[CHECK], 1),
            }
            for what, seconds in found.items()
        ]
    _print(rows)
    run = {
        "taken": datetime.now(UTC).strftime("%Y-%m-%d"),
        "python": sys.version.split()[0],
        "machine": f"{platform.system()} {platform.machine()}",
        "rows": rows,
    }
    RESULTS.write_text(json.dumps(run, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _subjects(world: World, signer: Signer, document: JsonObject) -> dict[str, Subject]:
    signed = add_proof(
        document,
        cryptosuite="eddsa-rdfc-2022",
        signer=signer,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=world.clock(),
    )
    data = serialize(signed)
    proof = signed["proof"]
    if not isinstance(proof, dict):
        raise TypeError("one proof was added")
    options: JsonObject = {
        "@context": document["@context"],
        **{member: value for member, value in proof.items() if member != "proofValue"},
    }
    message = bytes(64)
    signature = signer.sign(message)
    normalize_options = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "base": None,
        "documentLoader": _load,
    }

    def by_pyld() -> object:
        return (
            jsonld.normalize(document, normalize_options),
            jsonld.normalize(options, normalize_options),
        )

    def issue() -> object:
        return serialize(
            add_proof(
                document,
                cryptosuite="eddsa-rdfc-2022",
                signer=signer,
                purpose=ProofPurpose.ASSERTION_METHOD,
                created=world.clock(),
            )
        )

    return {
        BASELINE: by_pyld,
        "canonicalise the document": lambda: canonicalize_rdf(document),
        "issue: sign and serialise": issue,
        "verify: parse and all nine checks": lambda: world.verify(parse_object(data)),
        SIGN: lambda: signer.sign(message),
        CHECK: lambda: signer.public_key.verify(signature, message),
    }


def _load(url: str, _options: object) -> dict[str, object]:
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": load_context(url),
    }


def _print(rows: list[dict[str, object]]) -> None:
    print(f"{'':46} {'µs':>10} {'x pyld':>8} {'x bare verify':>14}")
    document = None
    for row in rows:
        if row["document"] != document:
            document = row["document"]
            print(f"\n{document}")
        print(
            f"  {row['what']:44} {row['microseconds']:>10} {row['times_faster_than_pyld']:>8}"
            f" {row['times_a_bare_verify']:>14}"
        )


if __name__ == "__main__":
    main()
