"""The plain words of a reason, for rules that bring none of their own. Nothing here quotes a request."""

from typing import assert_never

from policies.classes import DataClass
from policies.decision import Action


def because_of(action: Action, item: DataClass) -> str:
    """Why, for the person who sent the request."""
    match action:
        case Action.ALLOW:
            return f'Data of the class "{item.name}" was seen and counted; nothing was changed.'
        case Action.REDACT:
            return f'Data of the class "{item.name}" was replaced by a placeholder before the request left.'
        case Action.COACH:
            return f'Data of the class "{item.name}" should not go to this service as it is.'
        case Action.HOLD:
            return f'Data of the class "{item.name}" may leave only after a person has approved it.'
        case Action.BLOCK:
            return f'Data of the class "{item.name}" must not go to this service.'
        case _:
            assert_never(action)


def instead_of(action: Action) -> str:
    """What to do now; empty where nothing is to do."""
    match action:
        case Action.ALLOW:
            return ""
        case Action.REDACT:
            return "Nothing to do: your own values stand in the answer again."
        case Action.COACH:
            return "Leave it out, or send the request again to have it replaced by a placeholder."
        case Action.HOLD:
            return "Wait for the decision, or send the request without it."
        case Action.BLOCK:
            return "Remove it and send the request again."
        case _:
            assert_never(action)


def with_obstacle(obstacle: str, because: str, instead: str) -> tuple[str, str]:
    """The words where a value had to be replaced but cannot be: "signed", "generic" or "" for no obstacle."""
    if obstacle == "signed":
        return (
            "It stands in a part of the conversation that is signed and cannot be edited. " + _meant(because),
            "Start a new conversation and leave it out.",
        )
    if obstacle == "generic":
        return (
            "Answers of this part of the service cannot be turned back, so nothing can be replaced. "
            + _meant(because),
            "Remove it and send the request again, or use the service's usual chat.",
        )
    return because, instead


def _meant(because: str) -> str:
    return because.replace("was replaced", "would be replaced").replace("was seen", "is seen")
