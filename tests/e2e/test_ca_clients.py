"""Trusting Promptward's certificate exposes nobody else: real clients refuse a leaf outside its names."""

import http.server
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from proxy.ca import Authority, make_authority

HOSTS = [("api.openai.com", True), ("bank.example", False)]


class _Quiet(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _serving(authority: Authority, host: str, folder: Path) -> Iterator[int]:
    """A server whose leaf somebody made with the authority's stolen key."""
    key = ec.generate_private_key(ec.SECP256R1())
    chain = folder / "leaf.pem"
    chain.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + authority.issue(host, key.public_key()).public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Quiet)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # refused handshakes are the point
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(("host", "accepted"), HOSTS)
def test_curl(tmp_path: Path, host: str, accepted: bool) -> None:
    authority = make_authority(["openai.com"])
    (tmp_path / "ca.pem").write_bytes(authority.pem)
    with _serving(authority, host, tmp_path) as port:
        done = subprocess.run(
            [
                *("curl", "-sS", "--cacert", str(tmp_path / "ca.pem"), "--noproxy", "*"),
                *("--resolve", f"{host}:{port}:127.0.0.1", f"https://{host}:{port}/"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode == 0) is accepted, done.stderr
    assert accepted or "permitted subtree violation" in done.stderr


@pytest.mark.parametrize(("host", "accepted"), HOSTS)
def test_node(tmp_path: Path, host: str, accepted: bool) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not on this machine")
    authority = make_authority(["openai.com"])
    (tmp_path / "ca.pem").write_bytes(authority.pem)
    script = """
        const [port, host, ca] = process.argv.slice(1);
        const options = {host: '127.0.0.1', port, servername: host, headers: {host},
                         ca: require('fs').readFileSync(ca)};
        require('https').get(options, answer => { console.log(answer.statusCode); answer.resume(); })
            .on('error', error => { console.log(error.message); process.exitCode = 1; });
    """
    with _serving(authority, host, tmp_path) as port:
        done = subprocess.run(
            [node, "-e", script, str(port), host, str(tmp_path / "ca.pem")],
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode == 0) is accepted, done.stdout + done.stderr
    assert accepted or "SUBTREE" in done.stdout.upper()
