"""Hard cases of prompts and answers, each a way in which a proxy of this kind has been seen to fail.

One test a case. The names say what must hold; each looks at what the upstream really saw.
"""

import contextlib
import gzip
import itertools
import json
import os
import re
import resource
import signal
import threading
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import brotli
import httpx
import pytest
import zstandard

from proxy.standin import StandIn
from tests.e2e.actors import (
    EMAIL,
    LEAN,
    OTHER_EMAIL,
    PHONE,
    PLACEHOLDER,
    Proxy,
    credential,
    descendants,
    leaks,
    prompt,
    promptward,
    run_proxy,
    until,
    write_home,
)

CHAT = "https://api.openai.com/v1/chat/completions"
MESSAGES = "https://api.anthropic.com/v1/messages"
TALKS = 20  # at the same time, of two clients
AWKWARD = 'pa"ss\\n\\word1'  # a quote, a backslash before an n, a backslash
WORDS = f"""\
words: [{json.dumps(AWKWARD)}]
exceptions:
  - {{id: replace-words, classes: biz.confidential, action: redact, because: tested here}}
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("hard") / "home"
    return write_home(home, settings="scan_deadline_seconds: 3\n", clients={"default": WORDS})


@pytest.fixture(scope="module")
def proxy(home: Path, running_standin: StandIn) -> Iterator[Proxy]:
    """One of its own, for its settings, and because its workers are killed."""
    with run_proxy(home, running_standin.port, running_standin.ca_file) as running:
        yield running


@pytest.fixture
def http(proxy: Proxy) -> Iterator[httpx.Client]:
    with proxy.http() as client:
        yield client


def chat(*texts: str, **more: Any) -> dict[str, Any]:
    """A chat request; the texts are the user's and the assistant's in turns."""
    roles = ["user", "assistant"]
    said = [{"role": roles[n % 2], "content": text} for n, text in enumerate(texts)]
    return {"model": "gpt-5", "messages": said, **more}


def claude(text: str, **more: Any) -> dict[str, Any]:
    return {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": text}], **more}


def said(answer: httpx.Response) -> str:
    """The text of a chat answer, streamed or not."""
    assert answer.status_code == 200, answer.text
    if not answer.headers["content-type"].startswith("text/event-stream"):
        return str(answer.json()["choices"][0]["message"]["content"])
    lines = [line[6:] for line in answer.text.splitlines() if line.startswith("data: ")]
    assert lines.pop() == "[DONE]"
    chunks = [json.loads(line) for line in lines]
    return "".join(chunk["choices"][0]["delta"].get("content") or "" for chunk in chunks if chunk["choices"])


def tokens(body: bytes) -> list[str]:
    return PLACEHOLDER.findall(body.decode())


def assert_refused(answer: httpx.Response, standin: StandIn, *values: str) -> None:
    """Nothing of the request reached the upstream and the person got words and a ticket."""
    assert 400 <= answer.status_code < 600, answer.text
    assert "PW-" in answer.text, answer.text
    assert not any(value in answer.text for value in values)
    assert standin.seen == ()


def test_case_01_two_addresses_keep_their_owners(http: httpx.Client, standin: StandIn) -> None:
    text = prompt(f"Write to {EMAIL} and {OTHER_EMAIL}; {EMAIL} first.")
    assert said(http.post(CHAT, json=chat(text))) == f"You wrote: {text}"
    first, second, third = tokens(standin.seen[0].body)
    assert first == third != second
    assert leaks(standin.seen, EMAIL, OTHER_EMAIL) == []


def test_case_02_the_same_value_is_the_same_placeholder_in_all_messages(
    http: httpx.Client, standin: StandIn
) -> None:
    texts = (prompt(f"I am {EMAIL}"), f"Hello {EMAIL}!", f"Not {OTHER_EMAIL}")
    assert said(http.post(CHAT, json=chat(*texts))) == f"You wrote: {texts[2]}"
    first, second, third = tokens(standin.seen[0].body)
    assert first == second != third


@pytest.mark.parametrize("stream", ["chat", "messages", "web"])
def test_case_03_every_split_of_a_stream_reads_the_same(
    http: httpx.Client, standin: StandIn, stream: str
) -> None:
    """Pieces of text of every size, and bytes on the wire cut at every size."""
    text = prompt(f"{EMAIL}, [brackets] and {PHONE}!")
    web = {"messages": [{"author": {"role": "user"}, "content": {"content_type": "text", "parts": [text]}}]}
    url, body = {
        "chat": (CHAT, chat(text, stream=True)),
        "messages": (MESSAGES, claude(text, stream=True)),
        "web": (
            "https://chatgpt.com/backend-api/f/conversation",
            {**web, "action": "next", "model": "gpt-5"},
        ),
    }[stream]
    knobs = [{"split": n} for n in range(1, 22)] + [{"split": 5, "chunk": n} for n in (1, 2, 3, 5, 7, 11, 64)]
    for knob in knobs:
        headers = {f"x-standin-{name}": str(value) for name, value in knob.items()}
        answer = http.post(url, json=body, headers=headers)
        assert answer.status_code == 200
        assert streamed_text(answer.text) == f"You wrote: {text}", knob
    assert len(standin.seen) == len(knobs)
    assert leaks(standin.seen, EMAIL, PHONE) == []


def streamed_text(stream: str) -> str:
    """The text of a chat, messages or web stream; every event must still be well-formed."""
    texts = []
    for event in stream.removesuffix("\n\n").split("\n\n"):
        data = event.split("data: ", 1)[1]
        if data == "[DONE]":
            continue
        value = json.loads(data)
        match value:
            case {"choices": [{"delta": {"content": str(text)}}]}:
                texts.append(text)
            case {"delta": {"type": "text_delta", "text": text}} | {"v": str(text)}:
                texts.append(text)
    return "".join(texts)


def test_case_04_named_events_stay_well_formed(http: httpx.Client, standin: StandIn) -> None:
    text = prompt(f"Ask {EMAIL}.")
    answer = http.post(MESSAGES, json=claude(text, stream=True), headers={"x-standin-split": "3"})
    names = []
    for event in answer.text.removesuffix("\n\n").split("\n\n"):
        name, data = event.split("\n")
        names.append(name.removeprefix("event: "))
        assert json.loads(data.removeprefix("data: "))["type"] == names[-1]
    assert names[0] == "message_start"
    assert names[-3:] == ["content_block_stop", "message_delta", "message_stop"]
    assert streamed_text(answer.text) == f"You wrote: {text}"
    assert leaks(standin.seen, EMAIL) == []


@pytest.mark.parametrize("split", ["1", "2", "5", "400"])
def test_case_05_a_value_with_quotes_comes_back_inside_streamed_json(
    http: httpx.Client, standin: StandIn, split: str
) -> None:
    text = prompt(f"call keep with {AWKWARD} and {EMAIL}")
    tool = {"name": "keep", "input_schema": {"type": "object", "properties": {"note": {"type": "string"}}}}
    answer = http.post(
        MESSAGES, json=claude(text, stream=True, tools=[tool]), headers={"x-standin-split": split}
    )
    events = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")]
    pieces = [event["delta"]["partial_json"] for event in events if event["type"] == "content_block_delta"]
    assert json.loads("".join(pieces)) == {"note": text}
    assert leaks(standin.seen, AWKWARD, EMAIL) == []


def test_case_06_a_changed_placeholder_is_found_and_an_unknown_one_is_left(
    http: httpx.Client, standin: StandIn
) -> None:
    say = "{lower} **{prompt}** [EMAIL_9ZZZ] [email_9zzz]"
    answer = http.post(CHAT, json=chat(EMAIL), headers={"x-standin-say": say})
    assert said(answer) == f"{EMAIL} **{EMAIL}** [EMAIL_9ZZZ] [email_9zzz]"
    assert leaks(standin.seen, EMAIL) == []


def test_case_07_a_typed_placeholder_stays_text(http: httpx.Client, standin: StandIn) -> None:
    said(http.post(CHAT, json=chat(prompt(f"Hello {EMAIL}"))))
    (token,) = tokens(standin.seen[0].body)
    text = prompt(f"What does {token} mean?")
    assert said(http.post(CHAT, json=chat(text))) == f"You wrote: {text}"
    # Beside a real value it must not be taken for it either.
    text = prompt(f"Hello {OTHER_EMAIL}, what does {token} mean?")
    assert said(http.post(CHAT, json=chat(text))) == f"You wrote: {text}"


def test_case_08_signed_thinking_is_never_edited(http: httpx.Client, standin: StandIn) -> None:
    thought = '{"type": "thinking", "thinking": "The person\\u0020asks.", "signature":"Zm9v/+8="}'
    head = '{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"hello"},'
    tail = f'{{"role":"user","content":"{prompt(EMAIL)}"}}]}}'
    body = f'{head}{{"role":"assistant","content":[{thought},{{"type":"text","text":"Hi"}}]}},{tail}'
    answer = http.post(MESSAGES, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 200, answer.text
    assert thought.encode() in standin.seen[0].raw
    assert leaks(standin.seen, EMAIL) == []
    standin.forget()
    inside = body.replace("The person", f"Mail {OTHER_EMAIL}: the person")
    assert_refused(http.post(MESSAGES, content=inside, headers={"content-type": "application/json"}), standin)


def test_case_09_tool_input_in_the_history_is_read(http: httpx.Client, standin: StandIn) -> None:
    def history(command: str) -> dict[str, Any]:
        use = {
            "type": "tool_use",
            "id": "toolu_1",
            "name": "bash",
            "input": {"cmd": command, "deep": [{"x": 1}]},
        }
        result = {"type": "tool_result", "tool_use_id": "toolu_1", "content": "ok"}
        turns = [{"role": "user", "content": prompt("run it")}, {"role": "assistant", "content": [use]}]
        return {"model": "m", "max_tokens": 9, "messages": [*turns, {"role": "user", "content": [result]}]}

    password = "S3cret" + "-Prod" + "4711"
    assert_refused(http.post(MESSAGES, json=history(f"mysql -u root -p{password}")), standin, password)
    answer = http.post(MESSAGES, json=history(f"mail {EMAIL} < letter"))
    assert answer.status_code == 200
    assert leaks(standin.seen, EMAIL) == []
    assert len(tokens(standin.seen[0].body)) == 1


def test_case_11_json_inside_json_and_keys(http: httpx.Client, standin: StandIn) -> None:
    arguments = json.dumps({"to": EMAIL, OTHER_EMAIL: {"n": "ü"}})
    call = {"id": "call_1", "type": "function", "function": {"name": "send", "arguments": arguments}}
    turns = [{"role": "user", "content": prompt("send it")}]
    turns += [{"role": "assistant", "content": None, "tool_calls": [call]}]
    turns += [{"role": "tool", "tool_call_id": "call_1", "content": f"sent to {EMAIL}"}]
    answer = http.post(CHAT, json={"model": "gpt-5", "messages": turns})
    assert said(answer) == f"The tool answered: sent to {EMAIL}"
    assert leaks(standin.seen, EMAIL, OTHER_EMAIL) == []
    seen = json.loads(standin.seen[0].body)["messages"]
    inner = json.loads(seen[1]["tool_calls"][0]["function"]["arguments"])
    assert f"sent to {inner['to']}" == seen[2]["content"]
    (key,) = set(inner) - {"to"}
    assert PLACEHOLDER.fullmatch(key)
    assert inner[key] == {"n": "ü"}


def test_case_20_labels_of_encodings_are_not_believed(http: httpx.Client, standin: StandIn) -> None:
    secret = credential()
    for text in (prompt(f"mail {EMAIL}"), prompt(f"use {secret}")):
        plain = json.dumps(chat(text)).encode()
        cases = {
            "x-gzip": gzip.compress(plain),
            "gzip, gzip": gzip.compress(gzip.compress(plain)),
            "gzip, br": brotli.compress(gzip.compress(plain)),
            "deflate": zlib.compress(plain),
            "GZIP": gzip.compress(plain),
            "gzip": plain,  # the label lies
            "br": gzip.compress(plain),
            "identity": gzip.compress(plain),
            "rot13": plain,
            "": gzip.compress(plain),
        }
        for label, raw in cases.items():
            standin.forget()
            headers = {"content-type": "application/json"} | ({"content-encoding": label} if label else {})
            answer = http.post(CHAT, content=raw, headers=headers)
            assert leaks(standin.seen, EMAIL, secret) == [], label
            if label in ("gzip, gzip", "gzip, br", "deflate", "x-gzip", "GZIP") and EMAIL in text:
                assert said(answer) == f"You wrote: {text}", label
            else:
                assert_refused(answer, standin, secret)


@pytest.mark.parametrize("http2", [False, True])
@pytest.mark.parametrize("encoding", ["", "zstd", "br", "gzip"])
@pytest.mark.parametrize("chunked", [False, True])
def test_case_21_the_transport_does_not_change_the_verdict(
    proxy: Proxy, standin: StandIn, http2: bool, encoding: str, chunked: bool
) -> None:
    pack = {"": bytes, "zstd": zstandard.compress, "br": brotli.compress, "gzip": gzip.compress}[encoding]
    headers = {"content-type": "application/json"} | ({"content-encoding": encoding} if encoding else {})

    def post(text: str) -> httpx.Response:
        raw = pack(json.dumps(chat(text)).encode())
        halves = iter([raw[:50], raw[50:]])
        return client.post(CHAT, content=halves if chunked else raw, headers=headers)

    with proxy.http(http2=http2) as client:
        answer = post(prompt(f"mail {EMAIL}"))
        assert answer.http_version == ("HTTP/2" if http2 else "HTTP/1.1")
        assert said(answer) == f"You wrote: {prompt(f'mail {EMAIL}')}"
        assert leaks(standin.seen, EMAIL) == []
        raw = pack(json.dumps(chat(prompt("nothing to see"))).encode())
        client.post(CHAT, content=raw, headers=headers)
        assert standin.seen[-1].raw == raw
        standin.forget()
        secret = credential()
        assert_refused(post(prompt(f"use {secret}")), standin, secret)


def test_case_25_side_doors_of_an_ai_host(http: httpx.Client, standin: StandIn) -> None:
    """Routes that carry prompts under other names, and routes nobody has heard of."""
    batch = {"requests": [{"custom_id": "a", "params": claude(prompt(f"mail {EMAIL}"))}]}
    understood = {
        "https://api.anthropic.com/v1/messages/count_tokens": claude(prompt(f"mail {EMAIL}")),
        "https://api.openai.com/v1/responses": {"model": "m", "input": prompt(f"mail {EMAIL}")},
    }
    for url, body in understood.items():
        assert http.post(url, json=body).status_code == 200
    assert len(standin.seen) == 2
    assert leaks(standin.seen, EMAIL) == []
    standin.forget()
    form = {"note": prompt(EMAIL)}
    doors: list[tuple[str, dict[str, Any]]] = [
        ("https://api.anthropic.com/v1/messages/batches", {"json": batch}),
        ("https://api.openai.com/v1/unheard/of", {"json": {"deep": [{"text": prompt(EMAIL)}]}}),
        ("https://api.openai.com/v1/unheard/of", {"data": form}),
        ("https://api.openai.com/v1/files", {"files": {"file": ("a.txt", prompt(EMAIL))}}),
        ("https://api.openai.com/v1/unheard/of", {"content": prompt(EMAIL)}),
        ("https://api.openai.com/v1/unheard/of", {"content": b"\x00\x01\xff\xfe" * 50}),
        ("https://api.openai.com/v1/unheard/of", {"json": {"key": credential()}}),
        (f"https://api.openai.com/v1/search?q={EMAIL}", {"json": {}}),
    ]
    for url, what in doors:
        answer = http.post(url, **what)
        assert leaks(standin.seen, EMAIL) == [], url
        if standin.seen:  # a door may also be understood: then the text was replaced
            assert tokens(standin.seen[0].body), url
        else:
            assert_refused(answer, standin, EMAIL)
        standin.forget()
    assert http.post("https://api.openai.com/v1/unheard/of", json={"a": prompt("clean")}).status_code == 404
    assert len(standin.seen) == 1


def test_case_26_a_resent_history_stays_byte_stable_over_a_restart(
    tmp_path: Path, running_standin: StandIn
) -> None:
    """Each turn sends all turns before it: what the service saw once it sees again, after a restart too."""
    home = write_home(tmp_path / "home", settings=LEAN)
    running_standin.forget()
    texts: list[str] = []
    for _ in range(2):
        with run_proxy(home, running_standin.port, running_standin.ca_file) as proxy, proxy.http() as http:
            for _ in range(8):
                n = len(texts) // 2
                texts.append(prompt(f"Turn {n}: {EMAIL} or user{n % 7}@{OTHER_EMAIL.split('@')[1]}, {PHONE}"))
                answer = said(http.post(CHAT, json=chat(*texts)))
                assert answer == f"You wrote: {texts[-1]}"
                texts.append(answer)
    bodies = [json.loads(seen.body)["messages"] for seen in running_standin.seen]
    assert [len(messages) for messages in bodies] == list(range(1, 33, 2))
    for before, after in itertools.pairwise(bodies):
        assert after[: len(before)] == before
    assert leaks(running_standin.seen, EMAIL, PHONE, OTHER_EMAIL.split("@")[1]) == []


def test_case_27_two_clients_at_once_never_meet(tmp_path: Path, running_standin: StandIn) -> None:
    home = write_home(tmp_path / "home", settings=LEAN, clients={"acme": "", "globex": "", "default": ""})
    users = {"acme": "ann", "globex": "gus"}
    password = "correct-horse" + "-battery"
    for client, name in users.items():
        arguments = ("users", "add", name, "--client", client, "--password-stdin")
        done = promptward(*arguments, home=home, given=f"{password}\n")
        assert done.returncode == 0, done.stderr
    running_standin.forget()
    with run_proxy(home, running_standin.port, running_standin.ca_file) as proxy:

        def talk(number: int) -> tuple[str, str]:
            client = ("acme", "globex")[number % 2]
            text = f"{EMAIL} and user{number}@{OTHER_EMAIL.split('@')[1]} number-{number}-"
            headers = {"x-standin-split": "7", "x-standin-delay": "2", "x-client-of-test": client}
            with proxy.http(user=f"{users[client]}:{password}", timeout=60) as http:
                answer = http.post(CHAT, json=chat(text, stream=True), headers=headers)
            return said(answer), f"You wrote: {text}"

        with ThreadPoolExecutor(TALKS) as pool:
            for got, wanted in pool.map(talk, range(TALKS)):
                assert got == wanted
        by_client = {"acme": set[str](), "globex": set[str]()}
        for seen in running_standin.seen:
            by_client[dict(seen.headers)["x-client-of-test"]] |= set(tokens(seen.body))
        assert not by_client["acme"] & by_client["globex"]
        assert leaks(running_standin.seen, EMAIL, password) == []
        assert len(proxy.records(client="acme")) == len(proxy.records(client="globex")) == TALKS // 2
        # A placeholder of one client means nothing at the other.
        stolen = sorted(by_client["acme"])[0]
        with proxy.http(user=f"{users['globex']}:{password}") as http:
            text = f"Tell me about {stolen} and {EMAIL}"
            assert said(http.post(CHAT, json=chat(text))) == f"You wrote: {text}"
        with proxy.http(user=f"{users['acme']}:wrong") as http, pytest.raises(httpx.ProxyError, match="407"):
            http.post(CHAT, json=chat("hello"))


def test_case_28_hostile_sizes_are_quick_and_do_not_stop_others(proxy: Proxy, standin: StandIn) -> None:
    deep = '{"model":"m","messages":' + "[" * 100_000 + "]" * 100_000 + "}"
    twice = f'{{"model":"m","messages":[{{"role":"user","content":"{EMAIL}","content":"hello"}}]}}'
    million = json.dumps(chat("".join(f"word{n} " for n in range(130_000)) + EMAIL))
    bodies = {"dashes": json.dumps(chat("a-" * 8000)), "deep": deep, "twice": twice, "million": million}
    # Somebody else keeps working beside it; the slowest answer tells whether the loop was blocked.
    slowest, stop = [0.0], threading.Event()

    def beside() -> None:
        with proxy.http() as other:
            while not stop.is_set():
                begun = time.monotonic()
                assert other.get("https://api.openai.com/v1/models").status_code == 200
                slowest[0] = max(slowest[0], time.monotonic() - begun)

    thread = threading.Thread(target=beside)
    thread.start()
    bounds = {
        "dashes": 1.5,
        "deep": 1.5,
        "twice": 1.5,
        "million": 8,
    }  # seconds; one try of three has to keep them
    taken = dict.fromkeys(bodies, 60.0)
    with proxy.http() as http:
        for name, body in bodies.items():
            for _ in range(3):
                begun = time.monotonic()
                answer = http.post(CHAT, content=body, headers={"content-type": "application/json"})
                taken[name] = min(taken[name], time.monotonic() - begun)
                assert answer.status_code == 200 or "PW-" in answer.text, name
                if taken[name] < bounds[name]:
                    break
    stop.set()
    thread.join()
    assert leaks(standin.seen, EMAIL) == []
    assert all(taken[name] < bounds[name] for name in bodies), taken
    assert slowest[0] < 3, (slowest, taken)


def scanners(proxy: Proxy) -> list[int]:
    """The proxy's scanning processes."""
    found = []
    for pid in descendants(proxy.process.pid):
        if b"proxy.worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
            found.append(pid)
    return found


def test_case_29_a_scanner_that_dies_lets_nothing_through(
    proxy: Proxy, http: httpx.Client, standin: StandIn
) -> None:
    """Stopped while it holds a request, then killed: the person is told, and the next request works again."""
    workers = scanners(proxy)
    assert workers
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(http.post, CHAT, json=chat(prompt(f"mail {EMAIL}")))
        time.sleep(0.5)
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        answer = waiting.result(timeout=20)
    assert_refused(answer, standin, EMAIL)
    assert "x-should-retry" not in answer.headers or answer.headers["x-should-retry"] == "false"
    failures = proxy.records("failure")
    assert failures
    assert failures[-1]["ticket"] in answer.text
    text = prompt(f"mail {EMAIL} again")
    assert until(lambda: http.post(CHAT, json=chat(text)).status_code == 200, 20)
    assert leaks(standin.seen, EMAIL) == []


def test_case_29_a_scan_that_hangs_is_cut_at_its_deadline(
    proxy: Proxy, http: httpx.Client, standin: StandIn
) -> None:
    workers = scanners(proxy)
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    before, begun = len(proxy.records("failure")), time.monotonic()
    answer = http.post(CHAT, json=chat(prompt(f"mail {EMAIL}")))
    assert 2 < time.monotonic() - begun < 25
    assert_refused(answer, standin, EMAIL)
    assert len(proxy.records("failure")) == before + 1
    for pid in workers:
        with contextlib.suppress(ProcessLookupError):  # the pool may end it first, at any moment
            os.kill(pid, signal.SIGKILL)
    assert until(lambda: http.post(CHAT, json=chat(prompt("better?"))).status_code == 200, 20)


def test_case_29_a_full_disk_lets_nothing_through(tmp_path: Path, running_standin: StandIn) -> None:
    """No file may grow, as on a full disk: no record, no forward; with space again it goes on."""
    home = write_home(tmp_path / "home", settings=LEAN + "ledger_deadline_seconds: 1\n")
    with run_proxy(home, running_standin.port, running_standin.ca_file) as proxy, proxy.http() as http:
        assert http.post(CHAT, json=chat(prompt("fine"))).status_code == 200
        running_standin.forget()
        before = len(proxy.records())
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(proxy.process.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        for _ in range(2):
            answer = http.post(CHAT, json=chat(prompt(f"mail {EMAIL}")))
            assert_refused(answer, running_standin, EMAIL)
        assert len(proxy.records()) == before
        assert proxy.process.poll() is None
        resource.prlimit(proxy.process.pid, resource.RLIMIT_FSIZE, unlimited)
        assert until(lambda: http.post(CHAT, json=chat(prompt("fine"))).status_code == 200, 20)
    verified = promptward("ledger", "verify", home=home)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_case_29_an_answer_cut_by_the_service_is_not_taken_for_whole(
    http: httpx.Client, proxy: Proxy, standin: StandIn
) -> None:
    before = len(proxy.records("outcome"))
    with pytest.raises(httpx.RemoteProtocolError):
        http.post(CHAT, json=chat(prompt(EMAIL), stream=True), headers={"x-standin-end": "half"})
    answer = http.post(CHAT, json=chat(prompt(EMAIL)), headers={"x-standin-end": "half"})
    assert answer.status_code in (502, 503)
    assert until(lambda: len(proxy.records("outcome")) == before + 2)
    assert re.search("cut|upstream", str(proxy.records("outcome")[-1]["failure"]))
