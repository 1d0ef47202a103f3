"""The conformance server put together: one issuer per cryptosuite, each its own did:key, and a verifier."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.wrappers import Response as WsgiResponse

import issuer
import issuer.app
import verifier
import verifier.app
from issuer.installation import Installation
from issuer.instances import create_instance
from issuer.institutions import create_institution
from issuer.models import StatusPurpose
from issuer.settings import IssuerSettings
from keys.key_types import KeyType
from schemas.credential import CredentialKind
from schemas.documents import JsonObject, serialize
from verifier.policy import CONFORMANCE_POLICY
from verifier.settings import VerifierSettings
from web.application import utc_now
from web.database import Database
from web.migrations import upgrade
from web.tls import ServerCertificate, local_certificate


@dataclass(frozen=True, slots=True)
class ConformanceIssuer:
    """What one of the issuers signs with."""

    name: str
    cryptosuite: str
    key_type: KeyType
    with_status: bool = False


ISSUERS = (
    ConformanceIssuer("eddsa-rdfc-2022", "eddsa-rdfc-2022", KeyType.ED25519),
    ConformanceIssuer("eddsa-rdfc-2022-status", "eddsa-rdfc-2022", KeyType.ED25519, with_status=True),
    ConformanceIssuer("eddsa-jcs-2022", "eddsa-jcs-2022", KeyType.ED25519),
    ConformanceIssuer("ecdsa-rdfc-2019-p256", "ecdsa-rdfc-2019", KeyType.P256),
    ConformanceIssuer("ecdsa-rdfc-2019-p384", "ecdsa-rdfc-2019", KeyType.P384),
    ConformanceIssuer("ecdsa-jcs-2019-p256", "ecdsa-jcs-2019", KeyType.P256),
    ConformanceIssuer("ecdsa-jcs-2019-p384", "ecdsa-jcs-2019", KeyType.P384),
    ConformanceIssuer("ecdsa-sd-2023", "ecdsa-sd-2023", KeyType.P256),
)


@dataclass(frozen=True, slots=True)
class ConformanceSite:
    """The server's application, its certificate, and the description that is printed."""

    wsgi: DispatcherMiddleware
    certificate: ServerCertificate
    description: JsonObject


def build_site(folder: Path, port: int, *, clock: Callable[[], datetime] = utc_now) -> ConformanceSite:
    """Make everything anew in an empty folder. Does not serve."""
    base_url = f"https://localhost:{port}"
    certificate = local_certificate(folder, at=clock())
    issuing = IssuerSettings(
        home=folder,
        public_base_url=f"{base_url}/issuer",
        allow_insecure_loopback=True,
        trusted_hosts=("127.0.0.1", "[::1]"),
        trusted_certificate=certificate.certificate,
        rate_limits=False,
        open_machine_door=True,
    )
    verifying = VerifierSettings(
        home=folder,
        public_base_url=f"{base_url}/verifier",
        allow_insecure_loopback=True,
        trusted_hosts=("127.0.0.1", "[::1]"),
        trusted_certificate=certificate.certificate,
        rate_limits=False,
    )
    for party, settings in ((issuer, issuing), (verifier, verifying)):
        settings.folder.mkdir(mode=0o700)
        upgrade(Database(settings.database_url), Path(party.__path__[0]) / "migrations")
    installation = Installation.open(issuing)
    dids = _make_issuers(Database(issuing.database_url), installation, at=clock())
    description = _description(installation, verifying.public_base_url, certificate, dids)
    issuing_app = issuer.app.create_app(issuing, clock=clock, contexts=CONFORMANCE_POLICY.contexts)
    # A client that sets a status and verifies at once must see it.
    verifying_app = verifier.app.create_app(
        verifying, clock=clock, contexts=CONFORMANCE_POLICY.contexts, status_list_ttl=timedelta()
    )
    mounted = DispatcherMiddleware(
        _front(description),
        {"/issuer": issuing_app.wsgi_app, "/verifier": verifying_app.wsgi_app},
    )
    return ConformanceSite(mounted, certificate, description)


def _make_issuers(database: Database, installation: Installation, *, at: datetime) -> dict[str, str]:
    """Make an institution with one instance per row; return their DIDs."""
    dids = {}
    with database.transaction() as session:
        for row in ISSUERS:
            institution = create_institution(
                session,
                installation,
                slug=row.name,
                name=f"Conformance {row.name}",
                kinds=[CredentialKind.DIPLOMA],
                identifiers={"KVK": "00000000"},
                key_type=row.key_type,
                named_by_key=True,
                at=at,
            )
            create_instance(
                session,
                installation,
                institution,
                name=row.name,
                cryptosuite=row.cryptosuite,
                status_purposes=[StatusPurpose.REVOCATION] if row.with_status else [],
                at=at,
            )
            dids[row.name] = institution.did
    return dids


def _description(
    installation: Installation, verifier_url: str, certificate: ServerCertificate, dids: dict[str, str]
) -> JsonObject:
    suites: list[str] = sorted({row.cryptosuite for row in ISSUERS})
    return {
        "certificate": str(certificate.certificate),
        "issuers": [
            {
                "name": row.name,
                "id": dids[row.name],
                "cryptosuite": row.cryptosuite,
                "keyType": row.key_type.value,
                "status": row.with_status,
                "endpoint": installation.issuing_url(row.name),
                "statusEndpoint": f"{installation.base_url}/credentials/status",
            }
            for row in ISSUERS
        ],
        "verifiers": [{"endpoint": f"{verifier_url}/credentials/verify", "cryptosuites": [*suites]}],
        "vpVerifiers": [{"endpoint": f"{verifier_url}/presentations/verify", "cryptosuites": [*suites]}],
        "holders": [{"endpoint": f"{verifier_url}/credentials/derive", "cryptosuites": ["ecdsa-sd-2023"]}],
        "didResolvers": [{"endpoint": f"{verifier_url}/1.0/identifiers"}],
        "openapi": [f"{installation.base_url}/openapi.json", f"{verifier_url}/openapi.json"],
    }


def _front(description: JsonObject) -> WSGIApplication:
    """Return what answers outside the parties' paths: the description, and a refusal in JSON."""
    found = WsgiResponse(serialize(description), mimetype="application/json")
    missing = WsgiResponse(
        serialize({"status": 404, "code": "http.404", "title": "Not found"}),
        404,
        mimetype="application/problem+json",
    )

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        response = found if environ.get("PATH_INFO") in ("", "/") else missing
        return response(environ, start_response)

    return respond
