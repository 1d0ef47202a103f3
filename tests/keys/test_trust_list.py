"""The trust list: what contradicts itself is refused; questions about the past keep their answers."""

import copy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys.canonicalization import canonicalize_json, canonicalize_rdf
from keys.errors import InvalidKeyError, TrustListError
from keys.signer import generate
from keys.trust_list import (
    EVERY_KIND,
    AnchoredList,
    EndReason,
    Recognition,
    RecognitionAnswer,
    RecognitionState,
    Registration,
    SigningKey,
    TrustAnchor,
    TrustEntry,
    TrustList,
    TrustRegistry,
    build_trust_list_document,
    changes,
)
from schemas.credential import CredentialKind
from schemas.documents import JsonObject, JsonValue
from schemas.errors import DomainError, MalformedDocumentError

EVC, ROC = "did:web:evc.example.nl", "did:web:roc.example.nl"
KEEPER = "did:web:nkc.example.nl"
URL = "https://nkc.example.nl/trust-list.json"
START = datetime(2026, 1, 1, tzinfo=UTC)
ERVARING, DIPLOMA, DEEL = (
    CredentialKind.ERVARINGSCERTIFICAAT,
    CredentialKind.DIPLOMA,
    CredentialKind.DEELCERTIFICAAT,
)
FROM, UNTIL = date(2020, 3, 1), date(2024, 3, 1)


def recognition(**options: Any) -> Recognition:
    return Recognition(
        **{
            "kinds": frozenset({ERVARING}),
            "standards": frozenset({"crebo:25491"}),
            "recognised_from": FROM,
            "recognised_by": "NKC Voorbeeld",
            **options,
        }
    )


def entry(*recognitions: Recognition, did: str = EVC, **options: Any) -> TrustEntry:
    return TrustEntry(entity=did, official_name="EVC Voorbeeld", recognitions=recognitions, **options)


def trust_list(*entries: TrustEntry, **options: Any) -> TrustList:
    return TrustList(
        **{
            "url": URL,
            "keeper": KEEPER,
            "version": 1,
            "valid_from": START,
            "valid_until": START + timedelta(days=30),
            "entries": entries,
            **options,
        }
    )


ANCHOR = TrustAnchor(KEEPER, URL, EVERY_KIND)
OTHER_ANCHOR = TrustAnchor("did:web:branche.example.nl", "https://branche.example.nl/list", EVERY_KIND)


def registry(*entries: TrustEntry, unavailable: tuple[TrustAnchor, ...] = ()) -> TrustRegistry:
    return TrustRegistry([AnchoredList(ANCHOR, trust_list(*entries))], unavailable)


def ask(
    trust: TrustRegistry,
    on: date = date(2022, 1, 1),
    *,
    did: str = EVC,
    kind: str = ERVARING,
    standards: tuple[str, ...] = ("crebo:25491",),
) -> RecognitionAnswer:
    return trust.recognition(did, kind, standards, on)


# --- what can't be


@pytest.mark.parametrize(
    "options",
    [
        {"kinds": frozenset()},
        {"standards": frozenset()},
        {"standards": None},
        {"recognised_until": FROM - timedelta(days=1), "end_reason": EndReason.LAPSED},
        {"recognised_until": UNTIL},
        {"end_reason": EndReason.LAPSED},
        {"recognised_until": UNTIL, "end_reason": EndReason.ANNULLED},
        {"recognised_until": UNTIL, "end_reason": EndReason.LAPSED, "annulled_from": FROM},
        {"annulled_from": FROM},
    ],
    ids=repr,
)
def test_a_recognition_that_contradicts_itself_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(TrustListError) as refused:
        recognition(**options)
    assert refused.value.code == "trust.contradiction"


FULL = trust_list(
    entry(
        recognition(),
        recognition(
            kinds=frozenset({DIPLOMA, DEEL}),
            standards=None,
            recognised_until=UNTIL,
            end_reason=EndReason.ANNULLED,
            annulled_from=FROM,
        ),
        registrations=(Registration(scheme="KVK", number="00000000"),),
        former_entities=("did:web:oud.example.nl",),
        successor_entities=("did:web:nieuw.example.nl",),
        status_list_publishers=(EVC, KEEPER),
        signing_keys=(
            SigningKey(
                key_id=EVC + "#key-1",
                public_key=generate().public_key,
                used_from=START,
                used_until=START + timedelta(days=1),
            ),
        ),
    ),
    entry(did=ROC),
)


def set_at(path: str, value: JsonValue) -> JsonObject:
    document = copy.deepcopy(build_trust_list_document(FULL))
    *steps, last = [int(step) if step.isdecimal() else step for step in path.split("/")]
    place: Any = document
    for step in steps:
        place = place[step]
    place[last] = value
    return document


SUBJECT = "credentialSubject"
FIRST = f"{SUBJECT}/trustEntry/0"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("type", ["VerifiableCredential"]),
        ("type", None),
        ("issuer", None),
        ("issuer", {}),
        ("validFrom", None),
        ("validUntil", "tomorrow"),
        (SUBJECT, []),
        (f"{SUBJECT}/id", 7),
        (f"{SUBJECT}/listVersion", "1"),
        (f"{SUBJECT}/listVersion", -1),
        (f"{SUBJECT}/listVersion", True),
        (f"{SUBJECT}/listVersion", 1.5),
        (f"{SUBJECT}/trustEntry", ["x"]),
        (f"{SUBJECT}/trustEntry/1/entity", EVC),
        (f"{SUBJECT}/trustEntry/1/entity", "did:web:oud.example.nl"),
        (f"{FIRST}/entity", None),
        (f"{FIRST}/officialName", ["x"]),
        (f"{FIRST}/formerEntity", [7]),
        (f"{FIRST}/registration", [{"registrationScheme": "KVK"}]),
        (f"{FIRST}/signingKey/0/keyMultibase", "z6Mk"),
        (f"{FIRST}/signingKey/0/usedFrom", "2026-01-01"),
        (f"{FIRST}/recognition/0/credentialKind", []),
        (f"{FIRST}/recognition/0/standard", []),
        (f"{FIRST}/recognition/0/recognisedFrom", "2026-13-01"),
        (f"{FIRST}/recognition/0/recognisedFrom", "2026-01-01T00:00:00Z"),
        (f"{FIRST}/recognition/0/recognisedUntil", "2019-01-01"),
        (f"{FIRST}/recognition/0/recognisedBy", None),
        (f"{FIRST}/recognition/1/endReason", "tired"),
        (f"{FIRST}/recognition/1/annulledFrom", None),
    ],
)
def test_a_document_that_is_no_trust_list_is_refused(path: str, value: JsonValue) -> None:
    with pytest.raises((TrustListError, MalformedDocumentError, InvalidKeyError)):
        TrustList.from_document(set_at(path, value))


def test_a_list_that_is_too_long_is_refused() -> None:
    with pytest.raises(TrustListError) as refused:
        TrustList.from_document(set_at(f"{SUBJECT}/trustEntry", [{}] * 10_001))
    assert refused.value.code == "trust.too_large"


def test_a_list_is_published_and_read_back_and_can_be_signed_by_every_suite() -> None:
    document = build_trust_list_document(FULL)
    assert TrustList.from_document(document) == FULL
    assert canonicalize_json(document)
    assert canonicalize_rdf(document)


# --- questions


def test_an_issuer_on_no_list_is_unknown() -> None:
    assert ask(registry()).state is RecognitionState.UNKNOWN_ISSUER
    assert ask(TrustRegistry([])).state is RecognitionState.UNKNOWN_ISSUER


@pytest.mark.parametrize(
    "question",
    [
        {"kind": DIPLOMA},
        {"standards": ("crebo:25490",)},
        {"standards": ("crebo:25491", "crebo:25490")},
        {"standards": ()},
        {"standards": ("CREBO:25491",)},
    ],
    ids=repr,
)
def test_recognition_is_for_this_kind_and_all_of_these_standards(question: dict[str, Any]) -> None:
    answer = ask(registry(entry(recognition())), **question)
    assert answer.state is RecognitionState.NOT_RECOGNISED
    assert answer.official_name == "EVC Voorbeeld"


def test_two_recognitions_together_cover_two_standards() -> None:
    trust = registry(entry(recognition(), recognition(standards=frozenset({"crebo:25490"}))))
    assert ask(trust, standards=("crebo:25491", "crebo:25490")).state is RecognitionState.RECOGNISED


def test_recognition_for_every_standard_covers_any_and_none() -> None:
    trust = registry(entry(recognition(kinds=frozenset({DIPLOMA}), standards=None)))
    for standards in ((), ("crebo:1",), ("crebo:1", "crebo:2")):
        assert ask(trust, kind=DIPLOMA, standards=standards).state is RecognitionState.RECOGNISED


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (FROM - timedelta(days=1), RecognitionState.NOT_RECOGNISED),
        (FROM, RecognitionState.RECOGNISED),
        (UNTIL - timedelta(days=1), RecognitionState.RECOGNISED),
        (UNTIL, RecognitionState.NOT_RECOGNISED),
    ],
)
@pytest.mark.parametrize("reason", [EndReason.LAPSED, EndReason.WITHDRAWN, EndReason.UNDER_INVESTIGATION])
def test_a_question_about_the_past_has_the_answer_of_that_day(
    on: date, state: RecognitionState, reason: EndReason
) -> None:
    answer = ask(registry(entry(recognition(recognised_until=UNTIL, end_reason=reason))), on)
    assert answer.state is state
    # Also a "no" says what there was: since when, until when, why it ended, by whom.
    assert (answer.recognised_by, answer.end_reason) == ("NKC Voorbeeld", reason)
    assert (answer.keeper, answer.list_version, answer.on) == (KEEPER, 1, on)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2021, 12, 31), RecognitionState.RECOGNISED),
        (date(2022, 1, 1), RecognitionState.ANNULLED),
        (UNTIL - timedelta(days=1), RecognitionState.ANNULLED),
        (UNTIL, RecognitionState.NOT_RECOGNISED),
    ],
)
def test_an_annulment_reaches_back_to_its_date(on: date, state: RecognitionState) -> None:
    annulled = recognition(
        recognised_until=UNTIL, end_reason=EndReason.ANNULLED, annulled_from=date(2022, 1, 1)
    )
    assert ask(registry(entry(annulled)), on).state is state


def test_an_annulment_on_one_list_is_not_undone_by_another() -> None:
    annulled = recognition(recognised_until=UNTIL, end_reason=EndReason.ANNULLED, annulled_from=FROM)
    lists = [
        AnchoredList(OTHER_ANCHOR, trust_list(entry(recognition()))),
        AnchoredList(ANCHOR, trust_list(entry(annulled))),
    ]
    for order in (lists, lists[::-1]):
        assert ask(TrustRegistry(order)).state is RecognitionState.ANNULLED


def test_the_no_of_one_list_does_not_take_away_the_yes_of_another() -> None:
    lists = [
        AnchoredList(ANCHOR, trust_list(entry())),
        AnchoredList(OTHER_ANCHOR, trust_list(entry(recognition()))),
    ]
    for order in (lists, lists[::-1]):
        assert ask(TrustRegistry(order)).state is RecognitionState.RECOGNISED


@pytest.mark.parametrize("kinds", [frozenset(), frozenset({DIPLOMA})], ids=["no kinds", "other kinds"])
def test_a_keeper_counts_only_for_the_kinds_that_it_may_vouch_for(kinds: frozenset[str]) -> None:
    anchored = AnchoredList(replace(ANCHOR, kinds=kinds), trust_list(entry(recognition())))
    trust = TrustRegistry([anchored])
    assert ask(trust).state is RecognitionState.UNKNOWN_ISSUER
    assert trust.official_name(EVC) == "EVC Voorbeeld"


def test_a_list_that_could_not_be_read_makes_a_no_unknowable_and_never_a_yes() -> None:
    for entries in ((), (entry(),)):
        assert ask(registry(*entries, unavailable=(OTHER_ANCHOR,))).state is RecognitionState.UNKNOWN
    known = registry(entry(recognition()), unavailable=(OTHER_ANCHOR,))
    assert ask(known).state is RecognitionState.RECOGNISED
    irrelevant = replace(OTHER_ANCHOR, kinds=frozenset({DIPLOMA}))
    assert ask(registry(unavailable=(irrelevant,))).state is RecognitionState.UNKNOWN_ISSUER


def test_a_former_did_is_found_under_its_successor() -> None:
    trust = registry(entry(recognition(), former_entities=("did:web:oud.example.nl",)))
    answer = ask(trust, did="did:web:oud.example.nl")
    assert answer.state is RecognitionState.RECOGNISED
    assert answer.entry is not None
    assert answer.entry.entity == EVC


def test_a_no_names_the_nearest_recognition() -> None:
    early = recognition(recognised_until=date(2021, 1, 1), end_reason=EndReason.LAPSED)
    late = recognition(recognised_from=date(2025, 1, 1))
    other = recognition(standards=frozenset({"crebo:1"}))
    answer = ask(registry(entry(other, early, late)), date(2024, 12, 1))
    assert answer.recognition == late
    assert ask(registry(entry(other)), date(2024, 12, 1)).recognition == other


def test_a_signing_key_counts_in_its_period() -> None:
    key = FULL.entries[0].signing_keys[0]
    assert FULL.entries[0].signing_key(EVC + "#key-1") == key
    assert FULL.entries[0].signing_key(EVC + "#key-2") is None
    assert key.in_use_at(START)
    assert not key.in_use_at(START - timedelta(seconds=1))
    assert not key.in_use_at(START + timedelta(days=1))
    assert replace(key, used_until=None).in_use_at(START + timedelta(days=9999))


# --- changes


def refused(change: Any, *arguments: Any, **options: Any) -> str:
    with pytest.raises(TrustListError) as error:
        change(*arguments, **options)
    return error.value.code


BARE = trust_list(entry())


def test_changes_to_an_unknown_issuer_are_refused() -> None:
    scope = {"kinds": frozenset({ERVARING}), "standards": None}
    assert refused(changes.recognise, BARE, ROC, recognition()) == "trust.unknown_issuer"
    ends = {**scope, "until": UNTIL, "reason": EndReason.LAPSED}
    assert refused(changes.end_recognition, BARE, ROC, **ends) == "trust.unknown_issuer"
    assert refused(changes.succeed, BARE, ROC, [EVC]) == "trust.unknown_issuer"


def test_an_issuer_is_on_the_list_once() -> None:
    assert refused(changes.add_issuer, BARE, entry()) == "trust.duplicate_entry"
    assert (
        refused(changes.add_issuer, BARE, entry(did=ROC, former_entities=(EVC,))) == "trust.duplicate_entry"
    )


def test_the_same_scope_is_not_recognised_twice_at_a_time() -> None:
    once = changes.recognise(BARE, EVC, recognition(recognised_until=UNTIL, end_reason=EndReason.LAPSED))
    again = recognition(recognised_from=UNTIL - timedelta(days=1))
    assert refused(changes.recognise, once, EVC, again) == "trust.already_recognised"
    twice = changes.recognise(once, EVC, recognition(recognised_from=UNTIL))
    assert len(twice.entries[0].recognitions) == 2
    assert len(BARE.entries[0].recognitions) == 0


def test_what_is_not_recognised_can_not_end() -> None:
    once = changes.recognise(BARE, EVC, recognition())
    for scope in (
        {"kinds": frozenset({DIPLOMA}), "standards": None},
        {"kinds": frozenset({ERVARING}), "standards": frozenset({"crebo:1"})},
    ):
        ends = {**scope, "until": UNTIL, "reason": EndReason.LAPSED}
        assert refused(changes.end_recognition, once, EVC, **ends) == "trust.not_recognised"
        annuls = {**scope, "annulled_from": FROM, "decided_on": UNTIL}
        assert refused(changes.annul_recognition, once, EVC, **annuls) == "trust.not_recognised"
    early = {"kinds": frozenset({ERVARING}), "standards": None, "until": FROM - timedelta(days=1)}
    assert (
        refused(changes.end_recognition, once, EVC, **early, reason=EndReason.LAPSED) == "trust.contradiction"
    )
    assert (
        refused(changes.end_recognition, once, EVC, **early, reason=EndReason.ANNULLED)
        == "trust.contradiction"
    )


def test_ending_one_kind_and_one_standard_leaves_the_others() -> None:
    wide = recognition(kinds=frozenset({ERVARING, DEEL}), standards=frozenset({"crebo:1", "crebo:2"}))
    ended = changes.end_recognition(
        changes.recognise(BARE, EVC, wide),
        EVC,
        kinds=frozenset({ERVARING}),
        standards=frozenset({"crebo:1"}),
        until=UNTIL,
        reason=EndReason.WITHDRAWN,
    )
    trust = TrustRegistry([AnchoredList(ANCHOR, ended)])
    for kind in (ERVARING, DEEL):
        for standard in ("crebo:1", "crebo:2"):
            before = ask(trust, UNTIL - timedelta(days=1), kind=kind, standards=(standard,))
            after = ask(trust, UNTIL, kind=kind, standards=(standard,))
            assert before.state is RecognitionState.RECOGNISED
            gone = (kind, standard) == (ERVARING, "crebo:1")
            assert (after.state is RecognitionState.NOT_RECOGNISED) == gone
    # Nothing was removed: the pieces together are what there was.
    assert {kind for piece in ended.entries[0].recognitions for kind in piece.kinds} == {ERVARING, DEEL}


def test_annulling_touches_ended_recognitions_that_reach_past_the_date() -> None:
    past = recognition(recognised_until=date(2021, 1, 1), end_reason=EndReason.LAPSED)
    ended = recognition(recognised_from=date(2021, 6, 1), recognised_until=UNTIL, end_reason=EndReason.LAPSED)
    annulled = changes.annul_recognition(
        trust_list(entry(past, ended)),
        EVC,
        kinds=frozenset({ERVARING}),
        standards=None,
        annulled_from=date(2021, 3, 1),
        decided_on=date(2025, 1, 1),
    )
    first, second = annulled.entries[0].recognitions
    assert first == past
    assert (second.recognised_until, second.annulled_from) == (UNTIL, date(2021, 6, 1))


def test_a_signing_key_keeps_its_name() -> None:
    key = FULL.entries[0].signing_keys[0]
    with_key = changes.add_signing_key(BARE, EVC, replace(key, used_until=None))
    closed = changes.add_signing_key(with_key, EVC, key)
    assert closed.entries[0].signing_keys == (key,)
    other = replace(key, public_key=generate().public_key)
    assert refused(changes.add_signing_key, closed, EVC, other) == "trust.other_key"


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=10)
    | st.sampled_from([EVC, "2024-01-01", "TrustEntry"]),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["entity", "officialName", "recognition", "credentialKind", "signingKey", "recognisedFrom"]
            ),
            children,
        )
    ),
    max_leaves=10,
)


@given(JSON, st.sampled_from(["type", "issuer", "validFrom", SUBJECT, f"{SUBJECT}/trustEntry", FIRST]))
def test_any_json_is_a_trust_list_or_a_domain_error(value: JsonValue, path: str) -> None:
    try:
        TrustList.from_document(set_at(path, value))
    except DomainError as error:
        assert error.code  # noqa: PT017
