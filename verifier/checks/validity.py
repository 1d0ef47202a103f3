"""Step 5: does the document hold today, by the dates in it?"""

from schemas.dates import legal_date
from verifier.checks.inquiry import Inquiry, failed, passed, warning
from verifier.result import Check

NAME = "validity"


def check_validity(inquiry: Inquiry) -> Check:
    """Compare validFrom and validUntil with the time of judging (VC Data Model 2.0, section 4.9; PF-11).

    Expired is a warning: what somebody could do then was true then. Not yet valid fails: nobody vouches
    for it today. That no end is shown says nothing where the holder chose what to show; of our own kinds
    she can't leave it out.
    """
    credential, skew = inquiry.credential, inquiry.policy.clock_skew
    if credential.valid_from is not None and inquiry.at + skew < credential.valid_from:
        return failed(NAME, "validity.not_yet", since=legal_date(credential.valid_from).isoformat())
    if credential.valid_until is None and credential.kind is None and inquiry.shown_in_part:
        return warning(NAME, "validity.not_shown")
    if credential.valid_until is None:
        return passed(NAME, "validity.no_end")
    until = legal_date(credential.valid_until).isoformat()
    if inquiry.at - skew >= credential.valid_until:
        return warning(NAME, "validity.expired", until=until)
    return passed(NAME, "validity.within", until=until)
