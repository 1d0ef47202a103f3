"""Complete, valid, unsigned documents of every kind, about fictional people.

Every call builds a fresh document, so that a test may change it. A copy with a `subject_id` is bound to
that holder; without one it names the person and no key.
"""

from schemas.documents import JsonObject, JsonValue
from schemas.evidence import digest_multibase

SCHOOL = "did:web:roc-voorbeeld.example"
EVC_PROVIDER = "did:web:evc-voorbeeld.example"
REGISTER = "did:web:register-voorbeeld.example"
REGISTER_KEEPER = "did:web:nkc-voorbeeld.example"
HOLDER = "did:key:z6MknGc3ocHs3zdPiJbnaaqDi58NGb4pk1Sp9WxWufuXSdxf"
LIST_URL = "https://roc-voorbeeld.example/status/revocation-1"

DIPLOMA_ID = "urn:uuid:11111111-1111-4111-8111-111111111111"
DEELCERTIFICAAT_ID = "urn:uuid:22222222-2222-4222-8222-222222222222"
ERVARINGSCERTIFICAAT_ID = "urn:uuid:33333333-3333-4333-8333-333333333333"
VRIJSTELLINGSBESLUIT_ID = "urn:uuid:44444444-4444-4444-8444-444444444444"
INSCHRIJVINGSVERKLARING_ID = "urn:uuid:55555555-5555-4555-8555-555555555555"
REFERENCE_LETTER = b"Samira werkt sinds 2019 zelfstandig in de zorg. (VOORBEELD)"

_OPEN_BADGES_CONTEXTS: list[JsonValue] = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://w3id.org/vakbewijs/v1",
]
_OWN_CONTEXTS: list[JsonValue] = ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/vakbewijs/v1"]


def diploma(
    *, issuer: str = SCHOOL, subject_id: str | None = HOLDER, list_url: str = LIST_URL, index: int = 7
) -> JsonObject:
    """Return the mbo diploma Helpende Zorg en Welzijn of Samira, awarded on 6 July 2017."""
    return {
        "@context": list(_OPEN_BADGES_CONTEXTS),
        "id": DIPLOMA_ID,
        "type": ["VerifiableCredential", "OpenBadgeCredential", "Diploma"],
        "awardId": "urn:uuid:1aaaaaaa-1111-4111-8111-111111111111",
        "name": "Mbo-diploma Helpende Zorg en Welzijn",
        "issuer": _school(issuer),
        "validFrom": "2017-07-06T12:00:00+02:00",
        "awardedDate": "2017-07-06T00:00:00+02:00",
        "credentialSubject": {
            **_subject(subject_id, "NLSubject"),
            "examenuitslag": "geslaagd",
            "bekostigd": True,
            "opleidingsfase": "initieel",
            "diplomaregister": "ja",
            "achievement": {
                "id": f"{issuer}/crebo/25498",
                "type": ["Achievement", "NLAchievement"],
                "achievementType": "Diploma",
                "name": "Helpende Zorg en Welzijn",
                "description": "Mbo-basisberoepsopleiding Helpende Zorg en Welzijn, niveau 2",
                "criteria": {"narrative": "Examen afgelegd volgens het examenplan (WEB, artikel 7.4.6)."},
                "inLanguage": "nl-NL",
                "otherIdentifier": [
                    {"type": "IdentifierEntry", "identifier": "25498", "identifierType": "ext:CREBO"}
                ],
                "alignment": _levels("2"),
                "waardedocument": "mbo-diploma",
                "grondslag": "WEB-7.4.6",
                "nlqfNiveau": "2",
                "eqfNiveau": 2,
                "sbu": 3200,
                "leerweg": "BBL",
                "kwalificatieRef": [
                    {
                        "type": "KwalificatieRef",
                        "codeStelsel": "crebo",
                        "code": "25498",
                        "dossier": "23189",
                        "naam": "Helpende Zorg en Welzijn",
                        "relatie": "volledig",
                        "geldigVan": "2015-08-01",
                    }
                ],
                "resultDescription": [
                    {
                        "id": f"{issuer}/crebo/25498/B1-K1",
                        "type": ["ResultDescription"],
                        "name": "B1-K1 Diensten verlenen",
                        "resultType": "ext:MboCijfer",
                        "valueMin": "1",
                        "valueMax": "10",
                        "requiredValue": "6",
                    }
                ],
            },
            "result": [
                {
                    "type": ["Result"],
                    "resultDescription": f"{issuer}/crebo/25498/B1-K1",
                    "value": "7,5",
                    "status": "Completed",
                }
            ],
        },
        "credentialSchema": _schemas("diploma"),
        "credentialStatus": _status(list_url, index),
    }


def deelcertificaat(
    *, issuer: str = SCHOOL, subject_id: str | None = HOLDER, list_url: str = LIST_URL, index: int = 8
) -> JsonObject:
    """Return an mbo-certificaat for one core task of Eerste monteur mechatronica, of 2 March 2026."""
    base = f"{issuer}/crebo/25340/B1-K2"
    return {
        "@context": list(_OPEN_BADGES_CONTEXTS),
        "id": DEELCERTIFICAAT_ID,
        "type": ["VerifiableCredential", "OpenBadgeCredential", "Deelcertificaat"],
        "awardId": "urn:uuid:2aaaaaaa-2222-4222-8222-222222222222",
        "name": "Mbo-certificaat Mechatronische systemen onderhouden (VOORBEELD)",
        "issuer": _school(issuer),
        "validFrom": "2026-03-02T12:00:00+01:00",
        "awardedDate": "2026-03-02T00:00:00+01:00",
        "credentialSubject": {
            **_subject(subject_id, "NLSubject"),
            "examenuitslag": "behaald",
            "bekostigd": False,
            "opleidingsfase": "postinitieel",
            "diplomaregister": "ja",
            "achievement": {
                "id": base,
                "type": ["Achievement", "NLAchievement"],
                "achievementType": "Certificate",
                "name": "Mechatronische systemen onderhouden (VOORBEELD)",
                "description": "Onderdeel van Eerste monteur mechatronica met waarde op de arbeidsmarkt",
                "criteria": {
                    "narrative": "Onderdeel geëxamineerd door de examencommissie (WEB, artikel 7.2.3)."
                },
                "inLanguage": "nl-NL",
                "alignment": _levels("3"),
                "waardedocument": "mbo-certificaat",
                "grondslag": "WEB-7.2.3",
                "nlqfNiveau": "3",
                "eqfNiveau": 3,
                "sbu": 240,
                "kwalificatieRef": [
                    {
                        "type": "KwalificatieRef",
                        "codeStelsel": "crebo",
                        "code": "25340",
                        "dossier": "23130",
                        "naam": "Eerste monteur mechatronica",
                        "relatie": "onderdeel-van",
                        "geldigVan": "2015-08-01",
                        "onderdeel": ["B1-K2"],
                    }
                ],
                "resultDescription": [
                    {
                        "id": f"{base}/resultaat",
                        "type": ["ResultDescription"],
                        "name": "Eindwaardering B1-K2",
                        "resultType": "ext:MboCijfer",
                        "valueMin": "1",
                        "valueMax": "10",
                        "requiredValue": "6",
                    }
                ],
            },
            "result": [
                {
                    "type": ["Result"],
                    "resultDescription": f"{base}/resultaat",
                    "value": "7",
                    "status": "Completed",
                }
            ],
        },
        "credentialSchema": _schemas("deelcertificaat"),
        "credentialStatus": _status(list_url, index),
    }


def ervaringscertificaat(
    *, issuer: str = EVC_PROVIDER, subject_id: str | None = HOLDER, list_url: str = LIST_URL, index: int = 9
) -> JsonObject:
    """Return Samira's EVC against Verzorgende IG: two of three work processes recognised, 11 May 2026.

    The agreement is of 15 January 2026.
    """
    base = f"{issuer}/crebo/25491"
    reference = "urn:uuid:e1e1e1e1-0000-4000-8000-000000000001"
    observation = "urn:uuid:e1e1e1e1-0000-4000-8000-000000000002"
    judged = {
        "B1-K1-W1": (
            "erkend",
            "De teamleider beschrijft drie verschillende situaties, de assessor zag er twee.",
        ),
        "B1-K1-W2": (
            "erkend",
            "De referentie gaat over twee jaar zelfstandig werk; het bezoek bevestigt dat.",
        ),
        "B1-K2-W1": ("niet-erkend", "Het bewijs gaat over meelopen, nog niet over zelf afstemmen."),
    }
    return {
        "@context": list(_OPEN_BADGES_CONTEXTS),
        "id": ERVARINGSCERTIFICAAT_ID,
        "type": ["VerifiableCredential", "OpenBadgeCredential", "Ervaringscertificaat"],
        "awardId": "urn:uuid:3aaaaaaa-3333-4333-8333-333333333333",
        "name": "Ervaringscertificaat Verzorgende IG",
        "issuer": {
            "id": issuer,
            "type": ["Profile"],
            "name": "EVC Voorbeeld (fictief)",
            "otherIdentifier": [
                {
                    "type": "IdentifierEntry",
                    "identifier": "EVC-000",
                    "identifierType": "ext:NKC-EVC-aanbieder",
                },
                {"type": "IdentifierEntry", "identifier": "00000000", "identifierType": "ext:KVK"},
            ],
        },
        "validFrom": "2026-05-11T12:00:00+02:00",
        "awardedDate": "2026-05-11T00:00:00+02:00",
        "evidence": [
            {
                "id": reference,
                "type": ["Evidence", "EVCBewijs"],
                "name": "Referentie van de teamleider",
                "bewijssoort": "referentie",
                "datumBewijs": "2025-11-02",
                "digestMultibase": digest_multibase(REFERENCE_LETTER),
                "vraak": ["relevantie", "actualiteit", "authenticiteit"],
            },
            {
                "id": observation,
                "type": ["Evidence", "EVCBewijs"],
                "name": "Werkplekbezoek door de assessor",
                "bewijssoort": "observatie",
                "datumBewijs": "2026-04-02",
                "vraak": ["variatie", "relevantie", "actualiteit", "authenticiteit", "kwantiteit"],
            },
        ],
        "credentialSubject": {
            **_subject(subject_id, "NLSubject", "EVCSubject"),
            "route": "arbeidsmarktroute",
            "loopbaandoel": "Doorgroeien, en later het diploma halen met vrijstellingen",
            "datumOvereenkomst": "2026-01-15",
            "procedurestap": [
                "intake",
                "portfolio",
                "portfoliobeoordeling",
                "criteriumgericht interview",
                "werkplekbezoek",
                "rapportage",
                "eindgesprek",
            ],
            "instrument": ["portfolio", "criteriumgericht interview", "werkplekbezoek"],
            "conclusie": "Twee van de drie werkprocessen zijn erkend; dat past bij het doel.",
            "ontwikkeladvies": "Aanvullend bewijs of onderwijs voor B1-K2-W1",
            "assessor": [
                {
                    "type": "EVCFunctionaris",
                    "functionarisId": "A-17",
                    "rol": "assessor",
                    "onafhankelijk": True,
                }
            ],
            "begeleider": [{"type": "EVCFunctionaris", "functionarisId": "B-03", "rol": "begeleider"}],
            "goedkeurder": [{"type": "EVCFunctionaris", "functionarisId": "G-08", "rol": "goedkeurder"}],
            "registernummer": "NKC-2026-000123",
            "achievement": {
                "id": base,
                "type": ["Achievement", "NLAchievement"],
                "achievementType": "ext:Ervaringscertificaat",
                "name": "EVC Verzorgende IG",
                "description": "Beoordeling van ervaring tegen de onderwijsstandaard Verzorgende IG",
                "criteria": {"narrative": "Kwaliteitscode EVC, norm 3.10"},
                "inLanguage": "nl-NL",
                "alignment": _levels("3"),
                "waardedocument": "ervaringscertificaat",
                "grondslag": "Kwaliteitscode-EVC",
                "standaardtype": "onderwijsstandaard",
                "standaardVersie": "25491@2015-08-01",
                "nlqfNiveau": "3",
                "eqfNiveau": 3,
                "kwalificatieRef": [
                    {
                        "type": "KwalificatieRef",
                        "codeStelsel": "crebo",
                        "code": "25491",
                        "dossier": "23187",
                        "naam": "Verzorgende IG",
                        "relatie": "beoordeeld-tegen",
                        "geldigVan": "2015-08-01",
                        "onderdeel": list(judged),
                    }
                ],
                "resultDescription": [_rubric(base, part) for part in judged],
            },
            "result": [
                {
                    "type": ["Result", "EVCResult"],
                    "resultDescription": f"{base}/{part}",
                    "achievedLevel": f"{base}/{part}/{verdict}",
                    "oordeel": verdict,
                    "onderbouwing": reason,
                    "gebaseerdOp": [reference, observation],
                }
                for part, (verdict, reason) in judged.items()
            ],
        },
        "credentialSchema": _schemas("ervaringscertificaat"),
        "credentialStatus": _status(list_url, index),
    }


def vrijstellingsbesluit(
    *, issuer: str = SCHOOL, subject_id: str | None = HOLDER, list_url: str = LIST_URL, index: int = 10
) -> JsonObject:
    """Return the school's decision on Samira's request: one part exempted, one not, 18 June 2026."""
    return {
        "@context": list(_OWN_CONTEXTS),
        "id": VRIJSTELLINGSBESLUIT_ID,
        "type": ["VerifiableCredential", "VrijstellingsBesluit"],
        "awardId": "urn:uuid:4aaaaaaa-4444-4444-8444-444444444444",
        "name": "Vrijstellingsbesluit Verzorgende IG",
        "issuer": {"id": issuer, "name": "ROC Voorbeeldstad (fictief)"},
        "validFrom": "2026-06-20T12:00:00+02:00",
        "credentialSubject": {
            **({} if subject_id is None else {"id": subject_id}),
            "type": "VrijstellingSubject",
            **_person(),
            "opleiding": {
                "type": "KwalificatieRef",
                "codeStelsel": "crebo",
                "code": "25491",
                "dossier": "23187",
                "naam": "Verzorgende IG",
                "geldigVan": "2015-08-01",
            },
            "verzoekdatum": "2026-05-20",
            "besluitdatum": "2026-06-18",
            "examencommissie": "Examencommissie Zorg en Welzijn",
            "grondslag": "EKB-14a",
            "onderdeelbesluit": [
                {
                    "type": "OnderdeelBesluit",
                    "onderdeel": "B1-K1-W1",
                    "besluit": "verleend",
                    "omvangSbu": 320,
                    "motivering": "Erkend in het ervaringscertificaat; het bewijs is van dit jaar.",
                    "bewijsCredential": [ERVARINGSCERTIFICAAT_ID],
                },
                {
                    "type": "OnderdeelBesluit",
                    "onderdeel": "B1-K2-W1",
                    "besluit": "afgewezen",
                    "motivering": "Niet erkend in het ervaringscertificaat.",
                },
            ],
            "verkorting": {
                "type": "Verkorting",
                "sbuTotaal": 4800,
                "sbuVrijgesteld": 320,
                "sbuResterend": 4480,
            },
            "rechtsmiddel": {
                "type": "Rechtsmiddel",
                "instantie": "Commissie van beroep voor de examens",
                "termijnWeken": 2,
                "uiterlijk": "2026-07-02",
            },
        },
        "credentialSchema": [_own_schema("vrijstellingsbesluit")],
        "credentialStatus": _status(list_url, index),
    }


def inschrijvingsverklaring(
    *, issuer: str = SCHOOL, subject_id: str | None = HOLDER, list_url: str = LIST_URL, index: int = 11
) -> JsonObject:
    """Return a statement of Samira's enrolments: one, for mbo level 2, and nothing else up to 1 June 2026."""
    return {
        "@context": list(_OWN_CONTEXTS),
        "id": INSCHRIJVINGSVERKLARING_ID,
        "type": ["VerifiableCredential", "Inschrijvingsverklaring"],
        "awardId": "urn:uuid:5bbbbbbb-5555-4555-8555-555555555555",
        "name": "Inschrijvingsverklaring",
        "issuer": {"id": issuer, "name": "Register Voorbeeld (fictief)"},
        "validFrom": "2026-06-01T12:00:00+02:00",
        "credentialSubject": {
            **({} if subject_id is None else {"id": subject_id}),
            "type": "InschrijvingSubject",
            **_person(),
            "bron": "register onderwijsdeelnemers",
            "peildatum": "2026-06-01",
            "nationaliteitseis": True,
            "dekking": [
                {
                    "type": "InschrijvingDekking",
                    "sector": sector,
                    "van": "1991-09-01",
                    "totEnMet": "2026-06-01",
                }
                for sector in ("vo", "mbo", "ho")
            ],
            "inschrijving": [
                {
                    "type": "Inschrijving",
                    "instelling": "ROC Voorbeeldstad",
                    "naam": "Helpende Zorg en Welzijn",
                    "soortOpleiding": "mbo-2",
                    "vakgebied": "gezondheidszorg",
                    "bekostigd": True,
                    "opleidingsfase": "initieel",
                    "van": "2015-08-01",
                    "totEnMet": "2017-07-06",
                    "eenOktober": ["2015-10-01", "2016-10-01"],
                    "diplomaBehaald": True,
                }
            ],
        },
        "credentialSchema": [_own_schema("inschrijvingsverklaring")],
        "credentialStatus": _status(list_url, index),
    }


def trust_list(
    *,
    issuer: str = REGISTER_KEEPER,
    list_url: str = "https://nkc-voorbeeld.example/register",
    version: int = 3,
) -> JsonObject:
    """Return a register keeper's list: an EVC provider whose first recognition lapsed, and a school."""
    return {
        "@context": list(_OWN_CONTEXTS),
        "type": ["VerifiableCredential", "TrustListCredential"],
        "issuer": issuer,
        "validFrom": "2026-06-01T00:00:00Z",
        "validUntil": "2026-12-01T00:00:00Z",
        "credentialSubject": {
            "id": list_url,
            "type": "TrustList",
            "listVersion": version,
            "trustEntry": [
                {
                    "type": "TrustEntry",
                    "entity": EVC_PROVIDER,
                    "formerEntity": ["did:web:evc-vroeger.example"],
                    "officialName": "EVC Voorbeeld",
                    "registration": [
                        {
                            "type": "Registration",
                            "registrationScheme": "NKC-EVC-aanbieder",
                            "registrationNumber": "EVC-000",
                        }
                    ],
                    "statusListPublisher": [EVC_PROVIDER],
                    "signingKey": [
                        {
                            "type": "SigningKey",
                            "keyId": f"{EVC_PROVIDER}#key-1",
                            "keyMultibase": "z6MknGc3ocHs3zdPiJbnaaqDi58NGb4pk1Sp9WxWufuXSdxf",
                            "usedFrom": "2023-01-01T00:00:00Z",
                            "usedUntil": "2025-01-01T00:00:00Z",
                        }
                    ],
                    "recognition": [
                        {
                            "type": "Recognition",
                            "credentialKind": ["Ervaringscertificaat"],
                            "standard": ["crebo:25491"],
                            "recognisedFrom": "2023-01-01",
                            "recognisedUntil": "2026-04-01",
                            "endReason": "lapsed",
                            "recognisedBy": "NKC Voorbeeld (fictief)",
                        },
                        {
                            "type": "Recognition",
                            "credentialKind": ["Ervaringscertificaat"],
                            "standard": ["crebo:25480", "crebo:25498"],
                            "recognisedFrom": "2023-01-01",
                            "recognisedBy": "NKC Voorbeeld (fictief)",
                        },
                    ],
                },
                {
                    "type": "TrustEntry",
                    "entity": SCHOOL,
                    "successorEntity": ["did:web:roc-fusie.example"],
                    "officialName": "ROC Voorbeeldstad",
                    "registration": [
                        {"type": "Registration", "registrationScheme": "BRIN", "registrationNumber": "99XX"}
                    ],
                    "recognition": [
                        {
                            "type": "Recognition",
                            "credentialKind": ["Diploma", "Deelcertificaat", "VrijstellingsBesluit"],
                            "recognisedFrom": "2012-01-01",
                            "recognisedUntil": "2030-01-01",
                            "endReason": "annulled",
                            "annulledFrom": "2029-01-01",
                            "recognisedBy": "NKC Voorbeeld (fictief)",
                        }
                    ],
                },
            ],
        },
    }


def _person() -> JsonObject:
    return {"voornamen": "Samira", "geslachtsnaam": "Voorbeeld", "geboortedatum": "1985-03-14"}


def _subject(subject_id: str | None, *types: str) -> JsonObject:
    """Return the members by which a subject is known: a key for a bound copy, a name for an unbound one."""
    known: JsonObject = {"id": subject_id}
    if subject_id is None:
        known = {
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": "Samira Voorbeeld",
                    "identityType": "name",
                }
            ]
        }
    return {**known, "type": ["AchievementSubject", *types], **_person()}


def _school(issuer: str) -> JsonObject:
    return {
        "id": issuer,
        "type": ["Profile"],
        "name": "ROC Voorbeeldstad (fictief)",
        "otherIdentifier": [
            {"type": "IdentifierEntry", "identifier": "99XX", "identifierType": "ext:BRIN"},
            {"type": "IdentifierEntry", "identifier": "NL:RIO:100A999", "identifierType": "ext:RIO"},
        ],
        "address": {"type": ["Address"], "addressCountryCode": "NL", "addressLocality": "Voorbeeldstad"},
    }


def _levels(level: str) -> list[JsonValue]:
    return [
        {
            "type": ["Alignment"],
            "targetType": "ext:NLQF",
            "targetName": f"NLQF niveau {level}",
            "targetCode": level,
            "targetFramework": "NLQF",
            "targetUrl": "https://nlqf.nl/",
        },
        {
            "type": ["Alignment"],
            "targetType": "ext:EQF",
            "targetName": f"EQF level {level}",
            "targetCode": level,
            "targetFramework": "EQF",
            "targetUrl": f"http://data.europa.eu/snb/eqf/{level}",
        },
    ]


def _rubric(base: str, part: str) -> JsonObject:
    words = {"erkend": "erkend", "gedeeltelijk": "gedeeltelijk erkend", "niet-erkend": "niet erkend"}
    return {
        "id": f"{base}/{part}",
        "type": ["ResultDescription"],
        "name": f"{part} (VOORBEELD)",
        "resultType": "RubricCriterionLevel",
        "rubricCriterionLevel": [
            {"id": f"{base}/{part}/{verdict}", "type": ["RubricCriterionLevel"], "name": name}
            for verdict, name in words.items()
        ],
        "alignment": [
            {
                "type": ["Alignment"],
                "targetType": "ext:Werkproces",
                "targetName": f"{part} (VOORBEELD)",
                "targetCode": part,
                "targetFramework": "Kwalificatiedossier 23187",
                "targetUrl": "https://kwalificatiesmbo.nl/",
            }
        ],
    }


def _own_schema(name: str) -> JsonObject:
    return {"id": f"https://w3id.org/vakbewijs/schemas/{name}-v1.json", "type": "JsonSchema"}


def _schemas(name: str) -> list[JsonValue]:
    return [
        {
            "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
            "type": "1EdTechJsonSchemaValidator2019",
        },
        _own_schema(name),
    ]


def _status(list_url: str, index: int) -> JsonObject:
    return {
        "id": f"{list_url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": list_url,
    }
