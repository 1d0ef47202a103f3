"""Staff accounts: made by an operator or an admin, opened with a password, locked after wrong ones."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from issuer import audit
from issuer.award_rules import Actor
from issuer.errors import ConflictError, ForbiddenError, NotFoundError, RefusedInputError
from issuer.models import Institution, Role, Staff, StaffRole
from web.passwords import MINIMUM_CHARACTERS, Passwords, is_long_enough
from web.staff_accounts import LOCK as LOCK
from web.staff_accounts import MAX_FAILED_SIGN_INS as MAX_FAILED_SIGN_INS
from web.staff_accounts import account_problem, attempt, folded_login


@dataclass(frozen=True, slots=True)
class SignIn:
    """What came of an attempt: the person, or the code of why not."""

    staff: Staff | None
    code: str = ""


def create_staff(
    session: Session,
    institution: Institution,
    *,
    login: str,
    name: str,
    official_id: str,
    password: str,
    roles: Collection[Role],
    passwords: Passwords,
    at: datetime,
    actor: str = audit.OPERATOR,
) -> Staff:
    """Make an account. `official_id` is the code by which certificates name this person as approver.

    Raises `RefusedInputError` (`staff.login`, `staff.name`, `staff.official_id`, `staff.password`,
    `staff.roles`) and `ConflictError("staff.exists")`.
    """
    login = folded_login(login)
    problem = account_problem(login=login, name=name, official_id=official_id, password=password)
    if problem is not None:
        raise RefusedInputError(problem, characters=str(MINIMUM_CHARACTERS))
    if not roles:
        raise RefusedInputError("staff.roles")
    taken = select(Staff.id).where(Staff.institution_id == institution.id)
    if session.scalar(taken.where(Staff.login == login)) or session.scalar(
        taken.where(Staff.official_id == official_id)
    ):
        raise ConflictError("staff.exists")
    staff = Staff(
        institution_id=institution.id,
        login=login,
        name=name.strip(),
        official_id=official_id,
        password_hash=_hashed(password, passwords),
        created_at=at,
    )
    session.add(staff)
    session.flush()
    set_roles(session, staff, roles, at=at, actor=actor)
    return staff


def set_roles(session: Session, staff: Staff, roles: Collection[Role], *, at: datetime, actor: str) -> None:
    """Give a person exactly these roles. The caller ends the person's sessions."""
    staff.roles = [
        StaffRole(institution_id=staff.institution_id, staff_id=staff.id, role=role)
        for role in sorted(set(roles))
    ]
    session.flush()
    audit.append(
        session,
        staff.institution_id,
        "staff.roles_given",
        at=at,
        actor=actor,
        object_id=staff.id,
        detail=",".join(sorted(set(roles))),
    )


def change_password(
    session: Session, staff: Staff, *, current: str, new: str, passwords: Passwords, at: datetime
) -> None:
    """Give an account another password. The caller ends its other sessions.

    Raises `RefusedInputError`: `staff.password_wrong`, `staff.password`.
    """
    if not passwords.verify(staff.password_hash, current):
        raise RefusedInputError("staff.password_wrong")
    staff.password_hash = _hashed(new, passwords)
    _note(session, staff, "staff.password_changed", at)


def deactivate(session: Session, staff: Staff, *, at: datetime, actor: str) -> None:
    """Close an account; its name stays in what it did. The caller ends its sessions."""
    staff.active = False
    audit.append(session, staff.institution_id, "staff.deactivated", at=at, actor=actor, object_id=staff.id)


def require_other(staff: Staff, actor: Actor) -> None:
    """Raise `ForbiddenError("staff.own_account")` for one's own account: nobody locks themselves out."""
    if staff.id == actor.staff_id:
        raise ForbiddenError("staff.own_account")


def find_staff(session: Session, institution_id: str, staff_id: str) -> Staff:
    """Return a member of staff of this institution. Raises `NotFoundError`."""
    staff = session.get(Staff, (institution_id, staff_id))
    if staff is None:
        raise NotFoundError("staff.unknown")
    return staff


def all_staff(session: Session, institution_id: str) -> list[Staff]:
    """Return the institution's staff by name."""
    return list(
        session.scalars(select(Staff).where(Staff.institution_id == institution_id).order_by(Staff.name))
    )


def actor_of(staff: Staff) -> Actor:
    """Return the person as the rules of awards see them."""
    return Actor(
        staff_id=staff.id,
        official_id=staff.official_id,
        roles=frozenset(given.role for given in staff.roles),
    )


def sign_in(
    session: Session,
    institution: Institution,
    *,
    login: str,
    password: str,
    passwords: Passwords,
    at: datetime,
) -> SignIn:
    """Check name and password, counting wrong ones: after five the account waits (WB-11).

    Returns instead of raising, since the count must be committed. An unknown name costs the same time
    and gets the same answer as a wrong password.
    """
    staff = session.scalars(
        select(Staff)
        .where(Staff.institution_id == institution.id, Staff.login == folded_login(login))
        .with_for_update()
    ).one_or_none()
    tried = attempt(staff, password, passwords=passwords, at=at)
    if staff is None or not tried.opened:
        if staff is not None and tried.locked_now:
            _note(session, staff, "staff.locked", at)
        return SignIn(None, tried.code)
    _note(session, staff, "staff.signed_in", at)
    return SignIn(staff)


def _hashed(password: str, passwords: Passwords) -> str:
    if not is_long_enough(password):
        raise RefusedInputError("staff.password", characters=str(MINIMUM_CHARACTERS))
    return passwords.hash(password)


def _note(session: Session, staff: Staff, action: str, at: datetime) -> None:
    audit.append(session, staff.institution_id, action, at=at, actor=staff.id, object_id=staff.id)
