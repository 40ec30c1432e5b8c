"""How ``promptward scan`` judges texts: by a client's policy, a policy file, or the one a new client gets."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from proxy.commands.terminal import fail, home_or_fail, own_data

if TYPE_CHECKING:
    from classifiers.segment import Segment
    from policies.decision import Decision
    from policies.redact import Replacement


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgement of some texts that belong together."""

    decision: "Decision"
    redacted: list[str]
    edits: list["Replacement"]
    findings: list[dict[str, object]]

    @property
    def action(self) -> str:
        return self.decision.action.value


class Judge(Protocol):
    """Judges texts that belong together; ``opaque`` are parts beside them that could not be read."""

    def __call__(self, texts: Sequence[str], opaque: Sequence[str] = ()) -> Judged: ...


def judge_of(client: str | None, policy_file: Path | None, service: str, root: Path | None) -> Judge:
    """What judges texts, as if they went to a service; ends with exit code 2 where there is no such client or file."""
    from classifiers.catalog import Options, load
    from classifiers.segment import Segment
    from policies.datasets import DataSets
    from policies.decide import decide
    from policies.decision import Action, Level
    from policies.keys import Keyring
    from policies.loader import compile_text, load_policy
    from policies.placeholders import Placeholders
    from policies.redact import redactions
    from policies.starter import STARTER_CLIENT

    if client and policy_file:
        fail("--client and --policy exclude each other. Give one of them.")
    options, key, own = Options(), os.urandom(32), None
    if client or root:
        opened = home_or_fail(root)
        settings = opened.settings()
        name = client or settings.default_client
        file = opened.clients / f"{name}.yaml"
        if not file.is_file():
            fail(f"no client {name!r} in {opened.clients}. 'promptward clients list' shows them.")
        chosen = load_policy(policy_file or file, data=DataSets(opened.data).of)
        options = settings.detectors()
        keyring = Keyring.open(opened.keys)
        key = keyring.derive(chosen.client, "placeholders")
        own = own_data(chosen, keyring)
    elif policy_file:
        if not policy_file.is_file():
            fail(f"--policy: {policy_file} is not a file.")
        chosen = load_policy(policy_file)
    else:
        starter = compile_text(STARTER_CLIENT, "starter policy")[0]
        assert starter is not None
        chosen = starter
    scanner = load(options)

    def judge(texts: Sequence[str], opaque: Sequence[str] = ()) -> Judged:
        segments = [Segment(place, text) for place, text in enumerate(texts)]
        scan = scanner.scan(segments, own)
        decision = decide(chosen, scan, segments, service=service, level=Level.UNDERSTOOD, opaque=opaque)
        guarded = [match.finding for match in decision.matches if match.action is not Action.ALLOW]
        edits = redactions(segments, guarded, Placeholders(key, "scan"))
        return Judged(decision, _apply(segments, edits), edits, _findings(decision))

    return judge


def _apply(segments: "Sequence[Segment]", edits: "Sequence[Replacement]") -> list[str]:
    """The texts with their replacements, which come in the order of place and position; in linear time."""
    pieces: list[list[str]] = [[] for _ in segments]
    ends = [0] * len(segments)
    for place, start, end, token in edits:
        pieces[place] += (segments[place].text[ends[place] : start], token)
        ends[place] = end
    return [
        "".join([*some, segment.text[end:]])
        for segment, some, end in zip(segments, pieces, ends, strict=True)
    ]


def _findings(decision: "Decision") -> list[dict[str, object]]:
    rows = [
        {
            "part": match.finding.place,
            "start": match.finding.start,
            "end": match.finding.end,
            "kind": match.finding.kind,
            "class": match.class_id,
            "score": match.finding.score,
            "detector": match.finding.detector,
        }
        for match in decision.matches
    ]
    seen: set[tuple[object, ...]] = set()
    unique = []
    for row in rows:
        span = (row["part"], row["start"], row["end"], row["kind"])
        if span not in seen:
            seen.add(span)
            unique.append(row)
    return unique
