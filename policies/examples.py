"""Run the examples inside a policy: does each text come out as its author expects? Pure but for the scan
given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from classifiers.finding import Scan
from classifiers.segment import Segment
from policies.decide import decide
from policies.decision import Action, Decision, Level
from policies.model import ExampleModel
from policies.policy import Policy

type Scanning = Callable[[Sequence[Segment]], Scan]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one example. ``wrong`` is empty where it came out as expected."""

    number: int  # from 1, in the order of the file
    service: str
    expected: Action
    action: Action
    rules: tuple[str, ...]  # those that reached the action
    kinds: tuple[str, ...]
    wrong: str

    @property
    def passed(self) -> bool:
        """Whether all that the example asks for is so."""
        return not self.wrong


def run_examples(policy: Policy, examples: Sequence[ExampleModel], scan: Scanning) -> list[Outcome]:
    """The outcome of every example, in order."""
    return [_run(policy, example, number, scan) for number, example in enumerate(examples, 1)]


def _run(policy: Policy, example: ExampleModel, number: int, scan: Scanning) -> Outcome:
    segments = [Segment(0, example.text)]
    decision = decide(policy, scan(segments), segments, service=example.service, level=Level.UNDERSTOOD)
    reached = [reason for reason in decision.reasons if reason.action is decision.action]
    if decision.action is Action.ALLOW:
        reached = list(decision.reasons)  # in a policy that observes, the stricter ones are what was seen
    return Outcome(
        number=number,
        service=example.service,
        expected=example.expect,
        action=decision.action,
        rules=tuple(dict.fromkeys(reason.rule for reason in reached)),
        kinds=tuple(sorted({match.finding.kind for match in decision.matches})),
        wrong=_wrong(
            example, decision, {reason.rule for reason in reached}, {reason.class_id for reason in reached}
        ),
    )


def _wrong(example: ExampleModel, decision: Decision, rules: set[str], classes: set[str]) -> str:
    if decision.action is not example.expect:
        return f"expected {example.expect}, got {decision.action}"
    if example.rule and example.rule not in rules:
        return f"expected rule {example.rule}, got {', '.join(sorted(rules)) or 'none'}"
    if example.class_id and example.class_id not in classes:
        return f"expected class {example.class_id}, got {', '.join(sorted(classes)) or 'none'}"
    return ""
