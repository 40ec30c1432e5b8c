"""Files brought by real clients through a real proxy: curl, httpx, OpenAI's SDK; Google's has its own file."""

import contextlib
import re
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx
import openai
import pytest

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, PHONE, PLACEHOLDER, Proxy, credential, descendants, leaks, missing, prompt

TEXT = prompt(f"Please answer {EMAIL} or ring {PHONE}.\n")


MEGABYTE = 1 << 20
LINE = b"Nothing to see here, and nothing to hide either.\n"
BLOCK = LINE * (MEGABYTE // len(LINE))
MEASURED = pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="measures memory as Linux tells it"
)


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


GOOGLE = "https://generativelanguage.googleapis.com/upload/v1beta/files"


def _pieces(proxy: Proxy, data: bytes, size: int) -> httpx.Response:
    """Bring a file in pieces, as Google's clients do; the answer to the last."""
    with proxy.http(timeout=120) as client:
        begin = {"x-goog-upload-protocol": "resumable", "x-goog-upload-command": "start"}
        begun = client.post(GOOGLE, json={"file": {"displayName": "notes"}}, headers=begin)
        link = begun.headers["x-goog-upload-url"]
        for start in range(0, len(data), size):
            last = ", finalize" if start + size >= len(data) else ""
            headers = {"x-goog-upload-command": f"upload{last}", "x-goog-upload-offset": str(start)}
            answer = client.post(link, content=data[start : start + size], headers=headers)
            assert answer.status_code == 200 or last, answer.text
    return answer


@pytest.mark.parametrize("found", [False, True])
def test_a_large_file_in_pieces_is_read_in_windows(proxy: Proxy, standin: StandIn, found: bool) -> None:
    said = TEXT.encode() if found else b""
    data = BLOCK + BLOCK[: MEGABYTE // 2] + said + BLOCK + BLOCK
    answer = _pieces(proxy, data, len(BLOCK) + MEGABYTE // 2 + len(said) // 2)
    assert answer.status_code == 200, answer.text
    _, sent = standin.seen
    assert PLACEHOLDER.sub("", sent.body.decode()) == data.decode().replace(EMAIL, "").replace(PHONE, "")
    assert len(PLACEHOLDER.findall(sent.body.decode())) == 2 * found
    assert dict(sent.headers)["x-goog-upload-offset"] == "0"
    assert _spools(proxy) == 0
    record = next(one for one in reversed(proxy.records()) if one["event"] == "request")
    assert record["sizes"]["in"] == len(data)


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("POST", {"x-goog-upload-command": "upload, finalize", "x-goog-upload-offset": "0"}),
        ("PUT", {"content-range": "bytes 0-{last}/{size}"}),
    ],
)
def test_a_large_file_in_the_words_for_pieces_but_at_once(
    proxy: Proxy, standin: StandIn, method: str, headers: dict[str, str]
) -> None:
    """It waits on disk while it comes, as any other file, and leaves with the length that it has then."""
    data = BLOCK + BLOCK + TEXT.encode() + BLOCK
    said = {name: value.format(last=len(data) - 1, size=len(data)) for name, value in headers.items()}
    with proxy.http(timeout=120) as client:
        begin = {"x-goog-upload-protocol": "resumable", "x-goog-upload-command": "start"}
        begun = client.post(GOOGLE, json={"file": {"displayName": "notes.txt"}}, headers=begin)
        answer = client.request(method, begun.headers["x-goog-upload-url"], content=data, headers=said)
    assert answer.status_code == 200, answer.text
    _, sent = standin.seen
    assert PLACEHOLDER.sub("", sent.body.decode()) == data.decode().replace(EMAIL, "").replace(PHONE, "")
    assert len(PLACEHOLDER.findall(sent.body.decode())) == 2
    assert "content-range" not in dict(sent.headers)
    assert _spools(proxy) == 0


def test_a_large_file_in_pieces_that_is_not_cut_is_judged_in_memory(proxy: Proxy, standin: StandIn) -> None:
    data = (BLOCK + BLOCK + BLOCK).replace(b"\n", b" ")
    for said in (b"", f" Please answer {EMAIL}.".encode()):
        answer = _pieces(proxy, data + said, 2 * MEGABYTE)
        assert answer.status_code == 200, answer.text
        body = standin.seen[-1].body
        assert PLACEHOLDER.sub("", body.decode()) == (data + said).decode().replace(EMAIL, "")
    assert _spools(proxy) == 0


@MEASURED
@pytest.mark.slow
def test_a_text_of_60_mb_in_pieces_is_read_in_little_memory(proxy: Proxy, standin: StandIn) -> None:
    blocks = [BLOCK] * 30 + [TEXT.encode()] + [BLOCK] * 30
    _peaks(proxy)
    before = _peaks(proxy)
    answer = _pieces(proxy, b"".join(blocks), 8 * MEGABYTE)
    grown = {pid: peak - before.get(pid, 0) for pid, peak in _peaks(proxy).items()}
    assert answer.status_code == 200, answer.text
    assert leaks(standin.seen, EMAIL, PHONE) == []
    # The proxy itself, which takes pieces of 8 MB one by one, was seen to grow by 33 to 42 MiB.
    assert max(grown.values()) <= 64 * MEGABYTE, grown


def test_a_large_file_in_pieces_is_refused_as_a_whole(proxy: Proxy, standin: StandIn) -> None:
    key = credential()
    answer = _pieces(proxy, BLOCK * 3 + f"aws_access_key_id = {key}\n".encode() + BLOCK, 2 * MEGABYTE)
    assert answer.status_code == 403
    assert key not in answer.text
    assert answer.headers["x-goog-upload-status"] == "final"
    assert [dict(seen.headers)["x-goog-upload-command"] for seen in standin.seen] == ["start"]
    assert _spools(proxy) == 0


def test_a_refused_upload_says_why(proxy: Proxy, standin: StandIn) -> None:
    link, _ = _link(proxy)
    standin.forget()
    with proxy.http() as client:
        answer = client.put(link, content=b"\0\1\2\3" * 100)
    assert answer.status_code == 403
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "could not be read" in answer.text
    assert standin.seen == ()


def _bring(
    proxy: Proxy, link: str, file: Iterable[bytes], *, form: bool, http2: bool = False
) -> httpx.Response:
    """Send a file of unknown length, raw or in a form."""
    head = b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    kind = "multipart/form-data; boundary=cut" if form else "application/octet-stream"

    def body() -> Iterator[bytes]:
        yield head if form else b""
        yield from file
        yield b"\r\n--cut--\r\n" if form else b""

    with proxy.http(http2=http2, timeout=120) as client:
        return client.put(link, content=body(), headers={"content-type": kind})


@MEASURED
@pytest.mark.slow
@pytest.mark.parametrize(("form", "http2", "size"), [(False, False, 99), (True, True, 72)])
def test_a_text_of_100_mb_is_read_in_little_memory(
    proxy: Proxy, standin: StandIn, form: bool, http2: bool, size: int
) -> None:
    """Values on the borders of what is read at once are found, once each; all else leaves as it came."""
    link, _ = _link(proxy)
    standin.forget()
    said = prompt(f"Please answer {EMAIL} or ring {PHONE}.\n").encode()
    blocks = [BLOCK for _ in range(size)]
    blocks[40] = BLOCK[: -len(said)] + said
    blocks[60] = said + BLOCK
    _peaks(proxy)
    before = _peaks(proxy)
    answer = _bring(proxy, link, blocks, form=form, http2=http2)
    grown = {pid: peak - before.get(pid, 0) for pid, peak in _peaks(proxy).items()}
    assert answer.status_code in (201, 204), answer.text
    assert max(grown.values()) <= 64 * MEGABYTE, grown
    body = standin.seen[-1].body
    file = body[body.index(b"\r\n\r\n") + 4 : -len(b"\r\n--cut--\r\n")] if form else body
    assert EMAIL.encode() not in file
    assert PHONE.encode() not in file
    tokens = PLACEHOLDER.findall(file[30 * MEGABYTE :].decode())
    assert len(tokens) == 4
    assert len(set(tokens)) == 2
    plain = PLACEHOLDER.sub("", file.decode())
    assert plain == b"".join(blocks).decode().replace(EMAIL, "").replace(PHONE, "")
    record = next(one for one in reversed(proxy.records()) if one["event"] == "request")
    assert record["counts"] == {"redacted": 4}
    assert record["sizes"]["in"] > (size - 1) * MEGABYTE


@MEASURED
@pytest.mark.parametrize("form", [False, True])
def test_a_file_over_the_limit_is_refused_in_little_memory(
    proxy: Proxy, standin: StandIn, form: bool
) -> None:
    link, _ = _link(proxy)
    standin.forget()
    _peaks(proxy)
    before = _peaks(proxy)
    answer = _bring(proxy, link, (BLOCK for _ in range(102)), form=form)
    assert answer.status_code in (400, 403)
    assert "larger than 100 MB" in answer.text
    grown = {pid: peak - before.get(pid, 0) for pid, peak in _peaks(proxy).items()}
    assert max(grown.values()) <= 64 * MEGABYTE, grown
    assert standin.seen == ()


def test_a_large_file_that_is_no_text_is_refused_with_the_limits(proxy: Proxy, standin: StandIn) -> None:
    link, _ = _link(proxy)
    standin.forget()
    answer = _bring(proxy, link, (bytes(range(256)) * 4096 for _ in range(34)), form=False)
    assert answer.status_code == 403
    assert "larger than 32 MB" in answer.text
    assert "100 MB" in answer.text
    assert standin.seen == ()


@pytest.mark.parametrize("said", ["", f" Please answer {EMAIL}."])
def test_a_large_file_that_is_not_cut_is_judged_in_memory(proxy: Proxy, standin: StandIn, said: str) -> None:
    """A text without line ends: held on disk while it came, and sent from there where nothing changed."""
    link, _ = _link(proxy)
    line = (BLOCK + BLOCK + BLOCK[: MEGABYTE // 8]).replace(b"\n", b" ")
    answer = _bring(proxy, link, [line, said.encode()], form=False)
    assert answer.status_code == 201, answer.text
    body = standin.seen[-1].body
    assert PLACEHOLDER.sub("", body.decode()) == (line.decode() + said).replace(EMAIL, "")
    assert len(PLACEHOLDER.findall(body[len(line) :].decode())) == bool(said)


def test_a_large_file_of_a_known_form_is_read_in_windows(proxy: Proxy, standin: StandIn) -> None:
    data = BLOCK + TEXT.encode() + BLOCK + BLOCK
    with (
        proxy.http(timeout=120) as http,
        openai.OpenAI(api_key="none", http_client=http, max_retries=0) as client,
    ):
        client.files.create(file=("notes.txt", data, "text/plain"), purpose="assistants")
    body = standin.seen[-1].body
    assert leaks(standin.seen[-1:], EMAIL, PHONE) == []
    assert len(PLACEHOLDER.findall(body.decode())) == 2
    assert body.count(LINE) == data.count(LINE)
    assert proxy.records()[-1]["route"] == "files" or proxy.records()[-2]["route"] == "files"


def _spools(proxy: Proxy) -> int:
    """How many files without a name the proxy holds open in its folder for spools."""
    count = 0
    for link in Path(f"/proc/{proxy.process.pid}/fd").iterdir():
        with contextlib.suppress(OSError):  # closed since it was listed
            count += "/spool/" in str(link.readlink())
    return count


@MEASURED
def test_nothing_is_left_on_disk_of_a_broken_upload(proxy: Proxy, standin: StandIn) -> None:
    link, _ = _link(proxy)
    standin.forget()
    held = []

    def broken() -> Iterator[bytes]:
        for _ in range(6):
            yield BLOCK
        for _ in range(100):
            held.append(_spools(proxy))
            if held[-1] > 0:
                raise ConnectionAbortedError
            time.sleep(0.1)

    with pytest.raises(ConnectionAbortedError):
        _bring(proxy, link, broken(), form=False)
    assert held[-1] == 1
    for _ in range(100):
        if _spools(proxy) == 0:
            break
        time.sleep(0.1)
    assert _spools(proxy) == 0
    assert standin.seen == ()


def test_a_credential_in_a_large_file_stops_all_of_it(proxy: Proxy, standin: StandIn) -> None:
    link, _ = _link(proxy)
    standin.forget()
    key = credential()
    blocks = [BLOCK for _ in range(5)]
    blocks[4] = BLOCK + f"aws_access_key_id = {key}\n".encode()
    answer = _bring(proxy, link, blocks, form=False)
    assert answer.status_code == 403
    assert key not in answer.text
    assert standin.seen == ()


@MEASURED
def test_a_request_of_24_mb_adds_three_times_its_size_at_most(proxy: Proxy, standin: StandIn) -> None:
    """The body, the text in it and its parts; what a worker is sent is not held twice, nor is what it reads joined."""
    standin.forget()
    said = LINE.decode() * 450
    messages = [{"role": ("user", "assistant")[turn % 2], "content": said} for turn in range(1, 1103)]
    messages.append({"role": "user", "content": prompt("And now?")})
    _peaks(proxy)
    before = _peaks(proxy)
    with proxy.http(timeout=60) as client:
        answer = client.post(
            "https://api.openai.com/v1/chat/completions", json={"model": "gpt-4o", "messages": messages}
        )
    assert answer.status_code == 200
    grown = {pid: peak - before.get(pid, 0) for pid, peak in _peaks(proxy).items()}
    workers = {pid: size for pid, size in grown.items() if pid != proxy.process.pid}
    assert max(workers.values()) <= 3.5 * 24 * MEGABYTE, grown
    assert len(standin.seen[-1].body) > 24_000_000
