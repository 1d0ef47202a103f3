"""What the issuer does beside requests: the jobs of `vakbewijs issuer worker`, and of the demo."""

from issuer import bulk, claiming, institutions, issuing, signing_keys
from issuer.app import SESSION_ABSOLUTE, SESSION_IDLE
from issuer.installation import Installation
from issuer.models import OutboxMessage, StaffSession
from issuer.settings import IssuerSettings
from web import outbox
from web.application import utc_now
from web.database import Database
from web.jobs import Job
from web.sessions import Sessions


def worker_jobs(settings: IssuerSettings, database: Database, installation: Installation) -> list[Job]:
    """Return what a worker does: batches, what was interrupted, mail, and tidying up."""
    mail = outbox.MailFolder(settings.folder / "outbox")
    sessions = Sessions(StaffSession, settings, idle=SESSION_IDLE, absolute=SESSION_ABSOLUTE)

    def send() -> bool:
        with database.transaction() as session:
            return outbox.deliver_next(
                session, OutboxMessage, mail, sender=settings.mail_sender, at=utc_now()
            )

    def tidy() -> bool:
        with database.transaction() as session:
            claiming.remove_expired_challenges(session, at=utc_now())
            sessions.remove_expired(session, at=utc_now())
            for institution in institutions.all_institutions(session):
                signing_keys.retire_superseded(session, installation, institution, at=utc_now())
        return False

    return [
        Job("batches", lambda: bulk.run_next(database, installation, at=utc_now())),
        Job("interrupted", lambda: issuing.resume_interrupted(database, installation, at=utc_now()) > 0),
        Job("mail", send),
        Job("tidy", tidy),
    ]
