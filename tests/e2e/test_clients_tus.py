"""A client of tus behind the proxy: pieces wait, a clean file arrives whole, one with a value is refused at its end."""

import io

import pytest
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, PLACEHOLDER, Proxy, leaks, prompt

CLEAN = prompt("Which colour has the sky on a cloudy day?\n").encode() * 20
TEXT = prompt(f"Please answer {EMAIL} soon.\n").encode() * 20


@pytest.fixture
def tus(proxy: Proxy, standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> TusClient:
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", proxy.environment["SSL_CERT_FILE"])
    return TusClient("https://chatgpt.com/tus")


def test_a_clean_file_arrives_in_one_piece(tus: TusClient, standin: StandIn) -> None:
    metadata = {"filename": "notes.txt", "filetype": "text/plain"}
    uploader = tus.uploader(file_stream=io.BytesIO(CLEAN), chunk_size=300, metadata=metadata)
    uploader.upload()
    assert uploader.offset == len(CLEAN)
    assert [seen.method for seen in standin.seen] == ["POST", "PATCH"]
    assert standin.seen[-1].body == CLEAN


def test_a_file_that_was_broken_off_goes_on_where_it_was(tus: TusClient, standin: StandIn) -> None:
    """The client asks how much is there; that is known here, not at the service."""
    first = tus.uploader(file_stream=io.BytesIO(CLEAN), chunk_size=300)
    first.upload(stop_at=600)
    again = tus.uploader(file_stream=io.BytesIO(CLEAN), chunk_size=300, url=first.url)
    assert again.offset == 600
    again.upload()
    assert [seen.method for seen in standin.seen] == ["POST", "PATCH"]
    assert standin.seen[-1].body == CLEAN


def test_a_file_with_a_value_is_refused_at_its_last_piece(tus: TusClient, standin: StandIn) -> None:
    uploader = tus.uploader(file_stream=io.BytesIO(TEXT), chunk_size=TEXT.index(EMAIL.encode()) + 5)
    with pytest.raises(TusCommunicationError) as caught:
        uploader.upload()
    assert caught.value.status_code == 403
    assert b"declared with its length" in caught.value.response_content
    assert [seen.method for seen in standin.seen] == ["POST"]
    assert leaks(standin.seen, EMAIL) == []


def test_a_file_with_a_value_is_rewritten_where_the_service_takes_the_length_last(
    tus: TusClient, standin: StandIn, proxy: Proxy
) -> None:
    """A page's preflight, or any client that asks, has the service say what it speaks."""
    tus.url = "https://claude.ai/tus"
    with proxy.http() as client:
        assert "creation-defer-length" in client.options(tus.url).headers["tus-extension"]
    uploader = tus.uploader(file_stream=io.BytesIO(TEXT), chunk_size=TEXT.index(EMAIL.encode()) + 5)
    uploader.upload()
    assert uploader.offset == len(TEXT)
    assert leaks(standin.seen, EMAIL) == []
    assert PLACEHOLDER.sub(EMAIL, standin.seen[-1].body.decode()) == TEXT.decode()


def test_a_name_in_the_metadata_does_not_leave(tus: TusClient, standin: StandIn) -> None:
    uploader = tus.uploader(
        file_stream=io.BytesIO(CLEAN), metadata={"filename": f"mail of {EMAIL} (old).txt"}
    )
    with pytest.raises(TusCommunicationError) as caught:
        uploader.upload()
    assert caught.value.status_code == 403
    assert standin.seen == ()
