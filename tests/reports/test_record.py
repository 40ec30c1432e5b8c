"""Records: one canonical form, and no field that takes a person's text."""

import json
import math
from collections.abc import Callable
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.record import (
    BODY_LIMIT,
    Event,
    Record,
    RecordFault,
    canonical,
    parse,
    pseudonym,
    safe_host,
    safe_model,
)

type Make = Callable[..., Record]

FULL = {
    "ref": "ab" * 16,
    "action": "redact",
    "tier": 3,
    "classes": {"pii.contact": 2, "secret.api_token": 1},
    "kinds": {"EMAIL_ADDRESS": 2},
    "rules": ("baseline/pii", "no-cards"),
    "policy": "ab" * 32,
    "detectors": "sha256:" + "cd" * 32,
    "model": "gpt-5.1-mini",
    "ticket": "PW-7F3K2Q",
    "status": 403,
    "failure": "scan-timeout",
    "digest": "ef" * 32,
    "sizes": {"in": 2000, "out": 0},
    "millis": {"added": 3.25, "scan": 2.0},
    "counts": {"redacted": 2, "www.example.com": 1},
}


def test_full_record_round_trips(make: Make) -> None:
    record = make(**FULL)
    assert parse(canonical(record)) == record
    assert canonical(parse(canonical(record))) == canonical(record)


def test_the_canonical_form_is_sorted_compact_and_without_empty_fields(make: Make) -> None:
    record = make(event=Event.STOP, id="0" * 32, time=0, person="", service="", host="", route="", level="",
                  action="", tier=0)  # fmt: skip
    assert canonical(record) == (
        b'{"client":"acme","event":"stop","id":"00000000000000000000000000000000","time":0}'
    )


def test_a_record_from_before_severities_reads_as_it_was_written(make: Make) -> None:
    body = canonical(make())
    assert b"severity" not in body and b"distinct" not in body
    assert canonical(parse(body)) == body
    volume = make(severity="high", distinct={"pii.record": 2})
    assert parse(canonical(volume)) == volume


@given(
    event=st.sampled_from(Event),
    time=st.integers(0, 253_402_300_799_999),
    counts=st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9_.-]{0,30}", fullmatch=True), st.integers(0, 2**53 - 1)
    ),
    millis=st.dictionaries(st.sampled_from(["added", "scan", "total"]), st.floats(0, 1e9)),
)
def test_any_record_round_trips(
    event: Event, time: int, counts: dict[str, int], millis: dict[str, float]
) -> None:
    record = Record(event=event, id="a" * 32, time=time, client="acme", counts=counts, millis=millis)
    assert parse(canonical(record)) == record


MARKER = "Dear doctor, my number is 4111"


@pytest.mark.parametrize("name", [field.name for field in fields(Record)])
@pytest.mark.parametrize("shape", ["text", "key", "items"])
def test_no_field_takes_free_text_and_no_fault_quotes_it(make: Make, name: str, shape: str) -> None:
    value: object = {"text": MARKER, "key": {MARKER: 1}, "items": (MARKER,)}[shape]
    with pytest.raises(RecordFault) as caught:
        make(**{name: value})
    assert "doctor" not in str(caught.value)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "not-a-uuid"),
        ("id", ""),
        ("client", "../etc"),
        ("client", ".."),
        ("client", "Acme"),
        ("client", "a" * 65),
        ("person", "anna"),
        ("person", "person-Anna12"),
        ("host", "a b"),
        ("host", "host/path"),
        ("route", "/v1/chat"),
        ("level", "clean"),
        ("action", "pass"),
        ("severity", "urgent"),
        ("distinct", {"Pii": 1}),
        ("tier", 4),
        ("tier", True),
        ("time", -1),
        ("time", 1.5),
        ("status", 1000),
        ("classes", {"pii.contact": -1}),
        ("classes", {"pii.contact": 1.5}),
        ("kinds", {"email": 1}),
        ("millis", {"added": math.nan}),
        ("millis", {"added": math.inf}),
        ("millis", {"added": -0.5}),
        ("counts", {"redacted": 2**53}),
        ("rules", ("two words",)),
        ("policy", "latest"),
        ("model", "gpt-5 tell me"),
        ("ticket", "#1"),
        ("failure", "No space left on device"),
    ],
)
def test_what_is_not_in_its_form_is_refused(make: Make, name: str, value: object) -> None:
    with pytest.raises(RecordFault, match=name):
        make(**{name: value})


def test_an_event_must_be_an_event(make: Make) -> None:
    with pytest.raises(RecordFault):
        make(event="request")


def test_a_body_over_the_limit_is_refused(make: Make) -> None:
    hosts = {f"{'a' * 120}{number}.example.com": 1 for number in range(600)}
    with pytest.raises(RecordFault, match=str(BODY_LIMIT)):
        canonical(make(event=Event.TUNNELS, counts=hosts))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"event":"request"}',
        b'{"event":"future","id":"' + b"a" * 32 + b'","time":1,"client":"acme"}',
        b'{"event":"stop","id":"' + b"a" * 32 + b'","time":"now","client":"acme"}',
        b'{"event":"stop","id":"' + b"a" * 32 + b'","time":1,"client":"acme","rules":5}',
        b"[" * 100_000,
    ],
)
def test_bytes_that_are_no_record_are_a_fault(body: bytes) -> None:
    with pytest.raises(RecordFault):
        parse(body)


def test_an_entry_of_a_later_version_is_read_with_what_is_known(make: Make) -> None:
    record = make()
    later = json.loads(canonical(record)) | {"mood": {"deep": [1]}}
    assert parse(json.dumps(later).encode()) == record


def test_pseudonyms_are_stable_and_unlinkable_across_keys() -> None:
    first = pseudonym(b"k" * 32, "anna@acme.example")
    assert first == pseudonym(b"k" * 32, "anna@acme.example")
    assert first != pseudonym(b"q" * 32, "anna@acme.example")
    assert first != pseudonym(b"k" * 32, "bob@acme.example")
    assert "anna" not in first
    assert pseudonym(b"k", "") == ""


@given(st.text(min_size=1))
def test_every_pseudonym_fits_a_record(name: str) -> None:
    person = pseudonym(b"k" * 32, name)
    assert Record(event=Event.STOP, id="a" * 32, time=1, client="acme", person=person).person == person


@pytest.mark.parametrize(
    ("given_host", "kept"),
    [
        ("API.Example.COM.", "api.example.com"),
        ("2001:db8::1", "2001:db8::1"),
        ("[::1]", "[::1]"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("my secret.example", "invalid"),
        ("a" * 300, "invalid"),
        ("", "invalid"),
        ("bücher.example", "invalid"),
    ],
)
def test_safe_host(make: Make, given_host: str, kept: str) -> None:
    assert safe_host(given_host) == kept
    assert make(host=kept).host == kept


@pytest.mark.parametrize(
    "model",
    [
        "gpt-5.1",
        "claude-opus-4-20250514",
        "meta/llama-3.3-70b",
        "claude-3@20240229",
        "ft:gpt-4o:org:tag:AbC12xyz",
    ],
)
def test_names_of_models_are_kept(make: Make, model: str) -> None:
    assert safe_model(model) == model
    assert make(model=model).model == model


@pytest.mark.parametrize(
    "model",
    ["my name is Anna", "x-123-45-6789", "gpt-4111111111111111", "sk-" + "aB3" * 16, "a" * 200, "1234", "né"],
)
def test_what_could_be_something_else_is_no_model(make: Make, model: str) -> None:
    assert safe_model(model) == ""
    with pytest.raises(RecordFault):
        make(model=model)
