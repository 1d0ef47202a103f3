"""Documents that the data model allows and forbids, each with a name: for issuing and for verifying.

`ISSUER` and `HOLDER` stand for parties of a test, which puts its own identifiers in their place.
"""

import base64
import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from schemas.contexts import CREDENTIALS_V1, CREDENTIALS_V2, DATA_INTEGRITY_V2, OPEN_BADGES_V3, context_bytes
from schemas.documents import JsonObject, JsonValue
from schemas.evidence import digest_multibase

ISSUER = "did:key:zIssuerOfTheseCases"
HOLDER = "did:key:zHolderOfTheseCases"
LIST = "https://school.example/status/3"

# A context in the document, as conformance tests bring it along.
INLINE: JsonObject = {
    "Degree": "https://school.example/terms#Degree",
    "degree": "https://school.example/terms#degree",
    "Service": "https://school.example/terms#Service",
    "Policy": "https://school.example/terms#Policy",
    "Proeve": "https://school.example/terms#Proeve",
    "Register": "https://school.example/terms#Register",
}


class Refusal(NamedTuple):
    """A document that is forbidden, with the code and the pointer of what is wrong with it."""

    document: JsonObject
    code: str
    pointer: str


def credential(*absent: str, **members: JsonValue) -> JsonObject:
    """Return a small credential with these members, and without those."""
    document: JsonObject = {
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "credentialSubject": {"id": "did:example:samira"},
    }
    return {name: value for name, value in {**document, **members}.items() if name not in absent}


def with_terms(**members: JsonValue) -> JsonObject:
    """Return a credential whose further words its own context defines."""
    return credential(**{"@context": [CREDENTIALS_V2, INLINE], **members})


def version_1(*absent: str, **members: JsonValue) -> JsonObject:
    """Return a credential of the VC Data Model 1.1."""
    document: JsonObject = {
        "@context": [CREDENTIALS_V1, DATA_INTEGRITY_V2],
        "issuanceDate": "2024-06-01T12:00:00Z",
    }
    return credential(*absent, **{**document, **members})


def presentation(*absent: str, **members: JsonValue) -> JsonObject:
    """Return a small presentation with these members, and without those."""
    document: JsonObject = {
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiablePresentation"],
        "holder": HOLDER,
    }
    return {name: value for name, value in {**document, **members}.items() if name not in absent}


def status(**members: JsonValue) -> JsonObject:
    """Return an entry of a Bitstring Status List; a member that is None is left out."""
    entry: JsonObject = {
        "id": f"{LIST}#94567",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
        "statusListCredential": LIST,
    }
    return {name: value for name, value in {**entry, **members}.items() if value is not None}


def _messages(count: int) -> list[JsonValue]:
    return [{"status": hex(value), "message": f"status {value}"} for value in range(count)]


def resource(**members: JsonValue) -> JsonObject:
    """Return a credential that names the context of the data model as a related resource."""
    return credential(relatedResource={"id": CREDENTIALS_V2, **members})


def _sri(function: str, content: bytes) -> str:
    return f"{function}-{base64.b64encode(hashlib.new(function, content).digest()).decode()}"


def _multibase(hexadecimal: str) -> str:
    return "u" + base64.urlsafe_b64encode(bytes.fromhex(hexadecimal)).rstrip(b"=").decode()


_CONTEXT = context_bytes(CREDENTIALS_V2)
_BARE_DIGEST = _multibase(hashlib.sha256(_CONTEXT).hexdigest())
_OTHER_DIGEST = digest_multibase(b"another file")

ACCEPTED: Mapping[str, JsonObject] = {
    # Contexts.
    "only the base context": credential(),
    "further contexts by address": credential(**{"@context": [CREDENTIALS_V2, OPEN_BADGES_V3]}),
    "a context in the document": with_terms(credentialSubject={"degree": "Bachelor"}),
    # Types.
    "a type that is an address": credential(type=["VerifiableCredential", "https://school.example/#Degree"]),
    "types in another order": credential(type=["https://school.example/#Degree", "VerifiableCredential"]),
    "a type of its own context": with_terms(type=["VerifiableCredential", "Degree"]),
    # Identifiers and subjects.
    "an id that is a URN": credential(id="urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33"),
    "an id that is an address": credential(id="https://school.example/credentials/3732"),
    "an id that is a DID URL": credential(id="did:example:school/credentials/1"),
    "no id": credential("id"),
    "a subject without an id": with_terms(credentialSubject={"degree": "Bachelor"}),
    "a subject with nothing but an id": credential(credentialSubject={"id": "did:example:samira"}),
    "one subject in an array": credential(credentialSubject=[{"id": "did:example:samira"}]),
    "several subjects": credential(credentialSubject=[{"id": "did:example:a"}, {"id": "did:example:b"}]),
    # The issuer.
    "an issuer that is an object": credential(issuer={"id": ISSUER}),
    "an issuer with a name and description": credential(
        issuer={"id": ISSUER, "name": "ROC Voorbeeldstad", "description": "Een school"}
    ),
    "an issuer named in two languages": credential(
        issuer={
            "id": ISSUER,
            "name": [
                {"@value": "School", "@language": "nl"},
                {"@value": "College", "@language": "en"},
            ],
        }
    ),
    # Names and descriptions.
    "a plain name and description": credential(name="Diploma", description="Een diploma"),
    "a name with a language": credential(name={"@value": "Diploma", "@language": "nl"}),
    "a description in two languages": credential(
        description=[{"@value": "Een diploma", "@language": "nl"}, {"@value": "A diploma", "@language": "en"}]
    ),
    # Dates.
    "a beginning": credential(validFrom="2024-06-01T12:00:00Z"),
    "milliseconds": credential(validFrom="2024-06-01T12:00:00.123Z"),
    "an offset": credential(validFrom="2024-06-01T12:00:00-06:00"),
    "an end in the far future": credential(validUntil="9000-01-01T00:00:00Z"),
    "over long ago": credential(validFrom="2010-01-01T00:00:00Z", validUntil="2011-01-01T00:00:00Z"),
    "a beginning that is also the end": credential(
        validFrom="2024-06-01T12:00:00Z", validUntil="2024-06-01T14:00:00+02:00"
    ),
    # Status, schema, services, terms and evidence.
    "a place in a status list": credential(credentialStatus=status()),
    "a status without an id": credential(credentialStatus=status(id=None)),
    "two statuses": credential(
        credentialStatus=[status(), status(id=f"{LIST}#94568", statusPurpose="suspension")]
    ),
    "a status of one bit with words for it": credential(
        credentialStatus=status(statusSize=1, statusMessage=_messages(2))
    ),
    "a status of two bits, a message for each value": credential(
        credentialStatus=status(statusPurpose="message", statusSize=2, statusMessage=_messages(4))
    ),
    "a status of two bits, a message for each bit": credential(
        credentialStatus=status(statusPurpose="message", statusSize=2, statusMessage=_messages(2))
    ),
    "a status with a reference": credential(
        credentialStatus=status(statusReference="https://school.example/about")
    ),
    "a status with two references": credential(
        credentialStatus=status(statusReference=["https://school.example/a", "https://school.example/b"])
    ),
    "a status of another kind": with_terms(credentialStatus={"id": LIST, "type": "Register"}),
    "a status of another kind without an id": with_terms(credentialStatus={"type": "Register"}),
    "a schema": credential(credentialSchema={"id": "https://school.example/s.json", "type": "JsonSchema"}),
    "a schema whose id is a DID URL": credential(
        credentialSchema={"id": "did:example:school?service=files", "type": "JsonSchema"}
    ),
    "two schemas": credential(
        credentialSchema=[
            {"id": "https://school.example/s.json", "type": "JsonSchema"},
            {"id": "https://school.example/t.json", "type": "JsonSchema"},
        ]
    ),
    "a refresh service": with_terms(refreshService={"type": "Service"}),
    "two refresh services": with_terms(
        refreshService=[{"type": "Service", "id": "https://school.example/r"}, {"type": ["Service"]}]
    ),
    "terms of use": with_terms(termsOfUse={"type": "Policy"}),
    "two terms of use": with_terms(
        termsOfUse=[{"type": "Policy", "id": "https://school.example/p"}, {"type": "Policy"}]
    ),
    "evidence": with_terms(evidence={"type": ["Proeve"]}),
    "evidence twice": with_terms(evidence=[{"type": "Proeve", "id": "urn:uuid:1"}, {"type": ["Proeve"]}]),
    # Related resources.
    "a resource by its SHA-256 multihash": resource(digestMultibase=digest_multibase(_CONTEXT)),
    "a resource by its bare SHA-256": resource(digestMultibase=_BARE_DIGEST),
    "a resource by its SHA-384": resource(digestSRI=_sri("sha384", _CONTEXT)),
    "a resource by its SHA-512": resource(digestSRI=_sri("sha512", _CONTEXT)),
    "a resource by both digests": resource(
        digestSRI=_sri("sha256", _CONTEXT), digestMultibase=digest_multibase(_CONTEXT)
    ),
    "the digest that the specification prints": resource(
        digestSRI="sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU",
        digestMultibase="uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA",
    ),
    "the revision of 20 July 2024": resource(
        digestSRI="sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg",
        digestMultibase="uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k",
    ),
    "a weaker digest beside one that holds": resource(
        digestSRI=f"{_sri('sha256', b'another file')} {_sri('sha384', _CONTEXT)}"
    ),
    "a resource with a media type": resource(
        digestSRI=_sri("sha384", _CONTEXT), mediaType="application/ld+json"
    ),
    "resources in an array": credential(
        relatedResource=[
            {"id": CREDENTIALS_V2, "digestSRI": _sri("sha384", _CONTEXT)},
            {
                "id": CREDENTIALS_V1,
                "digestMultibase": _multibase(
                    "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc"
                ),
            },
        ]
    ),
    "a resource that is not here": credential(
        relatedResource={"id": "https://school.example/gids.pdf", "digestMultibase": _OTHER_DIGEST}
    ),
    # VC Data Model 1.1.
    "version 1.1": version_1(),
    "version 1.1 with an end": version_1(expirationDate="2999-01-01T00:00:00Z"),
    "version 1.1 with an issuer that is an object": version_1(issuer={"id": ISSUER}),
}

_NOT_DATES = ("Sat 25 Feb 2023 07:16:31 PM CST", "2024-06-01", "2024-06-01T12:00:00", "", "2024-06-01 12:00Z")
_ENTRIES = ("credentialStatus", "credentialSchema", "refreshService", "termsOfUse", "evidence")
_ADDRESS = "https ://not-a-url/contexts"


def _typed(name: str, **members: JsonValue) -> JsonObject:
    """Return a credential with one entry under this name, which is well-formed but for the given members."""
    entry: JsonObject = {"id": "https://school.example/1", "type": "Degree", **members}
    return credential(**{name: {key: value for key, value in entry.items() if value != "absent"}})


REFUSED: Mapping[str, Refusal] = {
    # Contexts.
    "no contexts": Refusal(credential("@context"), "document.base_context", "/@context"),
    "no context in the array": Refusal(credential(**{"@context": []}), "document.base_context", "/@context"),
    "a null for contexts": Refusal(credential(**{"@context": None}), "document.base_context", "/@context"),
    "a context outside an array": Refusal(
        credential(**{"@context": CREDENTIALS_V2}), "document.not_an_array", "/@context"
    ),
    "a context object outside an array": Refusal(
        credential(**{"@context": INLINE}), "document.base_context", "/@context"
    ),
    "no base context": Refusal(
        credential(**{"@context": [OPEN_BADGES_V3]}), "document.base_context", "/@context"
    ),
    "the base context second": Refusal(
        credential(**{"@context": [OPEN_BADGES_V3, CREDENTIALS_V2]}), "document.base_context", "/@context"
    ),
    **{
        f"a context that is {value!r}": Refusal(
            credential(**{"@context": [CREDENTIALS_V2, value]}), "context.malformed", "/@context/1"
        )
        for value in (7, None, True, ["https://school.example/v1"], _ADDRESS, "", "v1")
    },
    # Types.
    "no type": Refusal(credential("type"), "document.wrong_type", "/type"),
    "no type in the array": Refusal(credential(type=[]), "document.wrong_type", "/type"),
    "another type only": Refusal(credential(type=["Degree"]), "document.wrong_type", "/type"),
    "a type outside an array": Refusal(
        credential(type="VerifiableCredential"), "document.not_an_array", "/type"
    ),
    "a type that is a number": Refusal(
        credential(type=["VerifiableCredential", 2]), "document.not_text", "/type"
    ),
    "a null for a type": Refusal(credential(type=None), "document.not_text", "/type"),
    # Identifiers.
    **{
        f"an id that is {value!r}": Refusal(credential(id=value), "document.not_text", "/id")
        for value in (None, ["urn:uuid:1"], {}, 7)
    },
    **{
        f"an id that is {value!r}": Refusal(credential(id=value), "document.url", "/id")
        for value in ("not a url", "", "/3732", "school.example", "https:// school.example", "https:", "urn:")
    },
    "a subject's id that is null": Refusal(
        credential(credentialSubject={"id": None}), "document.not_text", "/credentialSubject/id"
    ),
    "a subject's id that is an array": Refusal(
        credential(credentialSubject={"id": ["did:example:a", "did:example:b"]}),
        "document.not_text",
        "/credentialSubject/id",
    ),
    "a second subject's id that is no URL": Refusal(
        credential(credentialSubject=[{"id": "did:example:a"}, {"id": "not a url"}]),
        "document.url",
        "/credentialSubject/1/id",
    ),
    # The issuer.
    "no issuer": Refusal(credential("issuer"), "document.no_issuer", "/issuer"),
    **{
        f"an issuer that is {value!r}": Refusal(credential(issuer=value), "document.not_text", "/issuer")
        for value in (None, 7, True, [ISSUER])
    },
    "an issuer that is no URL": Refusal(credential(issuer="fake-issuer"), "document.url", "/issuer"),
    "an issuer without an id": Refusal(credential(issuer={"name": "S"}), "document.no_issuer", "/issuer"),
    "an issuer whose id is null": Refusal(credential(issuer={"id": None}), "document.not_text", "/issuer/id"),
    "an issuer whose id is no URL": Refusal(
        credential(issuer={"id": "fake-issuer"}), "document.url", "/issuer/id"
    ),
    "an issuer whose name is a number": Refusal(
        credential(issuer={"id": ISSUER, "name": 7}), "document.language_text", "/issuer/name"
    ),
    # Subjects.
    "no subject": Refusal(credential("credentialSubject"), "document.no_subject", "/credentialSubject"),
    **{
        f"a subject that is {value!r}": Refusal(
            credential(credentialSubject=value), "document.not_an_object", "/credentialSubject"
        )
        for value in (None, "did:example:samira", 7)
    },
    **{
        f"a subject that is {value!r}": Refusal(
            credential(credentialSubject=value), "document.no_subject", "/credentialSubject"
        )
        for value in ([], {}, [{"id": "did:example:samira"}, {}])
    },
    # Names and descriptions.
    **{
        f"a {name} with {found!r}": Refusal(
            credential(**{name: found}), "document.language_text", f"/{name}{below}"
        )
        for name in ("name", "description")
        for found, below in (
            ({"@value": "Diploma", "@language": "nl", "url": "did:example:x"}, ""),
            ({"@value": "Diploma", "@type": "text"}, ""),
            ({"@language": "nl"}, ""),
            ({"@value": 7}, ""),
            ({"@value": "Diploma", "@direction": "up"}, ""),
            ({"@value": "Diploma", "@direction": ["ltr"]}, ""),
            ({"@value": "Diploma", "@language": None}, ""),
            (["Diploma", 7], "/1"),
            ([], ""),
            (None, ""),
        )
    },
    # Dates.
    **{
        f"{name} that is {value!r}": Refusal(credential(**{name: value}), "document.instant", f"/{name}")
        for name in ("validFrom", "validUntil")
        for value in _NOT_DATES
    },
    "a date that is a number": Refusal(credential(validFrom=2024), "document.not_text", "/validFrom"),
    "an end before the beginning": Refusal(
        credential(validFrom="2024-06-01T12:00:00Z", validUntil="2024-06-01T13:59:59+02:00"),
        "document.validity_order",
        "/validUntil",
    ),
    # Entries with a type.
    **{
        f"{name} without a type": Refusal(_typed(name, type="absent"), "document.no_type", f"/{name}/type")
        for name in _ENTRIES
    },
    **{
        f"{name} of type {value!r}": Refusal(_typed(name, type=value), code, f"/{name}/type")
        for name in _ENTRIES
        for value, code in (
            (2, "document.not_text"),
            (None, "document.not_text"),
            ([], "document.no_type"),
            ("", "document.no_type"),
        )
    },
    **{
        f"{name} whose id is no URL": Refusal(_typed(name, id="not a url"), "document.url", f"/{name}/id")
        for name in _ENTRIES
    },
    **{
        f"{name} that is text": Refusal(
            credential(**{name: "urn:uuid:1"}), "document.not_an_object", f"/{name}"
        )
        for name in (*_ENTRIES, "proof")
    },
    **{
        f"{name}, but none": Refusal(credential(**{name: []}), "document.empty_array", f"/{name}")
        for name in (*_ENTRIES, "relatedResource")
    },
    "a schema without an id": Refusal(
        _typed("credentialSchema", id="absent"), "document.no_id", "/credentialSchema/id"
    ),
    "a proof without a type": Refusal(credential(proof={}), "document.no_type", "/proof/type"),
    # Places in a status list.
    **{
        f"a status with {member} {value!r}": Refusal(
            credential(credentialStatus=[status(), status(id="urn:uuid:2", **{member: value})]),
            code,
            f"/credentialStatus/1/{member}",
        )
        for member, value, code in (
            ("statusPurpose", 7, "document.not_text"),
            ("statusListIndex", 94567, "document.not_text"),
            ("statusListIndex", "12abc", "document.status_index"),
            ("statusListIndex", "-1", "document.status_index"),
            ("statusListIndex", "1.0", "document.status_index"),
            ("statusListCredential", "not a url", "document.url"),
            ("statusSize", 0, "document.status_size"),
            ("statusSize", "1", "document.status_size"),
            ("statusSize", True, "document.status_size"),
            ("statusSize", 1.5, "document.status_size"),
            ("statusReference", "not a url", "document.url"),
            ("statusReference", [], "document.url"),
            ("statusReference", [7], "document.not_text"),
        )
    },
    **{
        f"a status without {member}": Refusal(
            credential(credentialStatus=status(**{member: None})),
            "document.not_text",
            f"/credentialStatus/{member}",
        )
        for member in ("statusPurpose", "statusListIndex", "statusListCredential")
    },
    "a status that is the list": Refusal(
        credential(credentialStatus=status(id=LIST)), "document.status_id", "/credentialStatus/id"
    ),
    "a status of two bits without messages": Refusal(
        credential(credentialStatus=status(statusSize=2)),
        "document.status_message",
        "/credentialStatus/statusMessage",
    ),
    "a status with a message too few": Refusal(
        credential(credentialStatus=status(statusSize=2, statusMessage=_messages(3))),
        "document.status_message",
        "/credentialStatus/statusMessage",
    ),
    "a status with a message that is text": Refusal(
        credential(credentialStatus=status(statusSize=1, statusMessage=["valid", "revoked"])),
        "document.status_message",
        "/credentialStatus/statusMessage/0",
    ),
    "a status with a value that is not hexadecimal": Refusal(
        credential(credentialStatus=status(statusMessage=[{"status": "0", "message": "valid"}])),
        "document.status_message",
        "/credentialStatus/statusMessage/0/status",
    ),
    # Related resources.
    "a resource that is text": Refusal(
        credential(relatedResource=[CREDENTIALS_V2]), "document.not_an_object", "/relatedResource"
    ),
    "a resource without an id": Refusal(
        credential(relatedResource={"digestMultibase": _BARE_DIGEST}),
        "document.no_id",
        "/relatedResource/id",
    ),
    "a resource named twice": Refusal(
        credential(relatedResource=[{"id": CREDENTIALS_V2, "digestMultibase": _BARE_DIGEST}] * 2),
        "document.duplicate_id",
        "/relatedResource/1/id",
    ),
    "a resource without a digest": Refusal(resource(), "document.no_digest", "/relatedResource"),
    "a digest of another file": Refusal(
        resource(digestMultibase=_OTHER_DIGEST), "document.other_digest", "/relatedResource/digestMultibase"
    ),
    "a digest of another file beside the right one": Refusal(
        resource(digestMultibase=_BARE_DIGEST, digestSRI=_sri("sha512", b"another file")),
        "document.other_digest",
        "/relatedResource/digestSRI",
    ),
    "a strong digest of another file beside a weak one that holds": Refusal(
        resource(digestSRI=f"{_sri('sha256', _CONTEXT)} {_sri('sha384', b'another file')}"),
        "document.other_digest",
        "/relatedResource/digestSRI",
    ),
    **{
        f"integrity metadata that is {value!r}": Refusal(
            resource(digestSRI=value), "document.digest", "/relatedResource/digestSRI"
        )
        for value in ("", "sha384", "md5-AAAA", "sha256-AAAA", f"sha256-{'ab' * 32}", "sha384-" + "A" * 2000)
    },
    **{
        f"a multibase digest that is {value!r}": Refusal(
            resource(digestMultibase=value), "document.digest", "/relatedResource/digestMultibase"
        )
        for value in ("", "u", "uAAAA", "mAAAA", "uZTQ0MjM1NiAgcmVwb3J0cc5jZWxhdGVkLXJlc291cmNlLmpzb24K")
    },
    "a digest that is a number": Refusal(
        resource(digestSRI=7), "document.not_text", "/relatedResource/digestSRI"
    ),
    # VC Data Model 1.1.
    "version 1.1 without a date": Refusal(
        version_1("issuanceDate"), "document.no_issuance_date", "/issuanceDate"
    ),
    "version 1.1 with a date that is none": Refusal(
        version_1(issuanceDate="yesterday"), "document.instant", "/issuanceDate"
    ),
    "version 1.1 that ends before it begins": Refusal(
        version_1(expirationDate="2020-01-01T00:00:00Z"), "document.validity_order", "/expirationDate"
    ),
}

# Well-formed, but their words mean nothing, or something else: where documents are canonicalised.
MEANINGLESS: Mapping[str, Refusal] = {
    "a type without a meaning": Refusal(
        credential(type=["VerifiableCredential", "Unmapped"]), "unsigned.undefined_type", "/type/1"
    ),
    "a type without a meaning and no vocabulary": Refusal(
        credential(**{"@context": [CREDENTIALS_V2, {"@vocab": None}]}, type=["VerifiableCredential", "Un"]),
        "unsigned.undefined_type",
        "/type/1",
    ),
    "a type that means no address": Refusal(
        credential(
            **{"@context": [CREDENTIALS_V2, {"Degree": "https ://not-a-url#Degree"}]},
            type=["VerifiableCredential", "Degree"],
        ),
        "context.invalid",
        "",
    ),
    "a type of its own for a credential": Refusal(
        credential(**{"@context": [CREDENTIALS_V2, {"VerifiableCredential": "https://school.example/#VC"}]}),
        "context.invalid",
        "",
    ),
    "a word at the top without a meaning": Refusal(
        credential(statusEntry="urn:uuid:1"), "unsigned.undefined_term", "/statusEntry"
    ),
    "a word about the subject without a meaning": Refusal(
        credential(credentialSubject={"degree": "Bachelor"}),
        "unsigned.undefined_term",
        "/credentialSubject/degree",
    ),
    "a status of a type without a meaning": Refusal(
        credential(credentialStatus={"type": "Register"}), "unsigned.undefined_type", "/credentialStatus/type"
    ),
    "a context that nobody here knows": Refusal(
        credential(**{"@context": [CREDENTIALS_V2, "https://school.example/v1"]}),
        "context.unknown",
        "/@context/1",
    ),
    "a context that gives every word a meaning": Refusal(
        credential(**{"@context": [CREDENTIALS_V2, {"@vocab": "https://school.example/#"}]}),
        "context.vocab",
        "/@context/1/@vocab",
    ),
    "the context of the specification's examples": Refusal(
        credential(**{"@context": [CREDENTIALS_V2, "https://www.w3.org/ns/credentials/examples/v2"]}),
        "context.unknown",
        "/@context/1",
    ),
}

ACCEPTED_PRESENTATIONS: Mapping[str, JsonObject] = {
    "no credentials": presentation(),
    "an empty array of credentials": presentation(verifiableCredential=[]),
    "one credential": presentation(verifiableCredential=credential()),
    "several credentials": presentation(verifiableCredential=[credential(), version_1()]),
    "no holder": presentation("holder"),
    "a holder that is an object": presentation(holder={"id": HOLDER}),
    "an id": presentation(id="urn:uuid:3978344f-8596-4c3a-a978-8fcaba3903c5"),
    "a type of its own context": presentation(
        **{"@context": [CREDENTIALS_V2, INLINE]}, type=["VerifiablePresentation", "Degree"]
    ),
    "version 1.1": presentation(**{"@context": [CREDENTIALS_V1, DATA_INTEGRITY_V2]}),
}

REFUSED_PRESENTATIONS: Mapping[str, Refusal] = {
    "no contexts": Refusal(presentation("@context"), "document.base_context", "/@context"),
    "the base context second": Refusal(
        presentation(**{"@context": [OPEN_BADGES_V3, CREDENTIALS_V2]}), "document.base_context", "/@context"
    ),
    "a context outside an array": Refusal(
        presentation(**{"@context": CREDENTIALS_V2}), "document.not_an_array", "/@context"
    ),
    **{
        f"a context that is {value!r}": Refusal(
            presentation(**{"@context": [CREDENTIALS_V2, value]}), "context.malformed", "/@context/1"
        )
        for value in (7, None, _ADDRESS)
    },
    "no type": Refusal(presentation("type"), "document.wrong_type", "/type"),
    "another type only": Refusal(presentation(type=["Degree"]), "document.wrong_type", "/type"),
    "a type outside an array": Refusal(
        presentation(type="VerifiablePresentation"), "document.not_an_array", "/type"
    ),
    "an id that is no URL": Refusal(presentation(id="not a url"), "document.url", "/id"),
    "a holder that is no URL": Refusal(presentation(holder="samira"), "document.url", "/holder"),
    "a holder that is null": Refusal(presentation(holder=None), "document.not_text", "/holder"),
    "a holder that is an array": Refusal(presentation(holder=[HOLDER]), "document.not_text", "/holder"),
    "a holder without an id": Refusal(presentation(holder={}), "document.no_id", "/holder/id"),
    "a holder whose id is no URL": Refusal(
        presentation(holder={"id": "samira"}), "document.url", "/holder/id"
    ),
    **{
        f"a credential that is {value!r}": Refusal(
            presentation(verifiableCredential=[credential(), value]),
            "document.not_an_object",
            "/verifiableCredential",
        )
        for value in ("eyJhbGciOiJFUzI1NiJ9.e30.c2ln", None, 7, [credential()])
    },
    "credentials that are null": Refusal(
        presentation(verifiableCredential=None), "document.not_an_object", "/verifiableCredential"
    ),
    "terms of use without a type": Refusal(
        presentation(termsOfUse={"id": "urn:uuid:1"}), "document.no_type", "/termsOfUse/type"
    ),
    "a proof without a type": Refusal(presentation(proof={}), "document.no_type", "/proof/type"),
}
