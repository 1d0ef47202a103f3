"""How the services of a staff console tell an actor's trail what was done."""

from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

# Who acted, when it was who runs the installation.
OPERATOR = "operator"


class Note(Protocol):
    """Adds a row to the actor's trail, in the transaction of the step itself. No names: the trail stays."""

    def __call__(
        self,
        session: Session,
        tenant_id: str,
        action: str,
        /,
        *,
        at: datetime,
        actor: str,
        object_id: str,
        detail: str = "",
    ) -> object:
        """Note an action on a row by a member of staff, a system or the operator."""
