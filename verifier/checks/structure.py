"""Step 1: can the document be read as a credential at all, and is it of a type that this verifier accepts?"""

from schemas.credential import Credential
from schemas.data_model import check_credential
from schemas.errors import MalformedDocumentError
from verifier.checks.inquiry import Inquiry, failed, failure, passed
from verifier.policy import INFRASTRUCTURE_TYPES
from verifier.result import Check

NAME = "structure"


def check_structure(inquiry: Inquiry) -> Check:
    """Hold the document against the VC Data Model, read it as a credential, look at its types (LD-06)."""
    try:
        check_credential(inquiry.document)
        credential = Credential.from_document(inquiry.document)
    except MalformedDocumentError as error:
        return failure(NAME, error)
    types = frozenset(credential.types)
    if types & INFRASTRUCTURE_TYPES or not types & inquiry.policy.types:
        return failed(NAME, "structure.wrong_type", detail=str(sorted(types)))
    inquiry.read = credential
    return passed(NAME, "structure.read")
