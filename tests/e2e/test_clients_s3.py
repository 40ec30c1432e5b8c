"""Uploads in parts behind the proxy: with pre-signed links, as pages are given them, and signed by boto3 itself."""

import hashlib
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import boto3
import pytest
from boto3.exceptions import S3UploadFailedError
from boto3.s3.transfer import TransferConfig
from botocore.config import Config

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, PLACEHOLDER, Proxy, credential, leaks, prompt

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
SIZE = 5 << 20  # of a part, the least that S3 takes
LINE = "Nothing to see here, and nothing to hide either.\n"
WHERE = {"Bucket": "standin", "Key": "notes.txt"}


def text(said: str) -> bytes:
    """Two parts and a little, with what is said across the first border."""
    line = prompt(said) + "\n"
    before = (LINE * (SIZE // len(LINE)))[: SIZE - 20]
    before = before[: before.rindex("\n") + 1]
    before += "." * (SIZE - len(before) - 20) + "\n"
    return (before + line + LINE * (SIZE // len(LINE)) + LINE * 9).encode()


@pytest.fixture
def s3(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    for name, value in {
        "HTTPS_PROXY": proxy.url,
        "AWS_CA_BUNDLE": proxy.environment["SSL_CERT_FILE"],
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
    }.items():
        monkeypatch.setenv(name, value)
    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",
        retries={"max_attempts": 1},
    )
    return lambda: boto3.client(
        "s3", region_name="us-east-1", endpoint_url="https://files.oaiusercontent.com", config=config
    )


def arrived(standin: StandIn) -> bytes:
    """The parts as S3 would put them together; each is named to it by its own digest."""
    parts = [seen for seen in standin.seen if seen.method == "PUT"]
    end = standin.seen[-1].body
    for seen in parts:
        assert hashlib.md5(seen.body, usedforsecurity=False).hexdigest().encode() in end
    numbers = [int(re.findall(r"partNumber=(\d+)", seen.path)[0]) for seen in parts]
    assert numbers == sorted(numbers)
    return b"".join(seen.body for seen in parts)


def test_what_boto3_signs_itself_is_refused_at_its_end(
    s3: Callable[[], Any], standin: StandIn, tmp_path: Path
) -> None:
    """Its last request is signed with the ETags in it, so that no others can take their place."""
    (tmp_path / "notes.txt").write_bytes(text("And that is all."))
    parts = TransferConfig(multipart_threshold=SIZE, multipart_chunksize=SIZE)
    with pytest.raises(S3UploadFailedError, match=r"AccessDenied.*in pieces.*PW-"):
        s3().upload_file(str(tmp_path / "notes.txt"), "standin", "notes.txt", Config=parts)
    assert [seen.method for seen in standin.seen if seen.method == "PUT"] == []


def signed(client: Any) -> tuple[list[str], str]:
    """Links for three parts and for their end, as boto3 signs them."""
    upload = {**WHERE, "UploadId": client.create_multipart_upload(**WHERE)["UploadId"]}
    links = [
        client.generate_presigned_url("upload_part", {**upload, "PartNumber": number}) for number in (1, 2, 3)
    ]
    return links, client.generate_presigned_url("complete_multipart_upload", upload)


def announced(proxy: Proxy) -> tuple[list[str], str]:
    """The same as an AI service tells them: in such a file values are replaced."""
    with proxy.http() as client:
        asked = {"file_name": "notes.txt", "file_size": 3 * SIZE, "use_case": "multipart"}
        links = client.post("https://chatgpt.com/backend-api/files", json=asked).json()["upload_urls"]
    return links[:3], links[0].replace("&partNumber=1", "")


@pytest.mark.parametrize("said", ["And that is all.", f"Please answer {EMAIL} soon.", ""])
def test_parts_by_pre_signed_links(s3: Callable[[], Any], standin: StandIn, proxy: Proxy, said: str) -> None:
    """A clean file, one with a value, and one with a key."""
    key = credential()
    data = text(said or f"aws_access_key_id = {key}")
    links, end = announced(proxy) if EMAIL in said else signed(s3())
    standin.forget()
    with proxy.http(timeout=60) as http, ThreadPoolExecutor(3) as several:
        pieces = [data[start : start + SIZE] for start in range(0, len(data), SIZE)]
        brought = zip(links, pieces, strict=True)
        answers = list(several.map(lambda pair: http.put(pair[0], content=pair[1]), brought))
        assert [answer.status_code for answer in answers] == [200] * 3
        assert standin.seen == (), "nothing leaves before the whole was read"
        told = "".join(
            f"<Part><PartNumber>{number}</PartNumber><ETag>{answer.headers['etag']}</ETag></Part>"
            for number, answer in enumerate(answers, 1)
        )
        done = http.post(end, content=f"<CompleteMultipartUpload>{told}</CompleteMultipartUpload>")
    if not said:
        assert (done.status_code, standin.seen) == (403, ())
        assert "<Code>AccessDenied</Code>" in done.text
        assert key not in done.text
        return
    assert (done.status_code, "3 parts" in done.text) == (200, True)
    sent = arrived(standin)
    assert len(standin.seen) == 4
    assert leaks(standin.seen, EMAIL) == []
    assert len(PLACEHOLDER.findall(sent.decode())) == (EMAIL in said)
    assert PLACEHOLDER.sub(EMAIL, sent.decode()) == data.decode()
