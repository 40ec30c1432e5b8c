"""Faults: the code by which a request is refused and recorded when judging it broke."""

import errno

from proxy.child import PoolFault
from proxy.large.tasks import TooMany
from proxy.largefiles import Gone
from proxy.uploads.holder import CannotHold, TooMuchHeld
from proxy.uploads.parted import NotTaken
from proxy.wording import IN_PIECES, NO_ROOM, NOT_TAKEN, TOO_LARGE, TOO_MANY_VALUES

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def code_of(error: Exception, *, on_disk: bool) -> str:
    """The code of a fault; ``guard-`` and its type for one that nobody expected. ``on_disk``: the body lies there."""
    match error:
        case TooMuchHeld():
            return TOO_LARGE
        case CannotHold():
            return IN_PIECES
        case NotTaken():
            return NOT_TAKEN
        case TooMany():
            return TOO_MANY_VALUES
        case Gone():
            return "client-gone"
        case PoolFault():
            return error.code
        case OSError() if on_disk and error.errno in _FULL:
            return NO_ROOM
        case _:
            return f"guard-{type(error).__name__.lower()[:40]}"
