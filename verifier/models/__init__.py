"""The verifier's tables, by subject. Importing them all makes the metadata whole."""

from verifier.models.base import Base as Base
from verifier.models.bulk import BulkCheck as BulkCheck
from verifier.models.bulk import BulkCheckRow as BulkCheckRow
from verifier.models.checking import CheckedDocument as CheckedDocument
from verifier.models.checking import SeenTrustList as SeenTrustList
from verifier.models.exemptions import ExemptionCase as ExemptionCase
from verifier.models.exemptions import StoredProgramme as StoredProgramme
from verifier.models.organisations import ApiKey as ApiKey
from verifier.models.organisations import Organisation as Organisation
from verifier.models.organisations import Staff as Staff
from verifier.models.organisations import StaffRole as StaffRole
from verifier.models.organisations import StaffSession as StaffSession
from verifier.models.organisations import TrailEntry as TrailEntry
from verifier.models.requests import Answer as Answer
from verifier.models.requests import AnswerChallenge as AnswerChallenge
from verifier.models.requests import Assessment as Assessment
from verifier.models.requests import Request as Request
