"""An institution's staff: accounts as everywhere (`web.staff.accounts`), and people as the rules see them."""

from issuer import audit
from issuer.award_rules import Actor
from issuer.models import Role, Staff, StaffRole
from web.staff.accounts import Accounts

accounts: Accounts[Staff, Role] = Accounts(Staff, StaffRole, note=audit.append)


def actor_of(staff: Staff) -> Actor:
    """Return the person as the rules of awards see them."""
    return Actor(staff_id=staff.id, official_id=staff.official_id, roles=accounts.roles_of(staff))
