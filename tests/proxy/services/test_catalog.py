"""The catalogue finds services by host and dialects by route, and names a faulty entry."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from proxy.capture import Capture
from proxy.contract import Service
from proxy.services import entries
from proxy.services.catalog import Catalogue, CatalogueFault, dialects, known_routes, load_catalogue
from tests.cost import ends_within

DEPLOYED = "/openai/deployments/g/chat/completions?api-version=1"
CLAUDE = "/api/organizations/o/chat_conversations/c/completion"


def capture(host: str, path: str, method: str = "POST", **headers: str) -> Capture:
    return Capture(method, host, 443, path, tuple(headers.items()), b"")


def service(id: str, *hosts: str, dialects: tuple[str, ...] = ()) -> Service:
    return Service(id, id, "", "api", hosts, dialects, "code", "2026-11-21")


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("api.openai.com", "openai_api"),
        ("API.OpenAI.com.", "openai_api"),
        ("eu.api.openai.com", "openai_api"),
        ("weber.openai.azure.com", "azure_openai"),
        ("a.b.services.ai.azure.com", "azure_openai"),
        ("openai.azure.com", None),
        ("chatgpt.com", "chatgpt"),
        ("ws.chatgpt.com", "chatgpt"),
        ("notchatgpt.com", None),
        ("chatgpt.com.evil.example", None),
        ("api.anthropic.com", "anthropic_api"),
        ("claude.ai", "claude"),
        ("www.google.com", None),
        ("gemini.google.com", "gemini"),
        ("com", None),
        ("", None),
        (".", None),
        ("bank.example", None),
    ],
)
def test_a_host_has_one_service(host: str, found: str | None) -> None:
    service = load_catalogue().service_for(host)
    assert (service.id if service else None) == found


def test_the_longest_pattern_counts() -> None:
    known = Catalogue(
        [service("wide", "*.x.com"), service("deep", "*.a.x.com"), service("one", "b.a.x.com")], dialects()
    )
    assert [
        getattr(known.service_for(host), "id", "") for host in ("q.x.com", "q.a.x.com", "b.a.x.com", "x.com")
    ] == [
        "wide",
        "deep",
        "one",
        "",
    ]
    assert known.domains() == ("x.com",)


def test_domains_cover_every_host_and_no_shared_one() -> None:
    known = load_catalogue()
    domains = known.domains()
    for service in filter(known.intercepts, known.services):
        for host in service.hosts:
            name = host.removeprefix("*.")
            assert any(name == domain or name.endswith("." + domain) for domain in domains)
    assert len(domains) == len(set(domains))
    shared = {
        "google.com",
        "googleapis.com",
        "microsoft.com",
        "azure.com",
        "amazonaws.com",
        "github.com",
        "com",
        "ai",
    }
    assert not shared & set(domains)


def test_the_catalogue_is_broad_and_dated() -> None:
    known = load_catalogue()
    assert len(known.services) >= 60
    assert sum("openai_chat" in service.dialects for service in known.services) >= 20
    assert all(service.as_of for service in known.services)


@pytest.mark.parametrize(
    ("host", "path", "method", "dialect", "route"),
    [
        ("api.openai.com", "/v1/chat/completions", "POST", "openai_chat", "chat.completions"),
        ("api.openai.com", "/v1/responses", "POST", "openai_responses", "responses"),
        ("api.openai.com", "/v1/responses?x=1", "POST", "openai_responses", "responses"),
        ("api.openai.com", "/v1/batches", "POST", "openai_platform", "batches"),
        ("api.openai.com", "/v1/skills", "POST", "generic", "request"),
        ("api.openai.com", "/v1/chat/completions", "GET", "generic", "request"),
        ("api.openai.com", "/v1/chat/completions", "OPTIONS", "generic", "request"),
        ("api.openai.com", "//v1/chat/completions", "POST", "generic", "request"),
        ("api.openai.com", "/v1/chat/completions/", "POST", "generic", "request"),
        ("api.openai.com", "/v1/Chat/completions", "POST", "generic", "request"),
        ("api.openai.com", "/v1/chat/completions;x", "POST", "generic", "request"),
        ("api.openai.com", "/v1/chat%2Fcompletions", "POST", "generic", "request"),
        ("api.openai.com", "/v1/x/../chat/completions", "POST", "generic", "request"),
        ("api.openai.com", "/v1/./chat/completions", "POST", "generic", "request"),
        ("api.openai.com", "/v1/%2e%2e/chat/completions", "POST", "generic", "request"),
        ("api.openai.com", "/v1\\chat/completions", "POST", "generic", "request"),
        ("api.openai.com", "/v1/chat/completions\n", "POST", "generic", "request"),
        ("api.openai.com", "/v1/messages", "POST", "generic", "request"),
        ("api.anthropic.com", "/v1/messages?beta=true", "POST", "anthropic_messages", "messages"),
        ("api.anthropic.com", "/v1/messages/count_tokens", "POST", "anthropic_messages", "count_tokens"),
        ("api.anthropic.com", "/v1/messages/batches", "POST", "anthropic_messages", "batches"),
        ("api.anthropic.com", "/v1/messages/batches/b1/cancel", "POST", "generic", "request"),
        ("api.anthropic.com", "//v1/messages", "POST", "generic", "request"),
        ("openrouter.ai", "/api/v1/messages", "POST", "anthropic_messages", "messages"),
        ("openrouter.ai", "/api/v1/chat/completions", "POST", "openai_chat", "chat.completions"),
        ("api.groq.com", "/openai/v1/chat/completions", "POST", "openai_chat", "chat.completions"),
        ("api.fireworks.ai", "/inference/v1/chat/completions", "POST", "openai_chat", "chat.completions"),
        ("api.perplexity.ai", "/async/chat/completions", "POST", "generic", "request"),
        ("w.openai.azure.com", DEPLOYED, "POST", "openai_chat", "azure.chat.completions"),
        ("w.openai.azure.com", "/openai/v1/responses", "POST", "openai_responses", "azure.responses"),
        ("w.services.ai.azure.com", "/anthropic/v1/messages", "POST", "anthropic_messages", "messages"),
        ("chatgpt.com", "/backend-api/f/conversation", "POST", "chatgpt_web", "conversation"),
        ("chatgpt.com", "/backend-api/codex/responses", "POST", "openai_responses", "codex.responses"),
        ("chatgpt.com", "/backend-api/f/conversation/resume", "POST", "generic", "request"),
        ("claude.ai", CLAUDE, "POST", "claude_web", "completion"),
        ("poe.com", "/v1/chat/completions", "POST", "generic", "request"),
    ],
)  # fmt: skip
def test_a_request_has_one_dialect(host: str, path: str, method: str, dialect: str, route: str) -> None:
    known = load_catalogue()
    found, name = known.dialect_for(known.service_for(host), capture(host, path, method))
    assert (found.id, name) == (dialect, route)


def test_without_a_service_the_generic_dialect_reads() -> None:
    dialect, route = load_catalogue().dialect_for(None, capture("x.example", "/v1/chat/completions"))
    assert (dialect.id, route) == ("generic", "request")


@pytest.mark.parametrize(
    "headers", [{"upgrade": "websocket"}, {"upgrade": "WebSocket, h2c"}, {"sec-websocket-key": "x"}]
)
def test_what_opens_a_websocket_has_the_route_of_its_messages(headers: dict[str, str]) -> None:
    known = load_catalogue()
    request = Capture("GET", "api.openai.com", 443, "/v1/responses", tuple(headers.items()), b"")
    dialect, route = known.dialect_for(known.service_for(request.host), request)
    assert (dialect.id, route) == ("openai_responses", "responses.socket")
    other = Capture("GET", "api.openai.com", 443, "/v1/chat/completions", tuple(headers.items()), b"")
    dialect, route = known.dialect_for(known.service_for(other.host), other)
    assert (dialect.id, route) == ("generic", "message")


def test_own_hosts_speak_all_api_dialects() -> None:
    known = load_catalogue(extra_hosts=("LLM.corp.example.", "*.ai.corp.example", "api.openai.com"))
    extra = known.service_for("llm.corp.example")
    assert extra is not None
    assert extra.id == "extra"
    assert known.service_for("x.ai.corp.example") is extra
    assert getattr(known.service_for("api.openai.com"), "id", "") == "openai_api"
    for path in ("/v1/chat/completions", "/v1/responses", "/v1/messages"):
        assert known.dialect_for(extra, capture("llm.corp.example", path))[0].id != "generic"
    assert {"llm.corp.example", "ai.corp.example"} <= set(known.domains())


@pytest.mark.parametrize(
    "host",
    ["", "corp", "http://llm.corp.example", "llm.corp.example:8080", "*", "*.*.example", "a b.example"],
)
def test_a_bad_own_host_is_named(host: str) -> None:
    with pytest.raises(CatalogueFault, match="extra_hosts"):
        load_catalogue(extra_hosts=(host,))


@pytest.mark.parametrize(
    ("services", "fault"),
    [
        ([service("a", "x.com"), service("a", "y.com")], "given twice"),
        ([service("a", "x.com"), service("b", "x.com")], "belongs to a"),
        ([service("a", "*.x.com"), service("b", "*.x.com")], "belongs to a"),
        ([service("a", "x.com", dialects=("nope",))], "no dialect nope"),
    ],
)
def test_a_faulty_list_does_not_load(services: list[Service], fault: str) -> None:
    with pytest.raises(CatalogueFault, match=fault):
        Catalogue(services, dialects())


ROW = {
    "id": "a",
    "name": "A",
    "vendor": "",
    "category": "api",
    "hosts": ["x.com"],
    "dialects": [],
    "sure": "code",
    "as_of": "2026-11-21",
}


def test_a_whole_entry_is_read() -> None:
    assert entries.service_from("file.yaml", ROW, {}).hosts == ("x.com",)


@pytest.mark.parametrize(
    "row",
    [
        {},
        "text",
        ROW | {"hosts": ["X.com"]},
        ROW | {"hosts": []},
        ROW | {"sure": "maybe"},
        ROW | {"extra": 1},
        {key: value for key, value in ROW.items() if key != "as_of"},
    ],
)
def test_a_faulty_entry_is_named(row: object) -> None:
    with pytest.raises(CatalogueFault, match="file"):
        entries.service_from("file.yaml", row, {})


@pytest.mark.parametrize("missing", ["request.py", "answer.py", "samples.yaml"])
def test_half_a_dialect_does_not_load(missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"half_{missing.partition('.')[0]}"
    package = tmp_path / name
    package.mkdir()
    for file in {"__init__.py", "request.py", "answer.py", "samples.yaml"} - {missing}:
        (package / file).write_text("", encoding="utf-8")
    services: ModuleType = importlib.import_module("proxy.services")
    monkeypatch.setattr(services, "__path__", [*services.__path__, str(tmp_path)])
    importlib.invalidate_caches()
    dialects.cache_clear()
    try:
        with pytest.raises(CatalogueFault, match=name):
            dialects()
    finally:
        monkeypatch.undo()
        dialects.cache_clear()


def test_routes_of_a_dialect_can_be_listed() -> None:
    assert {route.name for route in known_routes("anthropic_messages")} >= {
        "messages",
        "count_tokens",
        "batches",
    }
    assert known_routes("generic") == ()


def test_a_host_is_found_in_microseconds() -> None:
    known = load_catalogue()
    name = "a.very.deep.name.below.nothing.known.example.org"
    assert ends_within(0.5, lambda: [known.service_for(name) for _ in range(10_000)])


def test_there_are_at_least_250_services() -> None:
    assert len(load_catalogue().services) >= 250


def test_a_shared_host_is_only_intercepted_where_it_is_chosen() -> None:
    assert load_catalogue().service_for("www.notion.so") is None
    known = load_catalogue(shared=("notion_ai",))
    service = known.service_for("www.notion.so")
    assert service is not None
    assert service.covers("/api/v3/runInferenceTranscript")
    assert not service.covers("/api/v3/getAssets")
    assert "notion.so" in known.domains()
    with pytest.raises(CatalogueFault, match="shared_services"):
        load_catalogue(shared=("openai_api",))


def test_all_shared_services_may_be_chosen_together() -> None:
    shared = [service.id for service in load_catalogue().services if service.is_shared]
    assert len(shared) > 20
    load_catalogue(shared=shared)


def test_hosts_of_regions_are_named_one_by_one() -> None:
    known = load_catalogue()
    for host in ("bedrock-runtime.eu-west-1.amazonaws.com", "europe-west6-aiplatform.googleapis.com"):
        assert known.service_for(host) is not None
    assert known.service_for("s3.eu-west-1.amazonaws.com") is None
    assert not {"amazonaws.com", "googleapis.com", "eu-west-1.amazonaws.com"} & set(known.domains())
    with pytest.raises(CatalogueFault, match=r"regions\.yaml"):
        entries.service_from("file.yaml", {**ROW, "hosts": ["{moon}.x.com"]}, {})
