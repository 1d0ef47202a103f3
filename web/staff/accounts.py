"""Accounts of staff: made by an operator or an admin, opened with a password, locked after wrong ones.

An actor makes one of these over its own tables: `accounts = Accounts(Staff, StaffRole, note=...)`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from web.passwords import MINIMUM_CHARACTERS, Passwords, is_long_enough
from web.refusals import ConflictError, ForbiddenError, NotFoundError, RefusedInputError
from web.staff.signing_in import account_problem, attempt, folded_login
from web.staff.tables import StaffMixin, TenantMixin
from web.staff.trail import OPERATOR, Note

StaffT = TypeVar("StaffT", bound=StaffMixin)
RoleT = TypeVar("RoleT", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class SignIn(Generic[StaffT]):
    """What came of an attempt: the person, or the code of why not."""

    staff: StaffT | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Accounts(Generic[StaffT, RoleT]):
    """The accounts at one actor: its table of staff, its table of given roles, and its trail."""

    staff: type[StaffT]
    given_role: Callable[..., Any]
    """The class of the rows in `staff.roles`, made with `role=`."""
    note: Note = field(kw_only=True)

    def create(
        self,
        session: Session,
        tenant: TenantMixin,
        *,
        login: str,
        name: str,
        official_id: str,
        password: str,
        roles: Collection[RoleT],
        passwords: Passwords,
        at: datetime,
        actor: str = OPERATOR,
    ) -> StaffT:
        """Make an account. `official_id` is the code by which documents name this person.

        Raises `RefusedInputError` (`staff.login`, `staff.name`, `staff.official_id`, `staff.password`,
        `staff.roles`) and `ConflictError("staff.exists")`.
        """
        login = folded_login(login)
        problem = account_problem(login=login, name=name, official_id=official_id, password=password)
        if problem is not None:
            raise RefusedInputError(problem, characters=str(MINIMUM_CHARACTERS))
        if not roles:
            raise RefusedInputError("staff.roles")
        taken = select(self.staff.id).where(
            self.staff.tenant_id == tenant.id,
            (self.staff.login == login) | (self.staff.official_id == official_id),
        )
        if session.scalars(taken).first() is not None:
            raise ConflictError("staff.exists")
        member = self.staff(
            tenant_id=tenant.id,
            login=login,
            name=name.strip(),
            official_id=official_id,
            password_hash=passwords.hash(password),
            created_at=at,
        )
        session.add(member)
        session.flush()
        self.set_roles(session, member, roles, at=at, actor=actor)
        return member

    def set_roles(
        self, session: Session, member: StaffT, roles: Collection[RoleT], *, at: datetime, actor: str
    ) -> None:
        """Give a person exactly these roles. The caller ends the person's sessions."""
        given = sorted(set(roles))
        member.roles = [self.given_role(role=role) for role in given]
        session.flush()
        self._note(session, member, "staff.roles_given", at=at, actor=actor, detail=",".join(given))

    def change_password(
        self, session: Session, member: StaffT, *, current: str, new: str, passwords: Passwords, at: datetime
    ) -> None:
        """Give an account another password. The caller ends its other sessions.

        Raises `RefusedInputError`: `staff.password_wrong`, `staff.password`.
        """
        if not passwords.verify(member.password_hash, current):
            raise RefusedInputError("staff.password_wrong")
        if not is_long_enough(new):
            raise RefusedInputError("staff.password", characters=str(MINIMUM_CHARACTERS))
        member.password_hash = passwords.hash(new)
        self._note(session, member, "staff.password_changed", at=at)

    def deactivate(self, session: Session, member: StaffT, *, at: datetime, actor: str) -> None:
        """Close an account; its name stays in what it did. The caller ends its sessions."""
        member.active = False
        self._note(session, member, "staff.deactivated", at=at, actor=actor)

    def find(self, session: Session, tenant_id: str, staff_id: str) -> StaffT:
        """Return a member of staff of this tenant. Raises `NotFoundError("staff.unknown")`."""
        member = session.get(self.staff, (tenant_id, staff_id))
        if member is None:
            raise NotFoundError("staff.unknown")
        return member

    def all_of(self, session: Session, tenant_id: str) -> list[StaffT]:
        """Return the tenant's staff by name."""
        found = select(self.staff).where(self.staff.tenant_id == tenant_id).order_by(self.staff.name)
        return list(session.scalars(found))

    def roles_of(self, member: StaffT) -> frozenset[RoleT]:
        """Return the roles that a person was given."""
        return frozenset(given.role for given in member.roles)

    def sign_in(
        self,
        session: Session,
        tenant: TenantMixin,
        *,
        login: str,
        password: str,
        passwords: Passwords,
        at: datetime,
    ) -> SignIn[StaffT]:
        """Check name and password, counting wrong ones: after five the account waits (WB-11).

        Returns instead of raising, since the count must be committed. An unknown name costs the same time
        and gets the same answer as a wrong password.
        """
        member = session.scalars(
            select(self.staff)
            .where(self.staff.tenant_id == tenant.id, self.staff.login == folded_login(login))
            .with_for_update()
        ).one_or_none()
        tried = attempt(member, password, passwords=passwords, at=at)
        if member is None or not tried.opened:
            if member is not None and tried.locked_now:
                self._note(session, member, "staff.locked", at=at)
            return SignIn(None, tried.code)
        self._note(session, member, "staff.signed_in", at=at)
        return SignIn(member)

    def _note(
        self,
        session: Session,
        member: StaffT,
        action: str,
        *,
        at: datetime,
        actor: str | None = None,
        detail: str = "",
    ) -> None:
        self.note(
            session,
            member.tenant_id,
            action,
            at=at,
            actor=actor or member.id,
            object_id=member.id,
            detail=detail,
        )


def require_other(member: StaffMixin, visitor: StaffMixin) -> None:
    """Raise `ForbiddenError("staff.own_account")` for one's own account: nobody locks themselves out."""
    if member.id == visitor.id:
        raise ForbiddenError("staff.own_account")
