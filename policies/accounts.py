"""Accounts: which accounts of AI services a client calls its own, and what happens with all others. Pure.

Rule 1: a control is named only with ids of its form; a slip in one would lock everybody out, or let everybody in.
Rule 2: what is refused here is refused beside whatever the data ask for; the strictest wins.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from policies.decision import Action, Block, Decision, Reason
from policies.fault import quoted
from policies.model import AccountsModel
from policies.shape import suggestion
from policies.source import Path

_FORMS = {
    "&uuid": r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    "&domain": r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}",
}
_WORDS = {
    "personal": (
        "This account is not one of the organisation's.",
        "Sign in with your account of the organisation, or use its key.",
    ),
    "unknown": (
        "It cannot be told whose account this is.",
        "Sign in with your account of the organisation, or use a service that it has approved.",
    ),
}


class AccountKind(StrEnum):
    """Whose account a request is sent with, as far as the wire tells."""

    COMPANY = "company"
    PERSONAL = "personal"  # not the client's: private, anonymous, or of another organisation
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AccountRules:
    """What a client says about accounts.

    ``organisations`` are ids by control, ``owners`` the id in whose name a control is asked for, where it wants one.
    """

    personal: Action = Action.ALLOW
    unknown: Action = Action.ALLOW
    organisations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)

    def content(self) -> list[object]:
        """What decides, for the policy's digest."""
        ids = {name: sorted(found) for name, found in self.organisations.items()}
        return [self.personal.value, self.unknown.value, ids, dict(self.owners)]


NO_RULES = AccountRules()  # of a client that says nothing about accounts


@dataclass(frozen=True, slots=True)
class _Control:
    form: re.Pattern[str]
    owner: re.Pattern[str] | None
    most: int


@cache
def controls() -> Mapping[str, _Control]:
    """The controls that a policy may name, by id."""
    rows = yaml.safe_load((files("policies") / "controls.yaml").read_text(encoding="utf-8"))
    return {
        row["id"]: _Control(
            _form(row["form"]), _form(row["owner"]) if "owner" in row else None, row.get("most", 500)
        )
        for row in rows
    }


def _form(text: str) -> re.Pattern[str]:
    for name, form in _FORMS.items():
        text = text.replace(name, form)
    return re.compile(text)


def rules_of(model: AccountsModel) -> AccountRules:
    """The section of a policy file as a value; ids in an order of their own, for order must not matter."""
    return AccountRules(
        model.personal,
        model.unknown,
        {name: tuple(sorted(set(ids))) for name, ids in sorted(model.organisations.items())},
        dict(sorted(model.owners.items())),
    )


def slips(model: AccountsModel) -> Iterator[tuple[Path, str, str, str]]:
    """What is wrong in the section: path in it, what, what would happen, how to mend it."""
    for field_name, named in (("organisations", model.organisations), ("owners", model.owners)):
        for name in named:
            if name not in controls():
                yield (
                    (field_name, name),
                    f"there is no control {quoted(name)}",
                    "Nothing would be asked of any service",
                    suggestion(name, controls()),
                )
    for name, ids in model.organisations.items():
        if (control := controls().get(name)) is None:
            continue
        for index, each in enumerate(ids):
            if not control.form.fullmatch(each):
                yield (
                    ("organisations", name, index),
                    f"{quoted(each)} has not the form of an id of {name}",
                    "The service would refuse everybody, or nobody",
                    "Copy the id from the service's console",
                )
        if len(ids) > control.most:
            yield (
                ("organisations", name),
                f"more than {control.most} of {name}",
                "The service would not take them",
                "Leave some out",
            )
        if control.owner is not None and name not in model.owners:
            yield (
                ("organisations", name),
                f"{name} needs to know who asks for it",
                "The service would not listen",
                f"Add 'owners: {{{name}: ID}}' with the id of your own organisation there",
            )
    for name, owner in model.owners.items():
        if (control := controls().get(name)) is None:
            continue
        if control.owner is None or name not in model.organisations:
            yield (
                ("owners", name),
                f"{name} has no use for an owner",
                "This line will have no effect",
                "Remove it",
            )
        elif not control.owner.fullmatch(owner):
            yield (
                ("owners", name),
                f"{quoted(owner)} has not the form of an id of {name}",
                "The service would not listen",
                "Copy the id from the service's console",
            )


def judged(decision: Decision, rules: AccountRules, kind: AccountKind) -> Decision:
    """The decision with what the client says about this kind of account; a refusal stands before all other reasons."""
    asked = {AccountKind.PERSONAL: rules.personal, AccountKind.UNKNOWN: rules.unknown}.get(kind, Action.ALLOW)
    if asked is not Action.BLOCK:
        return decision
    because, instead = _WORDS[kind.value]
    reason = Reason(f"accounts/{kind.value}", "", Action.BLOCK, 1, because, instead)
    return Block(decision.matches, (reason, *decision.reasons), decision.policy, 1, volume=decision.volume)
