"""The plain words of a reason, for rules that bring none of their own. Nothing here quotes a request."""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import assert_never

from policies.classes import DataClass
from policies.decision import Action

_MOST_NAMED = 3  # parts that were not read
_NAME = re.compile(r"(?!.*\d{5})[A-Za-z][A-Za-z0-9 ,:/+'().\-]{2,88}[A-Za-z0-9)]")


class Obstacle(StrEnum):
    """Why a value cannot be replaced where it stands."""

    SIGNED = "signed"  # what is said, but signed or no text
    FILE = "file"  # a part of a file that is not written
    NAME = "name"  # what other parts refer to
    GENERIC = "generic"  # answers would not be turned back


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


_OBSTACLES: Mapping[Obstacle, tuple[str, str]] = {
    Obstacle.SIGNED: (
        "it stands in a signed part of the conversation, or in a bare number, and neither can be changed.",
        "Remove it; where it is in an earlier answer, start a new conversation.",
    ),
    Obstacle.FILE: (
        "it stands in a part of a file that cannot be changed, such as a name, a database, an Office file of before "
        "2007, or what is signed.",
        "Remove it from the file, save an old file in a format of today, or send its text instead.",
    ),
    Obstacle.NAME: (
        "it stands in a name, an address or an id on which other parts of the request rely.",
        "Remove it and send the request again.",
    ),
    Obstacle.GENERIC: (
        "answers of this part of the service cannot be turned back.",
        "Remove it and send the request again, or use the usual chat of the service.",
    ),
}


def with_obstacle(obstacle: Obstacle, item: DataClass) -> tuple[str, str]:
    """The words where a value had to be replaced but cannot be."""
    why, instead = _OBSTACLES[obstacle]
    return (
        f'Data of the class "{item.name}" would have to be replaced, which cannot be done here: {why}',
        instead,
    )


def of_unread(parts: Collection[str]) -> str:
    """Why, where parts of a request were not read; ``parts`` say what they are, as formats and dialects name them.

    Those names quote nothing; what has signs in it that they do not use is left out all the same.
    """
    known = sorted({part for part in parts if _NAME.fullmatch(part)})
    if not known:
        return "A part of this request could not be read, such as an image or a file of an unknown format."
    more = f", and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
    return f"A part of this request could not be read: {'; '.join(known[:_MOST_NAMED])}{more}."
