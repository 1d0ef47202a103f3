"""The other two kinds of credential: all engines give the same bytes, or ours refuses."""

from collections.abc import Callable

import pytest

from keys.canonicalization import PRODUCT_CONTEXT_RULES
from schemas.documents import JsonObject
from tests.differential.comparing import compare
from tests.differential.documents import small
from tests.differential.mutants import mutants
from tests.schemas import samples

KINDS: list[Callable[[], JsonObject]] = [samples.ervaringscertificaat, samples.vrijstellingsbesluit]


@pytest.mark.parametrize("sample", KINDS, ids=lambda sample: sample.__name__)
@pytest.mark.parametrize("seed", [1, 2])
def test_every_mutant_is_the_same_to_all_engines_or_refused(
    sample: Callable[[], JsonObject], seed: int
) -> None:
    outcomes = compare(mutants(small(sample()), count=350, seed=seed), PRODUCT_CONTEXT_RULES)
    # Enough of them are accepted for the comparison to mean something, and the quick way takes nearly all.
    assert outcomes["walked"] > 100
    assert outcomes["general"] < 20
    assert len(outcomes) > 10


@pytest.mark.parametrize("sample", KINDS, ids=lambda sample: sample.__name__)
def test_the_whole_document_is_the_same_to_all_engines(sample: Callable[[], JsonObject]) -> None:
    assert compare([sample()], PRODUCT_CONTEXT_RULES) == {"walked": 1}
    assert compare(mutants(sample(), count=10, seed=3), PRODUCT_CONTEXT_RULES)["walked"] > 2
