"""The Dutch texts of the engine, by code: the message ids of the catalogue `engine`. Words only.

`reading`, `signing` and `standing` have the words of single checks, in the order in which those are made;
`verdicts` has what they come to.
"""

from collections.abc import Mapping

from verifier.engine_texts.marking import N_ as N_
from verifier.engine_texts.reading import READING_TEXTS
from verifier.engine_texts.signing import SIGNING_TEXTS
from verifier.engine_texts.standing import STANDING_TEXTS
from verifier.engine_texts.verdicts import CARRIER_TEXTS as CARRIER_TEXTS
from verifier.engine_texts.verdicts import NOT_SAID as NOT_SAID
from verifier.engine_texts.verdicts import SEVERAL_OWN_WORDS as SEVERAL_OWN_WORDS
from verifier.engine_texts.verdicts import SEVERAL_TEXTS as SEVERAL_TEXTS
from verifier.engine_texts.verdicts import SEVERAL_WORDS as SEVERAL_WORDS
from verifier.engine_texts.verdicts import VERDICT_TEXTS as VERDICT_TEXTS

# By check code, or by family where all codes of a family say the same to people.
CHECK_TEXTS: Mapping[str, str] = {**READING_TEXTS, **SIGNING_TEXTS, **STANDING_TEXTS}
