"""What shows each part of a qualification, at which level, and what is bare."""

from dataclasses import replace

from schemas.frameworks import Frameworks, Qualification, QualificationPart
from tests.wallet.browser import Browser
from tests.wallet.conftest import NOW
from tests.wallet.ecosystem import MemoryChecker, MemoryIssuer, ervaringscertificaat, offer_link
from wallet.contents import Card, Coverage, Finding, Verdict
from wallet.portfolio.collection import Collection, RatedDocument, RatedItem, rate
from wallet.portfolio.contents import CompetenceLink, ItemContent, ItemKind, Month
from wallet.portfolio.items import HeldItem
from wallet.portfolio.matrix import MAX_PROOFS_PER_PART, Row, matrices, matrix_of
from wallet.portfolio.trust import TrustLevel
from wallet.shelf import ShelfEntry

QUALIFICATION = Qualification(
    code_system="crebo",
    code="25491",
    name="Verzorgende IG",
    level="3",
    kind="vakopleiding",
    parts=(
        QualificationPart("K1", "Zorg"),
        QualificationPart("K1-W1", "Wassen", parent="K1"),
        QualificationPart("K1-W2", "Volgen", parent="K1"),
        QualificationPart("K2", "Team"),
    ),
)
FRAMEWORKS = Frameworks.of([QUALIFICATION])
KEY = ("crebo", "25491")
ON = NOW.date()


def item(*parts: str | None, number: int = 0) -> RatedItem:
    links = tuple(CompetenceLink(code_system="crebo", qualification="25491", part=part) for part in parts)
    content = ItemContent(
        kind=ItemKind.WORK,
        title=f"Werk {number}",
        place="",
        since=Month(year=2020),
        is_ongoing=True,
        did="Werken",
        competences=links,
    )
    return RatedItem(HeldItem(str(number), content, NOW), TrustLevel.OWN_WORD)


def document(part: str | None, found: str = "full", **outcomes: str) -> RatedDocument:
    covered = Coverage(
        code_system="crebo",
        qualification="25491",
        qualification_name="Anders genoemd",
        part=part,
        found=found,
    )
    card = Card(
        title="Certificaat",
        kind="Ervaringscertificaat",
        issuer_id="did:example:x",
        issuer_name=None,
        subject_name=None,
        awarded_on=None,
        valid_until=None,
        origin="issuer",
        coverage=(covered,),
    )
    findings = tuple(
        Finding(name=name, outcome=outcome, code=f"{name}.expired", parameters={})
        for name, outcome in {"proof": "passed", "issuer": "passed", **outcomes}.items()
    )
    verdict = Verdict(outcome="passed", findings=findings, issuer_name=None, checked_at=NOW)
    return rate(ShelfEntry("d", card, verdict, NOW))


def rows(*things: RatedItem | RatedDocument) -> dict[str, Row]:
    collection = Collection(
        tuple(each for each in things if isinstance(each, RatedItem)),
        tuple(each for each in things if isinstance(each, RatedDocument)),
    )
    found = matrix_of(collection, KEY, FRAMEWORKS, on=ON)
    assert found is not None
    return {row.part.code: row for row in found.rows}


def test_the_smallest_parts_are_the_rows_and_start_bare() -> None:
    found = rows()
    assert {code: row.best for code, row in found.items()} == {"K1-W1": None, "K1-W2": None, "K2": None}
    assert found["K1-W1"].group == "Zorg"


def test_the_highest_level_that_counts_stands_beside_a_part() -> None:
    found = rows(item("K1-W1", "K2"), document("K1-W1"))
    assert found["K1-W1"].best is TrustLevel.ASSESSED
    assert found["K2"].best is TrustLevel.OWN_WORD
    assert found["K1-W2"].best is None


def test_what_shows_a_larger_part_shows_the_smaller_ones_in_it() -> None:
    found = rows(document("K1"))
    assert found["K1-W1"].best is found["K1-W2"].best is TrustLevel.ASSESSED
    assert found["K2"].best is None


def test_a_whole_qualification_shows_every_part() -> None:
    assert all(row.best for row in rows(document(None)).values())


def test_not_recognised_partly_and_ended_stay_in_sight_and_count_for_nothing() -> None:
    for proof in (
        document("K2", "not"),
        document("K2", "partly"),
        document("K2", status="failed"),
        document("K2", validity="failed"),
        document("K2", proof="failed"),
    ):
        row = rows(proof)["K2"]
        assert row.best is None
        assert len(row.proofs) == 1


def test_a_crowd_of_items_shows_the_strongest_and_says_how_many_more() -> None:
    crowd = [item("K2", number=number) for number in range(30)]
    row = rows(*crowd, document("K2"))["K2"]
    assert len(row.proofs) == MAX_PROOFS_PER_PART
    assert row.proofs[0].level is TrustLevel.ASSESSED
    assert row.more == 31 - MAX_PROOFS_PER_PART


def test_a_part_that_no_framework_knows_is_shown_by_its_code() -> None:
    assert rows(document("K9"))["K9"].best is TrustLevel.ASSESSED


def test_parts_that_name_each_other_as_parent_end() -> None:
    circle = (QualificationPart("A", "A", parent="B"), QualificationPart("B", "B", parent="A"))
    qualification = Qualification(
        code_system="crebo", code="25491", name="Rond", level="3", kind="x", parts=circle
    )
    found = matrix_of(Collection((item("A"),), ()), KEY, Frameworks.of([qualification]), on=ON)
    assert found is not None


def test_a_qualification_that_nobody_knows_is_called_as_the_certificate_calls_it() -> None:
    (found,) = matrices(Collection((), (document(None),)), Frameworks.of([]), on=ON)
    assert found.name == "Anders genoemd"
    assert found.shown == len(found.rows) == 1
    assert matrix_of(Collection((), ()), KEY, Frameworks.of([]), on=ON) is None


def test_a_certificate_fills_the_page_of_its_qualification(
    samira: Browser, issuer: MemoryIssuer, checker: MemoryChecker
) -> None:
    checker.findings = tuple(
        Finding(name=name, outcome="passed", code="", parameters={})
        for name in ("proof", "issuer", "binding")
    )
    issuer.has_ready("E" * 43, ervaringscertificaat())
    samira.receives(offer_link("E" * 43))
    page = samira.open("/portfolio/qualifications/crebo/25491").text
    assert "<span>Beoordeeld</span>" in page
    assert "<span>Nog leeg</span>" in page
    assert samira.open("/portfolio/qualifications/crebo/99999").status_code == 404


def test_a_certificate_shows_the_basis_of_the_other_qualifications_in_its_dossier_too() -> None:
    """Johan's part of monteur counts for eerste monteur; what he writes himself does not reach that far."""
    frameworks = Frameworks.shipped()

    def of_monteur(part: str) -> RatedDocument:
        rated = document(part)
        (covered,) = rated.coverage
        return replace(rated, coverage=(covered.model_copy(update={"qualification": "25342"}),))

    found = matrices(Collection((), (of_monteur("B1-K1-W1"),)), frameworks, on=ON)
    assert {matrix.key[1]: matrix.shown for matrix in found} == {"25342": 1, "25340": 1}
    assert [
        matrix.key[1] for matrix in matrices(Collection((), (of_monteur("P1-K1-W1"),)), frameworks, on=ON)
    ] == ["25342"]
    assert len(matrices(Collection((item("B1-K1-W1"),), ()), frameworks, on=ON)) == 1
