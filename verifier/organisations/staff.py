"""The staff of organisations: accounts as everywhere (`web.staff.accounts`)."""

from verifier.models import Staff, StaffRole
from verifier.organisations import trail
from verifier.organisations.roles import Role
from web.staff.accounts import Accounts

accounts: Accounts[Staff, Role] = Accounts(Staff, StaffRole, note=trail.note)
