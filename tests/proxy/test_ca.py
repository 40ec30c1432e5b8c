"""The authority: made once, limited to its names, and refused by real verifiers outside of them."""

import ssl
import stat
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from proxy.ca import CaFault, make_authority, open_authority


def test_is_made_once_with_a_private_key_file(tmp_path: Path) -> None:
    folder = tmp_path / "ca"
    first = open_authority(folder, ["openai.com"])
    again = open_authority(folder, ["other.example"])
    assert first.fingerprint == again.fingerprint
    assert again.domains == ("openai.com",)
    assert stat.S_IMODE((folder / "ca.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("host", "covered"),
    [
        ("openai.com", True),
        ("api.openai.com", True),
        ("evilopenai.com", False),
        ("openai.com.evil.example", False),
        ("bank.example", False),
        ("API.OpenAI.com", True),
    ],
)
def test_covers_names_and_those_below(host: str, covered: bool) -> None:
    assert make_authority(["openai.com"]).covers(host) is covered


def test_the_constraints_are_critical_and_exclude_addresses() -> None:
    authority = make_authority(["openai.com"])
    extension = authority.certificate.extensions.get_extension_for_class(x509.NameConstraints)
    assert extension.critical
    excluded = extension.value.excluded_subtrees or []
    assert {str(name.value) for name in excluded} == {"0.0.0.0/0", "::/0"}


@pytest.mark.parametrize(("host", "accepted"), [("api.openai.com", True), ("bank.example", False)])
def test_openssl_accepts_a_leaf_only_inside_the_names(tmp_path: Path, host: str, accepted: bool) -> None:
    authority = make_authority(["openai.com"])
    leaf = authority.issue(host, ec.generate_private_key(ec.SECP256R1()).public_key())
    (tmp_path / "ca.pem").write_bytes(authority.pem)
    (tmp_path / "leaf.pem").write_bytes(leaf.public_bytes(serialization.Encoding.PEM))
    done = subprocess.run(
        ["openssl", "verify", "-CAfile", str(tmp_path / "ca.pem"), str(tmp_path / "leaf.pem")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) is accepted, done.stdout + done.stderr
    if not accepted:
        assert "permitted subtree violation" in done.stdout + done.stderr


@pytest.mark.parametrize(("host", "accepted"), [("api.openai.com", True), ("bank.example", False)])
def test_python_accepts_a_leaf_only_inside_the_names(tmp_path: Path, host: str, accepted: bool) -> None:
    authority = make_authority(["openai.com"])
    key = ec.generate_private_key(ec.SECP256R1())
    chain = tmp_path / "leaf.pem"
    chain.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + authority.issue(host, key.public_key()).public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(chain)
    client = ssl.create_default_context(cadata=authority.pem.decode())
    problem = _handshake(client, server, host)
    assert (problem is None) is accepted, problem


def _handshake(client: ssl.SSLContext, server: ssl.SSLContext, host: str) -> ssl.SSLError | None:
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    one = client.wrap_bio(down, up, server_hostname=host)
    two = server.wrap_bio(up, down, server_side=True)
    for _ in range(10):
        for side in (one, two):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLError as error:
                return error
    return None


def test_no_names_would_mean_every_name_and_is_refused() -> None:
    with pytest.raises(ValueError, match="unlimited"):
        make_authority([])


@pytest.mark.parametrize("name", ["ca.pem", "ca.key"])
def test_damage_is_said_plainly(tmp_path: Path, name: str) -> None:
    open_authority(tmp_path, ["openai.com"])
    (tmp_path / name).write_bytes(b"junk")
    with pytest.raises(CaFault, match=r"damaged.*Restore"):
        open_authority(tmp_path, ["openai.com"])


def test_a_foreign_key_is_refused(tmp_path: Path) -> None:
    open_authority(tmp_path / "one", ["openai.com"])
    open_authority(tmp_path / "two", ["openai.com"])
    (tmp_path / "one" / "ca.key").write_bytes((tmp_path / "two" / "ca.key").read_bytes())
    with pytest.raises(CaFault, match="does not belong"):
        open_authority(tmp_path / "one", ["openai.com"])


def test_a_missing_half_is_refused(tmp_path: Path) -> None:
    open_authority(tmp_path, ["openai.com"])
    (tmp_path / "ca.key").unlink()
    with pytest.raises(CaFault, match=r"ca\.key.*Restore"):
        open_authority(tmp_path, ["openai.com"])
