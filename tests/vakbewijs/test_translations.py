"""Every sentence of the demo is there in English as well."""

from tests.catalogues import untranslated
from vakbewijs.demo.cases import TITLES


def test_every_sentence_of_the_demo_is_translated() -> None:
    assert untranslated("vakbewijs") == []


def test_every_case_has_a_title() -> None:
    assert all(TITLES.values())
