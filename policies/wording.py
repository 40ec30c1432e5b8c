"""The plain words of a reason, for rules that bring none of their own. Nothing here quotes a request."""

from typing import assert_never

from policies.classes import DataClass
from policies.decision import Action


def because_of(action: Action, item: DataClass) -> str:
    """Why, for the person who sent the request."""
    match action:
        case Action.ALLOW:
            return f'Data of the class "{item.name}" is seen and counted; it is not changed.'
        case Action.REDACT:
            return f'Data of the class "{item.name}" is replaced by a placeholder before a request leaves.'
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


def with_obstacle(obstacle: str, item: DataClass) -> tuple[str, str]:
    """The words where a value had to be replaced but cannot be: because it is "signed", or read as
    "generic"."""
    needed = f'Data of the class "{item.name}" would have to be replaced, which cannot be done here: '
    if obstacle == "signed":
        return (
            needed + "that part of the conversation is signed and cannot be edited.",
            "Start a new conversation and leave it out.",
        )
    return (
        needed + "answers of this part of the service cannot be turned back.",
        "Remove it and send the request again, or use the usual chat of the service.",
    )
