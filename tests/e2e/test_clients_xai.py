"""xAI's SDK behind the proxy: gRPC over HTTP/2 with a real gRPC service at the other end."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from proxy.standin.certificate import issue
from tests.e2e.actors import EMAIL, LEAN, OTHER_EMAIL, PLACEHOLDER, credential, run_proxy, write_home

SCRIPTS = Path(__file__).parent / "clients"


class Service:
    """The gRPC service, and what it saw."""

    def __init__(self, folder: Path) -> None:
        issued = issue(["api.x.ai"])
        self.ca, certificate, key = folder / "ca.pem", folder / "certificate.pem", folder / "key.pem"
        for path, text in ((self.ca, issued.ca), (certificate, issued.certificate), (key, issued.key)):
            path.write_bytes(text)
        command = [sys.executable, str(SCRIPTS / "xai_service.py"), str(certificate), str(key)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())

    def seen(self) -> str:
        """All that it saw; it is over then."""
        self.process.terminate()
        return self.process.communicate(timeout=20)[0]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[dict[str, Any]], str, str]]:
    """What the client got for three prompts, twice each; what the service saw; the credential in the last one."""
    folder = tmp_path_factory.mktemp("xai")
    service, secret = Service(folder), credential()
    prompts = ("hello there", f"Mail {EMAIL} and {OTHER_EMAIL}, please.", f"The token is {secret}")
    try:
        with run_proxy(write_home(folder / "home", settings=LEAN), service.port, service.ca) as proxy:
            trust = {
                "https_proxy": proxy.url,
                "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH": str(proxy.ca_file),
                "PATH": os.environ["PATH"],
            }
            client = subprocess.run(
                [sys.executable, str(SCRIPTS / "xai_client.py")],
                env=trust,
                input="".join(json.dumps(text) + "\n" for text in prompts),
                capture_output=True,
                text=True,
                timeout=120,
            )
            assert client.returncode == 0, client.stderr
            got = [json.loads(line) for line in client.stdout.splitlines()]
            assert [record["service"] for record in proxy.records()] == ["xai_api"] * 6
    finally:
        seen = service.seen()
    yield got, seen, secret


def test_clean_prompts_pass(answers: Any) -> None:
    got, seen, _ = answers
    assert [one["text"] for one in got[:2]] == ["You wrote: hello there"] * 2
    assert seen.count("'hello there'") == 2


def test_values_do_not_leave_and_come_back(answers: Any) -> None:
    got, seen, _ = answers
    assert [one["text"] for one in got[2:4]] == [f"You wrote: Mail {EMAIL} and {OTHER_EMAIL}, please."] * 2
    assert got[3]["pieces"] > 1
    assert EMAIL not in seen
    assert OTHER_EMAIL not in seen
    assert len(set(PLACEHOLDER.findall(seen))) == 2


def test_a_refusal_is_a_grpc_status_with_its_reason(answers: Any) -> None:
    got, seen, secret = answers
    assert [one["code"] for one in got[4:]] == ["PERMISSION_DENIED"] * 2
    assert all("PW-" in one["why"] for one in got[4:])
    assert secret not in seen
