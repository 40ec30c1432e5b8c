"""Steps of an upload: what is said of a file is known where its link is used, for its own person only."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from classifiers.catalog import Options, load
from classifiers.scanner import Scanner
from policies.clients import load_clients
from policies.starter import client_file
from proxy.capture import Capture, Hint
from proxy.inspect import Task, inspect
from proxy.services.catalog import Catalogue, load_catalogue
from proxy.uploads.steps import Steps
from proxy.vault import Vault

KEY = b"k" * 32


@cache
def scanner() -> Scanner:
    return load(Options(names_model="none"))


@cache
def catalogue() -> Catalogue:
    return load_catalogue(extra_hosts=("storage.example", "app.example"))


@pytest.fixture
def steps(tmp_path: Path) -> Iterator[Steps]:
    vault = Vault(tmp_path / "vault.db", lambda _: KEY, lambda: 1000.0, sealed=False)
    yield Steps(vault, catalogue(), lambda _: KEY)
    vault.close()


def _tell(
    steps: Steps, folder: Path, url: str, body: Any, answer: Any, headers: dict[str, str], **sent: str
) -> None:
    """A person's request for links, and its answer."""
    (folder / "clients").mkdir(exist_ok=True)
    (folder / "clients" / "acme.yaml").write_text(client_file("acme", "Acme"))
    policy = load_clients(folder / "clients").get("acme")
    host, _, path = url.partition("/")
    named = tuple((name.replace("_", "-"), value) for name, value in sent.items())
    data = b"" if body is None else json.dumps(body).encode()
    asked = Capture("POST", host, 443, f"/{path}", named, data)
    inspection = inspect(Task(asked, "ada", KEY, 1 << 20), policy, scanner(), catalogue())
    told = b"" if answer is None else json.dumps(answer).encode()
    assert steps.learn("r1", "acme", "ada", asked, inspection, told, headers, 201) == ""


def _hint(steps: Steps, url: str, person: str = "ada", method: str = "PUT") -> Hint | None:
    host, _, path = url.partition("/")
    return steps.hinted("acme", person, Capture(method, host, 443, f"/{path}", (), b"")).hint


def test_the_three_steps_of_chatgpt(steps: Steps, tmp_path: Path) -> None:
    body = {"file_name": "Jonas Weber.csv", "file_size": 10, "use_case": "my_files"}
    answer = {"upload_url": "https://files.oaiusercontent.com/file-1/raw?sp=rw&sig=1", "file_id": "file-1"}
    _tell(steps, tmp_path, "chatgpt.com/backend-api/files", body, answer, {})
    link = "files.oaiusercontent.com/file-1/raw?sp=rw&sig=1"
    assert _hint(steps, link) == Hint(".csv")
    assert _hint(steps, link + "&comp=block&blockid=AA") == Hint(".csv"), "its pieces, too"
    assert _hint(steps, link, "bob") is None
    assert _hint(steps, "files.oaiusercontent.com/file-2/raw?sp=rw&sig=1") is None


def test_a_session_of_google(steps: Steps, tmp_path: Path) -> None:
    link = "generativelanguage.googleapis.com/upload/v1beta/files?upload_id=1"
    said = {"x_goog_upload_command": "start", "x_goog_upload_header_content_type": "text/csv"}
    url = "generativelanguage.googleapis.com/upload/v1beta/files"
    _tell(steps, tmp_path, url, {"file": {}}, None, {"x-goog-upload-url": f"https://{link}"}, **said)
    assert _hint(steps, link) == Hint("", "text/csv")


def test_several_files_belong_to_as_many_links_in_their_order(steps: Steps, tmp_path: Path) -> None:
    body = {"files": {"u1": {"filename": "a.csv", "content_type": "text/csv"}, "u2": {"filename": "b.md"}}}
    links = [f"storage.example/{name}?X-Amz-Signature={name}" for name in ("one", "two")]
    answer = {"results": {f"u{at}": {"upload_url": f"https://{link}"} for at, link in enumerate(links)}}
    _tell(steps, tmp_path, "app.example/rest/uploads", body, answer, {})
    assert [_hint(steps, link) for link in links] == [Hint(".csv", "text/csv"), Hint(".md")]


def test_parts_of_one_file_share_what_was_said(steps: Steps, tmp_path: Path) -> None:
    links = [f"storage.example/a?partNumber={part}&X-Amz-Signature={part}" for part in range(3)]
    answer = {"presigned_urls": [f"https://{link}" for link in links]}
    _tell(steps, tmp_path, "app.example/uploads", {"fileName": "a.docx"}, answer, {})
    assert [_hint(steps, link) for link in links] == [Hint(".docx")] * 3


def test_more_links_than_files_are_told_apart_by_nobody(steps: Steps, tmp_path: Path) -> None:
    body = [{"name": "a.csv"}, {"name": "b.md"}]
    answer = {"upload_urls": [f"https://storage.example/{at}?sig={at}" for at in range(3)]}
    _tell(steps, tmp_path, "app.example/uploads", body, answer, {})
    assert [_hint(steps, f"storage.example/{at}?sig={at}") for at in range(3)] == [None] * 3


def test_tus_tells_a_place_beside_the_request(steps: Steps, tmp_path: Path) -> None:
    spoken = {"tus-resumable": "1.0.0"}
    said = {"tus_resumable": "1.0.0", "upload_length": "12", "upload_metadata": "filename YS5jc3Y="}
    _tell(steps, tmp_path, "app.example/tus/", None, None, {**spoken, "location": "7"}, **said)
    assert _hint(steps, "app.example/tus/7", method="PATCH") == Hint(".csv", "", 12)
