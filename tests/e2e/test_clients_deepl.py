"""DeepL's SDK behind the proxy: what a translation gives back holds the values again."""

import deepl
import pytest

from proxy.standin import StandIn
from tests.e2e.actors import EMAIL, PLACEHOLDER, Proxy, credential, leaks, prompt

TEXT = prompt(f"Please answer {EMAIL} today.")


@pytest.fixture
def client(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> deepl.DeepLClient:
    for name in (
        "REQUESTS_CA_BUNDLE",
        "CURL_CA_BUNDLE",
    ):  # where they are set, they count more than what is given
        monkeypatch.setenv(name, str(proxy.ca_file))
    return deepl.DeepLClient(
        "none", server_url="https://api.deepl.com", proxy=proxy.url, verify_ssl=str(proxy.ca_file)
    )


def test_texts_are_translated_without_their_values(client: deepl.DeepLClient, standin: StandIn) -> None:
    found = client.translate_text([TEXT, "And soon."], target_lang="DE", context=f"from {EMAIL}")
    assert isinstance(found, list)
    assert [one.text for one in found] == [f"You wrote: {TEXT}", "You wrote: And soon."]
    assert leaks(standin.seen, EMAIL) == []
    (seen,) = standin.seen
    assert len(set(PLACEHOLDER.findall(seen.body.decode()))) == 1


def test_a_refusal_is_quoted(client: deepl.DeepLClient, standin: StandIn) -> None:
    with pytest.raises(deepl.DeepLException, match="PW-"):
        client.translate_text(f"use {credential()}", target_lang="DE")
    assert not standin.seen
