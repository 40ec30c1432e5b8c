"""The sum of decisions: the strictest of its parts, in any order, with all that was found."""

import itertools

from classifiers.finding import Finding
from policies.decision import Action, Allow, Block, Coach, Decision, Hold, Match, Reason, Redact
from policies.volume import Volume
from proxy.large.sum import Sum


def made(sort: type[Allow | Redact | Coach | Hold | Block], place: int, tier: int) -> Decision:
    finding = Finding(place, place, place + 3, "X", "d", 90.0)
    match = Match(finding, "pii.contact", "rule", sort.action)
    reason = Reason("rule", "pii.contact", sort.action, 1, "because", "instead")
    if sort is Redact or sort is Coach:
        return sort((match,), (reason,), "p", tier, (finding,))
    return sort((match,), (reason,), "p", tier)  # type: ignore[call-arg, return-value]


PARTS = [made(Allow, 1, 1), made(Redact, 2, 3), made(Coach, 3, 2), made(Redact, 4, 1), made(Block, 5, 1)]


def test_the_strictest_part_decides_in_any_order() -> None:
    volume = Volume((("pii.contact", 5),))
    for count in range(1, len(PARTS) + 1):
        for parts in itertools.permutations(PARTS, count):
            total = Sum("p")
            for part in parts:
                total.add(part)
            decision = total.decision(volume)
            strictest = max(parts, key=lambda part: part.action.rank)
            assert decision.action is strictest.action is total.action
            assert len(decision.matches) == sum(reason.count for reason in decision.reasons) == count
            assert decision.reasons[0].action is strictest.action
            assert decision.volume == volume
            if decision.action in (Action.ALLOW, Action.REDACT):
                assert decision.tier == max(part.tier for part in parts)


def test_what_was_found_is_told_without_its_place() -> None:
    total = Sum("p")
    total.add(PARTS[1])
    total.add(PARTS[3])
    decision = total.decision(Volume())
    assert decision.matches[0] == decision.matches[1]
    assert isinstance(decision, Redact)
    assert decision.redactions == ()
