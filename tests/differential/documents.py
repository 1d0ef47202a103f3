"""Documents of every other form that the product uses, besides the four kinds of credential."""

from schemas.documents import JsonObject, JsonValue
from tests.differential.mutants import trimmed
from tests.schemas import samples

V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"
PROOF: JsonObject = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-rdfc-2022",
    "created": "2026-01-01T00:00:00Z",
    "verificationMethod": "did:web:roc-voorbeeld.example#key-1",
    "proofPurpose": "assertionMethod",
}


def small(document: JsonObject) -> JsonObject:
    result = trimmed(document)
    assert isinstance(result, dict)
    return result


def trust_list() -> JsonObject:
    return small(samples.trust_list())


def status_list() -> JsonObject:
    return {
        "@context": [V2],
        "id": samples.LIST_URL,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": samples.SCHOOL,
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": f"{samples.LIST_URL}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA",
            "ttl": 300000,
        },
    }


def proof_options() -> JsonObject:
    return {
        "@context": samples.diploma()["@context"],
        **PROOF,
        "domain": ["https://x.example"],
        "challenge": "c",
    }


def presentation() -> JsonObject:
    signed: JsonObject = {**small(samples.vrijstellingsbesluit()), "proof": {**PROOF, "proofValue": "z1"}}
    chained: JsonObject = {
        **status_list(),
        "proof": [{**PROOF, "id": "urn:x:1"}, {**PROOF, "previousProof": "urn:x:1"}],
    }
    return {
        "@context": [V2],
        "type": ["VerifiablePresentation"],
        "holder": samples.HOLDER,
        "verifiableCredential": [signed, chained],
    }


def enveloped_presentation() -> JsonObject:
    enveloped: JsonObject = {
        "@context": V2,
        "id": "data:application/vc+jwt,eyJhbGciOiJFUzI1NiJ9.e30.x",
        "type": "EnvelopedVerifiableCredential",
    }
    return {"@context": [V2], "type": "VerifiablePresentation", "verifiableCredential": [enveloped]}


def credential_1_1() -> JsonObject:
    return {
        "@context": [V1, "https://w3id.org/security/data-integrity/v2"],
        "id": "urn:uuid:55555555-5555-4555-8555-555555555555",
        "type": ["VerifiableCredential"],
        "issuer": {"id": samples.SCHOOL},
        "issuanceDate": "2020-01-01T00:00:00Z",
        "expirationDate": "2030-01-01T00:00:00Z",
        "credentialSubject": {"id": samples.HOLDER},
        "credentialSchema": {"id": "https://x.example/schema", "type": "JsonSchemaValidator2018"},
        "evidence": [{"id": "https://x.example/evidence"}, "https://x.example/other"],
        "proof": {**PROOF, "proofValue": "z1"},
    }


def badge_3_0_2() -> JsonObject:
    achievement: JsonObject = {
        "id": "https://x.example/a",
        "type": ["Achievement"],
        "name": "A",
        "criteria": {"narrative": "N"},
        "creditsAvailable": 2.5,
        "tag": ["a", "b"],
        "image": {"id": "https://x.example/i.png", "type": "Image", "caption": "C"},
    }
    return {
        "@context": [V2, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": samples.SCHOOL, "type": ["Profile"], "name": "P", "url": "https://x.example"},
        "validFrom": "2020-01-01T00:00:00Z",
        "name": {"@value": "B", "@language": "nl"},
        "credentialSubject": {"type": ["AchievementSubject"], "achievement": achievement},
    }


def json_schema_credential() -> JsonObject:
    schema: JsonObject = {
        "$id": "https://x.example/s",
        "properties": {"a": {"enum": [1, "é", True, 0.5]}, "": []},
    }
    return {
        "@context": [V2],
        "type": ["VerifiableCredential", "JsonSchemaCredential"],
        "issuer": samples.SCHOOL,
        "credentialSubject": {"id": "https://x.example/s", "type": "JsonSchema", "jsonSchema": schema},
    }


def _defined(terms: JsonObject, **members: JsonValue) -> JsonObject:
    """Return a credential with a context of its own; `addressed` puts that elsewhere."""
    return {"@context": [V2, terms], "type": ["VerifiableCredential"], "issuer": samples.SCHOOL, **members}


def addressed(document: JsonObject, address: str) -> tuple[JsonObject, JsonValue]:
    """Return the document with an address in place of its own context, and that context."""
    contexts = document["@context"]
    assert isinstance(contexts, list)
    return {**document, "@context": [contexts[0], address]}, {"@context": contexts[1]}


def language_maps() -> JsonObject:
    return _defined(
        {"title": {"@id": "https://x.example/title", "@container": "@language"}, "lang": "@language"},
        title={"nl": ["een", "twee"], "en-GB": "one", "ar": "x"},
    )


def lists_and_json() -> JsonObject:
    return _defined(
        {
            "row": {"@id": "https://x.example/row", "@container": "@list"},
            "raw": {"@id": "https://x.example/raw", "@type": "@json"},
            "at": {"@id": "https://x.example/at", "@type": "http://www.w3.org/2001/XMLSchema#double"},
        },
        row=["a", 1, {"row": ["b", "c"]}, ["nested", True]],
        raw={"b": [1, False], "a": "é"},
        at=[5, 0.25],
    )


def graphs() -> JsonObject:
    return _defined(
        {
            "claims": {"@id": "https://x.example/claims", "@container": "@graph"},
            "knows": {"@id": "https://x.example/knows", "@type": "@id"},
            "kind": {"@id": "https://x.example/kind", "@type": "@vocab"},
            "Scoped": {"@id": "https://x.example/Scoped", "@context": {"knows": "https://x.example/other"}},
            "deep": {"@id": "https://x.example/deep", "@context": {"knows": "https://x.example/deepKnows"}},
        },
        claims=[
            {"id": "urn:x:a", "knows": "urn:x:b"},
            {"name": "x", "claims": {"knows": ["urn:x:c"], "name": "y"}},
        ],
        kind="Scoped",
        evidence=[{"type": "Scoped", "knows": "x", "deep": {"knows": "u", "kind": "deep", "name": "n"}}],
        deep={"knows": "y", "deep": {"type": ["Scoped"], "knows": "z", "deep": {"id": "urn:x:e"}}},
    )
