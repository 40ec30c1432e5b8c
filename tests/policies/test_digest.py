"""The digest in every record names the policy that judged: whatever a file can say changes it, but examples."""

from dataclasses import fields, replace

import pytest
from pydantic import BaseModel

from policies.loader import compile_text
from policies.model import (
    AccountsModel,
    ClassModel,
    ClientModel,
    CombinationModel,
    ExampleModel,
    ExemptionModel,
    RuleModel,
)
from policies.policy import DataSet, Policy, content_of, digest_of

OWNER, OTHER = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", "bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee"
# Every key that a file can have stands here with two values; the first file holds all of the first ones.
FILE = {
    "client": ("acme", "beta"),
    "name": ("Acme", "Acme GmbH"),
    "mode": ("enforce", "observe"),
    "networks": ("[10.0.0.0/8, 10.1.0.0/16]", "[10.0.0.0/8]"),
    "vault_days": ("7", "8"),
    "opaque": ("block", "hold"),
    "generic": ("block", "redact"),
    "redacted_pdf": ("pdf", "text"),
    "uninterceptable": ("refuse", "pass"),
    "answers": ("record", "off"),
    "discover": ("false", "true"),
    "sample_hosts": ("[a.example, b.example]", "[a.example]"),
    "words": ("{own.x: [nightjar]}", "{own.x: [nightjar, heron]}"),
    "kinds": ("{TICKET: own.x}", "{TICKET: [own.x, pii.contact]}"),
}
PARTS: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "accounts": (
        "{%s}",
        {
            "personal": ("allow", "block"),
            "unknown": ("allow", "block"),
            "organisations": ("{ms-tenant-v1: [acme.example]}", "{ms-tenant-v1: [beta.example]}"),
            "owners": (f"{{ms-tenant-v1: {OWNER}}}", f"{{ms-tenant-v1: {OTHER}}}"),
        },
    ),
    "classes": (
        "{own.x: {%s}}",
        {"name": ("X", "Y"), "sensitivity": ("S2", "S3"), "never": ("false", "true")},
    ),
    "combinations": (
        "[{%s}]",
        {
            "id": ("pair", "couple"),
            "class": ("own.x", "pii.record"),
            "of": ("[PERSON, IBAN_CODE]", "[PERSON, TICKET]"),
            "within": ("100", "101"),
        },
    ),
    "rules": (
        "[{%s}]",
        {
            "id": ("r", "q"),
            "classes": ("id.national", "[id.national, pci.pan]"),
            "services": ("[x]", "'*'"),
            "confidence": ("low", "high"),
            "at_least": ("2", "3"),
            "action": ("hold", "block"),
            "because": ("so", "thus"),
            "instead": ("this", "that"),
        },
    ),
    "exceptions": (
        "[{%s}]",
        {
            "id": ("e", "f"),
            "classes": ("biz.confidential", "[biz.confidential, id.national]"),
            "services": ("[x]", "[y]"),
            "action": ("allow", "redact"),
            "because": ("so", "thus"),
        },
    ),
}
MODELS: dict[str, type[BaseModel]] = {
    "accounts": AccountsModel,
    "classes": ClassModel,
    "combinations": CombinationModel,
    "rules": RuleModel,
    "exceptions": ExemptionModel,
}
NOT_ALONE = {("rules", "sensitivity")}  # only in the place of classes; tried by itself below, as packs are


def _written(section: str = "", key: str = "") -> str:
    """The file, with the second value at one place."""
    lines = [f"{name}: {values[(section, key) == ('', name)]}" for name, values in FILE.items()]
    for name, (form, parts) in PARTS.items():
        inner = ", ".join(
            f"{part}: {values[(section, key) == (name, part)]}" for part, values in parts.items()
        )
        lines.append(f"{name}: {form % inner}")
    return "\n".join(lines) + "\n"


def _policy(text: str) -> Policy:
    policy, _, faults = compile_text(text, "acme.yaml")
    assert policy is not None, [str(fault) for fault in faults]
    return policy


PLACES = [("", name) for name in FILE] + [
    (name, part) for name, (_, parts) in PARTS.items() for part in parts
]


def test_no_setting_is_forgotten() -> None:
    assert set(FILE) | set(PARTS) == set(ClientModel.model_fields) - {"examples", "packs"}
    for section, model in MODELS.items():
        known = {(section, info.alias or name) for name, info in model.model_fields.items()}
        assert known == {place for place in PLACES if place[0] == section} | (NOT_ALONE & known)


@pytest.mark.parametrize("place", PLACES)
def test_every_setting_changes_the_digest(place: tuple[str, str]) -> None:
    assert _policy(_written(*place)).digest != _policy(_written()).digest


def test_a_sensitivity_in_the_place_of_classes_changes_it() -> None:
    texts = [_written().replace("classes: id.national", f"sensitivity: {level}") for level in ("S2", "S3")]
    assert len({_policy(text).digest for text in [*texts, _written()]}) == 3


def test_examples_and_order_do_not() -> None:
    text = _written()
    lines = [*reversed(text.splitlines()), "examples: [{text: hello, expect: allow}]", "# a word"]
    assert ExampleModel.model_fields
    assert _policy("\n".join(lines) + "\n").digest == _policy(text).digest


def test_every_field_of_a_policy_is_in_it() -> None:
    policy = _policy(_written())
    assert set(content_of(policy)) == {each.name for each in fields(Policy)} - {"digest"}
    assert policy.digest == digest_of(policy)


def test_packs_are_in_it() -> None:
    policy = _policy(_written())
    assert digest_of(replace(policy, packs=("baseline", "other"))) != policy.digest


def test_registered_data_is_in_it_by_what_it_finds() -> None:
    policy = _policy(_written())
    data = DataSet("matters", "terms", (("TICKET", ("own.x",)),), "ab", "/a/file", 1, 2, "2026-11-21")
    digests = {digest_of(replace(policy, data=sets)) for sets in ((), (data,), (replace(data, digest="cd"),))}
    assert len(digests) == 3
    moved = replace(data, file="/another", count=9, size=9, added="2026-11-22")
    assert digest_of(replace(policy, data=(moved,))) in digests
