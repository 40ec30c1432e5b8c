"""A policy as a table, and what two policies decide differently."""

from collections.abc import Callable

from policies.classes import Sensitivity
from policies.decision import Action
from policies.overview import Difference, differences, standings
from policies.policy import Policy

PolicyOf = Callable[[str], Policy]

OTHER = """\
mode: observe
networks: [10.0.0.0/8]
words: [nightjar, falkenberg]
rules:
  - {id: mail, classes: pii.contact, services: [chat], action: hold}
  - {id: bulk, classes: id.driver, at_least: 10, confidence: high, action: block}
exceptions:
  - {id: ours, classes: fin.account, action: allow, because: so}
"""


def test_equal_policies_have_no_difference(policy_of: PolicyOf) -> None:
    assert differences(policy_of(OTHER), policy_of(OTHER)) == []


def test_every_kind_of_difference_is_named(policy_of: PolicyOf) -> None:
    found = differences(policy_of("words: [nightjar]\n"), policy_of(OTHER))
    assert set(found) == {
        Difference("setting", "mode", "enforce", "observe"),
        Difference("setting", "networks", "-", "10.0.0.0/8"),
        Difference("words", "biz.confidential", "0 only here", "1 only here"),
        Difference("rule", "mail", "-", "hold; pii.contact; at chat"),
        Difference("rule", "bulk", "-", "block; id.driver; from 10 values on, confidence 85 or more"),
        Difference("exception", "ours", "-", "allow; fin.account"),
        Difference("action", "pii.contact, chat", "redact", "hold"),
        Difference("action", "id.driver, every service", "redact", "block"),
        Difference("action", "fin.account, every service", "redact", "allow"),
    }


def test_words_are_counted_and_not_shown(policy_of: PolicyOf) -> None:
    assert "falkenberg" not in repr(policy_of("words: [falkenberg]\n"))
    assert "falkenberg" not in repr(differences(policy_of(""), policy_of("words: [falkenberg]\n")))


def test_a_class_that_only_one_has(policy_of: PolicyOf) -> None:
    own = policy_of("classes: {own.x: {name: X, sensitivity: S3}}\nkinds: {TICKET: own.x}\n")
    found = differences(policy_of(""), own)
    assert Difference("kind", "TICKET", "-", "own.x") in found
    assert Difference("action", "own.x, every service", "-", "redact") in found


def test_standings_name_rule_action_and_condition(policy_of: PolicyOf) -> None:
    rows = {row.item.id: row for row in standings(policy_of(OTHER), "chat")}
    assert (rows["pii.contact"].action, rows["pii.contact"].rule) == (Action.HOLD, "mail")
    assert rows["id.driver"].when == "from 10 values on, confidence 85 or more"
    assert (rows["fin.account"].action, rows["fin.account"].rule) == (Action.ALLOW, "ours")
    assert rows["unknown"].rule == "default/S2"
    assert "client.identity" not in rows  # nothing finds it here
    first = next(iter(rows.values()))
    assert first.item.sensitivity is Sensitivity.RESTRICTED, "the most sensitive come first"
