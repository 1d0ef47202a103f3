"""Row identifiers: RFC 9562 version 7, in the order in which they were made."""

import uuid

from web.row_ids import RowIds, new_row_id


def test_ids_made_in_one_millisecond_sort_in_the_order_in_which_they_were_made() -> None:
    ids = RowIds()
    made = [str(ids.next(unix_ms=1_700_000_000_000)) for _ in range(10_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_a_clock_that_steps_back_does_not_break_the_order() -> None:
    ids = RowIds()
    later = ids.next(unix_ms=1_700_000_005_000)
    assert str(ids.next(unix_ms=1_700_000_000_000)) > str(later)


def test_an_id_says_version_7_and_holds_its_millisecond() -> None:
    made = RowIds().next(unix_ms=1_700_000_000_123)
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == 1_700_000_000_123


def test_a_later_millisecond_sorts_after_an_earlier_one_whatever_the_random_part_is() -> None:
    for _ in range(50):
        assert str(RowIds().next(unix_ms=1_700_000_000_000)) < str(RowIds().next(unix_ms=1_700_000_000_001))


def test_the_text_form_has_36_characters() -> None:
    assert len(new_row_id()) == 36
