"""Google's dialects hold for any content: each string of a call is a place, and junk is unreadable, nothing else."""

import json
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.capture import Capture
from proxy.contract import Capability, Document, Edit, Unreadable
from proxy.services.catalog import load_catalogue
from tests.fuzzing import examples

TURN = "/_/BardChatUi/data/assistant.lamda.BardFrontendService/StreamGenerate"
CALLS = "/_/LabsTailwindUi/data/batchexecute"
STUDIO = "/$rpc/google.internal.alkali.applications.makersuite.v1.MakerSuiteService/GenerateContent"
WHERE = {
    "turn": ("gemini.google.com", TURN),
    "calls": ("notebooklm.google.com", CALLS),
    "studio": ("alkalimakersuite-pa.clients6.google.com", STUDIO),
    "api": ("generativelanguage.googleapis.com", "/v1beta/models/m:generateContent"),
    "translate": ("translate.google.com", "/_/TranslateWebserverUi/data/batchexecute"),
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=20,
)


def read(where: str, body: bytes) -> Document:
    host, path = WHERE[where]
    capture = Capture("POST", host, 443, path, (), body)
    known = load_catalogue(shared=["google_translate"])
    dialect, route = known.dialect_for(known.service_for(host), capture)
    assert dialect.id != "generic"
    return dialect.read(route, capture, body)


def form(where: str, value: object) -> bytes:
    inner = json.dumps(value)
    outer: object = [None, inner] if where == "turn" else [[["rpc", inner, None, "generic"]]]
    return urlencode({"f.req": json.dumps(outer), "at": "token"}).encode()


def strings(value: object) -> list[str]:
    """Every string of a value that is no number or JSON written into a string, keys too."""
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part)]
    return [value] if isinstance(value, str) and value and value.lstrip()[:1] not in ("[", "{") else []


@examples(40)
@given(st.sampled_from(["turn", "calls", "translate"]), st.lists(JSON, max_size=4))
def test_every_string_of_a_call_is_a_place_and_edits_come_back(where: str, value: list[Any]) -> None:
    body = form(where, value)
    document = read(where, body)
    assert document.splice([]) == body
    assert set(strings(value)) <= {segment.text for segment in document.segments}
    edits = {s.place: f'[E_{s.place}]"\\\n&' for s in document.segments if s.editable}
    changed = document.splice(
        [Edit(s.place, 0, len(s.text), edits[s.place]) for s in document.segments if s.editable]
    )
    again = read(where, changed)
    assert [s.text for s in again.segments] == [edits.get(s.place, s.text) for s in document.segments]
    assert parse_qs(changed.decode())["at"] == ["token"]


@examples(60)
@given(
    st.sampled_from(sorted(WHERE)),
    st.binary(max_size=60) | st.builds(lambda text: b"f.req=" + text, st.binary(max_size=40)),
)
def test_junk_is_unreadable_or_a_document(where: str, body: bytes) -> None:
    try:
        document = read(where, body)
    except Unreadable as trouble:
        assert len(str(trouble)) < 100
        return
    assert document.splice([]) == body


@examples(40)
@given(st.lists(JSON, max_size=4))
def test_every_string_of_ai_studio_is_read_and_none_is_edited(value: list[Any]) -> None:
    document = read("studio", json.dumps(value).encode())
    assert set(strings(value)) - {"user", "model", "text"} <= {segment.text for segment in document.segments}
    assert not any(segment.editable for segment in document.segments)


def test_ai_studio_is_blocked_and_not_edited() -> None:
    service = load_catalogue().service_for("alkalimakersuite-pa.clients6.google.com")
    assert service is not None and service.capability is Capability.BLOCK_ONLY


@pytest.mark.parametrize("depth", [3, 400])
def test_a_deep_call_ends(depth: int) -> None:
    value = "[" * depth + '"jonas"' + "]" * depth
    body = urlencode({"f.req": json.dumps([None, value])}).encode()
    if depth > 256:
        with pytest.raises(Unreadable):
            read("turn", body)
    else:
        assert [one.text for one in read("turn", body).segments] == ["jonas"]
