"""What the people of the demo wrote could have been written on the pages of the wallet."""

from datetime import date

import pytest

from schemas.frameworks import Frameworks
from vakbewijs.demo.stories import JOHAN_ITEMS, SAMIRA_ITEMS
from wallet.portfolio.contents import ItemContent, Month
from wallet.portfolio.questions import (
    LINES,
    MONTHS,
    first_unanswered,
    month_problem,
    questions_of,
    text_problem,
)

ITEMS = (*SAMIRA_ITEMS, *JOHAN_ITEMS)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: str(item.title))
def test_every_answer_is_one_that_a_page_accepts(item: ItemContent) -> None:
    for question in questions_of(item.kind):
        answer = getattr(item, question.value)
        if isinstance(answer, Month):
            assert question in MONTHS
            assert month_problem(question, answer, item, today=date(2026, 11, 1)) is None
        elif answer is not None:
            assert text_problem(question, answer) is None
            assert question not in LINES or "\n" not in answer


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: str(item.title))
def test_every_link_is_to_a_part_that_exists(item: ItemContent) -> None:
    for link in item.competences:
        qualification = Frameworks.shipped().find(link.code_system, link.qualification)
        assert qualification
        assert link.part
        assert qualification.part(link.part)


def test_one_item_waits_for_samira_half_way() -> None:
    assert [item.title for item in ITEMS if first_unanswered(item)] == ["Nieuwe collega's inwerken"]
