"""Files brought by real clients through a real proxy: curl, httpx, Google's and OpenAI's SDKs."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openai
import pytest
from google import genai
from google.genai import _api_client, types

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, PHONE, PLACEHOLDER, Proxy, descendants, leaks, missing, prompt

TEXT = prompt(f"Please answer {EMAIL} or ring {PHONE}.\n")


def _link(proxy: Proxy) -> tuple[str, str]:
    """Step 1 of ChatGPT's upload: where the file goes, and what it is called."""
    with proxy.http() as client:
        body = {"file_name": "notes.txt", "file_size": len(TEXT), "use_case": "my_files"}
        step = client.post("https://chatgpt.com/backend-api/files", json=body).json()
    return step["upload_url"], step["file_id"]


@pytest.mark.parametrize("version", ["--http1.1", "--http2"])
def test_curl_brings_a_file(proxy: Proxy, standin: StandIn, tmp_path: Path, version: str) -> None:
    found = shutil.which("curl") or missing("curl")
    (tmp_path / "notes.txt").write_text(TEXT)
    link, _ = _link(proxy)
    command = [found, "--silent", "--show-error", "--max-time", "20", version, "--write-out", "%{http_code}"]
    command += ["--header", "x-ms-blob-type: BlockBlob", "--upload-file", str(tmp_path / "notes.txt"), link]
    trust = {"HTTPS_PROXY": proxy.url, "CURL_CA_BUNDLE": proxy.environment["SSL_CERT_FILE"]}
    done = subprocess.run(command, env=trust, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout) == (0, "201"), done.stderr
    assert leaks(standin.seen, EMAIL, PHONE) == []
    assert len(PLACEHOLDER.findall(standin.seen[-1].body.decode())) == 2


@pytest.mark.parametrize("http2", [False, True])
def test_a_file_of_unknown_length_is_read_whole(proxy: Proxy, standin: StandIn, http2: bool) -> None:
    link, _ = _link(proxy)
    data = TEXT.encode()
    cut = data.index(EMAIL.encode()) + 5
    with proxy.http(http2=http2) as client:
        answer = client.put(link, content=iter((data[:cut], data[cut:])))
    assert answer.status_code == 201
    assert leaks(standin.seen, EMAIL, PHONE) == []
    assert PLACEHOLDER.sub("", standin.seen[-1].body.decode()) == TEXT.replace(EMAIL, "").replace(PHONE, "")


def test_a_cut_upload_leaves_nothing(proxy: Proxy, standin: StandIn) -> None:
    link, _ = _link(proxy)
    standin.forget()

    def broken() -> object:
        yield TEXT.encode()
        raise ConnectionAbortedError

    with proxy.http() as client, pytest.raises(ConnectionAbortedError):
        client.put(link, content=broken())  # type: ignore[arg-type]
    with proxy.http() as client:
        assert client.get("https://api.openai.com/v1/models").status_code == 200
    assert [seen.method for seen in standin.seen] == ["GET"]


def test_google_files_in_chunks(proxy: Proxy, standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, proxy.environment[name])
    monkeypatch.setattr(_api_client, "CHUNK_SIZE", TEXT.index(EMAIL) + 5)
    with genai.Client(api_key="none") as client:
        config = types.UploadFileConfig(mime_type="text/plain", display_name="notes")
        made = client.files.upload(file=io.BytesIO(TEXT.encode()), config=config)
    assert made.state is types.FileState.ACTIVE
    start, sent = standin.seen
    assert dict(start.headers)["x-goog-upload-command"] == "start"
    assert leaks(standin.seen, EMAIL, PHONE) == []
    assert len(PLACEHOLDER.findall(sent.body.decode())) == 2
    assert made.size_bytes == len(sent.body)


def test_openai_files_and_parts(proxy: Proxy, standin: StandIn) -> None:
    with proxy.http() as http, openai.OpenAI(api_key="none", http_client=http, max_retries=0) as client:
        client.files.create(file=("notes.txt", TEXT.encode(), "text/plain"), purpose="assistants")
        done = client.uploads.upload_file_chunked(
            file=TEXT.encode(),
            filename="notes.txt",
            bytes=len(TEXT.encode()),
            mime_type="text/plain",
            purpose="assistants",
            part_size=TEXT.index(EMAIL) + 5,
        )
    assert done.status == "completed"
    assert [seen.path for seen in standin.seen] == ["/v1/files", "/v1/files"]
    assert leaks(standin.seen, EMAIL, PHONE) == []
    records = proxy.records()[-2:]
    assert [record["route"] for record in records] == ["files", "files"]


def test_a_refused_upload_says_why(proxy: Proxy, standin: StandIn) -> None:
    link, _ = _link(proxy)
    standin.forget()
    with proxy.http() as client:
        answer = client.put(link, content=b"\0\1\2\3" * 100)
    assert answer.status_code == 403
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "could not be read" in answer.text
    assert standin.seen == ()


MEGABYTE = 1 << 20


def _peaks(proxy: Proxy) -> dict[int, int]:
    """The most memory that each process of the proxy held since it was asked last, in bytes (Linux)."""
    found = {}
    for pid in [proxy.process.pid, *descendants(proxy.process.pid)]:
        peak = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
        if peak is None:
            continue  # it has ended
        found[pid] = int(peak[1]) * 1024
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    return found


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="measures memory as Linux tells it")
@pytest.mark.parametrize("form", ["raw", "multipart"])
def test_a_file_over_the_limit_is_refused_in_little_memory(proxy: Proxy, standin: StandIn, form: str) -> None:
    link, _ = _link(proxy)
    standin.forget()
    line = b"Nothing to see here, and nothing to hide either.\n"
    block = line * (MEGABYTE // len(line))
    head = (
        b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        if form != "raw"
        else b""
    )
    tail = b"\r\n--cut--\r\n" if form != "raw" else b""
    kind = "application/octet-stream" if form == "raw" else "multipart/form-data; boundary=cut"
    size = len(head) + 100 * len(block) + len(tail)

    def file() -> Iterator[bytes]:
        yield head
        yield from (block for _ in range(100))
        yield tail

    _peaks(proxy)
    before = _peaks(proxy)
    with proxy.http(timeout=60) as client:
        headers = {"content-type": kind, "content-length": str(size)}
        answer = client.put(link, content=file(), headers=headers)
    assert answer.status_code in (400, 403)
    assert "larger than 32 MB" in answer.text
    grown = {pid: peak - before.get(pid, 0) for pid, peak in _peaks(proxy).items()}
    assert max(grown.values()) <= 64 * MEGABYTE, grown
    assert standin.seen == ()
