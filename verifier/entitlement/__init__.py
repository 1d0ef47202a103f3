"""Which publicly funded education is still open to somebody: verified documents and her own words in, an
indication per target out. Pure: no clock, no network, no database.

The rules are data (`rules/*.toml`), in force from one date to another, in two sets that can't be mixed:
current law and the proposal of the SER of 2017. A conclusion is of one set, by its type. ADR 40 says why.
"""

from verifier.entitlement.assessing import Conclusion as Conclusion
from verifier.entitlement.assessing import Note as Note
from verifier.entitlement.assessing import assess as assess
from verifier.entitlement.declared import Declared as Declared
from verifier.entitlement.history import Basis as Basis
from verifier.entitlement.history import History as History
from verifier.entitlement.history import read_history as read_history
from verifier.entitlement.outcomes import LawOutcome as LawOutcome
from verifier.entitlement.outcomes import ProposalOutcome as ProposalOutcome
from verifier.entitlement.outcomes import Target as Target
from verifier.entitlement.rule_sets import RuleSet as RuleSet
from verifier.entitlement.rule_sets import current_law as current_law
from verifier.entitlement.rule_sets import ser_proposal as ser_proposal
