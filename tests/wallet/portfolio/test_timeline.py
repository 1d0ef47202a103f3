"""A career by year, and on one sheet."""

import pytest

from tests.wallet.browser import Browser, path_of
from tests.wallet.ecosystem import MemoryIssuer, diploma, offer_link
from tests.wallet.portfolio.test_matrix import item
from tests.wallet.portfolio.writing import WORK, writes
from wallet.portfolio.collection import Collection, RatedItem
from wallet.portfolio.contents import ItemKind, Month
from wallet.portfolio.items import HeldItem
from wallet.portfolio.profile import MAX_ITEMS, profile_of
from wallet.portfolio.timeline import by_year, moments
from web import pdf


def begun(year: int, month: int | None, **changed: object) -> RatedItem:
    rated = item()
    content = rated.held.content.model_copy(update={"since": Month(year=year, month=month), **changed})
    return RatedItem(HeldItem(f"{year}-{month}", content, rated.held.changed_at), rated.level)


def test_years_go_from_new_to_old_and_months_within_them() -> None:
    collection = Collection((begun(2019, 3), begun(2024, None), begun(2019, 11), begun(2019, None)), ())
    years = by_year(moments(collection))
    assert [year.year for year in years] == [2024, 2019]
    assert [moment.since.month for moment in years[1].moments] == [11, 3, None]


def test_what_is_not_finished_has_no_place_in_it() -> None:
    assert moments(Collection((begun(2019, 3, did=None),), ())) == ()


def test_items_and_certificates_stand_in_one_line_of_time(samira: Browser, issuer: MemoryIssuer) -> None:
    writes(samira)
    issuer.has_ready("D" * 43, diploma())
    samira.receives(offer_link("D" * 43))
    page = samira.open("/portfolio/timeline").text
    assert page.index("<h2>2019</h2>") < page.index("<h2>2017</h2>")
    assert page.count("<table") == 0


def test_the_same_career_is_a_real_table_for_who_wants_one(samira: Browser) -> None:
    writes(samira)
    page = samira.open("/portfolio/timeline", query_string={"view": "table"}).text
    assert page.count("<table") == 1
    assert page.count('scope="col"') == 4
    assert "maart 2019 tot 2024" in page


def test_a_long_career_is_cut_in_pages_and_odd_numbers_find_the_nearest(
    samira: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wallet.views.portfolio.PER_PAGE", 2)
    for year in (1970, 2000, 2021):
        answers = {**WORK, "title": {"answer": f"Werk in {year}"}, "since": {"month": "", "year": str(year)}}
        writes(samira, answers=answers)
    first, last = (
        samira.open("/portfolio/timeline", query_string={"page": page}).text for page in ("1", "2")
    )
    assert "Werk in 2021" in first
    assert "Werk in 1970" not in first
    assert "Werk in 1970" in last
    for odd in ("0", "-1", "x", "99999", "9" * 50, "²"):
        assert samira.open("/portfolio/timeline", query_string={"page": odd}).status_code == 200


def test_the_sheet_groups_by_kind_and_says_what_did_not_fit() -> None:
    many = tuple(begun(1950 + number % 70, 1 + number % 12) for number in range(MAX_ITEMS + 7))
    profile = profile_of(Collection((*many, begun(2025, 1, kind=ItemKind.COURSE)), ()))
    assert list(profile.groups) == [ItemKind.WORK, ItemKind.COURSE]
    assert sum(map(len, profile.groups.values())) == MAX_ITEMS
    assert profile.more == 8


def test_the_sheet_shows_who_says_so(samira: Browser) -> None:
    writes(samira)
    writes(samira, "story")
    page = samira.open("/portfolio/profile").text
    assert page.count("<span>Eigen woorden</span>") >= 2
    assert "Zij at weer." in page


@pytest.mark.skipif(pdf.unavailable() is not None, reason=f"no PDFs here: {pdf.unavailable()}")
def test_the_sheet_is_a_pdf_as_well(samira: Browser) -> None:
    writes(samira, did="<b>Vet</b> & zo")
    answer = samira.open("/portfolio/profile.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")


def test_without_a_pdf_the_page_says_so_and_the_button_is_not_there(
    samira: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes(samira)
    monkeypatch.setattr(pdf, "unavailable", lambda: "no Pango")
    page = samira.open("/portfolio/profile").text
    assert "Een PDF maken kan hier nu niet." in page
    assert "profile.pdf" not in page
    assert path_of(samira.open("/portfolio/profile.pdf")) == "/portfolio/profile"
