"""Staff accounts: made by an operator or an admin, opened with a password, locked after wrong ones."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from verifier.models import Organisation, Staff, StaffRole
from verifier.organisations import trail
from verifier.organisations.errors import ConflictError, ForbiddenError, NotFoundError, RefusedInputError
from verifier.organisations.roles import Role
from web.passwords import MINIMUM_CHARACTERS, Passwords, is_long_enough
from web.staff_accounts import account_problem, attempt, folded_login


@dataclass(frozen=True, slots=True)
class SignIn:
    """What came of an attempt: the person, or the code of why not."""

    staff: Staff | None
    code: str = ""


def create_staff(
    session: Session,
    organisation: Organisation,
    *,
    login: str,
    name: str,
    official_id: str,
    password: str,
    roles: Collection[Role],
    passwords: Passwords,
    at: datetime,
    actor: str = trail.OPERATOR,
) -> Staff:
    """Make an account. `official_id` is the code by which decisions name this person.

    Raises `RefusedInputError` (`staff.login`, `staff.name`, `staff.official_id`, `staff.password`,
    `staff.roles`) and `ConflictError("staff.exists")`.
    """
    login = folded_login(login)
    problem = account_problem(login=login, name=name, official_id=official_id, password=password)
    if problem is not None:
        raise RefusedInputError(problem, characters=str(MINIMUM_CHARACTERS))
    if not roles:
        raise RefusedInputError("staff.roles")
    taken = select(Staff.id).where(
        Staff.organisation_id == organisation.id,
        (Staff.login == login) | (Staff.official_id == official_id),
    )
    if session.scalars(taken).first() is not None:
        raise ConflictError("staff.exists")
    staff = Staff(
        organisation_id=organisation.id,
        login=login,
        name=name.strip(),
        official_id=official_id,
        password_hash=passwords.hash(password),
        created_at=at,
    )
    session.add(staff)
    session.flush()
    set_roles(session, staff, roles, at=at, actor=actor)
    return staff


def set_roles(session: Session, staff: Staff, roles: Collection[Role], *, at: datetime, actor: str) -> None:
    """Give a person exactly these roles. The caller ends the person's sessions."""
    given = sorted(set(roles))
    staff.roles = [
        StaffRole(organisation_id=staff.organisation_id, staff_id=staff.id, role=role) for role in given
    ]
    session.flush()
    _note(session, staff, "staff.roles_given", at, actor, ",".join(given))


def change_password(
    session: Session, staff: Staff, *, current: str, new: str, passwords: Passwords, at: datetime
) -> None:
    """Give an account another password. The caller ends its other sessions.

    Raises `RefusedInputError`: `staff.password_wrong`, `staff.password`.
    """
    if not passwords.verify(staff.password_hash, current):
        raise RefusedInputError("staff.password_wrong")
    if not is_long_enough(new):
        raise RefusedInputError("staff.password", characters=str(MINIMUM_CHARACTERS))
    staff.password_hash = passwords.hash(new)
    _note(session, staff, "staff.password_changed", at)


def deactivate(session: Session, staff: Staff, *, at: datetime, actor: str) -> None:
    """Close an account; its name stays in what it did. The caller ends its sessions."""
    staff.active = False
    _note(session, staff, "staff.deactivated", at, actor)


def require_other(staff: Staff, staff_id: str) -> None:
    """Raise `ForbiddenError("staff.own_account")` for one's own account: nobody locks themselves out."""
    if staff.id == staff_id:
        raise ForbiddenError("staff.own_account")


def find_staff(session: Session, organisation_id: str, staff_id: str) -> Staff:
    """Return a member of staff of this organisation. Raises `NotFoundError`."""
    staff = session.get(Staff, (organisation_id, staff_id))
    if staff is None:
        raise NotFoundError("staff.unknown")
    return staff


def all_staff(session: Session, organisation_id: str) -> list[Staff]:
    """Return the organisation's staff by name."""
    return list(
        session.scalars(select(Staff).where(Staff.organisation_id == organisation_id).order_by(Staff.name))
    )


def roles_of(staff: Staff) -> frozenset[Role]:
    """Return the roles that a person was given."""
    return frozenset(given.role for given in staff.roles)


def sign_in(
    session: Session,
    organisation: Organisation,
    *,
    login: str,
    password: str,
    passwords: Passwords,
    at: datetime,
) -> SignIn:
    """Check name and password, counting wrong ones (`web.staff_accounts`).

    Returns instead of raising, since the count must be committed.
    """
    staff = session.scalars(
        select(Staff)
        .where(Staff.organisation_id == organisation.id, Staff.login == folded_login(login))
        .with_for_update()
    ).one_or_none()
    tried = attempt(staff, password, passwords=passwords, at=at)
    if staff is None or not tried.opened:
        if staff is not None and tried.locked_now:
            _note(session, staff, "staff.locked", at)
        return SignIn(None, tried.code)
    _note(session, staff, "staff.signed_in", at)
    return SignIn(staff)


def _note(
    session: Session, staff: Staff, action: str, at: datetime, actor: str | None = None, detail: str = ""
) -> None:
    trail.note(
        session,
        staff.organisation_id,
        action,
        at=at,
        actor=actor or staff.id,
        object_id=staff.id,
        detail=detail,
    )
