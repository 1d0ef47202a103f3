"""Certificates that are signed well, and still don't hold, or not without a remark."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from keys.key_types import KeyType
from keys.proofs import derive_proof
from keys.signer import generate
from keys.trust_list import EndReason
from schemas.credential import CredentialKind
from schemas.documents import JsonObject, serialize
from schemas.endorsement import Endorsement, unsigned
from schemas.evidence import digest_multibase
from schemas.status_list import MINIMUM_ENTRIES
from schemas.verification_receipt import VerificationReceipt, build_receipt_document
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, INSCHRIJVINGSVERKLARING, Holder, World, recognised
from tests.schemas import samples
from tests.tampering.case import Submit, case, drop, put, signed
from verifier.result import Outcome

WARNING, UNKNOWN = Outcome.WARNING, Outcome.INDETERMINATE
SUBJECT = "/credentialSubject"
REFERENCE = "urn:uuid:e1e1e1e1-0000-4000-8000-000000000001"
VISIT = "urn:uuid:e1e1e1e1-0000-4000-8000-000000000002"

issuer = partial(case, "issuer")
validity = partial(case, "validity")
status = partial(case, "status")
schema = partial(case, "schema")
binding = partial(case, "binding", outcome=WARNING)
evidence = partial(case, "evidence")


# What the RDF of our context could not hold, signed as JSON.
_as_json = partial(signed, cryptosuite="eddsa-jcs-2022")


def _evc_recognised(*standards: str, since: date, **further: object) -> Submit:
    """Samira's ervaringscertificaat (agreed on 15 January 2026) of a provider that was recognised so."""

    def submit(world: World) -> JsonObject:
        recognition = recognised(ERVARINGSCERTIFICAAT, standards=standards, since=since, **further)
        world.keeper.recognises(world.evc_provider.did, "EVC Voorbeeld", recognition)
        return world.evc_provider.issue(ERVARINGSCERTIFICAAT, holder=world.samira)

    return submit


def _by_branch(kind: CredentialKind) -> Submit:
    """A certificate of a branch that the register recognises for something else."""
    return lambda world: world.branch.issue(kind, holder=world.samira)


# A badge of no kind of ours, by a school that the register knows.
_foreign = partial(signed, put("/type", ["VerifiableCredential", "OpenBadgeCredential"]))


def _own_word(world: World) -> JsonObject:
    """What Samira says of herself, signed with her own key."""
    document = world.school.prepare(DIPLOMA, holder=world.samira)
    document["type"] = ["VerifiableCredential"]
    put("/issuer/id", world.samira.did)(document)
    del document["credentialStatus"]
    return world.school.sign(document, signer=world.samira.signer)


def _without_register(world: World) -> JsonObject:
    world.network.unreachable.add(world.keeper.url)
    return world.school.issue(DIPLOMA, holder=world.samira)


def _after(act: Callable[[World, JsonObject], object]) -> Submit:
    """A diploma, after something happened to its status."""

    def submit(world: World) -> JsonObject:
        document = world.school.issue(DIPLOMA, holder=world.samira)
        act(world, document)
        return document

    return submit


def _list_page(make: Callable[[World], JsonObject | bytes]) -> Submit:
    """A diploma whose list of revocations is this."""

    def act(world: World, _document: JsonObject) -> None:
        page = make(world)
        address = world.school.list_url("revocation")
        world.network.pages[address] = page if isinstance(page, bytes) else serialize(page)

    return _after(act)


def _signed_list(*edits: Callable[[JsonObject], object]) -> Submit:
    """A diploma whose list of revocations its school signed like this."""

    def make(world: World) -> JsonObject:
        document = world.school.unsigned_status_list("revocation")
        for edit in edits:
            edit(document)
        return world.school.sign(document)

    return _list_page(make)


def _suspended_later(world: World) -> JsonObject:
    """A diploma, asked about the day before the list of suspensions was signed."""
    document = world.school.issue(DIPLOMA, holder=world.samira)
    later = world.clock() + timedelta(hours=1)
    world.network.pages[world.school.list_url("suspension")] = serialize(
        world.school.status_list("suspension", at=later)
    )
    return document


def _suspended_yesterday(world: World) -> JsonObject:
    """A diploma that was suspended by a list that is no longer good."""
    document = world.school.issue(DIPLOMA, holder=world.samira)
    world.school.suspend(document)
    before = world.clock() - timedelta(days=2)
    world.network.pages[world.school.list_url("suspension")] = serialize(
        world.school.status_list("suspension", at=before)
    )
    return document


def _receipt(world: World) -> JsonObject:
    """A receipt of a check, signed by a school that is recognised for diplomas."""
    receipt = VerificationReceipt(
        checked_at=world.clock(),
        policy="vakbewijs-2026",
        outcome="passed",
        file_digest=digest_multibase(b"a file"),
        file_type="application/json",
        sharing=(),
        checked=(),
    )
    return world.school.sign(
        build_receipt_document(
            receipt, issuer=world.school.did, receipt_id="urn:uuid:7a1d8f3e-2b6c-4d0e-9f51-3c8e6a2b4d70"
        )
    )


def _words(world: World) -> JsonObject:
    """Words about somebody, signed by a school that is recognised for diplomas."""
    endorsement = Endorsement(
        identifier="urn:uuid:7a1d8f3e-2b6c-4d0e-9f51-3c8e6a2b4d71",
        issuer=world.school.did,
        organisation="Het ministerie",
        subject=world.samira.did,
        name="Samira",
        question="Hoe werkt zij?",
        comment="Zij heeft een diploma.",
    )
    return world.school.sign(unsigned(endorsement, at=world.clock()))


def _nameless(world: World) -> JsonObject:
    """A diploma of which its holder shows nothing about herself, and that she did not sign for."""
    world.school.rotate_key(generate(KeyType.P256))
    document = world.school.prepare(DIPLOMA, holder=world.samira)
    return derive_proof(world.school.sign(document, cryptosuite="ecdsa-sd-2023"), selective_pointers=())


def _two_people(world: World) -> JsonObject:
    document = world.school.prepare(DIPLOMA, holder=world.samira)
    document["credentialSubject"] = [document["credentialSubject"], {"id": Holder(world.clock).did}]
    return world.school.sign(document)


def _five_lists(world: World) -> JsonObject:
    document = world.school.prepare(DIPLOMA, holder=world.samira)
    lists = document["credentialStatus"]
    assert isinstance(lists, list)
    further = [{**lists[0], "id": f"urn:uuid:{number}"} for number in range(3) if isinstance(lists[0], dict)]
    return world.school.sign({**document, "credentialStatus": [*lists, *further]})


def _list_out_of_reach(world: World) -> JsonObject:
    world.network.unreachable.add(world.school.list_url("revocation"))
    return world.school.issue(DIPLOMA, holder=world.samira)


def _changed_list(world: World) -> JsonObject:
    return {**world.school.status_list("revocation"), "validUntil": "2027-01-01T00:00:00Z"}


CASES = (
    # Recognition: of whom, for what, when (decisions 8 and 14).
    issuer(
        "issuer.unknown",
        "an EVC of nobody that we know",
        lambda world: world.stranger.issue(ERVARINGSCERTIFICAAT),
    ),
    issuer(
        "issuer.unknown",
        "a diploma of nobody that we know",
        lambda world: world.stranger.issue(DIPLOMA),
        outcome=WARNING,
    ),
    issuer("issuer.not_recognised", "an EVC of a branch", _by_branch(ERVARINGSCERTIFICAAT)),
    issuer("issuer.not_recognised", "a diploma of a branch", _by_branch(DIPLOMA), outcome=WARNING),
    issuer(
        "issuer.not_recognised",
        "an EVC against another standard",
        _evc_recognised("crebo:25480", since=date(2020, 1, 1)),
    ),
    issuer(
        "issuer.not_recognised",
        "recognised a day too late",
        _evc_recognised("crebo:25491", since=date(2026, 1, 16)),
    ),
    issuer(
        "issuer.annulled",
        "a recognition that never was",
        _evc_recognised(
            "crebo:25491",
            since=date(2024, 1, 1),
            recognised_until=date(2026, 6, 1),
            end_reason=EndReason.ANNULLED,
            annulled_from=date(2026, 1, 1),
        ),
    ),
    issuer(
        "issuer.signed_after_recognition",
        "signed after it ended",
        _evc_recognised(
            "crebo:25491",
            since=date(2024, 1, 1),
            recognised_until=date(2026, 2, 1),
            end_reason=EndReason.LAPSED,
        ),
        outcome=WARNING,
    ),
    issuer(
        "issuer.not_the_register",
        "a school that claims to be the register",
        lambda world: world.school.issue(INSCHRIJVINGSVERKLARING, holder=world.samira),
        outcome=WARNING,
    ),
    issuer("issuer.own_word", "her own word", _own_word, outcome=WARNING),
    issuer("issuer.other_kind", "a badge of a known school", _foreign(), outcome=WARNING),
    issuer("issuer.register_unreachable", "no register", _without_register, outcome=UNKNOWN),
    issuer("document.not_awarded", "awarded on no day", signed(drop("/awardedDate"))),
    issuer("document.several_subjects", "about two people", _two_people),
    issuer("document.not_a_boolean", "funded: perhaps", _as_json(put(f"{SUBJECT}/bekostigd", "ja"))),
    issuer(
        "document.not_an_integer",
        "a level in words",
        _as_json(put(f"{SUBJECT}/achievement/eqfNiveau", "twee")),
    ),
    issuer("document.credits", "credits in words", _as_json(put(f"{SUBJECT}/achievement/ec", "veel"))),
    # Dates (PF-11).
    validity("validity.not_yet", "of next year", signed(put("/validFrom", "2027-01-01T00:00:00Z"))),
    validity(
        "validity.expired",
        "of last year",
        signed(put("/validUntil", "2026-01-01T00:00:00Z")),
        outcome=WARNING,
    ),
    # Status (SL-01, SL-02).
    status("status.revoked", "revoked", _after(lambda world, document: world.school.revoke(document))),
    status(
        "status.suspended",
        "suspended",
        _after(lambda world, document: world.school.suspend(document)),
        outcome=WARNING,
    ),
    status("status.missing", "no status", signed(drop("/credentialStatus"))),
    status("status.missing", "a suspension only", signed(drop("/credentialStatus/0"))),
    status("status.too_many_entries", "five lists", _five_lists),
    status(
        "status.unknown_kind",
        "a list that we can't read",
        _foreign(put("/credentialStatus/1/statusPurpose", "refresh")),
        outcome=UNKNOWN,
    ),
    status("fetch.unreachable", "no list", _list_out_of_reach, outcome=UNKNOWN),
    status(
        "status.not_a_document",
        "an error page",
        _list_page(lambda _: b"<h1>Even geduld</h1>"),
        outcome=UNKNOWN,
    ),
    status("status.list_untrusted", "a list changed on the way", _list_page(_changed_list), outcome=UNKNOWN),
    status(
        "status.list_untrusted",
        "a diploma for a list",
        _list_page(lambda world: world.school.issue(DIPLOMA)),
        outcome=UNKNOWN,
    ),
    status(
        "status.list_of_other",
        "a list of somebody else",
        _list_page(lambda world: world.stranger.status_list("revocation")),
        outcome=UNKNOWN,
    ),
    status(
        "status.other_list",
        "another list",
        _signed_list(put("/id", "https://roc-voorbeeld.example/status/revocation-2")),
        outcome=UNKNOWN,
    ),
    status(
        "status.list_stale",
        "an old list without a date",
        _signed_list(put("/validUntil", "2026-07-01T11:00:00Z"), drop("/validFrom")),
        outcome=UNKNOWN,
    ),
    status(
        "status.clear_then",
        "yesterday's list",
        _signed_list(put("/validUntil", "2026-07-01T11:00:00Z")),
        outcome=UNKNOWN,
    ),
    status("status.suspended_then", "suspended by yesterday's list", _suspended_yesterday, outcome=UNKNOWN),
    status(
        "status.list_later", "a list of suspensions of after the question", _suspended_later, outcome=UNKNOWN
    ),
    status(
        "status.wrong_purpose",
        "a list for something else",
        _signed_list(put(f"{SUBJECT}/statusPurpose", "suspension")),
    ),
    status(
        "status.index_out_of_range",
        "a place beyond the end",
        signed(put("/credentialStatus/0/statusListIndex", str(MINIMUM_ENTRIES))),
    ),
    # What it says.
    schema("schema.missing", "no name", signed(drop("/name"))),
    schema(
        "schema.derived_claim",
        "its own judgement",
        _as_json(put(f"{SUBJECT}/achievement/robuust", True)),
    ),
    schema(
        "schema.assessor_is_guide",
        "the assessor is the guide",
        signed(put(f"{SUBJECT}/assessor/0/functionarisId", "B-03"), kind=ERVARINGSCERTIFICAAT),
    ),
    schema(
        "schema.before_qualification",
        "before the qualification existed",
        signed(
            put("/awardedDate", "2014-07-04T00:00:00+02:00"), put("/validFrom", "2014-07-04T12:00:00+02:00")
        ),
        outcome=WARNING,
    ),
    # Whose it is (PF-09): never a failure.
    issuer("issuer.receipt", "a receipt instead of a certificate", _receipt, outcome=WARNING),
    issuer("issuer.endorsement", "words of a school and no certificate", _words, outcome=WARNING),
    binding("binding.unbound", "bound to nobody", lambda world: world.school.issue(DIPLOMA)),
    binding("binding.not_presented", "shown without its holder", signed()),
    binding("binding.nobody_named", "without its holder and without a name", _nameless),
    # What it rests on.
    evidence(
        "evidence.other_file",
        "another letter",
        signed(kind=ERVARINGSCERTIFICAAT),
        evidence={REFERENCE: b"Samira werkt sinds 2009"},
    ),
    evidence(
        "evidence.not_named",
        "a file out of nowhere",
        signed(kind=ERVARINGSCERTIFICAAT),
        evidence={"urn:uuid:0": b"x"},
    ),
    evidence(
        "evidence.not_named",
        "a file for what has no digest",
        signed(kind=ERVARINGSCERTIFICAAT),
        evidence={VISIT: b"x"},
    ),
    evidence(
        "document.digest",
        "a digest that is none",
        signed(put("/evidence/0/digestMultibase", "zzz"), kind=ERVARINGSCERTIFICAAT),
        evidence={REFERENCE: samples.REFERENCE_LETTER},
    ),
)
