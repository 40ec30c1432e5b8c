"""Policy files: what is read, and what is refused with its line, its consequence and its cure."""

import os
import pickle
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.decision import Action
from policies.loader import PolicyFault, check_text, compile_text, load_policy
from policies.policy import Policy
from policies.starter import STARTER_CLIENT, client_file

HEAD = "client: acme\nname: Acme\n"

FAULTS = [
    # body (after the two lines of HEAD), line, field, part of the message
    ("mod: observe\n", 3, "mod", "Did you mean mode?"),
    ("mode: watch\n", 3, "mode", '"watch" is not possible here'),
    ("packs: [baselin]\n", 3, "packs[0]", "Did you mean baseline?"),
    ("packs: []\n", 3, "packs", "at least 1 item"),
    ("packs: [baseline, baseline]\n", 3, "packs[1]", "packs[0] too"),
    ("networks: [10.0.0.1/8]\n", 3, "networks[0]", "Did you mean 10.0.0.0/8?"),
    ("networks: [here]\n", 3, "networks[0]", "is not a network"),
    ("networks: 10.0.0.0/8\n", 3, "networks", "must be a list"),
    ("networks: [10.0.0.0/8, 10.0.0.0/8]\n", 3, "networks[1]", "twice"),
    ("vault_days: soon\n", 3, "vault_days", "valid integer"),
    ("vault_days: true\n", 3, "vault_days", "valid integer"),
    ("vault_days: -1\n", 3, "vault_days", "greater than or equal to 0"),
    ("opaque: redact\n", 3, "opaque", "not possible here"),
    ("kinds: {EMAIL_ADDRES: fin.account}\n", 3, "kinds.EMAIL_ADDRES", "Did you mean EMAIL_ADDRESS?"),
    ("kinds: {email: pii.contact}\n", 3, "kinds.email", "not well formed"),
    ("kinds: {TICKET: pii.contcat}\n", 3, "kinds.TICKET", "Did you mean pii.contact?"),
    ("kinds: {PERSON: pii.contact}\n", 3, "kinds.PERSON", "no effect"),
    ("classes: {pii.contact: {name: X, sensitivity: S1}}\n", 3, "classes.pii.contact", "there already"),
    ("classes: {own.x: {name: X, sensitivity: S9}}\n", 3, "classes.own.x.sensitivity", "not possible"),
    ("classes: {own.x: {name: X}}\n", 3, "classes.own.x", '"sensitivity" is missing'),
    ("classes: {Own: {name: X, sensitivity: S1}}\n", 3, "classes.Own", "not well formed"),
    ("words: {biz.confidental: [abc]}\n", 3, "words.biz.confidental", "Did you mean biz.confidential?"),
    ("words: [ab]\n", 3, "words", "at least 3 characters"),
    ("rules:\n - {id: a, action: hold}\n", 4, "rules[0]", "neither classes nor a sensitivity"),
    ("rules:\n - {id: a, classes: '*', sensitivity: S2, action: hold}\n", 4, "rules[0]", "classes and a"),
    ("rules:\n - {id: a, classes: pii.contcat, action: hold}\n", 4, "rules[0].classes", "pii.contact?"),
    ("rules:\n - {id: a, classes: 'secrets.*', action: block}\n", 4, "rules[0].classes", "secret.*?"),
    ("rules:\n - {id: a, classes: pii.contact, action: blok}\n", 4, "rules[0].action", "Did you mean block?"),
    ("rules:\n - {id: A b, classes: pii.contact, action: block}\n", 4, "rules[0].id", "not well formed"),
    ("rules:\n - {classes: pii.contact, action: block}\n", 4, "rules[0]", '"id" is missing'),
    ("rules:\n - {id: 7, classes: pii.contact, action: block}\n", 4, "rules[0].id", '"7" is not text'),
    (
        "rules:\n - {id: a, classes: pii.contact, services: Open AI, action: block}\n",
        4,
        "rules[0].services",
        "form",
    ),
    (
        "rules:\n - {id: a, classes: pii.contact, confidence: hgh, action: block}\n",
        4,
        "rules[0].confidence",
        "low",
    ),
    (
        "rules:\n - {id: a, classes: pii.contact, confidence: 101, action: block}\n",
        4,
        "rules[0].confidence",
        "100",
    ),
    ("rules:\n - {id: a, classes: pii.contact, at_least: 0, action: block}\n", 4, "rules[0].at_least", "1"),
    (
        "combinations:\n - {id: a, class: pii.recrd, of: [PERSON, id.*]}\n",
        4,
        "combinations[0].class",
        "pii.record?",
    ),
    (
        "combinations:\n - {id: a, class: pii.record, of: [PERSN, id.*]}\n",
        4,
        "combinations[0].of[0]",
        "PERSON?",
    ),
    (
        "combinations:\n - {id: a, class: pii.record, of: [PERSON, [id.*, ident.*]]}\n",
        4,
        "combinations[0].of[1][1]",
        "no kind",
    ),
    (
        "combinations:\n - {id: a, class: pii.record, of: [PERSON, client.identity]}\n",
        4,
        "combinations[0].of[1]",
        "nothing finds",
    ),
    (
        "combinations:\n - {id: a, class: pii.record, of: [PERSON]}\n",
        4,
        "combinations[0].of",
        "at least 2 items",
    ),
    (
        "combinations:\n - {id: a, class: pii.record, of: [PERSON, id.*], within: 0}\n",
        4,
        "combinations[0].within",
        "1",
    ),
    (
        "combinations:\n - {id: a, class: pii.record, of: [PERSON, id.*], near: 9}\n",
        4,
        "combinations[0].near",
        "no setting",
    ),
    (
        "combinations:\n"
        " - {id: a, class: pii.record, of: [PERSON, id.*]}\n - {id: a, class: fin.npi, of: [PERSON, id.*]}\n",
        5,
        "combinations[1].id",
        "combinations[0] too",
    ),
    ("rules: block\n", 3, "rules", "must be a list"),
    ("rules:\n - block\n", 4, "rules[0]", "must be a block"),
    (
        "rules:\n - {id: a, classes: pci.pan, action: block}\n - {id: a, classes: id.*, action: block}\n",
        5,
        "rules[1].id",
        "rules[0] too",
    ),
    (
        "rules:\n - {id: a, classes: pii.contact, action: allow}\n",
        4,
        "rules[0]",
        "the default of S2 is redact",
    ),
    (
        "rules:\n - {id: a, classes: secret.*, action: redact}\n",
        4,
        "rules[0]",
        "rule baseline/credentials asks",
    ),
    (
        "rules:\n - {id: a, classes: client.identity, action: block}\n",
        4,
        "rules[0]",
        "nothing finds client.identity",
    ),
    (
        "rules:\n - {id: a, classes: pci.pan, action: block}\n"
        " - {id: b, classes: pci.pan, services: x, action: hold}\n",
        5,
        "rules[1]",
        "rule a asks for block wherever",
    ),
    (
        "rules:\n - {id: a, classes: pci.pan, action: block}\n - {id: b, classes: pci.pan, action: block}\n",
        5,
        "rules[1]",
        "rule a says the same",
    ),
    (
        "exceptions:\n - {id: e, classes: pii.contact, action: allow}\n",
        4,
        "exceptions[0]",
        '"because" is missing',
    ),
    (
        "exceptions:\n - {id: e, classes: pii.online, action: allow, because: so}\n",
        4,
        "exceptions[0]",
        "no pack is stricter",
    ),
    (
        "exceptions:\n - {id: e, classes: '*', action: allow, because: so}\n",
        4,
        "exceptions[0].classes",
        "can never leave",
    ),
    (
        "exceptions:\n - {id: e, classes: pci.pan, action: block, because: so}\n",
        4,
        "exceptions[0].action",
        "possible",
    ),
    ("examples:\n - {text: hi, expect: pass}\n", 4, "examples[0].expect", "not possible"),
    ("examples:\n - {text: '', expect: allow}\n", 4, "examples[0].text", "at least 1"),
    ("examples:\n - {text: hi, expect: allow, rule: baseline/persona}\n", 4, "examples[0].rule", "personal?"),
    ("examples:\n - {text: hi, expect: allow, class: pii.contat}\n", 4, "examples[0].class", "pii.contact?"),
    ("mode: observe\nmode: enforce\n", 4, "mode", "stands twice"),
    ("rules:\n - {id: a, id: b, classes: pci.pan, action: block}\n", 4, "rules[0].id", "stands twice"),
    ("packs: &x [baseline]\nnetworks: *x\n", 4, "", "alias"),
    ("packs: !!python/object:os.system [x]\n", 3, "packs", ""),
    ("---\nclient: b\n", 3, "", "second document"),
    ("packs:\n\t- baseline\n", 4, "", "tab"),
    ("rules: [\n", 4, "", "not valid YAML"),
    ("name: a: b\n", 3, "", "':'"),
    ("words: [" + "[" * 40 + "]" * 40 + "]\n", 3, "", "nested too deeply"),
    ("? [a, b]\n: x\n", 3, "", "a name must be plain text"),
    ("about: a\x07b\n", 3, "", "control character"),
]


@pytest.mark.parametrize(("body", "line", "field", "message"), FAULTS)
def test_a_fault_has_its_line_field_and_cure(body: str, line: int, field: str, message: str) -> None:
    faults = check_text(HEAD + body, "acme.yaml")
    assert faults, "accepted"
    hits = [fault for fault in faults if fault.line == line and message in str(fault)]
    assert hits, [str(fault) for fault in faults]
    assert any(fault.field.startswith(field) for fault in hits), [fault.field for fault in hits]
    assert all(fault.column >= 1 for fault in hits)
    for fault in faults:
        assert "\n" not in str(fault)
        assert str(fault).startswith("acme.yaml")
        assert pickle.loads(pickle.dumps(fault)).args == fault.args


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("# nothing\n", "is empty"),
        ("- a\n- b\n", "is not a list of 'name: value' lines"),
        ("just words", "is not a list of 'name: value' lines"),
        ("client: acme\n", '"name" is missing'),
        ("name: Acme\n", '"client" is missing'),
        ("client: 12\nname: Acme\n", "Put it in quotes"),
        ("client: ACME\nname: Acme\n", "not well formed"),
        ("client: acme\nname: ''\n", "at least 1"),
    ],
)
def test_a_file_that_is_no_policy(text: str, message: str) -> None:
    faults = check_text(text, "acme.yaml")
    assert any(message in str(fault) for fault in faults), [str(fault) for fault in faults]


def test_all_faults_come_at_once_and_by_line() -> None:
    body = (
        "mod: x\n"
        "rules:\n"
        " - {id: a, classes: pii.contact, action: blok}\n"
        " - {id: b, classes: secret.*, action: redact}\n"
        " - {id: c, classes: pii.contcat, action: hold}\n"
        "networks: [here]\n"
    )
    faults = check_text(HEAD + body, "acme.yaml")
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)
    assert {fault.line for fault in faults} >= {3, 5, 7, 8}


def test_a_rule_without_effect_is_named_by_its_place_beside_others_that_are_wrong() -> None:
    body = (
        "rules:\n"
        " - {id: a, classes: pii.contact, action: blok}\n"
        " - {id: b, classes: secret.*, action: redact}\n"
    )
    faults = check_text(HEAD + body, "acme.yaml")
    assert [(fault.line, fault.field) for fault in faults] == [(4, "rules[0].action"), (5, "rules[1]")]


def test_services_are_checked_against_the_catalogue_when_it_is_given() -> None:
    body = "rules:\n - {id: a, classes: pci.pan, services: [opnai], action: block}\n"
    assert check_text(HEAD + body, "x") == []
    faults = check_text(HEAD + body, "x", services=["openai", "claude"])
    assert len(faults) == 1
    assert "Did you mean openai?" in str(faults[0])


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    junk = tmp_path / "junk.yaml"
    junk.write_bytes(os.urandom(200) + b"\xff\xfe")
    big = tmp_path / "big.yaml"
    big.write_bytes(b"# " + b"x" * (10 << 20))
    for path, message in (
        (tmp_path / "absent.yaml", "cannot be read"),
        (tmp_path, "cannot be read"),
        (junk, "UTF-8"),
        (big, "larger than"),
    ):
        with pytest.raises(PolicyFault, match=message):
            load_policy(path)


@pytest.mark.parametrize("text", ["x: [" * 20_000, "{" * 100_000, "a: 1\n" * 60_000, "- " * 30_000 + "a"])
def test_hostile_yaml_is_refused_quickly(text: str) -> None:
    assert check_text(text, "acme.yaml")


def test_an_alias_bomb_is_refused() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    faults = check_text("\n".join(lines), "bomb.yaml")
    assert "alias" in str(faults[0])


@given(st.text(max_size=200))
def test_any_text_gives_faults_and_never_an_exception(text: str) -> None:
    for fault in check_text(text, "x.yaml"):
        assert "\n" not in str(fault)


@given(st.binary(max_size=60))
def test_any_tail_gives_faults_or_a_policy(tail: bytes) -> None:
    policy, _, faults = compile_text(HEAD + tail.decode("latin-1"), "x.yaml")
    assert (policy is None) == bool(faults)


def test_the_starter_and_every_new_client_are_sound() -> None:
    for text in (
        STARTER_CLIENT,
        client_file("acme", 'A "quoted": {name} #1', ["10.0.0.0/8", "2001:db8::/32"]),
    ):
        policy, examples, faults = compile_text(text, "x.yaml")
        assert faults == []
        assert policy is not None
        assert policy.packs == ("baseline",)
        assert policy.mode == "enforce"
        assert examples


def test_what_the_starter_shows_in_comments_works_when_it_is_uncommented() -> None:
    text = re.sub(r"(?m)^#(?=\w+:|  - |    \w+:)", "", STARTER_CLIENT)
    policy, _, faults = compile_text(text, "x.yaml")
    assert [str(fault) for fault in faults] == []
    assert policy is not None
    assert {rule.id for rule in policy.rules} >= {"no-cards"}
    assert policy.exemptions
    assert policy.words


class TestDigest:
    BODY = (
        "mode: enforce\n"
        "words: {biz.confidential: [nightjar, falkenberg]}\n"
        "rules:\n"
        " - {id: a, classes: [pci.pan, fin.account], action: hold}\n"
        " - {id: b, classes: pii.contact, services: [x, y], action: hold}\n"
    )
    SAME = (
        "# a comment\n"
        "rules:\n"
        " - {services: [y, x], classes: pii.contact, action: hold, id: b}\n"
        " - {id: a, action: hold, classes: [fin.account, pci.pan, fin.account]}\n"
        "words: [falkenberg, nightjar]\n"
    )

    def test_does_not_depend_on_how_the_file_is_written(self, policy_of: Callable[[str], Policy]) -> None:
        assert policy_of(self.BODY).digest == policy_of(self.SAME).digest
        assert len(policy_of(self.BODY).digest) == 64

    @pytest.mark.parametrize(
        "change",
        [
            ("action: hold", "action: block"),
            ("mode: enforce", "mode: observe"),
            ("nightjar", "nightingale"),
            ("[x, y]", "[x]"),
            ("id: a", "id: c"),
            ("mode: enforce", "opaque: hold"),
            ("mode: enforce", "generic: redact"),
            ("mode: enforce", "kinds: {TICKET: pii.contact}"),
            ("mode: enforce", "classes: {own.x: {name: X, sensitivity: S3}}"),
            (
                "mode: enforce",
                "exceptions: [{id: e, classes: id.national, services: z, action: allow, because: so}]",
            ),
        ],
    )
    def test_changes_with_everything_that_decides(
        self, policy_of: Callable[[str], Policy], change: tuple[str, str]
    ) -> None:
        assert policy_of(self.BODY).digest != policy_of(self.BODY.replace(*change)).digest


def test_a_policy_can_be_sent_to_a_worker(policy_of: Callable[[str], Policy]) -> None:
    policy = policy_of("networks: [10.0.0.0/8]\nwords: [nightjar]\n")
    assert pickle.loads(pickle.dumps(policy)) == policy


def test_classes_kinds_and_confidence_of_a_client(policy_of: Callable[[str], Policy]) -> None:
    policy = policy_of(
        "classes: {own.ticket: {name: Ticket number, sensitivity: S1}}\n"
        "kinds: {TICKET: own.ticket, IP_ADDRESS: own.ticket}\n"
        "rules:\n - {id: a, classes: own.*, confidence: medium, services: '*', action: coach}\n"
    )
    assert policy.kinds["TICKET"] == ("own.ticket",)
    assert policy.kinds["IP_ADDRESS"] == ("own.ticket", "pii.online")  # added to what the packs say
    rule = next(rule for rule in policy.rules if rule.id == "a")
    assert (rule.confidence, rule.services, rule.action) == (75.0, None, Action.COACH)
    assert rule.classes == {"own.ticket"}


# Faults of the shape, each hiding what stands behind it, and faults that are found only once the shape is right.
SHAPE = {
    "setting": ("mode: maybe\n", "mode"),
    "unknown setting": ("mod: observe\n", "mod"),
    "class": ("classes: {own.x: {name: X, sensitivity: S9}}\n", "classes.own.x.sensitivity"),
    "kind": ("kinds: {ticket: own.x}\n", "kinds.ticket"),
    "kind of no class": ("kinds: {TICKET: ticket}\n", "kinds.TICKET"),
    "word": ("words: {biz.confidential: [ab, nightjar]}\n", "words.biz.confidential[0]"),
    "listed word": ("words: [nightjar, ab]\n", "words[1]"),
    "pack": ("packs: [baseline, No Pack]\n", "packs[1]"),
    "all packs": ("packs: []\n", "packs"),
    "account": ("accounts: {personal: perhaps, organisations: {ms-tenant-v1: []}}\n", "accounts.personal"),
    "combination": ("combinations: [{id: c, class: pii.record, of: [PERSON]}]\n", "combinations[0].of"),
    "exception": ("exceptions: [{id: e, classes: pii.contact, action: allow}]\n", "exceptions[0]"),
    "action": ("rules: [{id: r, classes: pii.contact, action: blok}]\n", "rules[0].action"),
    "rule without an id": ("rules: [{classes: pii.contact, action: block}]\n", "rules[0]"),
    "key of a rule": ("rules: [{id: r, clases: pii.contact, action: block}]\n", "rules[0].clases"),
    "no list": ("rules: {id: r}\n", "rules"),
    "client": ("", "client"),
}


@pytest.mark.parametrize("case", SHAPE)
def test_a_fault_in_the_shape_hides_no_other(case: str) -> None:
    body, field = SHAPE[case]
    head = HEAD.replace("client: acme", "client: ACME") if case == "client" else HEAD
    more = (
        "networks: [here]\n"
        "examples: [{text: x, expect: allow, class: pii.contcat}]\n"
        + ("" if "accounts" in body else "accounts: {organisations: {antropic-org-header: [x]}}\n")
        + (
            ""
            if "combinations" in body
            else "combinations: [{id: d, class: pii.recrod, of: [PERSON, IBAN_CODE]}]\n"
        )
        + (
            ""
            if "exceptions" in body
            else "exceptions: [{id: f, classes: secret.*, action: allow, because: so}]\n"
        )
    )
    found = {fault.field for fault in check_text(head + body + more, "acme.yaml")}
    expected = {field, "networks[0]", "examples[0].class"}
    expected |= set() if "accounts" in body else {"accounts.organisations.antropic-org-header"}
    expected |= set() if "combinations" in body else {"combinations[0].class"}
    expected |= set() if "exceptions" in body else {"exceptions[0].classes"}
    if case == "account":
        expected.add("accounts.organisations.ms-tenant-v1")
    assert found == expected


def test_what_stands_in_a_part_that_is_at_fault_is_looked_at_and_told_at_its_own_line() -> None:
    body = (
        "rules:\n"
        " - {id: a, classes: [pii.contact, NO], services: x, action: block}\n"
        " - id: b\n"
        "   classes: [pci.pna, 7, pii.contcat]\n"
        "   acton: block\n"
        "   services: [opnai]\n"
        " - {id: b, classes: pci.pan, action: hold}\n"
    )
    faults = check_text(HEAD + body, "acme.yaml", services=["openai", "x"])
    assert [(fault.line, fault.field) for fault in faults] == [
        (4, "rules[0].classes[1]"),
        (5, "rules[1]"),  # no action
        (6, "rules[1].classes[0]"),
        (6, "rules[1].classes[1]"),
        (6, "rules[1].classes[2]"),
        (7, "rules[1].acton"),
        (8, "rules[1].services[0]"),
        (9, "rules[2].id"),
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        # own.x is there but for its fault, so that nothing is said of those who use it
        (
            "classes: {own.x: {name: X, sensitivity: S9}}\nkinds: {TICKET: own.x}\n"
            "rules: [{id: r, classes: own.*, action: block}]\nwords: {own.x: [nightjar]}\n"
            "combinations: [{id: c, class: own.x, of: [TICKET, PERSON]}]\n",
            "classes.own.x.sensitivity",
        ),
        (
            "classes: {own.x: {name: X, sensitivity: S1}}\nkinds: {TICKET: [own.x, 7]}\n"
            "rules: [{id: r, classes: own.x, action: block}]\n",
            "kinds.TICKET[1]",
        ),
        # whatever the exception says, without it the rule would be moot
        (
            "rules: [{id: r, classes: pii.contact, action: coach}]\n"
            "exceptions: [{id: e, classes: pii.contact, action: allw, because: so}]\n",
            "exceptions[0].action",
        ),
        # without its services the first rule would stand above the second
        (
            "rules: [{id: q, classes: pii.contact, services: [X Y], action: block},"
            " {id: r, classes: pii.contact, action: hold}]\n",
            "rules[0].services[0]",
        ),
        ("packs: [Gone]\nexamples: [{text: x, expect: allow, rule: gone/x}]\n", "packs[0]"),
        (
            "accounts: {organisations: {ms-tenant-v1: [acme.example]}, owners: {ms-tenant-v1: 7}}\n",
            "accounts.owners.ms-tenant-v1",
        ),
    ],
)
def test_nothing_is_said_that_follows_from_what_was_taken_out(body: str, field: str) -> None:
    assert [fault.field for fault in check_text(HEAD + body, "acme.yaml")] == [field]
