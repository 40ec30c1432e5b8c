"""The installation's own certificate authority, bound by X.509 name constraints to the catalogue's domains.

Rule 1: the certificate that people trust carries the constraints (RFC 5280, section 4.2.1.10), so that whoever
steals its key still cannot speak for a bank: clients reject a leaf outside the permitted names.
Rule 2: no IP address is ever permitted.
Rule 3: the key lies in the state folder, mode 0600, and only signs; leaves have a key of their own, in memory.
"""

import datetime
import ipaddress
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFE = datetime.timedelta(days=5 * 365)
LEAF_LIFE = datetime.timedelta(days=7)
_CLOCK_SKEW = datetime.timedelta(days=1)


class CaFault(OSError):
    """The installation's fault: a certificate authority that cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Authority:
    """The certificate people trust and the key that signs leaves."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey = field(repr=False)

    @property
    def pem(self) -> bytes:
        """The certificate in PEM, for clients."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, as people compare it."""
        return self.certificate.fingerprint(hashes.SHA256()).hex(":").upper()

    @property
    def domains(self) -> tuple[str, ...]:
        """The permitted names; each stands for itself and every name below it."""
        constraints = self.certificate.extensions.get_extension_for_class(x509.NameConstraints).value
        return tuple(
            name.value for name in constraints.permitted_subtrees or () if isinstance(name, x509.DNSName)
        )

    def covers(self, host: str) -> bool:
        """Whether a leaf for this host would be accepted by clients."""
        labels = host.lower().split(".")
        permitted = set(self.domains)
        return any(".".join(labels[index:]) in permitted for index in range(len(labels)))

    def issue(self, host: str, key: ec.EllipticCurvePublicKey) -> x509.Certificate:
        """A leaf certificate for exactly one host name, valid for a week."""
        now = datetime.datetime.now(datetime.UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name([]))
            .issuer_name(self.certificate.subject)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _CLOCK_SKEW)
            .not_valid_after(now + LEAF_LIFE)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signature=True), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=True)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
            )
            .sign(self.key, hashes.SHA256())
        )


def open_authority(folder: Path, domains: Iterable[str]) -> Authority:
    """Read the authority of a home, or make one on first use. Raises CaFault."""
    certificate_file, key_file = folder / "ca.pem", folder / "ca.key"
    try:
        if not certificate_file.exists() and not key_file.exists():
            _write(folder, make_authority(domains))
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
        certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
    except OSError as error:
        raise CaFault(
            f"{error.filename or folder}: {error.strerror}. Restore the file from a backup."
        ) from None
    except ValueError:
        raise CaFault(
            f"{folder}: ca.pem or ca.key is damaged. Restore both from a backup; or remove both, "
            "start again and enrol the new certificate on every machine."
        ) from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise CaFault(f"{folder}: ca.key does not belong to ca.pem. Restore both from one backup.")
    return Authority(certificate, key)


def make_authority(domains: Iterable[str]) -> Authority:
    """A fresh authority whose names are limited to the given domains and those below them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Promptward CA (AI services only)")])
    now = datetime.datetime.now(datetime.UTC)
    permitted = [x509.DNSName(domain) for domain in sorted({domain.lower() for domain in domains})]
    if not permitted:
        raise ValueError("a certificate authority without permitted domains would be unlimited")
    everywhere = [
        x509.IPAddress(ipaddress.ip_network("0.0.0.0/0")),
        x509.IPAddress(ipaddress.ip_network("::/0")),
    ]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCK_SKEW)
        .not_valid_after(now + LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signing=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, everywhere), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(certificate, key)


def _usage(*, signature: bool = False, signing: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signature,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signing,
        crl_sign=signing,
        encipher_only=False,
        decipher_only=False,
    )


def _write(folder: Path, authority: Authority) -> None:
    """Key first, then certificate: a crash between the two is found at the next start, never half trusted."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = authority.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    descriptor = os.open(folder / "ca.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    (folder / "ca.pem").write_bytes(authority.pem)
