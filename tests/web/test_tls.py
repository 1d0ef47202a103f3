"""A certificate of our own: private, renewed in time, and trusted for this machine alone."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schemas.errors import FetchError
from vakbewijs.local_server import listen, serve
from web.outbound import OutboundClient
from web.tls import VALIDITY, ServerCertificate, local_certificate

NOW = datetime.now(UTC)


def test_the_private_key_is_for_its_owner_only_and_the_pair_is_kept(tmp_path: Path) -> None:
    made = local_certificate(tmp_path / "home", at=NOW)

    assert made.private_key.stat().st_mode & 0o777 == 0o600
    assert made.private_key.parent.stat().st_mode & 0o077 == 0
    kept = made.certificate.read_bytes()
    assert local_certificate(tmp_path / "home", at=NOW + timedelta(days=1)).certificate.read_bytes() == kept


def test_a_certificate_that_nears_its_end_is_made_anew(tmp_path: Path) -> None:
    before = local_certificate(tmp_path, at=NOW).certificate.read_bytes()

    after = local_certificate(tmp_path, at=NOW + VALIDITY - timedelta(days=1)).certificate.read_bytes()

    assert after != before


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[int, ServerCertificate]]:
    import threading

    certificate = local_certificate(tmp_path, at=NOW)

    def application(_environ: object, start_response: object) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", "2")])  # type: ignore[operator]
        return [b"{}"]

    server = serve(application, listen(0), certificate)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.port, certificate
    server.shutdown()
    thread.join()
    server.server_close()


def test_our_own_client_trusts_it_on_this_machine_when_told_to(
    served: tuple[int, ServerCertificate],
) -> None:
    port, certificate = served
    client = OutboundClient(allow_insecure_loopback=True, trusted_certificate=certificate.certificate)

    for address in (f"https://localhost:{port}/", f"http://localhost:{port}/"):
        assert client.get(address) == b"{}", "http to this machine becomes https"


def test_nobody_else_trusts_it(served: tuple[int, ServerCertificate]) -> None:
    port, _ = served

    with pytest.raises(FetchError, match=r"fetch\.unreachable"):
        OutboundClient(allow_insecure_loopback=True).get(f"https://localhost:{port}/")


def test_it_vouches_for_no_other_certificate(tmp_path: Path) -> None:
    from cryptography import x509

    made = local_certificate(tmp_path, at=NOW)
    certificate = x509.load_pem_x509_certificate(made.certificate.read_bytes())

    assert certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0
    assert made.server_context().minimum_version >= ssl.TLSVersion.TLSv1_2
