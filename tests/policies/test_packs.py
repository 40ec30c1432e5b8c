"""Packs prove themselves by their cases, and know every kind that a scanner can give."""

from importlib.resources import files

import pytest

from classifiers.catalog import Options, load
from classifiers.finding import Finding, Scan
from classifiers.segment import Segment
from policies.classes import Sensitivity
from policies.decide import decide
from policies.decision import Action, Level
from policies.fault import PolicyFault
from policies.loader import build_library, compile_text, load_packs
from policies.pack import Library
from policies.resolve import floors

BASELINE = (files("policies") / "packs" / "baseline.yaml").read_text(encoding="utf-8")
TAXONOMY = [item for item in load_packs().classes.values() if item.id != "unknown"]

SMALL = """\
pack: small
name: Small
about: For a test.
as_of: "2026-11-21"
defaults: {S2: block}
classes: {own.thing: {name: Thing, sensitivity: S1}}
kinds: {THING: own.thing}
rules:
  - {id: things, classes: own.*, action: coach}
cases:
  - {kinds: {THING: 1}, expect: coach, rule: small/things}
"""


def test_every_kind_that_a_scanner_can_give_has_a_class() -> None:
    missing = set(load(Options()).kinds) - set(load_packs().kinds)
    assert not missing, f"give these kinds a class in policies/packs/baseline.yaml: {sorted(missing)}"


def test_every_kind_of_names_has_a_class() -> None:
    assert {"PERSON", "ORGANIZATION", "LOCATION"} <= set(load_packs().kinds)


def test_only_credentials_are_never_released() -> None:
    never = {item.id for item in load_packs().classes.values() if item.never}
    assert never == {item.id for item in TAXONOMY if item.id.startswith("secret.")} | {"pci.sad"}


def test_every_shipped_rule_says_why_in_plain_words() -> None:
    for pack in load_packs().packs.values():
        for rule in pack.rules:
            assert rule.because.endswith(".")
            assert rule.action is Action.ALLOW or rule.action is Action.REDACT or rule.instead


def test_a_second_pack_is_one_file() -> None:
    library = build_library(TAXONOMY, {"baseline.yaml": BASELINE, "small.yaml": SMALL})
    assert set(library.packs) == {"baseline", "small"}
    assert library.kinds["THING"] == ("own.thing",)
    assert "own.thing" in library.classes


def test_the_order_of_packs_does_not_matter() -> None:
    one = build_library(TAXONOMY, {"a.yaml": BASELINE, "b.yaml": SMALL})
    two = build_library(TAXONOMY, {"b.yaml": SMALL, "a.yaml": BASELINE})
    assert one == two
    assert _digest(one, "[baseline, small]") == _digest(two, "[small, baseline]")
    assert _digest(one, "[baseline, small]") != _digest(one, "[baseline]")


def _digest(library: Library, packs: str) -> str:
    policy, _, _ = compile_text(f"client: a\nname: A\npacks: {packs}\n", "x", library=library)
    assert policy is not None
    return policy.digest


@pytest.mark.parametrize("level", [Level.UNDERSTOOD, Level.GENERIC])
@pytest.mark.parametrize("editable", [True, False])
def test_a_pack_that_is_added_to_a_client_never_loosens(level: Level, editable: bool) -> None:
    strict = SMALL.replace("own.*, action: coach", "'*', action: hold").replace(
        "expect: coach", "expect: hold"
    )
    library = build_library(TAXONOMY, {"a.yaml": BASELINE, "b.yaml": strict})
    head = "client: a\nname: A\nwords: [nightjar]\n"
    less, _, _ = compile_text(f"{head}packs: [baseline]\n", "x", library=library)
    more, _, _ = compile_text(f"{head}packs: [baseline, small]\n", "x", library=library)
    assert less is not None
    assert more is not None
    segments = [Segment(0, "value", editable=editable)]
    for kind in [*less.kinds, "NEW"]:
        scan = Scan((Finding(0, 0, 5, kind, "t", 90),), 5, 5)
        old, new = (decide(each, scan, segments, service="x", level=level) for each in (less, more))
        assert new.action.rank >= old.action.rank, kind


def test_floors_of_packs_only_tighten_and_rise_with_sensitivity() -> None:
    library = build_library(TAXONOMY, {"a.yaml": BASELINE, "b.yaml": SMALL})
    both = floors(library.packs.values())
    assert both[Sensitivity.CONFIDENTIAL] is Action.BLOCK
    assert both[Sensitivity.RESTRICTED] is Action.BLOCK
    assert both[Sensitivity.INTERNAL] is Action.ALLOW


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("expect: coach", "expect: allow", "expected allow"),
        ("rule: small/things", "rule: small/other", "small/other"),
        ("action: coach", "action: allow", "expected coach"),
        ("own.*, action", "other.*, action", "there is no class"),
        ("{THING: own.thing}", "{THING: own.thin}", "there is no class"),
        ("pack: small", "pack: baseline", "is the id of"),
        ("own.thing: {name", "pii.contact: {name", "there already"),
        ("cases:\n", "case:\n", "cases"),
        ("cases:\n  - {kinds: {THING: 1}, expect: coach, rule: small/things}", "cases: []", "at least 1"),
        ("defaults: {S2: block}", "defaults: {S2: hold}", "not possible"),
        ("defaults: {S2: block}", "defaults: {S7: block}", "not well formed"),
        ("classes: own.*, action", "action", "either classes or a sensitivity"),
        ("pack: small", "pack: [", "not valid YAML"),
        ('as_of: "2026-11-21"', "as_of: soon", "date in quotes"),
    ],
)
def test_a_pack_that_is_wrong_does_not_load(old: str, new: str, message: str) -> None:
    assert old in SMALL
    with pytest.raises(PolicyFault, match=message):
        build_library(TAXONOMY, {"baseline.yaml": BASELINE, "small.yaml": SMALL.replace(old, new)})


def test_every_rule_of_the_baseline_is_proved_by_a_case() -> None:
    pack = load_packs().packs["baseline"]
    proved = {case.rule for case in pack.cases}
    assert {f"baseline/{rule.id}" for rule in pack.rules} <= proved
