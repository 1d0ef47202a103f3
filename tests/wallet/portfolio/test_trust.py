"""Who stands behind it follows from verdict, kind and origin; no text can raise a level."""

import pytest

from tests.wallet.browser import Browser
from tests.wallet.conftest import NOW
from tests.wallet.portfolio.writing import writes
from wallet.cards import Origin
from wallet.contents import Card, Finding, Verdict
from wallet.portfolio.trust import TrustLevel, level_of_document, level_of_item

OWN, OTHER, ASSESSED, OFFICIAL = TrustLevel
GOOD = {"proof": "passed", "issuer": "passed", "binding": "passed", "status": "passed"}


def level(
    kind: str | None = "Diploma",
    origin: Origin = Origin.ISSUER,
    *,
    codes: dict[str, str] | None = None,
    title: str = "Diploma",
    **outcomes: str,
) -> TrustLevel | None:
    findings = tuple(
        Finding(name=name, outcome=outcome, code=(codes or {}).get(name, ""), parameters={})
        for name, outcome in {**GOOD, **outcomes}.items()
        if outcome
    )
    card = Card(
        title=title,
        kind=kind,
        issuer_id="did:example:x",
        issuer_name="Ministerie van Onderwijs (officieel)",
        subject_name=None,
        awarded_on=None,
        valid_until=None,
        origin=origin,
    )
    verdict = Verdict(outcome="passed", findings=findings, issuer_name="ROC", checked_at=NOW)
    return level_of_document(card, verdict)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Diploma", OFFICIAL),
        ("Deelcertificaat", OFFICIAL),
        ("VrijstellingsBesluit", OFFICIAL),
        ("Inschrijvingsverklaring", OFFICIAL),
        ("Ervaringscertificaat", ASSESSED),
        (None, OTHER),
        ("OfficieelDiploma", OTHER),
    ],
)
def test_what_a_recognised_issuer_gave_has_the_level_of_its_kind(
    kind: str | None, expected: TrustLevel
) -> None:
    assert level(kind) is expected


@pytest.mark.parametrize("issuer", ["warning", "failed", "indeterminate", "skipped", ""])
def test_an_issuer_that_was_not_found_recognised_is_somebody(issuer: str) -> None:
    assert level(issuer=issuer) is OTHER


@pytest.mark.parametrize(
    "outcomes",
    [
        {"proof": "failed"},
        {"proof": "indeterminate"},
        {"proof": "skipped"},
        {"proof": ""},
        {"status": "failed"},
        {"structure": "failed"},
        {"key": "failed"},
        {"schema": "failed"},
        {"evidence": "failed"},
    ],
)
def test_what_was_changed_withdrawn_or_not_proven_counts_for_nothing(outcomes: dict[str, str]) -> None:
    assert level(**outcomes) is None


def test_what_was_made_for_another_key_counts_for_nothing() -> None:
    assert level(binding="warning", codes={"binding": "binding.other_presenter"}) is None


def test_a_file_that_names_a_person_without_a_key_may_be_about_anybody() -> None:
    unbound = {"binding": "binding.unbound"}
    assert level(origin=Origin.UPLOAD, binding="warning", codes=unbound) is OTHER
    assert level(origin=Origin.UPLOAD) is OFFICIAL


def test_a_credential_about_its_own_issuer_is_her_own_word() -> None:
    assert level(issuer="warning", codes={"issuer": "issuer.own_word"}) is OWN


def test_running_out_takes_no_level_away() -> None:
    assert level(validity="failed") is OFFICIAL


def test_an_item_rises_by_what_others_confirm_and_no_further() -> None:
    assert level_of_item(confirmed_references=0) is OWN
    assert level_of_item(confirmed_references=40) is OTHER


def test_the_levels_have_an_order() -> None:
    assert sorted(TrustLevel, key=lambda each: each.rank) == [OWN, OTHER, ASSESSED, OFFICIAL]


def test_words_in_a_title_raise_nothing(samira: Browser) -> None:
    item_id = writes(samira, title="Officieel diploma, beoordeeld", place="Ministerie", did="Officieel")
    page = samira.open(f"/portfolio/items/{item_id}").text
    assert page.count('class="badge ') == 1
    assert "<span>Eigen woorden</span>" in page
    assert level(None, title="Officieel diploma") is OTHER
