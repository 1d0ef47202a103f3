"""Step 1: can the document be read as a credential at all, and is it of a type that this verifier accepts?"""

from keys.jose import UnsupportedEnvelopeError
from schemas.credential import Credential
from schemas.data_model import check_credential
from schemas.errors import MalformedDocumentError
from verifier.checks.inquiry import Inquiry, failed, failure, indeterminate, passed
from verifier.policy import INFRASTRUCTURE_TYPES
from verifier.result import Check
from verifier.securing import open_credential

NAME = "structure"


def check_structure(inquiry: Inquiry) -> Check:
    """Hold the document against the VC Data Model, read it as a credential, look at its types (LD-06).

    An envelope is opened first; one of a format that is not read here leaves everything unjudged.
    """
    try:
        inquiry.opened = open_credential(inquiry.document)
        check_credential(inquiry.opened.document)
        credential = Credential.from_document(inquiry.opened.document)
    except UnsupportedEnvelopeError as error:
        return indeterminate(NAME, error.code, detail=str(error))
    except MalformedDocumentError as error:
        return failure(NAME, error)
    types = frozenset(credential.types)
    if types & INFRASTRUCTURE_TYPES or not types & inquiry.policy.types:
        return failed(NAME, "structure.wrong_type", detail=str(sorted(types)))
    inquiry.read = credential
    return passed(NAME, "structure.read")
