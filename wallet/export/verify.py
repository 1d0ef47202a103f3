#!/usr/bin/env python3
"""Verify an exported wallet, offline: python3 verify.py FOLDER

Needs Python 3.11 and: pip install cryptography pyld rfc8785

Checked: the SHA-256 of every file, the holder's signature under those, the digest of every photo, film and
paper, the issuer's signature under every certificate, and the status lists as they were at that time.
NOT checked, and said so: whether an issuer is recognised, what happened after the export, whether a key was
in use at the time, evidence, and proofs of a kind that is not known here (among them ecdsa-sd-2023).

Ends with 0: all of this holds. 1: something does not. 2: something could not be checked.
"""

import base64
import gzip
import hashlib
import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pyld import jsonld

FORMAT = "vakbewijs-wallet-export-1"
UNLISTED = {"manifest.json", "manifest.proof.json"}
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# Two bytes that say which kind of key follows (https://github.com/multiformats/multicodec).
MULTICODEC = {b"\xed\x01": "Ed25519", b"\x80\x24": "P-256", b"\x81\x24": "P-384"}
CURVES = {"P-256": (ec.SECP256R1(), hashes.SHA256(), 32), "P-384": (ec.SECP384R1(), hashes.SHA384(), 48)}
SUITES = {"eddsa-rdfc-2022", "eddsa-jcs-2022", "ecdsa-rdfc-2019", "ecdsa-jcs-2019"}
JWT_KEYS = {"EdDSA": "Ed25519", "Ed25519": "Ed25519", "ES256": "P-256", "ES384": "P-384"}
# A status list of 131,072 places is 16 kB; this is what we are willing to unpack.
MAX_LIST_BYTES = 16 * 1024 * 1024


class WrongError(Exception):
    """It was checked and does not hold."""


class UncheckedError(Exception):
    """It could not be checked."""


def read_json(content):
    """Parse JSON; a name that stands twice could be read in two ways."""

    def once(pairs):
        if len({name for name, _ in pairs}) != len(pairs):
            raise WrongError("a name stands twice in the same object")
        return dict(pairs)

    return json.loads(content, object_pairs_hook=once)


def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def from_multibase(text):
    if text[:1] == "u":
        return from_base64url(text[1:])
    if text[:1] != "z":
        raise UncheckedError(f"an encoding that is not known here: {text[:1]!r}")
    number = 0
    for character in text[1:]:
        number = number * 58 + BASE58.index(character)
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


class Key:
    """A public key."""

    def __init__(self, kind, key):
        self.kind, self.key = kind, key

    @classmethod
    def of_multibase(cls, text):
        content = from_multibase(text)
        kind = MULTICODEC.get(content[:2])
        if kind is None:
            raise UncheckedError("a kind of key that is not known here")
        if kind == "Ed25519":
            return cls(kind, ed25519.Ed25519PublicKey.from_public_bytes(content[2:]))
        return cls(kind, ec.EllipticCurvePublicKey.from_encoded_point(CURVES[kind][0], content[2:]))

    @classmethod
    def of_jwk(cls, jwk):
        kind = jwk.get("crv")
        if kind == "Ed25519":
            return cls(kind, ed25519.Ed25519PublicKey.from_public_bytes(from_base64url(jwk["x"])))
        if kind not in CURVES:
            raise UncheckedError("a kind of key that is not known here")
        point = b"\4" + from_base64url(jwk["x"]) + from_base64url(jwk["y"])
        return cls(kind, ec.EllipticCurvePublicKey.from_encoded_point(CURVES[kind][0], point))

    def verify(self, signature, content):
        try:
            if self.kind == "Ed25519":
                self.key.verify(signature, content)
                return
            _, hash_function, size = CURVES[self.kind]
            if len(signature) != 2 * size:
                raise WrongError("a signature of another length")
            r, s = (int.from_bytes(half, "big") for half in (signature[:size], signature[size:]))
            self.key.verify(encode_dss_signature(r, s), content, ec.ECDSA(hash_function))
        except InvalidSignature:
            raise WrongError("the signature does not belong to this content") from None


class Bundle:
    """The unpacked export."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.contexts = self.json("contexts/index.json")
        self.facts = self.json("facts/index.json")

    def read(self, name):
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()) or not path.is_file():
            raise WrongError(f"{name} is not there")
        return path.read_bytes()

    def json(self, name):
        return read_json(self.read(name))

    def fact(self, url):
        """What stood at an address when the export was made."""
        if url not in self.facts["pages"]:
            raise UncheckedError(f"{url} could not be fetched when this export was made")
        return self.read(self.facts["pages"][url])

    def context(self, url, _options=None):
        if url not in self.contexts:
            raise UncheckedError(f"a context that is not in this export: {url}")
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": self.json(self.contexts[url]),
        }

    def names(self):
        return {str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file()}


def key_of(bundle, method, purpose):
    """Return the key of a verification method and the DID that it belongs to."""
    did, _, fragment = method.partition("#")
    if did.startswith("did:key:"):
        if fragment != did.removeprefix("did:key:"):
            raise WrongError("a key that its own name does not give")
        return Key.of_multibase(fragment), did
    if did.startswith("did:jwk:"):
        return Key.of_jwk(read_json(from_base64url(did.removeprefix("did:jwk:")))), did
    if not did.startswith("did:web:"):
        raise UncheckedError(f"an identifier of a kind that is not known here: {did[:40]}")
    document = read_json(bundle.fact(did_web_address(bundle, did)))
    if document.get("id") != did:
        raise WrongError(f"the keys at the address of {did} are somebody else's")
    inside = [entry for entry in document.get(purpose, []) if isinstance(entry, dict)]
    listed = {entry if isinstance(entry, str) else entry.get("id") for entry in document.get(purpose, [])}
    absolute = {f"{did}{name}" if name.startswith("#") else name for name in listed}
    if method not in absolute:
        raise WrongError(f"{did} does not use this key to sign with")
    for entry in [*document.get("verificationMethod", []), *inside]:
        name = entry.get("id", "")
        if method in (name, f"{did}{name}"):
            if "publicKeyMultibase" in entry:
                return Key.of_multibase(entry["publicKeyMultibase"]), did
            return Key.of_jwk(entry["publicKeyJwk"]), did
    raise WrongError(f"{did} does not have this key")


def did_web_address(bundle, did):
    host, *path = (unquote(part) for part in did.removeprefix("did:web:").split(":"))
    end = "/".join([host, *path, "did.json"] if path else [host, ".well-known", "did.json"])
    return next(
        (url for url in (f"https://{end}", f"http://{end}") if url in bundle.facts["pages"]), f"https://{end}"
    )


def canonical(bundle, document, suite):
    if "-jcs-" in suite:
        return rfc8785.dumps(document)

    def ignored(name):
        raise WrongError(f"a part that nobody signed: {name}")

    options = {"base": None, "documentLoader": bundle.context}
    jsonld.expand(document, options, on_property_dropped=ignored)
    normal = {**options, "algorithm": "URDNA2015", "format": "application/n-quads"}
    return jsonld.normalize(document, normal).encode()


def verify_document(bundle, document, purpose="assertionMethod"):
    """Return the DIDs that signed a JSON document. Raises `WrongError` or `UncheckedError`."""
    proofs = document.get("proof") or []
    proofs = proofs if isinstance(proofs, list) else [proofs]
    if not proofs:
        raise WrongError("nobody signed it")
    return [verify_proof(bundle, document, proof, purpose) for proof in proofs]


def verify_proof(bundle, document, proof, purpose):
    suite = proof.get("cryptosuite")
    if proof.get("type") != "DataIntegrityProof" or suite not in SUITES or "previousProof" in proof:
        raise UncheckedError(f"a proof of a kind that is not known here: {suite or proof.get('type')}")
    if proof.get("proofPurpose") != purpose:
        raise WrongError("the signature was made for something else")
    key, did = key_of(bundle, proof["verificationMethod"], purpose)
    if (suite.startswith("eddsa")) != (key.kind == "Ed25519"):
        raise WrongError("the key is of another kind than the proof says")
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    options.setdefault("@context", document["@context"])
    if options["@context"] != document["@context"][: len(options["@context"])] and "-jcs-" in suite:
        raise WrongError("the proof was made under other contexts")
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    hash_function = hashlib.sha384 if key.kind == "P-384" else hashlib.sha256
    digests = [hash_function(canonical(bundle, part, suite)).digest() for part in (options, unsigned)]
    key.verify(from_multibase(proof["proofValue"]), b"".join(digests))
    return did


def verify_jwt(bundle, token):
    """Return the document in a JWT and the DID that signed it."""
    head, payload, signature = token.split(".")
    header, document = read_json(from_base64url(head)), read_json(from_base64url(payload))
    method = header.get("kid", "")
    issuer = document.get("issuer", {})
    issuer = issuer.get("id", "") if isinstance(issuer, dict) else issuer
    method = method if method.startswith("did:") else f"{header.get('iss', issuer)}#{method.lstrip('#')}"
    if "crit" in header:
        raise UncheckedError("a header that is not known here")
    key, did = key_of(bundle, method, "assertionMethod")
    if JWT_KEYS.get(header.get("alg")) != key.kind:
        raise WrongError("the key is of another kind than the header says")
    key.verify(from_base64url(signature), f"{head}.{payload}".encode())
    return document, did


def open_signed(bundle, content):
    """Return a signed document and who signed it."""
    if content.lstrip()[:1] == b"{":
        document = read_json(content)
        return document, verify_document(bundle, document)
    document, did = verify_jwt(bundle, content.decode().strip())
    return document, [did]


def issuer_of(document):
    issuer = document.get("issuer")
    return issuer.get("id") if isinstance(issuer, dict) else issuer


def verify_credential(bundle, content):
    document, signers = open_signed(bundle, content)
    if issuer_of(document) not in signers:
        raise WrongError(f"signed by {', '.join(signers)} and not by its issuer")
    end = document.get("validUntil")
    now = datetime.now(UTC)
    if end and datetime.fromisoformat(end.replace("Z", "+00:00")) < now:
        raise WrongError(f"not valid any more since {end}")
    entries = document.get("credentialStatus") or []
    for entry in entries if isinstance(entries, list) else [entries]:
        verify_status(bundle, document, entry)
    return document


def verify_status(bundle, document, entry):
    if entry.get("type") != "BitstringStatusListEntry" or entry.get("statusSize", 1) != 1:
        raise UncheckedError("a status of a kind that is not known here")
    listed, signers = open_signed(bundle, bundle.fact(entry["statusListCredential"]))
    subject = listed["credentialSubject"]
    if issuer_of(document) not in signers or subject["statusPurpose"] != entry["statusPurpose"]:
        raise WrongError("a status list of somebody else, or about something else")
    packed = from_multibase(subject["encodedList"])
    bits = gzip.GzipFile(fileobj=io.BytesIO(packed)).read(MAX_LIST_BYTES)
    place = int(entry["statusListIndex"])
    if not 0 <= place < len(bits) * 8:
        raise WrongError("a place outside the status list")
    if bits[place // 8] & (128 >> place % 8):
        raise WrongError(f"ended by its issuer ({entry['statusPurpose']})")


def verify_manifest(bundle):
    content = bundle.read("manifest.json")
    manifest, proof = read_json(content), bundle.json("manifest.proof.json")
    if manifest.get("format") != FORMAT:
        raise UncheckedError("an export in another form")
    if verify_document(bundle, proof, "authentication") != [manifest["holder"]]:
        raise WrongError("not signed by the holder that it names")
    challenge = f"{FORMAT}:sha256:{hashlib.sha256(content).hexdigest()}"
    if (proof["proof"]["challenge"], proof["proof"]["domain"]) != (challenge, FORMAT):
        raise WrongError("the signature belongs to another manifest")
    listed = {entry["name"]: entry["sha256"] for entry in manifest["files"]}
    present = bundle.names() - UNLISTED
    if present != set(listed):
        raise WrongError(f"files that are missing or were added: {sorted(present ^ set(listed))}")
    for name, digest in listed.items():
        if hashlib.sha256(bundle.read(name)).hexdigest() != digest:
            raise WrongError(f"{name} was changed")
    return manifest


def verify_files(bundle):
    """The bytes of her photos, films and papers are those that the wallet knew."""
    for entry in bundle.json("files/index.json")["files"]:
        if entry["file"] is None:
            raise UncheckedError(f"{entry['name']} was lost before this export was made")
        digest = b"\x12\x20" + hashlib.sha256(bundle.read(entry["file"])).digest()
        if from_multibase(entry["keptDigest"]) != digest:
            raise WrongError(f"{entry['file']} is not the file that was kept")


def main(folder):
    codes = {0}

    def check(name, step):
        try:
            step()
        except UncheckedError as error:
            codes.add(2)
            print(f"?  {name}: could not be checked: {error}")
        except WrongError as error:
            codes.add(1)
            print(f"X  {name}: {error}")
        except Exception as error:
            codes.add(1)
            print(f"X  {name}: can't be read: {error!r:.200}")
        else:
            print(f"ok {name}")

    try:
        bundle = Bundle(folder)
    except (WrongError, OSError, ValueError) as error:
        print(f"X  this is no exported wallet: {error}")
        return 1
    check("all files, as their holder signed for them", lambda: verify_manifest(bundle))
    for name in sorted(bundle.names()):
        if name.startswith("credentials/"):
            check(name, lambda name=name: verify_credential(bundle, bundle.read(name)))
    if "files/index.json" in bundle.names():
        check("photos, films and papers", lambda: verify_files(bundle))
    print(f"\nStatus lists and keys are those of {bundle.facts['fetched']}.")
    print("Not checked: whether an issuer is recognised, and what happened since.")
    return 1 if 1 in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))
