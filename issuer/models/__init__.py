"""The issuer's tables."""

from issuer.models.awards import Award as Award
from issuer.models.awards import AwardState as AwardState
from issuer.models.awards import CopyState as CopyState
from issuer.models.awards import Credential as Credential
from issuer.models.base import Base as Base
from issuer.models.batches import Batch as Batch
from issuer.models.batches import BatchRow as BatchRow
from issuer.models.batches import BatchState as BatchState
from issuer.models.batches import RowState as RowState
from issuer.models.institutions import Institution as Institution
from issuer.models.institutions import InstitutionKey as InstitutionKey
from issuer.models.institutions import Staff as Staff
from issuer.models.institutions import StaffRole as StaffRole
from issuer.models.institutions import StaffSession as StaffSession
from issuer.models.offers import Offer as Offer
from issuer.models.offers import OfferChallenge as OfferChallenge
from issuer.models.offers import OfferState as OfferState
from issuer.models.status import StatusEntry as StatusEntry
from issuer.models.status import StatusList as StatusList
from issuer.models.status import StatusPurpose as StatusPurpose
from issuer.models.trail import AuditEntry as AuditEntry
from issuer.models.trail import AuditHead as AuditHead
from issuer.models.trail import OutboxMessage as OutboxMessage
from issuer.roles import Role as Role
