"""A certificate of our own for local runs over https: no authority vouches for it, whoever connects must.

For real installations TLS ends at the proxy in front, with a certificate of an authority.
"""

import ipaddress
import os
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from web.settings import ActorSettings

S = TypeVar("S", bound=ActorSettings)

# Browsers refuse server certificates that hold for longer than this.
VALIDITY = timedelta(days=397)
_RENEW_BEFORE_END = timedelta(days=30)
_CLOCK_TOLERANCE = timedelta(hours=1)
LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class ServerCertificate:
    """The files of a certificate that vouches for itself. `certificate` is also what clients must trust."""

    certificate: Path
    private_key: Path

    def server_context(self) -> ssl.SSLContext:
        """Return what a server needs to speak TLS with it."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.certificate, self.private_key)
        return context


def local_certificate(folder: Path, *, at: datetime, names: Sequence[str] = LOCAL_NAMES) -> ServerCertificate:
    """Return the certificate in the folder, making it at the first start and when it nears its end.

    The private key is for its owner only (0600). Does NOT tell any browser to trust it.
    """
    files = ServerCertificate(folder / "tls.crt", folder / "tls.key")
    if not _holds(files, at):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        certificate, private_key = _self_signed(names, at)
        _write(files.private_key, private_key)
        _write(files.certificate, certificate)
    return files


def with_local_certificate(settings: S, *, at: datetime) -> tuple[S, ServerCertificate]:
    """Return the settings of an actor that speaks https locally, and its certificate.

    All parties of one instance folder share it, and so trust each other on this machine.
    """
    certificate = local_certificate(settings.home, at=at)
    return settings.model_copy(update={"trusted_certificate": certificate.certificate}), certificate


def _holds(files: ServerCertificate, at: datetime) -> bool:
    if not (files.certificate.exists() and files.private_key.exists()):
        return False
    certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    return at + _RENEW_BEFORE_END < certificate.not_valid_after_utc


def _self_signed(names: Sequence[str], at: datetime) -> tuple[bytes, bytes]:
    private_key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Vakbewijs at {names[0]}")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private_key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _CLOCK_TOLERANCE)
        .not_valid_after(at + VALIDITY)
        .add_extension(x509.SubjectAlternativeName([_general_name(each) for each in names]), critical=False)
        # It is its own authority, and for no other certificate: it can be trusted without trusting more.
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                key_cert_sign=True,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private_key.public_key()), critical=False)
        .sign(private_key, hashes.SHA256())
    )
    return (
        certificate.public_bytes(serialization.Encoding.PEM),
        private_key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)
