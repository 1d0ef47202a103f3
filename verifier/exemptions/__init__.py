"""Learning outcomes that are proven -> parts of a programme that need not be done again. Pure.

`programme` is what a school says of its programme, `rules` what the law says of exemptions on a date,
`proofs` what a verified document proves, `equivalences` which outcomes are equal though their codes differ,
`outcomes` what an outcome is and of which smaller ones it consists, `weighing` what weighs on a proof,
`matrix` the proposal, `stacking` the same question about a whole qualification. People decide; nothing here
does (docs/adr/0042).
"""

from verifier.exemptions.matrix import Matrix as Matrix
from verifier.exemptions.matrix import Proposal as Proposal
from verifier.exemptions.matrix import propose as propose
from verifier.exemptions.programme import Programme as Programme
from verifier.exemptions.programme import read_programme as read_programme
from verifier.exemptions.proofs import Proof as Proof
from verifier.exemptions.proofs import proof_of as proof_of
