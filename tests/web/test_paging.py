"""A list is cut into pages, and no address leads outside of it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import String, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from web.database import Database
from web.paging import PAGE_SIZE, Page, page_number, page_of


class Base(DeclarativeBase):
    pass


class Thing(Base):
    __tablename__ = "thing"
    id: Mapped[str] = mapped_column(String(4), primary_key=True)


ALL = [f"{number:03}" for number in range(2 * PAGE_SIZE + 1)]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    Base.metadata.create_all(opened.engine)
    with opened.transaction() as session:
        session.add_all(Thing(id=each) for each in ALL)
    yield opened
    opened.close()


def page(database: Database, number: int) -> Page[str]:
    with database.reading() as session:
        return page_of(session, select(Thing).order_by(Thing.id), number, read=lambda row: row[0].id)


def test_pages_follow_each_other_and_leave_nothing_out(database: Database) -> None:
    found = [page(database, number) for number in (1, 2, 3)]
    assert [each for one in found for each in one.rows] == ALL
    assert [(each.total, each.pages, each.number) for each in found] == [(51, 3, 1), (51, 3, 2), (51, 3, 3)]


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-3, 1), (4, 3), (99_999, 3)])
def test_a_number_outside_the_list_gives_the_nearest_page(database: Database, asked: int, given: int) -> None:
    assert page(database, asked).number == given


def test_an_empty_list_is_one_empty_page(database_url: str) -> None:
    opened = Database(database_url)
    Base.metadata.create_all(opened.engine)
    try:
        assert (page(opened, 1).rows, page(opened, 1).pages) == ([], 1)
    finally:
        opened.close()


def test_a_page_takes_two_statements(database: Database) -> None:
    seen: list[str] = []
    event.listen(
        database.engine, "before_cursor_execute", lambda _c, _u, text, *_rest: seen.append(text), named=False
    )
    page(database, 2)
    assert len([text for text in seen if text.startswith("SELECT")]) == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [(None, 1), ("", 1), ("2", 2), ("0", 1), ("-1", 1), ("1e3", 1), ("²", 1), ("٣", 1), ("1" * 400, 1)],
)
def test_what_is_no_number_of_a_page_means_the_first(text: str | None, number: int) -> None:
    assert page_number(text) == number
